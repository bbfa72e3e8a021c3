import { describe, expect, it } from "vitest";
import { medianRatio, medianTime, race } from "./race.ts";
import { median } from "./statistics.ts";

describe("a median", () => {
  it("is the middle one, whatever the order", () => expect(median([9, 1, 5])).toBe(5));
  it("is the mean of the two in the middle", () => expect(median([10, 1, 3, 2])).toBe(2.5));
  it("sorts numbers and not words", () => expect(median([10, 9, 100])).toBe(10));
  it("of nothing is NaN", () => expect(median([])).toBeNaN());
  it("leaves out rounds that were not run", () => expect(medianTime([NaN, 4, NaN, 6, 5])).toBe(5));
});

describe("a ratio", () => {
  it("is taken in each round, so that what slows both down does not count", () =>
    expect(medianRatio([2, 20, 200], [1, 10, 100])).toBe(2));
  it("is taken in rounds that both have run in", () => expect(medianRatio([2, NaN, 9], [1, 1, NaN])).toBe(2));
  it("is not the ratio of the medians", () => expect(medianRatio([1, 5, 9], [9, 1, 3])).toBe(3));
});

describe("a race", () => {
  /** A clock that says what it is told, and how often it was asked for so many calls. */
  const clock = (each: number): { readonly run: (calls: number) => number; readonly asked: number[] } => {
    const asked: number[] = [];
    return {
      asked,
      run: (calls) => {
        asked.push(calls);
        return each;
      },
    };
  };

  it("takes every contestant once a round, as many calls as fill its time", () => {
    const [a, b] = [clock(1e3), clock(1e5)];
    const times = race([a.run, b.run], { rounds: 4, milliseconds: 1, budget: 1e3 });
    expect(times).toEqual([[1e3, 1e3, 1e3, 1e3], Array(4).fill(1e5)]);
    expect([a.asked.at(-1), b.asked.at(-1)]).toEqual([1000, 10]);
  });

  it("leaves what takes long out of rounds, not below three", () => {
    const [a, b] = [clock(1e3), clock(1e9)];
    const [fast = [], slow = []] = race([a.run, b.run], { rounds: 12, milliseconds: 1, budget: 100 });
    expect(fast.filter((time) => time > 0)).toHaveLength(12);
    expect(slow.filter((time) => time > 0)).toHaveLength(3);
  });

  it("warms up until a call has been made a thousand times", () => {
    const a = clock(1e5);
    race([a.run], { rounds: 1, milliseconds: 4, budget: 1e3 });
    expect(a.asked.slice(0, -1).reduce((sum, calls) => sum + calls, 0)).toBeGreaterThanOrEqual(1000);
  });
});

import { describe, expect, it } from "vitest";
import { createPlayer } from "../../examples/online-agent/agent.ts";

describe("the game agent, which learns one move at a time", () => {
  it.each([1, 2, 3])(
    "catches more than 80 balls of 100 after 40,000, and fewer than 40 before, with seed %i",
    (seed) => {
      const player = createPlayer(seed);
      const before = player.play(500) / 5;
      player.learn(40_000);
      expect(before).toBeLessThan(40);
      expect(player.play(500) / 5).toBeGreaterThan(80);
    },
  );

  it("plays the same again with the same seed", () => {
    const [one, two] = [createPlayer(5), createPlayer(5)];
    expect(one.learn(200)).toBe(two.learn(200));
    expect(one.net.parameters).toEqual(two.net.parameters);
    expect(createPlayer(6).net.parameters).not.toEqual(two.net.parameters);
  });

  it("learns nothing while it plays", () => {
    const player = createPlayer(1);
    const before = player.net.parameters.slice();
    player.play(10);
    expect(player.net.parameters).toEqual(before);
  });
});

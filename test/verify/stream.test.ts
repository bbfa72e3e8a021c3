import { describe, expect, it } from "vitest";
import type { Values } from "../../src/verify/numerical.ts";
import { checkStream } from "../../src/verify/stream.ts";
import type { Streaming, StreamSubject } from "../../src/verify/stream.ts";

type Arguments = readonly (Values | Int32Array | number)[];

/** y = the running sum of w·x over three steps of two numbers, and z, the sum after the last; a step is what `more` makes of it. */
function sums(step: (state: number, x: number) => number = (state, x) => state + x): Streaming {
  const parameters = Float64Array.of(0.5);
  let state = [0, 0];
  const run = (start: readonly number[], args: Arguments, next: typeof step): number[] => {
    const [x, y, z, count] = args;
    if (typeof x !== "object" || typeof y !== "object" || typeof z !== "object" || typeof count !== "number")
      throw new Error("wrong arguments");
    const now = [...start];
    for (let i = 0; i < x.length; i++) {
      now[i % 2] = next(now[i % 2] ?? 0, (parameters[0] ?? 0) * (x[i] ?? 0));
      y[i] = now[i % 2] ?? 0;
    }
    z.set(z.length === 2 ? now : y);
    return now;
  };
  return {
    parameters,
    forward: (...args) => {
      run([0, 0], args, (total, x) => total + x);
    },
    process: (...args) => {
      state = run(state, args, step);
    },
    reset: () => {
      state = [0, 0];
    },
  };
}

const subject: StreamSubject = {
  precision: "f64",
  parameters: [{ name: "w", offset: 0, size: 1, trainable: true, role: "weight" }],
  inputs: [{ name: "x", size: 6, element: "float", domain: { kind: "any" }, step: 2 }],
  outputs: [
    { name: "y", size: 6, step: 2 },
    { name: "z", size: 2, step: 2 },
  ],
};

describe("checkStream", () => {
  it("finds nothing where a stream is the sequence", () => {
    expect(checkStream(sums(), subject)).toEqual([]);
  });

  it("finds a state that is not carried", () => {
    const found = checkStream(
      sums((_state, x) => x),
      subject,
    );
    // The first step has no state before it.
    expect(found.map(({ what }) => what)).toEqual(["y[2]", "z[0]"]);
  });

  it("finds what is no number", () => {
    expect(
      checkStream(
        sums(() => NaN),
        subject,
      )[0],
    ).toMatchObject({ what: "y[0]", found: NaN });
  });
});

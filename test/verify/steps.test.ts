import { describe, expect, it } from "vitest";
import type { Subject } from "../../src/verify/runnable.ts";
import { checkSteps } from "../../src/verify/steps.ts";
import type { Steppable } from "../../src/verify/steps.ts";

/** J = mean ½(wx − t)², gradient descent with momentum 0.9; the fused step is what `more` makes of it. */
function linear(more: Partial<Steppable> = {}): Steppable {
  const [parameters, gradient, state, loss] = [0, 0, 0, 0].map((value) => Float64Array.of(value));
  if (parameters === undefined || gradient === undefined || state === undefined || loss === undefined)
    throw new Error();
  const backward: Steppable["backward"] = (...args) => {
    const [x, t, count] = args;
    let [sum, slope] = [0, 0];
    if (typeof x !== "object" || typeof t !== "object" || typeof count !== "number") throw new Error("wrong arguments");
    for (let n = 0; n < count; n++) {
      const error = (parameters[0] ?? 0) * (x[n] ?? 0) - (t[n] ?? 0);
      sum += 0.5 * error * error;
      slope += error * (x[n] ?? 0);
    }
    loss[0] = sum / count;
    gradient[0] = slope / count;
  };
  const update = (): void => {
    state[0] = 0.9 * (state[0] ?? 0) + (gradient[0] ?? 0);
    parameters[0] = (parameters[0] ?? 0) - 0.1 * state[0];
  };
  return {
    parameters,
    gradient,
    state,
    loss,
    backward,
    update,
    trainStep(...args) {
      backward(...args);
      update();
    },
    objective(...args) {
      backward(...args);
      return loss[0] ?? NaN;
    },
    ...more,
  };
}
const input = { size: 1, element: "float", domain: { kind: "any" } } as const;
const subject: Subject = {
  precision: "f64",
  inputs: [
    { name: "x", ...input },
    { name: "t", ...input },
  ],
  parameters: [{ name: "w", offset: 0, size: 1, trainable: true, role: "weight" }],
};

describe("a step in one call", () => {
  it("agrees with backward and update", () => {
    expect(checkSteps(linear(), subject)).toEqual([]);
  });

  it("leaves parameters and state as they were", () => {
    const net = linear();
    net.parameters[0] = 0.3;
    net.state[0] = 0.2;
    checkSteps(net, subject);
    expect([net.parameters[0], net.state[0]]).toEqual([0.3, 0.2]);
  });

  it("that goes elsewhere is found, with both numbers", () => {
    const net = linear();
    const trainStep: Steppable["trainStep"] = (...args) => {
      net.backward(...args);
      if (args.at(-1) === 1) net.gradient[0] = 2 * (net.gradient[0] ?? 0);
      net.update();
    };
    const [found, ...rest] = checkSteps({ ...net, trainStep }, subject);
    expect(rest).toEqual([]);
    expect(found?.what).toBe("w[0] after trainStep for 1 example");
    expect(found?.found).not.toBeCloseTo(found?.expected ?? NaN, 6);
  });

  it("that says another loss is found", () => {
    const net = linear();
    const trainStep: Steppable["trainStep"] = (...args) => {
      net.trainStep(...args);
      net.loss[0] = 7;
    };
    expect(checkSteps({ ...net, trainStep }, subject).map(({ what, found }) => [what, found])).toEqual([
      ["loss of trainStep for 1 example", 7],
      ["loss of trainStep for 3 examples", 7],
    ]);
  });

  it("is no excuse for an objective of its own", () => {
    expect(checkSteps(linear({ objective: () => NaN }), subject).map(({ what }) => what)).toEqual([
      "objective of 1 example",
      "objective of 3 examples",
    ]);
  });
});

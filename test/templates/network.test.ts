import { describe, expect, it } from "vitest";
import { create } from "../../templates/create.ts";
import { metadata, PARAMETER_COUNT } from "../../templates/metadata.ts";

const X = Float64Array.of(1.4, 0.2, 4.7, 1.4, 6, 2.5);
const Y = Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1);

describe("create", () => {
  it("makes networks that share nothing", () => {
    const [one, two] = [create(), create()];
    one.trainStep(X, Y, 3);
    one.learningRate = 7;
    one.buffers.x[0] = 5;
    expect(two.parameters).toEqual(create().parameters);
    expect(two.learningRate).toBe(0.1);
    expect(two.buffers.x[0]).toBe(0);
  });

  it("draws the parameters with the seed, 0 if there is none", () => {
    expect(create().parameters).toEqual(create({ seed: 0 }).parameters);
    expect(create({ seed: 1 }).parameters).not.toEqual(create().parameters);
    expect(create({ seed: 1 }).parameters).toEqual(create({ seed: 1 }).parameters);
  });

  it("copies the parameters that it is given", () => {
    const parameters = Float64Array.from({ length: PARAMETER_COUNT }, (_, i) => i);
    const net = create({ parameters });
    parameters[0] = 99;
    expect([...net.parameters]).toEqual(Array.from({ length: PARAMETER_COUNT }, (_, i) => i));
    expect(() => create({ parameters: [1, 2] })).toThrow(new RangeError("example.create: 2 parameters, not 13"));
  });
});

describe("create for callers in JavaScript", () => {
  it.each([
    [{ params: 3 }, "there is no params; there are seed, parameters"],
    [{ seed: "x" }, 'seed is "x", no valid number'],
    [{ seed: 0.5 }, "seed is 0.5, no valid number"],
    [{ seed: NaN }, "seed is NaN, no valid number"],
    [{ parameters: 3 }, "parameters is 3, no valid object"],
  ])("refuses %o", (options, message) => {
    expect(() => create(options as never)).toThrow(new RangeError(`example.create: ${message}`));
  });

  it("takes null for no options", () => {
    expect(create(null as never).parameters).toEqual(create().parameters);
  });
});

describe("copyFrom for callers in JavaScript", () => {
  it.each([undefined, {}, new Float64Array(3)])("refuses %o", (other) => {
    expect(() => create().copyFrom(other as never)).toThrow("example.copyFrom: 0 parameters, not 13");
  });
});

describe("initialize", () => {
  it("does what create does, and clears the state", () => {
    const net = create({ seed: 3 });
    net.trainStep(X, Y, 3);
    net.initialize(3);
    expect(net.parameters).toEqual(create({ seed: 3 }).parameters);
    expect(net.state).toEqual(new Float64Array(9));
  });
});

describe("backward", () => {
  it("writes the gradient of J and J", () => {
    const net = create({ seed: 1 });
    net.backward(X, Y, 3);
    const [J, gradient] = [net.loss[0], net.gradient.slice()];
    expect(J).toBeCloseTo(net.objective(X, Y, 3), 15);
    for (let i = 4; i < PARAMETER_COUNT; i++) {
      const at = (h: number): number => {
        const moved = create({ parameters: net.parameters.map((p, k) => (k === i ? p + h : p)) });
        return moved.objective(X, Y, 3);
      };
      expect(gradient[i]).toBeCloseTo((at(1e-5) - at(-1e-5)) / 2e-5, 8);
    }
  });
});

describe("trainStep", () => {
  it("is backward and update", () => {
    const [one, two] = [create({ seed: 1 }), create({ seed: 1 })];
    for (let step = 0; step < 3; step++) {
      one.trainStep(X, Y, 3);
      two.backward(X, Y, 3);
      two.update();
    }
    expect(one.parameters).toEqual(two.parameters);
    expect(one.state).toEqual(two.state);
    expect(one.loss).toEqual(two.loss);
  });

  it("takes the network's own arrays where none are given", () => {
    const [one, two] = [create(), create()];
    one.buffers.x.set([1, 2]);
    one.buffers.y.set([0, 0, 1]);
    one.trainStep();
    two.trainStep(Float64Array.of(1, 2), Float64Array.of(0, 0, 1));
    expect(one.parameters).toEqual(two.parameters);
    one.forward();
    expect([...one.buffers.yHat]).toEqual([...two.predict([1, 2])]);
  });
});

describe("copyFrom", () => {
  it("takes over parameters, state and adaptation, not the settings", () => {
    const [one, two] = [create({ seed: 1 }), create({ seed: 2 })];
    one.adapt(X, Y);
    one.trainStep(X, Y, 3);
    one.learningRate = 0.5;
    two.copyFrom(one);
    expect(two.parameters).toEqual(one.parameters);
    expect(two.state).toEqual(one.state);
    expect(two.adapted).toBe(true);
    expect(two.learningRate).toBe(0.1);
  });

  it("refuses another kind of network", () => {
    const other = { ...create(), parameters: new Float64Array(12) };
    expect(() => create().copyFrom(other)).toThrow(new RangeError("example.copyFrom: 12 parameters, not 13"));
  });
});

describe("a call with arrays that do not fit", () => {
  const net = create();
  const x = new Float64Array(2);
  const y = new Float64Array(3);

  it.each([
    [() => net.trainStep(x, y.subarray(0, 1)), "trainStep: y has 1 value; 1 example needs 3 (species, one-hot)"],
    [() => net.trainStep(X, y), "trainStep: x has 6 values; 1 example needs 2"],
    [() => net.trainStep(X, Y, 2), "trainStep: x has 6 values; 2 examples need 4"],
    [() => net.backward(x, Y), "backward: y has 9 values; 1 example needs 3 (species, one-hot)"],
    [() => net.objective(x, Y), "objective: y has 9 values; 1 example needs 3 (species, one-hot)"],
    [() => net.forward(x, x), "forward: yHat has 2 values; 1 example needs 3"],
    [() => net.forward(new Float64Array(0), y), "forward: x has 0 values; 1 example needs 2"],
    [() => net.forward(x, y, 0), "forward: count is 0"],
    [() => net.forward(x.subarray(0, 0), y.subarray(0, 0), 0), "forward: count is 0"],
    [() => net.forward(X, Y.subarray(0, 4), 1.5), "forward: count is 1.5"],
    [() => net.forward(x, y, NaN), "forward: count is NaN"],
    [() => net.forward(x, y, -1), "forward: count is -1"],
    [() => net.forward(undefined, undefined, 2), "forward: x has 2 values; 2 examples need 4"],
  ])("is refused (%#)", (call, message) => {
    const before = net.parameters.slice();
    expect(call).toThrow(new RangeError(`example.${message}`));
    expect(net.parameters).toEqual(before);
  });
});

describe("metadata", () => {
  it("lays the parameters out without a gap", () => {
    const end = metadata.parameters.reduce((offset, parameter) => {
      expect(parameter.offset).toBe(offset);
      return offset + parameter.size;
    }, 0);
    expect(end).toBe(PARAMETER_COUNT);
  });
});

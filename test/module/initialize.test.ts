import { describe, expect, it } from "vitest";
import type { Initializer } from "../../src/ir/graph.ts";
import type { ModuleCode } from "../../src/targets/typescript/code.ts";
import { standIn } from "./standins.ts";
import { assemble, importModule } from "./tooling.ts";

const CODE = standIn({
  name: "big",
  inputs: [{ name: "x", size: 300 }],
  outputs: [{ name: "y", size: 100, target: "t" }],
});

const starting = new Map<Initializer, ModuleCode>();

/** The code whose weight starts so, the same each time. */
function startingWith(initialize: Initializer, code: ModuleCode): ModuleCode {
  const known = code === CODE ? starting.get(initialize) : undefined;
  if (known !== undefined) return known;
  const parameters = code.parameters.map((p) => (p.name === "y.x" ? { ...p, initialize } : p));
  const made = { ...code, parameters };
  if (code === CODE) starting.set(initialize, made);
  return made;
}

/** The weight [100, 300] after `initialize(seed)`. */
async function weight(initialize: Initializer, seed: number, code: ModuleCode = CODE): Promise<Float64Array> {
  const started = startingWith(initialize, code);
  const { create } = await importModule(await assemble(started));
  const { offset = 0, size = 0 } = started.parameters.find(({ name }) => name === "y.x") ?? {};
  return create({ seed }).parameters.slice(offset, offset + size);
}

const deviation = (values: Float64Array): number =>
  Math.sqrt(values.reduce((sum, v) => sum + v * v, 0) / values.length);

describe("initialize", () => {
  it.each<[Initializer, number]>([
    [{ kind: "zeros" }, 0],
    [{ kind: "ones" }, 1],
    [{ kind: "constant", value: -0.25 }, -0.25],
  ])("fills with %o", async (initialize, value) => {
    expect(await weight(initialize, 1)).toEqual(new Float64Array(30_000).fill(value));
  });

  it.each<[Initializer, number, number]>([
    [{ kind: "uniform", limit: 0.5 }, 0.5 / Math.sqrt(3), 0.5],
    [{ kind: "normal", deviation: 0.1 }, 0.1, 0.6],
    [{ kind: "glorotUniform" }, Math.sqrt(2 / 400), Math.sqrt(6 / 400)],
    [{ kind: "heNormal" }, Math.sqrt(2 / 300), 6 * Math.sqrt(2 / 300)],
    [{ kind: "glorotNormal" }, Math.sqrt(2 / 400), 6 * Math.sqrt(2 / 400)],
    [{ kind: "heUniform" }, Math.sqrt(2 / 300), Math.sqrt(6 / 300)],
    [{ kind: "lecunUniform" }, Math.sqrt(1 / 300), Math.sqrt(3 / 300)],
    [{ kind: "lecunNormal" }, Math.sqrt(1 / 300), 6 * Math.sqrt(1 / 300)],
    // Rows of length 1.
    [{ kind: "orthogonal" }, Math.sqrt(1 / 300), 1],
  ])("draws %o", async (initialize, expected, limit) => {
    const values = await weight(initialize, 1);
    expect(Math.abs(deviation(values) / expected - 1)).toBeLessThan(0.02);
    expect(Math.max(...values)).toBeLessThanOrEqual(limit);
    expect(values).toEqual(await weight(initialize, 1));
    expect(values).not.toEqual(await weight(initialize, 2));
  });

  it("reads no seed where nothing is drawn", async () => {
    const zeros: Initializer = { kind: "zeros" };
    const parameters = CODE.parameters.map((p) => ({ ...p, initialize: zeros }));
    expect(await assemble({ ...CODE, parameters })).toContain("function initialize(_seed: number = 0)");
  });

  it("draws a parameter alike whatever others there are", async () => {
    const inputs = [
      { name: "before", size: 3 },
      { name: "x", size: 300 },
    ];
    const more = standIn({ name: "more", inputs, outputs: [{ name: "y", size: 100, target: "t" }] });
    const glorot: Initializer = { kind: "glorotUniform" };
    expect(await weight(glorot, 7, more)).toEqual(await weight(glorot, 7));
  });

  it("takes a vector for the weight of one output, and counts a kernel's positions", async () => {
    const limitOf = async (shape: readonly number[]): Promise<number> => {
      const [first, ...rest] = CODE.parameters;
      if (first === undefined) throw new Error("no parameter");
      const text = await assemble({ ...CODE, parameters: [{ ...first, shape }, ...rest] });
      return Number(/drawUniform\(W00, ([\d.]+),/.exec(text)?.[1]);
    };
    expect(await limitOf([30_000])).toBe(Math.sqrt(6 / 30_001));
    expect(await limitOf([100, 12, 5, 5])).toBe(Math.sqrt(6 / (12 * 25 + 100 * 25)));
  });

  it("gives the state its initial values", async () => {
    const [velocity] = CODE.state;
    if (velocity === undefined) throw new Error("no state");
    const { create } = await importModule(await assemble({ ...CODE, state: [{ ...velocity, initial: 1 }] }));
    const net = create();
    net.state.fill(5);
    net.initialize();
    expect(net.state).toEqual(new Float64Array(net.state.length).fill(1));
  });
});

import { describe, expect, it } from "vitest";
import { assembleModule } from "../../src/module/assemble.ts";
import { decimals } from "../../src/module/weights.ts";
import { CLASSIFICATION, standIn } from "./standins.ts";
import { assemble, HEADER, importModule } from "./tooling.ts";

describe("embedded weights", () => {
  const trained = async (): Promise<{ readonly parameters: Float64Array; readonly bytes: Uint8Array }> => {
    const { create } = await importModule(await assemble(CLASSIFICATION));
    const net = create({ seed: 4 });
    net.adapt([
      [1, 2],
      [3, 5],
    ]);
    net.trainStep(Float64Array.of(1, 2), Float64Array.of(0, 1, 0));
    return { parameters: net.parameters, bytes: net.save() };
  };

  it("are what a module that only predicts starts with, bit for bit", async () => {
    const { parameters, bytes } = await trained();
    const text = await assembleModule(CLASSIFICATION, HEADER, { inferenceOnly: true, weights: bytes });
    const { create } = await importModule(text);
    expect(create().parameters).toEqual(parameters);
    const own = new Float64Array(13).fill(2);
    expect(create({ parameters: own }).parameters).toEqual(own);
    const [net, other] = [create(), (await importModule(await assemble(CLASSIFICATION))).create()];
    other.load(bytes);
    expect(net.predict([[1, 2]])).toEqual(other.predict([[1, 2]]));
  });

  it("are what a whole module starts with, unless it is given a seed", async () => {
    const { parameters, bytes } = await trained();
    const text = await assembleModule(CLASSIFICATION, HEADER, { inferenceOnly: false, weights: bytes });
    const [embedded, plain] = [await importModule(text), await importModule(await assemble(CLASSIFICATION))];
    expect(embedded.create().parameters).toEqual(parameters);
    expect(embedded.create().adapted).toBe(true);
    expect(embedded.create({ seed: 0 }).parameters).toEqual(plain.create().parameters);
    expect(embedded.create({ seed: 0 }).adapted).toBe(false);
  });

  it("may be of single precision", async () => {
    const spec = { inputs: [{ name: "x", size: 2 }], outputs: [{ name: "y", size: 1 }], precision: "f32" } as const;
    const code = standIn({ name: "single", ...spec });
    const { create } = await importModule(await assemble(code));
    const net = create({ seed: 1 });
    const text = await assembleModule(code, HEADER, { inferenceOnly: true, weights: net.save() });
    expect((await importModule(text)).create().parameters).toEqual(net.parameters);
  });
});

describe("decimals", () => {
  it("are the shortest that give back the numbers", () => {
    expect(decimals(Float64Array.of(0.1, -2, 1e-30, 1 / 3), "f64")).toBe("0.1, -2, 1e-30, 0.3333333333333333");
    expect(decimals(Float64Array.of(Math.fround(0.1), -2, Math.fround(1 / 3)), "f32")).toBe("0.1, -2, 0.33333334");
  });
});

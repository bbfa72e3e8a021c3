import { describe, expect, it } from "vitest";
import * as nn from "../../src/index.ts";
import { compiled, STYLES } from "../compile/harness.ts";
import { assemble, importModule } from "./tooling.ts";
import type { Exports } from "./tooling.ts";

const text = nn.input("text", [4], { element: "int32", domain: [0, 5] });
const kind = nn.input("kind", [], { element: "int32", domain: [0, 2] });
const scores = nn.dense(nn.flatten(nn.embedding(nn.slice(text, { start: 1 }), 6, 3)), 3);
const words = nn.network({
  name: "words",
  inputs: { text, kind },
  outputs: { scores },
  loss: nn.softmaxCrossEntropy(scores, nn.oneHot(kind, 3)),
  optimizer: nn.adam({ learningRate: 0.05 }),
});

const build = async (network: nn.Network, inferenceOnly = false): Promise<Exports> =>
  importModule(await assemble(compiled(network, "auto").code, inferenceOnly));

const rows = Array.from({ length: 60 }, (_, i) => [i % 6, (i * i) % 6, (2 * i + 1) % 6, (5 * i) % 6]);
const kinds = rows.map(([, , a = 0]) => a % 3);

it("a module holds a bool to 0 and 1, in an array of numbers", async () => {
  const mask = nn.input("mask", [2], { element: "bool" });
  const y = nn.mul(mask, nn.parameter("w", [2]));
  const { create, metadata } = await build(nn.network({ name: "masked", inputs: { mask }, outputs: { y } }));
  expect(metadata.inputs).toEqual([{ name: "mask", shape: [2], size: 2, range: [0, 1] }]);
  const net = create();
  expect(net.buffers).toMatchObject({ mask: new Float64Array(2) });
  expect(net.predict([[1, 0]])).toHaveLength(2);
  for (const call of ["predict", "forward"] as const) {
    expect(() => net[call](Float64Array.of(1, 0.5))).toThrow(
      new RangeError(`masked.${call}: mask[1] is 0.5, no whole number from 0 to 1`),
    );
  }
});

describe("a module that takes indices", () => {
  it("holds them as an Int32Array and describes them", async () => {
    const { create, metadata } = await build(words);
    expect(create().buffers).toEqual({ text: new Int32Array(4), kind: new Int32Array(1), scores: new Float64Array(3) });
    expect(metadata.inputs).toEqual([
      { name: "text", shape: [4], size: 4, element: "int32", range: [0, 5] },
      { name: "kind", shape: [], size: 1, element: "int32", range: [0, 2], target: true },
    ]);
  });

  it("takes rows of them in any form", async () => {
    const net = (await build(words)).create({ seed: 1 });
    const [first = []] = rows;
    const want = net.predict(first);
    for (const given of [
      [first],
      Int32Array.from(first),
      Uint8Array.from(first),
      [Uint8Array.from(first)],
      Float64Array.from(first),
    ])
      expect(net.predict(given)).toEqual(want);
    const out = new Float64Array(3);
    net.forward(Int32Array.from(first), out);
    expect(out).toEqual(want);
  });

  it("learns from class indices, and scores classes", async () => {
    const net = (await build(words)).create({ seed: 1 });
    const history = await net.fit(rows, kinds, { epochs: 30, batchSize: 8, validationSplit: 0.2, seed: 2 });
    expect(history["valAccuracy"]?.at(-1)).toBe(1);
    const typed = net.evaluate(Int32Array.from(rows.flat()), Int32Array.from(kinds));
    expect(net.evaluate(rows, kinds)).toEqual(typed);
    expect(typed).toMatchObject({ accuracy: 1, precision: 1 });
    const counts = net.confusionMatrix(rows, kinds);
    expect(counts.map((row, i) => row[i])).toEqual([0, 1, 2].map((k) => kinds.filter((other) => other === k).length));
  });

  it.each([
    [[0, 1, 2, 6], "predict: text[3] is 6, no whole number from 0 to 5"],
    [
      [
        [0, 1, 2, 3],
        [0, -1, 2, 3],
      ],
      "predict: row 1: text[1] is -1, no whole number from 0 to 5",
    ],
    [[0.5, 1, 2, 3], "predict: text[0] is 0.5, no whole number from 0 to 5"],
    [[[0, 1, 2, "3"]], 'predict: row 0: text[3] is "3", no whole number from 0 to 5'],
    [[0, NaN, 2, 3], "predict: text[1] is NaN, no whole number from 0 to 5"],
    [[[0, 1, 2, null]], "predict: row 0: text[3] is null, no whole number from 0 to 5"],
    [[[0, 1, 2]], "predict: row 0: text has 3 values; 1 example needs 4"],
  ])("refuses what is no index: %o", async (given, message) => {
    const { create } = await build(words);
    expect(() => create().predict(given)).toThrow(new RangeError(`words.${message}`));
  });

  it("refuses them in every method, before anything is changed", async () => {
    const net = (await build(words)).create({ seed: 1 });
    const before = net.save();
    const [good, bad] = [Int32Array.of(0, 1, 2, 3), Int32Array.of(0, 1, 2, 1e9)];
    const [one, four] = [Int32Array.of(1), Int32Array.of(3)];
    const outside = (method: string): RangeError =>
      new RangeError(`words.${method}: text[3] is 1000000000, no whole number from 0 to 5`);
    expect(() => net.forward(bad)).toThrow(outside("forward"));
    expect(() => net.objective(bad, one)).toThrow(outside("objective"));
    expect(() => net.backward(bad, one)).toThrow(outside("backward"));
    expect(() => net.trainStep(bad, one)).toThrow(outside("trainStep"));
    expect(() => net.trainStep(good, four)).toThrow("words.trainStep: kind[0] is 3, no whole number from 0 to 2");
    await expect(
      net.fit(
        rows,
        kinds.map(() => 3),
      ),
    ).rejects.toThrow("words.fit: kind[0] is 3");
    expect(net.save()).toEqual(before);
  });

  it("checks numbers that are read as indices, too, and no others", async () => {
    const [k, x] = [nn.input("k", [], { domain: [0, 2] }), nn.input("x", [], { domain: [0, 2] })];
    const { create, metadata } = await build(
      nn.network({ name: "both", inputs: { k, x }, outputs: { y: nn.mul(nn.gather(nn.parameter("w", [3]), k), x) } }),
      true,
    );
    expect(metadata.inputs).toMatchObject([{ range: [0, 2] }, { size: 1 }]);
    expect(metadata.inputs[1]).not.toHaveProperty("range");
    expect(create().buffers["k"]).toBeInstanceOf(Float64Array);
    expect(() => create().predict({ k: [2.5], x: [2.5] })).toThrow("k[0] is 2.5, no whole number from 0 to 2");
    expect(create().predict({ k: [2], x: [2.5] })).toHaveLength(1);
  });
});

describe("a computed index that names nothing", () => {
  const x = nn.input("x", [3]);
  const at = nn.input("at");

  it.each(STYLES)("gives NaN, and nothing of another example, in the style %s", async (style) => {
    const network = nn.network({ name: "n", inputs: { x, at }, outputs: { y: nn.gather(x, nn.mul(at, 1)) } });
    const net = (await importModule(await assemble(compiled(network, style).code, true))).create();
    const examples = {
      x: [
        [1, 2, 3],
        [4, 5, 6],
        [7, 8, 9],
        [10, 11, 12],
      ],
      at: [2, 3, -1, 1.5],
    };
    expect(net.predict(examples)).toEqual(Float64Array.of(3, NaN, NaN, NaN));
  });

  it("is no class, and adds to no entry", async () => {
    const outputs = { row: nn.oneHot(nn.mul(at, 1), 3), sums: nn.scatterAdd(nn.sum(x), nn.mul(at, 1), 2) };
    const net = (await build(nn.network({ name: "n", inputs: { x, at }, outputs }), true)).create();
    expect(
      net.predict({
        x: [
          [1, 2, 3],
          [4, 5, 6],
        ],
        at: [1, 3],
      }),
    ).toEqual({
      row: Float64Array.of(0, 1, 0, 0, 0, 0),
      sums: Float64Array.of(0, 6, 0, 0),
    });
  });
});

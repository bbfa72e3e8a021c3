import { describe, expect, it } from "vitest";
import type { CompileOptions } from "../../src/compile.ts";
import * as nn from "../../src/index.ts";
import type { Network, Tensor } from "../../src/index.ts";
import { createRandom } from "../../src/verify/random.ts";
import { makerOf, moduleText, streaming } from "./stream.ts";

const T = 12;

/** What stands between an input of T steps of three numbers and an output of T steps. */
type Layers = (x: Tensor<readonly [12, 3]>) => Tensor;

const all = { returnSequences: true } as const;

const LAYERS: Readonly<Record<string, Layers>> = {
  simpleRnn: (x) => nn.simpleRnn(x, 4, all),
  gru: (x) => nn.gru(x, 4, all),
  lstm: (x) => nn.lstm(x, 5, all),
  "two recurrences, one on the other": (x) => nn.lstm(nn.gru(x, 4, all), 3, all),
  "dense layers and activations around one": (x) => nn.tanh(nn.dense(nn.gru(nn.relu(nn.dense(x, 5)), 4, all), 2)),
  "a residual connection": (x) => nn.add(x, nn.dense(nn.gru(x, 4, all), 3)),
  "a layer norm of each step": (x) => nn.layerNorm(nn.gru(nn.layerNorm(x), 4, all)),
  "softmax of each step": (x) => nn.softmax(nn.simpleRnn(x, 4, all)),
  "a scale for all steps": (x) => nn.gru(nn.standardize(x, { axis: -1 }), 3, all),
  "dropout, which does not predict": (x) => nn.gru(nn.dropout(x, 0.5), 3, all),
  "a running sum": (x) => nn.cumulativeSum(x),
  "parts of each step": (x) => nn.concat([nn.slice(x, { axis: 1, start: 1 }), nn.simpleRnn(x, 2, all)], { axis: 1 }),
  "each step in another shape": (x) => nn.reshape(nn.gru(x, 4, all), [T, 2, 2]),
  "sums of each step": (x) => nn.sum(nn.gru(x, 4, all), { axis: 1 }),
  "what came two steps ago": (x) =>
    nn.slice(
      nn.scan(nn.parameter("last", [6], { initialize: "zeros" }), x, (state, element) =>
        nn.concat([nn.slice(state, { start: 3 }), element]),
      ),
      { axis: 1, end: 3 },
    ),
};

/** Code that is written otherwise, of networks with all that may differ. */
const RUNS: readonly (readonly [style: string, layers: string, options: Partial<CompileOptions>])[] = [
  ...Object.keys(LAYERS).map((layers) => ["auto", layers, {}] as const),
  ...["two recurrences, one on the other", "what came two steps ago"].flatMap((layers) => [
    ["rolled", layers, { style: "rolled" }] as const,
    ["unrolled", layers, { style: "unrolled" }] as const,
    ["readable", layers, { style: "readable" }] as const,
    ["inference only", layers, { inferenceOnly: true }] as const,
  ]),
];

const wave = (size: number, salt: number): Float64Array =>
  Float64Array.from({ length: size }, (_, i) => Math.sin(salt + 1.7 * i) + 0.3 * Math.cos(0.31 * i * i));

function around(layers: Layers): { readonly net: Network; readonly width: number } {
  const x = nn.input("x", [T, 3]);
  const y = layers(x);
  const width = y.shape.slice(1).reduce<number>((size, dim) => size * Number(dim), 1);
  return { net: nn.network({ name: "stream", inputs: { x }, outputs: { y }, stateful: true }), width };
}

/** The outputs of a stream that is cut into calls of some lengths. */
async function streamed(
  net: Awaited<ReturnType<typeof streaming>>,
  x: Float64Array,
  width: number,
  cuts: readonly number[],
): Promise<Float64Array> {
  const y = new Float64Array(T * width).fill(NaN);
  const size = x.length / T;
  let step = 0;
  for (const count of cuts) {
    net.process(
      x.subarray(step * size, (step + count) * size),
      y.subarray(step * width, (step + count) * width),
      count,
    );
    step += count;
  }
  expect(step).toBe(T);
  return y;
}

describe("a stream is what forward makes of the window, however it is cut", () => {
  it.each(RUNS)("%s: %s", async (_style, layers, options) => {
    const { net, width } = around(LAYERS[layers] ?? ((x) => x));
    const module = await streaming(net, options);
    for (let i = 0; i < module.parameters.length; i++) module.parameters[i] = 0.6 * Math.sin(2 + 3 * i);
    const x = wave(T * 3, 1);
    const whole = new Float64Array(T * width);
    module.forward(x, whole, 1);
    const atOnce = await streamed(module, x, width, [T]);
    for (const [i, value] of atOnce.entries()) expect(Math.abs(value - Number(whole[i]))).toBeLessThan(1e-12);
    for (const cuts of [Array.from({ length: T }, () => 1), [7, 5], [1, 10, 1]]) {
      module.reset();
      expect(await streamed(module, x, width, cuts)).toEqual(atOnce);
    }
    // It goes on: the second window does not start anew.
    expect(await streamed(module, x, width, [T])).not.toEqual(atOnce);
  });

  it("with single precision, too", async () => {
    const { net } = around((x) => nn.tanh(nn.dense(nn.gru(x, 4, all), 2)));
    const module = await streaming(net, { precision: "f32" });
    const x = Float32Array.from(wave(T * 3, 1));
    const [whole, steps] = [new Float32Array(T * 2), new Float32Array(T * 2)];
    module.forward(x, whole, 1);
    for (let t = 0; t < T; t++) module.process(x.subarray(3 * t, 3 * t + 3), steps.subarray(2 * t, 2 * t + 2), 1);
    for (const [i, value] of steps.entries()) expect(Math.abs(value - Number(whole[i]))).toBeLessThan(1e-6);
  });
});

/** What may follow one another, of any width: drawn by chance. */
const PARTS: readonly ((x: Tensor<readonly [12, number]>) => Tensor<readonly [12, number]>)[] = [
  (x) => nn.gru(x, 3, all) as typeof x,
  (x) => nn.lstm(x, 2, all) as typeof x,
  (x) => nn.simpleRnn(x, 4, all) as typeof x,
  (x) => nn.cumulativeSum(nn.tanh(x)),
  (x) => nn.dense(x, 3),
  (x) => nn.layerNorm(x),
  (x) => nn.softmax(x),
  (x) => nn.add(x, nn.dense(nn.gru(x, 2, all) as typeof x, Number(x.shape[1])) as typeof x),
  (x) => nn.concat([x, nn.simpleRnn(x, 2, all) as typeof x], { axis: 1 }) as typeof x,
  (x) => nn.mul(x, nn.logistic(nn.dense(x, Number(x.shape[1])) as typeof x)),
];

describe("a stream of layers drawn by chance is what forward makes of the window", () => {
  it.each([1, 2, 3, 4, 5, 6])("%i", async (seed) => {
    const random = createRandom(seed);
    const { net, width } = around((x) => {
      let h = x as Tensor<readonly [12, number]>;
      for (let i = 0; i < 4; i++) h = (PARTS[random.integer(PARTS.length)] ?? ((same) => same))(h);
      return nn.simpleRnn(h, 3, all);
    });
    const module = await streaming(net, { inferenceOnly: true });
    for (let i = 0; i < module.parameters.length; i++) module.parameters[i] = 0.4 * random.normal();
    const x = wave(T * 3, seed);
    const whole = new Float64Array(T * width);
    module.forward(x, whole, 1);
    const cuts = [5, 1, 6];
    for (const [i, value] of (await streamed(module, x, width, cuts)).entries())
      expect(Math.abs(value - Number(whole[i]))).toBeLessThan(1e-12);
  });
});

describe("the step of a network", () => {
  const x = nn.input("x", [T, 2]);
  const element = wave(T * 2, 4);
  const at = (t: number): Float64Array => element.subarray(2 * t, 2 * t + 2);

  it("gives the last state as that after each step", async () => {
    const net = nn.network({
      name: "stream",
      inputs: { x },
      outputs: { y: nn.dense(nn.lstm(x, 3), 2) },
      stateful: true,
    });
    const module = await streaming(net);
    const [whole, step] = [new Float64Array(2), new Float64Array(2)];
    module.forward(element, whole, 1);
    for (let t = 0; t < T; t++) module.process(at(t), step, 1);
    for (const [i, value] of step.entries()) expect(Math.abs(value - Number(whole[i]))).toBeLessThan(1e-12);
  });

  it("reads an input that is no sequence once a call", async () => {
    const context = nn.input("context", [3]);
    const y = nn.scan(nn.tanh(nn.dense(context, 2)), x, (state, u) =>
      nn.tanh(nn.add(nn.dense(nn.concat([state, u]), 2), nn.dense(context, 2))),
    );
    const net = nn.network({ name: "stream", inputs: { x, context }, outputs: { y }, stateful: true });
    const module = await streaming(net);
    const given = Float64Array.of(0.3, -1, 2);
    const [whole, steps] = [new Float64Array(T * 2), new Float64Array(T * 2)];
    module.forward(element, given, whole, 1);
    module.process(element.subarray(0, 10), given, steps.subarray(0, 10), 5);
    module.process(element.subarray(10), given, steps.subarray(10), T - 5);
    for (const [i, value] of steps.entries()) expect(Math.abs(value - Number(whole[i]))).toBeLessThan(1e-12);
    expect(() => module.process(at(0), new Float64Array(2), steps.subarray(0, 2), 1)).toThrow(
      "stream.process: context has 2 values; 1 example needs 3",
    );
  });

  it("embeds one token", async () => {
    const tokens = nn.input("tokens", [T], { element: "int32", domain: [0, 4] });
    const y = nn.gru(nn.embedding(tokens, 5, 3), 4, all);
    const module = await streaming(nn.network({ name: "stream", inputs: { tokens }, outputs: { y }, stateful: true }));
    const text = Int32Array.from({ length: T }, (_, i) => (i * 3) % 5);
    const [whole, steps] = [new Float64Array(T * 4), new Float64Array(T * 4)];
    module.forward(text, whole, 1);
    for (let t = 0; t < T; t++) module.process(text.subarray(t, t + 1), steps.subarray(4 * t, 4 * t + 4));
    for (const [i, value] of steps.entries()) expect(Math.abs(value - Number(whole[i]))).toBeLessThan(1e-12);
  });

  it("starts from the parameters as they are when the stream starts", async () => {
    const s = nn.parameter("s", [2], { initialize: "ones" });
    const y = nn.scan(s, x, (state, u) => nn.add(state, u));
    const net = nn.network({ name: "stream", inputs: { x }, outputs: { y }, stateful: true });
    const module = await streaming(net);
    const step = new Float64Array(2);
    module.parameters.set([5, 7]);
    module.process(Float64Array.of(1, 2), step);
    expect([...step]).toEqual([6, 9]);
    // What has started goes on.
    module.parameters.set([0, 0]);
    module.process(Float64Array.of(1, 2), step);
    expect([...step]).toEqual([7, 11]);
    module.reset();
    module.process(Float64Array.of(1, 2), step);
    expect([...step]).toEqual([1, 2]);
  });
});

describe("a module that is stateful", () => {
  const make = async (options: Partial<CompileOptions> = {}) => {
    const x = nn.input("x", [T, 2]);
    const y = nn.input("y", [T, 3]);
    const yHat = nn.gru(x, 3, all);
    const loss = nn.squaredError(yHat, y);
    return makerOf(nn.network({ name: "echo", inputs: { x, y }, outputs: { yHat }, loss, stateful: true }), options);
  };
  const one = Float64Array.of(0.5, -0.25);

  it("keeps a state in each instance, copies it, and puts it back", async () => {
    const create = await make();
    const [a, b] = [create(), create()];
    const [first, second, other] = [new Float64Array(3), new Float64Array(3), new Float64Array(3)];
    a.process(one, first);
    expect([...a.carry]).toEqual([...first]);
    expect([...b.carry]).toEqual([0, 0, 0]);
    b.copyFrom(a);
    a.process(one, second);
    b.process(one, other);
    expect(other).toEqual(second);
    expect(second).not.toEqual(first);
    a.carry.set(first);
    a.process(one, other);
    expect(other).toEqual(second);
  });

  it("starts anew with reset, initialize and load; a file holds no stream", async () => {
    const create = await make();
    const module = create();
    const before = module.save();
    module.process(one, new Float64Array(3));
    expect(module.save()).toEqual(before);
    for (const restart of [() => module.reset(), () => module.initialize(), () => module.load(before)]) {
      module.process(one, new Float64Array(3));
      expect([...module.carry]).not.toEqual([0, 0, 0]);
      restart();
      expect([...module.carry]).toEqual([0, 0, 0]);
    }
    const small = (await make({ inferenceOnly: true }))();
    small.process(one, new Float64Array(3));
    small.load(before);
    expect([...small.carry]).toEqual([0, 0, 0]);
  });

  it("leaves training and forward alone, and they leave it", async () => {
    const module = (await make())();
    const [before, after] = [new Float64Array(T * 3), new Float64Array(T * 3)];
    const window = wave(T * 2, 3);
    module.forward(window, before, 1);
    module.process(one, new Float64Array(3));
    const carried = [...module.carry];
    module.forward(window, after, 1);
    expect(after).toEqual(before);
    expect([...module.carry]).toEqual(carried);
  });

  it("takes the first step of its buffers where arrays are left out", async () => {
    const module = (await make())();
    const y = new Float64Array(3);
    module.process(one, y);
    module.reset();
    module.buffers["x"]?.set(one);
    module.process();
    expect(Array.from(module.buffers["yHat"]?.subarray(0, 4) ?? [])).toEqual([...y, 0]);
  });

  it("refuses arrays that do not hold as many steps as it says", async () => {
    const module = (await make())();
    const refused =
      (...given: readonly unknown[]) =>
      () =>
        module.process(...given);
    expect(refused(new Float64Array(2), new Float64Array(6), 2)).toThrow(
      "echo.process: x has 2 values; 2 steps need 4",
    );
    expect(refused(new Float64Array(2), new Float64Array(1), 1)).toThrow(
      "echo.process: yHat has 1 value; 1 step needs 3",
    );
    expect(refused(new Float64Array(0), new Float64Array(0), 0)).toThrow("echo.process: count is 0");
    expect(refused(new Float64Array(2), new Float64Array(3), 0.5)).toThrow("echo.process: count is 0.5");
    expect([...module.carry]).toEqual([0, 0, 0]);
  });

  it("has nothing of it where it is not asked for", async () => {
    const x = nn.input("x", [T, 2]);
    const text = await moduleText(nn.network({ name: "echo", inputs: { x }, outputs: { y: nn.gru(x, 3) } }));
    expect(text).not.toMatch(/process|reset|carry|checkSteps/);
  });
});

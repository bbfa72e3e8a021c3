import { describe, expect, it } from "vitest";
import { compile } from "../../src/compile.ts";
import { at } from "../../src/diagnostics/diagnostic.ts";
import * as nn from "../../src/index.ts";
import type { Network, Tensor } from "../../src/index.ts";
import { interpret } from "../../src/ops/interpreter.ts";
import { instantiate } from "./emitted.ts";
import { assembled, bindingsOf, compiled, difference, outputsOf, STYLES, trial } from "./harness.ts";
import type { Trial } from "./harness.ts";

const COUNT = 3;

/** A network around one layer: everything that it makes is squared towards a target, so that every element has a gradient. */
function around(name: string, shape: readonly number[], layer: (x: Tensor<never>) => Tensor): Network {
  const x = nn.input("x", shape);
  const h = layer(x as Tensor<never>);
  const flat = nn.flatten(h);
  const t = nn.input("t", flat.shape as readonly number[]);
  return nn.network({
    name,
    inputs: { x, t },
    outputs: { h },
    loss: nn.halfSquaredError(nn.tanh(flat), t as never),
    optimizer: nn.sgd({ learningRate: 0.1 }),
  });
}

const sequence = [2, 7] as const;
const picture = [2, 5, 6] as const;
const W = (): Tensor => nn.parameter("W", [2, 5, 6]);

/** Layers that have no parameters get one in front, so that the gradient through them is seen. */
const after = (layer: (x: Tensor) => Tensor) => (x: Tensor<never>) => layer(nn.mul(x as Tensor, W() as never));

const LAYERS: Readonly<Record<string, Network>> = {
  conv1d: around("conv1d", sequence, (x) => nn.conv1d(x, 3, 3)),
  "conv1d, strided, padded": around("a", sequence, (x) => nn.conv1d(x, 3, 3, { stride: 2, padding: 1 })),
  "conv1d, dilated, no bias": around("b", sequence, (x) => nn.conv1d(x, 1, 3, { dilation: 2, bias: false })),
  conv2d: around("c", picture, (x) => nn.conv2d(x, 3, 3)),
  "conv2d, same": around("d", picture, (x) => nn.conv2d(x, 2, [2, 3], { padding: "same" })),
  "conv2d, grouped": around("e", picture, (x) => nn.conv2d(x, 4, 2, { groups: 2, stride: [2, 1] })),
  convTranspose1d: around("f", sequence, (x) => nn.convTranspose1d(x, 3, 3, { stride: 2, padding: 1 })),
  convTranspose2d: around("g", [2, 2, 3], (x) => nn.convTranspose2d(x, 2, 2, { stride: 2 })),
  "conv2d twice": around("h", picture, (x) => nn.conv2d(nn.relu(nn.conv2d(x, 2, 2)), 2, 2) as Tensor),
  maxPool2d: around(
    "i",
    picture,
    after((x) => nn.maxPool2d(x as never, 2)),
  ),
  averagePool2d: around(
    "j",
    picture,
    after((x) => nn.averagePool2d(x as never, 2, { stride: 1 })),
  ),
  globalAveragePool: around("k", picture, after(nn.globalAveragePool)),
  globalMaxPool: around("l", picture, after(nn.globalMaxPool)),
  reshape: around(
    "m",
    picture,
    after((x) => nn.matmul(nn.parameter("V", [2, 6]), nn.reshape(x, [6, 10]))),
  ),
  transposed: around(
    "n",
    picture,
    after((x) => nn.matmul(nn.parameter("V", [3, 6]), nn.transpose(nn.reshape(nn.transpose(x), [10, 6])))),
  ),
  slice: around(
    "o",
    picture,
    after((x) => nn.slice(x, { axis: -1, start: 1, end: 6, step: 2 })),
  ),
  reverse: around(
    "p",
    picture,
    after((x) => nn.reverse(x, { axis: 1 })),
  ),
  concat: around(
    "q",
    picture,
    after((x) => nn.concat([x, nn.tanh(x)], { axis: 1 })),
  ),
  stack: around(
    "r",
    picture,
    after((x) => nn.stack([nn.slice(x, { end: 1 }), nn.slice(x, { start: 1 })])),
  ),
  pad: around(
    "s",
    picture,
    after((x) =>
      nn.pad(x, [
        [0, 0],
        [1, 0],
        [0, 2],
      ]),
    ),
  ),
  max: around(
    "ma",
    picture,
    after((x) => nn.max(x, { axis: 1 })),
  ),
  min: around(
    "mb",
    picture,
    after((x) => nn.min(x, { axis: [0, 2] })),
  ),
  logSumExp: around(
    "mc",
    picture,
    after((x) => nn.logSumExp(x, { axis: -1 })),
  ),
  norm: around(
    "md",
    picture,
    after((x) => nn.norm(x, { axis: 0 })),
  ),
  cumulativeSum: around("me", picture, after(nn.cumulativeSum)),
  layerNorm: around(
    "u",
    picture,
    after((x) => nn.layerNorm(x)),
  ),
  groupNorm: around("v", [4, 3], (x) => nn.groupNorm(nn.conv1d(x, 4, 1) as Tensor, 2)),
  multiHeadAttention: around("w", [4, 4], (x) => nn.multiHeadAttention(x as Tensor, 2)),
  "causal attention": around("y", [4, 4], (x) => nn.multiHeadAttention(x as Tensor, 2, { causal: true })),
  "a transformer block": around("z", [3, 4], (x) => {
    const seen = nn.residual(x as Tensor, (h) => nn.multiHeadAttention(nn.layerNorm(h), 2, { causal: true }));
    return nn.residual(seen, (h) => nn.reshape(nn.dense(nn.reshape(nn.layerNorm(h), [12]), 12), [3, 4]) as Tensor);
  }),
};

/** Recurrent layers; a scan written by hand, in which a layer stands, and a scan inside a scan. */
const RECURRENT: Readonly<Record<string, Network>> = {
  simpleRnn: around("ra", [4, 2], (x) => nn.simpleRnn(x, 3)),
  "simpleRnn, all states, backwards": around("rb", [4, 2], (x) =>
    nn.simpleRnn(x, 2, { returnSequences: true, goBackwards: true }),
  ),
  lstm: around("rc", [3, 2], (x) => nn.lstm(x, 2)),
  "lstm, all states": around("rd", [5, 1], (x) => nn.lstm(x, 2, { returnSequences: true })),
  gru: around("re", [3, 2], (x) => nn.gru(x, 3)),
  "two layers": around("rf", [4, 2], (x) => nn.lstm(nn.gru(x, 2, { returnSequences: true }), 2)),
  "scan with a layer": around("rg", [3, 2], (x) => {
    const start = nn.parameter("start", [2]);
    return nn.scan(start, x as Tensor<readonly [number, 2]>, (h, xt) => nn.tanh(nn.add(nn.dense(h, 2), xt)) as never);
  }),
  "a state that is a matrix": around("rh", [3, 2, 2], (x) => {
    const gain = nn.parameter("gain", [2, 2]);
    return nn.scan(
      nn.parameter("start", [2, 2]) as Tensor,
      [x as Tensor],
      (h, xt) => nn.tanh(nn.add(nn.matmul(gain, h as never), nn.transpose(xt as Tensor) as never)) as never,
    );
  }),
  "a scan inside a scan": around("ri", [3, 2], (x) => {
    const start = nn.parameter("start", [2]) as Tensor;
    return nn.scan(start, [x as Tensor], (h, xt) => {
      const rows = nn.reshape(nn.mul(h, xt as never), [2, 1]);
      const inner = nn.scan(
        nn.parameter("inner", [1]) as Tensor,
        [rows],
        (s, r) => nn.tanh(nn.add(s, r as never)) as Tensor,
      );
      return nn.tanh(nn.reshape(inner, [2])) as Tensor;
    });
  }),
};

/** Tokens are whole numbers. */
const tokens = nn.input("x", [4], { domain: [0, 4] });
const text = nn.flatten(nn.embedding(tokens, 5, 3));
const wanted = nn.input("t", [12]);
const EMBEDDING = nn.network({
  name: "embedding",
  inputs: { x: tokens, t: wanted },
  outputs: { text },
  loss: nn.halfSquaredError(nn.tanh(text), wanted as never),
  optimizer: nn.sgd({ learningRate: 0.1 }),
});

/** What differences leave of a gradient that is right. */
function gradientErrors({ net, rows, count, code }: Trial): readonly string[] {
  net.run("backward", rows, count);
  const gradient = net.gradient.slice();
  const lossAt = (i: number, value: number): number => {
    const before = at(net.parameters, i);
    net.parameters[i] = value;
    const J = net.run("objective", rows, count) ?? NaN;
    net.parameters[i] = before;
    return J;
  };
  return code.parameters.flatMap(({ name, offset, size }) =>
    Array.from({ length: size }, (_, k) => offset + k).flatMap((i) => {
      const value = at(net.parameters, i);
      const central = (h: number): number => (lossAt(i, value + h) - lossAt(i, value - h)) / (2 * h);
      const numerical = (4 * central(2.5e-5) - central(5e-5)) / 3;
      const close = Math.abs(numerical - at(gradient, i)) <= 1e-7 + 1e-6 * Math.abs(numerical);
      return close ? [] : [`${name}[${i - offset}]: ${gradient[i]} and ${numerical}`];
    }),
  );
}

describe("layers: interpreter, emitted code in every style and differences agree", () => {
  const all = Object.entries({ ...LAYERS, ...RECURRENT, embedding: EMBEDDING }).map(
    ([name, network], i) => [name, network, i] as const,
  );
  it.each(all)("%s", (_, network, i) => {
    expect(network.diagnostics).toEqual([]);
    // All styles for every fourth: code without loops takes long to make.
    for (const style of i % 4 === 0 ? STYLES : (["auto", "rolled"] as const)) {
      const compilation = compiled(network, style);
      const made = trial(compilation, COUNT, 11);
      const { code, net } = made;
      const rows =
        network === EMBEDDING
          ? { ...made.rows, x: Float64Array.from({ length: 12 }, (__, i) => (i * 7) % 5) }
          : made.rows;
      const given = { ...made, rows };
      const want = interpret(compilation.optimized, bindingsOf(given, rows), COUNT);
      const outputs = outputsOf(given, COUNT);
      net.run("forward", { ...rows, ...outputs }, COUNT);
      net.gradient.fill(0);
      net.run("backward", rows, COUNT);
      const gradient = assembled("gradient", code.parameters, want, new Float64Array(net.gradient.length));
      const errors = {
        ...Object.fromEntries(
          Object.entries(outputs).map(([name, data]) => [name, difference(data, want.get(`output ${name}`) ?? [])]),
        ),
        J: difference(net.loss, want.get("objective J") ?? []),
        gradient: difference(net.gradient, gradient),
        // The code for one example, whatever it is.
        step: stepError(compilation, given),
      };
      expect({ style, wrong: Object.entries(errors).filter(([, error]) => !(error <= 1e-12)) }).toEqual({
        style,
        wrong: [],
      });
      expect(style === "rolled" ? gradientErrors(given) : []).toEqual([]);
    }
  });
});

function stepError(compilation: ReturnType<typeof compiled>, { rows, code }: Trial): number {
  const [stepped, apart] = [trial(compilation, 1, 11), trial(compilation, 1, 11)];
  const first = Object.fromEntries(
    code.inputs.map(({ name, size }) => [name, (rows[name] ?? new Float64Array()).slice(0, size)]),
  );
  stepped.net.run("trainStep", first, 1);
  apart.net.run("backward", first, 1);
  apart.net.run("update", {});
  return difference(stepped.net.parameters, apart.net.parameters);
}

describe("a recurrence", () => {
  it("of a thousand steps has the code of one", () => {
    const sizes = [100, 1000].map((steps) => {
      const { code } = compiled(
        around("rnn", [steps, 2], (x) => nn.gru(x, 3)),
        "auto",
      );
      return JSON.stringify(code.functions).length;
    });
    const [few = 0, many = 0] = sizes;
    expect(Math.abs(many - few)).toBeLessThan(0.05 * few);
  });
});

describe("dropout", () => {
  const x = nn.input("x", [64]);
  const w = nn.parameter("w", [64], { initialize: 1 });
  const h = nn.dropout(nn.mul(x, w), 0.25, { seed: 3 });
  const t = nn.input("t", [64]);
  const network = nn.network({
    name: "drop",
    inputs: { x, t },
    outputs: { h },
    loss: nn.halfSquaredError(h, t),
    optimizer: nn.sgd({ learningRate: 0.1 }),
  });
  const ones = Float64Array.from({ length: 3 * 64 }, () => 1);
  const zeros = new Float64Array(3 * 64);
  /** What was kept of each element, seen in the gradient: w̄ = x² k² w, with k = 4/3 or 0, of one example. */
  const kept = (style: (typeof STYLES)[number], seen: number): readonly string[] => {
    const { net } = trial(compiled(network, style), 1, 1);
    net.parameters.fill(1);
    net.hyper[0] = 0;
    const masks: string[] = [];
    for (let step = 0; step < seen; step++) {
      net.run("backward", { x: ones.slice(0, 64), t: zeros.slice(0, 64) }, 1);
      masks.push([...net.gradient].map((g) => (g === 0 ? "0" : "1")).join(""));
      for (const g of net.gradient) expect(g === 0 || Math.abs(g - 16 / 9) < 1e-12).toBe(true);
      net.run("update", {});
    }
    return masks;
  };

  it("drops a share of the elements, another one at every step, the same in every style", () => {
    const masks = kept("rolled", 50);
    const share = masks.join("").replaceAll("1", "").length / (50 * 64);
    expect(share).toBeGreaterThan(0.22);
    expect(share).toBeLessThan(0.28);
    expect(new Set(masks).size).toBe(50);
    for (const style of STYLES) expect(kept(style, 5)).toEqual(masks.slice(0, 5));
  });

  it("is off in prediction and in the objective, and each example of a batch has a mask of its own", () => {
    const { net } = trial(compiled(network, "auto"), 3, 1);
    net.parameters.fill(1);
    const h = new Float64Array(3 * 64);
    net.run("forward", { x: ones, h }, 3);
    expect([...h]).toEqual([...ones]);
    expect(net.run("objective", { x: ones, t: zeros }, 3)).toBeCloseTo(32, 12);
    const losses = Array.from({ length: 3 }, (_, n) => {
      const only = ones.map((value, i) => (Math.floor(i / 64) === n ? value : 0));
      net.run("backward", { x: only, t: zeros }, 3);
      return at(net.loss, 0);
    });
    expect(new Set(losses).size).toBe(3);
  });
});

describe("argMax and norm", () => {
  const valueOf = (h: Tensor, x: Tensor, values: readonly number[]): readonly number[] => {
    const network = nn.network({ name: "f", inputs: { x }, outputs: { h } });
    const { net } = trial(compiled(network, "rolled"), 1, 1);
    const out = new Float64Array(h.shape.reduce<number>((size, dim) => size * Number(dim), 1));
    net.run("forward", { x: Float64Array.from(values), h: out }, 1);
    return [...out];
  };

  it("argMax is the first of equal ones", () => {
    const x = nn.input("x", [2, 4]);
    expect(valueOf(nn.argMax(x), x, [1, 7, 7, 2, -3, -1, -2, -1])).toEqual([1, 1]);
    expect(valueOf(nn.argMax(x, { axis: 0 }), x, [1, 7, 7, 2, -3, 9, 7, 3])).toEqual([0, 1, 0, 1]);
  });

  it("the gradient of a norm at 0 is 0", () => {
    const x = nn.input("x", [3]);
    const g = nn.gradient(nn.norm(x), x);
    expect(valueOf(g, x, [0, 0, 0])).toEqual([0, 0, 0]);
    const [a = NaN, b = NaN, c = NaN] = valueOf(g, x, [3, 0, 4]);
    expect([a - 0.6, b, c - 0.8].map(Math.abs).every((gap) => gap < 1e-15)).toBe(true);
  });
});

describe("batchNorm", () => {
  const x = nn.input("x", [2]);
  const w = nn.parameter("w", [2], { initialize: 1 });
  const t = nn.input("t", [2]);
  const h = nn.batchNorm(nn.mul(x, w), { epsilon: 0.001, momentum: 0.25, name: "bn" });
  const network = nn.network({
    name: "normal",
    inputs: { x, t },
    outputs: { h },
    loss: nn.halfSquaredError(nn.tanh(h), t),
    optimizer: nn.sgd({ learningRate: 0.1 }),
  });
  const rows = [1, 2, 3, -1, 2, 5];
  const target = [0.3, -0.2, 0.1, 0.4, -0.5, 0.2];
  const [mean, variance] = [
    [2, 2],
    [2 / 3, 6],
  ] as const;

  it.each(STYLES)("normalises by the batch while training, by running statistics in prediction: %s", (style) => {
    const { net, code } = trial(compiled(network, style), 3, 5);
    net.parameters.fill(1);
    for (const { name, offset, size } of code.parameters)
      if (name === "bn.shift" || name === "bn.mean") net.parameters.fill(0, offset, offset + size);
    const arrays = { x: Float64Array.from(rows), t: Float64Array.from(target) };
    net.run("backward", arrays, 3);
    // J and the gradient of γ, by hand.
    const normal = rows.map((value, i) => (value - at(mean, i % 2)) / Math.sqrt(at(variance, i % 2) + 0.001));
    const J = normal.reduce((sum, z, i) => sum + (Math.tanh(z) - at(target, i)) ** 2 / 2, 0) / 3;
    expect(at(net.loss, 0)).toBeCloseTo(J, 13);
    const gammaBar = [0, 1].map((k) =>
      normal.reduce(
        (sum, z, i) => sum + (i % 2 === k ? ((Math.tanh(z) - at(target, i)) * (1 - Math.tanh(z) ** 2) * z) / 3 : 0),
        0,
      ),
    );
    const scale = code.parameters.find(({ name }) => name === "bn.scale");
    expect(
      Array.from(net.gradient.slice(scale?.offset, (scale?.offset ?? 0) + 2)).map(
        (g, k) => Math.abs(g - at(gammaBar, k)) < 1e-13,
      ),
    ).toEqual([true, true]);
    // Running: ¾ of what was, ¼ of the batch's.
    const want = [0.5, 0.5, 0.75 + 0.25 * (2 / 3), 0.75 + 0.25 * 6];
    const [running] = code.parameters.filter(({ name }) => name === "bn.mean");
    const kept = Array.from(net.parameters.slice(running?.offset));
    expect(kept.map((value, i) => Math.abs(value - at(want, i)) < 1e-13)).toEqual([true, true, true, true]);
    const out = new Float64Array(2);
    net.run("forward", { x: Float64Array.of(1, 2), h: out }, 1);
    for (const k of [0, 1])
      expect(at(out, k)).toBeCloseTo((at([1, 2], k) - at(want, k)) / Math.sqrt(at(want, 2 + k) + 0.001), 12);
  });

  it("has a gradient that agrees with differences of the loss", () => {
    const made = trial(compiled(network, "rolled"), 3, 5);
    const { net, code } = made;
    const arrays = { x: Float64Array.from(rows), t: Float64Array.from(target) };
    net.run("backward", arrays, 3);
    const gradient = net.gradient.slice();
    const lossAt = (i: number, value: number): number => {
      const before = at(net.parameters, i);
      net.parameters[i] = value;
      net.run("backward", arrays, 3);
      net.parameters[i] = before;
      return at(net.loss, 0);
    };
    for (let i = 0; i < code.parameterCount; i++) {
      const value = at(net.parameters, i);
      const central = (step: number): number => (lossAt(i, value + step) - lossAt(i, value - step)) / (2 * step);
      expect(Math.abs((4 * central(5e-4) - central(1e-3)) / 3 - at(gradient, i))).toBeLessThan(1e-8);
    }
  });

  it("predicts in a module for prediction only, from the parameters alone", () => {
    const { net, code } = trial(compiled(network, "rolled"), 3, 5);
    for (let step = 0; step < 3; step++)
      net.run("trainStep", { x: Float64Array.from(rows), t: Float64Array.from(target) }, 3);
    const only = compile(network, new Map(), { precision: "f64", style: "auto", inferenceOnly: true }).code;
    expect(only.parameters.map(({ name, offset }) => [name, offset])).toEqual(
      code.parameters.map(({ name, offset }) => [name, offset]),
    );
    const predictor = instantiate(only);
    predictor.parameters.set(net.parameters);
    const [found, want] = [new Float64Array(2), new Float64Array(2)];
    predictor.run("forward", { x: Float64Array.of(1, 2), h: found }, 1);
    net.run("forward", { x: Float64Array.of(1, 2), h: want }, 1);
    expect([...found]).toEqual([...want]);
  });
});

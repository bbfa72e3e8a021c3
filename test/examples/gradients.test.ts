import { describe, expect, it } from "vitest";
import { assembleFile, DEFAULTS } from "../../src/build.ts";
import type { Style } from "../../src/compile.ts";
import { runEmitted } from "../../src/load/emitted.ts";

/** What the tests use of an emitted network. */
interface Net {
  readonly parameters: Float64Array;
  readonly gradient: Float64Array;
  readonly loss: Float64Array;
  trainingSize: number;
  backward(x: Float64Array, y: Float64Array, count: number): void;
  objective(x: Float64Array, y: Float64Array, count: number): number;
}
const EXAMPLES = [
  { name: "neuron", inputs: 1, outputs: 1 },
  { name: "mcycle", inputs: 1, outputs: 1 },
  { name: "iris", inputs: 2, outputs: 3 },
  { name: "iris-logistic", inputs: 2, outputs: 3 },
];
const STYLES: readonly Style[] = ["auto", "readable", "unrolled", "rolled"];
const COUNT = 4;

async function emitted(name: string, style: Style): Promise<{ net: Net; trainable: readonly boolean[] }> {
  const net = new URL(`../../examples/${name}/net.ts`, import.meta.url).pathname;
  const { text, compilation } = await assembleFile(net, { ...DEFAULTS, style });
  const module = runEmitted(text, `${name}.ts`) as { create(options: { seed: number }): Net };
  const trainable = compilation.code.parameters.flatMap((p) => Array.from({ length: p.size }, () => p.trainable));
  return { net: module.create({ seed: 3 }), trainable };
}

/** Smooth and different everywhere; a one-hot target where there are three outputs. */
function examplesOf(inputs: number, outputs: number): { x: Float64Array; y: Float64Array } {
  const x = Float64Array.from({ length: COUNT * inputs }, (_, i) => Math.sin(i + 1) + 0.3);
  const y = Float64Array.from({ length: COUNT * outputs }, (_, i) =>
    outputs === 1 ? Math.cos(i) : i % outputs === Math.floor(i / outputs) % outputs ? 1 : 0,
  );
  return { x, y };
}

describe.each(EXAMPLES)("$name", ({ name, inputs, outputs }) => {
  const { x, y } = examplesOf(inputs, outputs);

  it.each(STYLES)("%s: every partial derivative agrees with central differences", async (style) => {
    const { net, trainable } = await emitted(name, style);
    net.trainingSize = 9;
    net.backward(x, y, COUNT);
    const gradient = Float64Array.from(net.gradient);
    expect(net.loss[0]).toBeCloseTo(net.objective(x, y, COUNT), 12);
    let checked = 0;
    for (const [i, analytic] of gradient.entries()) {
      if (trainable[i] !== true) continue;
      const w = net.parameters[i] ?? Number.NaN;
      const h = 6e-6;
      const at = (value: number): number => {
        net.parameters[i] = value;
        return net.objective(x, y, COUNT);
      };
      const numeric = (at(w + h) - at(w - h)) / (2 * h);
      net.parameters[i] = w;
      expect(Math.abs(analytic - numeric), `parameter ${i}`).toBeLessThanOrEqual(1e-7 + 1e-6 * Math.abs(analytic));
      checked++;
    }
    expect(checked).toBe(trainable.filter(Boolean).length);
  });

  it.each(STYLES)("%s: the gradient of a batch is the mean of its singles'", async (style) => {
    const { net } = await emitted(name, style);
    net.trainingSize = 9;
    net.backward(x, y, COUNT);
    const batch = Float64Array.from(net.gradient);
    const batchLoss = net.loss[0] ?? Number.NaN;
    const mean = new Float64Array(batch.length);
    let meanLoss = 0;
    for (let n = 0; n < COUNT; n++) {
      net.backward(x.subarray(n * inputs, (n + 1) * inputs), y.subarray(n * outputs, (n + 1) * outputs), 1);
      for (const [i, value] of net.gradient.entries()) mean[i] = (mean[i] ?? 0) + value / COUNT;
      meanLoss += (net.loss[0] ?? Number.NaN) / COUNT;
    }
    for (const [i, value] of batch.entries()) expect(value).toBeCloseTo(mean[i] ?? Number.NaN, 13);
    // With λ > 0 as well: the regulariser is weighed by trainingSize, not by the size of the batch.
    expect(batchLoss).toBeCloseTo(meanLoss, 13);
  });
});

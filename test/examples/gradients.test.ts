import { describe, expect, it } from "vitest";
import { assembleFile, DEFAULTS } from "../../src/build.ts";
import type { Style } from "../../src/compile.ts";
import { runEmitted } from "../../src/load/emitted.ts";
import type { InputCode } from "../../src/targets/typescript/code.ts";

/** What the tests use of an emitted network. */
interface Net {
  readonly parameters: Float64Array;
  readonly gradient: Float64Array;
  readonly loss: Float64Array;
  trainingSize: number;
  backward(...arraysAndCount: readonly (Float64Array | number)[]): void;
  objective(...arraysAndCount: readonly (Float64Array | number)[]): number;
}
const STYLES: readonly Style[] = ["auto", "readable", "unrolled", "rolled"];
/** Examples with their styles: two-layer's 5,500 multiply-adds are too many to be written out. */
const EXAMPLES: readonly { readonly name: string; readonly styles: readonly Style[] }[] = [
  { name: "neuron", styles: STYLES },
  { name: "mcycle", styles: STYLES },
  { name: "iris", styles: STYLES },
  { name: "iris-logistic", styles: STYLES },
  { name: "perceptron", styles: STYLES },
  { name: "two-layer", styles: ["auto", "readable"] },
  { name: "online-agent", styles: STYLES },
];
const COUNT = 4;

interface Emitted {
  readonly net: Net;
  readonly trainable: readonly boolean[];
  readonly inputs: readonly InputCode[];
}
const assembled = new Map<string, ReturnType<typeof assembleFile>>();

/** A network of its own of the module, which is made once for all that is asked of it. */
async function emitted(name: string, style: Style): Promise<Emitted> {
  const net = new URL(`../../examples/${name}/net.ts`, import.meta.url).pathname;
  const build = assembled.get(`${name} ${style}`) ?? assembleFile(net, { ...DEFAULTS, style });
  assembled.set(`${name} ${style}`, build);
  const { text, compilation } = await build;
  const module = runEmitted(text, `${name}.ts`) as { create(options: { seed: number }): Net };
  const { parameters, inputs } = compilation.code;
  const trainable = parameters.flatMap((p) => Array.from({ length: p.size }, () => p.trainable));
  const made = module.create({ seed: 3 });
  // Where all start at zero, values are anything but usual: on the kinks, and with nothing to be told apart.
  if (made.parameters.every((w) => w === 0)) made.parameters.forEach((_, i, all) => void (all[i] = Math.cos(i + 2)));
  return { net: made, trainable, inputs };
}

/** Smooth and different everywhere, in the domain of the input. */
function examplesOf({ size, role, domain }: InputCode): Float64Array {
  const value = (i: number): number => {
    if (domain.kind === "oneHot") return i % size === Math.floor(i / size) % size ? 1 : 0;
    if (domain.kind === "integer") return domain.from + (i % (domain.to - domain.from + 1));
    return role === "target" ? Math.cos(i) : Math.sin(i + 1) + 0.3;
  };
  return Float64Array.from({ length: COUNT * size }, (_, i) => value(i));
}

const CASES = EXAMPLES.flatMap(({ name, styles }) => styles.map((style) => [name, style] as const));

describe("the gradient of an emitted module", () => {
  it.each(CASES)("%s, %s: every partial derivative agrees with central differences", async (name, style) => {
    const { net, trainable, inputs } = await emitted(name, style);
    const arrays = inputs.map(examplesOf);
    net.trainingSize = 9;
    net.backward(...arrays, COUNT);
    const gradient = Float64Array.from(net.gradient);
    expect(net.loss[0]).toBeCloseTo(net.objective(...arrays, COUNT), 12);
    let checked = 0;
    for (const [i, analytic] of gradient.entries()) {
      if (trainable[i] !== true) continue;
      const w = net.parameters[i] ?? Number.NaN;
      const h = 6e-6;
      const at = (value: number): number => {
        net.parameters[i] = value;
        return net.objective(...arrays, COUNT);
      };
      const numeric = (at(w + h) - at(w - h)) / (2 * h);
      net.parameters[i] = w;
      expect(Math.abs(analytic - numeric), `parameter ${i}`).toBeLessThanOrEqual(1e-7 + 1e-6 * Math.abs(analytic));
      checked++;
    }
    expect(checked).toBe(trainable.filter(Boolean).length);
    expect(gradient.some((value) => Math.abs(value) > 1e-3)).toBe(true);
  });

  it.each(CASES)("%s, %s: that of a batch is the mean of its singles'", async (name, style) => {
    const { net, inputs } = await emitted(name, style);
    const arrays = inputs.map(examplesOf);
    net.trainingSize = 9;
    net.backward(...arrays, COUNT);
    const batch = Float64Array.from(net.gradient);
    const batchLoss = net.loss[0] ?? Number.NaN;
    const mean = new Float64Array(batch.length);
    let meanLoss = 0;
    for (let n = 0; n < COUNT; n++) {
      net.backward(...inputs.map(({ size }, i) => arrays[i]?.subarray(n * size, (n + 1) * size) ?? 0), 1);
      for (const [i, value] of net.gradient.entries()) mean[i] = (mean[i] ?? 0) + value / COUNT;
      meanLoss += (net.loss[0] ?? Number.NaN) / COUNT;
    }
    for (const [i, value] of batch.entries()) expect(value).toBeCloseTo(mean[i] ?? Number.NaN, 13);
    // With λ > 0 as well: the regulariser is weighed by trainingSize, not by the size of the batch.
    expect(batchLoss).toBeCloseTo(meanLoss, 13);
  });
});

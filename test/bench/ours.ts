import { compile } from "../../src/compile.ts";
import type { Style } from "../../src/compile.ts";
import {
  dense,
  halfSquaredError,
  input,
  logistic,
  network,
  relu,
  sgd,
  softmax,
  softmaxCrossEntropy,
} from "../../src/index.ts";
import { runEmitted } from "../../src/load/emitted.ts";
import { assembleModule } from "../../src/module/assemble.ts";
import { LEARNING_RATE } from "./workloads.ts";
import type { Contestant, Data, Workload } from "./workloads.ts";

/** The graph of a workload, as a user writes it. */
function networkOf({ sizes, hidden, output }: Workload): Parameters<typeof compile>[0] {
  const [inputs = 1, ...widths] = sizes;
  const x = input("x", [inputs]);
  const y = input("y", [widths.at(-1) ?? 1]);
  const activation = hidden === "relu" ? relu : logistic;
  const z = widths.reduce((a, width, i) => dense(i === 0 ? a : activation(a), width), x);
  const yHat = output === "softmax" ? softmax(z) : output === "logistic" ? logistic(z) : z;
  return network({
    name: "net",
    inputs: { x, y },
    outputs: { yHat },
    loss: output === "softmax" ? softmaxCrossEntropy(z, y) : halfSquaredError(yHat, y),
    optimizer: sgd({ learningRate: LEARNING_RATE }),
  });
}

interface Module {
  create(options: { parameters: Float64Array }): {
    readonly parameters: Float64Array;
    trainStep(x: Float64Array, y: Float64Array, count: number): void;
    forward(x: Float64Array, yHat: Float64Array, count: number): void;
  };
}

/** The text of the module, formatted as it is written. */
export async function emittedText(workload: Workload, style: Style): Promise<string> {
  const { code } = compile(networkOf(workload), new Map(), { precision: "f64", style, inferenceOnly: false });
  const header = { version: "bench", source: { file: "net.ts", sha256: "" } };
  return assembleModule(code, header, { inferenceOnly: false });
}

/** The module as it is emitted, with one instance alive. */
export async function ours(workload: Workload, data: Data, style: Style = "auto"): Promise<Contestant> {
  const { count } = workload;
  const module = runEmitted(await emittedText(workload, style), "net.ts") as Module;
  const net = module.create({ parameters: data.parameters });
  const yHat = new Float64Array(data.y.length);
  return {
    name: style === "auto" ? "nngen" : `nngen ${style}`,
    parameters: () => net.parameters,
    reset: () => net.parameters.set(data.parameters),
    trainStep: () => net.trainStep(data.x, data.y, count),
    predict: () => net.forward(data.x, yHat, count),
    outputs: () => yHat,
  };
}

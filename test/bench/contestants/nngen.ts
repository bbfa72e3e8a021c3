import { compile } from "../../../src/compile.ts";
import type { Style } from "../../../src/compile.ts";
import { runEmitted } from "../../../src/load/emitted.ts";
import { assembleModule } from "../../../src/module/assemble.ts";
import type { Contestant, Entry } from "../contestant.ts";
import type { Data } from "../data.ts";
import { fresh } from "../fresh.ts";
import { graphOf } from "../graphs.ts";
import type { Workload } from "../workloads.ts";

export const nngen: Entry = { name: "nngen", precision: "f64", tolerance: 0, make: ours };

interface Module {
  create(options: { parameters: Float64Array }): {
    readonly parameters: Float64Array;
    trainStep(x: Float64Array, y: Float64Array, count: number): void;
    forward(x: Float64Array, yHat: Float64Array, count: number): void;
  };
}

/** The module as it is emitted, with one instance alive. */
export async function ours(workload: Workload, data: Data, style: Style = "auto"): Promise<Contestant> {
  const { net, count, batches } = workload;
  const { code } = compile(graphOf(net), new Map(), { precision: "f64", style, inferenceOnly: false });
  const header = { version: "bench", source: { file: "net.ts", sha256: "" } };
  const text = await assembleModule(code, header, { inferenceOnly: false });
  const module = runEmitted(text, "net.ts") as Module;
  const instance = module.create({ parameters: data.parameters });
  const yHat = new Float64Array(data.y.length);
  const { trainStep, predict } = fresh<Pick<Contestant, "trainStep" | "predict">>(
    { ...data, net: instance, yHat, count, rows: count * batches },
    `return {
      trainStep: batches.length === 1
        ? () => net.trainStep(x, y, count)
        : () => { for (const { x, y } of batches) net.trainStep(x, y, count); },
      predict: () => net.forward(x, yHat, rows),
    };`,
  );
  return {
    parameters: () => instance.parameters,
    reset: () => instance.parameters.set(data.parameters),
    trainStep,
    predict,
    outputs: () => yHat,
  };
}

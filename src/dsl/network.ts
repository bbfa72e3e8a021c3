import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { NETWORK, NODE } from "../ir/graph.ts";
import type { DataSpec, GraphNode, Network, Regularizer } from "../ir/graph.ts";
import type { Optimizer, Schedule } from "../ir/optimizer.ts";
import { badOption, checkName, checkOptions } from "./arguments.ts";
import { checkGraph } from "./checks.ts";
import { checkData } from "./data.ts";
import type { Entry, Finding } from "./findings.ts";
import { quoted, shown } from "./mistakes.ts";
import { checkOptimizer } from "./optimizers/record.ts";
import { sgd } from "./optimizers/sgd.ts";
import { checkRegularizer } from "./regularizers.ts";
import type { Scalar } from "./shapes.ts";
import { isTensor } from "./tensor.ts";
import type { Tensor } from "./tensor.ts";

export type { DataSpec, Network, Optimizer, Regularizer, Schedule };

/** A loss of one example is a single number; where the rows are written out it is one number a row, ["m"]. */
export type LossTensor = Tensor<Scalar> | Tensor<readonly [string]>;

export interface NetworkOptions {
  /** Names the emitted module and what it exports. */
  readonly name: string;
  /** What comes in, targets included. The keys are the public names, in the order in which methods take them. */
  readonly inputs: Readonly<Record<string, Tensor>>;
  /** What `forward` and `predict` compute. The keys are the public names. */
  readonly outputs: Readonly<Record<string, Tensor>>;
  /** The loss of one example; several are added. Left out, the network only predicts. */
  readonly loss?: LossTensor | readonly LossTensor[];
  /** A penalty on weights added to J: `l2`, `l1`, `elasticNet`. Layers and parameters may have their own instead. Default none. */
  readonly regularizer?: Regularizer;
  /** Default `sgd()`, with the learning rate 0.01. */
  readonly optimizer?: Optimizer;
  /** Where `nngen train` finds rows: `csv`. */
  readonly data?: DataSpec;
  /**
   * Adds `process(x, y, count)` and `reset()` to the module: its recurrences run over a stream, `count` steps a call, and their states are
   * carried from call to call, for audio and control. It is trained on sequences of T steps all the same. Default false.
   */
  readonly stateful?: boolean;
}

const OPTIONS = ["name", "inputs", "outputs", "loss", "regularizer", "optimizer", "data", "stateful"];

/**
 * What net.ts exports as its default. Training minimises J(W) = 1/count Σ loss + λ/(2m) Σ w² over the examples.
 * It never throws: its own mistakes, and those of the calls that it reaches, are reported together by the compiler.
 */
export function network(options: NetworkOptions): Network {
  const wrong =
    options === undefined
      ? badOption("network", "its argument", options, "an object", "As in network({ name, inputs, outputs, loss }).")
      : checkOptions("network", options, OPTIONS);
  const readable = typeof options === "object" && options !== null && !isTensor(options) && !Array.isArray(options);
  const given: Partial<NetworkOptions> = readable ? options : {};
  const { name, loss, regularizer, data, stateful } = given;
  const optimizer = given.optimizer ?? sgd();
  const inputs = readEntries("inputs", given.inputs);
  const outputs = readEntries("outputs", given.outputs);
  const losses = readLosses(loss);
  const own = [
    checkName("network", name, 'As in network({ name: "iris", … }).'),
    ...inputs.wrong,
    ...outputs.wrong,
    ...losses.wrong,
    regularizer === undefined ? undefined : checkRegularizer(regularizer),
    checkOptimizer(optimizer),
    data === undefined ? undefined : checkData(data, inputs.entries),
    stateful === undefined || typeof stateful === "boolean"
      ? undefined
      : badOption("network", "stateful", stateful, "true or false", "As in network({ …, stateful: true })."),
  ];
  // What is missing because its key is misspelt is not reported a second time.
  const findings: readonly Finding[] = [wrong, ...(readable ? own : [])]
    .flatMap((diagnostic) => diagnostic ?? [])
    .filter(({ found }) => wrong === undefined || !readable || found !== "undefined")
    .map((diagnostic) => ({ diagnostic }));
  const roots = { inputs: inputs.entries, outputs: outputs.entries, losses: losses.nodes };
  const complete = {
    inputs: wrong === undefined && inputs.wrong.length === 0,
    readers: wrong === undefined && outputs.wrong.length + losses.wrong.length === 0,
  };
  const net: Network & { readonly [NETWORK]: true } = {
    [NETWORK]: true,
    name: typeof name === "string" ? name : "",
    ...roots,
    ...(regularizer === undefined ? {} : { regularizer }),
    optimizer,
    ...(data === undefined ? {} : { data }),
    ...(stateful === true && { stateful }),
    diagnostics: [...findings, ...checkGraph(roots, complete)],
  };
  return net;
}

/** Whether a value, of this copy of nngen or another, is what `network` returns. */
export const isNetwork = (value: unknown): value is Network =>
  typeof value === "object" && value !== null && NETWORK in value;

function readEntries(
  option: "inputs" | "outputs",
  given: unknown,
): { readonly entries: readonly Entry[]; readonly wrong: readonly Diagnostic[] } {
  const hint = option === "inputs" ? "As in inputs: { x, y }." : "As in outputs: { yHat }.";
  if (typeof given !== "object" || given === null || Array.isArray(given) || isTensor(given)) {
    const found = isTensor(given) ? "a tensor" : shown(given);
    const message = `network: ${option} is ${found}`;
    return { entries: [], wrong: [{ code: "bad-option", message, found, expected: "an object of tensors", hint }] };
  }
  const wrong: Diagnostic[] = [];
  const entries: Entry[] = [];
  for (const [name, value] of Object.entries(given)) {
    const node = isTensor(value) ? value[NODE] : undefined;
    const isInput = node?.kind === "input" || node?.kind === "error";
    if (name === "") wrong.push({ code: "bad-name", message: `network: a key of ${option} is empty`, hint });
    if (node !== undefined && (option === "outputs" || isInput)) entries.push({ name, node });
    else
      wrong.push(
        notAnEntry(
          option,
          name,
          node === undefined ? shown(value) : node.kind === "parameter" ? "a parameter" : "a computed value",
        ),
      );
  }
  if (option === "outputs" && entries.length + wrong.length === 0) {
    wrong.push({
      code: "bad-option",
      message: "network has no outputs",
      found: "{}",
      expected: "at least one output",
      hint,
    });
  }
  return { entries, wrong };
}

const notAnEntry = (option: "inputs" | "outputs", name: string, found: string): Diagnostic => ({
  code: "bad-argument",
  message: `network: ${quoted(name)} in ${option} is ${found}`,
  found,
  expected: option === "inputs" ? "what input(…) or label(…) returns" : "a tensor",
  hint:
    option === "inputs"
      ? "Parameters need no declaration, and what is computed may be an output."
      : "Declare it before this line.",
});

function readLosses(given: unknown): { readonly nodes: readonly GraphNode[]; readonly wrong: readonly Diagnostic[] } {
  const list: readonly unknown[] = given === undefined ? [] : Array.isArray(given) ? given : [given];
  const nodes = list.flatMap((value) => (isTensor(value) ? value[NODE] : []));
  const wrong = list.flatMap((value): readonly Diagnostic[] =>
    isTensor(value)
      ? []
      : [badOption("network", "loss", value, "a tensor, or an array of tensors", "As in loss: squaredError(yHat, y).")],
  );
  return { nodes, wrong };
}

import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { logistic } from "./activations.ts";
import { badOption, checkName, checkOptions, fieldOf, isExtent, readOperands } from "./arguments.ts";
import type { Unary } from "./elementwise.ts";
import { dense } from "./layers.ts";
import type { Features, Units } from "./layers.ts";
import { mistake } from "./mistakes.ts";
import { rowsAxis } from "./nodes.ts";
import type { Initial } from "./parameters.ts";
import type { Shape } from "./shapes.ts";
import type { Tensor } from "./tensor.ts";

/** The most hidden layers: a slip of the keyboard must not build a graph without end. */
const DEEPEST = 1000;

export interface MlpOptions<S extends Shape = Shape, U extends number = number> {
  /** [in], or ["m", in] where the rows are examples. */
  readonly inputs: Features<S>;
  /** The width of the hidden layers, the same in each; or a list of widths, one a layer. */
  readonly hidden: number | readonly number[];
  /** How many values come out. */
  readonly outputs: U;
  /** How many hidden layers there are, where `hidden` is one width. Default 1. */
  readonly layers?: number;
  /** After each hidden layer. Default `logistic`. */
  readonly activation?: Unary;
  /** How weights start. Default "glorotUniform"; "heNormal" goes with relu. */
  readonly initialize?: Initial;
  /** Names its layers `<name>.hidden1`, …, `<name>.output`. Left out, they are dense1, dense2, …, and the last one takes the name of the const. */
  readonly name?: string;
}

/**
 * A multi-layer perceptron: hidden `dense` layers, each with an activation, and a last one without, [in] → [outputs]. It ends in z, not in
 * probabilities: wrap it in `softmax` or `logistic`, and give z to a loss on logits. As the course has it, there is one hidden
 * layer unless told otherwise, or several of the same width.
 */
export function mlp<S extends Shape, const U extends number>(options: MlpOptions<S, U>): Tensor<Units<S, U>> {
  const inputs = fieldOf(options, "inputs");
  const { nodes } = readOperands("mlp", [inputs]);
  const wrong = checkMlp(options);
  if (wrong !== undefined) {
    const rows = rowsAxis(nodes[0]?.shape ?? []);
    const outputs = fieldOf(options, "outputs");
    const width = isExtent(outputs) ? outputs : 1;
    return mistake(wrong, nodes, rows === undefined ? [width] : [rows, width]);
  }
  const { hidden, layers = 1, activation = logistic, initialize, name } = options;
  const widths = typeof hidden === "number" ? Array.from({ length: layers }, () => hidden) : hidden;
  const named = (layer: string): object => ({
    ...(name !== undefined && { name: `${name}.${layer}` }),
    ...(initialize !== undefined && { initialize }),
  });
  let value: Tensor = options.inputs;
  for (const [i, width] of widths.entries()) value = activation(dense(value, width, named(`hidden${i + 1}`)));
  return dense(value, options.outputs, named("output"));
}

const OPTIONS = ["inputs", "hidden", "outputs", "layers", "activation", "initialize", "name"];

function checkMlp(options: unknown): Diagnostic | undefined {
  const hint = "As in mlp({ inputs: x, hidden: 10, outputs: 3 }).";
  if (typeof options !== "object" || options === null)
    return badOption("mlp", "its argument", options, "an object", hint);
  const odd = checkOptions("mlp", options, OPTIONS) ?? readOperands("mlp", [fieldOf(options, "inputs")]).wrong;
  if (odd !== undefined) return odd;
  const [hidden, layers, activation] = ["hidden", "layers", "activation"].map((key) => fieldOf(options, key));
  const widths: readonly unknown[] = Array.isArray(hidden) ? hidden : [hidden];
  if (widths.length === 0 || !widths.every(isExtent))
    return badOption("mlp", "hidden", hidden, "a width, or a list of widths", hint);
  if (layers !== undefined && (Array.isArray(hidden) || !isExtent(layers) || layers > DEEPEST)) {
    const advice = "A list of widths says itself how many layers there are.";
    return badOption("mlp", "layers", layers, `a whole number from 1 to ${DEEPEST}, beside one width`, advice);
  }
  if (activation !== undefined && typeof activation !== "function")
    return badOption(
      "mlp",
      "activation",
      activation,
      "an activation, such as tanh",
      "Functions are named without quotes.",
    );
  const name = fieldOf(options, "name");
  return name === undefined ? undefined : checkName("mlp", name, 'As in mlp({ …, name: "body" }).');
}

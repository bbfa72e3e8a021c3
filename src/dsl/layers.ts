import { at } from "../diagnostics/diagnostic.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { NODE } from "../ir/graph.ts";
import type { GraphNode, Role } from "../ir/graph.ts";
import { sameShape, shapeText } from "../ir/shape.ts";
import { contract } from "../ops/contraction.ts";
import { add } from "./algebra.ts";
import { badOption, checkOptions, isExtent, notNumbers, readOperands } from "./arguments.ts";
import { described, mismatch, mistake, shown } from "./mistakes.ts";
import { apply, broadcastTo, composite, holdsIndices } from "./nodes.ts";
import { checkWeights, ownParameters, WEIGHT_OPTIONS } from "./own.ts";
import type { WeightOptions } from "./own.ts";
import type { Shape } from "./shapes.ts";
import { isTensor, tensorOf } from "./tensor.ts";
import type { Tensor } from "./tensor.ts";

export interface DenseOptions<U extends number = number, In extends number = number> extends WeightOptions {
  /** false leaves the bias out; a parameter [units] ties it. Default true: a bias of its own, which starts at 0. */
  readonly bias?: boolean | Tensor<readonly [U]>;
  /** The layer's name: its parameters are `<name>.weight` and `<name>.bias`. Left out, it takes the name of its const. */
  readonly name?: string;
  /** A parameter [units, in] to tie the weights to. Left out, the layer has weights of its own. */
  readonly weight?: Tensor<readonly [U, In]>;
}

/** A vector, or rows of them: anything but a scalar. */
export type Features<S extends Shape> = S extends readonly [] ? Tensor<readonly [number]> : Tensor<S>;

type Width<S extends Shape> = S extends readonly [...Shape, infer N extends number] ? N : number;

/** S with U in place of the last dim. */
export type Units<S extends Shape, U extends number> = number extends S["length"]
  ? Shape
  : S extends readonly [...infer Front extends Shape, unknown]
    ? readonly [...Front, U]
    : readonly [U];

/**
 * A fully connected layer, z = W·x + b: [in] → [units]. Of a tensor it takes each row along the last axis, as Keras' `Dense` does: a sequence
 * [T, in] → [T, units], examples ["m", in] → ["m", units]. It has no activation: wrap it in one.
 *
 * W [units, in] starts at U(−√(6/(in + units)), √(6/(in + units))) (Glorot and Bengio 2010) and b at 0, as in Keras' `Dense`;
 * PyTorch's `Linear` draws both from U(−1/√in, 1/√in).
 */
export function dense<S extends Shape, const U extends number>(
  x: Features<S>,
  units: U,
  options?: DenseOptions<NoInfer<U>, Width<NoInfer<S>>>,
): Tensor<Units<S, U>> {
  const { nodes, wrong } = readOperands("dense", [x]);
  const front = (nodes[0]?.shape ?? []).slice(0, -1);
  const valid = isExtent(units);
  const out = valid ? units : 1;
  const shape: Shape = [...front, out];
  const odd = wrong ?? (valid ? undefined : badUnits(units)) ?? checkDense(options);
  if (odd !== undefined) return mistake(odd, nodes, shape);
  const node = at(nodes, 0);
  const width = node.shape.at(-1);
  if (typeof width !== "number" || front.length > ROWS.length)
    return mismatch("dense", notFeatures(node), nodes, shape);
  const tied = { weight: tiedNode(options?.weight), bias: tiedNode(options?.bias) };
  const operands = [node, ...[tied.weight, tied.bias].filter((given) => given !== undefined)];
  const differs = checkTied("weight", tied.weight, [out, width]) ?? checkTied("bias", tied.bias, [out]);
  if (differs !== undefined) return mismatch("dense", differs, operands, shape);

  const own = ownParameters(options);
  const W = tied.weight ?? own.weight("weight", [out, width], options?.initialize ?? "glorotUniform");
  const rows = ROWS.slice(ROWS.length - front.length);
  const z =
    front.length === 0
      ? apply(contract, [W, node], { spec: "oi,i->o" }, shape)
      : apply(contract, [node, W], { spec: `${rows}i,oi->${rows}o` }, shape);
  if (options?.bias === false) return tensorOf(composite("dense", operands, z, own.all));
  const b = tied.bias ?? own.make("bias", "bias", [out], { kind: "zeros" });
  const body = add(z, front.length === 0 ? b : broadcastTo(b, shape, [front.length]));
  return tensorOf(composite("dense", operands, body, own.all));
}

/** Letters of the axes before the last one; the axis of examples, or of a sequence, is m. */
const ROWS = "abcdefghjklm";

const badUnits = (units: unknown): Diagnostic => ({
  code: "bad-dimension",
  message: `dense: units is ${shown(units)}`,
  found: shown(units),
  expected: "a positive whole number",
  hint: "The second operand of dense is the number of its outputs: dense(x, 10).",
});

function checkDense(options: DenseOptions | undefined): Diagnostic | undefined {
  const odd = checkOptions("dense", options, ["bias", "weight", ...WEIGHT_OPTIONS]);
  if (odd !== undefined || options === undefined) return odd;
  const { bias, weight } = options;
  const badWeights = checkWeights("dense", options, 'dense(x, 10, { name: "hidden" })');
  if (badWeights !== undefined) return badWeights;
  if (bias !== undefined && typeof bias !== "boolean" && !isTensor(bias)) {
    return badOption("dense", "bias", bias, "true, false or a parameter [units]", "bias: false leaves the bias out.");
  }
  if (weight === undefined || isTensor(weight)) return undefined;
  return badOption("dense", "weight", weight, "a parameter [units, in]", "Left out, the layer has weights of its own.");
}

const tiedNode = (given: boolean | Tensor | undefined): GraphNode | undefined =>
  typeof given === "object" ? given[NODE] : undefined;

function checkTied(role: Role, given: GraphNode | undefined, shape: Shape): Diagnostic | undefined {
  if (given === undefined) return undefined;
  if (holdsIndices(given)) return notNumbers("dense", given);
  return sameShape(given.shape, shape)
    ? undefined
    : {
        code: "shape-mismatch",
        message: `dense: the ${role} ${described(given)} does not fit: ${shapeText(shape)} is needed`,
        found: shapeText(given.shape),
        expected: shapeText(shape),
        hint: role === "weight" ? "A weight is [units, in], as in PyTorch." : "A bias is [units].",
      };
}

const notFeatures = (node: GraphNode): Diagnostic => ({
  code: "shape-mismatch",
  message: `dense takes a vector, or rows of them, and ${described(node)} is none`,
  found: shapeText(node.shape),
  expected: '[in], rows [T, in], or ["m", in] where the rows are examples',
  hint:
    node.shape.length === 0
      ? 'A single feature is a vector of one: input("x", [1]).'
      : 'The features of an example stand in its last axis: input("X", ["m", 3]).',
});

import { at } from "../diagnostics/diagnostic.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { GraphNode } from "../ir/graph.ts";
import { shapeText } from "../ir/shape.ts";
import { contract } from "../ops/contraction.ts";
import { concat, slice } from "../ops/slices.ts";
import { add, exp, mul, neg, reciprocal, sub, tanh } from "./algebra.ts";
import { badOption, checkOptions, isExtent, readOperands } from "./arguments.ts";
import { described, mismatch, mistake } from "./mistakes.ts";
import { broadcastTo, composite, constant, fitting } from "./nodes.ts";
import { checkInitializer, checkWeights, ownParameters, WEIGHT_OPTIONS } from "./own.ts";
import type { OwnParameters, WeightOptions } from "./own.ts";
import type { Initial } from "./parameters.ts";
import { lastOf, recur, reversed } from "./recurrence.ts";
import type { Dim } from "./shapes.ts";
import { tensorOf } from "./tensor.ts";
import type { Tensor } from "./tensor.ts";

export interface RecurrentOptions<All extends boolean = boolean> extends WeightOptions {
  /** true returns the state after every step, [T, units]; false, the default, that after the last, [units]. */
  readonly returnSequences?: All;
  /** true reads the sequence from its end; the states are returned in the order in which they were made. */
  readonly goBackwards?: boolean;
  /** How U starts; `initialize` says how W does, as Keras' `recurrent_initializer` and `kernel_initializer`. Default "orthogonal". */
  readonly recurrentInitialize?: Initial;
  /** The layer's name: its parameters are `<name>.weight`, `<name>.recurrent` and `<name>.bias`. */
  readonly name?: string;
}

/** [T, units] or [units]; of any shape where it is not known which. */
type States<U extends number, All extends boolean> = [All] extends [true]
  ? Tensor<readonly [number, U]>
  : [All] extends [false]
    ? Tensor<readonly [U]>
    : Tensor;

type Sequence = Tensor<readonly [Dim, Dim]>;

/**
 * A simple recurrent layer (Elman 1990): h ← tanh(W·x + U·h + b), from h = 0, over a sequence [T, in]. PyTorch's `RNN` with its two biases
 * added up, Keras' `SimpleRNN`. W [units, in] and U [units, units] start at Glorot's uniform distribution and orthogonal, as in Keras.
 */
export const simpleRnn = <const U extends number, const All extends boolean = false>(
  x: Sequence,
  units: U,
  options?: RecurrentOptions<All>,
): States<U, All> =>
  recurrent("simpleRnn", x, units, options, {
    gates: 1,
    width: 1,
    step: ({ state, x: z, recurrence }) => tanh(add(z, recurrence(state))),
  }) as States<U, All>;

/**
 * Long short-term memory (Hochreiter and Schmidhuber 1997) over a sequence [T, in]: i, f, o = σ(W·x + U·h + b), g = tanh(…),
 * c ← f ⊙ c + i ⊙ g, h ← o ⊙ tanh(c). The gates stand in the order i, f, g, o, as in PyTorch's `LSTM`, whose two biases are added up here.
 */
export const lstm = <const U extends number, const All extends boolean = false>(
  x: Sequence,
  units: U,
  options?: RecurrentOptions<All>,
): States<U, All> =>
  recurrent("lstm", x, units, options, {
    gates: 4,
    width: 2,
    step: ({ state, x: z, recurrence, part }) => {
      const [h, c] = [part(state, 0), part(state, 1)];
      const gates = add(z, recurrence(h));
      const [i, f, g, o] = [sigma(part(gates, 0)), sigma(part(gates, 1)), tanh(part(gates, 2)), sigma(part(gates, 3))];
      const next = add(mul(f, c), mul(i, g));
      return fitting(concat, [mul(o, tanh(next)), next], { axis: 0 });
    },
  }) as States<U, All>;

/**
 * A gated recurrent unit (Cho et al. 2014) over a sequence [T, in], in the form of PyTorch and of Keras' `reset_after`: r, z = σ(W·x + b + U·h + v),
 * n = tanh(W·x + b + r ⊙ (U·h + v)), h ← (1 − z) ⊙ n + z ⊙ h. The gates stand in the order r, z, n, as in PyTorch's `GRU`.
 */
export const gru = <const U extends number, const All extends boolean = false>(
  x: Sequence,
  units: U,
  options?: RecurrentOptions<All>,
): States<U, All> =>
  recurrent("gru", x, units, options, {
    gates: 3,
    width: 1,
    recurrentBias: true,
    step: ({ state, x: z, recurrence, part }) => {
      const back = recurrence(state);
      const [r, u] = [sigma(add(part(z, 0), part(back, 0))), sigma(add(part(z, 1), part(back, 1)))];
      const n = tanh(add(part(z, 2), mul(r, part(back, 2))));
      return add(mul(sub(1, u), n), mul(u, state));
    },
  }) as States<U, All>;

interface Step {
  readonly state: GraphNode;
  /** W·x + b of this step. */
  readonly x: GraphNode;
  /** U·h, with its bias where the cell has one. */
  recurrence(h: GraphNode): GraphNode;
  /** One of the equal parts that a vector of gates, or a state, is made of. */
  part(of: GraphNode, index: number): GraphNode;
}

interface Cell {
  readonly gates: number;
  /** How many vectors of the layer's units the state holds; the first is the output. */
  readonly width: number;
  readonly recurrentBias?: true;
  step(step: Step): GraphNode;
}

function recurrent(
  call: string,
  x: unknown,
  units: unknown,
  options: RecurrentOptions | undefined,
  cell: Cell,
): Tensor {
  const { nodes, wrong } = readOperands(call, [x]);
  const odd =
    wrong ??
    checkUnits(call, units) ??
    checkOptions(call, options, ["returnSequences", "goBackwards", "recurrentInitialize", ...WEIGHT_OPTIONS]) ??
    checkFlag(call, "returnSequences", options?.returnSequences, "true returns the state after every step.") ??
    checkFlag(call, "goBackwards", options?.goBackwards, "true reads the sequence from its end.") ??
    checkInitializer(call, options?.recurrentInitialize, "recurrentInitialize") ??
    checkWeights(call, options, `${call}(x, 16, { name: "memory" })`);
  if (odd !== undefined) return mistake(odd, nodes, [1]);
  const node = at(nodes, 0);
  const out = Number(units);
  if (node.shape.length !== 2 || typeof node.shape[0] !== "number")
    return mismatch(call, noSequence(call, node), nodes, [out]);
  const own = ownParameters(options);
  const [z, recurrence] = gatesOf(options?.goBackwards === true ? reversed(node) : node, out, cell, own, options);
  const part = (of: GraphNode, index: number): GraphNode =>
    fitting(slice, [of], { shape: [out], starts: [index * out], steps: [1] });
  const first = broadcastTo(constant(0), [cell.width * out], []);
  const states = recur(first, z, (state, element) => cell.step({ state, x: element, recurrence, part }));
  const all = options?.returnSequences === true;
  const chosen = all ? states : lastOf(states);
  const h =
    cell.width === 1
      ? chosen
      : fitting(slice, [chosen], {
          shape: [...chosen.shape.slice(0, -1), out],
          starts: chosen.shape.map(() => 0),
          steps: chosen.shape.map(() => 1),
        });
  return tensorOf(composite(call, nodes, h, own.all));
}

/** W·x + b for all steps at once, [T, gates · units], and what a step adds to it. */
function gatesOf(
  x: GraphNode,
  units: number,
  { gates, recurrentBias }: Cell,
  own: OwnParameters,
  options: RecurrentOptions | undefined,
): readonly [GraphNode, (h: GraphNode) => GraphNode] {
  const rows = gates * units;
  const W = own.weight("weight", [rows, Number(x.shape[1])], options?.initialize ?? "glorotUniform");
  const U = own.weight("recurrent", [rows, units], options?.recurrentInitialize ?? "orthogonal");
  const b = own.make("bias", "bias", [rows], { kind: "zeros" });
  const v = recurrentBias === true ? own.make("recurrentBias", "bias", [rows], { kind: "zeros" }) : undefined;
  const product = fitting(contract, [x, W], { spec: "ti,oi->to" });
  const z = add(product, broadcastTo(b, product.shape, [1]));
  return [
    z,
    (h) => {
      const back = fitting(contract, [U, h], { spec: "oi,i->o" });
      return v === undefined ? back : add(back, v);
    },
  ];
}

const sigma = (z: GraphNode): GraphNode => composite("logistic", [z], reciprocal(add(1, exp(neg(z)))));

const checkUnits = (call: string, units: unknown): Diagnostic | undefined =>
  isExtent(units) ? undefined : badOption(call, "units", units, "a positive whole number", `As in ${call}(x, 16).`);

const checkFlag = (call: string, option: string, value: unknown, hint: string): Diagnostic | undefined =>
  value === undefined || typeof value === "boolean" ? undefined : badOption(call, option, value, "true or false", hint);

const RECURRENT: readonly string[] = ["simpleRnn", "lstm", "gru"];

const noSequence = (call: string, node: GraphNode): Diagnostic => ({
  code: "shape-mismatch",
  message: `${call} of ${described(node)}`,
  found: shapeText(node.shape),
  expected: "a sequence [T, in]",
  hint:
    node.kind === "composite" && RECURRENT.includes(node.name)
      ? `${node.name}(…) returns the state after the last step; { returnSequences: true } returns all, a row for each step.`
      : "A row for each step; a sequence of numbers is reshape(x, [T, 1]).",
});

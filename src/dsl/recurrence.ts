import { at } from "../diagnostics/diagnostic.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { NODE } from "../ir/graph.ts";
import type { ElementNode, GraphNode, ScanNode } from "../ir/graph.ts";
import { operandsOf } from "../ir/graph.ts";
import { everyNode } from "../ir/nodes.ts";
import { sameShape, shapeText } from "../ir/shape.ts";
import { reshape } from "../ops/views.ts";
import { slice } from "../ops/slices.ts";
import { readOperands } from "./arguments.ts";
import { described, mismatch, mistake, shown } from "./mistakes.ts";
import { add } from "./algebra.ts";
import { broadcastTo, composite, constant, fitting, rowsAxis } from "./nodes.ts";
import type { Shape } from "./shapes.ts";
import { isTensor, tensorOf } from "./tensor.ts";
import type { Tensor } from "./tensor.ts";

/** A sequence [T, …], and one of its elements. */
type Sequence<E extends Shape> = Tensor<readonly [number, ...E]>;

/**
 * A recurrence: `state ← step(state, x)` for every element x of a sequence [T, …], as `jax.lax.scan` whose output is the state. The result
 * holds the state after every step, [T, …state]; the last one is `slice(states, { start: -1 })`. It stays one loop, whatever T is, and so
 * does its derivative (back-propagation through time).
 * @param initial the state before the first step
 * @param sequence [T, …], or a list of sequences of one length
 * @param step the next state, of the shape of `initial`; it may read whatever stands outside
 */
export function scan<S extends Shape, E extends Shape>(
  initial: Tensor<S>,
  sequence: Sequence<E>,
  step: (state: Tensor<S>, x: Tensor<E>) => Tensor<S>,
): Tensor<readonly [number, ...S]>;
export function scan<S extends Shape>(
  initial: Tensor<S>,
  sequences: readonly Tensor[],
  step: (state: Tensor<S>, ...elements: readonly Tensor[]) => Tensor<S>,
): Tensor<readonly [number, ...S]>;
export function scan(initial: Tensor, given: unknown, step: unknown): Tensor {
  const list: readonly unknown[] = Array.isArray(given) ? given : [given];
  const { nodes, wrong } = readOperands("scan", [initial, ...list]);
  const [first, ...sequences] = nodes;
  if (wrong !== undefined || first === undefined || typeof step !== "function")
    return mistake(wrong ?? noStep(step), nodes, [1, ...(first?.shape ?? [])]);
  const [steps] = sequences[0]?.shape ?? [];
  const guess = [typeof steps === "number" ? steps : 1, ...first.shape];
  const bad = checkSequences(first, sequences);
  if (bad !== undefined) return mismatch("scan", bad, nodes, guess);
  const elements = [
    elementNode("state", first.shape),
    ...sequences.map((node, i) => elementNode(sequences.length === 1 ? "x" : `x${i + 1}`, node.shape.slice(1))),
  ];
  const next: unknown = Reflect.apply(step, undefined, elements.map(tensorOf));
  if (!isTensor(next)) return mistake(noStep(next), nodes, guess);
  const body = next[NODE];
  if (!sameShape(body.shape, first.shape)) return mismatch("scan", changed(first, body), [...nodes, body], guess);
  return tensorOf(statesOf({ first, sequences, elements, body, steps: Number(steps) }));
}

interface Recurrence {
  readonly first: GraphNode;
  readonly sequences: readonly GraphNode[];
  readonly elements: readonly ElementNode[];
  readonly body: GraphNode;
  readonly steps: number;
}

const elementNode = (name: string, shape: Shape): ElementNode => ({ kind: "element", name, shape });

/** The states after each step: the recurrence's value without the initial one. */
function statesOf({ first, sequences, elements, body, steps }: Recurrence): GraphNode {
  const operands = [first, ...sequences, ...capturedBy(body)];
  const all: ScanNode = { kind: "scan", operands, elements, body, steps, shape: [steps + 1, ...first.shape] };
  return fitting(slice, [all], {
    shape: [steps, ...first.shape],
    starts: [1, ...first.shape.map(() => 0)],
    steps: [1, ...first.shape.map(() => 1)],
  });
}

/** The state after the last of some steps. */
export function lastOf(states: GraphNode): GraphNode {
  const [steps, ...shape] = states.shape;
  const last = fitting(slice, [states], {
    shape: [1, ...shape],
    starts: [Number(steps) - 1, ...shape.map(() => 0)],
    steps: [1, ...shape.map(() => 1)],
  });
  return fitting(reshape, [last], { shape });
}

/** A sequence in reverse order. */
export function reversed(sequence: GraphNode): GraphNode {
  const [steps, ...rest] = sequence.shape;
  const starts = [Number(steps) - 1, ...rest.map(() => 0)];
  return fitting(slice, [sequence], { shape: sequence.shape, starts, steps: [-1, ...rest.map(() => 1)] });
}

/** A recurrence over sequences that are known to fit, its step written with nodes. */
export function recur(
  first: GraphNode,
  sequence: GraphNode,
  step: (state: GraphNode, x: GraphNode) => GraphNode,
): GraphNode {
  const [steps, ...rest] = sequence.shape;
  const elements = [elementNode("state", first.shape), elementNode("x", rest)];
  const body = step(at(elements, 0), at(elements, 1));
  return statesOf({ first, sequences: [sequence], elements, body, steps: Number(steps) });
}

/** What a body reads that does not depend on its step: computed once, outside. */
function capturedBy(body: GraphNode): readonly GraphNode[] {
  const captured = new Set<GraphNode>();
  const seen = new Set<GraphNode>();
  const depends = new Map<GraphNode, boolean>();
  // Operands come first in this order.
  for (const node of everyNode([body])) {
    const inner = "body" in node ? [...node.operands, node.body] : operandsOf(node);
    depends.set(node, node.kind === "element" || inner.some((operand) => depends.get(operand) === true));
  }
  const collect = (node: GraphNode): void => {
    if (seen.has(node) || node.kind === "constant" || node.kind === "element") return;
    seen.add(node);
    if (depends.get(node) === true) operandsOf(node).forEach(collect);
    else captured.add(node);
  };
  collect(body);
  return [...captured];
}

function checkSequences(first: GraphNode, sequences: readonly GraphNode[]): Diagnostic | undefined {
  const steps = sequences[0]?.shape[0];
  const odd = sequences.find(({ shape }) => typeof shape[0] !== "number" || shape[0] !== steps);
  const rows = [first, ...sequences].find(({ shape }) => rowsAxis(shape) !== undefined);
  const bad = rows ?? (sequences.length === 0 ? first : odd);
  if (bad === undefined) return undefined;
  return {
    code: "shape-mismatch",
    message: `scan over ${sequences.map(described).join(" and ") || "no sequence"} from ${described(first)}`,
    found: sequences.length === 0 ? "an empty list" : shapeText(bad.shape),
    expected: "sequences [T, …] of one length, of one example",
    hint: "The first axis of a sequence is its steps; a graph describes one example.",
  };
}

const noStep = (found: unknown): Diagnostic => ({
  code: "bad-argument",
  message: `scan: the step is ${shown(found)}`,
  found: shown(found),
  expected: "a function that returns the next state",
  hint: "As in scan(initial, sequence, (state, x) => tanh(add(state, x))).",
});

const changed = (first: GraphNode, body: GraphNode): Diagnostic => ({
  code: "shape-mismatch",
  message: `scan: the state is ${described(first)}, and the step makes ${shapeText(body.shape)} of it`,
  found: shapeText(body.shape),
  expected: shapeText(first.shape),
  hint: "The next state has the shape of the state.",
});

/** The sums of the first 1, 2, … elements along the first axis: [T, …] → [T, …]. */
export function cumulativeSum<S extends Shape>(x: Tensor<S>): Tensor<S> {
  const { nodes, wrong } = readOperands("cumulativeSum", [x]);
  const node = nodes[0];
  if (wrong !== undefined || node === undefined) return mistake(wrong ?? noStep(x), nodes, []);
  const [steps, ...rest] = node.shape;
  if (typeof steps !== "number") {
    const bad = checkSequences(node, [node]);
    return mismatch("cumulativeSum", bad ?? noStep(x), nodes, node.shape);
  }
  const sums = recur(broadcastTo(constant(0), rest, []), node, (sum, element) => add(sum, element));
  return tensorOf(composite("cumulativeSum", nodes, sums));
}

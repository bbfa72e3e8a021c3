import { at } from "../../diagnostics/diagnostic.ts";
import type { GraphNode } from "../../ir/graph.ts";
import { sameShape } from "../../ir/shape.ts";
import { notVectors } from "../activations.ts";
import { checkSurplus, readOperands } from "../arguments.ts";
import { axisLeft, differ } from "../combine.ts";
import { described, mismatch, mistake, named } from "../mistakes.ts";
import { composite, exampleAxes, rowsAxis, sumOver } from "../nodes.ts";
import type { PerExample, Same, ShapeOf } from "../shapes.ts";
import { tensorOf } from "../tensor.ts";
import type { Operand, Tensor } from "../tensor.ts";

/**
 * A loss of one example: a prediction and a target of one shape in, one number out; ["m", K] in, ["m"] out where the rows are
 * examples. `network` averages it over the examples.
 */
export type Loss = <P extends Tensor, Y extends Operand>(
  yHat: P,
  y: Same<ShapeOf<P>, Y>,
) => Tensor<PerExample<ShapeOf<P>>>;

const VECTOR_OF_ONE = 'The prediction is a vector of one: declare the target as one too, as in input("y", [1]).';
const classHint = (classes: unknown): string =>
  `One class of ${String(classes)} is a label, label("species", ${String(classes)}), or an index in one-hot form, oneHot(k, ${String(classes)}).`;
const SAME_SHAPE = "A loss compares a prediction with a target of the same shape.";

/** What a loss asks of its prediction. */
interface Asks {
  /** A score or probability for each class, along the last axis. */
  readonly classes?: true;
  /** Scores: the loss applies this function itself, and another one goes with what has been through it. */
  readonly before?: { readonly activation: string; readonly otherwise: string };
}

export const loss =
  (name: string, body: (yHat: GraphNode, y: GraphNode) => GraphNode, { classes, before }: Asks = {}): Loss =>
  (yHat, y, ...more: readonly unknown[]) => {
    const read = readOperands(name, [yHat, y]);
    const { nodes } = read;
    const wrong = read.wrong ?? checkSurplus(name, 2, [yHat, y, ...more]);
    const rows = rowsAxis(nodes[0]?.shape ?? []);
    const shape = rows === undefined ? [] : [rows];
    if (wrong !== undefined) return mistake(wrong, nodes, shape);
    const [prediction, target] = [at(nodes, 0), at(nodes, 1)];
    // A scalar target goes with one output only: that it went with any would hide a forgotten shape.
    if (target.kind !== "constant" && !sameShape(prediction.shape, target.shape)) {
      const isVector = target.shape.length === 0 && sameShape(prediction.shape, [1]);
      const isClass = classes === true && target.shape.length === prediction.shape.length - 1;
      const hint = isVector
        ? VECTOR_OF_ONE
        : isClass
          ? classHint(prediction.shape.at(-1))
          : (axisLeft(prediction.shape, target.shape) ?? SAME_SHAPE);
      return mismatch(name, { ...differ(name, prediction, target), hint }, nodes, shape);
    }
    if (before !== undefined && prediction.kind === "composite" && prediction.name === before.activation) {
      const { activation, otherwise } = before;
      const message = `${name}: ${described(prediction)} has been through ${activation}, which this loss applies itself`;
      const expected = `the scores that go into ${activation}`;
      const hint = `Give it the scores; of what comes out of ${activation} it is ${otherwise}.`;
      return mistake({ code: "bad-argument", message, found: named(prediction), expected, hint }, nodes, shape);
    }
    if (classes === true && typeof prediction.shape.at(-1) !== "number") {
      return mismatch(name, notVectors(name, prediction), nodes, shape);
    }
    return tensorOf(composite(name, nodes, body(prediction, target)));
  };

/** Σ over the outputs of one example; one output is its own sum. */
export const total = (node: GraphNode): GraphNode => sumOver(node, exampleAxes(node.shape));

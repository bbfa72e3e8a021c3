import { at } from "../../diagnostics/diagnostic.ts";
import type { GraphNode } from "../../ir/graph.ts";
import { sameShape } from "../../ir/shape.ts";
import { notVectors } from "../activations.ts";
import { checkSurplus, readOperands } from "../arguments.ts";
import { axisLeft, differ } from "../combine.ts";
import { mismatch, mistake } from "../mistakes.ts";
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
const SAME_SHAPE = "A loss compares a prediction with a target of the same shape.";

export const loss =
  (name: string, body: (yHat: GraphNode, y: GraphNode) => GraphNode, classes: boolean = false): Loss =>
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
      const hint = isVector ? VECTOR_OF_ONE : (axisLeft(prediction.shape, target.shape) ?? SAME_SHAPE);
      return mismatch(name, { ...differ(name, prediction, target), hint }, nodes, shape);
    }
    if (classes && typeof prediction.shape.at(-1) !== "number") {
      return mismatch(name, notVectors(name, prediction), nodes, shape);
    }
    return tensorOf(composite(name, nodes, body(prediction, target)));
  };

/** Σ over the outputs of one example; one output is its own sum. */
export const total = (node: GraphNode): GraphNode => sumOver(node, exampleAxes(node.shape));

/** What a network must satisfy as a whole. Each mistake is reported once, at the node that it is about. */
import type { GraphNode } from "../ir/graph.ts";
import { sameShape, shapeText } from "../ir/shape.ts";
import { isInput, notDeclared } from "./findings.ts";
import type { Entry, Finding, Roots } from "./findings.ts";
import { notNumbers } from "./arguments.ts";
import { checkFits } from "./fits.ts";
import { described, quoted, restsOnMistake } from "./mistakes.ts";
import { checkNames } from "./names.ts";
import { holdsIndices, rowsAxis } from "./nodes.ts";
import { everyNode } from "../ir/nodes.ts";

/** Whether all inputs, and all outputs and losses, could be read; what is missing must not be reported a second time. */
export interface Complete {
  readonly inputs: boolean;
  readonly readers: boolean;
}

export function checkGraph(roots: Roots, complete: Complete): readonly Finding[] {
  const { inputs, outputs, losses } = roots;
  const read = everyNode([...outputs.map((output) => output.node), ...losses]);
  // A call that could not use an operand may have been the one to read an input.
  const lost = read.some((node) => node.kind === "error" && node.diagnostic.code === "bad-argument");
  const mixed = checkAxes(inputs);
  return [
    ...checkNames(roots, read),
    ...(complete.inputs ? undeclared(inputs, read) : []),
    ...(complete.readers && !lost ? unused(inputs, read) : []),
    ...mixed,
    ...(mixed.length === 0 ? losses.flatMap((loss) => checkLoss(loss, inputs)) : []),
    ...outputs.flatMap(checkOutput),
    ...(complete.inputs && complete.readers ? checkFits(roots, read) : []),
  ];
}

function undeclared(inputs: readonly Entry[], read: readonly GraphNode[]): readonly Finding[] {
  const declared = new Set(inputs.map((entry) => entry.node));
  return read
    .filter((node) => isInput(node) && !declared.has(node))
    .map((node) => ({ node, diagnostic: notDeclared(node) }));
}

function unused(inputs: readonly Entry[], read: readonly GraphNode[]): readonly Finding[] {
  const used = new Set(read);
  return inputs
    .filter((entry) => isInput(entry.node) && !used.has(entry.node))
    .map(({ name, node }) => ({
      node,
      diagnostic: {
        code: "unused-input",
        message: `network: no output and no loss reads the input ${quoted(name)}`,
        found: quoted(name),
        hint: "Use it, or take it out of inputs.",
      },
    }));
}

/** Every input names the same axis of examples, or none does. */
function checkAxes(inputs: readonly Entry[]): readonly Finding[] {
  const [first, ...others] = inputs.map((entry) => entry.node).filter(isInput);
  if (first === undefined) return [];
  const odd = others.find((node) => rowsAxis(node.shape) !== rowsAxis(first.shape));
  if (odd === undefined) return [];
  const both = rowsAxis(first.shape) !== undefined && rowsAxis(odd.shape) !== undefined;
  const label = [first, odd].find((node) => node.classes !== undefined);
  const hint =
    label === undefined
      ? "A graph describes one example: name the axis in all inputs, or in none."
      : `A label has no axis of examples: write its rows as input(${quoted(label.name)}, ["m", ${label.shape.join(", ")}]).`;
  return [
    {
      node: odd,
      diagnostic: {
        code: "mixed-axes",
        message: `network: the inputs ${described(first)} and ${described(odd)} ${both ? "name the axis of examples differently" : "do not agree on an axis of examples"}`,
        found: shapeText(odd.shape),
        expected:
          rowsAxis(first.shape) === undefined ? "no axis of examples" : `the axis ${rowsAxis(first.shape)} first`,
        hint,
      },
    },
  ];
}

function checkLoss(loss: GraphNode, inputs: readonly Entry[]): readonly Finding[] {
  if (restsOnMistake([loss])) return [];
  if (holdsIndices(loss)) return [{ node: loss, diagnostic: notNumbers("network: the loss", loss) }];
  const axis = inputs.map((entry) => rowsAxis(entry.node.shape)).find((name) => name !== undefined);
  const expected = axis === undefined ? [] : [axis];
  if (sameShape(loss.shape, expected)) return [];
  // A penalty that depends on no input is the same for every row.
  const averaged = loss.shape.length === 0;
  if (averaged && !everyNode([loss]).some(isInput)) return [];
  const hint = averaged
    ? "Leave out the mean over the examples: nngen takes it."
    : axis === undefined
      ? "Sum it over the outputs: sum(…), or use a loss such as squaredError."
      : "Sum it over the outputs: sum(…, { axis: -1 }), or use a loss such as squaredError.";
  const message = `network: the loss ${described(loss)} is not one number an example`;
  return [
    {
      node: loss,
      diagnostic: {
        code: "loss-not-scalar",
        message,
        found: shapeText(loss.shape),
        expected: shapeText(expected),
        hint,
      },
    },
  ];
}

/** The rows of an output are examples: a named axis leads. */
function checkOutput({ name, node }: Entry): readonly Finding[] {
  if (node.shape.slice(1).every((dim) => typeof dim === "number") || restsOnMistake([node])) return [];
  const message = `network: the output ${quoted(name)} ${shapeText(node.shape)} does not have the axis of examples first`;
  const hint = "Transpose it, so that its rows are examples.";
  return [{ node, diagnostic: { code: "unsupported-axis", message, found: shapeText(node.shape), hint } }];
}

import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { CompositeNode, GraphNode, ParameterNode } from "../ir/graph.ts";
import { sameShape, shapeText } from "../ir/shape.ts";
import { notNumbers } from "./arguments.ts";
import { isInput, notDeclared } from "./findings.ts";
import type { Entry, Finding, Roots } from "./findings.ts";
import { described, quoted } from "./mistakes.ts";
import { exampleAxes, holdsIndices } from "./nodes.ts";
import { everyNode } from "../ir/nodes.ts";

/** What `standardize` and `unstandardize` are fitted to must be there: the input that they name, or the only target. */
export function checkFits(roots: Roots, read: readonly GraphNode[]): readonly Finding[] {
  return read.flatMap((node): readonly Finding[] => {
    if (node.kind !== "composite") return [];
    const { mean } = node.parameters;
    if (mean === undefined) return [];
    const diagnostic = mean.fits === "target" ? checkTarget(node, roots) : checkDeclared(mean, roots, read);
    return diagnostic === undefined ? [] : [{ node, diagnostic }];
  });
}

/** An input that is read is checked with the others; here only one that is fitted to and never read. */
function checkDeclared({ fits }: ParameterNode, { inputs }: Roots, read: readonly GraphNode[]): Diagnostic | undefined {
  if (fits === undefined || fits === "target" || read.includes(fits)) return undefined;
  return inputs.some((entry) => entry.node === fits) ? undefined : notDeclared(fits);
}

function checkTarget(node: CompositeNode, roots: Roots): Diagnostic | undefined {
  const [target, ...others] = targetsOf(roots);
  if (target === undefined || others.length > 0)
    return notOneTarget(node, target === undefined ? [] : [target, ...others]);
  if (isInput(target.node) && target.node.classes !== undefined) {
    const message = `${node.name}: the target ${described(target.node)} is a label`;
    const hint = "Classes have no mean: only numbers are standardized.";
    return { code: "bad-argument", message, found: "a label", expected: "an input of numbers", hint };
  }
  if (holdsIndices(target.node)) return notNumbers(node.name, target.node);
  const shape = exampleAxes(target.node.shape).map((axis) => target.node.shape[axis] ?? 1);
  const own = exampleAxes(node.shape).map((axis) => node.shape[axis] ?? 1);
  if (sameShape(shape, own)) return undefined;
  const message = `${node.name}: the prediction ${shapeText(node.shape)} and the target ${described(target.node)} differ`;
  const hint = "A target that fits has the shape of the prediction.";
  return {
    code: "shape-mismatch",
    message,
    found: shapeText(node.shape),
    expected: shapeText(target.node.shape),
    hint,
  };
}

/** The inputs that no output needs. */
function targetsOf({ inputs, outputs }: Roots): readonly Entry[] {
  const needed = new Set(everyNode(outputs.map((output) => output.node)));
  return inputs.filter((entry) => !needed.has(entry.node));
}

const notOneTarget = (node: CompositeNode, targets: readonly Entry[]): Diagnostic => ({
  code: "bad-argument",
  message: `${node.name} does not say which target it fits, and the network has ${targets.length}`,
  found: targets.map((target) => quoted(target.name)).join(", ") || "no target",
  expected: "one target",
  hint: `Name it: ${node.name}(yHat, y).`,
});

/** What indices are: whole numbers that name places of an axis. */
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { GraphNode } from "../ir/graph.ts";
import { clamp } from "../ops/bounds.ts";
import { floor } from "../ops/rounding.ts";
import { equal, select } from "./algebra.ts";
import { described, quoted, shown } from "./mistakes.ts";
import { elementwise, holdsIndices, inputOf } from "./nodes.ts";

/** Whether a node can hold nothing but whole numbers from 0 to n − 1: modules check what comes in by the domain of the input. */
function isWithin(node: GraphNode, n: number): boolean {
  if (node.kind === "constant") return Number.isInteger(node.value) && node.value >= 0 && node.value < n;
  const domain = inputOf(node)?.domain;
  return domain?.kind === "integer" && domain.from >= 0 && domain.to < n;
}

/** An input, or a number, that may name none of n places. */
export function checkIndices(call: string, node: GraphNode, n: number, things: string): Diagnostic | undefined {
  const input = node.kind === "input" || holdsIndices(node) ? inputOf(node) : undefined;
  if (isWithin(node, n) || (input === undefined && node.kind !== "constant")) return undefined;
  const expected = `whole numbers from 0 to ${n - 1}`;
  if (input === undefined) {
    const message = `${call}: the index ${described(node)} is none of ${n} ${things}`;
    return { code: "bad-argument", message, found: described(node), expected, hint: "Indices count from 0." };
  }
  const { domain, element } = input;
  const found = domain.kind === "integer" ? `[${domain.from}, ${domain.to}]` : shown(domain.kind);
  const options = `{ ${element === "int32" ? 'element: "int32", ' : ""}domain: [0, ${n - 1}] }`;
  return {
    code: "bad-argument",
    message: `${call}: the domain of ${described(input)} is ${found}, and there are ${n} ${things}`,
    found,
    expected,
    hint: `Declare it: input(${quoted(input.name)}, ${shown(input.shape)}, ${options}).`,
  };
}

/** Indices that may be read by: one that is computed and names none of n places is made NaN, so that no other place is read. */
export const guarded = (node: GraphNode, n: number): GraphNode =>
  isWithin(node, n)
    ? node
    : select(equal(elementwise(floor, elementwise(clamp, node, 0, n - 1)), node), node, Number.NaN);

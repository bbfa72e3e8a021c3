import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { NETWORK, operandsOf } from "../ir/graph.ts";
import type { GraphNode } from "../ir/graph.ts";
import { shapeText } from "../ir/shape.ts";
import type { Shape } from "../ir/shape.ts";
import { composite, constant } from "./nodes.ts";
import { tensorOf } from "./tensor.ts";
import type { Tensor } from "./tensor.ts";

/** What a call with a mistake returns: a tensor of the shape most likely meant, which carries the diagnostic. */
export const mistake = (diagnostic: Diagnostic, operands: readonly GraphNode[], shape: Shape): Tensor =>
  tensorOf({ kind: "error", diagnostic, operands, shape });

/**
 * A mistake in the shapes of the operands. Where one of them rests on an earlier mistake its shape is a guess, and nothing is
 * reported: the result stands for a value of the shape given.
 */
export function mismatch(call: string, diagnostic: Diagnostic, operands: readonly GraphNode[], shape: Shape): Tensor {
  if (!restsOnMistake(operands)) return mistake(diagnostic, operands, shape);
  return tensorOf(composite(call, operands, constant(0, shape)));
}

/** What is nearest is looked at first: where there are many mistakes, one is near. */
export function restsOnMistake(nodes: readonly GraphNode[]): boolean {
  const seen = new Set(nodes);
  // A set is gone through in the order of insertion, what is added on the way included.
  for (const node of seen) {
    if (node.kind === "error") return true;
    for (const operand of operandsOf(node)) seen.add(operand);
  }
  return false;
}

/** A string from the user as a message shows it: quoted, on one line, not too long. */
export const quoted = (text: string): string => JSON.stringify(text.length > 60 ? `${text.slice(0, 57)}…` : text);

/** A node as a message names it, without its shape. */
export function named(node: GraphNode): string {
  switch (node.kind) {
    case "input":
      return quoted(node.name);
    case "parameter":
      return node.name === undefined ? `a ${node.role}` : quoted(node.name);
    case "constant":
      return String(node.value);
    case "op":
      return `${node.op.name}(…)`;
    case "composite":
      return `${node.name}(…)`;
    case "counter":
      return node.name;
    case "element":
      return `${node.name} of a step`;
    case "scan":
      return "scan(…)";
    case "error":
      return "a value with a mistake";
  }
}

/** `"x" [2]` */
export const described = (node: GraphNode): string => `${named(node)} ${shapeText(node.shape)}`;

/** Any value as a message shows it. It calls nothing on the value: a caller may pass anything. */
export function shown(value: unknown): string {
  switch (typeof value) {
    case "string":
      return quoted(value);
    case "number":
    case "boolean":
    case "undefined":
      return String(value);
    case "object":
      if (value === null) return "null";
      if (Array.isArray(value)) return shownArray(value);
      return NETWORK in value ? "a network" : "an object";
    default:
      return `a ${typeof value}`;
  }
}

/** A short array of plain values is shown whole. */
function shownArray(values: readonly unknown[]): string {
  const plain = values.every((value) => value === undefined || typeof value === "number" || typeof value === "string");
  return plain && values.length <= 8 ? `[${values.map(shown).join(", ")}]` : "an array";
}

/** Where a call that returns plain data (an optimizer, a data spec) keeps its diagnostic; `network` reports it. */
const MISTAKE: unique symbol = Symbol.for("nngen.mistake");

export const withMistake = <T extends object>(value: T, diagnostic: Diagnostic | undefined): T =>
  diagnostic === undefined ? value : { ...value, [MISTAKE]: diagnostic };

const hasMistake = (value: unknown): value is { readonly [MISTAKE]: Diagnostic } =>
  typeof value === "object" && value !== null && MISTAKE in value;

export const mistakeIn = (value: unknown): Diagnostic | undefined => (hasMistake(value) ? value[MISTAKE] : undefined);

/** Reads the arguments of calls. A JavaScript caller may pass anything, so nothing is taken for granted and nothing throws. */
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { didYouMean } from "../diagnostics/suggest.ts";
import { NODE } from "../ir/graph.ts";
import type { GraphNode } from "../ir/graph.ts";
import type { Dim, Shape } from "../ir/shape.ts";
import { quoted, named, shown } from "./mistakes.ts";
import { constant, holdsIndices } from "./nodes.ts";
import { isTensor } from "./tensor.ts";

/** The operands of a call: those that can be used, and what is wrong with the first that can not. */
export interface Operands {
  readonly nodes: readonly GraphNode[];
  readonly wrong?: Diagnostic;
}

/** The operands of a call that takes as many as `values` and no options. @param more what a caller gave beyond them */
export function readOnly(
  call: string,
  values: readonly unknown[],
  more: readonly unknown[],
  takes: "numbers" | "indices" = "numbers",
): Operands {
  const read = readOperands(call, values, takes);
  const wrong = read.wrong ?? checkSurplus(call, values.length, [...values, ...more]);
  return wrong === undefined ? read : { ...read, wrong };
}

/** @param takes whether indices, which int32 inputs hold, may stand where numbers do: where elements are only moved, or name places */
export function readOperands(
  call: string,
  values: readonly unknown[],
  takes: "numbers" | "indices" = "numbers",
): Operands {
  const nodes: GraphNode[] = [];
  let wrong: Diagnostic | undefined;
  for (const [index, value] of values.entries()) {
    const node = isTensor(value) ? value[NODE] : Number.isFinite(value) ? constant(Number(value)) : undefined;
    if (node !== undefined) nodes.push(node);
    if (node === undefined) wrong ??= notAnOperand(call, index, value);
    else if (takes === "numbers" && holdsIndices(node)) wrong ??= notNumbers(call, node);
  }
  return wrong === undefined ? { nodes } : { nodes, wrong };
}

/**
 * What stands after all operands that a call takes: a tensor, or options that it does not have, and would ignore. Numbers and arrays pass:
 * `[a, b].map(relu)` hands on indices.
 */
export function checkSurplus(call: string, takes: number, values: readonly unknown[]): Diagnostic | undefined {
  const odd = values.slice(takes).find((value) => typeof value === "object" && value !== null && !Array.isArray(value));
  if (typeof odd !== "object" || odd === null) return undefined;
  const operands = `${takes} operand${takes === 1 ? "" : "s"}`;
  if (isTensor(odd)) {
    const message = `${call} takes ${operands}`;
    const hint = "Nest the calls, or leave the others out.";
    return { code: "bad-argument", message, found: `${values.length}`, expected: operands, hint };
  }
  const [key] = Object.keys(odd);
  const found = key === undefined ? shown(odd) : quoted(key);
  const message = key === undefined ? `${call} has no options` : `${call} has no option ${found}`;
  return { code: "bad-option", message, found, expected: `${operands} and no options`, hint: "Leave it out." };
}

const notAnOperand = (call: string, index: number, value: unknown): Diagnostic => ({
  code: "bad-argument",
  message: `${call}: operand ${index + 1} is ${shown(value)}`,
  found: shown(value),
  expected: "a tensor or a finite number",
  hint: operandHint(value),
});

function operandHint(value: unknown): string {
  if (value === undefined) return "Give every operand, and declare each before the line that uses it.";
  if (typeof value === "string") return "A tensor is named by its variable, a number is written without quotes.";
  if (typeof value === "function") return "Call the function: its result is the tensor.";
  if (Array.isArray(value) && typeof value[0] === "string")
    return 'Classes are declared by a label, label("species", ["setosa", "versicolor"]), which is then the operand.';
  if (Array.isArray(value)) return "Give the operands one by one; a list of values is an input.";
  return "Constants are finite numbers; anything else comes from input, parameter, or a function of them.";
}

/** Indices where numbers are meant: their sums and products say nothing. */
export const notNumbers = (call: string, node: GraphNode): Diagnostic => ({
  code: "bad-argument",
  message: `${call}: ${named(node)} holds int32 values`,
  found: "int32",
  expected: "float",
  hint: "Indices are read by embedding, oneHot and gather. For numbers leave `element` out: inputs hold floats.",
});

/** A name: any string but the empty one. What it holds is data and never code. */
export const isName = (value: unknown): value is string => typeof value === "string" && value !== "";

export function checkName(call: string, name: unknown, hint: string = `As in ${call}("x").`): Diagnostic | undefined {
  if (isName(name)) return undefined;
  return {
    code: "bad-name",
    message: `${call}: the name is ${shown(name)}`,
    found: shown(name),
    expected: "a non-empty string",
    hint,
  };
}

/** Options: an object that holds no others than those known. A misspelt option is never ignored. */
export function checkOptions(call: string, options: unknown, known: readonly string[]): Diagnostic | undefined {
  if (options === undefined) return undefined;
  const hint = `The options of ${call} are ${known.join(", ")}.`;
  if (typeof options !== "object" || options === null || Array.isArray(options) || isTensor(options)) {
    const found = isTensor(options) ? "a tensor" : shown(options);
    const [first] = known;
    if (typeof options === "number" && first === "learningRate") {
      const meant = `As in ${call}({ ${first}: ${found} }).`;
      return {
        code: "bad-option",
        message: `${call}: the options are ${found}`,
        found,
        expected: "an object",
        hint: meant,
      };
    }
    return { code: "bad-option", message: `${call}: the options are ${found}`, found, expected: "an object", hint };
  }
  const odd = Object.keys(options).find((key) => !known.includes(key));
  if (odd === undefined) return undefined;
  const message = `${call} has no option ${quoted(odd)}`;
  const expected = known.length === 1 ? `the option ${known.join()}` : `one of ${known.join(", ")}`;
  const otherwise =
    odd === "activation"
      ? `An activation is a function of its own, around this one: relu(${call}(…)).`
      : "Leave it out.";
  return { code: "bad-option", message, found: quoted(odd), expected, hint: didYouMean(odd, known, otherwise) };
}

/** An option that is not of its documented form. */
export const badOption = (
  call: string,
  option: string,
  value: unknown,
  expected: string,
  hint: string,
): Diagnostic => ({
  code: "bad-option",
  message: `${call}: ${option} is ${shown(value)}`,
  found: shown(value),
  expected,
  hint,
});

/** The longest axis. Lengths that follow from others (three gates, padding) so stay whole numbers, and no array is longer. */
const LONGEST = 2 ** 30;

/** Whether an axis may be this long: units, filters, a dim of a shape. */
export const isExtent = (value: unknown): value is number =>
  Number.isSafeInteger(value) && Number(value) > 0 && Number(value) <= LONGEST;

/** A shape as it can be used, with 1 for a dim that can not, and what is wrong with it. */
export interface ShapeArgument {
  readonly shape: Shape;
  readonly wrong?: Diagnostic;
}

/** @param rows whether the leading axis may be the axis of examples, a string */
export function readShape(call: string, value: unknown, rows: boolean): ShapeArgument {
  if (!Array.isArray(value)) {
    const hint =
      typeof value === "number"
        ? `Write the shape as an array: [${value}].`
        : "Write [] for a scalar, [10] for a vector.";
    const message = `${call}: the shape is ${shown(value)}`;
    return {
      shape: [],
      wrong: { code: "bad-dimension", message, found: shown(value), expected: "an array of dims", hint },
    };
  }
  const dims: readonly unknown[] = value;
  let wrong: Diagnostic | undefined;
  const shape = dims.map((dim, axis): Dim => {
    const found = checkDim(call, dims, axis, rows);
    wrong ??= found;
    return found === undefined && (typeof dim === "number" || typeof dim === "string") ? dim : 1;
  });
  return wrong === undefined ? { shape } : { shape, wrong };
}

function checkDim(call: string, dims: readonly unknown[], axis: number, rows: boolean): Diagnostic | undefined {
  const dim = dims[axis];
  if (isExtent(dim)) return undefined;
  const text = shown(dims);
  const message = `${call}: dimension ${shown(dim)} in ${text}`;
  if (typeof dim === "string" && dim !== "" && !/^\d+$/.test(dim)) {
    if (rows && axis === 0) return undefined;
    const expected = rows ? "the axis of examples first" : "no axis of examples";
    const hint = rows ? `Put ${quoted(dim)} first: rows are examples.` : "A parameter is the same for every example.";
    return { code: "unsupported-axis", message, found: text, expected, hint };
  }
  const hint = rows
    ? 'Dims are whole numbers from 1; the first may be a name, as in ["m", 3].'
    : "Dims are whole numbers from 1.";
  return { code: "bad-dimension", message, found: shown(dim), expected: "a positive whole number", hint };
}

/** One field of a value that may be anything. */
export const fieldOf = (value: unknown, key: string): unknown =>
  typeof value === "object" && value !== null ? Object.getOwnPropertyDescriptor(value, key)?.value : undefined;

/**
 * How names from users get into a module: as strings and as words in comments, never as code. Identifiers come checked, from
 * the target.
 */

/** What could end a script element or open a comment in one, break a line, or turn the direction of the text. */
const UNSAFE = /<(?=[/!])|[\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g;

const escape = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;

/**
 * A value as a TypeScript literal that is safe in any file: JSON, with more characters escaped. No quotation mark follows a
 * backslash of the text itself: ts-morph would take it for the string's own.
 */
export const literal = (value: unknown): string =>
  JSON.stringify(value).replaceAll("\\\\", "\\u005c").replace(UNSAFE, escape);

const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

/** The key of a property. `__proto__` is computed: written as it is, it would set the prototype. */
export function propertyKey(name: string): string {
  if (name === "__proto__") return '["__proto__"]';
  return IDENTIFIER.test(name) ? name : literal(name);
}

/** The property of an object: `buffers.x`, `buffers["x-y"]`; with a `?.` at the end of `object`, of one that may be absent. */
export const elementAccess = (object: string, name: string): string =>
  IDENTIFIER.test(name) ? `${object}${object.endsWith("?.") ? "" : "."}${name}` : `${object}[${literal(name)}]`;

/** A name as words in a comment: one line, and nothing that ends the comment. */
export const words = (name: string): string => commentText(literal(name).slice(1, -1).replaceAll('\\"', '"'));

/** Lines as a template literal, safe like `literal`. */
export const templateLiteral = (lines: readonly string[]): string =>
  `\`${lines.map((line) => literal(line).slice(1, -1).replaceAll('\\"', '"').replace(/[`$]/g, escape)).join("\n")}\``;

/** Our own text around such names. */
export const commentText = (text: string): string => text.replaceAll("*/", "*\\/");

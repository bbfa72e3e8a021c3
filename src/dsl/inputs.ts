import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Domain, InputNode } from "../ir/graph.ts";
import type { ElementType } from "../ir/shape.ts";
import { badOption, checkName, checkOptions, isName, readShape } from "./arguments.ts";
import { mistake, quoted, shown } from "./mistakes.ts";
import type { Scalar, Shape } from "./shapes.ts";
import { tensorOf } from "./tensor.ts";
import type { Tensor } from "./tensor.ts";

export interface InputOptions {
  /**
   * What values may come in, so that gradient checks sample what makes sense: any number, numbers above 0, numbers between 0 and 1,
   * or the whole numbers from the first to the second, both included. Default "any".
   */
  readonly domain?: "any" | "positive" | "probability" | readonly [from: number, to: number];
  /**
   * Default "float". Class and token indices are "int32": they come in as an `Int32Array` and are read by `embedding`, `oneHot` and
   * `gather`. A "bool" is a number that is 0 or 1, as comparisons make; modules refuse others.
   */
  readonly element?: ElementType;
}

/**
 * A value that comes from outside: a feature vector, or a target. What no output needs is a target.
 * @param name its public name
 * @param shape the shape of one example, [] (a scalar) when left out; or with the rows written out, ["m", 3]: m examples of 3 values
 */
export function input<const S extends Shape = Scalar>(name: string, shape?: S, options?: InputOptions): Tensor<S> {
  const call = callOf("input", name);
  const { shape: dims, wrong } = readShape(call, shape === undefined ? [] : shape, true);
  const odd = checkName("input", name) ?? wrong ?? checkOptions("input", options, ["domain", "element"]);
  if (odd !== undefined) return mistake(odd, [], dims);
  const { domain: given = "any", element = "float" } = options ?? {};
  const domain = readDomain(element === "bool" && given === "any" ? [0, 1] : given);
  if (domain === undefined) return mistake(badDomain(call, given), [], dims);
  const bad = checkElement(call, element) ?? (element === "bool" ? checkBool(call, domain, given) : undefined);
  return bad === undefined ? tensorOf({ kind: "input", name, shape: dims, element, domain }) : mistake(bad, [], dims);
}

/** How many classes there are. */
type Count<C extends readonly string[] | number> = C extends readonly string[] ? C["length"] : C;

/**
 * A one-hot target that knows its classes: the first class is [1, 0, …], index 0. Rows may name the class or give its index.
 * @param classes at least two different names, or their number: label("digit", 10) has the classes "0" to "9"; the shape is [K], K their
 * number
 */
export function label<const C extends readonly string[] | number>(
  name: string,
  classes: C,
): Tensor<readonly [Count<C>]> {
  const names = namesOf(classes);
  const wrong = checkName("label", name, 'As in label("y", ["no", "yes"]).') ?? checkClasses(name, classes);
  if (wrong !== undefined) return mistake(wrong, [], [Math.max(names.length, 1)]);
  const node: InputNode = {
    kind: "input",
    name,
    shape: [names.length],
    element: "float",
    domain: { kind: "oneHot" },
    classes: names,
  };
  return tensorOf(node);
}

const isCount = (classes: unknown): classes is number =>
  typeof classes === "number" && Number.isSafeInteger(classes) && classes >= 0 && classes <= MOST_CLASSES;

/** Names of unnamed classes are their indices. */
function namesOf(classes: readonly string[] | number): readonly string[] {
  if (isCount(classes)) return Array.from({ length: classes }, (_, index) => String(index));
  return Array.isArray(classes) ? [...classes] : [];
}

/** More are a mistake, such as the number of rows; their names would fill the module. */
const MOST_CLASSES = 100_000;

export const callOf = (call: string, name: unknown): string => `${call}(${shown(name)})`;

const DOMAINS: Readonly<Record<string, Domain>> = {
  any: { kind: "any" },
  positive: { kind: "positive" },
  probability: { kind: "probability" },
};

function readDomain(domain: unknown): Domain | undefined {
  if (typeof domain === "string") return Object.hasOwn(DOMAINS, domain) ? DOMAINS[domain] : undefined;
  if (!Array.isArray(domain) || domain.length !== 2) return undefined;
  const [from, to]: readonly unknown[] = domain;
  if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to) || Number(from) > Number(to)) return undefined;
  return { kind: "integer", from: Number(from), to: Number(to) };
}

const badDomain = (call: string, domain: unknown): Diagnostic =>
  badOption(
    call,
    "domain",
    domain,
    '"any", "positive", "probability" or a range [from, to]',
    "Whole numbers from 0 to 9: domain: [0, 9].",
  );

function checkBool(call: string, domain: Domain, given: unknown): Diagnostic | undefined {
  if (domain.kind === "integer" && domain.from >= 0 && domain.to <= 1) return undefined;
  return badOption(call, "domain", given, "[0, 1], that of a bool", "Leave it out: a bool is 0 or 1.");
}

function checkElement(call: string, element: unknown): Diagnostic | undefined {
  if (element === "float" || element === "int32" || element === "bool") return undefined;
  return badOption(call, "element", element, '"float", "int32" or "bool"', "Leave it out for numbers.");
}

function checkClasses(name: string, classes: unknown): Diagnostic | undefined {
  const call = callOf("label", name);
  const expected = "an array of at least two different names, or their number";
  const hint = `As in label(${quoted(name)}, ["no", "yes"]).`;
  if (isCount(classes) && classes > 1) return undefined;
  const list: readonly unknown[] = Array.isArray(classes) ? classes : [];
  if (list.length < 2) {
    const count = Array.isArray(classes) ? list.length : isCount(classes) ? classes : undefined;
    const found = count === undefined ? shown(classes) : `${count} class${count === 1 ? "" : "es"}`;
    return { code: "bad-argument", message: `${call} has ${found}`, found, expected, hint };
  }
  if (!list.every(isName)) {
    const found = shown(list[list.findIndex((item) => !isName(item))]);
    return { code: "bad-name", message: `${call}: a class is ${found}`, found, expected: "a non-empty string", hint };
  }
  const twice = list.find((item, index) => list.indexOf(item) < index);
  if (twice === undefined) return undefined;
  return {
    code: "duplicate-name",
    message: `${call}: the class ${shown(twice)} stands twice`,
    found: shown(twice),
    expected,
    hint,
  };
}

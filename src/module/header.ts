import type { Shape } from "../ir/shape.ts";
import { shapeText } from "../ir/shape.ts";
import { memoryOf } from "./arrays.ts";
import type { Plan } from "./plan.ts";
import { words } from "./quote.ts";

/** What the module's header says about its making. */
export interface ModuleHeader {
  /** nngen's. */
  readonly version: string;
  /** The name of the net's file, and a hash of it and its local imports. */
  readonly source: { readonly file: string; readonly sha256: string };
  /** Whether the graph holds derivatives of its own, which are checked too. */
  readonly hasDerivatives?: boolean;
  /** Absent while nothing has been checked. */
  readonly checks?: Checks;
}

export interface Checks {
  readonly gradient?: Check;
  readonly derivatives?: Check;
}

/** The largest error, and where it is: `hidden.weight[3]`. */
export interface Check {
  readonly largestError: number;
  readonly at: string;
}

const FIRST_LINE = /^\/\*\*\n \* Compiled by nngen (\S+) from /;

/** Whether nngen wrote a file: others are never overwritten. */
export const hasHeader = (text: string): boolean => FIRST_LINE.test(text.replaceAll("\r\n", "\n"));

/** What the header of a written module says of its making; undefined where nngen did not write it. */
export function readHeader(text: string): { readonly version: string; readonly sha256: string } | undefined {
  const header = text.replaceAll("\r\n", "\n").split("*/", 1)[0] ?? "";
  const version = FIRST_LINE.exec(header)?.[1];
  const sha256 = /^ \* {3}sha256 +([0-9a-f]+)$/m.exec(header)?.[1];
  return version === undefined || sha256 === undefined ? undefined : { version, sha256 };
}

/** The comment at the top of a module. */
export function headerOf(plan: Plan, { version, source, hasDerivatives = false, checks = {} }: ModuleHeader): string {
  const { code, used } = plan;
  const facts: readonly (readonly [string, string])[] = [
    ["inputs", list(plan.features)],
    ...(plan.targets.length > 0 ? [["targets", list(plan.targets)] as const] : []),
    ["outputs", list(code.outputs)],
    ...(code.optimizer === undefined || plan.inferenceOnly ? [] : [["optimizer", code.optimizer] as const]),
    ["precision", code.precision],
    ...(used.has("POWERS") ? [["math", "fast"] as const] : []),
    ["memory", `${memoryOf(plan)} bytes ${code.isProgram === true ? "an instance" : "a network"}`],
    ...(plan.absent.has("gradient") ? [] : [["gradient", checkText(checks.gradient, true)] as const]),
    ...(hasDerivatives ? [["derivatives", checkText(checks.derivatives, false)] as const] : []),
    ["sha256", source.sha256],
  ];
  const legend = code.parameters
    .filter(({ identifier }) => used.has(identifier))
    .map(({ identifier, name, shape }) => `  ${identifier} = ${words(name)} ${shapeText(shape)}`);
  const lines = [
    `Compiled by nngen ${version} from ${words(source.file)}: a change made here is lost when it is compiled again.`,
    "",
    `${words(code.name)}: a ${code.isProgram === true ? "program" : "network"} with ${code.parameterCount} parameters`,
    "",
    ...facts.map(([name, value]) => `  ${name.padEnd(hasDerivatives ? 13 : 11)}${value}`),
    "",
    ...legend,
  ];
  return `/**\n${lines.map((line) => ` * ${line}`.trimEnd()).join("\n")}\n */\n`;
}

type Named = { readonly name: string; readonly shape: Shape; readonly classes?: readonly string[] };

const list = (tensors: readonly Named[]): string =>
  tensors.map(({ name, shape, classes }) => `${words(name)} ${shapeText(shape)}${classesText(classes)}`).join(", ") ||
  "none";

const classesText = (classes: readonly string[] | undefined): string =>
  classes === undefined ? "" : ` (${classes.slice(0, 10).map(words).join(", ")}${classes.length > 10 ? ", …" : ""})`;

/** One gradient agrees; several derivatives agree. */
const checkText = (check: Check | undefined, isOne: boolean): string =>
  check === undefined
    ? "not checked"
    : `agree${isOne ? "s" : ""} with central differences: the largest error is ${check.largestError.toExponential(1)}, at ${words(check.at)}`;

/** The text of a module with the outcome of its checks in its header: they run the module that it speaks of. */
export function withChecks(text: string, checks: Checks): string {
  const filled = (given: string, part: "gradient" | "derivatives"): string =>
    checks[part] === undefined
      ? given
      : given.replace(
          new RegExp(`(\\n \\* {3}${part} +)not checked\\n`),
          (_, label: string) => `${label}${checkText(checks[part], part === "gradient")}\n`,
        );
  return filled(filled(text, "gradient"), "derivatives");
}

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
  /** Of the largest error of the gradient, and the parameter it is at; absent while nothing has been checked. */
  readonly gradientCheck?: GradientCheck;
}

export interface GradientCheck {
  readonly largestError: number;
  /** `hidden.weight[3]`. */
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
export function headerOf(plan: Plan, { version, source, gradientCheck }: ModuleHeader): string {
  const { code, used } = plan;
  const facts: readonly (readonly [string, string])[] = [
    ["inputs", list(plan.features)],
    ...(plan.targets.length > 0 ? [["targets", list(plan.targets)] as const] : []),
    ["outputs", list(code.outputs)],
    ...(code.optimizer === undefined || plan.inferenceOnly ? [] : [["optimizer", code.optimizer] as const]),
    ["precision", code.precision],
    ["memory", `${memoryOf(plan)} bytes a network`],
    ...(plan.absent.has("gradient") ? [] : [["gradient", gradientText(gradientCheck)] as const]),
    ["sha256", source.sha256],
  ];
  const legend = code.parameters
    .filter(({ identifier }) => used.has(identifier))
    .map(({ identifier, name, shape }) => `  ${identifier} = ${words(name)} ${shapeText(shape)}`);
  const lines = [
    `Compiled by nngen ${version} from ${words(source.file)}: a change made here is lost when it is compiled again.`,
    "",
    `${words(code.name)}: a network with ${code.parameterCount} parameters`,
    "",
    ...facts.map(([name, value]) => `  ${name.padEnd(11)}${value}`),
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

const GRADIENT = "  gradient   ";

const gradientText = (check: GradientCheck | undefined): string =>
  check === undefined
    ? "not checked"
    : `agrees with central differences: the largest error is ${check.largestError.toExponential(1)}, at ${words(check.at)}`;

/** The text of a module with the outcome of the gradient check in its header: the check runs the module that it speaks of. */
export function withGradientCheck(text: string, check: GradientCheck): string {
  const line = `\n * ${GRADIENT}`;
  return text.replace(`${line}not checked\n`, () => `${line}${gradientText(check)}\n`);
}

import type { InputCode } from "../targets/typescript/code.ts";
import type { Plan } from "./plan.ts";
import { literal, propertyKey, words } from "./quote.ts";

/** More classes than this are not spelt out as a type. */
const MOST_CLASSES = 100;

/** A type of the templates that differs from network to network. */
export interface OwnType {
  readonly name: string;
  readonly type: string;
  readonly doc: string;
}

export function typesOf(plan: Plan): readonly OwnType[] {
  const { code, arrayType, classifier } = plan;
  const keyed = (names: readonly (readonly [string, string])[]): string =>
    `{ ${names.map(([name, type]) => `readonly ${propertyKey(name)}: ${type}`).join("; ")} }`;
  const rows = (inputs: readonly InputCode[]): string => {
    const type = ({ classes }: InputCode): string => (classes === undefined ? "Rows" : "Labels");
    const [only] = inputs;
    return inputs.length === 1 && only ? type(only) : keyed(inputs.map((input) => [input.name, type(input)]));
  };
  const classes = classifier?.classes ?? [];
  const names = (tensors: readonly { readonly name: string }[]): string =>
    tensors.map(({ name }) => words(name)).join(", ");
  const classType = classes.length <= MOST_CLASSES ? classes.map(literal).join(" | ") || "never" : "string";
  const outputType = code.outputs.length === 1 ? arrayType : keyed(code.outputs.map(({ name }) => [name, arrayType]));
  return [
    { name: "Inputs", type: rows(plan.features), doc: `Rows of ${names(plan.features) || "no input"}.` },
    { name: "Targets", type: rows(plan.targets), doc: `Rows of ${names(plan.targets) || "no target"}.` },
    { name: "Outputs", type: outputType, doc: `Values of ${names(code.outputs)}, one example after another.` },
    { name: "Class", type: classType, doc: "The classes that `classify` tells apart." },
  ];
}

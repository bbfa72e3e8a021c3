import type { InputCode } from "../targets/typescript/code.ts";
import { hasAxes, type Plan } from "./plan.ts";
import { literal, propertyKey, words } from "./quote.ts";

/** More classes than this are not spelt out as a type. */
const MOST_CLASSES = 100;

/** A type of the templates that differs from network to network. */
export interface OwnType {
  readonly name: string;
  readonly type: string;
  readonly docs: [string];
}

export function typesOf(plan: Plan): readonly OwnType[] {
  const { code, arrayType, classifier } = plan;
  const classes = classifier?.classes ?? [];
  const classType = classes.length <= MOST_CLASSES ? classes.map(literal).join(" | ") || "never" : "string";
  const outputType = code.outputs.length === 1 ? arrayType : keyed(code.outputs, () => arrayType);
  return [
    { name: "Inputs", type: rows(plan.features), docs: [`Rows of ${names(plan.features) || "no input"}.`] },
    { name: "Targets", type: rows(plan.targets), docs: [`Rows of ${names(plan.targets) || "no target"}.`] },
    { name: "Outputs", type: outputType, docs: [`Values of ${names(code.outputs)}, one example after another.`] },
    {
      name: "Metrics",
      type: metricsOf(plan),
      docs: [
        "How well a network does on some examples: J, the regulariser included, and how well its targets are met.",
      ],
    },
    { name: "Class", type: classType, docs: ["The classes that `classify` tells apart."] },
  ];
}

function metricsOf({ predictions }: Plan): string {
  const kinds = new Set(predictions.map(({ output }) => (output.scores === "errors" ? "Errors" : "ClassScores")));
  return ["{ readonly loss: number }", ...kinds].join(" & ");
}

/** Rows of the only input, or an object of rows by name. */
function rows(inputs: readonly InputCode[]): string {
  const [only] = inputs;
  return inputs.length === 1 && only !== undefined ? rowType(only) : keyed(inputs, rowType);
}

function rowType(input: InputCode): string {
  if (input.classes !== undefined) return "Labels";
  return hasAxes(input) ? "NestedRows" : "Rows";
}

const keyed = <T extends { readonly name: string }>(tensors: readonly T[], type: (tensor: T) => string): string =>
  `{ ${tensors.map((tensor) => `readonly ${propertyKey(tensor.name)}: ${type(tensor)}`).join("; ")} }`;

const names = (tensors: readonly { readonly name: string }[]): string =>
  tensors.map(({ name }) => words(name)).join(", ");

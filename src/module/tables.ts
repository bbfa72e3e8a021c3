import type { Shape } from "../ir/shape.ts";
import type { Plan } from "./plan.ts";
import { literal } from "./quote.ts";
import { decimals } from "./weights.ts";

/** Of one example: the axis of examples is left out. */
const numbersOf = (shape: Shape): readonly number[] => shape.filter((dim) => typeof dim === "number");

/** What stands before a state's name in a file of weights; `load` of a module that only predicts skips such tensors. */
const STATE_PREFIX = "state.";

/** The tables of a module, as statements. Data, never code: whatever the names hold. */
export function tablesOf(plan: Plan): ReadonlyMap<string, string> {
  const { code } = plan;
  const inputs = plan.inputs.map(({ name, shape, size, role, label, classes, isInt32, range }) => ({
    name,
    shape: numbersOf(shape),
    size,
    element: isInt32 ? "int32" : undefined,
    range,
    target: role === "target" || undefined,
    label: classes && (label ?? name),
    classes,
  }));
  const outputs = code.outputs.map(({ name, shape, size, classes }) => ({
    name,
    shape: numbersOf(shape),
    size,
    classes,
  }));
  const parameters = code.parameters.map(({ name, shape, offset, size, trainable }) => ({
    name,
    shape,
    offset,
    size,
    trainable: plan.inferenceOnly ? undefined : trainable,
  }));
  const taken = new Set(parameters.map(({ name }) => name));
  const state = plan.state.map(({ name, shape, offset, size }) => {
    let unique = STATE_PREFIX + name;
    while (taken.has(unique)) unique = STATE_PREFIX + unique;
    taken.add(unique);
    return { name: unique, shape, offset, size };
  });
  const metadata = { name: code.name, precision: code.precision, inputs, outputs, parameters };
  const table = plan.absent.has("state") ? metadata : { ...metadata, state };
  return new Map([
    [
      "PARAMETER_COUNT",
      `\n/** The number of values in \`parameters\`. */\nexport const PARAMETER_COUNT: number = ${code.parameterCount};`,
    ],
    ["metadata", `\n/** What the network is made of. */\nexport const metadata: Metadata = ${literal(table)};`],
  ]);
}

/** Whether the text of a module, in TypeScript or JavaScript, holds trained weights. */
export const hasWeights = (text: string): boolean => /^const WEIGHTS\b[^\n]* = \[/m.test(text);

/** The table of embedded weights. */
export function weightsTable({ weights, code }: Plan): string | undefined {
  if (weights === undefined) return undefined;
  const values = decimals(weights, code.precision);
  return `\n/** All parameters, in the order of \`metadata.parameters\`. */\nconst WEIGHTS: readonly number[] = [${values}];`;
}

import type { Plan } from "./plan.ts";
import { literal, propertyKey, words } from "./quote.ts";

/** The arrays of a network and their views, as they stand in `create`. */
export function arraysOf(plan: Plan): readonly string[] {
  const { code, arrayType, absent, used } = plan;
  const allocate = (size: number): string => `new ${arrayType}(${size})`;
  const view = (array: string, identifier: string, from: number, size: number, name: string): string =>
    `const ${identifier} = ${array}.subarray(${from}, ${from + size}); // ${words(name)}`;
  const needed = neededViews(plan);
  const tensors = [...plan.inputs, ...code.outputs];
  return [
    ...(absent.has("state") ? [] : [`const state = ${allocate(code.stateCount)};`]),
    ...(absent.has("hyper") ? [] : [hyperOf(plan)]),
    `const buffers: ${code.typeName}["buffers"] = { ${tensors
      .map(({ name, size }) => `${propertyKey(name)}: ${allocate(size)}`)
      .join(", ")} };`,
    ...code.parameters
      .filter(({ identifier }) => needed.has(identifier))
      .map(({ identifier, offset, size, name }) => view("parameters", identifier, offset, size, name)),
    ...code.parameters
      .filter(({ gradientIdentifier }) => used.has(gradientIdentifier))
      .map(({ gradientIdentifier, offset, size, name }) =>
        view("gradient", gradientIdentifier, offset, size, `∂J/∂ ${name}`),
      ),
    ...plan.state
      .filter(({ identifier }) => needed.has(identifier))
      .map(({ identifier, offset, size, name }) => view("state", identifier, offset, size, name)),
    ...code.scratch
      .filter(({ identifier }) => used.has(identifier))
      .map(({ identifier, size, holds }) => `const ${identifier} = ${allocate(size)}; // ${words(holds)}`),
  ];
}

/** Views that statements mention: those of the functions, of `initialize` and of `adapt`. */
function neededViews({ code, absent, used }: Plan): ReadonlySet<string> {
  const needed = new Set(used);
  for (const { identifier, initialize, fits } of code.parameters) {
    if (!absent.has("initialize") && initialize.kind !== "zeros") needed.add(identifier);
    if (!absent.has("adapt") && fits !== undefined) needed.add(identifier);
  }
  for (const { identifier, initial } of code.state) if (initial !== 0) needed.add(identifier);
  return needed;
}

/** Hyperparameters are numbers that the caller sets, so they keep double precision. */
function hyperOf({ code: { hyperparameters } }: Plan): string {
  const values = hyperparameters.map(({ initial }) => literal(initial)).join(", ");
  return `const hyper = Float64Array.of(${values}); // ${hyperparameters.map(({ name }) => words(name)).join(", ")}`;
}

/** The properties of a network that stand for its hyperparameters. */
export function accessorsOf({ code, absent }: Plan): readonly string[] {
  if (absent.has("hyper")) return [];
  return code.hyperparameters.flatMap(({ name }, i) => {
    const key = propertyKey(name);
    return [`get ${key}() { return hyper[${i}]!; }`, `set ${key}(value) { hyper[${i}] = value; }`];
  });
}

/** What one network holds in its arrays, in bytes. */
export function memoryOf(plan: Plan): number {
  const { code, absent, used, arrayType } = plan;
  const sum = (tensors: readonly { readonly size: number }[]): number =>
    tensors.reduce((total, { size }) => total + size, 0);
  const values =
    code.parameterCount * (absent.has("gradient") ? 1 : 2) +
    (absent.has("state") ? 0 : code.stateCount) +
    (absent.has("loss") ? 0 : 1) +
    sum(plan.inputs) +
    sum(code.outputs) +
    sum(code.scratch.filter(({ identifier }) => used.has(identifier)));
  return values * (arrayType === "Float64Array" ? 8 : 4) + (absent.has("hyper") ? 0 : code.hyperparameters.length * 8);
}

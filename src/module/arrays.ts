import type { ScratchCode, StateCode } from "../targets/typescript/code.ts";
import type { Plan } from "./plan.ts";
import { elementAccess, literal, propertyKey, words } from "./quote.ts";

/** The arrays of a network and their views, as they stand in `create`. */
export function arraysOf(plan: Plan): readonly string[] {
  const { code, absent, used } = plan;
  const needed = neededViews(plan);
  const carry = absent.has("carry") ? [] : (code.carry ?? []);
  const buffers = [
    ...plan.inputs.map(({ name, size, isInt32 }) => `${propertyKey(name)}: ${isInt32 ? "integers" : "zeros"}(${size})`),
    ...code.outputs.map(({ name, size }) => `${propertyKey(name)}: zeros(${size})`),
  ];
  return [
    ...(plan.inputs.length > 0 ? ["const inputs = metadata.inputs;"] : []),
    ...(code.outputs.length > 0 ? ["const outputs = metadata.outputs;"] : []),
    ...(absent.has("state") ? [] : [`const state = zeros(${code.stateCount});`]),
    ...(absent.has("carry") ? [] : [`const carry = zeros(${sum(carry)});`]),
    ...(absent.has("hyper") ? [] : [hyperOf(plan)]),
    `const buffers: ${code.typeName}["buffers"] = { ${buffers.join(", ")} };`,
    ...viewsOfSteps(plan),
    ...code.parameters.filter(({ identifier }) => needed.has(identifier)).map((slot) => view("parameters", slot)),
    ...code.parameters
      .filter(({ gradientIdentifier }) => used.has(gradientIdentifier))
      .map((slot) => view("gradient", { ...slot, identifier: slot.gradientIdentifier, name: `∂J/∂${slot.name}` })),
    ...plan.state.filter(({ identifier }) => needed.has(identifier)).map((slot) => view("state", slot)),
    ...carry.filter(({ identifier }) => used.has(identifier)).map((slot) => view("carry", slot)),
    ...(sharedOf(plan) === 0
      ? []
      : [`const ${code.memory?.identifier} = ${scratchArray(code, sharedOf(plan))}; // values on the way`]),
    ...scratchOf(plan).map(({ identifier, size, holds, offset }) =>
      offset === undefined || code.memory === undefined
        ? `const ${identifier} = ${scratchArray(code, size)}; // ${words(holds)}`
        : view(code.memory.identifier, { identifier, offset, size, name: holds }),
    ),
    ...viewsOf(plan),
  ];
}

/** The arrays for values on the way that a module's functions need. */
const scratchOf = ({ code, used }: Plan): readonly ScratchCode[] =>
  code.scratch.filter(({ identifier }) => used.has(identifier));

const scratchArray = ({ precision, scratchPrecision }: Plan["code"], size: number): string =>
  scratchPrecision === precision ? `zeros(${size})` : `new Float64Array(${size})`;

/** The size of the memory that some of them share. */
const sharedOf = (plan: Plan): number =>
  scratchOf(plan).some(({ offset }) => offset !== undefined) ? (plan.code.memory?.size ?? 0) : 0;

/** The arrays that functions take into constants of their own. */
function viewsOf({ code: { views }, used }: Plan): readonly string[] {
  const arrays = (views?.arrays ?? []).filter((identifier) => used.has(identifier));
  if (views === undefined || arrays.length === 0) return [];
  const why = "// In nested loops V8 takes an array for fixed where a constant of the function holds it.";
  return [why, `const ${views.identifier} = { ${arrays.join(", ")} };`];
}

const view = (array: string, { identifier, offset, size, name }: Omit<StateCode, "initial" | "shape">): string =>
  `const ${identifier} = ${array}.subarray(${offset}, ${offset + size}); // ${words(name)}`;

/** What `process` takes where arrays are left out: one step each, the first in `buffers`. */
const viewsOfSteps = ({ functions, inputs, code }: Plan): readonly string[] =>
  functions.flatMap(({ arrays }) =>
    arrays.flatMap(({ identifier, step }) => {
      const tensor = [...inputs, ...code.outputs].find((candidate) => candidate.identifier === identifier);
      if (step === undefined || tensor === undefined) return [];
      return `const ${step.view} = ${elementAccess("buffers", tensor.name)}.subarray(0, ${step.size});`;
    }),
  );

/** Views that statements mention: those of the functions, of `initialize` and of `adapt`. */
function neededViews({ code, absent, used, state }: Plan): ReadonlySet<string> {
  const needed = new Set(used);
  for (const { identifier, initialize, fits } of code.parameters) {
    if (!absent.has("initialize") && initialize.kind !== "zeros") needed.add(identifier);
    if (!absent.has("adapt") && fits !== undefined) needed.add(identifier);
  }
  if (!absent.has("initialize")) {
    for (const { identifier, initial } of state) if (initial !== 0) needed.add(identifier);
  }
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
  const { code, absent, inputs, arrayType } = plan;
  const values =
    code.parameterCount * (absent.has("gradient") ? 1 : 2) +
    (absent.has("state") ? 0 : code.stateCount) +
    (absent.has("carry") ? 0 : sum(code.carry ?? [])) +
    (absent.has("loss") ? 0 : 1) +
    sum(inputs.filter(({ isInt32 }) => !isInt32)) +
    sum(code.outputs);
  const scratch = sharedOf(plan) + sum(scratchOf(plan).filter(({ offset }) => offset === undefined));
  const bytes = arrayType === "Float64Array" ? 8 : 4;
  const indices = 4 * sum(inputs.filter(({ isInt32 }) => isInt32));
  return (
    values * bytes +
    scratch * (code.scratchPrecision === "f64" ? 8 : 4) +
    indices +
    (absent.has("hyper") ? 0 : code.hyperparameters.length * 8)
  );
}

const sum = (tensors: readonly { readonly size: number }[]): number =>
  tensors.reduce((total, { size }) => total + size, 0);

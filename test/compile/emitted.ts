import { Script } from "node:vm";
import { lbfgs } from "../../templates/lbfgs.ts";
import { at } from "../../src/diagnostics/diagnostic.ts";
import type { FunctionName, ModuleCode, PartCode } from "../../src/targets/typescript/code.ts";

export type Numbers = Float64Array | Float32Array;

/** An instance of emitted code, without the module around it: the arrays, and the functions as they were emitted. */
export interface Emitted<T extends Numbers = Float64Array> {
  readonly parameters: T;
  readonly gradient: T;
  readonly state: T;
  readonly loss: T;
  /** learningRate, trainingSize */
  readonly hyper: Float64Array;
  /** Calls a function with arrays by the public names of inputs and outputs. */
  run(name: FunctionName, arrays: Readonly<Record<string, Numbers>>, count?: number): number | undefined;
  /** The function as it runs, types stripped. */
  source(name: FunctionName): string;
}

/** All that is TypeScript about emitted statements: `w[i]!` says that the index is in range. */
const NON_NULL = /\]!(?!=)/g;

interface View {
  readonly identifier: string;
  readonly offset: number;
  readonly size: number;
}

const views = (array: string, list: readonly View[]): string =>
  list
    .map(({ identifier, offset, size }) => `const ${identifier} = ${array}.subarray(${offset}, ${offset + size});`)
    .join("\n");

/** Arrays for values on the way, and views of the memory that they share; NaN, so that what is read before it is written is seen. */
const scratchLines = ({ scratch, memory }: ModuleCode, array: string): readonly string[] => [
  ...(memory === undefined ? [] : [`const ${memory.identifier} = new ${array}(${memory.size}).fill(NaN);`]),
  ...scratch.map(({ identifier, size, offset }) =>
    offset === undefined || memory === undefined
      ? `const ${identifier} = new ${array}(${size}).fill(NaN);`
      : views(memory.identifier, [{ identifier, offset, size }]),
  ),
];

/** The emitted functions in one closure, as the module has them. Strict mode finds undeclared names. */
export const moduleText = (code: ModuleCode, array: string = "Float64Array"): string =>
  `((parameters, gradient, state, loss, hyper, lbfgs) => {
    "use strict";
    ${views("parameters", code.parameters)}
    ${views(
      "gradient",
      code.parameters.map((p) => ({ ...p, identifier: p.gradientIdentifier })),
    )}
    ${views("state", code.state)}
    ${scratchLines(code, code.scratchPrecision === "f64" ? "Float64Array" : array).join("\n")}
    ${code.views === undefined ? "" : `const ${code.views.identifier} = { ${code.views.arrays.join(", ")} };`}
    ${code.functions.flatMap(({ parts = [] }) => parts.map(partText)).join("\n")}
    ${code.functions.map(functionText).join("\n")}
    return { ${code.functions.map((f) => f.name).join(", ")} };
  })`.replaceAll(NON_NULL, "]");

/** Makes an instance. Scratch memory starts as NaN, so that what is read before it is written is seen. */
export const instantiate = (code: ModuleCode): Emitted => instanceOf(code, "Float64Array", (n) => new Float64Array(n));

/** The same in single precision, as a module has it: numbers are kept in it, and computed with in double precision. */
export const instantiateSingle = (code: ModuleCode): Emitted<Float32Array> =>
  instanceOf(code, "Float32Array", (n) => new Float32Array(n));

function instanceOf<T extends Numbers>(code: ModuleCode, array: string, zeros: (size: number) => T): Emitted<T> {
  const parameters = zeros(code.parameterCount);
  const gradient = zeros(code.parameterCount);
  const state = zeros(code.stateCount);
  for (const { offset, size, initial } of code.state) state.fill(initial, offset, offset + size);
  const loss = zeros(1);
  const hyper = Float64Array.from(code.hyperparameters, ({ initial }) => initial);
  const make: unknown = new Script(moduleText(code, array)).runInThisContext();
  if (typeof make !== "function") throw new Error("the emitted code is not a function");
  const functions: unknown = Reflect.apply(make, undefined, [parameters, gradient, state, loss, hyper, lbfgs]);
  const publicName = new Map([...code.inputs, ...code.outputs].map((tensor) => [tensor.identifier, tensor.name]));
  const find = (name: FunctionName): { call: (...args: unknown[]) => unknown; arrays: readonly string[] } => {
    const f = at(
      code.functions.filter((g) => g.name === name),
      0,
    );
    const call: unknown = Reflect.get(Object(functions), name);
    if (typeof call !== "function") throw new Error(`${name} was not emitted`);
    return {
      call: (...args) => Reflect.apply(call, undefined, args),
      arrays: f.arrays.map(({ identifier }) => publicName.get(identifier) ?? identifier),
    };
  };
  return {
    parameters,
    gradient,
    state,
    loss,
    hyper,
    run(name, arrays, count = 1) {
      const f = find(name);
      const given = f.arrays.map((array) => {
        const value = arrays[array];
        if (value === undefined) throw new Error(`${name} needs the array ${array}`);
        return value;
      });
      const result = f.call(...given, ...(name === "update" ? [] : [count]));
      return typeof result === "number" ? result : undefined;
    },
    source: (name) => String(Reflect.get(Object(functions), name)),
  };
}

const functionText = ({ name, arrays, body }: ModuleCode["functions"][number]): string =>
  `function ${name}(${[...arrays.map((array) => array.identifier), ...(name === "update" ? [] : ["count"])].join(", ")}) {\n${body}\n}`;

/** A piece of a function that would be too long. */
const partText = ({ identifier, arrays, indices, body }: PartCode): string =>
  `function ${identifier}(${[...arrays, ...indices].join(", ")}) {\n${body}\n}`;

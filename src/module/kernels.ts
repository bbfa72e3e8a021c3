import { type FunctionDeclarationStructure, type ParameterDeclarationStructure, StructureKind } from "ts-morph";
import { invariant } from "../diagnostics/diagnostic.ts";
import type { FunctionCode, InputCode, OutputCode } from "../targets/typescript/code.ts";
import { arrayTypeOf } from "./plan.ts";
import type { Plan } from "./plan.ts";
import { commentText, elementAccess } from "./quote.ts";

/** The input or output that an argument of a function stands for. */
function tensorOf({ code }: Plan, identifier: string): InputCode | OutputCode {
  const found = [...code.inputs, ...code.outputs].find((tensor) => tensor.identifier === identifier);
  invariant(found, `${identifier} is neither an input nor an output`);
  return found;
}

/** Where `metadata` describes an input or output, inside `create`. */
export function tableOf({ inputs, code }: Plan, tensor: InputCode | OutputCode): string {
  return "role" in tensor ? `inputs[${inputs.indexOf(tensor)}]!` : `outputs[${code.outputs.indexOf(tensor)}]!`;
}

/** `x: Float64Array = buffers.x, …, count: number = 1`, or for an interface `x?: Float64Array, …, count?: number`. */
export function parametersOf(
  plan: Plan,
  { name, arrays, body }: FunctionCode,
  declared: boolean,
): ParameterDeclarationStructure[] {
  if (name === "update") return [];
  const parameter = (name: string, type: string, initializer: string): ParameterDeclarationStructure =>
    declared
      ? { kind: StructureKind.Parameter, name, type, hasQuestionToken: true }
      : { kind: StructureKind.Parameter, name, type, initializer };
  return [
    ...arrays.map(({ identifier, step }) =>
      parameter(
        identifier,
        arrayTypeOf(plan, identifier),
        step?.view ?? elementAccess("buffers", tensorOf(plan, identifier).name),
      ),
    ),
    // What reads no examples is the same for any number of them.
    parameter(declared || arrays.length > 0 || /\bcount\b/.test(body) ? "count" : "_count", "number", "1"),
  ];
}

/** The checks of lengths, count and indices on entry. They allocate nothing unless they fail. */
const checksOf = (plan: Plan, { name, arrays }: FunctionCode): readonly string[] =>
  arrays.flatMap(({ identifier, step }) => {
    const tensor = tensorOf(plan, identifier);
    const given = `${tableOf(plan, tensor)}, ${identifier}`;
    const isIndex = "range" in tensor && tensor.range !== undefined;
    // What holds for all steps is one example.
    const count = name === "process" ? 1 : "count";
    return [
      step === undefined ? `check("${name}", ${given}, ${count});` : `checkSteps(${given}, count, ${step.size});`,
      ...(isIndex ? [`checkRange("${name}", ${given});`] : []),
    ];
  });

/** The compiled functions, as they stand in `create`. */
export function kernelsOf(plan: Plan): readonly FunctionDeclarationStructure[] {
  return plan.functions.flatMap((code) => [...partsOf(plan, code), functionOf(plan, code)]);
}

const functionOf = (plan: Plan, code: FunctionCode): FunctionDeclarationStructure => ({
  kind: StructureKind.Function,
  name: code.name,
  docs: [{ description: commentText(code.doc) }],
  parameters: parametersOf(plan, code, false),
  returnType: code.name === "objective" ? "number" : "void",
  statements: [...checksOf(plan, code), code.body],
});

/** The pieces of a function that would be too long. */
const partsOf = (plan: Plan, { name, parts = [] }: FunctionCode): readonly FunctionDeclarationStructure[] =>
  parts.map(({ identifier, arrays, indices, body }, i) => ({
    kind: StructureKind.Function,
    name: identifier,
    docs: [
      { description: `Part ${i + 1} of ${parts.length} of \`${name}\`, which V8 would not optimise in one piece.` },
    ],
    parameters: [
      ...arrays.map((array) => ({ name: array, type: arrayTypeOf(plan, array) })),
      ...indices.map((index) => ({ name: index, type: "number" })),
    ].map((parameter) => ({ kind: StructureKind.Parameter as const, ...parameter })),
    returnType: "void",
    statements: [body],
  }));

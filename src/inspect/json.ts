import type { z } from "zod";
import type { Network, SourceNotes } from "../ir/graph.ts";
import { mathWriter } from "../ir/math.ts";
import type { Writer } from "../ir/math.ts";
import type { Instruction, Operand, Program } from "../ir/program.ts";
import { bodyOf, isBody, programOf } from "../ir/region.ts";
import { graphLines } from "./graph.ts";
import type { ListingOptions } from "./ops.ts";
import { VERSION } from "./schema.ts";
import type { graphSchema, programSchema } from "./schema.ts";

export type ProgramJson = z.infer<typeof programSchema>;
export type GraphJson = z.infer<typeof graphSchema>;

/** What `inspect --format json` says of a program. */
export function programJson(program: Program, stage: ProgramJson["stage"], options: ListingOptions = {}): ProgramJson {
  const writer = mathWriter(program, options.notation, options);
  return {
    version: VERSION,
    stage,
    name: program.name,
    slots: program.slots.map(({ kind, name, value }) => ({
      kind,
      name,
      value: value.name,
      shape: [...value.type.shape],
      ...(value.type.element === "int32" && { element: "int32" as const }),
    })),
    instructions: program.instructions.flatMap((instruction) => instructionJson(instruction, writer, options)),
    results: program.results.map(({ kind, name, value }) => ({ kind, name, value: operandJson(value) })),
  };
}

type InstructionJson = ProgramJson["instructions"][number];

/** The steps of a recurrence stand in `body`, in the place of the attribute. */
function instructionJson(
  instruction: Instruction,
  writer: Writer,
  options: ListingOptions,
): readonly InstructionJson[] {
  const { op, operands, attributes, origin } = instruction;
  const { phase, adjointOf, rule, place } = origin;
  const own = bodyOf(instruction);
  const inner = own && mathWriter(programOf(own), options.notation, options.markup ? { markup: options.markup } : {});
  return instruction.results.map((value) => ({
    value: value.name,
    op: op.name,
    operands: operands.map(operandJson),
    attributes: Object.fromEntries(Object.entries(attributes).filter(([, attribute]) => !isBody(attribute))),
    shape: [...value.type.shape],
    text: `${writer.name(value)} = ${writer.definition(instruction)}`,
    phase,
    ...(adjointOf !== undefined && { adjointOf }),
    ...(rule !== undefined && { rule }),
    ...(place !== undefined && { file: place.file, line: place.line, column: place.column }),
    ...(own !== undefined &&
      inner !== undefined && {
        body: {
          parameters: own.parameters.map(({ name }) => name),
          instructions: own.instructions.flatMap((step) => instructionJson(step, inner, options)),
          next: operandJson(own.result),
        },
      }),
  }));
}

/** Numbers that JSON has no form for stand as strings. */
const operandJson = (o: Operand): string | number =>
  o.kind === "value" ? o.name : Number.isFinite(o.value) ? o.value : String(o.value);

/** What it says of the graph. */
export function graphJson(network: Network, notes: SourceNotes): GraphJson {
  const lines = graphLines(network, notes);
  const nameOf = new Map(lines.map(({ node, name }) => [node, name]));
  return {
    version: VERSION,
    stage: "graph",
    name: network.name,
    nodes: lines.map(({ name, kind, what, operands, settings, shape, place }) => ({
      name,
      kind,
      what,
      operands: [...operands],
      settings: [...settings],
      shape: [...shape],
      ...(place !== undefined && { file: place.file, line: place.line, column: place.column }),
    })),
    inputs: network.inputs.map(({ name }) => name),
    outputs: network.outputs.map(({ name, node }) => ({ name, node: nameOf.get(node) ?? name })),
    losses: network.losses.map((node) => nameOf.get(node) ?? "?"),
    optimizer: { ...network.optimizer },
    ...(network.regularizer !== undefined && { regularizer: { ...network.regularizer } }),
  };
}

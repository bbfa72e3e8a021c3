import { mathWriter } from "../ir/math.ts";
import type { Operand, Program } from "../ir/program.ts";

/** What `inspect --format json` says of a program. Additions are possible, removals are not. */
export interface ProgramJson {
  readonly name: string;
  readonly slots: readonly {
    readonly kind: string;
    readonly name: string;
    readonly value: string;
    readonly shape: readonly (number | string)[];
  }[];
  readonly instructions: readonly {
    readonly value: string;
    readonly op: string;
    readonly operands: readonly (string | number)[];
    readonly attributes: Readonly<Record<string, unknown>>;
    readonly shape: readonly (number | string)[];
    /** The line as mathematics. */
    readonly text: string;
    readonly phase: string;
    readonly adjointOf?: string;
    readonly rule?: string;
    readonly file?: string;
    readonly line?: number;
    readonly column?: number;
  }[];
  readonly results: readonly { readonly kind: string; readonly name: string; readonly value: string | number }[];
}

export function programJson(program: Program): ProgramJson {
  const writer = mathWriter(program);
  const operand = (o: Operand): string | number => (o.kind === "value" ? o.name : o.value);
  return {
    name: program.name,
    slots: program.slots.map(({ kind, name, value }) => ({ kind, name, value: value.name, shape: value.type.shape })),
    instructions: program.instructions.flatMap((instruction) =>
      instruction.results.map((value) => {
        const { phase, adjointOf, rule, place } = instruction.origin;
        return {
          value: value.name,
          op: instruction.op.name,
          operands: instruction.operands.map(operand),
          attributes: instruction.attributes,
          shape: value.type.shape,
          text: `${writer.name(value)} = ${writer.definition(instruction)}`,
          phase,
          ...(adjointOf !== undefined && { adjointOf }),
          ...(rule !== undefined && { rule }),
          ...(place !== undefined && { file: place.file, line: place.line, column: place.column }),
        };
      }),
    ),
    results: program.results.map(({ kind, name, value }) => ({ kind, name, value: operand(value) })),
  };
}

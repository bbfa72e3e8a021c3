import { mathWriter, readable } from "../ir/math.ts";
import type { Writer } from "../ir/math.ts";
import type { Instruction, Program, Slot } from "../ir/program.ts";
import { shapeText } from "../ir/shape.ts";
import { columns, placeText } from "./table.ts";

/** The numbered op list of one example: `2  z = t1 + b   net.ts:8`. */
export function opsText(program: Program): string {
  const writer = mathWriter(program);
  const lines = program.instructions.filter(writer.isLine);
  const rows = lines.map((instruction, i) => [
    String(i + 1).padStart(String(lines.length).length),
    equation(instruction, writer),
    shapeOf(instruction),
    placeText(instruction.origin.place),
  ]);
  return [headOf(program), columns(dropEmpty(rows)), resultsOf(program, writer), ""].join("\n\n").trimEnd() + "\n";
}

/** `z = t1 + b`, the equals signs left to the reader's eye. */
export function equation(instruction: Instruction, writer: Writer): string {
  const [value] = instruction.results;
  return `${value === undefined ? "?" : writer.name(value)} = ${writer.definition(instruction)}`;
}

const shapeOf = (instruction: Instruction): string => {
  const shape = instruction.results[0]?.type.shape ?? [];
  return shape.length === 0 ? "" : shapeText(shape);
};

/** A column that is empty in every row is not shown. */
export function dropEmpty(rows: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const width = Math.max(0, ...rows.map((row) => row.length));
  const shown = Array.from({ length: width }, (_, i) => rows.some((row) => (row[i] ?? "") !== ""));
  return rows.map((row) => row.filter((_, i) => shown[i]));
}

function headOf(program: Program): string {
  const list = (title: string, slots: readonly Slot[]): string[] =>
    slots.length === 0 ? [] : [`${title.padEnd(11)} ${slots.map(slotText).join(", ")}`];
  return [
    program.name,
    ...list(
      "inputs",
      program.slots.filter((slot) => slot.kind === "input"),
    ),
    ...list(
      "parameters",
      program.slots.filter((slot) => slot.kind === "parameter"),
    ),
    ...list(
      "state",
      program.slots.filter((slot) => slot.kind === "state"),
    ),
    ...list(
      "settings",
      program.slots.filter((slot) => slot.kind === "hyperparameter"),
    ),
  ].join("\n");
}

/** `W1 = hidden.weight [10, 2]` */
function slotText(slot: Slot): string {
  const symbol = readable(slot.value.name);
  const shape = slot.value.type.shape.length === 0 ? "" : ` ${shapeText(slot.value.type.shape)}`;
  return (symbol === slot.name ? symbol : `${symbol} = ${slot.name}`) + shape;
}

const ARROWS: Readonly<Record<string, string>> = {
  replace: " ← ",
  gradient: " = ",
  output: " = ",
  loss: " = ",
  objective: " = ",
  penalty: " = ",
};

/** `w ← w − α·∇w`, one a line where there are several. */
function resultsOf(program: Program, writer: Writer): string {
  const rows = program.results.map(({ kind, name, value }, i) => {
    const slot = program.slots.find((s) => s.name === name && kind !== "output");
    const symbol = readable(slot?.value.name ?? name);
    const written = writer.text(value);
    const first = program.results[i - 1]?.kind !== kind;
    const left = kind === "gradient" ? `∇${symbol}` : symbol;
    return [first ? kind : "", written === symbol ? written : left + (ARROWS[kind] ?? " = ") + written];
  });
  return columns(rows);
}

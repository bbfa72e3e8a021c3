import { bytes, duration, markdownTable, short } from "./format.ts";
import type { Cell, Column, Results, What } from "./results.ts";

const RAISED = ["¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"];

/** Two tables of times, one of allocations, and what has to be said about them. */
export function report(results: Results): string {
  return [
    origin(results),
    "The first column is the time that nngen's module takes; the others are multiples of it: above 1, nngen is faster.",
    times(results, "step", "training step"),
    times(results, "predict", "prediction"),
    notes(results),
    ...(counted(results).length === 0
      ? []
      : ["Bytes allocated in a training step, and in a prediction:", allocations(results)]),
  ].join("\n\n");
}

function origin({ machine, contestants }: Results): string {
  const gcc = machine.gcc === undefined ? "" : `, gcc ${machine.gcc}`;
  const versions = contestants.flatMap(({ name, version }) => (version === undefined ? [] : [`${name} ${version}`]));
  const exact = contestants.filter(({ precision }) => precision === "f64").map(({ name }) => name);
  return `Measured on ${machine.date}: ${machine.cores} cores of ${machine.cpu}, ${machine.system}, Node ${machine.node}${gcc}; ${versions.join(", ")}. Numbers are f64 in ${exact.join(", ")}, f32 in the others.`;
}

/** The contestants that have something to be said about them. */
const noted = (contestants: readonly Column[]): readonly Column[] =>
  contestants.filter(({ note }) => note !== undefined);

function head({ contestants }: Results, title: string): readonly string[] {
  const marks = noted(contestants);
  const mark = (column: Column): string => (marks.includes(column) ? ` ${RAISED[marks.indexOf(column)] ?? ""}` : "");
  return [title, ...contestants.map((column) => `${column.name}${mark(column)}`)];
}

function table(results: Results, title: string, text: (cell: Cell, column: number) => string): string {
  const rows = results.rows.map(({ name, cells }) => [name, ...cells.map(text)]);
  return markdownTable(head(results, title), rows);
}

const times = (results: Results, what: What, title: string): string =>
  table(results, title, (cell, column) => {
    const figure = cell[what];
    if (figure === undefined) return "—";
    return column === 0 ? duration(figure.time) : short(figure.ratio);
  });

/** Columns of the contestants whose bytes have been counted. */
const counted = ({ contestants, rows }: Results): readonly number[] =>
  contestants.flatMap((_, c) => (rows.some(({ cells }) => cells[c]?.step?.bytes !== undefined) ? [c] : []));

function allocations(results: Results): string {
  const text = (cell: Cell): string => {
    const [step, predict] = [cell.step?.bytes, cell.predict?.bytes];
    return step === undefined || predict === undefined ? "—" : `${bytes(step)}, ${bytes(predict)}`;
  };
  const columns = counted(results);
  const of = <T>(list: readonly T[]): readonly T[] => columns.flatMap((c) => list.slice(c, c + 1));
  const { contestants, rows, machine } = results;
  return table(
    { machine, contestants: of(contestants), rows: rows.map(({ name, cells }) => ({ name, cells: of(cells) })) },
    "bytes",
    text,
  );
}

function notes({ contestants, rows }: Results): string {
  const marks = noted(contestants).map(({ name, note }, i) => `${RAISED[i] ?? ""} ${name} ${note ?? ""}`);
  const missing = contestants.flatMap(({ name }, c) => {
    const reasons = new Set(rows.flatMap(({ cells }) => cells[c]?.reason ?? []));
    return reasons.size === 0 ? [] : [`${name} ${[...reasons].join(", ")}`];
  });
  return [...marks, ...(missing.length === 0 ? [] : [`A dash: ${missing.join("; ")}.`])].join("\n\n");
}

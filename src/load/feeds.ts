import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import type { Diagnostic, Place } from "../diagnostics/diagnostic.ts";
import { didYouMean } from "../diagnostics/suggest.ts";
import type { DataSpec, InputNode, Network } from "../ir/graph.ts";
import { sizeOf } from "../ir/shape.ts";
import { brief, listed, shortened } from "./shortened.ts";
import type { Table } from "./table.ts";

export interface Feed {
  readonly name: string;
  readonly node: InputNode;
  /** Positions in the header. */
  readonly columns: readonly number[];
}

/** Which columns feed which input. Stops with every name and number that does not fit. */
export function feedsOf(
  table: Table,
  { spec, place }: { readonly spec: DataSpec; readonly place?: Place },
  inputs: Network["inputs"],
): readonly Feed[] {
  const header = table.header.cells.map((cell) => cell.replace(/^[ \t]+|[ \t]+$/g, ""));
  const mistakes: Diagnostic[] = duplicates(table, header);
  const at = place === undefined ? {} : { place };
  const fed = inputs.flatMap(({ name, node }): readonly Feed[] => {
    if (node.kind !== "input") return [];
    const names = Object.hasOwn(spec.columns, name) ? (spec.columns[name] ?? []) : [];
    const needed = node.classes === undefined ? sizeOf(node.shape) : 1;
    if (names.length !== needed) mistakes.push({ ...wrongNumber(name, names.length, needed, node), ...at });
    for (const column of names) {
      if (header.includes(column)) continue;
      const message = `There is no column ${JSON.stringify(column)} in ${JSON.stringify(spec.path)}`;
      const hint = didYouMean(column, header, "Columns are named as in the first line of the file.");
      mistakes.push({ code: "unknown-column", message, found: listed(header), hint, ...at });
    }
    return [{ name, node, columns: names.map((column) => header.indexOf(column)) }];
  });
  const strange = Object.keys(spec.columns).filter((name) => !inputs.some((input) => input.name === name));
  for (const name of strange) {
    const names = inputs.map((input) => input.name);
    const message = `The data spec feeds ${JSON.stringify(name)}, which is no input`;
    mistakes.push({
      code: "data-shape",
      message,
      expected: listed(names),
      hint: didYouMean(name, names, "Its keys are those of inputs."),
      ...at,
    });
  }
  if (mistakes.length > 0) throw new DiagnosticError(shortened(mistakes));
  return fed;
}

function duplicates(table: Table, header: readonly string[]): Diagnostic[] {
  return header.flatMap((name, column): readonly Diagnostic[] => {
    if (name === "" || header.indexOf(name) === column) return [];
    const message = `The header names ${JSON.stringify(brief(name))} twice`;
    return [
      {
        code: "bad-csv",
        message,
        place: table.placeOf(table.header, column),
        hint: "Give each column a name of its own.",
      },
    ];
  });
}

function wrongNumber(name: string, found: number, needed: number, { classes }: InputNode): Diagnostic {
  return {
    code: "data-shape",
    message: `The input ${JSON.stringify(name)} is fed from ${columns(found)}`,
    found: columns(found),
    expected:
      classes === undefined ? `${columns(needed)}, one for each of its values` : "1 column, which holds the class",
    hint: `Name them in the data spec: csv(path, { ${/^[\w$]+$/.test(name) ? name : JSON.stringify(name)}: [ … ] }).`,
  };
}

const columns = (count: number): string => (count === 0 ? "no columns" : `${count} column${count === 1 ? "" : "s"}`);

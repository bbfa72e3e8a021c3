import { readFileSync, statSync } from "node:fs";
import { basename, relative, resolve } from "node:path";
import { fail } from "../../diagnostics/diagnostic.ts";
import { closest } from "../../diagnostics/suggest.ts";
import type { Network } from "../../ir/graph.ts";
import { readCsv } from "../../load/csv.ts";
import { filesBeside } from "../../load/entry.ts";
import { parseTable } from "../../load/table.ts";
import type { Aim } from "./guess.ts";
import { readColumns } from "./columns.ts";
import type { Column } from "./columns.ts";

/** A data file that a project starts from. */
export interface DataFile {
  /** As it is called from the working directory. */
  readonly shown: string;
  readonly path: string;
  /** What it holds; undefined for the example, which is made up. */
  readonly text: string;
  readonly columns: readonly Column[];
  readonly rows: number;
  /** The cells of the first row, by column. */
  readonly first: ReadonlyMap<string, string>;
}

/** Reads a CSV file. Throws its mistakes as a table; what its cells must be is checked when the aim is known. */
export function readData(file: string): DataFile {
  const path = resolve(file);
  const shown = relative(process.cwd(), path).replaceAll("\\", "/");
  if (statSync(path, { throwIfNoEntry: false }) === undefined) {
    const near = closest(basename(path), filesBeside(path));
    const hint = near === undefined ? "The path counts from where you are." : `Did you mean ${JSON.stringify(near)}?`;
    fail({ code: "file-not-found", message: `There is no data file ${JSON.stringify(file)}`, hint });
  }
  readCsv({ spec: { kind: "csv", path: shown, columns: {} }, ...HERE() }, []);
  return dataOf(shown, path, readFileSync(path, "utf8"));
}

const HERE = (): { readonly folder: string; readonly home: string } => ({ folder: process.cwd(), home: process.cwd() });

function dataOf(shown: string, path: string, text: string): DataFile {
  const table = parseTable(text, shown);
  const columns = readColumns(table);
  const cells = table.rows.at(0).cells;
  const first = new Map(columns.map(({ name }, index) => [name, (cells[index] ?? "").trim()]));
  return { shown, path, text, columns, rows: table.rows.length, first };
}

/** Throws what the cells of the columns that are used have wrong, as training would: missing values, letters among numbers. */
export function requireReadable({ shown }: DataFile, { task, target, features }: Aim): void {
  const rest = { kind: "input", element: "float", domain: { kind: "any" } } as const;
  const inputs: Network["inputs"] = [
    { name: "x", node: { ...rest, name: "x", shape: [features.length] } },
    task === "regression"
      ? { name: "y", node: { ...rest, name: "y", shape: [1] } }
      : {
          name: "y",
          node: {
            ...rest,
            name: "y",
            shape: [target.values.length],
            domain: { kind: "oneHot" },
            classes: target.values,
          },
        },
  ];
  const columns = { x: features.map(({ name }) => name), y: [target.name] };
  readCsv({ spec: { kind: "csv", path: shown, columns }, ...HERE() }, inputs);
}

/** One wave of a sine, with some noise: what a project starts from when there is no file. */
export function exampleData(): DataFile {
  const lines = Array.from({ length: 60 }, (_, i) => {
    const x = i / 9.5;
    return `${x.toFixed(3)},${(Math.sin(x) + 0.08 * Math.sin(37 * x)).toFixed(3)}`;
  });
  return dataOf("curve.csv", "", `x,y\n${lines.join("\n")}\n`);
}

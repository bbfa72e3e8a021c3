import { shapeText, typeText } from "../ir/shape.ts";
import type { Shape } from "../ir/shape.ts";
import type { Equation, Line, Listing, Name } from "./listing.ts";
import { columns, placeText } from "./table.ts";

/** A listing in columns: `2  z = t1 + b  [10]  net.ts:8`. */
export function listingText(listing: Listing): string {
  const { name, title, head, sections, results, isNumbered } = listing;
  const total = sections.reduce((sum, { lines }) => sum + lines.filter(({ depth }) => depth === undefined).length, 0);
  let number = 0;
  const numbered = (cells: readonly string[], nested: boolean): readonly string[] =>
    isNumbered ? [nested ? "" : String(++number).padStart(String(total).length), ...cells] : cells;
  const rows = sections.map(({ lines }) => lines.map((line) => numbered(cellsOf(line), line.depth !== undefined)));
  const shown = shownColumns(rows.flat());
  const aligned = columns(rows.flat().map((row) => row.filter((_, i) => shown[i]))).split("\n");
  const blocks = [[title === undefined ? name : `${name}: ${title}`, ...head.map(headText)].join("\n")];
  for (const section of sections) {
    const lines = aligned.splice(0, section.lines.length);
    if (lines.length > 0) blocks.push([...(section.title === undefined ? [] : [section.title]), ...lines].join("\n"));
  }
  const outcome = results.map(({ kind, line }, i) => [
    results[i - 1]?.kind === kind ? "" : kind,
    line.left === line.right ? line.left : equationText(line),
  ]);
  return `${[...blocks, columns(outcome)].join("\n\n").trimEnd()}\n`;
}

const equationText = ({ left, right, sign = "=" }: Equation): string => `${left} ${sign} ${right}`;

const cellsOf = (line: Line): readonly string[] => [
  "  ".repeat(line.depth ?? 0) + equationText(line),
  shapeOrNothing(line.shape),
  line.beside === undefined ? "" : equationText(line.beside),
  placeText(line.place),
];

const shapeOrNothing = (shape: Shape = []): string => (shape.length === 0 ? "" : shapeText(shape));

const headText = ({ title, names }: { readonly title: string; readonly names: readonly Name[] }): string =>
  `${title.padEnd(11)} ${names.map(nameText).join(", ")}`;

const nameText = ({ symbol, name, shape, isInt32 }: Name): string => {
  const type = isInt32 === true ? typeText({ element: "int32", shape }) : shapeOrNothing(shape);
  return [name === undefined ? symbol : `${symbol} = ${name}`, type].join(" ").trimEnd();
};

/** A column that is empty in every row is not shown. */
function shownColumns(rows: readonly (readonly string[])[]): readonly boolean[] {
  const width = Math.max(0, ...rows.map((row) => row.length));
  return Array.from({ length: width }, (_, i) => rows.some((row) => (row[i] ?? "") !== ""));
}

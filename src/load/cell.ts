import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { didYouMean } from "../diagnostics/suggest.ts";
import type { InputNode } from "../ir/graph.ts";
import { brief, listed } from "./shortened.ts";

export type Cell =
  /** The index of a class, or a number. */
  { readonly value: number; readonly isClass: boolean } | { readonly wrong: Diagnostic };

/** A decimal number as data files hold it; `Number` alone also takes "", "0x10" and "Infinity". */
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** What a cell means to the input that it feeds. */
export function readCell(text: string, node: InputNode): Cell {
  const cell = text.trim();
  if (node.classes !== undefined) return readClass(cell, node.classes);
  const value = NUMBER.test(cell) ? Number(cell) : NaN;
  if (!Number.isFinite(value)) return { wrong: notANumber(cell) };
  return checkValue(value, cell, node) ?? { value, isClass: false };
}

/** A class by its name, or by its index where no class is called so. */
export function readClass(cell: string, classes: readonly string[]): Cell {
  const known = classes.indexOf(cell);
  const index = known < 0 && /^\d+$/.test(cell) ? Number(cell) : known;
  if (index >= 0 && index < classes.length) return { value: index, isClass: true };
  const hint = didYouMean(cell, classes, "Add it to the classes of the label, or correct the cell.");
  return {
    wrong: {
      code: "unknown-class",
      message: `${shown(cell)} is no class of the label`,
      found: shown(cell),
      expected: listed(classes),
      hint,
    },
  };
}

/** A cell may be as long as it likes; messages are not. */
const shown = (cell: string): string => (cell === "" ? "an empty cell" : JSON.stringify(brief(cell)));

export function notANumber(cell: string): Diagnostic {
  const hint = /^-?\d+,\d+$/.test(cell)
    ? "Decimals are written with a point."
    : cell === "" || /^(na|nan|null|none|n\/a|\?|-)$/i.test(cell)
      ? "Rows with missing values are to be left out or filled in beforehand."
      : "Correct the cell, or leave the column out; classes are fed through a label.";
  return {
    code: "not-a-number",
    message: `${shown(cell)} is no finite number`,
    found: shown(cell),
    expected: "a finite number",
    hint,
  };
}

/** Whole numbers where indices are meant, and values of the input's domain. */
export function checkValue(value: number, cell: string, { element, domain }: InputNode): Cell | undefined {
  const outside = (expected: string): Cell => ({
    wrong: {
      code: "outside-domain",
      message: `${brief(cell)} lies outside the domain of the input`,
      found: brief(cell),
      expected,
      hint: "Correct the cell, or the `domain` of the input.",
    },
  });
  if (domain.kind === "positive" && value <= 0) return outside("a number above 0");
  if (domain.kind === "probability" && (value < 0 || value > 1)) return outside("a number from 0 to 1");
  if (domain.kind === "integer" && !(Number.isInteger(value) && value >= domain.from && value <= domain.to)) {
    return outside(`a whole number from ${domain.from} to ${domain.to}`);
  }
  if (element === "int32" && value !== (value | 0)) return outside("a whole number of 32 bits");
  if (element === "bool" && value !== 0 && value !== 1) return outside("0 or 1");
  return undefined;
}

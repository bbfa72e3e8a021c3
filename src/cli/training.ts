import type { Training } from "../build/train.ts";
import { safeText } from "../diagnostics/cells.ts";
import { bytes, plural, table, wrapped } from "./text.ts";

/** What a training came to, in words and figures. */
export function describe(training: Training, charts: readonly string[], width: number): string {
  const { name, rows, train, validation, test, saved, checkpoint } = training;
  const scores = [
    ["train", rows.train, train] as const,
    ...(validation === undefined ? [] : [["validation", rows.validation, validation] as const]),
    ...(test === undefined ? [] : [["test", rows.test, test] as const]),
  ];
  const names = Object.keys(train);
  const lines = scores.map(([part, count, score]) => [
    `${part}, ${plural(count, "row")}`,
    ...names.map((metric) => figure(score[metric] ?? NaN)),
  ]);
  const written = [
    ...(saved === undefined ? [] : [`weights written to ${saved.path}, ${bytes(saved.bytes)}`]),
    ...(checkpoint === undefined ? [] : [`checkpoint written to ${checkpoint.path}`]),
  ];
  const parts = [
    ...wrapped(`${name}: ${courseOf(training)}`, width),
    "",
    ...charts.map((chart) => `${chart}\n`),
    scoresText([["", ...names.map(title)], ...lines], width),
    ...(written.length === 0 ? [] : ["", ...written.map(safeText)]),
  ];
  return `${parts.join("\n")}\n${written.length === 0 ? "\n" : ""}`;
}

/** A row for each part of the rows; where that is too wide, a column. */
function scoresText(rows: readonly (readonly string[])[], width: number): string {
  const text = table(rows, "  ");
  if (text.split("\n").every((line) => line.length <= width)) return text;
  const parts = rows.map(([label = "", ...figures]) => [...label.split(", "), ...figures]);
  const names = ["", "", ...(rows[0]?.slice(1) ?? [])];
  return table(
    names.map((name, line) => [name, ...parts.slice(1).map((part) => part[line] ?? "")]),
    "  ",
  );
}

/** With four digits after the point, unless that would show none that count, or more than do. */
const figure = (value: number): string =>
  value !== 0 && Number.isFinite(value) && (Math.abs(value) < 1e-3 || Math.abs(value) >= 1e5)
    ? value.toExponential(3)
    : value.toFixed(4);

/** How training went and ended. */
function courseOf({ epochs, resumedAt, wanted, interrupted, stoppedBy, best }: Training): string {
  const kept =
    best === undefined ? "" : `, weights of epoch ${best.epoch} (${best.monitor} ${best.value.toPrecision(4)})`;
  if (interrupted) return `stopped after epoch ${epochs} of ${wanted}${kept}`;
  if (epochs === resumedAt && stoppedBy === undefined) {
    return `${plural(epochs, "epoch")}, those of the checkpoint${kept}; --epochs ${wanted} leaves none to train`;
  }
  const ended = stoppedBy === undefined ? "" : `; ${reasonOf(stoppedBy, best?.monitor ?? "loss")}`;
  return `${plural(epochs, "epoch")}${kept}${ended}`;
}

function reasonOf(stoppedBy: NonNullable<Training["stoppedBy"]>, monitor: string): string {
  if (stoppedBy === "patience") return `stopped early: ${monitor} no longer improves`;
  if (stoppedBy === "gradientNorm") return "stopped: the gradient is small enough";
  return "stopped: the loss no longer changes";
}

const title = (metric: string): string => (metric === "rSquared" ? "R²" : metric);

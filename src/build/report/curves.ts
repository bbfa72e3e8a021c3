import { plot } from "simple-ascii-chart";
import { safeText } from "../../diagnostics/cells.ts";
import type { Data } from "../../load/csv.ts";
import { validationName } from "../training/figures.ts";
import type { Figures } from "../training/figures.ts";
import type { Decision } from "./decision.ts";
import { columnOf, examplesOf, predict, rangeOf } from "./predict.ts";
import type { Feature, Trained } from "./predict.ts";
import { short } from "./text.ts";

type Point = [x: number, y: number];

const HEIGHT = 12;
const MAX_WIDTH = 72;

/** A scale on which the least and the greatest loss are further apart than this is logarithmic. */
const DECADES = 30;

const widthFor = (width: number): number => Math.max(20, Math.min(MAX_WIDTH, width - 16));

/** The loss of every epoch, and of the validation rows where there are some; undefined for less than two epochs. */
export function lossText(history: readonly Figures[], width: number): string | undefined {
  if (history.length < 2) return undefined;
  const columns = widthFor(width);
  const seriesOf = (name: string): Point[] =>
    history.flatMap((figures, i): Point[] => {
      const value = figures[name];
      return value === undefined || !Number.isFinite(value) ? [] : [[i + 1, value]];
    });
  const [train, validation] = [seriesOf("loss"), seriesOf(validationName("loss"))];
  const all = [...train, ...validation].map(([, loss]) => loss);
  const [least, greatest] = [Math.min(...all), Math.max(...all)];
  const isLogarithmic = least > 0 && greatest / least > DECADES;
  const scale = isLogarithmic ? Math.log10 : (value: number): number => value;
  const unscale = isLogarithmic ? (value: number): number => 10 ** value : (value: number): number => value;
  const scaled = (series: readonly Point[]): Point[] =>
    thin(series, 2 * columns).map(([epoch, loss]): Point => [epoch, scale(loss)]);
  const title = `Loss by epoch${isLogarithmic ? ", logarithmic" : ""}${validation.length > 0 ? "; ━ train, · validation" : ""}`;
  const chart = plot(scaled(train), {
    width: columns,
    height: HEIGHT,
    points: scaled(validation).map(([x, y]) => ({ x, y })),
    symbols: { point: "·" },
    customXAxisTicks: [
      1,
      ...roundNumbers(1, history.length, 5).filter((epoch) => epoch > 1 && Number.isInteger(epoch)),
    ],
    customYAxisTicks: (isLogarithmic ? decades(least, greatest) : roundNumbers(least, greatest, 4)).map(scale),
    yRange: [scale(least), scale(greatest)],
    formatter: (value, { axis }) => (axis === "y" ? short(unscale(value)) : String(value)),
  });
  return `${title}\n${trim(chart)}`;
}

/** A regression of one number on one other: the rows and the curve that was fitted to them. */
export function fitText(
  trained: Trained,
  { output, target }: Pick<Decision, "output" | "target">,
  feature: Feature,
  { values }: Data,
  name: string,
  width: number,
): string {
  const columns = widthFor(width);
  const x = columnOf(feature, values);
  const [from, to] = rangeOf(x);
  const at = Float64Array.from({ length: columns }, (_, i) => from + ((i + 0.5) / columns) * (to - from));
  const curve = predict(trained, examplesOf([feature], [at]), columns).get(output.name) ?? new Float64Array(0);
  const y = values.get(target.name) ?? new Float64Array(0);
  const points = [...x].map((value, i) => ({ x: value, y: y[i] ?? NaN }));
  const [least, greatest] = rangeOf([...y, ...curve]);
  const chart = plot(
    [...at].map((value, i): Point => [value, curve[i] ?? NaN]),
    {
      width: columns,
      height: HEIGHT + 4,
      points,
      symbols: { point: "·" },
      customXAxisTicks: roundNumbers(from, to, 5),
      customYAxisTicks: roundNumbers(least, greatest, 4),
      yRange: [least, greatest],
      formatter: (value) => short(value),
    },
  );
  return `Fit: ${safeText(name)} by ${safeText(feature.name)}; · rows, ━ ${safeText(output.name)}\n${trim(chart)}`;
}

/** At most so many points, evenly chosen, the first and the last among them: what is drawn is measured, never averaged. */
export function thin<T>(series: readonly T[], most: number): readonly T[] {
  if (series.length <= most) return series;
  const step = (series.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, i) => series[Math.round(i * step)]).filter((each) => each !== undefined);
}

/** Multiples of 1, 2 or 5 times a power of ten between two numbers: about so many; the ends where there is none. */
export function roundNumbers(from: number, to: number, count: number): number[] {
  if (!(to > from)) return [from];
  const power = 10 ** Math.floor(Math.log10((to - from) / count));
  const step =
    [1, 2, 5, 10].map((factor) => factor * power).find((each) => (to - from) / each < count + 1) ?? 10 * power;
  const first = Math.ceil(from / step);
  const numbers = Array.from({ length: Math.floor(to / step) - first + 1 }, (_, i) => plain((first + i) * step));
  return numbers.length === 0 ? [from, to] : numbers;
}

/** 0.30000000000000004 is 0.3, and −0 is 0. */
const plain = (value: number): number => Number(value.toPrecision(12)) + 0;

/** Powers of ten between two positive numbers; with less than two of them, their multiples by 2 and 5 as well. */
function decades(least: number, greatest: number): number[] {
  const powers = Array.from(
    { length: 2 + Math.ceil(Math.log10(greatest / least)) },
    (_, i) => Math.floor(Math.log10(least)) + i,
  );
  const within = (factors: readonly number[]): number[] =>
    powers
      .flatMap((power) => factors.map((factor) => plain(factor * 10 ** power)))
      .filter((value) => value >= least && value <= greatest);
  const tens = within([1]);
  return tens.length >= 2 ? tens : within([1, 2, 5]);
}

/** Without empty lines around it, and without spaces at the ends of lines. */
const trim = (chart: string): string =>
  chart
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n")
    .replace(/^\n+|\n+$/g, "");

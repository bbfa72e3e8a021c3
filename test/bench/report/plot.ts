import type { Results } from "./results.ts";

/** Colour-blind safe (Okabe and Ito), and a shape each, so that the plot can be read without colours. */
const LOOKS: readonly (readonly [colour: string, shape: string])[] = [
  ["#7f7f7f", "circle"],
  ["#009e73", "triangle-left"],
  ["#7fd6b5", "triangle-down"],
  ["#cc79a7", "square"],
  ["#d55e00", "cross"],
  ["#e69f00", "diamond"],
  ["#0072b2", "triangle-up"],
  ["#56b4e9", "triangle-right"],
  ["#b8a800", "circle"],
];

/** The plot of training steps as Vega-Lite has it: a row a workload, a mark a contestant but ours, which is the line at 1. */
export function plotOf({ contestants, rows, machine }: Results): object {
  const names = contestants.slice(1).map(({ name }) => name);
  const values = rows.flatMap(({ name, cells }) =>
    cells
      .slice(1)
      .flatMap(({ step }, c) =>
        step === undefined ? [] : [{ workload: name, contestant: names[c], ratio: step.ratio }],
      ),
  );
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    title: {
      text: "One training step: time as a multiple of nngen's",
      subtitle: `${machine.cpu}, Node ${machine.node}, ${machine.date}`,
      anchor: "start",
    },
    background: "white",
    padding: 12,
    width: 560,
    height: { step: 30 },
    data: { values },
    encoding: { y: { field: "workload", type: "nominal", sort: null, title: null, axis: { grid: true } } },
    layer: [
      { mark: { type: "rule", strokeDash: [4, 3], color: "#000000" }, encoding: { x: { datum: 1 }, y: null } },
      {
        mark: { type: "point", filled: true, size: 90, opacity: 0.9 },
        encoding: {
          x: {
            field: "ratio",
            type: "quantitative",
            scale: { type: "log" },
            title: "← faster than nngen   ¦   slower →",
            axis: {
              values: [0.001, 0.01, 0.1, 1, 10, 100, 1000, 10_000],
              labelExpr: "datum.value < 1 ? format(datum.value, '~g') : format(datum.value, ',')",
            },
          },
          color: {
            field: "contestant",
            type: "nominal",
            title: null,
            scale: { domain: names, range: LOOKS.map(([colour]) => colour) },
          },
          shape: {
            field: "contestant",
            type: "nominal",
            title: null,
            scale: { domain: names, range: LOOKS.map(([, shape]) => shape) },
          },
        },
      },
    ],
    config: { font: "Helvetica, Arial, sans-serif", view: { stroke: "#cccccc" }, axis: { gridColor: "#eeeeee" } },
  };
}

/** Drawn without a browser. The text is the same for the same results. */
export async function svgOf(results: Results): Promise<string> {
  const [{ View, parse }, { compile }] = await Promise.all([import("vega"), import("vega-lite")]);
  return `${await new View(parse(compile(plotOf(results)).spec), { renderer: "none" }).toSVG()}\n`;
}

import type { Build } from "../build.ts";
import type { Compilation } from "../compile.ts";
import { differentiate } from "../differentiate/differentiate.ts";
import { adjointListing, courseListing } from "../inspect/adjoint.ts";
import { DOT_MARK, graphDot } from "../inspect/drawing.ts";
import { formulasOf } from "../inspect/formulas.ts";
import { graphText } from "../inspect/graph.ts";
import { graphJson, programJson } from "../inspect/json.ts";
import { LATEX_MARK, listingLatex } from "../inspect/latex.ts";
import type { Listing } from "../inspect/listing.ts";
import { opsListing } from "../inspect/ops.ts";
import type { ListingOptions } from "../inspect/ops.ts";
import { memoryText, scheduleText } from "../inspect/schedule.ts";
import { VERSION } from "../inspect/schema.ts";
import type { ModuleJson } from "../inspect/schema.ts";
import { SVG_MARK, svgOf } from "../inspect/svg.ts";
import { listingText } from "../inspect/text.ts";
import { LATEX } from "../ir/latex.ts";
import { TEXT } from "../ir/markup.ts";
import type { Markup } from "../ir/markup.ts";
import type { Program } from "../ir/program.ts";
import { printProgram } from "../ir/text.ts";
import { eliminateDead } from "../passes/dead.ts";
import { optimise } from "../passes/pipeline.ts";
import { foldTransposes } from "../passes/products.ts";
import { stabilise } from "../passes/stabilise.ts";
import { adjointOf } from "./stages.ts";

/** How lines are written: as the op list (z̄), as the course does (β¹), or as the text form of the IR. */
export type Notation = "ops" | "course" | "ir";

/** What a stage can be shown as. A format needs one of these, and is refused where the stage does not have it. */
interface View {
  readonly notations: readonly Notation[];
  /** Mathematics, line by line. */
  readonly listing?: (compilation: Compilation, notation: Notation, markup: Markup) => Listing;
  /** Text that is no listing. Undefined where the listing is meant. */
  readonly text?: (compilation: Compilation, notation: Notation) => string | undefined;
  readonly data?: (compilation: Compilation, notation: Notation) => unknown;
  /** A picture, in Graphviz's language. */
  readonly drawing?: (compilation: Compilation) => string;
}

/** Every stage but the module, which takes more than a compilation. A new stage is one entry here. */
const STAGES = {
  graph: {
    notations: ["ops", "course"],
    listing: ({ network, notes, ops }, notation, markup) => ({
      name: network.name,
      head: [],
      isNumbered: false,
      sections: [{ lines: formulasOf(network, notes, ops, { notation: mathOf(notation), markup }).lines }],
      results: [],
    }),
    text: ({ network, notes }, notation) => (notation === "ops" ? graphText(network, notes) : undefined),
    data: ({ network, notes }) => graphJson(network, notes),
    drawing: ({ network, notes }) => graphDot(network, notes),
  },
  ops: programView("ops", ({ ops }) => ops),
  adjoint: {
    ...programView("adjoint", adjointOf),
    listing: (compilation, notation, markup) =>
      notation === "course" ? courseAdjoint(compilation, markup) : adjointListing(adjointOf(compilation), { markup }),
  },
  optimized: programView("optimized", ({ optimized }) => optimized),
  schedule: { notations: ["ops"], text: ({ network, kernels }) => scheduleText(network.name, kernels) },
  memory: {
    notations: ["ops"],
    text: ({ network, kernels, memory, code }) =>
      memoryText(network.name, kernels, memory, code.scratchPrecision === "f64" ? 8 : 4),
  },
} as const satisfies Readonly<Record<string, View>>;

type Rendering = string | Promise<string>;

interface Renderer {
  readonly name: string;
  /** The suffix of its files, and the line by which nngen knows that it wrote them. Text is for the terminal. */
  readonly file?: { readonly suffix: string; readonly mark: string };
  readonly notations: readonly Notation[];
  /** Undefined where the stage has nothing that the format can show. */
  of(view: View, notation: Notation): ((compilation: Compilation) => Rendering) | undefined;
}

/** A new format is one entry here. */
const FORMATS = {
  text: {
    name: "text",
    notations: ["ops", "course", "ir"],
    of: ({ text, listing }, notation) =>
      text === undefined && listing === undefined
        ? undefined
        : (compilation) => {
            const own = text?.(compilation, notation);
            return own ?? (listing === undefined ? "" : listingText(listing(compilation, notation, TEXT)));
          },
  },
  json: {
    name: "json",
    file: { suffix: ".json", mark: '{\n  "version":' },
    notations: ["ops", "course"],
    of: ({ data }, notation) => data && ((compilation) => jsonText(data(compilation, notation))),
  },
  latex: {
    name: "latex",
    file: { suffix: ".tex", mark: LATEX_MARK },
    notations: ["ops", "course"],
    of: ({ listing }, notation) => listing && ((compilation) => listingLatex(listing(compilation, notation, LATEX))),
  },
  dot: {
    name: "dot",
    file: { suffix: ".dot", mark: DOT_MARK },
    notations: ["ops"],
    of: ({ drawing }) => drawing,
  },
  svg: {
    name: "svg",
    file: { suffix: ".svg", mark: SVG_MARK },
    notations: ["ops"],
    of: ({ drawing }) => drawing && ((compilation) => svgOf(drawing(compilation))),
  },
} as const satisfies Readonly<Record<string, Renderer>>;

export type Stage = keyof typeof STAGES;
export type Format = keyof typeof FORMATS;

export interface InspectRequest {
  readonly stage: Stage;
  readonly format: Format;
  readonly notation: Notation;
}

const views: Readonly<Record<Stage, View>> = STAGES;
const renderers: Readonly<Record<Format, Renderer>> = FORMATS;

/** What a format writes files with; absent for text. */
export const fileOf = (format: Format): Renderer["file"] => renderers[format].file;

/** The format that a file's suffix asks for. */
export const formatOf = (path: string): Format | undefined =>
  formats().find((format) => {
    const suffix = fileOf(format)?.suffix;
    return suffix !== undefined && path.endsWith(suffix);
  });

const isKey = <T extends string>(table: Readonly<Record<T, unknown>>, key: string): key is T =>
  Object.hasOwn(table, key);
const formats = (): readonly Format[] => Object.keys(renderers).filter((key) => isKey(renderers, key));
const notations: readonly Notation[] = ["ops", "course", "ir"];

/** What a stage can be asked for; empty notations where the format cannot show it at all. */
export const notationsOf = (stage: Stage, format: Format): readonly Notation[] =>
  notations.filter(
    (notation) =>
      views[stage].notations.includes(notation) &&
      renderers[format].notations.includes(notation) &&
      renderers[format].of(views[stage], notation) !== undefined,
  );

export const formatsOf = (stage: Stage): readonly Format[] =>
  formats().filter((format) => notationsOf(stage, format).length > 0);

/** The stages that a format can show. */
export const stagesOf = (format: Format): readonly string[] =>
  Object.keys(views).filter((stage) => isKey(views, stage) && notationsOf(stage, format).length > 0);

/** A stage in a format and a notation that it has. */
export async function inspectStage(
  compilation: Compilation,
  { stage, format, notation }: InspectRequest,
): Promise<string> {
  const render = renderers[format].of(views[stage], notation);
  return render === undefined ? "" : render(compilation);
}

/** The module as data. */
export function moduleJson({ compilation: { code }, text }: Build): string {
  const data: ModuleJson = {
    version: VERSION,
    stage: "module",
    name: code.name,
    parameterCount: code.parameterCount,
    parameters: code.parameters.map(({ name, shape, offset, size }) => ({ name, shape: [...shape], offset, size })),
    text,
  };
  return jsonText(data);
}

const jsonText = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

const mathOf = (notation: Notation): "ops" | "course" => (notation === "course" ? "course" : "ops");

function programView(stage: "ops" | "adjoint" | "optimized", programOf: (compilation: Compilation) => Program): View {
  return {
    notations: ["ops", "course", "ir"],
    listing: (compilation, notation, markup) =>
      opsListing(programOf(compilation), optionsOf(compilation, notation, markup)),
    text: (compilation, notation) => (notation === "ir" ? printProgram(programOf(compilation)) : undefined),
    data: (compilation, notation) => programJson(programOf(compilation), stage, optionsOf(compilation, notation, TEXT)),
  };
}

/** In the course's notation the values of the forward pass are called as in the graph. */
function optionsOf({ network, notes, ops }: Compilation, notation: Notation, markup: Markup): ListingOptions {
  if (notation !== "course") return { markup };
  const { forward } = formulasOf(network, notes, ops, { notation, markup });
  return { notation, markup, derivation: { forward, isBackwardOnly: false } };
}

/** The chain rule over the stabilised list of one example, simplified: β² = ŷ − y, which the naive list does not say. */
function courseAdjoint(compilation: Compilation, markup: Markup): Listing {
  adjointOf(compilation);
  const { network, notes, ops } = compilation;
  const wanted = ops.slots.flatMap((slot) => (slot.kind === "parameter" && slot.trainable ? [slot.value] : []));
  const differentiated = differentiate(stabilise(ops), "loss", wanted);
  // The outputs stay, so that the adjoint can say ŷ.
  const results = differentiated.results.filter(({ kind }) => kind === "gradient" || kind === "output");
  const gradients = { ...differentiated, results };
  const { lines, forward } = formulasOf(network, notes, ops, { notation: "course", markup });
  const options = { notation: "course", markup, derivation: { forward, isBackwardOnly: true } } as const;
  const shown = eliminateDead(foldTransposes(optimise(eliminateDead(gradients))));
  // Rows that the user has written out go by the user's name of their number.
  const rows = network.inputs.flatMap(({ node }) => node.shape).find((dim) => typeof dim === "string");
  return courseListing(shown, lines, { ...options, ...(rows !== undefined && { rows }) });
}

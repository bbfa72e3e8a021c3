import { mathWriter } from "../ir/math.ts";
import type { MathNotation, Writer, WriterOptions } from "../ir/math.ts";
import { TEXT } from "../ir/markup.ts";
import type { Instruction, Program, Slot } from "../ir/program.ts";
import { slotOf } from "../ir/program.ts";
import { bodyLines } from "./body.ts";
import type { Equation, Listing, Name } from "./listing.ts";
import { courseParameter } from "../ir/course.ts";
import { symbolOf } from "../ir/symbol.ts";

export interface ListingOptions extends WriterOptions {
  readonly notation?: MathNotation;
}

/** The numbered list of a program's operations: `2  z = t1 + b`. */
export function opsListing(program: Program, options: ListingOptions = {}): Listing {
  const writer = mathWriter(program, options.notation, options);
  return {
    name: program.name,
    head: slotGroups(program, options),
    isNumbered: true,
    sections: [
      {
        lines: program.instructions.filter(writer.isLine).flatMap((instruction) => [
          {
            ...equation(instruction, writer),
            ...besideOf(writer.derivative(instruction)),
            shape: instruction.results[0]?.type.shape ?? [],
            ...(instruction.origin.place !== undefined && { place: instruction.origin.place }),
          },
          ...bodyLines(instruction, writer, options),
        ]),
      },
    ],
    results: resultsOf(program, writer, options),
  };
}

export const besideOf = (beside: Equation | undefined): { readonly beside?: Equation } =>
  beside === undefined ? {} : { beside };

export function equation(instruction: Instruction, writer: Writer): Equation {
  const [value] = instruction.results;
  return { left: value === undefined ? "?" : writer.name(value), right: writer.definition(instruction) };
}

const GROUPS = { input: "inputs", parameter: "parameters", state: "state", hyperparameter: "settings" } as const;

function slotGroups(program: Program, options: ListingOptions): Listing["head"] {
  return Object.entries(GROUPS).flatMap(([kind, title]) => {
    const names = program.slots.filter((slot) => slot.kind === kind).map((slot) => nameOf(slot, options));
    return names.length === 0 ? [] : [{ title, names }];
  });
}

/** `W1 = hidden.weight [10, 2]` */
function nameOf({ name, value }: Slot, options: ListingOptions): Name {
  const symbol = symbolText(value.name, { ...options, markup: TEXT });
  const { element, shape } = value.type;
  return { symbol, shape, ...(element === "int32" && { isInt32: true }), ...(symbol !== name && { name }) };
}

const symbolText = (name: string, { notation, markup = TEXT }: ListingOptions): string =>
  markup.symbol((notation === "course" ? courseParameter(name) : undefined) ?? symbolOf(name)).text;

/** `w ← w − α·∇w`, one a line where there are several. */
function resultsOf(program: Program, writer: Writer, options: ListingOptions): Listing["results"] {
  const { markup = TEXT } = options;
  return program.results.map((result) => {
    const { kind, name, value } = result;
    const slot = slotOf(program, result);
    const isGradient = kind === "gradient" && slot !== undefined;
    const symbol = symbolText(slot?.value.name ?? name, options);
    const operator = options.derivation === undefined ? "∇" : "∂J/∂";
    const own = symbolOf(slot?.value.name ?? name);
    const parameter = (options.notation === "course" ? courseParameter(own.letters + own.index) : undefined) ?? own;
    const left = isGradient ? markup.symbol({ ...parameter, operator }).text : symbol;
    return { kind, line: { left, right: writer.text(value), sign: kind === "replace" ? "←" : "=" } };
  });
}

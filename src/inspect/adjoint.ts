import { mathWriter } from "../ir/math.ts";
import type { Writer } from "../ir/math.ts";
import type { Instruction, Program } from "../ir/program.ts";
import { isValue, slotOf } from "../ir/program.ts";
import { TEXT } from "../ir/markup.ts";
import { courseParameter } from "../ir/course.ts";
import { COUNT } from "../ir/shape.ts";
import { symbolOf } from "../ir/symbol.ts";
import { bodyLines } from "./body.ts";
import type { Line, Listing } from "./listing.ts";
import { besideOf, equation } from "./ops.ts";
import type { ListingOptions } from "./ops.ts";

const TITLE = "backpropagation, from the loss to the parameters";

/**
 * The chain rule over the op list, line by line from L̄ = 1, beside the line that each comes from. Targets and inputs have no line: nobody
 * needs their adjoints.
 */
export function adjointListing(program: Program, options: ListingOptions = {}): Listing {
  const writer = mathWriter(program, options.notation, options);
  const primal = new Map(
    program.instructions
      .filter((i) => i.origin.phase === "forward")
      .flatMap((i) => i.results.map((value) => [value.name, i] as const)),
  );
  const lines = program.instructions
    .filter((i) => i.origin.phase === "adjoint" && (i.origin.shown !== false || isStepOfScan(i, writer)))
    .flatMap((instruction): readonly Line[] => {
      const source = shownReader(primal.get(instruction.origin.via ?? ""), program);
      const place = source?.origin.place;
      const isShown = instruction.origin.shown !== false;
      return [
        {
          ...equation(instruction, writer),
          shape: instruction.results[0]?.type.shape ?? [],
          ...besideOf(source === undefined || !isShown ? undefined : equation(source, writer)),
          ...(place !== undefined && { place }),
        },
        ...bodyLines(instruction, writer, options),
      ];
    });
  return { name: program.name, title: TITLE, head: [], isNumbered: false, sections: [{ lines }], results: [] };
}

/**
 * Backpropagation in the course's form, β² = ŷ − y and β¹ = (β²·W²) * σ′(z¹), under the forward pass that it refers to.
 * @param program the adjoint of the stabilised list, simplified; its results are the gradients
 * @param options `rows` is what the axis of examples is called
 */
export function courseListing(
  program: Program,
  forward: readonly Line[],
  options: ListingOptions & { readonly rows?: string },
): Listing {
  const { markup = TEXT, rows = COUNT } = options;
  const writer = mathWriter(program, "course", options);
  const backward = program.instructions
    .filter((instruction) => instruction.origin.phase !== "forward" && writer.isLine(instruction))
    .flatMap((instruction): Line[] => {
      const { place } = instruction.origin;
      const shape = instruction.results[0]?.type.shape.map((dim) => (dim === COUNT ? rows : dim)) ?? [];
      const line: Line = {
        ...equation(instruction, writer),
        ...besideOf(writer.derivative(instruction)),
        shape,
        ...(place !== undefined && { place }),
      };
      // ∇b¹ = β¹ is no step of the program: the adjoint of the layer is the gradient of its bias.
      const same = program.results.flatMap((result): Line[] => {
        const slot = slotOf(program, result);
        if (slot === undefined || !isValue(result.value) || !instruction.results.includes(result.value)) return [];
        const symbol = courseParameter(slot.value.name) ?? symbolOf(slot.value.name);
        const left = markup.symbol({ ...symbol, operator: "∇" }).text;
        return left === line.left ? [] : [{ left, right: line.left, shape }];
      });
      return [line, ...bodyLines(instruction, writer, options), ...same];
    });
  return {
    name: program.name,
    title: "backpropagation in the course's notation",
    head: [],
    isNumbered: false,
    sections: [
      { title: "forward", lines: forward },
      { title: "backward", lines: backward },
    ],
    results: [],
  };
}

/** What the adjoint of a recurrence is made of is read in several places: it needs lines, where other steps are written in. */
const isStepOfScan = (instruction: Instruction, writer: Writer): boolean =>
  instruction.origin.rule === "scan" && writer.isLine(instruction);

/** A repetition is not shown: the line that reads it is. */
function shownReader(source: Instruction | undefined, program: Program): Instruction | undefined {
  if (source === undefined || source.origin.shown !== false) return source;
  const reader = program.instructions.find((i) => source.results.some((value) => i.operands.includes(value)));
  return shownReader(reader, program);
}

import { courseNames, derivationNames } from "./course.ts";
import { TEXT } from "./markup.ts";
import type { Markup, Term } from "./markup.ts";
import type { Op } from "./op.ts";
import type { DerivativeName, Instruction, Operand, Phase, Program, Value } from "./program.ts";
import { isValue, producersOf, slotOf, usesOf } from "./program.ts";
import { bodyOf } from "./region.ts";
import { COUNT } from "./shape.ts";
import { barredOf, derivativeSymbol, dotted, symbolOf } from "./symbol.ts";
import type { Sym } from "./symbol.ts";
import { write } from "./write.ts";

/** How instructions are written as mathematics. One renderer for op lists, adjoints and comments in emitted code. */
export interface Writer {
  /** The name that a reader knows the value by: `z`, `z̄`, `ŷ`. */
  name(value: Value): string;
  /** A value by its name, or by its definition where it has no line of its own. */
  text(operand: Operand): string;
  /** Whether a value has a line of its own; others are written where they are read. */
  isLine(instruction: Instruction): boolean;
  /** The right side of the line that defines a value, with the steps on the way written in: `t̄7·2t6`. */
  definition(instruction: Instruction): string;
  /** What σ′(z) in a line of a derivation stands for. */
  derivative(instruction: Instruction): { readonly left: string; readonly right: string } | undefined;
}

/** `yHat` → `ŷ`; other names stay. */
export const readable = (name: string): string => TEXT.symbol(symbolOf(name)).text;

/** The notation of lines: that of the op list (z̄, W̄1), or the course's (β¹, ∇W¹). */
export type MathNotation = "ops" | "course";

export interface WriterOptions {
  readonly markup?: Markup;
  /** In the course's notation: a derivation that stands alone, and not beside code. */
  readonly derivation?: Derivation;
}

export interface Derivation {
  /** The names of forward values: z¹, h¹, or the user's. */
  readonly forward: ReadonlyMap<string, Sym>;
  /** Whether forward values that have no name there are written in wherever they are read. */
  readonly isBackwardOnly: boolean;
}

export function mathWriter(program: Program, notation: MathNotation = "ops", options: WriterOptions = {}): Writer {
  const { markup = TEXT, derivation } = options;
  const producers = producersOf(program);
  const uses = usesOf(program);
  const names =
    derivation !== undefined
      ? derivationNames(program, producers, derivation.forward)
      : notation === "course"
        ? courseNames(program, producers)
        : undefined;
  const gradients = gradientsOf(program, producers);

  const symbol = (value: Value): Sym => {
    const gradient = gradients.get(value);
    if (gradient !== undefined) {
      const parameter = names?.name(gradient) ?? symbolOf(gradient.name);
      return { ...parameter, operator: derivation === undefined ? "∇" : "∂J/∂" };
    }
    const own = names?.name(value);
    if (own !== undefined) return own;
    const origin = producers.get(value)?.origin;
    if (origin === undefined || origin.shown === false) return symbolOf(value.name);
    const { adjointOf, derivative } = origin;
    if (adjointOf === undefined) return derivative === undefined ? symbolOf(value.name) : derived(derivative);
    return barredOf(called(derivative ?? adjointOf));
  };
  const derived = ({ of, by }: DerivativeName): Sym =>
    of === undefined ? dotted(called(by)) : derivativeSymbol(called(of), called(by));
  const called = (name: string | DerivativeName): Sym => (typeof name === "string" ? symbolOf(name) : derived(name));
  const name = (value: Value): string => markup.symbol(symbol(value)).text;

  const isStep = ({ origin }: Instruction, value: Value): boolean =>
    origin.shown === false && (uses.get(value) ?? 0) <= 1 && !(derivation !== undefined && isGradient(value));
  /** In a derivation: h̄ = β²·W², which is read by β¹ alone; the product of a layer; what belongs to no line of the forward pass. */
  const isPassing = ({ op, origin }: Instruction, value: Value): boolean => {
    if (derivation === undefined) return false;
    const once = (uses.get(value) ?? 0) <= 1;
    if (origin.phase === "forward") {
      if (derivation.isBackwardOnly) return !derivation.forward.has(value.name);
      return once && op.kind === "contraction" && !derivation.forward.has(value.name);
    }
    return once && origin.adjointOf !== undefined && names?.name(value) === undefined && !isResult(value);
  };
  const results = new Set(program.results.flatMap((result) => (isValue(result.value) ? [result.value] : [])));
  const isResult = (value: Value): boolean => results.has(value);
  const isGradient = (value: Value): boolean =>
    program.results.some((result) => result.kind === "gradient" && result.value === value);
  /** Repetitions are not written, and steps that are read once are written where they are read. */
  const isWrittenIn = (instruction: Instruction, value: Value): boolean =>
    // The steps of a recurrence stand under its line.
    bodyOf(instruction) === undefined &&
    ((instruction.op.notation.form === "transparent" && instruction.origin.shown === false) ||
      isStep(instruction, value) ||
      isPassing(instruction, value));

  /** Lines of the adjoint and the update write spelled values out, though these have lines of their own. */
  const operand = (o: Operand, phase: Phase, depth: number): Term => {
    if (!isValue(o)) return markup.number(o.value);
    const producer = producers.get(o);
    const isOut =
      producer !== undefined && (isWrittenIn(producer, o) || (producer.origin.spelled === true && phase !== "forward"));
    return isOut && depth < DEEPEST ? term(producer, depth + 1) : markup.symbol(symbol(o));
  };
  const term = (instruction: Instruction, depth: number = 0): Term => {
    const { op, operands, attributes, results: values, origin } = instruction;
    const rank = values[0]?.type.shape.filter((dim) => dim !== COUNT).length ?? 0;
    const found = activation(instruction);
    const terms = rateFirst(op, operands).map((o) =>
      found !== undefined && o === found.factor ? found.term : operand(o, origin.phase, depth),
    );
    const rows = derivation !== undefined && origin.phase === "adjoint";
    const isOfOne = notation === "course" && origin.isOfOne === true && op.kind === "contraction";
    return write(markup, {
      op,
      attributes: isOfOne ? { ...attributes, spec: specOfOne(instruction) } : attributes,
      operands: terms,
      rank,
      rows,
      layers: notation === "course",
    });
  };

  /** σ′(z) in ȳ * σ′(z): the factor that the rule of an activation's derivative made. */
  const activation = ({ op, operands, origin }: Instruction): Activation | undefined => {
    if (derivation === undefined || op.notation.form !== "infix" || op.notation.strength !== 2) return undefined;
    if (origin.phase !== "adjoint" || origin.via === undefined) return undefined;
    const applied = program.instructions.find(({ results: [value] }) => value?.name === origin.via);
    const [z] = applied?.operands ?? [];
    if (applied === undefined || z === undefined || applied.op.arity !== 1) return undefined;
    const sign = applied.op.notation;
    if (sign.form !== "call" || sign.latex.includes("#1")) return undefined;
    const isOfRule = (o: Operand): boolean => {
      const made = isValue(o) ? producers.get(o)?.origin : undefined;
      return made?.shown === false && made.rule === applied.op.name;
    };
    const factor = operands.find(isOfRule);
    if (factor === undefined || !isValue(factor)) return undefined;
    return { factor, term: markup.derivative(sign, operand(z, "forward", 0).text) };
  };

  return {
    name,
    isLine: (instruction) => instruction.results.every((value) => !isWrittenIn(instruction, value)),
    text: (o) => operand(o, "forward", 0).text,
    definition: (instruction) => term(instruction).text,
    derivative: (instruction) => {
      const found = activation(instruction);
      const producer = found === undefined ? undefined : producers.get(found.factor);
      if (found === undefined || producer === undefined) return undefined;
      return { left: found.term.text, right: term(producer).text };
    },
  };
}

/** A line writes out so many steps within steps; what is deeper goes by its name. No one reads more, and sums may have thousands of terms. */
const DEEPEST = 50;

interface Activation {
  readonly factor: Value;
  readonly term: Term;
}

/** The gradients of J, in a program that computes J: ∇W. In others a gradient is the adjoint of the loss, W̄. */
function gradientsOf(program: Program, producers: ReadonlyMap<Value, Instruction>): ReadonlyMap<Value, Value> {
  const gradients = new Map<Value, Value>();
  if (!program.results.some(({ kind }) => kind === "objective")) return gradients;
  for (const result of program.results) {
    const slot = result.kind === "gradient" ? slotOf(program, result) : undefined;
    if (slot === undefined || !isValue(result.value)) continue;
    const phase = producers.get(result.value)?.origin.phase;
    if (phase !== undefined && phase !== "forward") gradients.set(result.value, slot.value);
  }
  return gradients;
}

/** The einsum spec without the axis of the examples: `"ni,oi->no"` is `"i,oi->o"` for one. */
function specOfOne({ attributes, operands }: Instruction): string {
  const spec = String(attributes["spec"]);
  const factors = spec.split("->")[0]?.split(",") ?? [];
  const axis = operands.flatMap(({ type }, i) =>
    [...(factors[i] ?? "")].filter((_, at) => type.shape[at] === COUNT),
  )[0];
  return axis === undefined ? spec : spec.replaceAll(axis, "");
}

/** A product has the learning rate first: α(y − ŷ)·x. */
const rateFirst = (op: Op, operands: readonly Operand[]): readonly Operand[] => {
  const last = operands.at(-1);
  const isRate = last !== undefined && isValue(last) && last.name === "learningRate";
  return isRate && op.notation.form === "infix" && op.notation.strength === 2 ? operands.toReversed() : operands;
};

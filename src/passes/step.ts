import { at, DiagnosticError, fail } from "../diagnostics/diagnostic.ts";
import type { Diagnostic, Place } from "../diagnostics/diagnostic.ts";
import { isLiteral } from "../ir/builder.ts";
import type { Instruction, Operand, Program, Result, StateSlot } from "../ir/program.ts";
import { scan } from "../ops/scan.ts";
import { eliminateDead } from "./dead.ts";
import { expandDerived } from "./expand.ts";
import { optimise } from "./pipeline.ts";
import * as mistakes from "./stepMistakes.ts";
import { atStep } from "./stepRules.ts";
import { traceOf } from "./stepTrace.ts";

/** A program over sequences as one step of it. */
export interface Stepped {
  /** One step: what had an axis of time has none; the states of the recurrences are slots, which it replaces. */
  readonly step: Program;
  /** Gives the states their first values, where these are not all 0. */
  readonly start?: Program;
  /** The inputs that are sequences; others hold for all steps. */
  readonly sequences: readonly string[];
  /** The slots of the states. */
  readonly states: readonly StateSlot[];
}

/**
 * Takes the axis of time out of a program over sequences of T steps: a recurrence becomes its body, whose state is read from a slot and written
 * to it, and what is made of a sequence element by element is made of one element. The state after the last step becomes that after this one.
 * So T steps, one after another, do what the program does at once. What no step can know alone is reported.
 * @param program of one example, that predicts; only its outputs matter
 */
export function stepOf(program: Program): Stepped {
  const outputs = program.results.filter(({ kind }) => kind === "output");
  const whole = placed(expandDerived(eliminateDead({ ...program, results: outputs })));
  const scans = timeScans(whole);
  let known: ReadonlySet<string> = new Set();
  for (;;) {
    const { stepped, found, wrong } = attempt(whole, scans, known);
    if (found.size === 0 && wrong.length > 0) throw new DiagnosticError(wrong);
    if (found.size === 0) return stepped;
    // An input that a step reads an element of is a sequence: with that known, from the start.
    known = new Set([...known, ...found]);
  }
}

/** Every step with a place in net.ts, for diagnostics: the sum in a mean has that of the division that reads it. */
function placed(program: Program): Program {
  const readers = new Map<Operand, Place>();
  const instructions = program.instructions.toReversed().map((instruction): Instruction => {
    const place = instruction.origin.place ?? readers.get(at(instruction.results, 0));
    if (place === undefined) return instruction;
    for (const operand of instruction.operands) readers.set(operand, place);
    return { ...instruction, origin: { ...instruction.origin, place } };
  });
  return { ...program, instructions: instructions.toReversed() };
}

/** The recurrences over time: those that depend on an input, or, where none does, all. */
function timeScans(program: Program): readonly Instruction[] {
  const depends = new Set<Operand>(program.slots.flatMap((slot) => (slot.kind === "input" ? [slot.value] : [])));
  for (const { operands, results } of program.instructions)
    if (operands.some((operand) => depends.has(operand))) results.forEach((value) => depends.add(value));
  const all = program.instructions.filter(({ op }) => op === scan);
  const own = all.filter(({ results }) => results.some((value) => depends.has(value)));
  const scans = own.length > 0 ? own : all;
  const [first] = scans;
  if (first === undefined) fail(mistakes.NO_RECURRENCE);
  const odd = scans.find(({ attributes }) => attributes["length"] !== first.attributes["length"]);
  if (odd !== undefined) fail(mistakes.lengths(odd, first));
  return scans;
}

interface Attempt {
  readonly stepped: Stepped;
  /** Inputs that have turned out to be sequences. */
  readonly found: ReadonlySet<string>;
  readonly wrong: readonly Diagnostic[];
}

function attempt(program: Program, scans: readonly Instruction[], known: ReadonlySet<string>): Attempt {
  const steps = Number(at(scans, 0).attributes["length"]);
  const trace = traceOf(program, steps, known);
  for (const instruction of program.instructions) {
    const result = at(instruction.results, 0);
    trace.set(result, atStep(trace, instruction, scans.includes(instruction)) ?? { value: result, role: "wrong" });
  }
  const outputs = program.results.map((result): Result => {
    const role = trace.roleOf(result.value);
    if (typeof role === "object" && (role.axis !== 0 || role.start !== 0)) trace.report(mistakes.oddOutput(result));
    return { ...result, value: trace.now(result.value) };
  });
  const states = trace.states.map(({ slot }) => slot);
  const replaced = (which: "initial" | "next"): readonly Result[] =>
    trace.states.map((state) => ({ kind: "replace", name: state.slot.name, value: state[which] }));
  const all = { name: program.name, slots: [...trace.slots, ...states], instructions: trace.instructions };
  const start = firstValues({ ...all, results: replaced("initial") });
  return {
    stepped: {
      step: eliminateDead({ ...all, results: [...outputs, ...replaced("next")] }),
      ...(start.results.length > 0 && { start }),
      sequences: program.slots.map(({ name }) => name).filter((name) => known.has(name)),
      states,
    },
    found: trace.found,
    wrong: trace.wrong,
  };
}

/** The states that do not start at 0. */
function firstValues(program: Program): Program {
  const start = optimise(program);
  return eliminateDead({ ...start, results: start.results.filter(({ value }) => !isLiteral(value, 0)) });
}

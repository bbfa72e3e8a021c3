/** What keeps a network from running step by step. The place is that of the call which needs more than a step. */
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { InputSlot, Instruction, Result, Slot } from "../ir/program.ts";
import { shapeText } from "../ir/shape.ts";
import { numbersOf } from "../ops/attributes.ts";
import { slice } from "../ops/slices.ts";

const LEFT_OUT = "or leave stateful out: forward reads whole sequences.";

export const NO_RECURRENCE: Diagnostic = {
  code: "not-stepwise",
  message: "network: stateful, but there is no recurrence",
  found: "no simpleRnn, gru, lstm or scan that an output depends on",
  expected: "a state to carry from step to step",
  hint: "Leave stateful out: forward computes any number of examples, one for each step.",
};

const stepwise = (
  { origin: { place } }: Pick<Instruction, "origin">,
  diagnostic: Omit<Diagnostic, "code" | "place">,
): Diagnostic => ({
  code: "not-stepwise",
  ...diagnostic,
  message: `network: stateful, but ${diagnostic.message}`,
  ...(place !== undefined && { place }),
});

/** `memory`, or what is done: `a sum`. */
const nameOf = ({ op, origin }: Instruction): string => (origin.layer === undefined ? `a ${op.name}` : origin.layer);

export const lengths = (odd: Instruction, first: Instruction): Diagnostic =>
  stepwise(odd, {
    message: "its recurrences are of different lengths",
    found: `${odd.attributes["length"]} steps`,
    expected: `${first.attributes["length"]} steps, as of the first`,
    hint: `All recurrences take their steps together; ${LEFT_OUT}`,
  });

export const otherLength = (slot: InputSlot, steps: number): Diagnostic =>
  stepwise(
    { origin: { phase: "forward", ...(slot.place && { place: slot.place }) } },
    {
      message: `the sequence ${JSON.stringify(slot.name)} has another length than the recurrences`,
      found: shapeText(slot.value.type.shape),
      expected: `[${[steps, ...slot.value.type.shape.slice(1)].join(", ")}]`,
      hint: "All sequences have one length.",
    },
  );

export const parameterOfSteps = (reader: Instruction, slot: Slot): Diagnostic =>
  stepwise(reader, {
    message: `the ${slot.kind} ${JSON.stringify(slot.name)} has values of their own for each step`,
    found: shapeText(slot.value.type.shape),
    expected: "the same at every step",
    hint:
      slot.kind === "parameter" && slot.fits !== undefined
        ? "standardize(x, { axis: -1 }) has one mean and scale for all steps."
        : `A stream goes on after the steps of training, for which there is no ${slot.kind}; ${LEFT_OUT}`,
  });

export const otherAxis = (reader: Instruction, slot: InputSlot): Diagnostic =>
  stepwise(reader, {
    message: `the steps of the input ${JSON.stringify(slot.name)} are not its first axis`,
    found: shapeText(slot.value.type.shape),
    expected: "[steps, …]",
    hint: "One step after another comes in, and each has to be in one piece.",
  });

export const oddOutput = ({ name, value }: Result): Diagnostic => ({
  code: "not-stepwise",
  message: `network: stateful, but the steps of the output ${JSON.stringify(name)} are not its first axis`,
  found: shapeText(value.type.shape),
  expected: "[steps, …], a value of each step, or of the last step alone",
  hint: "One step after another comes out, and each has to be in one piece.",
});

/** A part of the steps, or the steps in another order. */
export const partial = (instruction: Instruction): Diagnostic =>
  numbersOf(instruction.attributes, "steps").some((step) => step < 0)
    ? reversed(instruction)
    : stepwise(instruction, {
        message: `${nameOf(instruction)} takes a part of the steps`,
        found: "steps that are neither all nor the last",
        expected: "all steps, or the last one",
        hint: `Each step does the same; ${LEFT_OUT}`,
      });

const reversed = (instruction: Instruction): Diagnostic =>
  stepwise(instruction, {
    message: `${nameOf(instruction)} reads the sequence from its end`,
    found: "steps in reverse order",
    expected: "steps in their order",
    hint: `A stream has no end to start from: leave goBackwards out, ${LEFT_OUT}`,
  });

export const readsEnd = (instruction: Instruction): Diagnostic =>
  stepwise(instruction, {
    message: `${nameOf(instruction)} reads the end of the sequence at every step`,
    found: "what the last step makes, read by steps before it",
    expected: "at each step its own values and those of steps before it",
    hint: `A stream has not come to its end yet; ${LEFT_OUT}`,
  });

export const startsFromSequence = (instruction: Instruction): Diagnostic =>
  stepwise(instruction, {
    message: `${nameOf(instruction)} starts from what the sequence ends in, or from one of its steps`,
    found: "an initial state made of steps",
    expected:
      "an initial state that is known before the first step: of parameters, numbers and inputs that are no sequences",
    hint: `In a stream all recurrences run at once; ${LEFT_OUT}`,
  });

export const readsAll = (instruction: Instruction): Diagnostic =>
  stepwise(instruction, {
    message: `the step of ${nameOf(instruction)} reads a whole sequence`,
    found: "all steps of a sequence at every step",
    expected: "the element of the step, which is an argument of the step's function",
    hint: `List the sequence as one of the scan's, ${LEFT_OUT}`,
  });

/** Sums and maxima over time, attention, sliding windows, positions: by what the op does. */
export const whole = (instruction: Instruction): Diagnostic =>
  instruction.op === slice
    ? partial(instruction)
    : stepwise(instruction, {
        message: `${nameOf(instruction)} needs several steps at once`,
        found: WAYS[instruction.op.name] ?? `${instruction.op.name}, which mixes the steps`,
        expected: "at each step its own values; other steps are known through a recurrence only",
        hint: `Let the state of a recurrence gather what is needed of the past, ${LEFT_OUT}`,
      });

const WAYS: Readonly<Record<string, string>> = {
  sum: "a sum or a mean over the steps",
  max: "a maximum over the steps",
  contract: "a product that is summed over the steps, or that has one value for each two steps",
  window: "a window that slides over the steps",
  pad: "steps that are added before or after the sequence",
  concat: "steps that are added before or after the sequence",
  reshape: "steps and values in one axis",
  iota: "the number of the step",
  scan: "a recurrence along another axis than that of the steps",
  gather: "steps that are looked up by their number",
};

import { at, invariant } from "../diagnostics/diagnostic.ts";
import { addIndex, constantIndex, loopIndex } from "../ir/affine.ts";
import type { Buffer, Expr, Index, Statement } from "../ir/kernel.ts";
import type { MathNotation } from "../ir/math.ts";
import { producersOf } from "../ir/program.ts";
import type { Instruction, Operand, Value } from "../ir/program.ts";
import { programOf } from "../ir/region.ts";
import type { Body } from "../ir/region.ts";
import { shapeText } from "../ir/shape.ts";
import { numbersOf } from "../ops/attributes.ts";
import type { Block, Elements, Home } from "./elements.ts";
import { load, set } from "./expressions.ts";
import { flatIndex, loopsOf, nest, outputIndices } from "./loops.ts";
import { notesOf } from "./notes.ts";
import type { Notes } from "./notes.ts";
import { readFlat, storedValues } from "./placement.ts";

/** What a recurrence shares with the function that it stands in. */
export interface Surroundings {
  readonly elements: Elements;
  readonly homes: Map<Value, Home>;
  readonly producers: Map<Value, Instruction>;
  readonly notation: MathNotation;
  scratch(value: Value): Buffer;
  /** The name of the next loop over steps. */
  nextStep(): string;
  /** Puts the nest of an instruction into a block. */
  store(instruction: Instruction, block: Statement[], lines: Notes): void;
}

/** A recurrence: the first state, and a loop over the steps, each of which reads one state and writes the next. */
export function recurrence(
  instruction: Instruction,
  body: Body,
  home: Buffer,
  around: Surroundings,
): readonly Statement[] {
  const { elements, homes, producers } = around;
  const { operands, attributes } = instruction;
  const [initial, ...others] = operands;
  invariant(initial !== undefined, "a recurrence has an initial state");
  const { shape } = at(instruction.results, 0).type;
  const axis = Number(attributes["axis"]);
  const axes = numbersOf(attributes, "axes");
  const step = around.nextStep();
  const state = (indices: readonly Index[], t: Index): Index => flatIndex(shape, home, insert(indices, axis, t));
  const write = (operand: Operand, t: Index): readonly Statement[] => {
    const indices = outputIndices(initial.type.shape, 0);
    const inner: Block = { statements: [], depth: loopsOf(initial.type.shape).length };
    const value = elements.element(operand, indices, inner);
    inner.statements.push(set(home, state(indices, t), value));
    return nest(loopsOf(initial.type.shape), 0, inner.statements);
  };
  const first = write(initial, constantIndex(0));

  const inside = programOf(body);
  const made = producersOf(inside);
  for (const [value, producer] of made) {
    // The loop may stand in the function twice.
    homes.delete(value);
    producers.set(value, producer);
  }
  for (const [i, parameter] of body.parameters.entries()) {
    const operand = others[i - 1];
    const along = axes[i - 1];
    const element = (indices: readonly Index[], block: Block): Expr => {
      if (operand === undefined) return load(home, state(indices, loopIndex(step)));
      return elements.element(operand, along === undefined ? indices : insert(indices, along, loopIndex(step)), block);
    };
    homes.set(parameter, { kind: "outside", element });
  }
  const block: Statement[] = [];
  const lines = notesOf(inside, made, around.notation);
  const several = storedValues(inside, { kind: "loop", instructions: body.instructions }, made);
  const flat = readFlat(body.instructions);
  for (const parameter of body.parameters) if (flat.has(parameter)) block.push(copied(parameter, around));
  for (const each of body.instructions) {
    if (several.has(at(each.results, 0))) around.store(each, block, lines);
  }
  block.push(...write(body.result, addIndex(loopIndex(step), constantIndex(1))));
  const extent = Number(attributes["length"]);
  return [...first, { kind: "for", index: step, extent, body: block, inOrder: true }];
}

const insert = (indices: readonly Index[], along: number, index: Index): readonly Index[] => [
  ...indices.slice(0, along),
  index,
  ...indices.slice(along),
];

/** What a step reads in another shape is copied into memory of its own first. */
function copied(parameter: Value, { elements, homes, scratch }: Surroundings): Statement {
  const { shape } = parameter.type;
  const home = scratch(parameter);
  const indices = outputIndices(shape, 0);
  const inner: Block = { statements: [], depth: loopsOf(shape).length };
  inner.statements.push(set(home, flatIndex(shape, home, indices), elements.element(parameter, indices, inner)));
  homes.set(parameter, { kind: "buffer", buffer: home });
  const note = { lines: [{ text: parameter.name, shape: shape.length === 0 ? "" : shapeText(loopsOf(shape)) }] };
  return { kind: "group", note, body: nest(loopsOf(shape), 0, inner.statements) };
}

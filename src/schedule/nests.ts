import { at, invariant } from "../diagnostics/diagnostic.ts";
import { addIndex, constantIndex, loopIndex } from "../ir/affine.ts";
import type { Buffer, Expr, Index, Kernel, Statement } from "../ir/kernel.ts";
import type { Scatter } from "../ir/op.ts";
import type { MathNotation } from "../ir/math.ts";
import { isValue, producersOf, slotOf, usesOf } from "../ir/program.ts";
import type { Instruction, Operand, Program, Result, Value } from "../ir/program.ts";
import { bodyOf, programOf } from "../ir/region.ts";
import type { Body } from "../ir/region.ts";
import { COUNT, shapeText, sizeOf } from "../ir/shape.ts";
import type { Shape } from "../ir/shape.ts";
import { elementsOf } from "./elements.ts";
import type { Block, Home } from "./elements.ts";
import { COMBINE, addTo, isVariable, load, set } from "./expressions.ts";
import { EXAMPLE, stepName, flatIndex, loopsOf, nest, outputIndices } from "./loops.ts";
import { notesOf } from "./notes.ts";
import type { Notes } from "./notes.ts";
import { comprehensionOf, isView, readFlat, scatterOf, storedValues } from "./placement.ts";
import { settleReplacements } from "./replace.ts";
import { hasCount, reducesCount, sectionsOf } from "./sections.ts";
import type { Section } from "./sections.ts";

/**
 * From a program to loop nests over scalars: one nest a stored value, everything else computed where it is read; sums over the examples go on
 * from one example to the next. Nothing is unrolled yet, and nothing fused but what is read once.
 */
export function nestsOf(program: Program, name: string, notation: MathNotation = "ops"): Kernel {
  const producers = new Map(producersOf(program));
  const uses = usesOf(program);
  const notes = notesOf(program, producers, notation);
  const homes = new Map<Value, Home>();
  const written = new Set<Result>();
  const claimed = new Set<Result>();
  const body: Statement[] = [];
  let recurrences = 0;
  const fresh = uniqueNames();
  const elements = elementsOf(producers, homes, fresh);
  // Scratch memory may become a variable, so its name is that of no other.
  const scratch = (value: Value): Buffer => ({
    name: fresh(value.name),
    storage: "scratch",
    size: sizeOf(value.type.shape),
  });

  for (const { value, name: slot, kind } of program.slots) {
    homes.set(value, { kind: "buffer", buffer: { name: slot, storage: kind, size: sizeOf(value.type.shape) } });
  }
  for (const section of sectionsOf(program)) emitSection(section);
  copyRest();
  return { name, body: settleReplacements(body), choice: "loop nests" };

  function emitSection(section: Section): void {
    const several = storedValues(program, section, producers);
    const inLoop = section.kind === "loop";
    const block: Statement[] = [];
    for (const instruction of section.instructions) {
      const value = at(instruction.results, 0);
      if (isView(instruction) && !several.has(value)) continue;
      const result = program.results.find((r) => r.value === value && r.kind !== "loss" && r.kind !== "penalty");
      if (inLoop && reducesCount(instruction)) accumulate(instruction, value, block);
      else if (!homes.has(value) && (result !== undefined || several.has(value))) {
        store(instruction, value, result, block);
      }
    }
    if (inLoop) forgetExamples(section);
    body.push(...(inLoop && block.length > 0 ? [overExamples(block)] : block));
  }

  /** After a loop, only the caller's arrays hold values of all examples; a later loop computes the others again. */
  function forgetExamples(section: Section): void {
    for (const value of section.instructions.flatMap(({ results }) => results.filter(hasCount))) {
      const home = homes.get(value);
      if (home?.kind !== "buffer" || home.buffer.storage !== "output") homes.delete(value);
    }
  }

  /** A nest that computes a value and puts it where it lives. */
  function store(
    instruction: Instruction,
    value: Value,
    result: Result | undefined,
    block: Statement[],
    lines: Notes = notes,
  ): void {
    const { shape } = value.type;
    const note = lines.of(instruction, (v) => homes.has(v));
    const indices = outputIndices(shape, 0);
    const inner: Block = { statements: [], depth: loopsOf(shape).length };
    const isScalar = inner.depth === 0;
    const placing = scatterOf(instruction);
    const body = bodyOf(instruction);
    const isPlaced = placing !== undefined || body !== undefined;
    const home = result !== undefined ? resultBuffer(result) : isScalar && !isPlaced ? undefined : scratch(value);
    if (isPlaced && home !== undefined) {
      if (result !== undefined) written.add(result);
      homes.set(value, { kind: "buffer", buffer: home });
    }
    if (body !== undefined && home !== undefined) {
      block.push({ kind: "group", note, body: recurrence(instruction, body, home) });
      return;
    }
    if (placing !== undefined && home !== undefined) {
      const zeros = covers(placing) ? [] : zeroed(home, shape);
      block.push({ kind: "group", note, body: [...zeros, ...piecesOf(instruction, placing, home)] });
      return;
    }
    const expr = elements.definition(instruction, indices, inner, home === undefined ? value.name : "sum");
    if (result !== undefined) written.add(result);
    if (home !== undefined) {
      inner.statements.push(set(home, flatIndex(shape, home, indices), expr));
      homes.set(value, { kind: "buffer", buffer: home });
    } else if (isVariable(expr)) {
      // The variable that the reduction ran in is the value.
      homes.set(value, { kind: "buffer", buffer: expr.buffer });
    } else {
      const local = fresh(value.name);
      inner.statements.push({ kind: "let", name: local, value: expr });
      homes.set(value, { kind: "let", name: local });
    }
    block.push({ kind: "group", note: note, body: nest(loopsOf(shape), 0, inner.statements) });
  }

  /** A recurrence: the first state, and a loop over the steps, each of which reads one state and writes the next. */
  function recurrence(instruction: Instruction, body: Body, home: Buffer): readonly Statement[] {
    const { operands, attributes } = instruction;
    const [initial, ...others] = operands;
    invariant(initial !== undefined, "a recurrence has an initial state");
    const { shape } = at(instruction.results, 0).type;
    const axis = Number(attributes["axis"]);
    const axes = Array.isArray(attributes["axes"]) ? attributes["axes"].map(Number) : [];
    const step = stepName(++recurrences);
    const insert = (indices: readonly Index[], along: number, index: Index): readonly Index[] => [
      ...indices.slice(0, along),
      index,
      ...indices.slice(along),
    ];
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
        return elements.element(
          operand,
          along === undefined ? indices : insert(indices, along, loopIndex(step)),
          block,
        );
      };
      homes.set(parameter, { kind: "outside", element });
    }
    const block: Statement[] = [];
    const lines = notesOf(inside, made, notation);
    const several = storedValues(inside, { kind: "loop", instructions: body.instructions }, made);
    const flat = readFlat(body.instructions);
    for (const parameter of body.parameters) if (flat.has(parameter)) block.push(copied(parameter));
    for (const each of body.instructions) {
      const value = at(each.results, 0);
      if (several.has(value)) store(each, value, undefined, block, lines);
    }
    block.push(...write(body.result, addIndex(loopIndex(step), constantIndex(1))));
    const extent = Number(attributes["length"]);
    return [...first, { kind: "for", index: step, extent, body: block, inOrder: true }];
  }

  /** What a step reads in another shape is copied into memory of its own first. */
  function copied(parameter: Value): Statement {
    const { shape } = parameter.type;
    const home = scratch(parameter);
    const indices = outputIndices(shape, 0);
    const inner: Block = { statements: [], depth: loopsOf(shape).length };
    inner.statements.push(set(home, flatIndex(shape, home, indices), elements.element(parameter, indices, inner)));
    homes.set(parameter, { kind: "buffer", buffer: home });
    const note = { lines: [{ text: parameter.name, shape: shape.length === 0 ? "" : shapeText(loopsOf(shape)) }] };
    return { kind: "group", note, body: nest(loopsOf(shape), 0, inner.statements) };
  }

  /** The nests that write the pieces of a scatter. */
  function piecesOf(instruction: Instruction, { mode, outputs, pieces }: Scatter, home: Buffer): readonly Statement[] {
    return pieces.flatMap(({ axes, operand, read, at: target }) => {
      const point = outputIndices(axes, 0);
      const inner: Block = { statements: [], depth: loopsOf(axes).length };
      const from = elements.places(read, instruction, point, inner);
      const value = elements.element(at(instruction.operands, operand), from, inner);
      const to = flatIndex(outputs, home, elements.places(target, instruction, point, inner));
      inner.statements.push((mode === "add" ? addTo : set)(home, to, value));
      return nest(loopsOf(axes), 0, inner.statements);
    });
  }

  /** A sum (or maximum) over the examples: starts before the loop, goes on inside it. */
  function accumulate(instruction: Instruction, value: Value, block: Statement[]): void {
    const { shape } = value.type;
    const note = notes.of(instruction, (v) => homes.has(v));
    const home = accumulatorOf(value);
    const indices = outputIndices(shape, 0);
    const place = flatIndex(shape, home, indices);
    const placing = scatterOf(instruction);
    if (placing !== undefined) {
      body.push({ kind: "group", note: notes.start(instruction), body: zeroed(home, shape) });
      homes.set(value, { kind: "buffer", buffer: home });
      block.push({ kind: "group", note, body: piecesOf(instruction, placing, home) });
      return;
    }
    const { start, step } = COMBINE[comprehensionOf(instruction).reduction?.combiner ?? "sum"];
    const first = nest(loopsOf(shape), 0, [set(home, place, { kind: "constant", value: start })]);
    body.push({ kind: "group", note: notes.start(instruction), body: first });
    const inner: Block = { statements: [], depth: loopsOf(shape).length };
    inner.statements.push(step(home, place, elements.definition(instruction, indices, inner)));
    homes.set(value, { kind: "buffer", buffer: home });
    block.push({ kind: "group", note: note, body: nest(loopsOf(shape), 0, inner.statements) });
  }

  /** Scalars are summed in a variable, gradients in the array that they end in. */
  function accumulatorOf(value: Value): Buffer {
    if (value.type.shape.length === 0) return { name: fresh(value.name), storage: "local", size: 1 };
    const gradient = gradientEnd(value);
    // The gradient of a tied parameter is the sum of several sums: only one of them can use its array.
    if (gradient === undefined || claimed.has(gradient)) return scratch(value);
    claimed.add(gradient);
    if (gradient.value === value) written.add(gradient);
    return resultBuffer(gradient);
  }

  /** The gradient result that a sum over examples becomes by elementwise steps that nothing else reads. */
  function gradientEnd(value: Value): Result | undefined {
    const direct = program.results.find((result) => result.kind === "gradient" && result.value === value);
    const reader = program.instructions.find((instruction) => instruction.operands.includes(value));
    const onlyStep = (uses.get(value) ?? 0) === 1 && reader?.op.kind === "elementwise";
    return direct ?? (reader !== undefined && onlyStep ? gradientEnd(at(reader.results, 0)) : undefined);
  }

  function resultBuffer(result: Result): Buffer {
    const size = sizeOf(result.value.type.shape);
    if (result.kind === "output" || result.kind === "gradient")
      return { name: result.name, storage: result.kind, size };
    if (result.kind !== "replace") return { name: "loss", storage: "loss", size: 1 };
    const slot = slotOf(program, result);
    invariant(slot !== undefined, `no slot is called ${result.name}`);
    return { name: slot.name, storage: slot.kind, size, next: true };
  }

  /** Results that are slots, constants, views or other results' values. */
  function copyRest(): void {
    const rest = program.results.filter((r) => r.kind !== "loss" && r.kind !== "penalty" && !written.has(r));
    const [ofExamples, others] = [rest.filter((r) => isOfExamples(r)), rest.filter((r) => !isOfExamples(r))];
    if (ofExamples.length > 0) body.push(overExamples(ofExamples.map(copyNest)));
    body.push(...others.map(copyNest));
  }

  function copyNest(result: Result): Statement {
    const { shape } = result.value.type;
    const indices = outputIndices(shape, 0);
    const inner: Block = { statements: [], depth: loopsOf(shape).length };
    const home = resultBuffer(result);
    inner.statements.push(set(home, flatIndex(shape, home, indices), elements.element(result.value, indices, inner)));
    const note = {
      lines: [
        {
          text: `${result.name} = ${result.value.kind === "value" ? result.value.name : result.value.value}`,
          shape: shape.length === 0 ? "" : shapeText(loopsOf(shape)),
        },
      ],
    };
    return { kind: "group", note, body: nest(loopsOf(shape), 0, inner.statements) };
  }
}

const zeroed = (home: Buffer, shape: Shape): readonly Statement[] =>
  nest(loopsOf(shape), 0, [set(home, flatIndex(shape, home, outputIndices(shape, 0)), { kind: "constant", value: 0 })]);

/** Whether the pieces leave no element out. */
const covers = ({ mode, outputs, pieces }: Scatter): boolean =>
  mode === "set" && pieces.reduce((size, { axes }) => size + sizeOf(axes), 0) === sizeOf(outputs);

const overExamples = (statements: readonly Statement[]): Statement => ({
  kind: "for",
  index: EXAMPLE,
  extent: COUNT,
  body: statements,
});

const isOfExamples = ({ value }: Result): boolean =>
  isValue(value) ? hasCount(value) : value.type.shape.includes(COUNT);

/** Names for the variables of one function; a dot and a number follow where one is taken. */
function uniqueNames(): (base: string) => string {
  const names = new Set<string>();
  return (base) => {
    let unique = base;
    for (let i = 2; names.has(unique); i++) unique = `${base}.${i}`;
    names.add(unique);
    return unique;
  };
}

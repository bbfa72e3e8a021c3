import { at, invariant } from "../diagnostics/diagnostic.ts";
import type { Buffer, Kernel, Statement } from "../ir/kernel.ts";
import type { MathNotation } from "../ir/math.ts";
import { hasCount, isValue, producersOf, slotOf, usesOf } from "../ir/program.ts";
import type { Instruction, Program, Result, Value } from "../ir/program.ts";
import { bodyOf } from "../ir/region.ts";
import { COUNT, shapeText, sizeOf } from "../ir/shape.ts";
import { elementsOf } from "./elements.ts";
import type { Block, Home } from "./elements.ts";
import { COMBINE, isVariable, set } from "./expressions.ts";
import { EXAMPLE, stepName, flatIndex, loopsOf, nest, outputIndices } from "./loops.ts";
import { notesOf } from "./notes.ts";
import type { Notes } from "./notes.ts";
import { comprehensionOf, isView, scatterOf, storedValues } from "./placement.ts";
import { covers, piecesOf, zeroed } from "./pieces.ts";
import { recurrence } from "./recurrence.ts";
import type { Surroundings } from "./recurrence.ts";
import { settleReplacements } from "./replace.ts";
import { reducesCount, sectionsOf } from "./sections.ts";
import type { Section } from "./sections.ts";
import { uniqueName } from "./unique.ts";

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
  // What one iteration leaves in a slot, the next one reads: then they run in order.
  const isStream = program.slots.some(({ kind, value }) => kind === "state" && hasCount(value));
  const taken = new Set<string>();
  const fresh = (wish: string): string => uniqueName(wish, taken);
  const elements = elementsOf(producers, homes, fresh);
  // Scratch memory may become a variable, so its name is that of no other.
  const scratch = (value: Value): Buffer => ({
    name: fresh(value.name),
    storage: "scratch",
    size: sizeOf(value.type.shape),
  });

  let recurrences = 0;
  const around: Surroundings = {
    elements,
    homes,
    producers,
    scratch,
    notation,
    nextStep: () => stepName(++recurrences),
    store: (instruction, block, lines) => store(instruction, at(instruction.results, 0), undefined, block, lines),
  };

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
    if (inLoop && isStream) block.push(...restOf(true).map(copyNest));
    if (inLoop) forgetExamples(section);
    body.push(...(inLoop && block.length > 0 ? [overExamples(block, isStream)] : block));
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
      block.push({ kind: "group", note, body: recurrence(instruction, body, home, around) });
      return;
    }
    if (placing !== undefined && home !== undefined) {
      const zeros = covers(placing) ? [] : zeroed(home, shape);
      block.push({ kind: "group", note, body: [...zeros, ...piecesOf(elements, instruction, placing, home)] });
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
      block.push({ kind: "group", note, body: piecesOf(elements, instruction, placing, home) });
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
    const [ofExamples, others] = [restOf(true), restOf(false)];
    if (ofExamples.length > 0) body.push(overExamples(ofExamples.map(copyNest), isStream));
    body.push(...others.map(copyNest));
  }

  /** The results that nothing has written yet, of examples or not. */
  function restOf(examples: boolean): readonly Result[] {
    const isRest = (r: Result): boolean => r.kind !== "loss" && r.kind !== "penalty" && !written.has(r);
    return program.results.filter((r) => isRest(r) && isOfExamples(r) === examples);
  }

  function copyNest(result: Result): Statement {
    const { shape } = result.value.type;
    const indices = outputIndices(shape, 0);
    const inner: Block = { statements: [], depth: loopsOf(shape).length };
    const home = resultBuffer(result);
    written.add(result);
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

const overExamples = (statements: readonly Statement[], isStream: boolean): Statement => ({
  kind: "for",
  index: EXAMPLE,
  extent: COUNT,
  ...(isStream && { inOrder: true }),
  // Slots get their new values at the end of each iteration.
  body: isStream ? settleReplacements(statements) : statements,
});

const isOfExamples = ({ value }: Result): boolean =>
  isValue(value) ? hasCount(value) : value.type.shape.includes(COUNT);

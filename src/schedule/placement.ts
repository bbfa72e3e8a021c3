import { at } from "../diagnostics/diagnostic.ts";
import { isFlat, isPosition } from "../ir/op.ts";
import type { Affine, Comprehension, Read, Scatter } from "../ir/op.ts";
import { hasCount, isValue } from "../ir/program.ts";
import type { Instruction, Operand, Program, Value } from "../ir/program.ts";
import { bodyOf } from "../ir/region.ts";
import { COUNT } from "../ir/shape.ts";
import type { Shape } from "../ir/shape.ts";
import { reducesCount } from "./sections.ts";
import type { Section } from "./sections.ts";

/** The comprehension of an instruction that has one. */
export function comprehensionOf({ op, operands, attributes }: Instruction): Comprehension {
  const types = operands.map((operand) => operand.type);
  const comprehension = op.comprehension?.(types, attributes);
  if (comprehension === undefined)
    throw new Error(`nngen internal error: ${op.name} was not expanded before scheduling`);
  return comprehension;
}

/** Where an instruction puts its operands, if it is of that kind. */
export const scatterOf = ({ op, operands, attributes }: Instruction): Scatter | undefined =>
  op.scatter?.(
    operands.map((operand) => operand.type),
    attributes,
  );

/** Views are read through, and stored only where something reads them flat. */
export const isView = (instruction: Instruction): boolean =>
  instruction.op.kind === "view" || instruction.op.kind === "constant";

/**
 * Which values of a section are stored: those read more than once, by several readers or by one that repeats them, and those read flat.
 * All others are computed where they are read: a bias and an activation become the epilogue of their matrix product. Straight code is read by
 * the whole program, and a loop over the examples reads it again and again; values of examples are read by their own loop only.
 */
export function storedValues(
  program: Program,
  section: Section,
  producers: ReadonlyMap<Value, Instruction>,
): ReadonlySet<Value> {
  const own = new Set(section.instructions.flatMap((instruction) => instruction.results));
  const readers = section.kind === "loop" ? section.instructions : program.instructions;
  const flat = new Set([...readFlat(readers), ...resultViews(program, producers)]);
  const reads = new Map<Value, number>();
  const read = (value: Value, times: number): void => {
    reads.set(value, (reads.get(value) ?? 0) + times);
  };
  for (const instruction of readers) {
    if (instruction.op.expand !== undefined) continue;
    if (isView(instruction) && !instruction.results.some((value) => flat.has(value))) continue;
    const again = section.kind === "serial" && isInLoop(instruction);
    for (const { operand, extents, axes } of usesOf(instruction)) {
      const source = throughViews(operand, axes, producers, flat);
      if (source === undefined || !own.has(source.value)) continue;
      const used = new Set(source.axes.flat());
      const repeated = extents.some((extent, axis) => extent !== 1 && extent !== COUNT && !used.has(axis));
      read(source.value, repeated || again ? 2 : 1);
    }
  }
  const results = new Set(program.results.map(({ value }) => value));
  for (const value of own) if (results.has(value)) read(value, 1);
  const stored = [...reads].filter(([value, times]) =>
    times > 1 ? results.has(value) || !isOfIndex(value, producers) : isPlaced(producers.get(value)),
  );
  const wanted = new Set([...stored.map(([value]) => value), ...[...flat].filter((value) => own.has(value))]);
  return cutChains(section, wanted);
}

/** Stores a value after so many that are computed on the way to it: expressions, which are walked recursively, stay shallow. */
const DEEPEST = 100;

function cutChains(section: Section, stored: ReadonlySet<Value>): ReadonlySet<Value> {
  const cut = new Set(stored);
  const depths = new Map<Value, number>();
  for (const instruction of section.instructions) {
    const depth = 1 + Math.max(0, ...instruction.operands.map((v) => (isValue(v) ? (depths.get(v) ?? 0) : 0)));
    for (const value of instruction.results) {
      if (depth > DEEPEST && !isView(instruction)) cut.add(value);
      depths.set(value, cut.has(value) ? 0 : depth);
    }
  }
  return cut;
}

/** One step from an index of a loop and constants: cheaper to compute again than to read from memory. */
function isOfIndex(value: Value, producers: ReadonlyMap<Value, Instruction>): boolean {
  const producer = producers.get(value);
  if (producer?.op.kind !== "elementwise") return false;
  const sources = producer.operands.flatMap((operand) => (isValue(operand) ? [producers.get(operand)] : []));
  const isLeaf = (source: Instruction | undefined): boolean => source?.operands.length === 0;
  return sources.every(isLeaf) && sources.filter((source) => source?.op.kind !== "constant").length <= 1;
}

/** Scatters and recurrences write their results piece by piece. */
const isPlaced = (producer: Instruction | undefined): boolean =>
  producer?.op.kind === "scatter" || producer?.op.kind === "region";

/** The values that something reads in another shape: they must lie in memory in order. */
export function readFlat(instructions: readonly Instruction[]): ReadonlySet<Value> {
  const found = new Set<Value>();
  for (const instruction of instructions) {
    if (instruction.op.comprehension === undefined) continue;
    for (const [i, read] of comprehensionOf(instruction).reads.entries()) {
      const operand = instruction.operands[i];
      if (isFlat(read) && operand !== undefined && isValue(operand)) found.add(operand);
    }
  }
  return found;
}

/** Views that are results: they are written where results live. */
const resultViews = (program: Program, producers: ReadonlyMap<Value, Instruction>): readonly Value[] =>
  program.results.flatMap(({ value }) => {
    const producer = isValue(value) ? producers.get(value) : undefined;
    return isValue(value) && producer?.op.kind === "view" ? [value] : [];
  });

/** For each axis of an operand, the axes of the reader's loops that it is read along. */
type AxesUsed = readonly (readonly number[])[];

interface Use {
  readonly operand: Operand;
  readonly extents: Shape;
  readonly axes: AxesUsed;
}

const axesOf = (index: Affine): readonly number[] => [
  ...index.terms.map((term) => term.axis),
  ...(index.loaded?.at.flatMap(axesOf) ?? []),
];

const axesRead = (read: Read): AxesUsed =>
  isPosition(read) ? [] : isFlat(read) ? [read.at.flatMap(axesOf)] : read.map(axesOf);

/** What an instruction reads, and in loops of which extents. */
function usesOf(instruction: Instruction): readonly Use[] {
  const scatter = scatterOf(instruction);
  if (scatter !== undefined) {
    return scatter.pieces.flatMap(({ axes, operand, read, at: places }) => [
      { operand: at(instruction.operands, operand), extents: axes, axes: axesRead(read) },
      ...places.flatMap(({ loaded }) =>
        loaded === undefined
          ? []
          : [{ operand: at(instruction.operands, loaded.operand), extents: axes, axes: axesRead(loaded.at) }],
      ),
    ]);
  }
  // A recurrence reads its operands at every step.
  if (bodyOf(instruction) !== undefined)
    return instruction.operands.map((operand) => {
      const { shape } = operand.type;
      return { operand, extents: [...shape, 2], axes: shape.map((_, axis) => [axis]) };
    });
  const { outputs, reduction, reads } = comprehensionOf(instruction);
  const extents = [...outputs, ...(reduction?.axes ?? [])];
  return instruction.operands.map((operand, i) => ({ operand, extents, axes: axesRead(at(reads, i)) }));
}

/** Whether an instruction runs once an example. */
const isInLoop = (instruction: Instruction): boolean => instruction.results.some(hasCount) || reducesCount(instruction);

/** The value behind views, with the axes of the reader that it is read along; nothing for literals. */
function throughViews(
  operand: Operand,
  axes: AxesUsed,
  producers: ReadonlyMap<Value, Instruction>,
  flat: ReadonlySet<Value>,
): { value: Value; axes: AxesUsed } | undefined {
  if (!isValue(operand)) return undefined;
  const producer = producers.get(operand);
  if (producer === undefined || !isView(producer) || flat.has(operand)) return { value: operand, axes };
  const [source] = producer.operands;
  if (source === undefined) return undefined;
  const inner = axesRead(at(comprehensionOf(producer).reads, 0)).map((used) =>
    used.flatMap((axis) => axes[axis] ?? []),
  );
  return throughViews(source, inner, producers, flat);
}

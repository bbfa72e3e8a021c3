import { at } from "../diagnostics/diagnostic.ts";
import type { Affine, Comprehension } from "../ir/op.ts";
import { isValue } from "../ir/program.ts";
import type { Instruction, Operand, Program, Value } from "../ir/program.ts";
import { COUNT } from "../ir/shape.ts";
import { hasCount, reducesCount } from "./sections.ts";
import type { Section } from "./sections.ts";

/** The comprehension of an instruction that has one. */
export function comprehensionOf({ op, operands, attributes }: Instruction): Comprehension {
  const types = operands.map((operand) => operand.type);
  const comprehension = op.comprehension?.(types, attributes);
  if (comprehension === undefined)
    throw new Error(`nngen internal error: ${op.name} was not expanded before scheduling`);
  return comprehension;
}

/** Views are read through, never stored. */
export const isView = (instruction: Instruction): boolean =>
  instruction.op.kind === "view" || instruction.op.kind === "constant";

/**
 * Which values of a section are stored: those read more than once, by several readers or by one that repeats them. All others are
 * computed where they are read: a bias and an activation become the epilogue of their matrix product. Straight code is read by the whole
 * program, and a loop over the examples reads it again and again; values of examples are read by their own loop only.
 */
export function storedValues(
  program: Program,
  section: Section,
  producers: ReadonlyMap<Value, Instruction>,
): ReadonlySet<Value> {
  const own = new Set(section.instructions.flatMap((instruction) => instruction.results));
  const readers = section.kind === "loop" ? section.instructions : program.instructions;
  const reads = new Map<Value, number>();
  const read = (value: Value, times: number): void => {
    reads.set(value, (reads.get(value) ?? 0) + times);
  };
  for (const instruction of readers) {
    if (isView(instruction) || instruction.op.expand !== undefined) continue;
    const again = section.kind === "serial" && isInLoop(instruction);
    const { outputs, reduction, reads: indices } = comprehensionOf(instruction);
    const extents = [...outputs, ...(reduction?.axes ?? [])];
    for (const [i, operand] of instruction.operands.entries()) {
      const source = throughViews(operand, at(indices, i), producers);
      if (source === undefined || !own.has(source.value)) continue;
      const used = new Set(source.indices.flatMap((index) => index.terms.map((term) => term.axis)));
      const repeated = extents.some((extent, axis) => extent !== 1 && extent !== COUNT && !used.has(axis));
      read(source.value, repeated || again ? 2 : 1);
    }
  }
  for (const { value } of program.results) if (isValue(value) && own.has(value)) read(value, 1);
  return new Set([...reads].filter(([, times]) => times > 1).map(([value]) => value));
}

/** Whether an instruction runs once an example. */
const isInLoop = (instruction: Instruction): boolean => instruction.results.some(hasCount) || reducesCount(instruction);

/** The value behind views, with its indices in terms of the reader's axes; nothing for literals. */
function throughViews(
  operand: Operand,
  indices: readonly Affine[],
  producers: ReadonlyMap<Value, Instruction>,
): { value: Value; indices: readonly Affine[] } | undefined {
  if (!isValue(operand)) return undefined;
  const producer = producers.get(operand);
  if (producer === undefined || !isView(producer)) return { value: operand, indices };
  const [source] = producer.operands;
  if (source === undefined) return undefined;
  const inner = at(comprehensionOf(producer).reads, 0).map((index) => compose(index, indices));
  return throughViews(source, inner, producers);
}

/** An index over a view's axes, in terms of the axes that those are read at. */
function compose(index: Affine, outer: readonly Affine[]): Affine {
  let constant = index.constant;
  const terms: { axis: number; stride: number }[] = [];
  for (const { axis, stride } of index.terms) {
    const read = at(outer, axis);
    constant += read.constant * stride;
    for (const term of read.terms) terms.push({ axis: term.axis, stride: term.stride * stride });
  }
  return { constant, terms };
}

import { at, invariant } from "../diagnostics/diagnostic.ts";
import { addIndex, constantIndex, loopIndex } from "../ir/affine.ts";
import type { Buffer, Expr, Index, Statement } from "../ir/kernel.ts";
import { isFlat, isPosition } from "../ir/op.ts";
import type { Affine, Comprehension, Read } from "../ir/op.ts";
import { isValue } from "../ir/program.ts";
import type { Instruction, Operand, Value } from "../ir/program.ts";
import { COUNT } from "../ir/shape.ts";
import { visitExpr } from "../ir/walk.ts";
import { COMBINE, expressions, load, set } from "./expressions.ts";
import { flatIndex, indexAt, nest, outputIndices } from "./loops.ts";
import { comprehensionOf } from "./placement.ts";

/** Where statements go, and how deep in loops that is. */
export interface Block {
  readonly statements: Statement[];
  readonly depth: number;
}

/**
 * Where the values that are already computed can be read: in a buffer, in a constant of the function, or, for what a step of a recurrence
 * sees, as elements of values outside.
 */
export type Home =
  | { readonly kind: "buffer"; readonly buffer: Buffer }
  | { readonly kind: "let"; readonly name: string }
  | { readonly kind: "outside"; readonly element: (indices: readonly Index[], block: Block) => Expr };

export interface Elements {
  /** One element of an operand: read where it is stored, computed where it is not. */
  element(operand: Operand, indices: readonly Index[], block: Block): Expr;
  /** One element of what an instruction makes. Loops of reductions go into the block; `sum` names their variable. */
  definition(instruction: Instruction, indices: readonly Index[], block: Block, sum?: string): Expr;
  /** Where a read or a piece of a scatter lies, at a point of the instruction's loops; what is loaded goes into the block. */
  places(read: readonly Affine[], instruction: Instruction, point: readonly Index[], block: Block): readonly Index[];
}

/**
 * Turns elements of values into expressions.
 * @param homes grows while sections are emitted
 * @param fresh makes a name of its own for a variable
 */
export function elementsOf(
  producers: ReadonlyMap<Value, Instruction>,
  homes: ReadonlyMap<Value, Home>,
  fresh: (base: string) => string,
): Elements {
  const element = (operand: Operand, indices: readonly Index[], block: Block): Expr => {
    if (!isValue(operand)) return { kind: "constant", value: operand.value };
    const home = homes.get(operand);
    if (home?.kind === "let") return { kind: "local", name: home.name };
    if (home?.kind === "outside") return home.element(indices, block);
    if (home !== undefined) return load(home.buffer, flatIndex(operand.type.shape, home.buffer, indices));
    const producer = producers.get(operand);
    invariant(producer !== undefined, `${operand.name} is neither stored nor made`);
    return definition(producer, indices, block);
  };

  const places = (
    read: readonly Affine[],
    instruction: Instruction,
    point: readonly Index[],
    block: Block,
  ): readonly Index[] =>
    read.map((index) => {
      const place = indexAt(index, point);
      if (index.loaded === undefined) return place;
      const operand = at(instruction.operands, index.loaded.operand);
      const value = element(operand, places(index.loaded.at, instruction, point, block), block);
      if (value.kind === "constant") return addIndex(place, constantIndex(value.value));
      const name = fresh(isValue(operand) ? `${operand.name}_at` : "at");
      block.statements.push({ kind: "let", name, value });
      return addIndex(place, loopIndex(name));
    });

  const elementAt = (
    read: Read,
    operand: Operand | undefined,
    instruction: Instruction,
    point: readonly Index[],
    block: Block,
  ): Expr => {
    if (isPosition(read)) return { kind: "index", at: indexAt(read.position, point) };
    invariant(operand !== undefined, `${instruction.op.name} lacks an operand`);
    if (!isFlat(read)) return element(operand, places(read, instruction, point, block), block);
    if (!isValue(operand)) return { kind: "constant", value: operand.value };
    const home = homes.get(operand);
    invariant(home !== undefined, `${operand.name} is read flat and not stored`);
    if (home.kind === "let") return { kind: "local", name: home.name };
    invariant(home.kind === "buffer", `${operand.name} is read flat and lies outside`);
    return load(home.buffer, flatIndex(read.as, home.buffer, places(read.at, instruction, point, block)));
  };

  const definition = (instruction: Instruction, indices: readonly Index[], block: Block, sum?: string): Expr => {
    const { reduction, reads, body } = comprehensionOf(instruction);
    const axes = reduction?.axes ?? [];
    const loops = axes.filter((axis) => axis !== COUNT);
    const inner: Block = loops.length === 0 ? block : { statements: [], depth: block.depth + loops.length };
    const point = [...indices, ...outputIndices(axes, block.depth)];
    const operands = reads.map((read, i) => elementAt(read, instruction.operands[i], instruction, point, inner));
    const term = body(expressions, ...readOnce(body, operands, instruction, inner));
    if (reduction === undefined || loops.length === 0) return term;
    const { start, step } = COMBINE[reduction.combiner];
    const total: Buffer = { name: fresh(sum ?? at(instruction.results, 0).name), storage: "local", size: 1 };
    inner.statements.push(step(total, ORIGIN, term));
    block.statements.push(set(total, ORIGIN, { kind: "constant", value: start }));
    block.statements.push(...nest(loops, block.depth, inner.statements));
    return load(total, ORIGIN);
  };

  /** Gives an operand that the scalar body reads more than once, as a square does, a variable of its own. */
  const readOnce = (
    body: Comprehension["body"],
    operands: readonly Expr[],
    instruction: Instruction,
    block: Block,
  ): readonly Expr[] => {
    if (operands.every((operand) => operand.kind !== "apply")) return operands;
    const mark = (i: number): string => `operand ${i}`;
    const times = new Map<string, number>();
    const marked = operands.map((_, i): Expr => ({ kind: "local", name: mark(i) }));
    visitExpr(body(expressions, ...marked), (expr) => {
      if (expr.kind === "local") times.set(expr.name, (times.get(expr.name) ?? 0) + 1);
    });
    return operands.map((operand, i): Expr => {
      if (operand.kind !== "apply" || (times.get(mark(i)) ?? 0) < 2) return operand;
      const source = instruction.operands[i];
      const name = fresh(source !== undefined && isValue(source) ? source.name : "operand");
      block.statements.push({ kind: "let", name, value: operand });
      return { kind: "local", name };
    });
  };

  return { element, definition, places };
}

const ORIGIN = constantIndex(0);

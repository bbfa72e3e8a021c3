import { at, invariant } from "../diagnostics/diagnostic.ts";
import { constantIndex } from "../ir/affine.ts";
import type { Buffer, Expr, Index, Statement } from "../ir/kernel.ts";
import type { Comprehension } from "../ir/op.ts";
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

/** Where the values that are already computed can be read: in a buffer, or in a constant of the function. */
export type Home =
  { readonly kind: "buffer"; readonly buffer: Buffer } | { readonly kind: "let"; readonly name: string };

export interface Elements {
  /** One element of an operand: read where it is stored, computed where it is not. */
  element(operand: Operand, indices: readonly Index[], block: Block): Expr;
  /** One element of what an instruction makes. Loops of reductions go into the block; `sum` names their variable. */
  definition(instruction: Instruction, indices: readonly Index[], block: Block, sum?: string): Expr;
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
    if (home !== undefined) return load(home.buffer, flatIndex(operand.type.shape, home.buffer, indices));
    const producer = producers.get(operand);
    invariant(producer !== undefined, `${operand.name} is neither stored nor made`);
    return definition(producer, indices, block);
  };

  const definition = (instruction: Instruction, indices: readonly Index[], block: Block, sum?: string): Expr => {
    const { reduction, reads, body } = comprehensionOf(instruction);
    const axes = reduction?.axes ?? [];
    const loops = axes.filter((axis) => axis !== COUNT);
    const inner: Block = loops.length === 0 ? block : { statements: [], depth: block.depth + loops.length };
    const point = [...indices, ...outputIndices(axes, block.depth)];
    const operands = instruction.operands.map((operand, i) =>
      element(
        operand,
        at(reads, i).map((index) => indexAt(index, point)),
        inner,
      ),
    );
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
      const source = at(instruction.operands, i);
      const name = fresh(isValue(source) ? source.name : "operand");
      block.statements.push({ kind: "let", name, value: operand });
      return { kind: "local", name };
    });
  };

  return { element, definition };
}

const ORIGIN = constantIndex(0);

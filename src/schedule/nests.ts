import { at, invariant } from "../diagnostics/diagnostic.ts";
import { addIndex, constantIndex, loopIndex, scaleIndex } from "../ir/affine.ts";
import { INTRINSICS } from "../ir/intrinsics.ts";
import type { Intrinsic, Scalars } from "../ir/intrinsics.ts";
import type { Buffer, Expr, Index, Kernel, Note, Statement, Storage } from "../ir/kernel.ts";
import { mathWriter, readable } from "../ir/math.ts";
import type { Affine, Comprehension } from "../ir/op.ts";
import { isValue, producersOf, usesOf } from "../ir/program.ts";
import type { Instruction, Operand, Origin, Program, Result, Value } from "../ir/program.ts";
import { COUNT, shapeText, sizeOf, stridesOf } from "../ir/shape.ts";
import type { Dim, Shape } from "../ir/shape.ts";
import { visitExpr } from "../ir/walk.ts";
import { comprehensionOf, isView, storedValues } from "./placement.ts";
import { settleReplacements } from "./replace.ts";
import { hasCount, reducesCount, sectionsOf } from "./sections.ts";
import type { Section } from "./sections.ts";

/** The loop over examples. */
export const EXAMPLE = "n";
const INDEX_NAMES = "ijkl";

/** Carrier: kernel expressions. */
const expressions: Scalars<Expr> = {
  ...(Object.fromEntries(
    Object.keys(INTRINSICS).map((intrinsic) => [
      intrinsic,
      (...operands: readonly Expr[]): Expr => ({ kind: "apply", intrinsic: intrinsic as Intrinsic, operands }),
    ]),
  ) as Omit<Scalars<Expr>, "constant">),
  constant: (value) => ({ kind: "constant", value }),
};

/** Where statements go, and how deep in loops that is. */
interface Block {
  readonly statements: Statement[];
  readonly depth: number;
}

/**
 * From a program to loop nests over scalars: one nest a stored value, everything else computed where it is read; sums over the examples go on
 * from one example to the next. Nothing is unrolled yet, and nothing fused but what is read once.
 */
export function nestsOf(program: Program, name: string): Kernel {
  const producers = producersOf(program);
  const uses = usesOf(program);
  const writer = mathWriter(program);
  const names = new Set<string>();
  const homes = new Map<Value, Buffer>();
  const lets = new Map<Value, string>();
  const stored = new Set<Value>();
  const written = new Set<Result>();
  const body: Statement[] = [];

  const fresh = (base: string): string => {
    let unique = base;
    for (let i = 2; names.has(unique); i++) unique = `${base}.${i}`;
    names.add(unique);
    return unique;
  };
  for (const slot of program.slots) {
    const storage: Storage = slot.kind;
    homes.set(slot.value, { name: slot.name, storage, size: sizeOf(slot.value.type.shape) });
  }

  for (const section of sectionsOf(program)) emitSection(section);
  // Results that are slots, constants, views or other results: copied.
  const copies = program.results.filter((result) => result.kind !== "loss" && !written.has(result));
  const ofExamples = copies.filter(({ value }) => isValue(value) && hasCount(value));
  if (ofExamples.length > 0) body.push(overExamples(ofExamples.map(copyNest)));
  for (const result of copies) if (!ofExamples.includes(result)) body.push(copyNest(result));
  return { name, body: settleReplacements(body) };

  function emitSection(section: Section): void {
    const several = storedValues(program, section.instructions, producers);
    const inLoop = section.kind === "loop";
    const block: Statement[] = [];
    for (const instruction of section.instructions) {
      if (isView(instruction)) continue;
      const value = at(instruction.results, 0);
      const results = program.results.filter(
        (result) => result.value === value && result.kind !== "loss" && result.kind !== "penalty",
      );
      const accumulates = inLoop && reducesCount(instruction);
      const crosses = !inLoop && readElsewhere(value, section);
      if (!accumulates && results.length === 0 && !several.has(value) && !crosses) continue;
      if (accumulates) accumulate(instruction, value, block);
      else store(instruction, value, results, block);
    }
    if (inLoop && block.length > 0) body.push(overExamples(block));
    else body.push(...block);
  }

  function overExamples(statements: readonly Statement[]): Statement {
    return { kind: "for", index: EXAMPLE, extent: "count", body: statements };
  }

  /** Whether another section reads a value of this one, through views as well. */
  function readElsewhere(value: Value, section: Section): boolean {
    const pending = [value];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      for (const reader of program.instructions) {
        if (!reader.operands.includes(next)) continue;
        if (isView(reader)) pending.push(...reader.results);
        else if (!section.instructions.includes(reader)) return true;
      }
    }
    return false;
  }

  /** Where a stored value lives: in the array of the result that it is, in a variable where it is a scalar, else in scratch memory. */
  function homeOf(value: Value, result: Result | undefined): Buffer | undefined {
    const size = sizeOf(value.type.shape);
    if (result !== undefined) return resultBuffer(result, size);
    const perExample = value.type.shape.filter((dim) => dim !== COUNT);
    return perExample.length === 0 ? undefined : { name: value.name, storage: "scratch", size };
  }

  function resultBuffer(result: Result, size: number): Buffer {
    if (result.kind === "output") return { name: result.name, storage: "output", size };
    if (result.kind === "gradient") return { name: result.name, storage: "gradient", size };
    if (result.kind === "replace") {
      const slot = program.slots.find((s) => s.name === result.name && s.kind !== "gradient");
      invariant(slot !== undefined, `no slot is called ${result.name}`);
      return { name: slot.name, storage: slot.kind, size, next: true };
    }
    return { name: "loss", storage: "loss", size: 1 };
  }

  /** A nest that computes a value and puts it where it lives. */
  function store(instruction: Instruction, value: Value, results: readonly Result[], block: Statement[]): void {
    const [first] = results;
    const home = homeOf(value, first);
    if (first !== undefined) written.add(first);
    const indices = outputIndices(value.type.shape, 0);
    const inner: Block = { statements: [], depth: loopsOf(value.type.shape).length };
    const expr = definition(instruction, indices, inner, home !== undefined);
    if (home === undefined && isVariable(expr)) {
      // The variable that the reduction ran in is the value.
      homes.set(value, expr.buffer);
      stored.add(value);
    } else if (home === undefined) {
      const local = fresh(value.name);
      inner.statements.push({ kind: "let", name: local, value: expr });
      lets.set(value, local);
    } else {
      inner.statements.push(set(home, flat(value, home, indices), expr));
      homes.set(value, home);
      stored.add(value);
    }
    block.push(group(instruction, value, wrap(value.type.shape, inner.statements)));
  }

  /** A sum (or maximum) over the examples: starts before the loop, goes on inside it. */
  function accumulate(instruction: Instruction, value: Value, block: Statement[]): void {
    const { shape } = value.type;
    const gradient = gradientEnd(value);
    const home: Buffer =
      shape.length === 0
        ? { name: fresh(value.name), storage: "local", size: 1 }
        : gradient === undefined
          ? { name: value.name, storage: "scratch", size: sizeOf(shape) }
          : resultBuffer(gradient, sizeOf(shape));
    const { reduction } = comprehensionOf(instruction);
    const isMax = reduction?.combiner === "max";
    const indices = outputIndices(shape, 0);
    const place = flat(value, home, indices);
    body.push(
      group(
        instruction,
        value,
        wrap(shape, [set(home, place, { kind: "constant", value: isMax ? -Infinity : 0 })]),
        "start",
      ),
    );
    const inner: Block = { statements: [], depth: loopsOf(shape).length };
    const term = definition(instruction, indices, inner);
    inner.statements.push(
      isMax
        ? set(home, place, expressions.max({ kind: "load", buffer: home, at: place }, term))
        : { kind: "store", buffer: home, at: place, mode: "add", value: term },
    );
    homes.set(value, home);
    stored.add(value);
    block.push(group(instruction, value, wrap(shape, inner.statements)));
  }

  /** The gradient result that a sum over examples becomes by elementwise steps that nothing else reads. */
  function gradientEnd(value: Value): Result | undefined {
    const direct = program.results.find((result) => result.kind === "gradient" && result.value === value);
    if (direct !== undefined) {
      written.add(direct);
      return direct;
    }
    const readers = program.instructions.filter((reader) => reader.operands.includes(value));
    const [reader] = readers;
    if ((uses.get(value) ?? 0) !== 1 || reader === undefined || reader.op.kind !== "elementwise") return undefined;
    const next = at(reader.results, 0);
    const end = program.results.find((result) => result.kind === "gradient" && result.value === next);
    return end ?? gradientEnd(next);
  }

  function copyNest(result: Result): Statement {
    const { shape } = result.value.type;
    const indices = outputIndices(shape, 0);
    const inner: Block = { statements: [], depth: loopsOf(shape).length };
    const expr = element(result.value, indices, inner);
    const home = resultBuffer(result, sizeOf(shape));
    inner.statements.push(set(home, flatShape(shape, home, indices), expr));
    const note: Note = { line: `${result.name}`, shape: shapeText(shape), origin: { phase: "forward" } };
    return { kind: "group", note, body: wrap(shape, inner.statements) };
  }

  /** The expression of one element of what an instruction makes; loops of reductions go into the block. */
  function definition(
    instruction: Instruction,
    indices: readonly Index[],
    block: Block,
    isStored: boolean = false,
  ): Expr {
    const { outputs, reduction, reads, body: scalar } = comprehensionOf(instruction);
    const value = at(instruction.results, 0);
    const axes = reduction?.axes ?? [];
    const loops = axes.filter((axis) => axis !== COUNT);
    const inner: Block = loops.length === 0 ? block : { statements: [], depth: block.depth + loops.length };
    const point = [...indices, ...outputIndices(axes, block.depth)];
    invariant(point.length === outputs.length + axes.length, `${value.name} is indexed at another rank`);
    const operands = instruction.operands.map((operand, i) =>
      element(
        operand,
        at(reads, i).map((index) => substitute(index, point)),
        inner,
      ),
    );
    const term = scalar(expressions, ...readOnce(scalar, operands, instruction, inner));
    if (reduction === undefined || loops.length === 0) return term;
    const isMax = reduction.combiner === "max";
    const name = fresh(!isStored ? value.name : isMax ? "top" : "sum");
    const total: Buffer = { name, storage: "local", size: 1 };
    const origin = constantIndex(0);
    const load: Expr = { kind: "load", buffer: total, at: origin };
    inner.statements.push(
      isMax
        ? set(total, origin, expressions.max(load, term))
        : { kind: "store", buffer: total, at: origin, mode: "add", value: term },
    );
    block.statements.push(set(total, origin, { kind: "constant", value: isMax ? -Infinity : 0 }));
    block.statements.push(...nest(loops, block.depth, inner.statements));
    return load;
  }

  /** Gives an operand that the scalar body reads more than once, as a square does, a variable of its own. */
  function readOnce(
    scalar: Comprehension["body"],
    operands: readonly Expr[],
    instruction: Instruction,
    block: Block,
  ): readonly Expr[] {
    if (operands.every((operand) => operand.kind !== "apply")) return operands;
    const marks = operands.map((_, i): Expr => ({ kind: "local", name: `operand ${i}` }));
    const times = new Map<string, number>();
    visitExpr(scalar(expressions, ...marks), (expr) => {
      if (expr.kind === "local") times.set(expr.name, (times.get(expr.name) ?? 0) + 1);
    });
    return operands.map((operand, i): Expr => {
      if (operand.kind !== "apply" || (times.get(`operand ${i}`) ?? 0) < 2) return operand;
      const source = at(instruction.operands, i);
      const name = fresh(isValue(source) ? source.name : "operand");
      block.statements.push({ kind: "let", name, value: operand });
      return { kind: "local", name };
    });
  }

  /** One element of an operand: loaded where it is stored, computed where it is not. */
  function element(operand: Operand, indices: readonly Index[], block: Block): Expr {
    if (!isValue(operand)) return { kind: "constant", value: operand.value };
    const local = lets.get(operand);
    if (local !== undefined) return { kind: "local", name: local };
    const home = homes.get(operand);
    const producer = producers.get(operand);
    if (home !== undefined && (producer === undefined || stored.has(operand))) {
      return { kind: "load", buffer: home, at: flat(operand, home, indices) };
    }
    invariant(producer !== undefined, `${operand.name} has no producer`);
    return definition(producer, indices, block);
  }

  /** What a line of the derivation defines: J, a gradient, a new weight, or a value. */
  function leftSide(value: Value): string {
    const result = program.results.find((r) => r.value === value);
    const slot = program.slots.find((s) => s.name === result?.name && s.kind !== "gradient");
    if (result?.kind === "objective") return "J =";
    if (result?.kind === "gradient" && slot !== undefined) return `∇${readable(slot.value.name)} =`;
    if (result?.kind === "replace" && slot !== undefined) return `${readable(slot.value.name)} ←`;
    return `${writer.name(value)} =`;
  }

  function group(instruction: Instruction, value: Value, statements: readonly Statement[], part?: "start"): Statement {
    const origin: Origin = instruction.origin;
    const line =
      part === "start" ? `${writer.name(value)} = 0` : `${leftSide(value)} ${writer.definition(instruction)}`;
    return {
      kind: "group",
      note: { line, shape: shapeText(value.type.shape.filter((dim) => dim !== COUNT)), origin },
      body: statements,
    };
  }
}

const isVariable = (expr: Expr): expr is Extract<Expr, { kind: "load" }> =>
  expr.kind === "load" && expr.buffer.storage === "local";

const set = (buffer: Buffer, index: Index, value: Expr): Statement => ({
  kind: "store",
  buffer,
  at: index,
  mode: "set",
  value,
});

/** The axes that get loops: all but the examples'. */
const loopsOf = (shape: Shape): readonly Dim[] => shape.filter((dim) => dim !== COUNT);

/** One index an axis: the example, or the loop of that depth. Axes of one element need no loop. */
function outputIndices(shape: Shape, depth: number): readonly Index[] {
  let next = depth;
  return shape.map((dim) =>
    dim === COUNT ? loopIndex(EXAMPLE) : dim === 1 ? (next++, constantIndex(0)) : loopIndex(indexName(next++)),
  );
}

const indexName = (depth: number): string => INDEX_NAMES[depth] ?? `i${depth}`;

/** Loops around statements, one for each axis but the examples'. */
const wrap = (shape: Shape, statements: readonly Statement[]): readonly Statement[] =>
  nest(loopsOf(shape), 0, statements);

function nest(extents: readonly Dim[], depth: number, statements: readonly Statement[]): readonly Statement[] {
  return extents.reduceRight<readonly Statement[]>((body, extent, i) => {
    if (extent === 1) return body;
    invariant(typeof extent === "number", "a loop over the examples stands inside a nest");
    return [{ kind: "for", index: indexName(depth + i), extent, body }];
  }, statements);
}

const substitute = (index: Affine, point: readonly Index[]): Index =>
  index.terms.reduce(
    (sum, { axis, stride }) => addIndex(sum, scaleIndex(at(point, axis), stride)),
    constantIndex(index.constant),
  );

const flat = (value: Value, home: Buffer, indices: readonly Index[]): Index =>
  flatShape(value.type.shape, home, indices);

/** Row-major; only the caller's arrays hold more than one example. */
function flatShape(shape: Shape, home: Buffer, indices: readonly Index[]): Index {
  const strides = stridesOf(shape);
  const manyExamples = home.storage === "input" || home.storage === "output";
  return shape.reduce<Index>((sum, dim, axis) => {
    if (dim === COUNT && !manyExamples) return sum;
    return addIndex(sum, scaleIndex(at(indices, axis), at(strides, axis)));
  }, constantIndex(0));
}

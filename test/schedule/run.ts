import { at } from "../../src/diagnostics/diagnostic.ts";
import { INTRINSICS } from "../../src/ir/intrinsics.ts";
import { bufferKey } from "../../src/ir/kernel.ts";
import type { Buffer, Expr, Index, Statement } from "../../src/ir/kernel.ts";
import { accessesOf } from "../../src/ir/walk.ts";

/** The names of a block: constants and variables, found in the blocks around it as well. */
interface Scope {
  readonly names: Map<string, number>;
  readonly outer: Scope | undefined;
}

/**
 * Runs loop nests as a target would: names are declared once, in the block where they stand, and memory that was never written is NaN.
 * @param given the contents of inputs, parameters, states and hyperparameters by buffer key: `parameter w`
 * @param arrays the memory of buffers that are not to get an array of their own
 * @returns everything that was read or written, by buffer key
 */
export function runKernel(
  body: readonly Statement[],
  given: Readonly<Record<string, ArrayLike<number>>>,
  count: number = 1,
  arrays: ReadonlyMap<string, Float64Array> = new Map(),
): ReadonlyMap<string, Float64Array> {
  const memory = new Map<string, Float64Array>(arrays);
  for (const { buffer } of accessesOf(body)) {
    const key = bufferKey(buffer);
    if (buffer.storage === "local" || memory.has(key)) continue;
    const perExample = buffer.storage === "input" || buffer.storage === "output";
    const values = given[key];
    const data =
      values === undefined
        ? new Float64Array(buffer.size * (perExample ? count : 1)).fill(NaN)
        : Float64Array.from(values);
    memory.set(key, data);
  }
  const indices = new Map<string, number>();
  const find = (name: string, scope: Scope | undefined): Scope => {
    if (scope === undefined) throw new Error(`${name} is not declared here`);
    return scope.names.has(name) ? scope : find(name, scope.outer);
  };
  // An index is a loop's, or a constant that was loaded to be one.
  const placeOf = ({ constant, terms }: Index, scope: Scope): number =>
    terms.reduce((sum, { index, stride }) => {
      const value = indices.get(index) ?? find(index, scope).names.get(index);
      if (value === undefined) throw new Error(`the index ${index} stands in no loop`);
      return sum + stride * value;
    }, constant);
  const element = (buffer: Buffer, index: Index, scope: Scope): { data: Float64Array; place: number } => {
    const data = memory.get(bufferKey(buffer));
    const place = placeOf(index, scope);
    if (data === undefined || place < 0 || place >= data.length)
      throw new Error(`${bufferKey(buffer)}[${place}] is outside`);
    return { data, place };
  };
  const evaluate = (expr: Expr, scope: Scope): number => {
    switch (expr.kind) {
      case "constant":
        return expr.value;
      case "index":
        return placeOf(expr.at, scope);
      case "local":
        return find(expr.name, scope).names.get(expr.name) ?? NaN;
      case "load": {
        if (expr.buffer.storage === "local") return find(expr.buffer.name, scope).names.get(expr.buffer.name) ?? NaN;
        const { data, place } = element(expr.buffer, expr.at, scope);
        return at(data, place);
      }
      case "apply": {
        const intrinsic: (...operands: number[]) => number = INTRINSICS[expr.intrinsic];
        return intrinsic(...expr.operands.map((operand) => evaluate(operand, scope)));
      }
    }
  };
  // As the printer does: the first store in the text of a block declares a variable, unless a block around it has one.
  const declared = new Set<Statement>();
  const declare = (statements: readonly Statement[], seen: Set<string>): void => {
    for (const statement of statements) {
      if (statement.kind === "for") declare(statement.body, new Set(seen));
      else if (statement.kind === "group") declare(statement.body, statement.apart === true ? new Set() : seen);
      else if (statement.kind === "store" && statement.buffer.storage === "local" && !seen.has(statement.buffer.name)) {
        seen.add(statement.buffer.name);
        declared.add(statement);
      }
    }
  };
  declare(body, new Set());
  const introduce = (name: string, value: number, scope: Scope): void => {
    if (scope.names.has(name)) throw new Error(`${name} is declared twice`);
    scope.names.set(name, value);
  };
  const run = (statements: readonly Statement[], scope: Scope): void => {
    for (const statement of statements) {
      switch (statement.kind) {
        case "group":
          // A function of its own sees nothing of what is declared around it.
          run(statement.body, statement.apart === true ? { names: new Map(), outer: undefined } : scope);
          break;
        case "for": {
          const extent = statement.extent === "count" ? count : statement.extent;
          if (indices.has(statement.index)) throw new Error(`loops over ${statement.index} stand inside one another`);
          const { step = 1, rest } = statement;
          const from = rest === undefined ? 0 : extent - (extent % rest);
          for (let i = from; i + step <= extent; i += step) {
            indices.set(statement.index, i);
            run(statement.body, { names: new Map(), outer: scope });
          }
          indices.delete(statement.index);
          break;
        }
        case "let":
          introduce(statement.name, evaluate(statement.value, scope), scope);
          break;
        case "store": {
          const { buffer, mode } = statement;
          const value = evaluate(statement.value, scope);
          if (buffer.storage !== "local") {
            const { data, place } = element(buffer, statement.at, scope);
            data[place] = mode === "add" ? at(data, place) + value : value;
          } else if (declared.has(statement)) {
            if (mode === "add") throw new Error(`${buffer.name} is added to before it starts`);
            introduce(buffer.name, value, scope);
          } else {
            const { names } = find(buffer.name, scope);
            names.set(buffer.name, mode === "add" ? (names.get(buffer.name) ?? NaN) + value : value);
          }
        }
      }
    }
  };
  run(body, { names: new Map(), outer: undefined });
  return memory;
}

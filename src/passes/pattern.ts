import { invariant } from "../diagnostics/diagnostic.ts";
import type { Builder } from "../ir/builder.ts";
import type { Attributes } from "../ir/op.ts";
import type { Instruction, Operand, Origin, Value } from "../ir/program.ts";
import { opByName } from "../ops/table.ts";

/**
 * A term of an algebraic rule, written as one would say it: `log(logistic(z))`, `div(exp(z), broadcast@b(sum@s(exp(z))))`. A lower-case word
 * without parentheses stands for any operand, the same one wherever it recurs; `k`, `k1`, … stand for literals only; `@name` binds an op's
 * attributes, so that the other side can use them.
 */
export type Term =
  | { readonly kind: "any"; readonly name: string }
  | { readonly kind: "literal"; readonly name: string }
  | { readonly kind: "number"; readonly value: number }
  | {
      readonly kind: "op";
      readonly op: string;
      readonly attributes: string | undefined;
      readonly operands: readonly Term[];
    };

export interface Bindings {
  readonly operands: ReadonlyMap<string, Operand>;
  readonly attributes: ReadonlyMap<string, Attributes>;
}

const NOTHING: Bindings = { operands: new Map(), attributes: new Map() };

/** Reads a term. */
export function parseTerm(text: string): Term {
  const tokens = text.match(/[A-Za-z]\w*|-?\d+(?:\.\d+)?|[@(),]/g) ?? [];
  let position = 0;
  const term = (): Term => {
    const token = tokens[position++];
    invariant(token !== undefined, `the rule term “${text}” ends too early`);
    if (/^-?\d/.test(token)) return { kind: "number", value: Number(token) };
    let attributes: string | undefined;
    if (tokens[position] === "@") {
      attributes = tokens[position + 1];
      position += 2;
    }
    if (tokens[position] !== "(")
      return /^k\d*$/.test(token) ? { kind: "literal", name: token } : { kind: "any", name: token };
    invariant(opByName.has(token), `the rule term “${text}” names the unknown op ${token}`);
    position++;
    const operands: Term[] = [];
    while (tokens[position] !== ")") {
      operands.push(term());
      if (tokens[position] === ",") position++;
    }
    position++;
    return { kind: "op", op: token, attributes, operands };
  };
  return term();
}

/** Matches a term against an instruction whose operands are already in their final form. */
export function match(
  term: Term,
  instruction: Instruction,
  producers: ReadonlyMap<Value, Instruction>,
): Bindings | undefined {
  return matchOp(term, instruction, producers, NOTHING);
}

function matchOp(
  term: Term,
  instruction: Instruction,
  producers: ReadonlyMap<Value, Instruction>,
  bound: Bindings,
): Bindings | undefined {
  if (term.kind !== "op" || instruction.op.name !== term.op || instruction.operands.length !== term.operands.length)
    return undefined;
  let start = bound;
  if (term.attributes !== undefined) {
    const known = bound.attributes.get(term.attributes);
    if (known !== undefined && JSON.stringify(known) !== JSON.stringify(instruction.attributes)) return undefined;
    start = { ...bound, attributes: new Map([...bound.attributes, [term.attributes, instruction.attributes]]) };
  }
  const inOrder = matchAll(term.operands, instruction.operands, producers, start);
  if (inOrder !== undefined || instruction.op.commutative !== true) return inOrder;
  return matchAll(term.operands, instruction.operands.toReversed(), producers, start);
}

function matchAll(
  terms: readonly Term[],
  operands: readonly Operand[],
  producers: ReadonlyMap<Value, Instruction>,
  start: Bindings,
): Bindings | undefined {
  let bound: Bindings | undefined = start;
  for (const [i, term] of terms.entries()) {
    const operand = operands[i];
    if (operand === undefined || bound === undefined) return undefined;
    bound = matchOperand(term, operand, producers, bound);
  }
  return bound;
}

function matchOperand(
  term: Term,
  operand: Operand,
  producers: ReadonlyMap<Value, Instruction>,
  bound: Bindings,
): Bindings | undefined {
  switch (term.kind) {
    case "number":
      return operand.kind === "literal" && Object.is(operand.value, term.value) ? bound : undefined;
    case "literal":
    case "any": {
      if (term.kind === "literal" && operand.kind !== "literal") return undefined;
      const known = bound.operands.get(term.name);
      if (known === undefined) return { ...bound, operands: new Map([...bound.operands, [term.name, operand]]) };
      return sameOperand(known, operand) ? bound : undefined;
    }
    case "op": {
      const producer = operand.kind === "value" ? producers.get(operand) : undefined;
      return producer === undefined ? undefined : matchOp(term, producer, producers, bound);
    }
  }
}

const sameOperand = (a: Operand, b: Operand): boolean =>
  a === b ||
  (a.kind === "literal" &&
    b.kind === "literal" &&
    Object.is(a.value, b.value) &&
    a.type.shape.join() === b.type.shape.join());

/** Emits a term under the bindings of a match. The last instruction takes `name`. */
export function build(term: Term, bound: Bindings, out: Builder, origin: Origin, name: string): Operand {
  const make = (t: Term, last: boolean): Operand | number => {
    switch (t.kind) {
      case "number":
        return t.value;
      case "literal":
      case "any": {
        const operand = bound.operands.get(t.name);
        invariant(operand !== undefined, `a rule's right side uses the unbound ${t.name}`);
        return operand;
      }
      case "op": {
        const op = opByName.get(t.op);
        invariant(op !== undefined, `a rule's right side names the unknown op ${t.op}`);
        const operands = t.operands.map((operand) => make(operand, false));
        const attributes = t.attributes === undefined ? {} : (bound.attributes.get(t.attributes) ?? {});
        return out.emit(op, operands, {
          attributes,
          origin: last ? origin : { ...origin, shown: false },
          ...(last && { name }),
        });
      }
    }
  };
  const made = make(term, true);
  invariant(typeof made !== "number", "a rule's right side may not be a bare number");
  return made;
}

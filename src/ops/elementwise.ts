import type { Scalars } from "../ir/intrinsics.ts";
import { call } from "../ir/notation.ts";
import type { Notation } from "../ir/notation.ts";
import type { Apply, Edge, Op, Smooth, VjpContext } from "../ir/op.ts";
import { sameType, typeText } from "../ir/shape.ts";
import type { Type } from "../ir/shape.ts";
import { identityRead } from "./attributes.ts";

interface Elementwise {
  readonly name: string;
  readonly doc: string;
  readonly arity: 1 | 2 | 3;
  readonly commutative?: boolean;
  readonly notation: Notation;
  readonly body: <T>(on: Scalars<T>, ...operands: readonly T[]) => T;
  /** The cotangents of the operands from that of the result (`dy`) and the result (`y`). */
  readonly vjp: <T>(rule: Rule<T>) => readonly (T | null)[];
  readonly smooth: readonly Smooth[];
  readonly edges?: readonly Edge[];
}

/** What an elementwise rule sees: the operands by position, a missing one being an invariant of `arity`. */
export interface Rule<T> {
  readonly on: Apply<T>;
  readonly dy: T;
  readonly y: T;
  readonly a: T;
  readonly b: T;
  readonly c: T;
}

/** An op that maps equal shapes point by point. Its shape rule, loops and batching follow from that. */
export function elementwise(record: Elementwise): Op {
  const { vjp, body, ...rest } = record;
  return {
    ...rest,
    kind: "elementwise",
    infer: (operands) => inferElementwise(record.name, operands),
    comprehension: (operands) => {
      const outputs = operands[0]?.shape ?? [];
      const identity = identityRead(outputs.length);
      return { outputs, reads: operands.map(() => identity), body };
    },
    batch: (attributes, batched) => (batched.every(Boolean) ? attributes : "broadcast operands first"),
    vjp: <T>(context: VjpContext<T>) => {
      const [a, b = a, c = b] = context.operands;
      if (a === undefined || b === undefined || c === undefined) return [];
      return vjp({ on: context.on, dy: context.dy, y: context.y, a, b, c });
    },
  };
}

function inferElementwise(name: string, operands: readonly Type[]): Type | string {
  const [first, ...others] = operands;
  if (first === undefined) return `${name} needs operands`;
  const odd = others.find((other) => !sameType(first, other));
  return odd === undefined
    ? first
    : `${name} needs operands of one type, found ${typeText(first)} and ${typeText(odd)}`;
}

/** A copy under another name. Differentiation uses it to name adjoints; the pass `copies` removes it. */
export const identity: Op = elementwise({
  name: "identity",
  doc: "a, under another name",
  arity: 1,
  notation: { form: "transparent" },
  body: (_on, a) => a,
  vjp: ({ dy }) => [dy],
  smooth: [{ range: [-3, 3] }],
});

/** A copy that hands no gradient on. What differences say of it is not what it is for: tests of derivatives leave it out. */
export const stopGradient: Op = elementwise({
  name: "stopGradient",
  doc: "a, taken for a constant: no gradient passes it",
  arity: 1,
  notation: call("stop", "\\operatorname{stop}"),
  body: (_on, a) => a,
  vjp: () => [null],
  smooth: [{ range: [-3, 3] }],
});

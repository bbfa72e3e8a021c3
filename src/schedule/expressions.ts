import { INTRINSICS } from "../ir/intrinsics.ts";
import type { Intrinsic, Scalars } from "../ir/intrinsics.ts";
import type { Buffer, Expr, Index, Statement } from "../ir/kernel.ts";

/** Carrier: kernel expressions. The bodies of ops, run with it, become code. */
export const expressions: Scalars<Expr> = {
  ...(Object.fromEntries(
    Object.keys(INTRINSICS).map((intrinsic) => [
      intrinsic,
      (...operands: readonly Expr[]): Expr => ({ kind: "apply", intrinsic: intrinsic as Intrinsic, operands }),
    ]),
  ) as Omit<Scalars<Expr>, "constant">),
  constant: (value) => ({ kind: "constant", value }),
};

export const load = (buffer: Buffer, at: Index): Expr => ({ kind: "load", buffer, at });

export const set = (buffer: Buffer, at: Index, value: Expr): Statement => ({
  kind: "store",
  buffer,
  at,
  mode: "set",
  value,
});

export const addTo = (buffer: Buffer, at: Index, value: Expr): Statement => ({
  kind: "store",
  buffer,
  at,
  mode: "add",
  value,
});

/** Where a reduction starts, and how it goes on: sums add, maxima compare. */
export const COMBINE = {
  sum: { start: 0, step: addTo },
  max: {
    start: -Infinity,
    step: (buffer: Buffer, at: Index, value: Expr) => set(buffer, at, expressions.max(load(buffer, at), value)),
  },
} as const;

export const isVariable = (expr: Expr): expr is Extract<Expr, { kind: "load" }> =>
  expr.kind === "load" && expr.buffer.storage === "local";

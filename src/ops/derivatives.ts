/**
 * Derivatives of one value of a program with respect to another that it is computed from. They stand for instructions that
 * `differentiate/expand.ts` puts in their place, and are gone before anything runs; so they have no meaning of their own, no rule and no
 * entry in the table.
 */
import { invariant } from "../diagnostics/diagnostic.ts";
import { call } from "../ir/notation.ts";
import type { Op } from "../ir/op.ts";
import { sameType, typeText } from "../ir/shape.ts";
import type { Type } from "../ir/shape.ts";

function early(name: string): never {
  invariant(false, `${name} is differentiated or batched before it is written out`);
}

function derivative(
  name: string,
  doc: string,
  third: "of" | "withRespectTo" | undefined,
  type: (of: Type, withRespectTo: Type) => Type,
): Op {
  const arity = third === undefined ? 2 : 3;
  return {
    name,
    kind: "derived",
    doc,
    arity,
    notation: call(name),
    infer: ([of, withRespectTo, vector]) => {
      if (of === undefined || withRespectTo === undefined) return `${name} needs ${arity} operands`;
      const like = third === "of" ? of : withRespectTo;
      if (third !== undefined && (vector === undefined || !sameType(vector, like)))
        return `${name} needs a vector of ${typeText(like)}, found ${vector === undefined ? "none" : typeText(vector)}`;
      return type(of, withRespectTo);
    },
    batch: () => early(name),
    vjp: () => early(name),
  };
}

/** Jᵀu of y with respect to x: `vjp(y, x, u)`, of the type of x. With u = 1 it is the gradient of Σ y. */
export const vjp: Op = derivative("vjp", "Jᵀu, J = ∂y/∂x", "of", (_, x) => x);

/** J v of y with respect to x: `jvp(y, x, v)`, of the type of y. */
export const jvp: Op = derivative("jvp", "J v, J = ∂y/∂x", "withRespectTo", (y) => y);

/** J of y with respect to x: `jacobian(y, x)`, the axes of y and then those of x. */
export const jacobian: Op = derivative("jacobian", "∂y/∂x, all of it", undefined, (y, x) => ({
  ...x,
  shape: [...y.shape, ...x.shape],
}));

/** Whether an op stands for a derivative that is to be written out. */
export const isDerivative = (op: Op): boolean => op === vjp || op === jvp || op === jacobian;

/** The name of a derivative that the user gave none: `dy_dx`, shown as ∂y/∂x. */
export const derivativeName = (of: string, by: string): string => `d${of}_d${by}`;

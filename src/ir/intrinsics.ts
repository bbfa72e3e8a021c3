import { exp2Part, exp2Rest, exp2Whole } from "./exp2.ts";

/**
 * The scalar functions that loop bodies are made of: the whole vocabulary between an op's meaning and a target's language.
 * A comparison yields 1 or 0 here; targets may print it as a boolean where it is only tested.
 */
export const INTRINSICS = {
  add: (a: number, b: number) => a + b,
  sub: (a: number, b: number) => a - b,
  mul: (a: number, b: number) => a * b,
  div: (a: number, b: number) => a / b,
  neg: (a: number) => -a,
  abs: (a: number) => Math.abs(a),
  sqrt: (a: number) => Math.sqrt(a),
  exp: (a: number) => Math.exp(a),
  log: (a: number) => Math.log(a),
  expm1: (a: number) => Math.expm1(a),
  log1p: (a: number) => Math.log1p(a),
  sin: (a: number) => Math.sin(a),
  cos: (a: number) => Math.cos(a),
  tanh: (a: number) => Math.tanh(a),
  floor: (a: number) => Math.floor(a),
  pow: (a: number, b: number) => Math.pow(a, b),
  min: (a: number, b: number) => Math.min(a, b),
  max: (a: number, b: number) => Math.max(a, b),
  less: (a: number, b: number) => (a < b ? 1 : 0),
  lessEqual: (a: number, b: number) => (a <= b ? 1 : 0),
  equal: (a: number, b: number) => (a === b ? 1 : 0),
  /** Of 32-bit integers, for random numbers that count instead of carrying a state along. */
  xor: (a: number, b: number) => a ^ b,
  shiftRight: (a: number, b: number) => a >>> b,
  imul: (a: number, b: number) => Math.imul(a, b),
  /** 2^(k/32) = exp2Part(k) · exp2Whole(k) for whole k from −34,440 to 32,799, and what the first factor lacks for its rounding. */
  exp2Part,
  exp2Rest,
  exp2Whole,
  select: (condition: number, then: number, otherwise: number) => (condition !== 0 ? then : otherwise),
} as const;

export type Intrinsic = keyof typeof INTRINSICS;

type Arguments<F, T> = F extends (...args: infer A) => number ? { [K in keyof A]: T } : never;

/** The same functions over any carrier: numbers (the interpreter), kernel expressions (the scheduler). */
export type Scalars<T> = { readonly [I in Intrinsic]: (...args: Arguments<(typeof INTRINSICS)[I], T>) => T } & {
  constant(value: number): T;
};

/** Carrier: plain numbers. */
export const numbers: Scalars<number> = { ...INTRINSICS, constant: (value) => value };

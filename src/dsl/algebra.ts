/** The elementwise ops as functions of graph nodes and numbers: the bodies of composites are written in them, as one writes a formula. */
import type { GraphNode, OpNode } from "../ir/graph.ts";
import type { Op } from "../ir/op.ts";
import * as arithmetic from "../ops/arithmetic.ts";
import * as comparison from "../ops/comparison.ts";
import { erf as errorFunction } from "../ops/erf.ts";
import * as nearZero from "../ops/nearZero.ts";
import * as piecewise from "../ops/piecewise.ts";
import * as transcendental from "../ops/transcendental.ts";
import { elementwise } from "./nodes.ts";

type Term = GraphNode | number;
type One = (x: Term) => OpNode;
type Two = (a: Term, b: Term) => OpNode;

const one =
  (op: Op): One =>
  (x) =>
    elementwise(op, x);
const two =
  (op: Op): Two =>
  (a, b) =>
    elementwise(op, a, b);

export const add: Two = two(arithmetic.add);
export const sub: Two = two(arithmetic.sub);
export const mul: Two = two(arithmetic.mul);
export const div: Two = two(arithmetic.div);
export const neg: One = one(arithmetic.neg);
export const reciprocal: One = one(arithmetic.reciprocal);
export const square: One = one(arithmetic.square);
export const exp: One = one(transcendental.exp);
export const log: One = one(transcendental.log);
export const sqrt: One = one(transcendental.sqrt);
export const tanh: One = one(transcendental.tanh);
export const expm1: One = one(nearZero.expm1);
export const erf: One = one(errorFunction);
export const abs: One = one(piecewise.abs);
export const relu: One = one(piecewise.relu);
export const step: One = one(piecewise.step);
export const greater: Two = two(piecewise.greater);
export const equal: Two = two(piecewise.equal);
export const greaterEqual: Two = two(comparison.greaterEqual);
export const lessEqual: Two = two(comparison.lessEqual);
export const select = (condition: Term, a: Term, b: Term): OpNode => elementwise(piecewise.select, condition, a, b);

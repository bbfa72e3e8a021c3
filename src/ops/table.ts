import type { Op } from "../ir/op.ts";
import * as arithmetic from "./arithmetic.ts";
import * as bounds from "./bounds.ts";
import * as comparison from "./comparison.ts";
import { constant } from "./constant.ts";
import { contract } from "./contraction.ts";
import { erf } from "./erf.ts";
import * as nearZero from "./nearZero.ts";
import * as piecewise from "./piecewise.ts";
import { pow } from "./powers.ts";
import { imul, shiftRight, uniform, whenTraining, xor } from "./random.ts";
import * as reduction from "./reduction.ts";
import * as rounding from "./rounding.ts";
import { meanOverExamples } from "./statistics.ts";
import * as transcendental from "./transcendental.ts";
import { identity, stopGradient } from "./elementwise.ts";
import * as indexing from "./indexing.ts";
import { scan } from "./scan.ts";
import { concat, pad, slice } from "./slices.ts";
import { reshape, transpose } from "./views.ts";
import { fold, window } from "./windows.ts";

const { sum, max, broadcast, logSumExp } = reduction;

/** Every op, by name. Tests, the parser of the text form and the documentation walk this table. */
export const OPS = {
  constant,
  identity,
  stopGradient,
  ...arithmetic,
  ...transcendental,
  ...nearZero,
  ...piecewise,
  ...comparison,
  ...bounds,
  ...rounding,
  pow,
  erf,
  contract,
  sum,
  max,
  broadcast,
  logSumExp,
  transpose,
  slice,
  window,
  reshape,
  pad,
  concat,
  fold,
  ...indexing,
  scan,
  imul,
  shiftRight,
  uniform,
  whenTraining,
  xor,
  meanOverExamples,
} as const satisfies Readonly<Record<string, Op>>;

/** The table with its keys widened to strings, for code that looks names up. */
export const opByName: ReadonlyMap<string, Op> = new Map(Object.entries(OPS));

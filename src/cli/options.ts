import { z } from "zod";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { UsageError } from "./failure.ts";

/** The forms of option values. What a value must be is said in words: they end the sentence "it must be …". */
const path = z.string().min(1, "a path");
const flag = z.boolean().default(false);
const whole = (from: number): z.ZodType<number, string> =>
  z
    .string()
    .regex(/^\d{1,15}$/, `a whole number from ${from} up`)
    .transform(Number)
    .refine((value) => value >= from, `a whole number from ${from} up`);
const oneOf = <const T extends readonly [string, ...string[]]>(...values: T): z.ZodEnum<{ [K in T[number]]: K }> =>
  z.enum(values, `one of ${values.join(", ")}`);
const share = z
  .string()
  .regex(/^(0?\.\d+|0)$/, "a share from 0 to below 1, such as 0.2")
  .transform(Number);

const amount = z
  .string()
  .regex(/^(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i, "a number from 0 up, such as 1e-4")
  .transform(Number)
  .refine(Number.isFinite, "a finite number");

export const compileOptions = z.object({
  out: path.optional(),
  precision: oneOf("f64", "f32"),
  style: oneOf("auto", "readable", "unrolled", "rolled"),
  math: oneOf("exact", "fast"),
  memory: oneOf("fast", "minimal"),
  inferenceOnly: flag,
  weights: path.optional(),
  check: flag,
  watch: flag,
  timings: flag,
  json: flag,
});

export const checkOptions = z.object({
  precision: oneOf("f64", "f32"),
  style: oneOf("auto", "readable", "unrolled", "rolled"),
  math: oneOf("exact", "fast"),
  all: flag,
  json: flag,
});

export const inspectOptions = z.object({
  stage: oneOf("graph", "ops", "adjoint", "optimized", "schedule", "memory", "module"),
  format: oneOf("text", "json", "latex", "dot", "svg").optional(),
  notation: oneOf("ops", "course", "ir").optional(),
  style: oneOf("auto", "readable", "unrolled", "rolled"),
  math: oneOf("exact", "fast"),
  memory: oneOf("fast", "minimal"),
  out: path.optional(),
});

export const trainOptions = z.object({
  data: z.array(path).optional(),
  epochs: whole(1).optional(),
  batchSize: whole(1).optional(),
  seed: whole(0).optional(),
  testSplit: share.optional(),
  validationSplit: share.optional(),
  patience: whole(0).optional(),
  minDelta: amount.optional(),
  monitor: z.string().min(1, "the name of a figure, such as valLoss").optional(),
  stopGradientNorm: amount.optional(),
  stopLossChange: amount.optional(),
  save: path.optional(),
  checkpoint: path.optional(),
  checkpointEvery: whole(1).optional(),
  resume: path.optional(),
  plot: z.boolean().optional(),
  json: flag,
});

/** Option values as commands take them. Throws one diagnostic for each that is not of its form. */
export function readOptions<T>(schema: z.ZodType<T>, raw: Readonly<Record<string, unknown>>): T {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  throw new UsageError(parsed.error.issues.map((issue) => badOption(issue, raw)));
}

function badOption(issue: z.core.$ZodIssue, raw: Readonly<Record<string, unknown>>): Diagnostic {
  const option = String(issue.path[0] ?? "");
  const flagName = `--${option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  const found = JSON.stringify(raw[option]) ?? "missing";
  return { code: "bad-option", message: `${flagName} is ${found}`, found, expected: issue.message };
}

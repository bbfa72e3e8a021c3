import { z } from "zod";

/** Goes up when something is removed or changes its meaning; additions leave it. */
export const VERSION = 1;

const version = z.literal(VERSION).describe("goes up when something is removed or changes its meaning");
const shape = z.array(z.union([z.int(), z.string()])).describe('axes; a string names the axis of examples, "count"');
const place = {
  file: z.string().optional().describe("counted from the folder of net.ts"),
  line: z.int().optional(),
  column: z.int().optional(),
};
const operand = z.union([z.string(), z.number()]).describe("the name of a value, or a constant");

/** `inspect --stage graph --format json` */
export const graphSchema = z.strictObject({
  version,
  stage: z.literal("graph"),
  name: z.string(),
  nodes: z
    .array(
      z.strictObject({
        name: z.string().describe("the user's name, or #1, #2, …"),
        kind: z.enum(["input", "parameter", "constant", "op", "composite", "counter", "element", "scan", "error"]),
        what: z.string().describe("the function that was called, or the role of a parameter"),
        operands: z.array(z.string()),
        settings: z.array(z.string()).describe("what the call takes besides, such as the units of a dense layer"),
        shape,
        ...place,
      }),
    )
    .describe("operands before users"),
  inputs: z.array(z.string()),
  outputs: z.array(z.strictObject({ name: z.string(), node: z.string() })),
  losses: z.array(z.string()).describe("nodes, added up"),
  optimizer: z.looseObject({ kind: z.string(), learningRate: z.number() }),
  regularizer: z.looseObject({ kind: z.string() }).optional(),
});

const instruction = z.strictObject({
  value: z.string(),
  op: z.string(),
  operands: z.array(operand),
  attributes: z.record(z.string(), z.unknown()),
  shape,
  text: z.string().describe("the line as mathematics, in the notation asked for"),
  phase: z.enum(["forward", "adjoint", "update"]),
  adjointOf: z.string().optional().describe("the value whose adjoint this is"),
  rule: z.string().optional().describe("the op whose derivative made it, or the algebraic rule"),
  ...place,
  get body() {
    return body.optional();
  },
});

/** What a recurrence does in a step. */
const body = z.strictObject({
  parameters: z
    .array(z.string())
    .describe("the state, what is read of each sequence, then what is the same in every step"),
  get instructions() {
    return z.array(instruction);
  },
  next: operand.describe("the next state"),
});

/** `inspect --stage ops|adjoint|optimized --format json` */
export const programSchema = z.strictObject({
  version,
  stage: z.enum(["ops", "adjoint", "optimized"]),
  name: z.string(),
  slots: z.array(
    z.strictObject({
      kind: z.enum(["input", "parameter", "state", "hyperparameter", "gradient"]),
      name: z.string().describe("the public name: hidden.weight"),
      value: z.string().describe("the name in instructions: W1"),
      shape,
      element: z.literal("int32").optional().describe("it holds indices; left out, numbers"),
    }),
  ),
  instructions: z.array(instruction),
  results: z.array(
    z.strictObject({
      kind: z.enum(["output", "loss", "penalty", "objective", "gradient", "replace"]),
      name: z.string(),
      value: operand,
    }),
  ),
});

/** `inspect --stage module --format json` */
export const moduleSchema = z.strictObject({
  version,
  stage: z.literal("module"),
  name: z.string(),
  parameterCount: z.int(),
  parameters: z.array(z.strictObject({ name: z.string(), shape, offset: z.int(), size: z.int() })),
  text: z.string().describe("the TypeScript module"),
});

export type ModuleJson = z.infer<typeof moduleSchema>;

/** The JSON Schema of everything that `inspect --format json` prints, by stage. */
export const jsonSchema = (): Readonly<Record<string, unknown>> =>
  z.toJSONSchema(z.discriminatedUnion("stage", [graphSchema, programSchema, moduleSchema]));

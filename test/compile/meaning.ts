import { at } from "../../src/diagnostics/diagnostic.ts";
import type { Compilation } from "../../src/compile.ts";
import { rebuild } from "../../src/ir/builder.ts";
import type { Network } from "../../src/ir/graph.ts";
import type { Program } from "../../src/ir/program.ts";
import { interpret } from "../../src/ops/interpreter.ts";
import { whenTraining } from "../../src/ops/random.ts";
import { bindingsOf, difference, outputsOf, rowsFrom } from "./harness.ts";
import type { Trial } from "./harness.ts";

/** As the course writes it: λ₁/m Σ |w| + λ₂/(2m) Σ w², and its gradient, from the network alone. */
export function penaltyOf({ ops, network }: Pick<Compilation, "ops" | "network">, { code, net, count }: Trial) {
  const m = trainingSize(code, net.hyper) || count;
  const gradient = new Float64Array(net.parameters.length);
  let value = 0;
  for (const slot of ops.slots) {
    if (slot.kind !== "parameter" || !slot.trainable) continue;
    const [l1, l2] = lambdasOf(slot.regularizer ?? (slot.role === "weight" ? network.regularizer : undefined));
    const { offset, size } = at(
      code.parameters.filter(({ name }) => name === slot.name),
      0,
    );
    for (let i = offset; i < offset + size; i++) {
      const w = at(net.parameters, i);
      value += (l1 * Math.abs(w) + (l2 / 2) * w * w) / m;
      gradient[i] = (l1 * Math.sign(w) + l2 * w) / m;
    }
  }
  return { value, gradient };
}

function lambdasOf(given: Network["regularizer"]): readonly [number, number] {
  if (given === undefined) return [0, 0];
  if (given.kind === "elasticNet") return [given.l1, given.l2];
  return given.kind === "l1" ? [given.lambda, 0] : [0, given.lambda];
}

const trainingSize = (code: Trial["code"], hyper: Float64Array): number =>
  hyper[code.hyperparameters.findIndex(({ name }) => name === "trainingSize")] ?? 0;

/** As it predicts: dropout is off, statistics are the running ones. */
const predicting = (ops: Program): Program =>
  rebuild(ops, ({ op }, operands) => (op === whenTraining ? operands[1] : undefined));

/** The mean over the examples of the results of one kind. */
export const meanOf = (results: ReadonlyMap<string, Float64Array>, kind: string, count: number): number =>
  [...results].reduce(
    (sum, [name, data]) => (name.startsWith(`${kind} `) ? data.reduce((a, b) => a + b, sum) : sum),
    0,
  ) / count;

/**
 * `forward` and `objective` against the naive list of operations, run for one example after the other: nothing of what makes code of it (the stable
 * forms, the batch, the passes, the penalty) has a part in what is expected.
 */
export function meaningErrors(compilation: Compilation, given: Trial): readonly string[] {
  const { net, rows, count } = given;
  const naive = predicting(compilation.ops);
  const parts = namesExamples(compilation.ops)
    ? [interpret(naive, bindingsOf(given, rows), count)]
    : Array.from({ length: count }, (_, n) => interpret(naive, bindingsOf(given, rowsFrom(given, n, n + 1)), 1));
  const outputs = outputsOf(given, count);
  const J = net.run("objective", rows, count) ?? NaN;
  net.run("forward", { ...rows, ...outputs }, count);
  // As written, log(1 − σ(z)) and the like cancel where z is large: there the stable form is right.
  const tame = (outputs["z"] ?? []).every((z) => Math.abs(z) < 8);
  if (!tame) return [];
  const loss = parts.reduce((sum, part) => sum + meanOf(part, "loss", count), 0);
  const errors = Object.entries(outputs).map(([name, data]): [string, number] => {
    const want = parts.flatMap((part) => [...(part.get(`output ${name}`) ?? [])]);
    return [`output ${name}`, difference(data, want)];
  });
  errors.push(["objective", difference([J], [loss + penaltyOf(compilation, given).value])]);
  return errors.flatMap(([name, error]) => (error <= 1e-10 ? [] : [`${name} is not what was written, by ${error}`]));
}

const namesExamples = ({ slots }: Program): boolean =>
  slots.some(({ kind, value }) => kind === "input" && value.type.shape.some((dim) => typeof dim === "string"));

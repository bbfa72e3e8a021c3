import type { Compilation } from "../compile.ts";
import { runEmitted } from "../load/emitted.ts";
import { namesExamples } from "../passes/batch.ts";
import { checkDerivatives } from "../verify/derivatives.ts";
import type { DerivativeCheck } from "../verify/derivatives.ts";
import { checkGradient } from "../verify/gradient.ts";
import type { GradientCheck } from "../verify/gradient.ts";
import { checkMeaning } from "../verify/meaning.ts";
import type { Values } from "../verify/numerical.ts";
import { createRandom } from "../verify/random.ts";
import { perturb, sampleInput } from "../verify/sample.ts";
import { workOf } from "../verify/work.ts";
import { checkSteps } from "../verify/steps.ts";
import type { Disagreement } from "../verify/steps.ts";
import { asModule, subjectOf } from "./subject.ts";
import type { EmittedNetwork } from "./subject.ts";

/** What running the emitted text has shown. */
export interface Verification {
  /** Absent for a module that only predicts. */
  readonly gradient?: GradientCheck;
  /** Between a step and its parts. */
  readonly disagreements: readonly Disagreement[];
  /** Between what is emitted and the list of operations. */
  readonly meaning: readonly Disagreement[];
  /** Of the derivatives inside the graph. */
  readonly derivatives: DerivativeCheck;
}

/** What the interpreter may do, in scalar bodies: about a second. */
const WORK = 3_000_000;

/** An m that is not the number of examples, so that the regulariser's λ/(2m) is told from λ/(2 count). */
const TRAINING_SIZE = 7;

/**
 * Runs a module as it is emitted, and compares its outputs and J with what the interpreter makes of the network, its gradient with differences
 * of J, its fused step with two calls, and the derivatives inside the graph with differences of what they are derivatives of.
 */
export function verifyModule(text: string, compilation: Compilation, budget?: number): Verification {
  const { create } = asModule(runEmitted(text, "module.ts"));
  // One for all, as it may be large; each begins at the initial parameters.
  const net = create();
  const start = net.parameters.slice();
  const training = verifyTraining(net, compilation, budget);
  net.parameters.set(start);
  const meaning = verifyMeaning(net, compilation);
  net.parameters.set(start);
  return { ...training, meaning, derivatives: verifyDerivatives(net, compilation, budget === Infinity) };
}

function verifyTraining(
  net: EmittedNetwork,
  compilation: Compilation,
  budget: number | undefined,
): Pick<Verification, "gradient" | "disagreements"> {
  const { code, ops, modes } = compilation;
  if (!code.functions.some(({ name }) => name === "backward")) return { disagreements: [] };
  const subject = subjectOf(compilation);
  net.trainingSize = TRAINING_SIZE;
  // What stops gradients makes ∇J another than the derivative of J: differences would tell a lie.
  if (ops.instructions.some(({ op }) => op.name === "stopGradient"))
    return { disagreements: hasUpdate(code) ? checkSteps(net, subject, !modes) : [] };
  const gradient = checkGradient(net, subject, {
    ...(budget !== undefined && { budget }),
    // With dropout it measures something else.
    ...(!modes && { objective: (...args) => net.objective(...args) }),
  });
  // Without `update` there is nothing to compare `trainStep` with.
  const comparable = gradient.nonFinite === undefined && hasUpdate(code);
  return { gradient, disagreements: comparable ? checkSteps(net, subject, !modes) : [] };
}

/**
 * Of as many examples as run every loop, or of as few as the interpreter has time for; where one is too many, nothing is compared. It computes
 * in double precision with the language's functions, and what other code rounds may rightly come out otherwise.
 */
function verifyMeaning(net: EmittedNetwork, compilation: Compilation): readonly Disagreement[] {
  const { code, kernels, meaning } = compilation;
  const { examples: enough = 3 } = subjectOf({ code, kernels });
  const count = [enough, 2, 1].find((examples) => workOf(meaning, 1) * examples <= WORK);
  if (count === undefined || !compilation.isExact) return [];
  const { inputs, outputs, parameters, call } = drawn(net, compilation, count, 5);
  call("forward");
  const hasObjective = code.functions.some(({ name }) => name === "objective");
  if (hasObjective) net.trainingSize = TRAINING_SIZE;
  const objective = hasObjective ? call("objective") : undefined;
  const found = Object.fromEntries(Object.entries(outputs).map(([name, values]) => [`output ${name}`, values]));
  const fixed = { ...parameters, trainingSize: [TRAINING_SIZE] };
  const answers = { count, inputs, fixed, found };
  return checkMeaning(meaning, typeof objective === "number" ? { ...answers, objective } : answers);
}

/** At a point near the initial parameters, for one example drawn from the domains of the inputs; for two where the rows are written out. */
function verifyDerivatives(net: EmittedNetwork, compilation: Compilation, all: boolean): DerivativeCheck {
  const { code, derivatives, ops } = compilation;
  if (derivatives.claims.length === 0) return { ok: true, rows: [] };
  const { precision } = code;
  const count = namesExamples(ops) ? 2 : 1;
  const { inputs, outputs, parameters, call } = drawn(net, compilation, count, 4);
  call("forward");
  return checkDerivatives(derivatives, { ...inputs, ...parameters }, outputs, { precision, count, all });
}

/** Examples drawn from the domains of the inputs, room for outputs, and the emitted methods on these, near the initial parameters. */
function drawn(net: EmittedNetwork, { code }: Compilation, count: number, seed: number) {
  const random = createRandom(seed);
  perturb(net.parameters, code.parameters, random);
  const inputs = code.inputs.map(
    (input) =>
      [
        input,
        sampleInput({ ...input, element: input.isInt32 ? "int32" : "float" }, count, code.precision, random),
      ] as const,
  );
  const outputs = code.outputs.map(
    (output) => [output, new (code.precision === "f64" ? Float64Array : Float32Array)(count * output.size)] as const,
  );
  const tensors = [...inputs, ...outputs];
  const call = (method: "forward" | "objective"): number | void => {
    const arrays = code.functions.find(({ name }) => name === method)?.arrays ?? [];
    const given = arrays.flatMap(({ identifier }) =>
      tensors.flatMap(([tensor, values]) => (tensor.identifier === identifier ? [values] : [])),
    );
    return net[method](...given, count);
  };
  const named = (of: readonly (readonly [{ readonly name: string }, Values | Int32Array])[]) =>
    Object.fromEntries(of.map(([{ name }, values]) => [name, values]));
  const parameters = Object.fromEntries(
    code.parameters.map(({ name, offset, size }) => [name, net.parameters.slice(offset, offset + size)]),
  );
  return { inputs: named(inputs), outputs: named(outputs), parameters, call };
}

const hasUpdate = ({ functions }: Compilation["code"]): boolean => functions.some(({ name }) => name === "update");

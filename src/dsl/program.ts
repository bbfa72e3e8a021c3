import type { Network, Optimizer } from "./network.ts";
import { network } from "./network.ts";
import { badOption, checkOptions } from "./arguments.ts";
import { lbfgs } from "./optimizers/lbfgs.ts";
import type { Tensor } from "./tensor.ts";
import type { Scalar } from "./shapes.ts";

export interface ProgramOptions {
  /** Names the emitted module and what it exports. Default "program". */
  readonly name?: string;
  /** What comes in. The keys are the public names, in the order in which `forward` takes them. */
  readonly inputs?: Readonly<Record<string, Tensor>>;
  /** What `forward` computes: functions, and their derivatives. The keys are the public names. */
  readonly outputs: Readonly<Record<string, Tensor>>;
  /** One number that `trainStep` makes smaller by changing parameters. Left out, the program only computes. */
  readonly minimize?: Tensor<Scalar>;
  /** Default `lbfgs()`. */
  readonly optimizer?: Optimizer;
  /** Adds `process` and `reset`, as that of `network` does: a recurrence that runs step by step. Default false. */
  readonly stateful?: boolean;
}

const OPTIONS = ["name", "inputs", "outputs", "minimize", "optimizer", "stateful"];

/**
 * What net.ts exports as its default where there is no network: a function, its gradient, its Hessian. It is compiled as a network is: one
 * call of `forward` computes all outputs, whose derivatives have been compared with differences of the functions. Parameters are what
 * `minimize` is minimised over. `count` points may be computed in one call.
 */
export function program(options: ProgramOptions): Network {
  const readable = typeof options === "object" && options !== null;
  const wrong = readable
    ? checkOptions("program", options, OPTIONS)
    : badOption("program", "its argument", options, "an object", "As in program({ inputs: { x }, outputs: { f } }).");
  const given: Partial<ProgramOptions> = readable ? options : {};
  const { name = "program", inputs = {}, outputs = {}, minimize, optimizer = lbfgs(), stateful = false } = given;
  const loss = minimize !== undefined && { loss: minimize };
  const net = network({ name, inputs, outputs, ...loss, optimizer, stateful });
  // The same checks, said of this call.
  const found = net.diagnostics.map(({ diagnostic, ...rest }) => ({
    ...rest,
    diagnostic: {
      ...diagnostic,
      message: diagnostic.message.replace(/^network\b/u, "program").replace(/: (the )?loss\b/u, ": minimize"),
      ...(diagnostic.hint !== undefined && { hint: diagnostic.hint.replace("As in network(", "As in program(") }),
    },
  }));
  const diagnostics = wrong === undefined ? found : [{ diagnostic: wrong }];
  return { ...net, isProgram: true, diagnostics };
}

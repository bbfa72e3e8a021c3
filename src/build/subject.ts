import type { Compilation } from "../compile.ts";
import { invariant } from "../diagnostics/diagnostic.ts";
import type { Kernel } from "../ir/kernel.ts";
import { visitStatements } from "../ir/walk.ts";
import type { Values } from "../verify/numerical.ts";
import type { Subject } from "../verify/runnable.ts";
import type { Steppable } from "../verify/steps.ts";

/** An instance of an emitted module, as far as nngen itself uses it (DESIGN 5). */
export interface EmittedNetwork extends Steppable {
  learningRate: number;
  trainingSize: number;
  /** Of a network that standardizes: whether mean and scale have been fitted or loaded. */
  adapted?: boolean;
  /** Takes the arrays of inputs and outputs, in their order, and the number of examples. */
  forward(...args: readonly (Values | Int32Array | number)[]): void;
  fit(x: unknown, y: unknown, options: object): Promise<{ readonly epochs: number }>;
  evaluate(x: unknown, y: unknown): Readonly<Record<string, number>>;
  save(): Uint8Array;
  load(bytes: Uint8Array): void;
}

export interface EmittedModule {
  create(options?: { readonly seed?: number }): EmittedNetwork;
}

const isModule = (exports: object): exports is EmittedModule =>
  "create" in exports && typeof exports.create === "function";

export function asModule(exports: object): EmittedModule {
  invariant(isModule(exports), "the emitted module has no create");
  return exports;
}

/** What the gradient check has to know of a module. */
export function subjectOf({ code, kernels }: Pick<Compilation, "code" | "kernels">): Subject {
  const backward = code.functions.find(({ name }) => name === "backward");
  const inputs = (backward?.arrays ?? []).map(({ identifier }) => {
    const input = code.inputs.find((candidate) => candidate.identifier === identifier);
    invariant(input !== undefined, `backward takes ${identifier}, which is no input`);
    const element = input.isInt32 ? ("int32" as const) : ("float" as const);
    return { name: input.name, size: input.size, element, domain: input.domain };
  });
  const block = blockOf(kernels);
  return {
    precision: code.precision,
    ...(block > 1 && { examples: block + 1 }),
    inputs,
    parameters: code.parameters,
  };
}

/** How many examples go side by side in some function. */
function blockOf(kernels: readonly Kernel[]): number {
  let largest = 1;
  for (const { body } of kernels)
    visitStatements(body, (statement) => {
      if (statement.kind === "for" && statement.extent === "count") largest = Math.max(largest, statement.step ?? 1);
    });
  return largest;
}

import { invariant } from "../diagnostics/diagnostic.ts";
import type { ModuleCode } from "../targets/typescript/code.ts";
import type { Subject } from "../verify/runnable.ts";
import type { Steppable } from "../verify/steps.ts";
import type { Streaming, StreamSubject } from "../verify/stream.ts";

/** An instance of an emitted module, as far as nngen itself uses it (DESIGN 5). */
export interface EmittedNetwork extends Steppable, Streaming {
  learningRate: number;
  trainingSize: number;
  /** Of a network that standardizes: whether mean and scale have been fitted or loaded. */
  adapted?: boolean;
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
export function subjectOf(code: ModuleCode): Subject {
  const backward = code.functions.find(({ name }) => name === "backward");
  const inputs = (backward?.arrays ?? []).map(({ identifier }) => {
    const input = code.inputs.find((candidate) => candidate.identifier === identifier);
    invariant(input !== undefined, `backward takes ${identifier}, which is no input`);
    return { name: input.name, size: input.size, element: elementOf(input), domain: input.domain };
  });
  return { precision: code.precision, inputs, parameters: code.parameters };
}

/** What the check of a stream has to know of a module; nothing, where it has no `process`. */
export function streamOf(code: ModuleCode): StreamSubject | undefined {
  const arrays = code.functions.find(({ name }) => name === "process")?.arrays;
  if (arrays === undefined) return undefined;
  const taken = <T extends { readonly identifier: string }>(tensors: readonly T[]) =>
    tensors.flatMap((tensor) => {
      const array = arrays.find(({ identifier }) => identifier === tensor.identifier);
      return array === undefined ? [] : [{ ...tensor, ...(array.step && { step: array.step.size }) }];
    });
  const inputs = taken(code.inputs).map((input) => ({ ...input, element: elementOf(input) }));
  return { precision: code.precision, parameters: code.parameters, inputs, outputs: taken(code.outputs) };
}

const elementOf = ({ isInt32 }: { readonly isInt32?: boolean }): "int32" | "float" => (isInt32 ? "int32" : "float");

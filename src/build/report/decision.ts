import type { Data, Values } from "../../load/csv.ts";
import type { InputCode, ModuleCode, OutputCode } from "../../targets/typescript/code.ts";

/** How an output tells classes apart. */
export interface Decision {
  readonly output: OutputCode;
  readonly target: InputCode;
  readonly classes: readonly string[];
}

/** Each output with the target that it predicts. A single output predicts a single target of its size, whatever the loss compares. */
export function predictionsOf({ outputs, inputs }: ModuleCode): readonly Pick<Decision, "output" | "target">[] {
  const targets = inputs.filter(({ role }) => role === "target");
  const only = outputs.length === 1 && targets.length === 1 ? targets[0] : undefined;
  return outputs.flatMap((output) => {
    const target = targets.find(({ name }) => name === output.predicts) ?? only;
    const fits = target?.size === output.size || (target !== undefined && output.predicts === target.name);
    return target !== undefined && fits ? [{ output, target }] : [];
  });
}

/** The outputs that decide between classes: those of a label, and those of a target that is 0 or 1 in every row. */
export const decisionsOf = (code: ModuleCode, data: Data): readonly Decision[] =>
  predictionsOf(code).flatMap(({ output, target }): readonly Decision[] => {
    if (target.classes !== undefined) return [{ output, target, classes: target.classes }];
    if (output.scores === "classes")
      return [{ output, target, classes: Array.from({ length: output.size }, (_, k) => String(k)) }];
    const isBinary = target.size === 1 && data.values.get(target.name)?.every((value) => value === 0 || value === 1);
    return isBinary === true ? [{ output, target, classes: ["0", "1"] }] : [];
  });

/** The class of each row: what class indices say; of several values the place of the largest, the first of equals; of one value whether it is ½ or more. */
export function classesOf({ output }: Decision, values: Values): Uint32Array {
  if (values instanceof Int32Array) return Uint32Array.from(values);
  const { size } = output;
  return Uint32Array.from({ length: values.length / size }, (_, row) => {
    if (size === 1) return (values[row] ?? 0) >= 0.5 ? 1 : 0;
    let best = 0;
    for (let k = 1; k < size; k++) {
      if ((values[row * size + k] ?? NaN) > (values[row * size + best] ?? NaN)) best = k;
    }
    return best;
  });
}

/** The tables of a module: what its arrays hold, and where. */
import { producersOf } from "../../ir/program.ts";
import type { InputSlot, ParameterSlot, StateSlot } from "../../ir/program.ts";
import { COUNT, sizeOf } from "../../ir/shape.ts";
import type { Shape } from "../../ir/shape.ts";
import type { InputCode, OutputCode, ParameterCode, StateCode } from "./code.ts";
import type { ModulePlan } from "./plan.ts";
import type { Namer } from "./names.ts";

const perExample = (shape: Shape): Shape => shape.filter((dim) => dim !== COUNT);

export function layoutParameters(slots: readonly ParameterSlot[], names: Namer): readonly ParameterCode[] {
  let offset = 0;
  return slots.map((slot): ParameterCode => {
    const { shape } = slot.value.type;
    const size = sizeOf(shape);
    const identifier = names.identifier(`parameter ${slot.name}`, slot.value.name);
    const code: ParameterCode = {
      name: slot.name,
      identifier,
      gradientIdentifier: names.identifier(`gradient ${slot.name}`, `d${identifier}`),
      shape,
      offset,
      size,
      trainable: slot.trainable,
      role: slot.role,
      initialize: slot.initialize,
      ...(slot.fits !== undefined && { fits: slot.fits }),
    };
    offset += size;
    return code;
  });
}

export function layoutState(slots: readonly StateSlot[], names: Namer): readonly StateCode[] {
  let offset = 0;
  return slots.map((slot): StateCode => {
    const { shape } = slot.value.type;
    const size = sizeOf(shape);
    const identifier = names.identifier(`state ${slot.name}`, slot.value.name);
    const code: StateCode = { name: slot.name, identifier, shape, offset, size, initial: slot.initial };
    offset += size;
    return code;
  });
}

export function inputCode(slot: InputSlot, targets: readonly string[], names: Namer): InputCode {
  const shape = perExample(slot.value.type.shape);
  return {
    name: slot.name,
    identifier: names.identifier(`input ${slot.name}`, slot.name),
    shape,
    size: sizeOf(shape),
    role: targets.includes(slot.name) ? "target" : "input",
    domain: slot.domain,
    ...(slot.classes !== undefined && { classes: slot.classes }),
  };
}

/** An output predicts the only target of its shape; where that is a label, its elements are the classes' scores. */
export function outputCodes(plan: ModulePlan, inputs: readonly InputCode[], names: Namer): readonly OutputCode[] {
  const producers = producersOf(plan.signature);
  return plan.signature.results.flatMap(({ kind, name, value }): OutputCode[] => {
    if (kind !== "output") return [];
    const shape = perExample(value.type.shape);
    const targets = inputs.filter((i) => i.role === "target" && i.shape.join() === shape.join());
    const [target] = targets.length === 1 ? targets : [];
    const wish = value.kind === "value" && producers.has(value) ? name : `${name}Out`;
    return [
      {
        name,
        identifier: names.identifier(`output ${name}`, wish),
        shape,
        size: sizeOf(shape),
        ...(target !== undefined && { predicts: target.name }),
        ...(target?.classes !== undefined && { classes: target.classes }),
        scores:
          target?.classes !== undefined ? "classes" : plan.probabilities.includes(name) ? "probabilities" : "errors",
      },
    ];
  });
}

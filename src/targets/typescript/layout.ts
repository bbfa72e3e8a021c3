/** The tables of a module: what its arrays hold, and where. */
import { producersOf } from "../../ir/program.ts";
import type { InputSlot, ParameterSlot, StateSlot } from "../../ir/program.ts";
import { COUNT, sameShape, sizeOf } from "../../ir/shape.ts";
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

/** @param array the state of the optimiser, or what is carried from call to call */
export function layoutState(
  slots: readonly StateSlot[],
  names: Namer,
  array: "state" | "carry" = "state",
): readonly StateCode[] {
  let offset = 0;
  return slots.map((slot): StateCode => {
    const { shape } = slot.value.type;
    const size = sizeOf(shape);
    const identifier = names.identifier(`${array} ${slot.name}`, slot.value.name);
    const code: StateCode = { name: slot.name, identifier, shape, offset, size, initial: slot.initial };
    offset += size;
    return code;
  });
}

export function inputCode(slot: InputSlot, { targets, indices }: ModulePlan, names: Namer): InputCode {
  const { element } = slot.value.type;
  const shape = perExample(slot.value.type.shape);
  const { domain } = slot;
  return {
    name: slot.name,
    identifier: names.identifier(`input ${slot.name}`, slot.name),
    shape,
    size: sizeOf(shape),
    role: targets.includes(slot.name) ? "target" : "input",
    domain,
    ...(element === "int32" && { isInt32: true as const }),
    ...(domain.kind === "integer" && indices.has(slot.name) && { range: [domain.from, domain.to] as const }),
    ...(slot.classes !== undefined && { classes: slot.classes }),
  };
}

/** Whether an input holds the indices of the classes whose scores stand along the last axis of an output. */
function isClassOf({ shape, range }: InputCode, scores: Shape): boolean {
  const classes = scores.at(-1) ?? 0;
  return sameShape(shape, scores.slice(0, -1)) && range?.[0] === 0 && range[1] + 1 === classes;
}

/** An output predicts the only target of its shape, or of class indices that fit it; where that is a label, its elements are the classes' scores. */
export function outputCodes(plan: ModulePlan, inputs: readonly InputCode[], names: Namer): readonly OutputCode[] {
  const producers = producersOf(plan.signature);
  return plan.signature.results.flatMap(({ kind, name, value }): OutputCode[] => {
    if (kind !== "output") return [];
    const shape = perExample(value.type.shape);
    const targets = inputs.filter(
      (i) => i.role === "target" && (i.isInt32 ? isClassOf(i, shape) : sameShape(i.shape, shape)),
    );
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
          target?.classes !== undefined || target?.isInt32
            ? "classes"
            : plan.probabilities.includes(name)
              ? "probabilities"
              : "errors",
      },
    ];
  });
}

import { at } from "../../diagnostics/diagnostic.ts";
import { bufferKey } from "../../ir/kernel.ts";
import type { Buffer, Kernel } from "../../ir/kernel.ts";
import { producersOf } from "../../ir/program.ts";
import type { InputSlot, ParameterSlot, Program, StateSlot } from "../../ir/program.ts";
import { COUNT, sizeOf } from "../../ir/shape.ts";
import type { Shape } from "../../ir/shape.ts";
import { accessesOf } from "../../ir/walk.ts";
import type {
  FunctionCode,
  FunctionName,
  InputCode,
  LayerCode,
  ModuleCode,
  OutputCode,
  ParameterCode,
  Precision,
  StateCode,
} from "./code.ts";
import { namer, toIdentifier } from "./names.ts";
import type { Namer } from "./names.ts";
import { printStatements } from "./print.ts";

/** One function to emit: its loop nests, or calls of others. */
export interface EmittedFunction {
  readonly name: FunctionName;
  readonly doc: string;
  /** The inputs that it takes, by name, in the order of declaration. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** For any number of examples; absent where `calls` does it all. */
  readonly kernel?: Kernel;
  /** What other functions do for it: always, or where there is more than one example and the kernel is for one. */
  readonly calls?: { readonly functions: readonly FunctionName[]; readonly when: "always" | "several" };
  /** It is a step of L-BFGS: `backward`, as often as the line search asks for it. */
  readonly search?: Search;
}

export interface Search {
  /** How many elements of the parameters are trained; they stand first. */
  readonly size: number;
  /** How many steps are remembered. */
  readonly memory: number;
}

export interface ModulePlan {
  readonly name: string;
  readonly isProgram: boolean;
  readonly precision: Precision;
  /** Any program with the network's slots and outputs. */
  readonly signature: Program;
  readonly targets: readonly string[];
  readonly state: readonly StateSlot[];
  /** Absent for an optimiser without one. */
  readonly learningRate: number | undefined;
  readonly optimizer: string | undefined;
  readonly functions: readonly EmittedFunction[];
  readonly layers: readonly LayerCode[];
  /** The outputs that are probabilities, for the loss: by name. */
  readonly probabilities: readonly string[];
}

const perExample = (shape: Shape): Shape => shape.filter((dim) => dim !== COUNT);

/** Names everything and prints the statements of every function. */
export function moduleCode(plan: ModulePlan): ModuleCode {
  const names = namer();
  const slots = plan.signature.slots;
  const typeName = names.identifier("type", pascalCase(plan.name));
  const parameters = layoutParameters(
    slots.filter((slot) => slot.kind === "parameter"),
    names,
  );
  const state = [...layoutState(plan.state, names)];
  const inputs = slots.filter((slot) => slot.kind === "input").map((slot) => inputCode(slot, plan.targets, names));
  const outputs = outputCodes(plan, inputs, names);
  const scratch = new Map<string, { identifier: string; size: number; holds: string }>();

  const hyperparameters = HYPERPARAMETERS.filter((name) => name !== "learningRate" || plan.learningRate !== undefined);
  const search = plan.functions.find((f) => f.search !== undefined)?.search;
  const work = search === undefined ? undefined : names.identifier("search", "search");
  if (search !== undefined && work !== undefined) {
    // As `templates/lbfgs.ts` lays it out.
    const size = 16 + (3 + 2 * search.memory) * search.size + 2 * search.memory;
    const offset = state.reduce((sum, s) => sum + s.size, 0);
    state.push({ name: "lbfgs", identifier: work, shape: [size], offset, size, initial: 0 });
  }

  const functions = plan.functions.map((f): FunctionCode => {
    const used = f.kernel === undefined ? [] : accessesOf(f.kernel.body);
    const buffer = (b: Buffer): string => {
      switch (b.storage) {
        case "parameter":
          return at(
            parameters.filter((p) => p.name === b.name),
            0,
          ).identifier;
        case "gradient":
          return at(
            parameters.filter((p) => p.name === b.name),
            0,
          ).gradientIdentifier;
        case "state":
          return at(
            state.filter((s) => s.name === b.name),
            0,
          ).identifier;
        case "input":
          return at(
            inputs.filter((i) => i.name === b.name),
            0,
          ).identifier;
        case "output":
          return at(
            outputs.filter((o) => o.name === b.name),
            0,
          ).identifier;
        case "loss":
          return "loss";
        case "hyperparameter":
          return b.name;
        case "scratch":
          return at(
            [scratch.get(bufferKey(b))].filter((s) => s !== undefined),
            0,
          ).identifier;
        case "local":
          return scope.identifier(b.name, b.name);
      }
    };
    for (const { buffer: b } of used) {
      if (b.storage !== "scratch") continue;
      const known = scratch.get(bufferKey(b));
      const identifier = known?.identifier ?? names.identifier(bufferKey(b), b.name);
      scratch.set(bufferKey(b), { identifier, size: Math.max(b.size, known?.size ?? 0), holds: b.name });
    }
    // After the arrays above are named: a variable of the function must not hide one of them.
    const scope = names.scope();
    const hyper = hyperparameters.flatMap((name, i) =>
      used.some(({ buffer: b }) => b.storage === "hyperparameter" && b.name === name)
        ? [`const ${name} = hyper[${i}]!;`]
        : [],
    );
    const arrays = [
      ...inputs
        .filter((i) => f.inputs.includes(i.name))
        .map(({ identifier }) => ({ identifier, kind: "input" as const })),
      ...outputs
        .filter((o) => f.outputs.includes(o.name))
        .map(({ identifier }) => ({ identifier, kind: "output" as const })),
    ];
    const statements =
      f.kernel === undefined
        ? ""
        : printStatements(f.kernel.body, { buffer, local: (name) => scope.identifier(name, name) });
    const body = [
      ...callLines(f, arrays),
      ...searchLines(f, arrays, work),
      ...hyper,
      f.name === "objective" ? returning(statements) : statements,
    ].join("\n");
    return { name: f.name, arrays, doc: f.doc, body };
  });

  return {
    name: plan.name,
    ...(plan.isProgram && { isProgram: true }),
    typeName,
    precision: plan.precision,
    inputs,
    outputs,
    parameters,
    parameterCount: parameters.reduce((sum, p) => sum + p.size, 0),
    state,
    stateCount: state.reduce((sum, s) => sum + s.size, 0),
    hyperparameters: hyperparameters.map((name) => ({
      name,
      initial: name === "learningRate" ? (plan.learningRate ?? 0) : 0,
    })),
    ...(work !== undefined && { search: work }),
    scratch: [...scratch.values()],
    functions,
    layers: plan.layers,
    ...(plan.optimizer !== undefined && { optimizer: plan.optimizer }),
  };
}

const HYPERPARAMETERS = ["learningRate", "trainingSize"] as const;

function callLines(f: EmittedFunction, arrays: readonly { identifier: string }[]): readonly string[] {
  if (f.calls === undefined) return [];
  const list = [...arrays.map((array) => array.identifier), "count"].join(", ");
  const calls = f.calls.functions.map((name) => `${name}(${name === "update" ? "" : list});`);
  return f.calls.when === "always" ? calls : [`if (count !== 1) {`, ...calls, "return;", "}"];
}

function searchLines(
  { search }: EmittedFunction,
  arrays: readonly { identifier: string }[],
  work: string | undefined,
): readonly string[] {
  if (search === undefined) return [];
  const list = [...arrays.map((array) => array.identifier), "count"].join(", ");
  const given = `parameters, gradient, loss, ${work}, ${search.size}, ${search.memory}`;
  return [`do backward(${list});`, `while (lbfgs(${given}));`];
}

/** `objective` hands J back instead of storing it. */
const returning = (statements: string): string => statements.replace(/^loss\[0\] = (.*);$/m, "return $1;");

const pascalCase = (name: string): string => {
  const words = toIdentifier(name).split("_");
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
};

function layoutParameters(slots: readonly ParameterSlot[], names: Namer): readonly ParameterCode[] {
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

function layoutState(slots: readonly StateSlot[], names: Namer): readonly StateCode[] {
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

function inputCode(slot: InputSlot, targets: readonly string[], names: Namer): InputCode {
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
function outputCodes(plan: ModulePlan, inputs: readonly InputCode[], names: Namer): readonly OutputCode[] {
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

import type { FunctionDeclarationStructure } from "ts-morph";
import { fail } from "../diagnostics/diagnostic.ts";
import type {
  FunctionCode,
  FunctionName,
  InputCode,
  ModuleCode,
  OutputCode,
  StateCode,
} from "../targets/typescript/code.ts";

/** What goes into the module of one network, decided once. */
export interface Plan {
  readonly code: ModuleCode;
  readonly inferenceOnly: boolean;
  readonly functions: readonly FunctionCode[];
  /** The inputs that the module takes, in the order of declaration; one that only predicts takes no targets. */
  readonly inputs: readonly InputCode[];
  /** The inputs that outputs read, then the inputs that only the loss reads. */
  readonly features: readonly InputCode[];
  readonly targets: readonly InputCode[];
  /** Outputs with the target that each predicts. */
  readonly predictions: readonly Prediction[];
  readonly state: readonly StateCode[];
  /** The output that `classify` reads. */
  readonly classifier: OutputCode | undefined;
  /** The prediction that `confusionMatrix` is of: the first of classes. */
  readonly scored: Prediction | undefined;
  /** Whether predictions are of one input and one output. */
  readonly isSingle: boolean;
  /** Whether the targets have a mean or scale to fit. */
  readonly fitsTarget: boolean;
  /** What the templates have and this network does not: members of the interface, and names that stand for them. */
  readonly absent: ReadonlySet<string>;
  /** Identifiers that the statements of the functions mention: a view that none of them needs is left out. */
  readonly used: ReadonlySet<string>;
  /** Parameters to start with. */
  readonly weights?: Float64Array;
  /** `Float64Array`. */
  readonly arrayType: string;
}

interface Prediction {
  readonly output: OutputCode;
  readonly target: InputCode;
}

/** Statements of `create`, and the declarations of the templates that they mention. */
export interface Fragment {
  readonly statements: readonly (string | FunctionDeclarationStructure)[];
  readonly mentions: readonly string[];
}

/** The functions of a module that only predicts. */
const PREDICTING: readonly FunctionName[] = ["forward", "process"];

/** safetensors keeps this name for itself. */
const RESERVED = "__metadata__";

export function planModule(code: ModuleCode, inferenceOnly: boolean, weights?: Float64Array): Plan {
  if (code.parameters.some(({ name }) => name === RESERVED)) {
    fail({
      code: "bad-name",
      message: `A parameter is called ${JSON.stringify(RESERVED)}`,
      hint: "Weights are saved under the names of parameters, and safetensors files keep this one for themselves.",
    });
  }
  const functions = code.functions.filter(({ name }) => !inferenceOnly || PREDICTING.includes(name));
  const features = code.inputs.filter(({ role }) => role === "input");
  const targets = inferenceOnly ? [] : code.inputs.filter(({ role }) => role === "target");
  const bodies = functions.flatMap(({ body, parts = [] }) => [body, ...parts.map((part) => part.body)]);
  const used = new Set(bodies.flatMap((body) => body.match(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu) ?? []));
  const predictions = code.outputs.flatMap((output) => {
    const target = targets.find(({ name }) => name === output.predicts);
    return target === undefined ? [] : [{ output, target }];
  });
  const classifier = code.outputs.find(({ classes }) => classes !== undefined);

  const has = (name: string): boolean => functions.some((f) => f.name === name);
  const trains = has("trainStep") || has("backward") || has("update");
  const scored = predictions.find(({ output }) => output.scores !== "errors");
  const isSingle = features.length === 1 && code.outputs.length === 1;
  const takesRows = code.inputs.length > 0;
  const holdsState = !inferenceOnly || code.state.some(({ identifier }) => used.has(identifier));
  const present: Readonly<Record<string, boolean>> = {
    gradient: trains,
    state: holdsState,
    loss: trains,
    hyper: trains || used.has("hyper"),
    adapted: !inferenceOnly && code.parameters.some(({ fits }) => fits !== undefined),
    adapt: !inferenceOnly && code.parameters.some(({ fits }) => fits !== undefined),
    initialize: !inferenceOnly,
    seed: !inferenceOnly,
    trainable: !inferenceOnly,
    forward: has("forward"),
    backward: has("backward"),
    update: has("update"),
    trainStep: has("trainStep"),
    objective: has("objective"),
    process: has("process"),
    reset: has("process"),
    carry: has("process"),
    copyFrom: !inferenceOnly,
    // Without inputs there are no rows: `forward` and `trainStep` are all there is to call.
    fit: has("trainStep") && has("objective") && takesRows,
    predict: has("forward") && takesRows,
    classify: has("forward") && classifier !== undefined,
    evaluate: has("objective") && takesRows,
    metrics: has("objective") && takesRows,
    confusion: has("objective") && scored !== undefined,
    confusionMatrix: has("objective") && scored !== undefined,
    stopTraining: has("trainStep") && has("objective") && takesRows,
    predictArrays: !isSingle && takesRows,
    integers: [...features, ...targets].some(({ isInt32 }) => isInt32),
    element: [...features, ...targets].some(({ isInt32 }) => isInt32),
    range: [...features, ...targets].some(({ range }) => range !== undefined),
    label: [...features, ...targets].some(({ classes }) => classes !== undefined),
    oneHot: [...features, ...targets].some(({ classes }) => classes !== undefined),
    unnested: [...features, ...targets].some(hasAxes),
    named: features.length > 1 || targets.length > 1,
    summary: !inferenceOnly,
    save: !inferenceOnly,
    escaped:
      code.parameters.some(({ name }) => /[^ -~]/.test(name)) || code.state.some(({ name }) => /[^ -~]/.test(name)),
    loadState: holdsState && code.state.length > 0,
  };
  return {
    code,
    inferenceOnly,
    functions,
    inputs: code.inputs.filter((input) => features.includes(input) || targets.includes(input)),
    features,
    targets,
    predictions,
    state: present["state"] === true ? code.state : [],
    classifier,
    scored,
    isSingle,
    fitsTarget: targets.some((target) => code.parameters.some(({ fits }) => fits === target.name)),
    absent: new Set(Object.keys(present).filter((name) => present[name] === false)),
    used,
    ...(weights && { weights }),
    arrayType: code.precision === "f64" ? "Float64Array" : "Float32Array",
  };
}

/** Whether an example has several axes, so that its numbers may come nested. */
export const hasAxes = ({ shape }: InputCode): boolean => shape.filter((dim) => typeof dim === "number").length > 1;

/** What an input, an output or a target is held in. */
export const arrayTypeOf = ({ code, arrayType }: Plan, identifier: string): string =>
  code.inputs.some((input) => input.identifier === identifier && input.isInt32 === true) ? "Int32Array" : arrayType;

import type {
  FunctionCode,
  InputCode,
  ModuleCode,
  OutputCode,
  ParameterCode,
} from "../../src/targets/typescript/code.ts";

interface Input {
  readonly name: string;
  readonly size: number;
  readonly standardize?: boolean;
}

/** An output, the target that it meets and that target's classes: softmax and cross entropy; without: half the squared error. */
interface Output {
  readonly name: string;
  readonly size: number;
  readonly target?: string;
  readonly classes?: readonly string[];
}

export interface Spec {
  readonly name: string;
  readonly typeName?: string;
  readonly inputs: readonly Input[];
  readonly outputs: readonly Output[];
  /** What the parameters' names begin with: `W.` */
  readonly prefix?: string;
  readonly precision?: "f64" | "f32";
}

/**
 * The code of a network of one layer, z = b + Σ W·x over the inputs, trained by gradient descent with momentum 0.5: written by
 * hand, so that the assembler is tested by itself.
 */
export function standIn(spec: Spec): ModuleCode {
  const { prefix = "", precision = "f64" } = spec;
  const targets = spec.outputs.filter(({ target }) => target !== undefined);
  const inputs: InputCode[] = [
    ...spec.inputs.map((input, i): InputCode => ({
      name: input.name,
      identifier: `x${i}`,
      shape: [input.size],
      size: input.size,
      role: "input",
      domain: { kind: "any" },
    })),
    ...targets.map(({ target = "", size, classes }, i): InputCode => ({
      name: target,
      identifier: `t${i}`,
      shape: [size],
      size,
      role: "target",
      domain: { kind: classes ? "oneHot" : "any" },
      ...(classes ? { classes, label: "label" } : {}),
    })),
  ];
  const outputs: OutputCode[] = spec.outputs.map(({ name, size, target, classes }, i) => ({
    name,
    identifier: `y${i}`,
    shape: [size],
    size,
    ...(target === undefined ? {} : { predicts: target }),
    ...(classes ? { classes } : {}),
    scores: classes ? ("classes" as const) : ("errors" as const),
  }));
  const parameters: ParameterCode[] = [];
  let parameterCount = 0;
  const parameter = (
    name: string,
    identifier: string,
    shape: readonly number[],
    rest: Partial<ParameterCode>,
  ): void => {
    const size = shape.reduce((a, b) => a * b, 1);
    const defaults = { trainable: true, role: "weight", initialize: { kind: "zeros" } } as const;
    const layout = { name: prefix + name, identifier, gradientIdentifier: `d${identifier}`, shape, size };
    parameters.push({ ...defaults, ...layout, offset: parameterCount, ...rest });
    parameterCount += size;
  };
  spec.inputs.forEach(({ name, size, standardize }, i) => {
    if (!standardize) return;
    const fixed = { trainable: false, fits: name } as const;
    parameter(`${name}.mean`, `mean${i}`, [size], { ...fixed, role: "mean" });
    parameter(`${name}.scale`, `scale${i}`, [size], { ...fixed, role: "scale", initialize: { kind: "ones" } });
  });
  const first = parameterCount;
  spec.outputs.forEach((output, o) => {
    spec.inputs.forEach(({ name, size }, i) => {
      parameter(`${output.name}.${name}`, `W${o}${i}`, [output.size, size], { initialize: { kind: "glorotUniform" } });
    });
    parameter(`${output.name}.bias`, `b${o}`, [output.size], { role: "bias" });
  });
  const stateCount = parameterCount - first;

  const standardized = (i: number): string => {
    const { size, standardize } = spec.inputs[i] ?? { size: 1 };
    const x = `x${i}[n * ${size} + i]!`;
    return standardize ? `(${x} - mean${i}[i]!) / scale${i}[i]!` : x;
  };
  /** z = b + Σ W·x of example n, and for classes softmax(z). */
  const values = ({ size, classes }: Output, o: number): string => `
    for (let k = 0; k < ${size}; k++) {
      let sum = b${o}[k]!;
      ${spec.inputs.map((x, i) => `for (let i = 0; i < ${x.size}; i++) sum += W${o}${i}[k * ${x.size} + i]! * (${standardized(i)});`).join("\n")}
      z[k] = sum;
    }
    ${classes ? exponentials(size) : ""}`;
  const target = (output: Output): string => `t${targets.indexOf(output)}[n * ${output.size} + k]!`;
  const loss = (output: Output): string =>
    output.classes ? `J -= ${target(output)} * Math.log(z[k]!);` : `J += 0.5 * (z[k]! - ${target(output)}) ** 2;`;
  const losses = (inner: (output: Output, o: number) => string): string => `
    let J = 0;
    for (let n = 0; n < count; n++) {
      ${targets
        .map((output) => [output, spec.outputs.indexOf(output)] as const)
        .map(
          ([output, o]) => `${values(output, o)}
        for (let k = 0; k < ${output.size}; k++) { ${loss(output)} ${inner(output, o)} }`,
        )
        .join("\n")}
    }`;
  const objective = `${losses(() => "")}\nreturn J / count;`;
  const backward = `gradient.fill(0);${losses(
    (output, o) => `
      const error = (z[k]! - ${target(output)}) / count;
      db${o}[k] = db${o}[k]! + error;
      ${spec.inputs.map((x, i) => `for (let i = 0; i < ${x.size}; i++) dW${o}${i}[k * ${x.size} + i] = dW${o}${i}[k * ${x.size} + i]! + error * (${standardized(i)});`).join("\n")}`,
  )}\nloss[0] = J / count;`;
  const update = `for (let i = 0; i < ${stateCount}; i++) {
      velocity[i] = 0.5 * velocity[i]! - hyper[0]! * gradient[${first} + i]!;
      parameters[${first} + i] = parameters[${first} + i]! + velocity[i]!;
    }`;
  const forward = `for (let n = 0; n < count; n++) { ${spec.outputs
    .map(
      (output, o) =>
        `${values(output, o)} for (let k = 0; k < ${output.size}; k++) y${o}[n * ${output.size} + k] = z[k]!;`,
    )
    .join("\n")} }`;
  const all = inputs.map(({ identifier }) => ({ identifier, kind: "input" }) as const);
  const features = all.slice(0, spec.inputs.length);
  const functions: FunctionCode[] = [
    {
      name: "forward",
      arrays: [...features, ...outputs.map(({ identifier }) => ({ identifier, kind: "output" }) as const)],
      body: forward,
      doc: "z = b + W·x.",
    },
  ];
  if (targets.length > 0) {
    functions.push(
      { name: "backward", arrays: all, body: backward, doc: "∇W = ∇z xᵀ." },
      { name: "update", arrays: [], body: update, doc: "v ← v/2 − α ∇J, W ← W + v." },
      { name: "trainStep", arrays: all, body: `${backward}\n${update}`, doc: "backward, then update." },
      { name: "objective", arrays: all, body: objective, doc: "J." },
    );
  }
  return {
    name: spec.name,
    typeName: spec.typeName ?? "StandIn",
    precision,
    scratchPrecision: precision,
    inputs,
    outputs,
    parameters,
    parameterCount,
    state:
      targets.length > 0
        ? [
            {
              name: `${prefix}velocity`,
              identifier: "velocity",
              shape: [stateCount],
              offset: 0,
              size: stateCount,
              initial: 0,
            },
          ]
        : [],
    stateCount: targets.length > 0 ? stateCount : 0,
    hyperparameters: [
      { name: "learningRate", initial: 0.1 },
      { name: "trainingSize", initial: 0 },
    ],
    scratch: [{ identifier: "z", size: Math.max(...spec.outputs.map(({ size }) => size)), holds: "z" }],
    functions,
    layers: spec.inputs.map(({ name, size }) => ({ name, type: "input", shape: [size], parameterCount: 0 })),
    ...(targets.length > 0 ? { optimizer: "sgd" } : {}),
  };
}

const exponentials = (size: number): string =>
  `{ let total = 0; for (let k = 0; k < ${size}; k++) total += z[k] = Math.exp(z[k]!);
    for (let k = 0; k < ${size}; k++) z[k] = z[k]! / total; }`;

const species = ["setosa", "versicolor", "virginica"];

export const CLASSIFICATION: ModuleCode = standIn({
  name: "iris",
  typeName: "Iris",
  inputs: [{ name: "x", size: 2, standardize: true }],
  outputs: [{ name: "yHat", size: 3, target: "y", classes: species }],
});

export const REGRESSION: ModuleCode = standIn({
  name: "line",
  typeName: "Line",
  inputs: [{ name: "x", size: 1 }],
  outputs: [{ name: "y", size: 1, target: "t" }],
});

export const UNTRAINED: ModuleCode = standIn({
  name: "plain",
  typeName: "Plain",
  inputs: [{ name: "x", size: 3 }],
  outputs: [{ name: "y", size: 2 }],
});

/** Two inputs, two outputs of different kinds, one of them with classes. */
export const SEVERAL: ModuleCode = standIn({
  name: "several",
  typeName: "Several",
  inputs: [
    { name: "left", size: 2, standardize: true },
    { name: "right", size: 1 },
  ],
  outputs: [
    { name: "amount", size: 2, target: "wanted" },
    { name: "kind", size: 3, target: "label", classes: species },
  ],
});

/** Two labels: their accuracies are averaged. */
export const LABELS: ModuleCode = standIn({
  name: "labels",
  typeName: "TwoLabels",
  inputs: [{ name: "x", size: 2 }],
  outputs: [
    { name: "a", size: 3, target: "ya", classes: species },
    { name: "b", size: 2, target: "yb", classes: ["no", "yes"] },
  ],
});

/** Every name that a user could do harm with. */
export const HOSTILE: ModuleCode = standIn({
  name: "a\"b'c`${process.exit()}*/</script>\u2028\n",
  typeName: "Hostile",
  inputs: [
    { name: "__proto__", size: 1 },
    { name: "*/ alert(1); /*", size: 1 },
    { name: "class", size: 2, standardize: true },
    { name: "constructor", size: 1 },
  ],
  outputs: [
    { name: "</script><script>", size: 2, target: "<!--", classes: ["'\"`", "\u2029\\"] },
    { name: "toString", size: 1, target: "${0}" },
    { name: "Network", size: 1, target: "Float64Array" },
  ],
  prefix: "__proto__",
});

export const ALL: readonly ModuleCode[] = [
  CLASSIFICATION,
  REGRESSION,
  UNTRAINED,
  SEVERAL,
  LABELS,
  HOSTILE,
  standIn({
    name: "single",
    typeName: "Single",
    precision: "f32",
    inputs: [{ name: "x", size: 2, standardize: true }],
    outputs: [{ name: "yHat", size: 3, target: "y", classes: species }],
  }),
];

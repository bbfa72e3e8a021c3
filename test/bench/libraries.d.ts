// What the bench uses of the libraries in its package, so that the repository is type-checked without them.

declare module "brain.js" {
  export class NeuralNetwork {
    constructor(options: {
      readonly inputSize: number;
      readonly hiddenLayers: readonly number[];
      readonly outputSize: number;
      readonly activation: "sigmoid" | "relu";
      readonly learningRate: number;
    });
    readonly trainOpts: { momentum: number };
    /** By layer, the inputs' first; rows of weights, one an output. */
    readonly weights: readonly (readonly Float32Array[])[];
    readonly biases: readonly Float32Array[];
    initialize(): void;
    trainPattern(example: { readonly input: Float32Array; readonly output: Float32Array }): void;
    run(input: Float32Array): Float32Array;
  }
}

declare module "synaptic" {
  type Squash = (x: number, derivative?: boolean) => number;
  export const Neuron: {
    readonly squash: { readonly LOGISTIC: Squash; readonly RELU: Squash; readonly IDENTITY: Squash };
  };
  export class Layer {
    constructor(size: number);
    readonly size: number;
    readonly list: readonly Record<string, number>[];
    /** Connections from every neuron of this layer to every one of the next. */
    readonly connectedTo: readonly { readonly list: readonly Record<string, number>[] }[];
    project(layer: Layer): void;
    set(options: { readonly squash: Squash }): void;
  }
  export class Network {
    constructor(layers: { readonly input: Layer; readonly hidden: readonly Layer[]; readonly output: Layer });
    readonly optimized: { readonly memory: Float64Array };
    optimize(): void;
    restore(): void;
    activate(x: readonly number[]): number[];
    propagate(rate: number, y: readonly number[]): void;
  }
}

declare module "convnetjs" {
  export interface ConvNetVol {
    readonly w: Float64Array;
  }
  export interface ConvNetLayer {
    readonly layer_type: string;
    readonly out_sx: number;
    readonly out_sy: number;
    readonly out_depth: number;
    getParamsAndGrads(): readonly { readonly params: Float64Array }[];
  }
  type LayerClass = new (options: object) => ConvNetLayer;
  class Net {
    layers: ConvNetLayer[];
    forward(x: ConvNetVol): ConvNetVol;
  }
  const convnet: {
    readonly Vol: new (sx: number, sy: number, depth: number, value: number) => ConvNetVol;
    readonly InputLayer: LayerClass;
    readonly ConvLayer: LayerClass;
    readonly FullyConnLayer: LayerClass;
    readonly PoolLayer: LayerClass;
    readonly ReluLayer: LayerClass;
    readonly SigmoidLayer: LayerClass;
    readonly SoftmaxLayer: LayerClass;
    readonly RegressionLayer: LayerClass;
    readonly Net: typeof Net;
    readonly SGDTrainer: new (
      net: Net,
      options: {
        readonly learning_rate: number;
        readonly momentum: number;
        readonly l2_decay: number;
        readonly batch_size: number;
      },
    ) => { train(x: ConvNetVol, y: number | Float64Array): void };
  };
  export default convnet;
}

declare module "@tensorflow/tfjs-core" {
  export interface TfTensor {
    dataSync(): Float32Array;
  }
  interface TfVariable extends TfTensor {
    assign(value: TfTensor): void;
  }
  /** Without checks of values. */
  export function enableProdMode(): void;
  export function setBackend(name: string): Promise<boolean>;
  export function getBackend(): string;
  export function ready(): Promise<void>;
  export function tidy<T>(f: () => T): T;
  export function tensor(values: Float32Array, shape: readonly number[]): TfTensor;
  export function zeros(shape: readonly number[]): TfTensor;
  export function variable(value: TfTensor): TfVariable;
  export function reshape(x: TfTensor, shape: readonly number[]): TfTensor;
  export function transpose(x: TfTensor, axes: readonly number[]): TfTensor;
  export function matMul(a: TfTensor, b: TfTensor, transposeA: boolean, transposeB: boolean): TfTensor;
  export function conv2d(x: TfTensor, filters: TfTensor, strides: number, pad: "same" | "valid"): TfTensor;
  export function maxPool(x: TfTensor, size: number, strides: number, pad: "same" | "valid"): TfTensor;
  export function add(a: TfTensor, b: TfTensor): TfTensor;
  export function mul(a: TfTensor, b: TfTensor | number): TfTensor;
  export function squaredDifference(a: TfTensor, b: TfTensor): TfTensor;
  export function sum(x: TfTensor): TfTensor;
  export function relu(x: TfTensor): TfTensor;
  export function sigmoid(x: TfTensor): TfTensor;
  export function tanh(x: TfTensor): TfTensor;
  export function softmax(x: TfTensor): TfTensor;
  export function unstack(x: TfTensor, axis: number): TfTensor[];
  export function split(x: TfTensor, parts: number, axis: number): TfTensor[];
  export const losses: { softmaxCrossEntropy(labels: TfTensor, logits: TfTensor): TfTensor };
  export const train: { sgd(learningRate: number): { minimize(loss: () => TfTensor): void } };
}

declare module "@tensorflow/tfjs-core/dist/register_all_gradients.js";

declare module "@tensorflow/tfjs-backend-cpu";

declare module "@tensorflow/tfjs-backend-wasm" {
  export function setWasmPaths(folder: string): void;
}

declare module "@jax-js/jax" {
  export interface JaxArray {
    /** This array, with one more owner. */
    readonly ref: JaxArray;
    reshape(shape: readonly number[]): JaxArray;
    dataSync(): Float32Array;
    dispose(): void;
  }
  type Operand = JaxArray | number;
  export function init(device: "wasm"): Promise<unknown>;
  export function defaultDevice(device: "wasm"): void;
  export function jit<A extends readonly unknown[], R>(f: (...args: A) => R): (...args: A) => R;
  export function grad<P, A extends readonly unknown[]>(
    f: (parameters: P, ...args: A) => JaxArray,
  ): (parameters: P, ...args: A) => P;
  export const lax: {
    conv(x: JaxArray, filters: JaxArray, strides: readonly number[], padding: "SAME"): JaxArray;
  };
  export const nn: {
    relu(x: JaxArray): JaxArray;
    sigmoid(x: JaxArray): JaxArray;
    softmax(x: JaxArray): JaxArray;
    logSoftmax(x: JaxArray): JaxArray;
  };
  export const numpy: {
    array(values: Float32Array): JaxArray;
    zeros(shape: readonly number[]): JaxArray;
    matmul(a: JaxArray, b: JaxArray): JaxArray;
    transpose(x: JaxArray): JaxArray;
    add(a: JaxArray, b: Operand): JaxArray;
    subtract(a: JaxArray, b: Operand): JaxArray;
    multiply(a: JaxArray, b: Operand): JaxArray;
    square(x: JaxArray): JaxArray;
    tanh(x: JaxArray): JaxArray;
    sum(x: JaxArray): JaxArray;
    max(x: JaxArray, axes: readonly number[]): JaxArray;
    split(x: JaxArray, parts: number, axis: number): JaxArray[];
  };
}

declare module "vega" {
  export function parse(spec: unknown): unknown;
  export class View {
    constructor(dataflow: unknown, options: { readonly renderer: "none" });
    toSVG(): Promise<string>;
  }
}

declare module "vega-lite" {
  export function compile(spec: unknown): { readonly spec: unknown };
}

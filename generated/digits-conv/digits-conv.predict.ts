/**
 * Compiled by nngen 0.1.0 from net.ts: a change made here is lost when it is compiled again.
 *
 * digits-conv: a network with 1370 parameters
 *
 *   inputs     x [64]
 *   outputs    yHat [10] (0, 1, 2, 3, 4, 5, 6, 7, 8, 9)
 *   precision  f64
 *   memory     13536 bytes a network
 *   sha256     a283cc0cedc1737fb5c29a2be0321944e629a7be56e8afe057fcef61bd869815
 *
 *   W1 = filters.weight [8, 1, 3, 3]
 *   b1 = filters.bias [8]
 *   W2 = scores.weight [10, 128]
 *   b2 = scores.bias [10]
 */

/** The number of values in `parameters`. */
export const PARAMETER_COUNT: number = 1370;

/** What the network is made of. */
export const metadata: Metadata = {
  name: "digits-conv",
  precision: "f64",
  inputs: [{ name: "x", shape: [64], size: 64 }],
  outputs: [{ name: "yHat", shape: [10], size: 10, classes: ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"] }],
  parameters: [
    { name: "filters.weight", shape: [8, 1, 3, 3], offset: 0, size: 72 },
    { name: "filters.bias", shape: [8], offset: 72, size: 8 },
    { name: "scores.weight", shape: [10, 128], offset: 80, size: 1280 },
    { name: "scores.bias", shape: [10], offset: 1360, size: 10 },
  ],
};

/**
 * One network, with every array that it will ever need. Arrays are row-major, `count` examples one after another; an argument
 * that is left out is the array of that name in `buffers`. A wrong length or count is a RangeError.
 */
export interface DigitsConv {
  /** Flat, in the order of `metadata.parameters`. */
  readonly parameters: Float64Array;
  /** One example each, used where arrays are left out. */
  readonly buffers: { readonly x: Float64Array; readonly yHat: Float64Array };
  /** Predicts: writes the outputs. Allocates nothing. */
  forward(x?: Float64Array, yHat?: Float64Array, count?: number): void;
  /** The outputs for each row. Allocates the result unless given `out`, and a copy of rows that are not typed arrays. */
  predict(x: Inputs, out?: Outputs): Outputs;
  /** The likeliest class of each row: `const [species] = net.classify([1.4, 0.2])`. Allocates as `predict` does. */
  classify(x: Inputs): Class[];
  /**
   * Takes over the parameters from a safetensors file, and the state where the file holds all of it (else it starts anew).
   * Checks everything first: an Error leaves the network as it was. Allocates copies of the file and its tensors.
   */
  load(bytes: Uint8Array): void;
}

/** Makes a network; as many as one likes. Allocates all that it will ever need. */
export function create(options: CreateOptions = {}): DigitsConv {
  const parameters = zeros(PARAMETER_COUNT);
  const inputs = metadata.inputs;
  const outputs = metadata.outputs;
  const buffers: DigitsConv["buffers"] = { x: zeros(64), yHat: zeros(10) };
  const W1 = parameters.subarray(0, 72); // filters.weight
  const b1 = parameters.subarray(72, 80); // filters.bias
  const W2 = parameters.subarray(80, 1360); // scores.weight
  const b2 = parameters.subarray(1360, 1370); // scores.bias
  const t3 = zeros(100); // t3
  const h = zeros(128); // h
  const scores = zeros(10); // scores
  const exp = zeros(10); // exp

  /** Runs the network in inference mode on `count` examples and writes the outputs. Allocates nothing. */
  function forward(x: Float64Array = buffers.x, yHat: Float64Array = buffers.yHat, count: number = 1): void {
    check("forward", inputs[0]!, x, count);
    check("forward", outputs[0]!, yHat, count);
    const b_8 = b2[8]!;
    const b_9 = b2[9]!;
    for (let n = 0; n < count; n++) {
      // t1 = x * 0.0625   [64]   net.ts:7
      // image = reshape(t1)   [1, 8, 8]   net.ts:7
      // t3 = pad(image)   [1, 10, 10]   net.ts:8
      for (let j = 0; j < 8; j += 4) {
        for (let k = 0; k < 10; k += 2) {
          t3[j * 10 + k] = 0;
          t3[j * 10 + k + 1] = 0;
          t3[j * 10 + k + 10] = 0;
          t3[j * 10 + k + 11] = 0;
          t3[j * 10 + k + 20] = 0;
          t3[j * 10 + k + 21] = 0;
          t3[j * 10 + k + 30] = 0;
          t3[j * 10 + k + 31] = 0;
        }
      }
      for (let k = 0; k < 10; k += 2) {
        t3[k + 80] = 0;
        t3[k + 81] = 0;
        t3[k + 90] = 0;
        t3[k + 91] = 0;
      }
      for (let j = 0; j < 8; j += 4) {
        for (let k = 0; k < 8; k += 2) {
          t3[j * 10 + k + 11] = x[n * 64 + j * 8 + k]! * 0.0625;
          t3[j * 10 + k + 12] = x[n * 64 + j * 8 + k + 1]! * 0.0625;
          t3[j * 10 + k + 21] = x[n * 64 + j * 8 + k + 8]! * 0.0625;
          t3[j * 10 + k + 22] = x[n * 64 + j * 8 + k + 9]! * 0.0625;
          t3[j * 10 + k + 31] = x[n * 64 + j * 8 + k + 16]! * 0.0625;
          t3[j * 10 + k + 32] = x[n * 64 + j * 8 + k + 17]! * 0.0625;
          t3[j * 10 + k + 41] = x[n * 64 + j * 8 + k + 24]! * 0.0625;
          t3[j * 10 + k + 42] = x[n * 64 + j * 8 + k + 25]! * 0.0625;
        }
      }
      // t4 = window(t3)   [1, 8, 8, 3, 3]   net.ts:8
      // t5 = t4·W1 {ncpqij,ocij->nopq}   [8, 8, 8]   net.ts:8
      // filters = t5 + b1   [8, 8, 8]   net.ts:8
      // t6 = relu(filters)   [8, 8, 8]   net.ts:9
      // t7 = window(t6)   [8, 4, 4, 2, 2]   net.ts:9
      // h = max t7   [8, 4, 4]   net.ts:9
      for (let i = 0; i < 8; i += 4) {
        let sum_0_0_0 = -Infinity;
        let sum_0_0_1 = -Infinity;
        let sum_0_0_2 = -Infinity;
        let sum_0_0_3 = -Infinity;
        let sum_0_1_0 = -Infinity;
        let sum_0_1_1 = -Infinity;
        let sum_0_1_2 = -Infinity;
        let sum_0_1_3 = -Infinity;
        let sum_0_2_0 = -Infinity;
        let sum_0_2_1 = -Infinity;
        let sum_0_2_2 = -Infinity;
        let sum_0_2_3 = -Infinity;
        let sum_0_3_0 = -Infinity;
        let sum_0_3_1 = -Infinity;
        let sum_0_3_2 = -Infinity;
        let sum_0_3_3 = -Infinity;
        let sum_1_0_0 = -Infinity;
        let sum_1_0_1 = -Infinity;
        let sum_1_0_2 = -Infinity;
        let sum_1_0_3 = -Infinity;
        let sum_1_1_0 = -Infinity;
        let sum_1_1_1 = -Infinity;
        let sum_1_1_2 = -Infinity;
        let sum_1_1_3 = -Infinity;
        let sum_1_2_0 = -Infinity;
        let sum_1_2_1 = -Infinity;
        let sum_1_2_2 = -Infinity;
        let sum_1_2_3 = -Infinity;
        let sum_1_3_0 = -Infinity;
        let sum_1_3_1 = -Infinity;
        let sum_1_3_2 = -Infinity;
        let sum_1_3_3 = -Infinity;
        let sum_2_0_0 = -Infinity;
        let sum_2_0_1 = -Infinity;
        let sum_2_0_2 = -Infinity;
        let sum_2_0_3 = -Infinity;
        let sum_2_1_0 = -Infinity;
        let sum_2_1_1 = -Infinity;
        let sum_2_1_2 = -Infinity;
        let sum_2_1_3 = -Infinity;
        let sum_2_2_0 = -Infinity;
        let sum_2_2_1 = -Infinity;
        let sum_2_2_2 = -Infinity;
        let sum_2_2_3 = -Infinity;
        let sum_2_3_0 = -Infinity;
        let sum_2_3_1 = -Infinity;
        let sum_2_3_2 = -Infinity;
        let sum_2_3_3 = -Infinity;
        let sum_3_0_0 = -Infinity;
        let sum_3_0_1 = -Infinity;
        let sum_3_0_2 = -Infinity;
        let sum_3_0_3 = -Infinity;
        let sum_3_1_0 = -Infinity;
        let sum_3_1_1 = -Infinity;
        let sum_3_1_2 = -Infinity;
        let sum_3_1_3 = -Infinity;
        let sum_3_2_0 = -Infinity;
        let sum_3_2_1 = -Infinity;
        let sum_3_2_2 = -Infinity;
        let sum_3_2_3 = -Infinity;
        let sum_3_3_0 = -Infinity;
        let sum_3_3_1 = -Infinity;
        let sum_3_3_2 = -Infinity;
        let sum_3_3_3 = -Infinity;
        let t5_0_0_0_0_0 = 0;
        let t5_0_0_0_0_1 = 0;
        let t5_0_0_0_1_0 = 0;
        let t5_0_0_0_1_1 = 0;
        let t5_0_0_1_0_0 = 0;
        let t5_0_0_1_0_1 = 0;
        let t5_0_0_1_1_0 = 0;
        let t5_0_0_1_1_1 = 0;
        let t5_0_0_2_0_0 = 0;
        let t5_0_0_2_0_1 = 0;
        let t5_0_0_2_1_0 = 0;
        let t5_0_0_2_1_1 = 0;
        let t5_0_0_3_0_0 = 0;
        let t5_0_0_3_0_1 = 0;
        let t5_0_0_3_1_0 = 0;
        let t5_0_0_3_1_1 = 0;
        let t5_0_1_0_0_0 = 0;
        let t5_0_1_0_0_1 = 0;
        let t5_0_1_0_1_0 = 0;
        let t5_0_1_0_1_1 = 0;
        let t5_0_1_1_0_0 = 0;
        let t5_0_1_1_0_1 = 0;
        let t5_0_1_1_1_0 = 0;
        let t5_0_1_1_1_1 = 0;
        let t5_0_1_2_0_0 = 0;
        let t5_0_1_2_0_1 = 0;
        let t5_0_1_2_1_0 = 0;
        let t5_0_1_2_1_1 = 0;
        let t5_0_1_3_0_0 = 0;
        let t5_0_1_3_0_1 = 0;
        let t5_0_1_3_1_0 = 0;
        let t5_0_1_3_1_1 = 0;
        let t5_0_2_0_0_0 = 0;
        let t5_0_2_0_0_1 = 0;
        let t5_0_2_0_1_0 = 0;
        let t5_0_2_0_1_1 = 0;
        let t5_0_2_1_0_0 = 0;
        let t5_0_2_1_0_1 = 0;
        let t5_0_2_1_1_0 = 0;
        let t5_0_2_1_1_1 = 0;
        let t5_0_2_2_0_0 = 0;
        let t5_0_2_2_0_1 = 0;
        let t5_0_2_2_1_0 = 0;
        let t5_0_2_2_1_1 = 0;
        let t5_0_2_3_0_0 = 0;
        let t5_0_2_3_0_1 = 0;
        let t5_0_2_3_1_0 = 0;
        let t5_0_2_3_1_1 = 0;
        let t5_0_3_0_0_0 = 0;
        let t5_0_3_0_0_1 = 0;
        let t5_0_3_0_1_0 = 0;
        let t5_0_3_0_1_1 = 0;
        let t5_0_3_1_0_0 = 0;
        let t5_0_3_1_0_1 = 0;
        let t5_0_3_1_1_0 = 0;
        let t5_0_3_1_1_1 = 0;
        let t5_0_3_2_0_0 = 0;
        let t5_0_3_2_0_1 = 0;
        let t5_0_3_2_1_0 = 0;
        let t5_0_3_2_1_1 = 0;
        let t5_0_3_3_0_0 = 0;
        let t5_0_3_3_0_1 = 0;
        let t5_0_3_3_1_0 = 0;
        let t5_0_3_3_1_1 = 0;
        let t5_1_0_0_0_0 = 0;
        let t5_1_0_0_0_1 = 0;
        let t5_1_0_0_1_0 = 0;
        let t5_1_0_0_1_1 = 0;
        let t5_1_0_1_0_0 = 0;
        let t5_1_0_1_0_1 = 0;
        let t5_1_0_1_1_0 = 0;
        let t5_1_0_1_1_1 = 0;
        let t5_1_0_2_0_0 = 0;
        let t5_1_0_2_0_1 = 0;
        let t5_1_0_2_1_0 = 0;
        let t5_1_0_2_1_1 = 0;
        let t5_1_0_3_0_0 = 0;
        let t5_1_0_3_0_1 = 0;
        let t5_1_0_3_1_0 = 0;
        let t5_1_0_3_1_1 = 0;
        let t5_1_1_0_0_0 = 0;
        let t5_1_1_0_0_1 = 0;
        let t5_1_1_0_1_0 = 0;
        let t5_1_1_0_1_1 = 0;
        let t5_1_1_1_0_0 = 0;
        let t5_1_1_1_0_1 = 0;
        let t5_1_1_1_1_0 = 0;
        let t5_1_1_1_1_1 = 0;
        let t5_1_1_2_0_0 = 0;
        let t5_1_1_2_0_1 = 0;
        let t5_1_1_2_1_0 = 0;
        let t5_1_1_2_1_1 = 0;
        let t5_1_1_3_0_0 = 0;
        let t5_1_1_3_0_1 = 0;
        let t5_1_1_3_1_0 = 0;
        let t5_1_1_3_1_1 = 0;
        let t5_1_2_0_0_0 = 0;
        let t5_1_2_0_0_1 = 0;
        let t5_1_2_0_1_0 = 0;
        let t5_1_2_0_1_1 = 0;
        let t5_1_2_1_0_0 = 0;
        let t5_1_2_1_0_1 = 0;
        let t5_1_2_1_1_0 = 0;
        let t5_1_2_1_1_1 = 0;
        let t5_1_2_2_0_0 = 0;
        let t5_1_2_2_0_1 = 0;
        let t5_1_2_2_1_0 = 0;
        let t5_1_2_2_1_1 = 0;
        let t5_1_2_3_0_0 = 0;
        let t5_1_2_3_0_1 = 0;
        let t5_1_2_3_1_0 = 0;
        let t5_1_2_3_1_1 = 0;
        let t5_1_3_0_0_0 = 0;
        let t5_1_3_0_0_1 = 0;
        let t5_1_3_0_1_0 = 0;
        let t5_1_3_0_1_1 = 0;
        let t5_1_3_1_0_0 = 0;
        let t5_1_3_1_0_1 = 0;
        let t5_1_3_1_1_0 = 0;
        let t5_1_3_1_1_1 = 0;
        let t5_1_3_2_0_0 = 0;
        let t5_1_3_2_0_1 = 0;
        let t5_1_3_2_1_0 = 0;
        let t5_1_3_2_1_1 = 0;
        let t5_1_3_3_0_0 = 0;
        let t5_1_3_3_0_1 = 0;
        let t5_1_3_3_1_0 = 0;
        let t5_1_3_3_1_1 = 0;
        let t5_2_0_0_0_0 = 0;
        let t5_2_0_0_0_1 = 0;
        let t5_2_0_0_1_0 = 0;
        let t5_2_0_0_1_1 = 0;
        let t5_2_0_1_0_0 = 0;
        let t5_2_0_1_0_1 = 0;
        let t5_2_0_1_1_0 = 0;
        let t5_2_0_1_1_1 = 0;
        let t5_2_0_2_0_0 = 0;
        let t5_2_0_2_0_1 = 0;
        let t5_2_0_2_1_0 = 0;
        let t5_2_0_2_1_1 = 0;
        let t5_2_0_3_0_0 = 0;
        let t5_2_0_3_0_1 = 0;
        let t5_2_0_3_1_0 = 0;
        let t5_2_0_3_1_1 = 0;
        let t5_2_1_0_0_0 = 0;
        let t5_2_1_0_0_1 = 0;
        let t5_2_1_0_1_0 = 0;
        let t5_2_1_0_1_1 = 0;
        let t5_2_1_1_0_0 = 0;
        let t5_2_1_1_0_1 = 0;
        let t5_2_1_1_1_0 = 0;
        let t5_2_1_1_1_1 = 0;
        let t5_2_1_2_0_0 = 0;
        let t5_2_1_2_0_1 = 0;
        let t5_2_1_2_1_0 = 0;
        let t5_2_1_2_1_1 = 0;
        let t5_2_1_3_0_0 = 0;
        let t5_2_1_3_0_1 = 0;
        let t5_2_1_3_1_0 = 0;
        let t5_2_1_3_1_1 = 0;
        let t5_2_2_0_0_0 = 0;
        let t5_2_2_0_0_1 = 0;
        let t5_2_2_0_1_0 = 0;
        let t5_2_2_0_1_1 = 0;
        let t5_2_2_1_0_0 = 0;
        let t5_2_2_1_0_1 = 0;
        let t5_2_2_1_1_0 = 0;
        let t5_2_2_1_1_1 = 0;
        let t5_2_2_2_0_0 = 0;
        let t5_2_2_2_0_1 = 0;
        let t5_2_2_2_1_0 = 0;
        let t5_2_2_2_1_1 = 0;
        let t5_2_2_3_0_0 = 0;
        let t5_2_2_3_0_1 = 0;
        let t5_2_2_3_1_0 = 0;
        let t5_2_2_3_1_1 = 0;
        let t5_2_3_0_0_0 = 0;
        let t5_2_3_0_0_1 = 0;
        let t5_2_3_0_1_0 = 0;
        let t5_2_3_0_1_1 = 0;
        let t5_2_3_1_0_0 = 0;
        let t5_2_3_1_0_1 = 0;
        let t5_2_3_1_1_0 = 0;
        let t5_2_3_1_1_1 = 0;
        let t5_2_3_2_0_0 = 0;
        let t5_2_3_2_0_1 = 0;
        let t5_2_3_2_1_0 = 0;
        let t5_2_3_2_1_1 = 0;
        let t5_2_3_3_0_0 = 0;
        let t5_2_3_3_0_1 = 0;
        let t5_2_3_3_1_0 = 0;
        let t5_2_3_3_1_1 = 0;
        let t5_3_0_0_0_0 = 0;
        let t5_3_0_0_0_1 = 0;
        let t5_3_0_0_1_0 = 0;
        let t5_3_0_0_1_1 = 0;
        let t5_3_0_1_0_0 = 0;
        let t5_3_0_1_0_1 = 0;
        let t5_3_0_1_1_0 = 0;
        let t5_3_0_1_1_1 = 0;
        let t5_3_0_2_0_0 = 0;
        let t5_3_0_2_0_1 = 0;
        let t5_3_0_2_1_0 = 0;
        let t5_3_0_2_1_1 = 0;
        let t5_3_0_3_0_0 = 0;
        let t5_3_0_3_0_1 = 0;
        let t5_3_0_3_1_0 = 0;
        let t5_3_0_3_1_1 = 0;
        let t5_3_1_0_0_0 = 0;
        let t5_3_1_0_0_1 = 0;
        let t5_3_1_0_1_0 = 0;
        let t5_3_1_0_1_1 = 0;
        let t5_3_1_1_0_0 = 0;
        let t5_3_1_1_0_1 = 0;
        let t5_3_1_1_1_0 = 0;
        let t5_3_1_1_1_1 = 0;
        let t5_3_1_2_0_0 = 0;
        let t5_3_1_2_0_1 = 0;
        let t5_3_1_2_1_0 = 0;
        let t5_3_1_2_1_1 = 0;
        let t5_3_1_3_0_0 = 0;
        let t5_3_1_3_0_1 = 0;
        let t5_3_1_3_1_0 = 0;
        let t5_3_1_3_1_1 = 0;
        let t5_3_2_0_0_0 = 0;
        let t5_3_2_0_0_1 = 0;
        let t5_3_2_0_1_0 = 0;
        let t5_3_2_0_1_1 = 0;
        let t5_3_2_1_0_0 = 0;
        let t5_3_2_1_0_1 = 0;
        let t5_3_2_1_1_0 = 0;
        let t5_3_2_1_1_1 = 0;
        let t5_3_2_2_0_0 = 0;
        let t5_3_2_2_0_1 = 0;
        let t5_3_2_2_1_0 = 0;
        let t5_3_2_2_1_1 = 0;
        let t5_3_2_3_0_0 = 0;
        let t5_3_2_3_0_1 = 0;
        let t5_3_2_3_1_0 = 0;
        let t5_3_2_3_1_1 = 0;
        let t5_3_3_0_0_0 = 0;
        let t5_3_3_0_0_1 = 0;
        let t5_3_3_0_1_0 = 0;
        let t5_3_3_0_1_1 = 0;
        let t5_3_3_1_0_0 = 0;
        let t5_3_3_1_0_1 = 0;
        let t5_3_3_1_1_0 = 0;
        let t5_3_3_1_1_1 = 0;
        let t5_3_3_2_0_0 = 0;
        let t5_3_3_2_0_1 = 0;
        let t5_3_3_2_1_0 = 0;
        let t5_3_3_2_1_1 = 0;
        let t5_3_3_3_0_0 = 0;
        let t5_3_3_3_0_1 = 0;
        let t5_3_3_3_1_0 = 0;
        let t5_3_3_3_1_1 = 0;
        for (let i7 = 0; i7 < 3; i7++) {
          const t3_i7 = t3[i7]!;
          const w_ii7 = W1[i * 9 + i7]!;
          const t3_i7_2 = t3[i7 + 10]!;
          const w_ii7_2 = W1[i * 9 + i7 + 3]!;
          const t3_i7_3 = t3[i7 + 20]!;
          const w_ii7_3 = W1[i * 9 + i7 + 6]!;
          t5_0_0_0_0_0 += t3_i7 * w_ii7 + t3_i7_2 * w_ii7_2 + t3_i7_3 * w_ii7_3;
          const t3_i7_4 = t3[i7 + 1]!;
          const t3_i7_5 = t3[i7 + 11]!;
          const t3_i7_6 = t3[i7 + 21]!;
          t5_0_0_0_0_1 += t3_i7_4 * w_ii7 + t3_i7_5 * w_ii7_2 + t3_i7_6 * w_ii7_3;
          const t3_i7_7 = t3[i7 + 30]!;
          t5_0_0_0_1_0 += t3_i7_2 * w_ii7 + t3_i7_3 * w_ii7_2 + t3_i7_7 * w_ii7_3;
          const t3_i7_8 = t3[i7 + 31]!;
          t5_0_0_0_1_1 += t3_i7_5 * w_ii7 + t3_i7_6 * w_ii7_2 + t3_i7_8 * w_ii7_3;
          const t3_i7_9 = t3[i7 + 2]!;
          const t3_i7_10 = t3[i7 + 12]!;
          const t3_i7_11 = t3[i7 + 22]!;
          t5_0_0_1_0_0 += t3_i7_9 * w_ii7 + t3_i7_10 * w_ii7_2 + t3_i7_11 * w_ii7_3;
          const t3_i7_12 = t3[i7 + 3]!;
          const t3_i7_13 = t3[i7 + 13]!;
          const t3_i7_14 = t3[i7 + 23]!;
          t5_0_0_1_0_1 += t3_i7_12 * w_ii7 + t3_i7_13 * w_ii7_2 + t3_i7_14 * w_ii7_3;
          const t3_i7_15 = t3[i7 + 32]!;
          t5_0_0_1_1_0 += t3_i7_10 * w_ii7 + t3_i7_11 * w_ii7_2 + t3_i7_15 * w_ii7_3;
          const t3_i7_16 = t3[i7 + 33]!;
          t5_0_0_1_1_1 += t3_i7_13 * w_ii7 + t3_i7_14 * w_ii7_2 + t3_i7_16 * w_ii7_3;
          const t3_i7_17 = t3[i7 + 4]!;
          const t3_i7_18 = t3[i7 + 14]!;
          const t3_i7_19 = t3[i7 + 24]!;
          t5_0_0_2_0_0 += t3_i7_17 * w_ii7 + t3_i7_18 * w_ii7_2 + t3_i7_19 * w_ii7_3;
          const t3_i7_20 = t3[i7 + 5]!;
          const t3_i7_21 = t3[i7 + 15]!;
          const t3_i7_22 = t3[i7 + 25]!;
          t5_0_0_2_0_1 += t3_i7_20 * w_ii7 + t3_i7_21 * w_ii7_2 + t3_i7_22 * w_ii7_3;
          const t3_i7_23 = t3[i7 + 34]!;
          t5_0_0_2_1_0 += t3_i7_18 * w_ii7 + t3_i7_19 * w_ii7_2 + t3_i7_23 * w_ii7_3;
          const t3_i7_24 = t3[i7 + 35]!;
          t5_0_0_2_1_1 += t3_i7_21 * w_ii7 + t3_i7_22 * w_ii7_2 + t3_i7_24 * w_ii7_3;
          const t3_i7_25 = t3[i7 + 6]!;
          const t3_i7_26 = t3[i7 + 16]!;
          const t3_i7_27 = t3[i7 + 26]!;
          t5_0_0_3_0_0 += t3_i7_25 * w_ii7 + t3_i7_26 * w_ii7_2 + t3_i7_27 * w_ii7_3;
          const t3_i7_28 = t3[i7 + 7]!;
          const t3_i7_29 = t3[i7 + 17]!;
          const t3_i7_30 = t3[i7 + 27]!;
          t5_0_0_3_0_1 += t3_i7_28 * w_ii7 + t3_i7_29 * w_ii7_2 + t3_i7_30 * w_ii7_3;
          const t3_i7_31 = t3[i7 + 36]!;
          t5_0_0_3_1_0 += t3_i7_26 * w_ii7 + t3_i7_27 * w_ii7_2 + t3_i7_31 * w_ii7_3;
          const t3_i7_32 = t3[i7 + 37]!;
          t5_0_0_3_1_1 += t3_i7_29 * w_ii7 + t3_i7_30 * w_ii7_2 + t3_i7_32 * w_ii7_3;
          const t3_i7_33 = t3[i7 + 40]!;
          t5_0_1_0_0_0 += t3_i7_3 * w_ii7 + t3_i7_7 * w_ii7_2 + t3_i7_33 * w_ii7_3;
          const t3_i7_34 = t3[i7 + 41]!;
          t5_0_1_0_0_1 += t3_i7_6 * w_ii7 + t3_i7_8 * w_ii7_2 + t3_i7_34 * w_ii7_3;
          const t3_i7_35 = t3[i7 + 50]!;
          t5_0_1_0_1_0 += t3_i7_7 * w_ii7 + t3_i7_33 * w_ii7_2 + t3_i7_35 * w_ii7_3;
          const t3_i7_36 = t3[i7 + 51]!;
          t5_0_1_0_1_1 += t3_i7_8 * w_ii7 + t3_i7_34 * w_ii7_2 + t3_i7_36 * w_ii7_3;
          const t3_i7_37 = t3[i7 + 42]!;
          t5_0_1_1_0_0 += t3_i7_11 * w_ii7 + t3_i7_15 * w_ii7_2 + t3_i7_37 * w_ii7_3;
          const t3_i7_38 = t3[i7 + 43]!;
          t5_0_1_1_0_1 += t3_i7_14 * w_ii7 + t3_i7_16 * w_ii7_2 + t3_i7_38 * w_ii7_3;
          const t3_i7_39 = t3[i7 + 52]!;
          t5_0_1_1_1_0 += t3_i7_15 * w_ii7 + t3_i7_37 * w_ii7_2 + t3_i7_39 * w_ii7_3;
          const t3_i7_40 = t3[i7 + 53]!;
          t5_0_1_1_1_1 += t3_i7_16 * w_ii7 + t3_i7_38 * w_ii7_2 + t3_i7_40 * w_ii7_3;
          const t3_i7_41 = t3[i7 + 44]!;
          t5_0_1_2_0_0 += t3_i7_19 * w_ii7 + t3_i7_23 * w_ii7_2 + t3_i7_41 * w_ii7_3;
          const t3_i7_42 = t3[i7 + 45]!;
          t5_0_1_2_0_1 += t3_i7_22 * w_ii7 + t3_i7_24 * w_ii7_2 + t3_i7_42 * w_ii7_3;
          const t3_i7_43 = t3[i7 + 54]!;
          t5_0_1_2_1_0 += t3_i7_23 * w_ii7 + t3_i7_41 * w_ii7_2 + t3_i7_43 * w_ii7_3;
          const t3_i7_44 = t3[i7 + 55]!;
          t5_0_1_2_1_1 += t3_i7_24 * w_ii7 + t3_i7_42 * w_ii7_2 + t3_i7_44 * w_ii7_3;
          const t3_i7_45 = t3[i7 + 46]!;
          t5_0_1_3_0_0 += t3_i7_27 * w_ii7 + t3_i7_31 * w_ii7_2 + t3_i7_45 * w_ii7_3;
          const t3_i7_46 = t3[i7 + 47]!;
          t5_0_1_3_0_1 += t3_i7_30 * w_ii7 + t3_i7_32 * w_ii7_2 + t3_i7_46 * w_ii7_3;
          const t3_i7_47 = t3[i7 + 56]!;
          t5_0_1_3_1_0 += t3_i7_31 * w_ii7 + t3_i7_45 * w_ii7_2 + t3_i7_47 * w_ii7_3;
          const t3_i7_48 = t3[i7 + 57]!;
          t5_0_1_3_1_1 += t3_i7_32 * w_ii7 + t3_i7_46 * w_ii7_2 + t3_i7_48 * w_ii7_3;
          const t3_i7_49 = t3[i7 + 60]!;
          t5_0_2_0_0_0 += t3_i7_33 * w_ii7 + t3_i7_35 * w_ii7_2 + t3_i7_49 * w_ii7_3;
          const t3_i7_50 = t3[i7 + 61]!;
          t5_0_2_0_0_1 += t3_i7_34 * w_ii7 + t3_i7_36 * w_ii7_2 + t3_i7_50 * w_ii7_3;
          const t3_i7_51 = t3[i7 + 70]!;
          t5_0_2_0_1_0 += t3_i7_35 * w_ii7 + t3_i7_49 * w_ii7_2 + t3_i7_51 * w_ii7_3;
          const t3_i7_52 = t3[i7 + 71]!;
          t5_0_2_0_1_1 += t3_i7_36 * w_ii7 + t3_i7_50 * w_ii7_2 + t3_i7_52 * w_ii7_3;
          const t3_i7_53 = t3[i7 + 62]!;
          t5_0_2_1_0_0 += t3_i7_37 * w_ii7 + t3_i7_39 * w_ii7_2 + t3_i7_53 * w_ii7_3;
          const t3_i7_54 = t3[i7 + 63]!;
          t5_0_2_1_0_1 += t3_i7_38 * w_ii7 + t3_i7_40 * w_ii7_2 + t3_i7_54 * w_ii7_3;
          const t3_i7_55 = t3[i7 + 72]!;
          t5_0_2_1_1_0 += t3_i7_39 * w_ii7 + t3_i7_53 * w_ii7_2 + t3_i7_55 * w_ii7_3;
          const t3_i7_56 = t3[i7 + 73]!;
          t5_0_2_1_1_1 += t3_i7_40 * w_ii7 + t3_i7_54 * w_ii7_2 + t3_i7_56 * w_ii7_3;
          const t3_i7_57 = t3[i7 + 64]!;
          t5_0_2_2_0_0 += t3_i7_41 * w_ii7 + t3_i7_43 * w_ii7_2 + t3_i7_57 * w_ii7_3;
          const t3_i7_58 = t3[i7 + 65]!;
          t5_0_2_2_0_1 += t3_i7_42 * w_ii7 + t3_i7_44 * w_ii7_2 + t3_i7_58 * w_ii7_3;
          const t3_i7_59 = t3[i7 + 74]!;
          t5_0_2_2_1_0 += t3_i7_43 * w_ii7 + t3_i7_57 * w_ii7_2 + t3_i7_59 * w_ii7_3;
          const t3_i7_60 = t3[i7 + 75]!;
          t5_0_2_2_1_1 += t3_i7_44 * w_ii7 + t3_i7_58 * w_ii7_2 + t3_i7_60 * w_ii7_3;
          const t3_i7_61 = t3[i7 + 66]!;
          t5_0_2_3_0_0 += t3_i7_45 * w_ii7 + t3_i7_47 * w_ii7_2 + t3_i7_61 * w_ii7_3;
          const t3_i7_62 = t3[i7 + 67]!;
          t5_0_2_3_0_1 += t3_i7_46 * w_ii7 + t3_i7_48 * w_ii7_2 + t3_i7_62 * w_ii7_3;
          const t3_i7_63 = t3[i7 + 76]!;
          t5_0_2_3_1_0 += t3_i7_47 * w_ii7 + t3_i7_61 * w_ii7_2 + t3_i7_63 * w_ii7_3;
          const t3_i7_64 = t3[i7 + 77]!;
          t5_0_2_3_1_1 += t3_i7_48 * w_ii7 + t3_i7_62 * w_ii7_2 + t3_i7_64 * w_ii7_3;
          const t3_i7_65 = t3[i7 + 80]!;
          t5_0_3_0_0_0 += t3_i7_49 * w_ii7 + t3_i7_51 * w_ii7_2 + t3_i7_65 * w_ii7_3;
          const t3_i7_66 = t3[i7 + 81]!;
          t5_0_3_0_0_1 += t3_i7_50 * w_ii7 + t3_i7_52 * w_ii7_2 + t3_i7_66 * w_ii7_3;
          const t3_i7_67 = t3[i7 + 90]!;
          t5_0_3_0_1_0 += t3_i7_51 * w_ii7 + t3_i7_65 * w_ii7_2 + t3_i7_67 * w_ii7_3;
          const t3_i7_68 = t3[i7 + 91]!;
          t5_0_3_0_1_1 += t3_i7_52 * w_ii7 + t3_i7_66 * w_ii7_2 + t3_i7_68 * w_ii7_3;
          const t3_i7_69 = t3[i7 + 82]!;
          t5_0_3_1_0_0 += t3_i7_53 * w_ii7 + t3_i7_55 * w_ii7_2 + t3_i7_69 * w_ii7_3;
          const t3_i7_70 = t3[i7 + 83]!;
          t5_0_3_1_0_1 += t3_i7_54 * w_ii7 + t3_i7_56 * w_ii7_2 + t3_i7_70 * w_ii7_3;
          const t3_i7_71 = t3[i7 + 92]!;
          t5_0_3_1_1_0 += t3_i7_55 * w_ii7 + t3_i7_69 * w_ii7_2 + t3_i7_71 * w_ii7_3;
          const t3_i7_72 = t3[i7 + 93]!;
          t5_0_3_1_1_1 += t3_i7_56 * w_ii7 + t3_i7_70 * w_ii7_2 + t3_i7_72 * w_ii7_3;
          const t3_i7_73 = t3[i7 + 84]!;
          t5_0_3_2_0_0 += t3_i7_57 * w_ii7 + t3_i7_59 * w_ii7_2 + t3_i7_73 * w_ii7_3;
          const t3_i7_74 = t3[i7 + 85]!;
          t5_0_3_2_0_1 += t3_i7_58 * w_ii7 + t3_i7_60 * w_ii7_2 + t3_i7_74 * w_ii7_3;
          const t3_i7_75 = t3[i7 + 94]!;
          t5_0_3_2_1_0 += t3_i7_59 * w_ii7 + t3_i7_73 * w_ii7_2 + t3_i7_75 * w_ii7_3;
          const t3_i7_76 = t3[i7 + 95]!;
          t5_0_3_2_1_1 += t3_i7_60 * w_ii7 + t3_i7_74 * w_ii7_2 + t3_i7_76 * w_ii7_3;
          const t3_i7_77 = t3[i7 + 86]!;
          t5_0_3_3_0_0 += t3_i7_61 * w_ii7 + t3_i7_63 * w_ii7_2 + t3_i7_77 * w_ii7_3;
          const t3_i7_78 = t3[i7 + 87]!;
          t5_0_3_3_0_1 += t3_i7_62 * w_ii7 + t3_i7_64 * w_ii7_2 + t3_i7_78 * w_ii7_3;
          const t3_i7_79 = t3[i7 + 96]!;
          t5_0_3_3_1_0 += t3_i7_63 * w_ii7 + t3_i7_77 * w_ii7_2 + t3_i7_79 * w_ii7_3;
          const t3_i7_80 = t3[i7 + 97]!;
          t5_0_3_3_1_1 += t3_i7_64 * w_ii7 + t3_i7_78 * w_ii7_2 + t3_i7_80 * w_ii7_3;
          const w_ii7_4 = W1[i * 9 + i7 + 9]!;
          const w_ii7_5 = W1[i * 9 + i7 + 12]!;
          const w_ii7_6 = W1[i * 9 + i7 + 15]!;
          t5_1_0_0_0_0 += t3_i7 * w_ii7_4 + t3_i7_2 * w_ii7_5 + t3_i7_3 * w_ii7_6;
          t5_1_0_0_0_1 += t3_i7_4 * w_ii7_4 + t3_i7_5 * w_ii7_5 + t3_i7_6 * w_ii7_6;
          t5_1_0_0_1_0 += t3_i7_2 * w_ii7_4 + t3_i7_3 * w_ii7_5 + t3_i7_7 * w_ii7_6;
          t5_1_0_0_1_1 += t3_i7_5 * w_ii7_4 + t3_i7_6 * w_ii7_5 + t3_i7_8 * w_ii7_6;
          t5_1_0_1_0_0 += t3_i7_9 * w_ii7_4 + t3_i7_10 * w_ii7_5 + t3_i7_11 * w_ii7_6;
          t5_1_0_1_0_1 += t3_i7_12 * w_ii7_4 + t3_i7_13 * w_ii7_5 + t3_i7_14 * w_ii7_6;
          t5_1_0_1_1_0 += t3_i7_10 * w_ii7_4 + t3_i7_11 * w_ii7_5 + t3_i7_15 * w_ii7_6;
          t5_1_0_1_1_1 += t3_i7_13 * w_ii7_4 + t3_i7_14 * w_ii7_5 + t3_i7_16 * w_ii7_6;
          t5_1_0_2_0_0 += t3_i7_17 * w_ii7_4 + t3_i7_18 * w_ii7_5 + t3_i7_19 * w_ii7_6;
          t5_1_0_2_0_1 += t3_i7_20 * w_ii7_4 + t3_i7_21 * w_ii7_5 + t3_i7_22 * w_ii7_6;
          t5_1_0_2_1_0 += t3_i7_18 * w_ii7_4 + t3_i7_19 * w_ii7_5 + t3_i7_23 * w_ii7_6;
          t5_1_0_2_1_1 += t3_i7_21 * w_ii7_4 + t3_i7_22 * w_ii7_5 + t3_i7_24 * w_ii7_6;
          t5_1_0_3_0_0 += t3_i7_25 * w_ii7_4 + t3_i7_26 * w_ii7_5 + t3_i7_27 * w_ii7_6;
          t5_1_0_3_0_1 += t3_i7_28 * w_ii7_4 + t3_i7_29 * w_ii7_5 + t3_i7_30 * w_ii7_6;
          t5_1_0_3_1_0 += t3_i7_26 * w_ii7_4 + t3_i7_27 * w_ii7_5 + t3_i7_31 * w_ii7_6;
          t5_1_0_3_1_1 += t3_i7_29 * w_ii7_4 + t3_i7_30 * w_ii7_5 + t3_i7_32 * w_ii7_6;
          t5_1_1_0_0_0 += t3_i7_3 * w_ii7_4 + t3_i7_7 * w_ii7_5 + t3_i7_33 * w_ii7_6;
          t5_1_1_0_0_1 += t3_i7_6 * w_ii7_4 + t3_i7_8 * w_ii7_5 + t3_i7_34 * w_ii7_6;
          t5_1_1_0_1_0 += t3_i7_7 * w_ii7_4 + t3_i7_33 * w_ii7_5 + t3_i7_35 * w_ii7_6;
          t5_1_1_0_1_1 += t3_i7_8 * w_ii7_4 + t3_i7_34 * w_ii7_5 + t3_i7_36 * w_ii7_6;
          t5_1_1_1_0_0 += t3_i7_11 * w_ii7_4 + t3_i7_15 * w_ii7_5 + t3_i7_37 * w_ii7_6;
          t5_1_1_1_0_1 += t3_i7_14 * w_ii7_4 + t3_i7_16 * w_ii7_5 + t3_i7_38 * w_ii7_6;
          t5_1_1_1_1_0 += t3_i7_15 * w_ii7_4 + t3_i7_37 * w_ii7_5 + t3_i7_39 * w_ii7_6;
          t5_1_1_1_1_1 += t3_i7_16 * w_ii7_4 + t3_i7_38 * w_ii7_5 + t3_i7_40 * w_ii7_6;
          t5_1_1_2_0_0 += t3_i7_19 * w_ii7_4 + t3_i7_23 * w_ii7_5 + t3_i7_41 * w_ii7_6;
          t5_1_1_2_0_1 += t3_i7_22 * w_ii7_4 + t3_i7_24 * w_ii7_5 + t3_i7_42 * w_ii7_6;
          t5_1_1_2_1_0 += t3_i7_23 * w_ii7_4 + t3_i7_41 * w_ii7_5 + t3_i7_43 * w_ii7_6;
          t5_1_1_2_1_1 += t3_i7_24 * w_ii7_4 + t3_i7_42 * w_ii7_5 + t3_i7_44 * w_ii7_6;
          t5_1_1_3_0_0 += t3_i7_27 * w_ii7_4 + t3_i7_31 * w_ii7_5 + t3_i7_45 * w_ii7_6;
          t5_1_1_3_0_1 += t3_i7_30 * w_ii7_4 + t3_i7_32 * w_ii7_5 + t3_i7_46 * w_ii7_6;
          t5_1_1_3_1_0 += t3_i7_31 * w_ii7_4 + t3_i7_45 * w_ii7_5 + t3_i7_47 * w_ii7_6;
          t5_1_1_3_1_1 += t3_i7_32 * w_ii7_4 + t3_i7_46 * w_ii7_5 + t3_i7_48 * w_ii7_6;
          t5_1_2_0_0_0 += t3_i7_33 * w_ii7_4 + t3_i7_35 * w_ii7_5 + t3_i7_49 * w_ii7_6;
          t5_1_2_0_0_1 += t3_i7_34 * w_ii7_4 + t3_i7_36 * w_ii7_5 + t3_i7_50 * w_ii7_6;
          t5_1_2_0_1_0 += t3_i7_35 * w_ii7_4 + t3_i7_49 * w_ii7_5 + t3_i7_51 * w_ii7_6;
          t5_1_2_0_1_1 += t3_i7_36 * w_ii7_4 + t3_i7_50 * w_ii7_5 + t3_i7_52 * w_ii7_6;
          t5_1_2_1_0_0 += t3_i7_37 * w_ii7_4 + t3_i7_39 * w_ii7_5 + t3_i7_53 * w_ii7_6;
          t5_1_2_1_0_1 += t3_i7_38 * w_ii7_4 + t3_i7_40 * w_ii7_5 + t3_i7_54 * w_ii7_6;
          t5_1_2_1_1_0 += t3_i7_39 * w_ii7_4 + t3_i7_53 * w_ii7_5 + t3_i7_55 * w_ii7_6;
          t5_1_2_1_1_1 += t3_i7_40 * w_ii7_4 + t3_i7_54 * w_ii7_5 + t3_i7_56 * w_ii7_6;
          t5_1_2_2_0_0 += t3_i7_41 * w_ii7_4 + t3_i7_43 * w_ii7_5 + t3_i7_57 * w_ii7_6;
          t5_1_2_2_0_1 += t3_i7_42 * w_ii7_4 + t3_i7_44 * w_ii7_5 + t3_i7_58 * w_ii7_6;
          t5_1_2_2_1_0 += t3_i7_43 * w_ii7_4 + t3_i7_57 * w_ii7_5 + t3_i7_59 * w_ii7_6;
          t5_1_2_2_1_1 += t3_i7_44 * w_ii7_4 + t3_i7_58 * w_ii7_5 + t3_i7_60 * w_ii7_6;
          t5_1_2_3_0_0 += t3_i7_45 * w_ii7_4 + t3_i7_47 * w_ii7_5 + t3_i7_61 * w_ii7_6;
          t5_1_2_3_0_1 += t3_i7_46 * w_ii7_4 + t3_i7_48 * w_ii7_5 + t3_i7_62 * w_ii7_6;
          t5_1_2_3_1_0 += t3_i7_47 * w_ii7_4 + t3_i7_61 * w_ii7_5 + t3_i7_63 * w_ii7_6;
          t5_1_2_3_1_1 += t3_i7_48 * w_ii7_4 + t3_i7_62 * w_ii7_5 + t3_i7_64 * w_ii7_6;
          t5_1_3_0_0_0 += t3_i7_49 * w_ii7_4 + t3_i7_51 * w_ii7_5 + t3_i7_65 * w_ii7_6;
          t5_1_3_0_0_1 += t3_i7_50 * w_ii7_4 + t3_i7_52 * w_ii7_5 + t3_i7_66 * w_ii7_6;
          t5_1_3_0_1_0 += t3_i7_51 * w_ii7_4 + t3_i7_65 * w_ii7_5 + t3_i7_67 * w_ii7_6;
          t5_1_3_0_1_1 += t3_i7_52 * w_ii7_4 + t3_i7_66 * w_ii7_5 + t3_i7_68 * w_ii7_6;
          t5_1_3_1_0_0 += t3_i7_53 * w_ii7_4 + t3_i7_55 * w_ii7_5 + t3_i7_69 * w_ii7_6;
          t5_1_3_1_0_1 += t3_i7_54 * w_ii7_4 + t3_i7_56 * w_ii7_5 + t3_i7_70 * w_ii7_6;
          t5_1_3_1_1_0 += t3_i7_55 * w_ii7_4 + t3_i7_69 * w_ii7_5 + t3_i7_71 * w_ii7_6;
          t5_1_3_1_1_1 += t3_i7_56 * w_ii7_4 + t3_i7_70 * w_ii7_5 + t3_i7_72 * w_ii7_6;
          t5_1_3_2_0_0 += t3_i7_57 * w_ii7_4 + t3_i7_59 * w_ii7_5 + t3_i7_73 * w_ii7_6;
          t5_1_3_2_0_1 += t3_i7_58 * w_ii7_4 + t3_i7_60 * w_ii7_5 + t3_i7_74 * w_ii7_6;
          t5_1_3_2_1_0 += t3_i7_59 * w_ii7_4 + t3_i7_73 * w_ii7_5 + t3_i7_75 * w_ii7_6;
          t5_1_3_2_1_1 += t3_i7_60 * w_ii7_4 + t3_i7_74 * w_ii7_5 + t3_i7_76 * w_ii7_6;
          t5_1_3_3_0_0 += t3_i7_61 * w_ii7_4 + t3_i7_63 * w_ii7_5 + t3_i7_77 * w_ii7_6;
          t5_1_3_3_0_1 += t3_i7_62 * w_ii7_4 + t3_i7_64 * w_ii7_5 + t3_i7_78 * w_ii7_6;
          t5_1_3_3_1_0 += t3_i7_63 * w_ii7_4 + t3_i7_77 * w_ii7_5 + t3_i7_79 * w_ii7_6;
          t5_1_3_3_1_1 += t3_i7_64 * w_ii7_4 + t3_i7_78 * w_ii7_5 + t3_i7_80 * w_ii7_6;
          const w_ii7_7 = W1[i * 9 + i7 + 18]!;
          const w_ii7_8 = W1[i * 9 + i7 + 21]!;
          const w_ii7_9 = W1[i * 9 + i7 + 24]!;
          t5_2_0_0_0_0 += t3_i7 * w_ii7_7 + t3_i7_2 * w_ii7_8 + t3_i7_3 * w_ii7_9;
          t5_2_0_0_0_1 += t3_i7_4 * w_ii7_7 + t3_i7_5 * w_ii7_8 + t3_i7_6 * w_ii7_9;
          t5_2_0_0_1_0 += t3_i7_2 * w_ii7_7 + t3_i7_3 * w_ii7_8 + t3_i7_7 * w_ii7_9;
          t5_2_0_0_1_1 += t3_i7_5 * w_ii7_7 + t3_i7_6 * w_ii7_8 + t3_i7_8 * w_ii7_9;
          t5_2_0_1_0_0 += t3_i7_9 * w_ii7_7 + t3_i7_10 * w_ii7_8 + t3_i7_11 * w_ii7_9;
          t5_2_0_1_0_1 += t3_i7_12 * w_ii7_7 + t3_i7_13 * w_ii7_8 + t3_i7_14 * w_ii7_9;
          t5_2_0_1_1_0 += t3_i7_10 * w_ii7_7 + t3_i7_11 * w_ii7_8 + t3_i7_15 * w_ii7_9;
          t5_2_0_1_1_1 += t3_i7_13 * w_ii7_7 + t3_i7_14 * w_ii7_8 + t3_i7_16 * w_ii7_9;
          t5_2_0_2_0_0 += t3_i7_17 * w_ii7_7 + t3_i7_18 * w_ii7_8 + t3_i7_19 * w_ii7_9;
          t5_2_0_2_0_1 += t3_i7_20 * w_ii7_7 + t3_i7_21 * w_ii7_8 + t3_i7_22 * w_ii7_9;
          t5_2_0_2_1_0 += t3_i7_18 * w_ii7_7 + t3_i7_19 * w_ii7_8 + t3_i7_23 * w_ii7_9;
          t5_2_0_2_1_1 += t3_i7_21 * w_ii7_7 + t3_i7_22 * w_ii7_8 + t3_i7_24 * w_ii7_9;
          t5_2_0_3_0_0 += t3_i7_25 * w_ii7_7 + t3_i7_26 * w_ii7_8 + t3_i7_27 * w_ii7_9;
          t5_2_0_3_0_1 += t3_i7_28 * w_ii7_7 + t3_i7_29 * w_ii7_8 + t3_i7_30 * w_ii7_9;
          t5_2_0_3_1_0 += t3_i7_26 * w_ii7_7 + t3_i7_27 * w_ii7_8 + t3_i7_31 * w_ii7_9;
          t5_2_0_3_1_1 += t3_i7_29 * w_ii7_7 + t3_i7_30 * w_ii7_8 + t3_i7_32 * w_ii7_9;
          t5_2_1_0_0_0 += t3_i7_3 * w_ii7_7 + t3_i7_7 * w_ii7_8 + t3_i7_33 * w_ii7_9;
          t5_2_1_0_0_1 += t3_i7_6 * w_ii7_7 + t3_i7_8 * w_ii7_8 + t3_i7_34 * w_ii7_9;
          t5_2_1_0_1_0 += t3_i7_7 * w_ii7_7 + t3_i7_33 * w_ii7_8 + t3_i7_35 * w_ii7_9;
          t5_2_1_0_1_1 += t3_i7_8 * w_ii7_7 + t3_i7_34 * w_ii7_8 + t3_i7_36 * w_ii7_9;
          t5_2_1_1_0_0 += t3_i7_11 * w_ii7_7 + t3_i7_15 * w_ii7_8 + t3_i7_37 * w_ii7_9;
          t5_2_1_1_0_1 += t3_i7_14 * w_ii7_7 + t3_i7_16 * w_ii7_8 + t3_i7_38 * w_ii7_9;
          t5_2_1_1_1_0 += t3_i7_15 * w_ii7_7 + t3_i7_37 * w_ii7_8 + t3_i7_39 * w_ii7_9;
          t5_2_1_1_1_1 += t3_i7_16 * w_ii7_7 + t3_i7_38 * w_ii7_8 + t3_i7_40 * w_ii7_9;
          t5_2_1_2_0_0 += t3_i7_19 * w_ii7_7 + t3_i7_23 * w_ii7_8 + t3_i7_41 * w_ii7_9;
          t5_2_1_2_0_1 += t3_i7_22 * w_ii7_7 + t3_i7_24 * w_ii7_8 + t3_i7_42 * w_ii7_9;
          t5_2_1_2_1_0 += t3_i7_23 * w_ii7_7 + t3_i7_41 * w_ii7_8 + t3_i7_43 * w_ii7_9;
          t5_2_1_2_1_1 += t3_i7_24 * w_ii7_7 + t3_i7_42 * w_ii7_8 + t3_i7_44 * w_ii7_9;
          t5_2_1_3_0_0 += t3_i7_27 * w_ii7_7 + t3_i7_31 * w_ii7_8 + t3_i7_45 * w_ii7_9;
          t5_2_1_3_0_1 += t3_i7_30 * w_ii7_7 + t3_i7_32 * w_ii7_8 + t3_i7_46 * w_ii7_9;
          t5_2_1_3_1_0 += t3_i7_31 * w_ii7_7 + t3_i7_45 * w_ii7_8 + t3_i7_47 * w_ii7_9;
          t5_2_1_3_1_1 += t3_i7_32 * w_ii7_7 + t3_i7_46 * w_ii7_8 + t3_i7_48 * w_ii7_9;
          t5_2_2_0_0_0 += t3_i7_33 * w_ii7_7 + t3_i7_35 * w_ii7_8 + t3_i7_49 * w_ii7_9;
          t5_2_2_0_0_1 += t3_i7_34 * w_ii7_7 + t3_i7_36 * w_ii7_8 + t3_i7_50 * w_ii7_9;
          t5_2_2_0_1_0 += t3_i7_35 * w_ii7_7 + t3_i7_49 * w_ii7_8 + t3_i7_51 * w_ii7_9;
          t5_2_2_0_1_1 += t3_i7_36 * w_ii7_7 + t3_i7_50 * w_ii7_8 + t3_i7_52 * w_ii7_9;
          t5_2_2_1_0_0 += t3_i7_37 * w_ii7_7 + t3_i7_39 * w_ii7_8 + t3_i7_53 * w_ii7_9;
          t5_2_2_1_0_1 += t3_i7_38 * w_ii7_7 + t3_i7_40 * w_ii7_8 + t3_i7_54 * w_ii7_9;
          t5_2_2_1_1_0 += t3_i7_39 * w_ii7_7 + t3_i7_53 * w_ii7_8 + t3_i7_55 * w_ii7_9;
          t5_2_2_1_1_1 += t3_i7_40 * w_ii7_7 + t3_i7_54 * w_ii7_8 + t3_i7_56 * w_ii7_9;
          t5_2_2_2_0_0 += t3_i7_41 * w_ii7_7 + t3_i7_43 * w_ii7_8 + t3_i7_57 * w_ii7_9;
          t5_2_2_2_0_1 += t3_i7_42 * w_ii7_7 + t3_i7_44 * w_ii7_8 + t3_i7_58 * w_ii7_9;
          t5_2_2_2_1_0 += t3_i7_43 * w_ii7_7 + t3_i7_57 * w_ii7_8 + t3_i7_59 * w_ii7_9;
          t5_2_2_2_1_1 += t3_i7_44 * w_ii7_7 + t3_i7_58 * w_ii7_8 + t3_i7_60 * w_ii7_9;
          t5_2_2_3_0_0 += t3_i7_45 * w_ii7_7 + t3_i7_47 * w_ii7_8 + t3_i7_61 * w_ii7_9;
          t5_2_2_3_0_1 += t3_i7_46 * w_ii7_7 + t3_i7_48 * w_ii7_8 + t3_i7_62 * w_ii7_9;
          t5_2_2_3_1_0 += t3_i7_47 * w_ii7_7 + t3_i7_61 * w_ii7_8 + t3_i7_63 * w_ii7_9;
          t5_2_2_3_1_1 += t3_i7_48 * w_ii7_7 + t3_i7_62 * w_ii7_8 + t3_i7_64 * w_ii7_9;
          t5_2_3_0_0_0 += t3_i7_49 * w_ii7_7 + t3_i7_51 * w_ii7_8 + t3_i7_65 * w_ii7_9;
          t5_2_3_0_0_1 += t3_i7_50 * w_ii7_7 + t3_i7_52 * w_ii7_8 + t3_i7_66 * w_ii7_9;
          t5_2_3_0_1_0 += t3_i7_51 * w_ii7_7 + t3_i7_65 * w_ii7_8 + t3_i7_67 * w_ii7_9;
          t5_2_3_0_1_1 += t3_i7_52 * w_ii7_7 + t3_i7_66 * w_ii7_8 + t3_i7_68 * w_ii7_9;
          t5_2_3_1_0_0 += t3_i7_53 * w_ii7_7 + t3_i7_55 * w_ii7_8 + t3_i7_69 * w_ii7_9;
          t5_2_3_1_0_1 += t3_i7_54 * w_ii7_7 + t3_i7_56 * w_ii7_8 + t3_i7_70 * w_ii7_9;
          t5_2_3_1_1_0 += t3_i7_55 * w_ii7_7 + t3_i7_69 * w_ii7_8 + t3_i7_71 * w_ii7_9;
          t5_2_3_1_1_1 += t3_i7_56 * w_ii7_7 + t3_i7_70 * w_ii7_8 + t3_i7_72 * w_ii7_9;
          t5_2_3_2_0_0 += t3_i7_57 * w_ii7_7 + t3_i7_59 * w_ii7_8 + t3_i7_73 * w_ii7_9;
          t5_2_3_2_0_1 += t3_i7_58 * w_ii7_7 + t3_i7_60 * w_ii7_8 + t3_i7_74 * w_ii7_9;
          t5_2_3_2_1_0 += t3_i7_59 * w_ii7_7 + t3_i7_73 * w_ii7_8 + t3_i7_75 * w_ii7_9;
          t5_2_3_2_1_1 += t3_i7_60 * w_ii7_7 + t3_i7_74 * w_ii7_8 + t3_i7_76 * w_ii7_9;
          t5_2_3_3_0_0 += t3_i7_61 * w_ii7_7 + t3_i7_63 * w_ii7_8 + t3_i7_77 * w_ii7_9;
          t5_2_3_3_0_1 += t3_i7_62 * w_ii7_7 + t3_i7_64 * w_ii7_8 + t3_i7_78 * w_ii7_9;
          t5_2_3_3_1_0 += t3_i7_63 * w_ii7_7 + t3_i7_77 * w_ii7_8 + t3_i7_79 * w_ii7_9;
          t5_2_3_3_1_1 += t3_i7_64 * w_ii7_7 + t3_i7_78 * w_ii7_8 + t3_i7_80 * w_ii7_9;
          const w_ii7_10 = W1[i * 9 + i7 + 27]!;
          const w_ii7_11 = W1[i * 9 + i7 + 30]!;
          const w_ii7_12 = W1[i * 9 + i7 + 33]!;
          t5_3_0_0_0_0 += t3_i7 * w_ii7_10 + t3_i7_2 * w_ii7_11 + t3_i7_3 * w_ii7_12;
          t5_3_0_0_0_1 += t3_i7_4 * w_ii7_10 + t3_i7_5 * w_ii7_11 + t3_i7_6 * w_ii7_12;
          t5_3_0_0_1_0 += t3_i7_2 * w_ii7_10 + t3_i7_3 * w_ii7_11 + t3_i7_7 * w_ii7_12;
          t5_3_0_0_1_1 += t3_i7_5 * w_ii7_10 + t3_i7_6 * w_ii7_11 + t3_i7_8 * w_ii7_12;
          t5_3_0_1_0_0 += t3_i7_9 * w_ii7_10 + t3_i7_10 * w_ii7_11 + t3_i7_11 * w_ii7_12;
          t5_3_0_1_0_1 += t3_i7_12 * w_ii7_10 + t3_i7_13 * w_ii7_11 + t3_i7_14 * w_ii7_12;
          t5_3_0_1_1_0 += t3_i7_10 * w_ii7_10 + t3_i7_11 * w_ii7_11 + t3_i7_15 * w_ii7_12;
          t5_3_0_1_1_1 += t3_i7_13 * w_ii7_10 + t3_i7_14 * w_ii7_11 + t3_i7_16 * w_ii7_12;
          t5_3_0_2_0_0 += t3_i7_17 * w_ii7_10 + t3_i7_18 * w_ii7_11 + t3_i7_19 * w_ii7_12;
          t5_3_0_2_0_1 += t3_i7_20 * w_ii7_10 + t3_i7_21 * w_ii7_11 + t3_i7_22 * w_ii7_12;
          t5_3_0_2_1_0 += t3_i7_18 * w_ii7_10 + t3_i7_19 * w_ii7_11 + t3_i7_23 * w_ii7_12;
          t5_3_0_2_1_1 += t3_i7_21 * w_ii7_10 + t3_i7_22 * w_ii7_11 + t3_i7_24 * w_ii7_12;
          t5_3_0_3_0_0 += t3_i7_25 * w_ii7_10 + t3_i7_26 * w_ii7_11 + t3_i7_27 * w_ii7_12;
          t5_3_0_3_0_1 += t3_i7_28 * w_ii7_10 + t3_i7_29 * w_ii7_11 + t3_i7_30 * w_ii7_12;
          t5_3_0_3_1_0 += t3_i7_26 * w_ii7_10 + t3_i7_27 * w_ii7_11 + t3_i7_31 * w_ii7_12;
          t5_3_0_3_1_1 += t3_i7_29 * w_ii7_10 + t3_i7_30 * w_ii7_11 + t3_i7_32 * w_ii7_12;
          t5_3_1_0_0_0 += t3_i7_3 * w_ii7_10 + t3_i7_7 * w_ii7_11 + t3_i7_33 * w_ii7_12;
          t5_3_1_0_0_1 += t3_i7_6 * w_ii7_10 + t3_i7_8 * w_ii7_11 + t3_i7_34 * w_ii7_12;
          t5_3_1_0_1_0 += t3_i7_7 * w_ii7_10 + t3_i7_33 * w_ii7_11 + t3_i7_35 * w_ii7_12;
          t5_3_1_0_1_1 += t3_i7_8 * w_ii7_10 + t3_i7_34 * w_ii7_11 + t3_i7_36 * w_ii7_12;
          t5_3_1_1_0_0 += t3_i7_11 * w_ii7_10 + t3_i7_15 * w_ii7_11 + t3_i7_37 * w_ii7_12;
          t5_3_1_1_0_1 += t3_i7_14 * w_ii7_10 + t3_i7_16 * w_ii7_11 + t3_i7_38 * w_ii7_12;
          t5_3_1_1_1_0 += t3_i7_15 * w_ii7_10 + t3_i7_37 * w_ii7_11 + t3_i7_39 * w_ii7_12;
          t5_3_1_1_1_1 += t3_i7_16 * w_ii7_10 + t3_i7_38 * w_ii7_11 + t3_i7_40 * w_ii7_12;
          t5_3_1_2_0_0 += t3_i7_19 * w_ii7_10 + t3_i7_23 * w_ii7_11 + t3_i7_41 * w_ii7_12;
          t5_3_1_2_0_1 += t3_i7_22 * w_ii7_10 + t3_i7_24 * w_ii7_11 + t3_i7_42 * w_ii7_12;
          t5_3_1_2_1_0 += t3_i7_23 * w_ii7_10 + t3_i7_41 * w_ii7_11 + t3_i7_43 * w_ii7_12;
          t5_3_1_2_1_1 += t3_i7_24 * w_ii7_10 + t3_i7_42 * w_ii7_11 + t3_i7_44 * w_ii7_12;
          t5_3_1_3_0_0 += t3_i7_27 * w_ii7_10 + t3_i7_31 * w_ii7_11 + t3_i7_45 * w_ii7_12;
          t5_3_1_3_0_1 += t3_i7_30 * w_ii7_10 + t3_i7_32 * w_ii7_11 + t3_i7_46 * w_ii7_12;
          t5_3_1_3_1_0 += t3_i7_31 * w_ii7_10 + t3_i7_45 * w_ii7_11 + t3_i7_47 * w_ii7_12;
          t5_3_1_3_1_1 += t3_i7_32 * w_ii7_10 + t3_i7_46 * w_ii7_11 + t3_i7_48 * w_ii7_12;
          t5_3_2_0_0_0 += t3_i7_33 * w_ii7_10 + t3_i7_35 * w_ii7_11 + t3_i7_49 * w_ii7_12;
          t5_3_2_0_0_1 += t3_i7_34 * w_ii7_10 + t3_i7_36 * w_ii7_11 + t3_i7_50 * w_ii7_12;
          t5_3_2_0_1_0 += t3_i7_35 * w_ii7_10 + t3_i7_49 * w_ii7_11 + t3_i7_51 * w_ii7_12;
          t5_3_2_0_1_1 += t3_i7_36 * w_ii7_10 + t3_i7_50 * w_ii7_11 + t3_i7_52 * w_ii7_12;
          t5_3_2_1_0_0 += t3_i7_37 * w_ii7_10 + t3_i7_39 * w_ii7_11 + t3_i7_53 * w_ii7_12;
          t5_3_2_1_0_1 += t3_i7_38 * w_ii7_10 + t3_i7_40 * w_ii7_11 + t3_i7_54 * w_ii7_12;
          t5_3_2_1_1_0 += t3_i7_39 * w_ii7_10 + t3_i7_53 * w_ii7_11 + t3_i7_55 * w_ii7_12;
          t5_3_2_1_1_1 += t3_i7_40 * w_ii7_10 + t3_i7_54 * w_ii7_11 + t3_i7_56 * w_ii7_12;
          t5_3_2_2_0_0 += t3_i7_41 * w_ii7_10 + t3_i7_43 * w_ii7_11 + t3_i7_57 * w_ii7_12;
          t5_3_2_2_0_1 += t3_i7_42 * w_ii7_10 + t3_i7_44 * w_ii7_11 + t3_i7_58 * w_ii7_12;
          t5_3_2_2_1_0 += t3_i7_43 * w_ii7_10 + t3_i7_57 * w_ii7_11 + t3_i7_59 * w_ii7_12;
          t5_3_2_2_1_1 += t3_i7_44 * w_ii7_10 + t3_i7_58 * w_ii7_11 + t3_i7_60 * w_ii7_12;
          t5_3_2_3_0_0 += t3_i7_45 * w_ii7_10 + t3_i7_47 * w_ii7_11 + t3_i7_61 * w_ii7_12;
          t5_3_2_3_0_1 += t3_i7_46 * w_ii7_10 + t3_i7_48 * w_ii7_11 + t3_i7_62 * w_ii7_12;
          t5_3_2_3_1_0 += t3_i7_47 * w_ii7_10 + t3_i7_61 * w_ii7_11 + t3_i7_63 * w_ii7_12;
          t5_3_2_3_1_1 += t3_i7_48 * w_ii7_10 + t3_i7_62 * w_ii7_11 + t3_i7_64 * w_ii7_12;
          t5_3_3_0_0_0 += t3_i7_49 * w_ii7_10 + t3_i7_51 * w_ii7_11 + t3_i7_65 * w_ii7_12;
          t5_3_3_0_0_1 += t3_i7_50 * w_ii7_10 + t3_i7_52 * w_ii7_11 + t3_i7_66 * w_ii7_12;
          t5_3_3_0_1_0 += t3_i7_51 * w_ii7_10 + t3_i7_65 * w_ii7_11 + t3_i7_67 * w_ii7_12;
          t5_3_3_0_1_1 += t3_i7_52 * w_ii7_10 + t3_i7_66 * w_ii7_11 + t3_i7_68 * w_ii7_12;
          t5_3_3_1_0_0 += t3_i7_53 * w_ii7_10 + t3_i7_55 * w_ii7_11 + t3_i7_69 * w_ii7_12;
          t5_3_3_1_0_1 += t3_i7_54 * w_ii7_10 + t3_i7_56 * w_ii7_11 + t3_i7_70 * w_ii7_12;
          t5_3_3_1_1_0 += t3_i7_55 * w_ii7_10 + t3_i7_69 * w_ii7_11 + t3_i7_71 * w_ii7_12;
          t5_3_3_1_1_1 += t3_i7_56 * w_ii7_10 + t3_i7_70 * w_ii7_11 + t3_i7_72 * w_ii7_12;
          t5_3_3_2_0_0 += t3_i7_57 * w_ii7_10 + t3_i7_59 * w_ii7_11 + t3_i7_73 * w_ii7_12;
          t5_3_3_2_0_1 += t3_i7_58 * w_ii7_10 + t3_i7_60 * w_ii7_11 + t3_i7_74 * w_ii7_12;
          t5_3_3_2_1_0 += t3_i7_59 * w_ii7_10 + t3_i7_73 * w_ii7_11 + t3_i7_75 * w_ii7_12;
          t5_3_3_2_1_1 += t3_i7_60 * w_ii7_10 + t3_i7_74 * w_ii7_11 + t3_i7_76 * w_ii7_12;
          t5_3_3_3_0_0 += t3_i7_61 * w_ii7_10 + t3_i7_63 * w_ii7_11 + t3_i7_77 * w_ii7_12;
          t5_3_3_3_0_1 += t3_i7_62 * w_ii7_10 + t3_i7_64 * w_ii7_11 + t3_i7_78 * w_ii7_12;
          t5_3_3_3_1_0 += t3_i7_63 * w_ii7_10 + t3_i7_77 * w_ii7_11 + t3_i7_79 * w_ii7_12;
          t5_3_3_3_1_1 += t3_i7_64 * w_ii7_10 + t3_i7_78 * w_ii7_11 + t3_i7_80 * w_ii7_12;
        }
        const b_i = b1[i]!;
        const filters_0_0_0_0_0 = t5_0_0_0_0_0 + b_i;
        const filters_0_0_0_0_1 = t5_0_0_0_0_1 + b_i;
        const filters_0_0_0_1_0 = t5_0_0_0_1_0 + b_i;
        const filters_0_0_0_1_1 = t5_0_0_0_1_1 + b_i;
        const filters_0_0_1_0_0 = t5_0_0_1_0_0 + b_i;
        const filters_0_0_1_0_1 = t5_0_0_1_0_1 + b_i;
        const filters_0_0_1_1_0 = t5_0_0_1_1_0 + b_i;
        const filters_0_0_1_1_1 = t5_0_0_1_1_1 + b_i;
        const filters_0_0_2_0_0 = t5_0_0_2_0_0 + b_i;
        const filters_0_0_2_0_1 = t5_0_0_2_0_1 + b_i;
        const filters_0_0_2_1_0 = t5_0_0_2_1_0 + b_i;
        const filters_0_0_2_1_1 = t5_0_0_2_1_1 + b_i;
        const filters_0_0_3_0_0 = t5_0_0_3_0_0 + b_i;
        const filters_0_0_3_0_1 = t5_0_0_3_0_1 + b_i;
        const filters_0_0_3_1_0 = t5_0_0_3_1_0 + b_i;
        const filters_0_0_3_1_1 = t5_0_0_3_1_1 + b_i;
        const filters_0_1_0_0_0 = t5_0_1_0_0_0 + b_i;
        const filters_0_1_0_0_1 = t5_0_1_0_0_1 + b_i;
        const filters_0_1_0_1_0 = t5_0_1_0_1_0 + b_i;
        const filters_0_1_0_1_1 = t5_0_1_0_1_1 + b_i;
        const filters_0_1_1_0_0 = t5_0_1_1_0_0 + b_i;
        const filters_0_1_1_0_1 = t5_0_1_1_0_1 + b_i;
        const filters_0_1_1_1_0 = t5_0_1_1_1_0 + b_i;
        const filters_0_1_1_1_1 = t5_0_1_1_1_1 + b_i;
        const filters_0_1_2_0_0 = t5_0_1_2_0_0 + b_i;
        const filters_0_1_2_0_1 = t5_0_1_2_0_1 + b_i;
        const filters_0_1_2_1_0 = t5_0_1_2_1_0 + b_i;
        const filters_0_1_2_1_1 = t5_0_1_2_1_1 + b_i;
        const filters_0_1_3_0_0 = t5_0_1_3_0_0 + b_i;
        const filters_0_1_3_0_1 = t5_0_1_3_0_1 + b_i;
        const filters_0_1_3_1_0 = t5_0_1_3_1_0 + b_i;
        const filters_0_1_3_1_1 = t5_0_1_3_1_1 + b_i;
        const filters_0_2_0_0_0 = t5_0_2_0_0_0 + b_i;
        const filters_0_2_0_0_1 = t5_0_2_0_0_1 + b_i;
        const filters_0_2_0_1_0 = t5_0_2_0_1_0 + b_i;
        const filters_0_2_0_1_1 = t5_0_2_0_1_1 + b_i;
        const filters_0_2_1_0_0 = t5_0_2_1_0_0 + b_i;
        const filters_0_2_1_0_1 = t5_0_2_1_0_1 + b_i;
        const filters_0_2_1_1_0 = t5_0_2_1_1_0 + b_i;
        const filters_0_2_1_1_1 = t5_0_2_1_1_1 + b_i;
        const filters_0_2_2_0_0 = t5_0_2_2_0_0 + b_i;
        const filters_0_2_2_0_1 = t5_0_2_2_0_1 + b_i;
        const filters_0_2_2_1_0 = t5_0_2_2_1_0 + b_i;
        const filters_0_2_2_1_1 = t5_0_2_2_1_1 + b_i;
        const filters_0_2_3_0_0 = t5_0_2_3_0_0 + b_i;
        const filters_0_2_3_0_1 = t5_0_2_3_0_1 + b_i;
        const filters_0_2_3_1_0 = t5_0_2_3_1_0 + b_i;
        const filters_0_2_3_1_1 = t5_0_2_3_1_1 + b_i;
        const filters_0_3_0_0_0 = t5_0_3_0_0_0 + b_i;
        const filters_0_3_0_0_1 = t5_0_3_0_0_1 + b_i;
        const filters_0_3_0_1_0 = t5_0_3_0_1_0 + b_i;
        const filters_0_3_0_1_1 = t5_0_3_0_1_1 + b_i;
        const filters_0_3_1_0_0 = t5_0_3_1_0_0 + b_i;
        const filters_0_3_1_0_1 = t5_0_3_1_0_1 + b_i;
        const filters_0_3_1_1_0 = t5_0_3_1_1_0 + b_i;
        const filters_0_3_1_1_1 = t5_0_3_1_1_1 + b_i;
        const filters_0_3_2_0_0 = t5_0_3_2_0_0 + b_i;
        const filters_0_3_2_0_1 = t5_0_3_2_0_1 + b_i;
        const filters_0_3_2_1_0 = t5_0_3_2_1_0 + b_i;
        const filters_0_3_2_1_1 = t5_0_3_2_1_1 + b_i;
        const filters_0_3_3_0_0 = t5_0_3_3_0_0 + b_i;
        const filters_0_3_3_0_1 = t5_0_3_3_0_1 + b_i;
        const filters_0_3_3_1_0 = t5_0_3_3_1_0 + b_i;
        const filters_0_3_3_1_1 = t5_0_3_3_1_1 + b_i;
        const b_i_2 = b1[i + 1]!;
        const filters_1_0_0_0_0 = t5_1_0_0_0_0 + b_i_2;
        const filters_1_0_0_0_1 = t5_1_0_0_0_1 + b_i_2;
        const filters_1_0_0_1_0 = t5_1_0_0_1_0 + b_i_2;
        const filters_1_0_0_1_1 = t5_1_0_0_1_1 + b_i_2;
        const filters_1_0_1_0_0 = t5_1_0_1_0_0 + b_i_2;
        const filters_1_0_1_0_1 = t5_1_0_1_0_1 + b_i_2;
        const filters_1_0_1_1_0 = t5_1_0_1_1_0 + b_i_2;
        const filters_1_0_1_1_1 = t5_1_0_1_1_1 + b_i_2;
        const filters_1_0_2_0_0 = t5_1_0_2_0_0 + b_i_2;
        const filters_1_0_2_0_1 = t5_1_0_2_0_1 + b_i_2;
        const filters_1_0_2_1_0 = t5_1_0_2_1_0 + b_i_2;
        const filters_1_0_2_1_1 = t5_1_0_2_1_1 + b_i_2;
        const filters_1_0_3_0_0 = t5_1_0_3_0_0 + b_i_2;
        const filters_1_0_3_0_1 = t5_1_0_3_0_1 + b_i_2;
        const filters_1_0_3_1_0 = t5_1_0_3_1_0 + b_i_2;
        const filters_1_0_3_1_1 = t5_1_0_3_1_1 + b_i_2;
        const filters_1_1_0_0_0 = t5_1_1_0_0_0 + b_i_2;
        const filters_1_1_0_0_1 = t5_1_1_0_0_1 + b_i_2;
        const filters_1_1_0_1_0 = t5_1_1_0_1_0 + b_i_2;
        const filters_1_1_0_1_1 = t5_1_1_0_1_1 + b_i_2;
        const filters_1_1_1_0_0 = t5_1_1_1_0_0 + b_i_2;
        const filters_1_1_1_0_1 = t5_1_1_1_0_1 + b_i_2;
        const filters_1_1_1_1_0 = t5_1_1_1_1_0 + b_i_2;
        const filters_1_1_1_1_1 = t5_1_1_1_1_1 + b_i_2;
        const filters_1_1_2_0_0 = t5_1_1_2_0_0 + b_i_2;
        const filters_1_1_2_0_1 = t5_1_1_2_0_1 + b_i_2;
        const filters_1_1_2_1_0 = t5_1_1_2_1_0 + b_i_2;
        const filters_1_1_2_1_1 = t5_1_1_2_1_1 + b_i_2;
        const filters_1_1_3_0_0 = t5_1_1_3_0_0 + b_i_2;
        const filters_1_1_3_0_1 = t5_1_1_3_0_1 + b_i_2;
        const filters_1_1_3_1_0 = t5_1_1_3_1_0 + b_i_2;
        const filters_1_1_3_1_1 = t5_1_1_3_1_1 + b_i_2;
        const filters_1_2_0_0_0 = t5_1_2_0_0_0 + b_i_2;
        const filters_1_2_0_0_1 = t5_1_2_0_0_1 + b_i_2;
        const filters_1_2_0_1_0 = t5_1_2_0_1_0 + b_i_2;
        const filters_1_2_0_1_1 = t5_1_2_0_1_1 + b_i_2;
        const filters_1_2_1_0_0 = t5_1_2_1_0_0 + b_i_2;
        const filters_1_2_1_0_1 = t5_1_2_1_0_1 + b_i_2;
        const filters_1_2_1_1_0 = t5_1_2_1_1_0 + b_i_2;
        const filters_1_2_1_1_1 = t5_1_2_1_1_1 + b_i_2;
        const filters_1_2_2_0_0 = t5_1_2_2_0_0 + b_i_2;
        const filters_1_2_2_0_1 = t5_1_2_2_0_1 + b_i_2;
        const filters_1_2_2_1_0 = t5_1_2_2_1_0 + b_i_2;
        const filters_1_2_2_1_1 = t5_1_2_2_1_1 + b_i_2;
        const filters_1_2_3_0_0 = t5_1_2_3_0_0 + b_i_2;
        const filters_1_2_3_0_1 = t5_1_2_3_0_1 + b_i_2;
        const filters_1_2_3_1_0 = t5_1_2_3_1_0 + b_i_2;
        const filters_1_2_3_1_1 = t5_1_2_3_1_1 + b_i_2;
        const filters_1_3_0_0_0 = t5_1_3_0_0_0 + b_i_2;
        const filters_1_3_0_0_1 = t5_1_3_0_0_1 + b_i_2;
        const filters_1_3_0_1_0 = t5_1_3_0_1_0 + b_i_2;
        const filters_1_3_0_1_1 = t5_1_3_0_1_1 + b_i_2;
        const filters_1_3_1_0_0 = t5_1_3_1_0_0 + b_i_2;
        const filters_1_3_1_0_1 = t5_1_3_1_0_1 + b_i_2;
        const filters_1_3_1_1_0 = t5_1_3_1_1_0 + b_i_2;
        const filters_1_3_1_1_1 = t5_1_3_1_1_1 + b_i_2;
        const filters_1_3_2_0_0 = t5_1_3_2_0_0 + b_i_2;
        const filters_1_3_2_0_1 = t5_1_3_2_0_1 + b_i_2;
        const filters_1_3_2_1_0 = t5_1_3_2_1_0 + b_i_2;
        const filters_1_3_2_1_1 = t5_1_3_2_1_1 + b_i_2;
        const filters_1_3_3_0_0 = t5_1_3_3_0_0 + b_i_2;
        const filters_1_3_3_0_1 = t5_1_3_3_0_1 + b_i_2;
        const filters_1_3_3_1_0 = t5_1_3_3_1_0 + b_i_2;
        const filters_1_3_3_1_1 = t5_1_3_3_1_1 + b_i_2;
        const b_i_3 = b1[i + 2]!;
        const filters_2_0_0_0_0 = t5_2_0_0_0_0 + b_i_3;
        const filters_2_0_0_0_1 = t5_2_0_0_0_1 + b_i_3;
        const filters_2_0_0_1_0 = t5_2_0_0_1_0 + b_i_3;
        const filters_2_0_0_1_1 = t5_2_0_0_1_1 + b_i_3;
        const filters_2_0_1_0_0 = t5_2_0_1_0_0 + b_i_3;
        const filters_2_0_1_0_1 = t5_2_0_1_0_1 + b_i_3;
        const filters_2_0_1_1_0 = t5_2_0_1_1_0 + b_i_3;
        const filters_2_0_1_1_1 = t5_2_0_1_1_1 + b_i_3;
        const filters_2_0_2_0_0 = t5_2_0_2_0_0 + b_i_3;
        const filters_2_0_2_0_1 = t5_2_0_2_0_1 + b_i_3;
        const filters_2_0_2_1_0 = t5_2_0_2_1_0 + b_i_3;
        const filters_2_0_2_1_1 = t5_2_0_2_1_1 + b_i_3;
        const filters_2_0_3_0_0 = t5_2_0_3_0_0 + b_i_3;
        const filters_2_0_3_0_1 = t5_2_0_3_0_1 + b_i_3;
        const filters_2_0_3_1_0 = t5_2_0_3_1_0 + b_i_3;
        const filters_2_0_3_1_1 = t5_2_0_3_1_1 + b_i_3;
        const filters_2_1_0_0_0 = t5_2_1_0_0_0 + b_i_3;
        const filters_2_1_0_0_1 = t5_2_1_0_0_1 + b_i_3;
        const filters_2_1_0_1_0 = t5_2_1_0_1_0 + b_i_3;
        const filters_2_1_0_1_1 = t5_2_1_0_1_1 + b_i_3;
        const filters_2_1_1_0_0 = t5_2_1_1_0_0 + b_i_3;
        const filters_2_1_1_0_1 = t5_2_1_1_0_1 + b_i_3;
        const filters_2_1_1_1_0 = t5_2_1_1_1_0 + b_i_3;
        const filters_2_1_1_1_1 = t5_2_1_1_1_1 + b_i_3;
        const filters_2_1_2_0_0 = t5_2_1_2_0_0 + b_i_3;
        const filters_2_1_2_0_1 = t5_2_1_2_0_1 + b_i_3;
        const filters_2_1_2_1_0 = t5_2_1_2_1_0 + b_i_3;
        const filters_2_1_2_1_1 = t5_2_1_2_1_1 + b_i_3;
        const filters_2_1_3_0_0 = t5_2_1_3_0_0 + b_i_3;
        const filters_2_1_3_0_1 = t5_2_1_3_0_1 + b_i_3;
        const filters_2_1_3_1_0 = t5_2_1_3_1_0 + b_i_3;
        const filters_2_1_3_1_1 = t5_2_1_3_1_1 + b_i_3;
        const filters_2_2_0_0_0 = t5_2_2_0_0_0 + b_i_3;
        const filters_2_2_0_0_1 = t5_2_2_0_0_1 + b_i_3;
        const filters_2_2_0_1_0 = t5_2_2_0_1_0 + b_i_3;
        const filters_2_2_0_1_1 = t5_2_2_0_1_1 + b_i_3;
        const filters_2_2_1_0_0 = t5_2_2_1_0_0 + b_i_3;
        const filters_2_2_1_0_1 = t5_2_2_1_0_1 + b_i_3;
        const filters_2_2_1_1_0 = t5_2_2_1_1_0 + b_i_3;
        const filters_2_2_1_1_1 = t5_2_2_1_1_1 + b_i_3;
        const filters_2_2_2_0_0 = t5_2_2_2_0_0 + b_i_3;
        const filters_2_2_2_0_1 = t5_2_2_2_0_1 + b_i_3;
        const filters_2_2_2_1_0 = t5_2_2_2_1_0 + b_i_3;
        const filters_2_2_2_1_1 = t5_2_2_2_1_1 + b_i_3;
        const filters_2_2_3_0_0 = t5_2_2_3_0_0 + b_i_3;
        const filters_2_2_3_0_1 = t5_2_2_3_0_1 + b_i_3;
        const filters_2_2_3_1_0 = t5_2_2_3_1_0 + b_i_3;
        const filters_2_2_3_1_1 = t5_2_2_3_1_1 + b_i_3;
        const filters_2_3_0_0_0 = t5_2_3_0_0_0 + b_i_3;
        const filters_2_3_0_0_1 = t5_2_3_0_0_1 + b_i_3;
        const filters_2_3_0_1_0 = t5_2_3_0_1_0 + b_i_3;
        const filters_2_3_0_1_1 = t5_2_3_0_1_1 + b_i_3;
        const filters_2_3_1_0_0 = t5_2_3_1_0_0 + b_i_3;
        const filters_2_3_1_0_1 = t5_2_3_1_0_1 + b_i_3;
        const filters_2_3_1_1_0 = t5_2_3_1_1_0 + b_i_3;
        const filters_2_3_1_1_1 = t5_2_3_1_1_1 + b_i_3;
        const filters_2_3_2_0_0 = t5_2_3_2_0_0 + b_i_3;
        const filters_2_3_2_0_1 = t5_2_3_2_0_1 + b_i_3;
        const filters_2_3_2_1_0 = t5_2_3_2_1_0 + b_i_3;
        const filters_2_3_2_1_1 = t5_2_3_2_1_1 + b_i_3;
        const filters_2_3_3_0_0 = t5_2_3_3_0_0 + b_i_3;
        const filters_2_3_3_0_1 = t5_2_3_3_0_1 + b_i_3;
        const filters_2_3_3_1_0 = t5_2_3_3_1_0 + b_i_3;
        const filters_2_3_3_1_1 = t5_2_3_3_1_1 + b_i_3;
        const b_i_4 = b1[i + 3]!;
        const filters_3_0_0_0_0 = t5_3_0_0_0_0 + b_i_4;
        const filters_3_0_0_0_1 = t5_3_0_0_0_1 + b_i_4;
        const filters_3_0_0_1_0 = t5_3_0_0_1_0 + b_i_4;
        const filters_3_0_0_1_1 = t5_3_0_0_1_1 + b_i_4;
        const filters_3_0_1_0_0 = t5_3_0_1_0_0 + b_i_4;
        const filters_3_0_1_0_1 = t5_3_0_1_0_1 + b_i_4;
        const filters_3_0_1_1_0 = t5_3_0_1_1_0 + b_i_4;
        const filters_3_0_1_1_1 = t5_3_0_1_1_1 + b_i_4;
        const filters_3_0_2_0_0 = t5_3_0_2_0_0 + b_i_4;
        const filters_3_0_2_0_1 = t5_3_0_2_0_1 + b_i_4;
        const filters_3_0_2_1_0 = t5_3_0_2_1_0 + b_i_4;
        const filters_3_0_2_1_1 = t5_3_0_2_1_1 + b_i_4;
        const filters_3_0_3_0_0 = t5_3_0_3_0_0 + b_i_4;
        const filters_3_0_3_0_1 = t5_3_0_3_0_1 + b_i_4;
        const filters_3_0_3_1_0 = t5_3_0_3_1_0 + b_i_4;
        const filters_3_0_3_1_1 = t5_3_0_3_1_1 + b_i_4;
        const filters_3_1_0_0_0 = t5_3_1_0_0_0 + b_i_4;
        const filters_3_1_0_0_1 = t5_3_1_0_0_1 + b_i_4;
        const filters_3_1_0_1_0 = t5_3_1_0_1_0 + b_i_4;
        const filters_3_1_0_1_1 = t5_3_1_0_1_1 + b_i_4;
        const filters_3_1_1_0_0 = t5_3_1_1_0_0 + b_i_4;
        const filters_3_1_1_0_1 = t5_3_1_1_0_1 + b_i_4;
        const filters_3_1_1_1_0 = t5_3_1_1_1_0 + b_i_4;
        const filters_3_1_1_1_1 = t5_3_1_1_1_1 + b_i_4;
        const filters_3_1_2_0_0 = t5_3_1_2_0_0 + b_i_4;
        const filters_3_1_2_0_1 = t5_3_1_2_0_1 + b_i_4;
        const filters_3_1_2_1_0 = t5_3_1_2_1_0 + b_i_4;
        const filters_3_1_2_1_1 = t5_3_1_2_1_1 + b_i_4;
        const filters_3_1_3_0_0 = t5_3_1_3_0_0 + b_i_4;
        const filters_3_1_3_0_1 = t5_3_1_3_0_1 + b_i_4;
        const filters_3_1_3_1_0 = t5_3_1_3_1_0 + b_i_4;
        const filters_3_1_3_1_1 = t5_3_1_3_1_1 + b_i_4;
        const filters_3_2_0_0_0 = t5_3_2_0_0_0 + b_i_4;
        const filters_3_2_0_0_1 = t5_3_2_0_0_1 + b_i_4;
        const filters_3_2_0_1_0 = t5_3_2_0_1_0 + b_i_4;
        const filters_3_2_0_1_1 = t5_3_2_0_1_1 + b_i_4;
        const filters_3_2_1_0_0 = t5_3_2_1_0_0 + b_i_4;
        const filters_3_2_1_0_1 = t5_3_2_1_0_1 + b_i_4;
        const filters_3_2_1_1_0 = t5_3_2_1_1_0 + b_i_4;
        const filters_3_2_1_1_1 = t5_3_2_1_1_1 + b_i_4;
        const filters_3_2_2_0_0 = t5_3_2_2_0_0 + b_i_4;
        const filters_3_2_2_0_1 = t5_3_2_2_0_1 + b_i_4;
        const filters_3_2_2_1_0 = t5_3_2_2_1_0 + b_i_4;
        const filters_3_2_2_1_1 = t5_3_2_2_1_1 + b_i_4;
        const filters_3_2_3_0_0 = t5_3_2_3_0_0 + b_i_4;
        const filters_3_2_3_0_1 = t5_3_2_3_0_1 + b_i_4;
        const filters_3_2_3_1_0 = t5_3_2_3_1_0 + b_i_4;
        const filters_3_2_3_1_1 = t5_3_2_3_1_1 + b_i_4;
        const filters_3_3_0_0_0 = t5_3_3_0_0_0 + b_i_4;
        const filters_3_3_0_0_1 = t5_3_3_0_0_1 + b_i_4;
        const filters_3_3_0_1_0 = t5_3_3_0_1_0 + b_i_4;
        const filters_3_3_0_1_1 = t5_3_3_0_1_1 + b_i_4;
        const filters_3_3_1_0_0 = t5_3_3_1_0_0 + b_i_4;
        const filters_3_3_1_0_1 = t5_3_3_1_0_1 + b_i_4;
        const filters_3_3_1_1_0 = t5_3_3_1_1_0 + b_i_4;
        const filters_3_3_1_1_1 = t5_3_3_1_1_1 + b_i_4;
        const filters_3_3_2_0_0 = t5_3_3_2_0_0 + b_i_4;
        const filters_3_3_2_0_1 = t5_3_3_2_0_1 + b_i_4;
        const filters_3_3_2_1_0 = t5_3_3_2_1_0 + b_i_4;
        const filters_3_3_2_1_1 = t5_3_3_2_1_1 + b_i_4;
        const filters_3_3_3_0_0 = t5_3_3_3_0_0 + b_i_4;
        const filters_3_3_3_0_1 = t5_3_3_3_0_1 + b_i_4;
        const filters_3_3_3_1_0 = t5_3_3_3_1_0 + b_i_4;
        const filters_3_3_3_1_1 = t5_3_3_3_1_1 + b_i_4;
        sum_0_0_0 = Math.max(sum_0_0_0, filters_0_0_0_0_0 < 0 ? 0 : filters_0_0_0_0_0);
        sum_0_0_0 = Math.max(sum_0_0_0, filters_0_0_0_0_1 < 0 ? 0 : filters_0_0_0_0_1);
        sum_0_0_0 = Math.max(sum_0_0_0, filters_0_0_0_1_0 < 0 ? 0 : filters_0_0_0_1_0);
        sum_0_0_0 = Math.max(sum_0_0_0, filters_0_0_0_1_1 < 0 ? 0 : filters_0_0_0_1_1);
        sum_0_0_1 = Math.max(sum_0_0_1, filters_0_0_1_0_0 < 0 ? 0 : filters_0_0_1_0_0);
        sum_0_0_1 = Math.max(sum_0_0_1, filters_0_0_1_0_1 < 0 ? 0 : filters_0_0_1_0_1);
        sum_0_0_1 = Math.max(sum_0_0_1, filters_0_0_1_1_0 < 0 ? 0 : filters_0_0_1_1_0);
        sum_0_0_1 = Math.max(sum_0_0_1, filters_0_0_1_1_1 < 0 ? 0 : filters_0_0_1_1_1);
        sum_0_0_2 = Math.max(sum_0_0_2, filters_0_0_2_0_0 < 0 ? 0 : filters_0_0_2_0_0);
        sum_0_0_2 = Math.max(sum_0_0_2, filters_0_0_2_0_1 < 0 ? 0 : filters_0_0_2_0_1);
        sum_0_0_2 = Math.max(sum_0_0_2, filters_0_0_2_1_0 < 0 ? 0 : filters_0_0_2_1_0);
        sum_0_0_2 = Math.max(sum_0_0_2, filters_0_0_2_1_1 < 0 ? 0 : filters_0_0_2_1_1);
        sum_0_0_3 = Math.max(sum_0_0_3, filters_0_0_3_0_0 < 0 ? 0 : filters_0_0_3_0_0);
        sum_0_0_3 = Math.max(sum_0_0_3, filters_0_0_3_0_1 < 0 ? 0 : filters_0_0_3_0_1);
        sum_0_0_3 = Math.max(sum_0_0_3, filters_0_0_3_1_0 < 0 ? 0 : filters_0_0_3_1_0);
        sum_0_0_3 = Math.max(sum_0_0_3, filters_0_0_3_1_1 < 0 ? 0 : filters_0_0_3_1_1);
        sum_0_1_0 = Math.max(sum_0_1_0, filters_0_1_0_0_0 < 0 ? 0 : filters_0_1_0_0_0);
        sum_0_1_0 = Math.max(sum_0_1_0, filters_0_1_0_0_1 < 0 ? 0 : filters_0_1_0_0_1);
        sum_0_1_0 = Math.max(sum_0_1_0, filters_0_1_0_1_0 < 0 ? 0 : filters_0_1_0_1_0);
        sum_0_1_0 = Math.max(sum_0_1_0, filters_0_1_0_1_1 < 0 ? 0 : filters_0_1_0_1_1);
        sum_0_1_1 = Math.max(sum_0_1_1, filters_0_1_1_0_0 < 0 ? 0 : filters_0_1_1_0_0);
        sum_0_1_1 = Math.max(sum_0_1_1, filters_0_1_1_0_1 < 0 ? 0 : filters_0_1_1_0_1);
        sum_0_1_1 = Math.max(sum_0_1_1, filters_0_1_1_1_0 < 0 ? 0 : filters_0_1_1_1_0);
        sum_0_1_1 = Math.max(sum_0_1_1, filters_0_1_1_1_1 < 0 ? 0 : filters_0_1_1_1_1);
        sum_0_1_2 = Math.max(sum_0_1_2, filters_0_1_2_0_0 < 0 ? 0 : filters_0_1_2_0_0);
        sum_0_1_2 = Math.max(sum_0_1_2, filters_0_1_2_0_1 < 0 ? 0 : filters_0_1_2_0_1);
        sum_0_1_2 = Math.max(sum_0_1_2, filters_0_1_2_1_0 < 0 ? 0 : filters_0_1_2_1_0);
        sum_0_1_2 = Math.max(sum_0_1_2, filters_0_1_2_1_1 < 0 ? 0 : filters_0_1_2_1_1);
        sum_0_1_3 = Math.max(sum_0_1_3, filters_0_1_3_0_0 < 0 ? 0 : filters_0_1_3_0_0);
        sum_0_1_3 = Math.max(sum_0_1_3, filters_0_1_3_0_1 < 0 ? 0 : filters_0_1_3_0_1);
        sum_0_1_3 = Math.max(sum_0_1_3, filters_0_1_3_1_0 < 0 ? 0 : filters_0_1_3_1_0);
        sum_0_1_3 = Math.max(sum_0_1_3, filters_0_1_3_1_1 < 0 ? 0 : filters_0_1_3_1_1);
        sum_0_2_0 = Math.max(sum_0_2_0, filters_0_2_0_0_0 < 0 ? 0 : filters_0_2_0_0_0);
        sum_0_2_0 = Math.max(sum_0_2_0, filters_0_2_0_0_1 < 0 ? 0 : filters_0_2_0_0_1);
        sum_0_2_0 = Math.max(sum_0_2_0, filters_0_2_0_1_0 < 0 ? 0 : filters_0_2_0_1_0);
        sum_0_2_0 = Math.max(sum_0_2_0, filters_0_2_0_1_1 < 0 ? 0 : filters_0_2_0_1_1);
        sum_0_2_1 = Math.max(sum_0_2_1, filters_0_2_1_0_0 < 0 ? 0 : filters_0_2_1_0_0);
        sum_0_2_1 = Math.max(sum_0_2_1, filters_0_2_1_0_1 < 0 ? 0 : filters_0_2_1_0_1);
        sum_0_2_1 = Math.max(sum_0_2_1, filters_0_2_1_1_0 < 0 ? 0 : filters_0_2_1_1_0);
        sum_0_2_1 = Math.max(sum_0_2_1, filters_0_2_1_1_1 < 0 ? 0 : filters_0_2_1_1_1);
        sum_0_2_2 = Math.max(sum_0_2_2, filters_0_2_2_0_0 < 0 ? 0 : filters_0_2_2_0_0);
        sum_0_2_2 = Math.max(sum_0_2_2, filters_0_2_2_0_1 < 0 ? 0 : filters_0_2_2_0_1);
        sum_0_2_2 = Math.max(sum_0_2_2, filters_0_2_2_1_0 < 0 ? 0 : filters_0_2_2_1_0);
        sum_0_2_2 = Math.max(sum_0_2_2, filters_0_2_2_1_1 < 0 ? 0 : filters_0_2_2_1_1);
        sum_0_2_3 = Math.max(sum_0_2_3, filters_0_2_3_0_0 < 0 ? 0 : filters_0_2_3_0_0);
        sum_0_2_3 = Math.max(sum_0_2_3, filters_0_2_3_0_1 < 0 ? 0 : filters_0_2_3_0_1);
        sum_0_2_3 = Math.max(sum_0_2_3, filters_0_2_3_1_0 < 0 ? 0 : filters_0_2_3_1_0);
        sum_0_2_3 = Math.max(sum_0_2_3, filters_0_2_3_1_1 < 0 ? 0 : filters_0_2_3_1_1);
        sum_0_3_0 = Math.max(sum_0_3_0, filters_0_3_0_0_0 < 0 ? 0 : filters_0_3_0_0_0);
        sum_0_3_0 = Math.max(sum_0_3_0, filters_0_3_0_0_1 < 0 ? 0 : filters_0_3_0_0_1);
        sum_0_3_0 = Math.max(sum_0_3_0, filters_0_3_0_1_0 < 0 ? 0 : filters_0_3_0_1_0);
        sum_0_3_0 = Math.max(sum_0_3_0, filters_0_3_0_1_1 < 0 ? 0 : filters_0_3_0_1_1);
        sum_0_3_1 = Math.max(sum_0_3_1, filters_0_3_1_0_0 < 0 ? 0 : filters_0_3_1_0_0);
        sum_0_3_1 = Math.max(sum_0_3_1, filters_0_3_1_0_1 < 0 ? 0 : filters_0_3_1_0_1);
        sum_0_3_1 = Math.max(sum_0_3_1, filters_0_3_1_1_0 < 0 ? 0 : filters_0_3_1_1_0);
        sum_0_3_1 = Math.max(sum_0_3_1, filters_0_3_1_1_1 < 0 ? 0 : filters_0_3_1_1_1);
        sum_0_3_2 = Math.max(sum_0_3_2, filters_0_3_2_0_0 < 0 ? 0 : filters_0_3_2_0_0);
        sum_0_3_2 = Math.max(sum_0_3_2, filters_0_3_2_0_1 < 0 ? 0 : filters_0_3_2_0_1);
        sum_0_3_2 = Math.max(sum_0_3_2, filters_0_3_2_1_0 < 0 ? 0 : filters_0_3_2_1_0);
        sum_0_3_2 = Math.max(sum_0_3_2, filters_0_3_2_1_1 < 0 ? 0 : filters_0_3_2_1_1);
        sum_0_3_3 = Math.max(sum_0_3_3, filters_0_3_3_0_0 < 0 ? 0 : filters_0_3_3_0_0);
        sum_0_3_3 = Math.max(sum_0_3_3, filters_0_3_3_0_1 < 0 ? 0 : filters_0_3_3_0_1);
        sum_0_3_3 = Math.max(sum_0_3_3, filters_0_3_3_1_0 < 0 ? 0 : filters_0_3_3_1_0);
        sum_0_3_3 = Math.max(sum_0_3_3, filters_0_3_3_1_1 < 0 ? 0 : filters_0_3_3_1_1);
        sum_1_0_0 = Math.max(sum_1_0_0, filters_1_0_0_0_0 < 0 ? 0 : filters_1_0_0_0_0);
        sum_1_0_0 = Math.max(sum_1_0_0, filters_1_0_0_0_1 < 0 ? 0 : filters_1_0_0_0_1);
        sum_1_0_0 = Math.max(sum_1_0_0, filters_1_0_0_1_0 < 0 ? 0 : filters_1_0_0_1_0);
        sum_1_0_0 = Math.max(sum_1_0_0, filters_1_0_0_1_1 < 0 ? 0 : filters_1_0_0_1_1);
        sum_1_0_1 = Math.max(sum_1_0_1, filters_1_0_1_0_0 < 0 ? 0 : filters_1_0_1_0_0);
        sum_1_0_1 = Math.max(sum_1_0_1, filters_1_0_1_0_1 < 0 ? 0 : filters_1_0_1_0_1);
        sum_1_0_1 = Math.max(sum_1_0_1, filters_1_0_1_1_0 < 0 ? 0 : filters_1_0_1_1_0);
        sum_1_0_1 = Math.max(sum_1_0_1, filters_1_0_1_1_1 < 0 ? 0 : filters_1_0_1_1_1);
        sum_1_0_2 = Math.max(sum_1_0_2, filters_1_0_2_0_0 < 0 ? 0 : filters_1_0_2_0_0);
        sum_1_0_2 = Math.max(sum_1_0_2, filters_1_0_2_0_1 < 0 ? 0 : filters_1_0_2_0_1);
        sum_1_0_2 = Math.max(sum_1_0_2, filters_1_0_2_1_0 < 0 ? 0 : filters_1_0_2_1_0);
        sum_1_0_2 = Math.max(sum_1_0_2, filters_1_0_2_1_1 < 0 ? 0 : filters_1_0_2_1_1);
        sum_1_0_3 = Math.max(sum_1_0_3, filters_1_0_3_0_0 < 0 ? 0 : filters_1_0_3_0_0);
        sum_1_0_3 = Math.max(sum_1_0_3, filters_1_0_3_0_1 < 0 ? 0 : filters_1_0_3_0_1);
        sum_1_0_3 = Math.max(sum_1_0_3, filters_1_0_3_1_0 < 0 ? 0 : filters_1_0_3_1_0);
        sum_1_0_3 = Math.max(sum_1_0_3, filters_1_0_3_1_1 < 0 ? 0 : filters_1_0_3_1_1);
        sum_1_1_0 = Math.max(sum_1_1_0, filters_1_1_0_0_0 < 0 ? 0 : filters_1_1_0_0_0);
        sum_1_1_0 = Math.max(sum_1_1_0, filters_1_1_0_0_1 < 0 ? 0 : filters_1_1_0_0_1);
        sum_1_1_0 = Math.max(sum_1_1_0, filters_1_1_0_1_0 < 0 ? 0 : filters_1_1_0_1_0);
        sum_1_1_0 = Math.max(sum_1_1_0, filters_1_1_0_1_1 < 0 ? 0 : filters_1_1_0_1_1);
        sum_1_1_1 = Math.max(sum_1_1_1, filters_1_1_1_0_0 < 0 ? 0 : filters_1_1_1_0_0);
        sum_1_1_1 = Math.max(sum_1_1_1, filters_1_1_1_0_1 < 0 ? 0 : filters_1_1_1_0_1);
        sum_1_1_1 = Math.max(sum_1_1_1, filters_1_1_1_1_0 < 0 ? 0 : filters_1_1_1_1_0);
        sum_1_1_1 = Math.max(sum_1_1_1, filters_1_1_1_1_1 < 0 ? 0 : filters_1_1_1_1_1);
        sum_1_1_2 = Math.max(sum_1_1_2, filters_1_1_2_0_0 < 0 ? 0 : filters_1_1_2_0_0);
        sum_1_1_2 = Math.max(sum_1_1_2, filters_1_1_2_0_1 < 0 ? 0 : filters_1_1_2_0_1);
        sum_1_1_2 = Math.max(sum_1_1_2, filters_1_1_2_1_0 < 0 ? 0 : filters_1_1_2_1_0);
        sum_1_1_2 = Math.max(sum_1_1_2, filters_1_1_2_1_1 < 0 ? 0 : filters_1_1_2_1_1);
        sum_1_1_3 = Math.max(sum_1_1_3, filters_1_1_3_0_0 < 0 ? 0 : filters_1_1_3_0_0);
        sum_1_1_3 = Math.max(sum_1_1_3, filters_1_1_3_0_1 < 0 ? 0 : filters_1_1_3_0_1);
        sum_1_1_3 = Math.max(sum_1_1_3, filters_1_1_3_1_0 < 0 ? 0 : filters_1_1_3_1_0);
        sum_1_1_3 = Math.max(sum_1_1_3, filters_1_1_3_1_1 < 0 ? 0 : filters_1_1_3_1_1);
        sum_1_2_0 = Math.max(sum_1_2_0, filters_1_2_0_0_0 < 0 ? 0 : filters_1_2_0_0_0);
        sum_1_2_0 = Math.max(sum_1_2_0, filters_1_2_0_0_1 < 0 ? 0 : filters_1_2_0_0_1);
        sum_1_2_0 = Math.max(sum_1_2_0, filters_1_2_0_1_0 < 0 ? 0 : filters_1_2_0_1_0);
        sum_1_2_0 = Math.max(sum_1_2_0, filters_1_2_0_1_1 < 0 ? 0 : filters_1_2_0_1_1);
        sum_1_2_1 = Math.max(sum_1_2_1, filters_1_2_1_0_0 < 0 ? 0 : filters_1_2_1_0_0);
        sum_1_2_1 = Math.max(sum_1_2_1, filters_1_2_1_0_1 < 0 ? 0 : filters_1_2_1_0_1);
        sum_1_2_1 = Math.max(sum_1_2_1, filters_1_2_1_1_0 < 0 ? 0 : filters_1_2_1_1_0);
        sum_1_2_1 = Math.max(sum_1_2_1, filters_1_2_1_1_1 < 0 ? 0 : filters_1_2_1_1_1);
        sum_1_2_2 = Math.max(sum_1_2_2, filters_1_2_2_0_0 < 0 ? 0 : filters_1_2_2_0_0);
        sum_1_2_2 = Math.max(sum_1_2_2, filters_1_2_2_0_1 < 0 ? 0 : filters_1_2_2_0_1);
        sum_1_2_2 = Math.max(sum_1_2_2, filters_1_2_2_1_0 < 0 ? 0 : filters_1_2_2_1_0);
        sum_1_2_2 = Math.max(sum_1_2_2, filters_1_2_2_1_1 < 0 ? 0 : filters_1_2_2_1_1);
        sum_1_2_3 = Math.max(sum_1_2_3, filters_1_2_3_0_0 < 0 ? 0 : filters_1_2_3_0_0);
        sum_1_2_3 = Math.max(sum_1_2_3, filters_1_2_3_0_1 < 0 ? 0 : filters_1_2_3_0_1);
        sum_1_2_3 = Math.max(sum_1_2_3, filters_1_2_3_1_0 < 0 ? 0 : filters_1_2_3_1_0);
        sum_1_2_3 = Math.max(sum_1_2_3, filters_1_2_3_1_1 < 0 ? 0 : filters_1_2_3_1_1);
        sum_1_3_0 = Math.max(sum_1_3_0, filters_1_3_0_0_0 < 0 ? 0 : filters_1_3_0_0_0);
        sum_1_3_0 = Math.max(sum_1_3_0, filters_1_3_0_0_1 < 0 ? 0 : filters_1_3_0_0_1);
        sum_1_3_0 = Math.max(sum_1_3_0, filters_1_3_0_1_0 < 0 ? 0 : filters_1_3_0_1_0);
        sum_1_3_0 = Math.max(sum_1_3_0, filters_1_3_0_1_1 < 0 ? 0 : filters_1_3_0_1_1);
        sum_1_3_1 = Math.max(sum_1_3_1, filters_1_3_1_0_0 < 0 ? 0 : filters_1_3_1_0_0);
        sum_1_3_1 = Math.max(sum_1_3_1, filters_1_3_1_0_1 < 0 ? 0 : filters_1_3_1_0_1);
        sum_1_3_1 = Math.max(sum_1_3_1, filters_1_3_1_1_0 < 0 ? 0 : filters_1_3_1_1_0);
        sum_1_3_1 = Math.max(sum_1_3_1, filters_1_3_1_1_1 < 0 ? 0 : filters_1_3_1_1_1);
        sum_1_3_2 = Math.max(sum_1_3_2, filters_1_3_2_0_0 < 0 ? 0 : filters_1_3_2_0_0);
        sum_1_3_2 = Math.max(sum_1_3_2, filters_1_3_2_0_1 < 0 ? 0 : filters_1_3_2_0_1);
        sum_1_3_2 = Math.max(sum_1_3_2, filters_1_3_2_1_0 < 0 ? 0 : filters_1_3_2_1_0);
        sum_1_3_2 = Math.max(sum_1_3_2, filters_1_3_2_1_1 < 0 ? 0 : filters_1_3_2_1_1);
        sum_1_3_3 = Math.max(sum_1_3_3, filters_1_3_3_0_0 < 0 ? 0 : filters_1_3_3_0_0);
        sum_1_3_3 = Math.max(sum_1_3_3, filters_1_3_3_0_1 < 0 ? 0 : filters_1_3_3_0_1);
        sum_1_3_3 = Math.max(sum_1_3_3, filters_1_3_3_1_0 < 0 ? 0 : filters_1_3_3_1_0);
        sum_1_3_3 = Math.max(sum_1_3_3, filters_1_3_3_1_1 < 0 ? 0 : filters_1_3_3_1_1);
        sum_2_0_0 = Math.max(sum_2_0_0, filters_2_0_0_0_0 < 0 ? 0 : filters_2_0_0_0_0);
        sum_2_0_0 = Math.max(sum_2_0_0, filters_2_0_0_0_1 < 0 ? 0 : filters_2_0_0_0_1);
        sum_2_0_0 = Math.max(sum_2_0_0, filters_2_0_0_1_0 < 0 ? 0 : filters_2_0_0_1_0);
        sum_2_0_0 = Math.max(sum_2_0_0, filters_2_0_0_1_1 < 0 ? 0 : filters_2_0_0_1_1);
        sum_2_0_1 = Math.max(sum_2_0_1, filters_2_0_1_0_0 < 0 ? 0 : filters_2_0_1_0_0);
        sum_2_0_1 = Math.max(sum_2_0_1, filters_2_0_1_0_1 < 0 ? 0 : filters_2_0_1_0_1);
        sum_2_0_1 = Math.max(sum_2_0_1, filters_2_0_1_1_0 < 0 ? 0 : filters_2_0_1_1_0);
        sum_2_0_1 = Math.max(sum_2_0_1, filters_2_0_1_1_1 < 0 ? 0 : filters_2_0_1_1_1);
        sum_2_0_2 = Math.max(sum_2_0_2, filters_2_0_2_0_0 < 0 ? 0 : filters_2_0_2_0_0);
        sum_2_0_2 = Math.max(sum_2_0_2, filters_2_0_2_0_1 < 0 ? 0 : filters_2_0_2_0_1);
        sum_2_0_2 = Math.max(sum_2_0_2, filters_2_0_2_1_0 < 0 ? 0 : filters_2_0_2_1_0);
        sum_2_0_2 = Math.max(sum_2_0_2, filters_2_0_2_1_1 < 0 ? 0 : filters_2_0_2_1_1);
        sum_2_0_3 = Math.max(sum_2_0_3, filters_2_0_3_0_0 < 0 ? 0 : filters_2_0_3_0_0);
        sum_2_0_3 = Math.max(sum_2_0_3, filters_2_0_3_0_1 < 0 ? 0 : filters_2_0_3_0_1);
        sum_2_0_3 = Math.max(sum_2_0_3, filters_2_0_3_1_0 < 0 ? 0 : filters_2_0_3_1_0);
        sum_2_0_3 = Math.max(sum_2_0_3, filters_2_0_3_1_1 < 0 ? 0 : filters_2_0_3_1_1);
        sum_2_1_0 = Math.max(sum_2_1_0, filters_2_1_0_0_0 < 0 ? 0 : filters_2_1_0_0_0);
        sum_2_1_0 = Math.max(sum_2_1_0, filters_2_1_0_0_1 < 0 ? 0 : filters_2_1_0_0_1);
        sum_2_1_0 = Math.max(sum_2_1_0, filters_2_1_0_1_0 < 0 ? 0 : filters_2_1_0_1_0);
        sum_2_1_0 = Math.max(sum_2_1_0, filters_2_1_0_1_1 < 0 ? 0 : filters_2_1_0_1_1);
        sum_2_1_1 = Math.max(sum_2_1_1, filters_2_1_1_0_0 < 0 ? 0 : filters_2_1_1_0_0);
        sum_2_1_1 = Math.max(sum_2_1_1, filters_2_1_1_0_1 < 0 ? 0 : filters_2_1_1_0_1);
        sum_2_1_1 = Math.max(sum_2_1_1, filters_2_1_1_1_0 < 0 ? 0 : filters_2_1_1_1_0);
        sum_2_1_1 = Math.max(sum_2_1_1, filters_2_1_1_1_1 < 0 ? 0 : filters_2_1_1_1_1);
        sum_2_1_2 = Math.max(sum_2_1_2, filters_2_1_2_0_0 < 0 ? 0 : filters_2_1_2_0_0);
        sum_2_1_2 = Math.max(sum_2_1_2, filters_2_1_2_0_1 < 0 ? 0 : filters_2_1_2_0_1);
        sum_2_1_2 = Math.max(sum_2_1_2, filters_2_1_2_1_0 < 0 ? 0 : filters_2_1_2_1_0);
        sum_2_1_2 = Math.max(sum_2_1_2, filters_2_1_2_1_1 < 0 ? 0 : filters_2_1_2_1_1);
        sum_2_1_3 = Math.max(sum_2_1_3, filters_2_1_3_0_0 < 0 ? 0 : filters_2_1_3_0_0);
        sum_2_1_3 = Math.max(sum_2_1_3, filters_2_1_3_0_1 < 0 ? 0 : filters_2_1_3_0_1);
        sum_2_1_3 = Math.max(sum_2_1_3, filters_2_1_3_1_0 < 0 ? 0 : filters_2_1_3_1_0);
        sum_2_1_3 = Math.max(sum_2_1_3, filters_2_1_3_1_1 < 0 ? 0 : filters_2_1_3_1_1);
        sum_2_2_0 = Math.max(sum_2_2_0, filters_2_2_0_0_0 < 0 ? 0 : filters_2_2_0_0_0);
        sum_2_2_0 = Math.max(sum_2_2_0, filters_2_2_0_0_1 < 0 ? 0 : filters_2_2_0_0_1);
        sum_2_2_0 = Math.max(sum_2_2_0, filters_2_2_0_1_0 < 0 ? 0 : filters_2_2_0_1_0);
        sum_2_2_0 = Math.max(sum_2_2_0, filters_2_2_0_1_1 < 0 ? 0 : filters_2_2_0_1_1);
        sum_2_2_1 = Math.max(sum_2_2_1, filters_2_2_1_0_0 < 0 ? 0 : filters_2_2_1_0_0);
        sum_2_2_1 = Math.max(sum_2_2_1, filters_2_2_1_0_1 < 0 ? 0 : filters_2_2_1_0_1);
        sum_2_2_1 = Math.max(sum_2_2_1, filters_2_2_1_1_0 < 0 ? 0 : filters_2_2_1_1_0);
        sum_2_2_1 = Math.max(sum_2_2_1, filters_2_2_1_1_1 < 0 ? 0 : filters_2_2_1_1_1);
        sum_2_2_2 = Math.max(sum_2_2_2, filters_2_2_2_0_0 < 0 ? 0 : filters_2_2_2_0_0);
        sum_2_2_2 = Math.max(sum_2_2_2, filters_2_2_2_0_1 < 0 ? 0 : filters_2_2_2_0_1);
        sum_2_2_2 = Math.max(sum_2_2_2, filters_2_2_2_1_0 < 0 ? 0 : filters_2_2_2_1_0);
        sum_2_2_2 = Math.max(sum_2_2_2, filters_2_2_2_1_1 < 0 ? 0 : filters_2_2_2_1_1);
        sum_2_2_3 = Math.max(sum_2_2_3, filters_2_2_3_0_0 < 0 ? 0 : filters_2_2_3_0_0);
        sum_2_2_3 = Math.max(sum_2_2_3, filters_2_2_3_0_1 < 0 ? 0 : filters_2_2_3_0_1);
        sum_2_2_3 = Math.max(sum_2_2_3, filters_2_2_3_1_0 < 0 ? 0 : filters_2_2_3_1_0);
        sum_2_2_3 = Math.max(sum_2_2_3, filters_2_2_3_1_1 < 0 ? 0 : filters_2_2_3_1_1);
        sum_2_3_0 = Math.max(sum_2_3_0, filters_2_3_0_0_0 < 0 ? 0 : filters_2_3_0_0_0);
        sum_2_3_0 = Math.max(sum_2_3_0, filters_2_3_0_0_1 < 0 ? 0 : filters_2_3_0_0_1);
        sum_2_3_0 = Math.max(sum_2_3_0, filters_2_3_0_1_0 < 0 ? 0 : filters_2_3_0_1_0);
        sum_2_3_0 = Math.max(sum_2_3_0, filters_2_3_0_1_1 < 0 ? 0 : filters_2_3_0_1_1);
        sum_2_3_1 = Math.max(sum_2_3_1, filters_2_3_1_0_0 < 0 ? 0 : filters_2_3_1_0_0);
        sum_2_3_1 = Math.max(sum_2_3_1, filters_2_3_1_0_1 < 0 ? 0 : filters_2_3_1_0_1);
        sum_2_3_1 = Math.max(sum_2_3_1, filters_2_3_1_1_0 < 0 ? 0 : filters_2_3_1_1_0);
        sum_2_3_1 = Math.max(sum_2_3_1, filters_2_3_1_1_1 < 0 ? 0 : filters_2_3_1_1_1);
        sum_2_3_2 = Math.max(sum_2_3_2, filters_2_3_2_0_0 < 0 ? 0 : filters_2_3_2_0_0);
        sum_2_3_2 = Math.max(sum_2_3_2, filters_2_3_2_0_1 < 0 ? 0 : filters_2_3_2_0_1);
        sum_2_3_2 = Math.max(sum_2_3_2, filters_2_3_2_1_0 < 0 ? 0 : filters_2_3_2_1_0);
        sum_2_3_2 = Math.max(sum_2_3_2, filters_2_3_2_1_1 < 0 ? 0 : filters_2_3_2_1_1);
        sum_2_3_3 = Math.max(sum_2_3_3, filters_2_3_3_0_0 < 0 ? 0 : filters_2_3_3_0_0);
        sum_2_3_3 = Math.max(sum_2_3_3, filters_2_3_3_0_1 < 0 ? 0 : filters_2_3_3_0_1);
        sum_2_3_3 = Math.max(sum_2_3_3, filters_2_3_3_1_0 < 0 ? 0 : filters_2_3_3_1_0);
        sum_2_3_3 = Math.max(sum_2_3_3, filters_2_3_3_1_1 < 0 ? 0 : filters_2_3_3_1_1);
        sum_3_0_0 = Math.max(sum_3_0_0, filters_3_0_0_0_0 < 0 ? 0 : filters_3_0_0_0_0);
        sum_3_0_0 = Math.max(sum_3_0_0, filters_3_0_0_0_1 < 0 ? 0 : filters_3_0_0_0_1);
        sum_3_0_0 = Math.max(sum_3_0_0, filters_3_0_0_1_0 < 0 ? 0 : filters_3_0_0_1_0);
        sum_3_0_0 = Math.max(sum_3_0_0, filters_3_0_0_1_1 < 0 ? 0 : filters_3_0_0_1_1);
        sum_3_0_1 = Math.max(sum_3_0_1, filters_3_0_1_0_0 < 0 ? 0 : filters_3_0_1_0_0);
        sum_3_0_1 = Math.max(sum_3_0_1, filters_3_0_1_0_1 < 0 ? 0 : filters_3_0_1_0_1);
        sum_3_0_1 = Math.max(sum_3_0_1, filters_3_0_1_1_0 < 0 ? 0 : filters_3_0_1_1_0);
        sum_3_0_1 = Math.max(sum_3_0_1, filters_3_0_1_1_1 < 0 ? 0 : filters_3_0_1_1_1);
        sum_3_0_2 = Math.max(sum_3_0_2, filters_3_0_2_0_0 < 0 ? 0 : filters_3_0_2_0_0);
        sum_3_0_2 = Math.max(sum_3_0_2, filters_3_0_2_0_1 < 0 ? 0 : filters_3_0_2_0_1);
        sum_3_0_2 = Math.max(sum_3_0_2, filters_3_0_2_1_0 < 0 ? 0 : filters_3_0_2_1_0);
        sum_3_0_2 = Math.max(sum_3_0_2, filters_3_0_2_1_1 < 0 ? 0 : filters_3_0_2_1_1);
        sum_3_0_3 = Math.max(sum_3_0_3, filters_3_0_3_0_0 < 0 ? 0 : filters_3_0_3_0_0);
        sum_3_0_3 = Math.max(sum_3_0_3, filters_3_0_3_0_1 < 0 ? 0 : filters_3_0_3_0_1);
        sum_3_0_3 = Math.max(sum_3_0_3, filters_3_0_3_1_0 < 0 ? 0 : filters_3_0_3_1_0);
        sum_3_0_3 = Math.max(sum_3_0_3, filters_3_0_3_1_1 < 0 ? 0 : filters_3_0_3_1_1);
        sum_3_1_0 = Math.max(sum_3_1_0, filters_3_1_0_0_0 < 0 ? 0 : filters_3_1_0_0_0);
        sum_3_1_0 = Math.max(sum_3_1_0, filters_3_1_0_0_1 < 0 ? 0 : filters_3_1_0_0_1);
        sum_3_1_0 = Math.max(sum_3_1_0, filters_3_1_0_1_0 < 0 ? 0 : filters_3_1_0_1_0);
        sum_3_1_0 = Math.max(sum_3_1_0, filters_3_1_0_1_1 < 0 ? 0 : filters_3_1_0_1_1);
        sum_3_1_1 = Math.max(sum_3_1_1, filters_3_1_1_0_0 < 0 ? 0 : filters_3_1_1_0_0);
        sum_3_1_1 = Math.max(sum_3_1_1, filters_3_1_1_0_1 < 0 ? 0 : filters_3_1_1_0_1);
        sum_3_1_1 = Math.max(sum_3_1_1, filters_3_1_1_1_0 < 0 ? 0 : filters_3_1_1_1_0);
        sum_3_1_1 = Math.max(sum_3_1_1, filters_3_1_1_1_1 < 0 ? 0 : filters_3_1_1_1_1);
        sum_3_1_2 = Math.max(sum_3_1_2, filters_3_1_2_0_0 < 0 ? 0 : filters_3_1_2_0_0);
        sum_3_1_2 = Math.max(sum_3_1_2, filters_3_1_2_0_1 < 0 ? 0 : filters_3_1_2_0_1);
        sum_3_1_2 = Math.max(sum_3_1_2, filters_3_1_2_1_0 < 0 ? 0 : filters_3_1_2_1_0);
        sum_3_1_2 = Math.max(sum_3_1_2, filters_3_1_2_1_1 < 0 ? 0 : filters_3_1_2_1_1);
        sum_3_1_3 = Math.max(sum_3_1_3, filters_3_1_3_0_0 < 0 ? 0 : filters_3_1_3_0_0);
        sum_3_1_3 = Math.max(sum_3_1_3, filters_3_1_3_0_1 < 0 ? 0 : filters_3_1_3_0_1);
        sum_3_1_3 = Math.max(sum_3_1_3, filters_3_1_3_1_0 < 0 ? 0 : filters_3_1_3_1_0);
        sum_3_1_3 = Math.max(sum_3_1_3, filters_3_1_3_1_1 < 0 ? 0 : filters_3_1_3_1_1);
        sum_3_2_0 = Math.max(sum_3_2_0, filters_3_2_0_0_0 < 0 ? 0 : filters_3_2_0_0_0);
        sum_3_2_0 = Math.max(sum_3_2_0, filters_3_2_0_0_1 < 0 ? 0 : filters_3_2_0_0_1);
        sum_3_2_0 = Math.max(sum_3_2_0, filters_3_2_0_1_0 < 0 ? 0 : filters_3_2_0_1_0);
        sum_3_2_0 = Math.max(sum_3_2_0, filters_3_2_0_1_1 < 0 ? 0 : filters_3_2_0_1_1);
        sum_3_2_1 = Math.max(sum_3_2_1, filters_3_2_1_0_0 < 0 ? 0 : filters_3_2_1_0_0);
        sum_3_2_1 = Math.max(sum_3_2_1, filters_3_2_1_0_1 < 0 ? 0 : filters_3_2_1_0_1);
        sum_3_2_1 = Math.max(sum_3_2_1, filters_3_2_1_1_0 < 0 ? 0 : filters_3_2_1_1_0);
        sum_3_2_1 = Math.max(sum_3_2_1, filters_3_2_1_1_1 < 0 ? 0 : filters_3_2_1_1_1);
        sum_3_2_2 = Math.max(sum_3_2_2, filters_3_2_2_0_0 < 0 ? 0 : filters_3_2_2_0_0);
        sum_3_2_2 = Math.max(sum_3_2_2, filters_3_2_2_0_1 < 0 ? 0 : filters_3_2_2_0_1);
        sum_3_2_2 = Math.max(sum_3_2_2, filters_3_2_2_1_0 < 0 ? 0 : filters_3_2_2_1_0);
        sum_3_2_2 = Math.max(sum_3_2_2, filters_3_2_2_1_1 < 0 ? 0 : filters_3_2_2_1_1);
        sum_3_2_3 = Math.max(sum_3_2_3, filters_3_2_3_0_0 < 0 ? 0 : filters_3_2_3_0_0);
        sum_3_2_3 = Math.max(sum_3_2_3, filters_3_2_3_0_1 < 0 ? 0 : filters_3_2_3_0_1);
        sum_3_2_3 = Math.max(sum_3_2_3, filters_3_2_3_1_0 < 0 ? 0 : filters_3_2_3_1_0);
        sum_3_2_3 = Math.max(sum_3_2_3, filters_3_2_3_1_1 < 0 ? 0 : filters_3_2_3_1_1);
        sum_3_3_0 = Math.max(sum_3_3_0, filters_3_3_0_0_0 < 0 ? 0 : filters_3_3_0_0_0);
        sum_3_3_0 = Math.max(sum_3_3_0, filters_3_3_0_0_1 < 0 ? 0 : filters_3_3_0_0_1);
        sum_3_3_0 = Math.max(sum_3_3_0, filters_3_3_0_1_0 < 0 ? 0 : filters_3_3_0_1_0);
        sum_3_3_0 = Math.max(sum_3_3_0, filters_3_3_0_1_1 < 0 ? 0 : filters_3_3_0_1_1);
        sum_3_3_1 = Math.max(sum_3_3_1, filters_3_3_1_0_0 < 0 ? 0 : filters_3_3_1_0_0);
        sum_3_3_1 = Math.max(sum_3_3_1, filters_3_3_1_0_1 < 0 ? 0 : filters_3_3_1_0_1);
        sum_3_3_1 = Math.max(sum_3_3_1, filters_3_3_1_1_0 < 0 ? 0 : filters_3_3_1_1_0);
        sum_3_3_1 = Math.max(sum_3_3_1, filters_3_3_1_1_1 < 0 ? 0 : filters_3_3_1_1_1);
        sum_3_3_2 = Math.max(sum_3_3_2, filters_3_3_2_0_0 < 0 ? 0 : filters_3_3_2_0_0);
        sum_3_3_2 = Math.max(sum_3_3_2, filters_3_3_2_0_1 < 0 ? 0 : filters_3_3_2_0_1);
        sum_3_3_2 = Math.max(sum_3_3_2, filters_3_3_2_1_0 < 0 ? 0 : filters_3_3_2_1_0);
        sum_3_3_2 = Math.max(sum_3_3_2, filters_3_3_2_1_1 < 0 ? 0 : filters_3_3_2_1_1);
        sum_3_3_3 = Math.max(sum_3_3_3, filters_3_3_3_0_0 < 0 ? 0 : filters_3_3_3_0_0);
        sum_3_3_3 = Math.max(sum_3_3_3, filters_3_3_3_0_1 < 0 ? 0 : filters_3_3_3_0_1);
        sum_3_3_3 = Math.max(sum_3_3_3, filters_3_3_3_1_0 < 0 ? 0 : filters_3_3_3_1_0);
        sum_3_3_3 = Math.max(sum_3_3_3, filters_3_3_3_1_1 < 0 ? 0 : filters_3_3_3_1_1);
        h[i * 16] = sum_0_0_0;
        h[i * 16 + 1] = sum_0_0_1;
        h[i * 16 + 2] = sum_0_0_2;
        h[i * 16 + 3] = sum_0_0_3;
        h[i * 16 + 4] = sum_0_1_0;
        h[i * 16 + 5] = sum_0_1_1;
        h[i * 16 + 6] = sum_0_1_2;
        h[i * 16 + 7] = sum_0_1_3;
        h[i * 16 + 8] = sum_0_2_0;
        h[i * 16 + 9] = sum_0_2_1;
        h[i * 16 + 10] = sum_0_2_2;
        h[i * 16 + 11] = sum_0_2_3;
        h[i * 16 + 12] = sum_0_3_0;
        h[i * 16 + 13] = sum_0_3_1;
        h[i * 16 + 14] = sum_0_3_2;
        h[i * 16 + 15] = sum_0_3_3;
        h[i * 16 + 16] = sum_1_0_0;
        h[i * 16 + 17] = sum_1_0_1;
        h[i * 16 + 18] = sum_1_0_2;
        h[i * 16 + 19] = sum_1_0_3;
        h[i * 16 + 20] = sum_1_1_0;
        h[i * 16 + 21] = sum_1_1_1;
        h[i * 16 + 22] = sum_1_1_2;
        h[i * 16 + 23] = sum_1_1_3;
        h[i * 16 + 24] = sum_1_2_0;
        h[i * 16 + 25] = sum_1_2_1;
        h[i * 16 + 26] = sum_1_2_2;
        h[i * 16 + 27] = sum_1_2_3;
        h[i * 16 + 28] = sum_1_3_0;
        h[i * 16 + 29] = sum_1_3_1;
        h[i * 16 + 30] = sum_1_3_2;
        h[i * 16 + 31] = sum_1_3_3;
        h[i * 16 + 32] = sum_2_0_0;
        h[i * 16 + 33] = sum_2_0_1;
        h[i * 16 + 34] = sum_2_0_2;
        h[i * 16 + 35] = sum_2_0_3;
        h[i * 16 + 36] = sum_2_1_0;
        h[i * 16 + 37] = sum_2_1_1;
        h[i * 16 + 38] = sum_2_1_2;
        h[i * 16 + 39] = sum_2_1_3;
        h[i * 16 + 40] = sum_2_2_0;
        h[i * 16 + 41] = sum_2_2_1;
        h[i * 16 + 42] = sum_2_2_2;
        h[i * 16 + 43] = sum_2_2_3;
        h[i * 16 + 44] = sum_2_3_0;
        h[i * 16 + 45] = sum_2_3_1;
        h[i * 16 + 46] = sum_2_3_2;
        h[i * 16 + 47] = sum_2_3_3;
        h[i * 16 + 48] = sum_3_0_0;
        h[i * 16 + 49] = sum_3_0_1;
        h[i * 16 + 50] = sum_3_0_2;
        h[i * 16 + 51] = sum_3_0_3;
        h[i * 16 + 52] = sum_3_1_0;
        h[i * 16 + 53] = sum_3_1_1;
        h[i * 16 + 54] = sum_3_1_2;
        h[i * 16 + 55] = sum_3_1_3;
        h[i * 16 + 56] = sum_3_2_0;
        h[i * 16 + 57] = sum_3_2_1;
        h[i * 16 + 58] = sum_3_2_2;
        h[i * 16 + 59] = sum_3_2_3;
        h[i * 16 + 60] = sum_3_3_0;
        h[i * 16 + 61] = sum_3_3_1;
        h[i * 16 + 62] = sum_3_3_2;
        h[i * 16 + 63] = sum_3_3_3;
      }
      let max = -Infinity;
      for (let i = 0; i < 8; i += 4) {
        // t8 = reshape(h)   [128]   net.ts:10
        // t9 = t8·W2ᵀ   [10]   net.ts:10
        // scores = t9 + b2   [10]   net.ts:10
        let t9_0 = 0;
        let t9_1 = 0;
        let t9_2 = 0;
        let t9_3 = 0;
        for (let j = 0; j < 128; j++) {
          const h_j = h[j]!;
          t9_0 += W2[i * 128 + j]! * h_j;
          t9_1 += W2[i * 128 + j + 128]! * h_j;
          t9_2 += W2[i * 128 + j + 256]! * h_j;
          t9_3 += W2[i * 128 + j + 384]! * h_j;
        }
        const scores_i_0 = t9_0 + b2[i]!;
        const scores_i_1 = t9_1 + b2[i + 1]!;
        const scores_i_2 = t9_2 + b2[i + 2]!;
        const scores_i_3 = t9_3 + b2[i + 3]!;
        scores[i] = scores_i_0;
        scores[i + 1] = scores_i_1;
        scores[i + 2] = scores_i_2;
        scores[i + 3] = scores_i_3;
        // max = max scores   net.ts:11
        max = Math.max(max, scores_i_0);
        max = Math.max(max, scores_i_1);
        max = Math.max(max, scores_i_2);
        max = Math.max(max, scores_i_3);
      }
      // t8 = reshape(h)   [128]   net.ts:10
      // t9 = t8·W2ᵀ   [10]   net.ts:10
      // scores = t9 + b2   [10]   net.ts:10
      let t9_0 = 0;
      let t9_1 = 0;
      for (let j = 0; j < 128; j++) {
        const h_j = h[j]!;
        t9_0 += W2[j + 1024]! * h_j;
        t9_1 += W2[j + 1152]! * h_j;
      }
      const scores_i_0 = t9_0 + b_8;
      const scores_i_1 = t9_1 + b_9;
      scores[8] = scores_i_0;
      scores[9] = scores_i_1;
      // max = max scores   net.ts:11
      max = Math.max(max, scores_i_0);
      max = Math.max(max, scores_i_1);
      let sum_2 = 0;
      for (let i = 0; i < 10; i += 2) {
        // exp = exp(scores − (max scores))   [10]   net.ts:11
        const exp_i_0 = Math.exp(scores[i]! - max);
        const exp_i_1 = Math.exp(scores[i + 1]! - max);
        exp[i] = exp_i_0;
        exp[i + 1] = exp_i_1;
        // sum = Σ exp   net.ts:11
        sum_2 += exp_i_0 + exp_i_1;
      }
      // ŷ = exp/(Σ exp)   [10]   net.ts:11
      for (let i = 0; i < 10; i += 2) {
        yHat[n * 10 + i] = exp[i]! / sum_2;
        yHat[n * 10 + i + 1] = exp[i + 1]! / sum_2;
      }
    }
  }

  const network: DigitsConv = {
    parameters,
    buffers,
    forward,
    predict(x, out) {
      const rows = pack("predict", inputs[0]!, x);
      const count = rows.length / 64;
      out ??= zeros(count * 10);
      forward(rows, out, count);
      return out;
    },
    classify: (x) => likeliest(network.predict(x), outputs[0]!.classes!),
    load(bytes) {
      load(network, bytes);
    },
  };

  const given = options.parameters;
  if (given) {
    if (given.length !== PARAMETER_COUNT) fail("create", `${given.length} parameters, not ${PARAMETER_COUNT}`);
    parameters.set(given);
  }

  return network;
}

/** An array of the network's values, of one example. */
export interface Tensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly size: number;
  /** The classes of a one-hot label, in the order of their indices. */
  readonly classes?: readonly string[];
}

export interface Input extends Tensor {
  /** Only the loss reads it. */
  readonly target?: true;
}

/** A piece of a flat array. */
export interface Slot extends Tensor {
  readonly offset: number;
}

export interface Parameter extends Slot {}

export interface Metadata {
  readonly name: string;
  readonly precision: "f64" | "f32";
  readonly inputs: readonly Input[];
  readonly outputs: readonly Tensor[];
  readonly parameters: readonly Parameter[];
}

/** Examples: an array of rows, or their numbers one after another. */
export type Rows = ArrayLike<number> | ArrayLike<ArrayLike<number>>;

/** Examples of a label: class names, class indices (from 0), or one-hot rows. */
export type Labels = Rows | readonly string[];

/** Rows of x. */
export type Inputs = Rows;

/** Values of yHat, one example after another. */
export type Outputs = Float64Array;

/** The classes that `classify` tells apart. */
export type Class = "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9";

export interface CreateOptions {
  /** All parameters, copied, in the order of `metadata.parameters`. */
  readonly parameters?: ArrayLike<number> | undefined;
}

function fail(method: string, problem: string): never {
  throw new RangeError(`${metadata.name}.${method}: ${problem}`);
}

/** Fails unless an array holds `count` examples: `iris.trainStep: y has 1 value; 1 example needs 3 (species, one-hot)`. */
function check(method: string, input: Input, { length }: ArrayLike<unknown>, count: number): void {
  if (!(count > 0 && count % 1 === 0)) fail(method, `count is ${count}`);
  const needed = count * input.size;
  if (length === needed) return;
  const problem = `${input.name} has ${length} value${length === 1 ? "" : "s"}; ${count} example${count === 1 ? " needs" : "s need"} ${needed}`;
  fail(method, problem);
}

/**
 * The numbers of some rows one after another, `count` rows where that is known; they are copied. A row of a label may
 * also be the name of its class or, where `count` is known, its index. What is no finite number is named with its place.
 */
function pack(method: string, input: Input, rows: Labels, count?: number): Float64Array {
  rows ??= [];
  let areRows = typeof rows[0] === "object";
  if (areRows) {
    rows = Array.from(rows as ArrayLike<ArrayLike<number>>, (row, i) => {
      return [...pack(`${method}: row ${i}`, input, row, 1)];
    }).flat();
  }
  check(method, input, rows, count ?? Math.ceil(rows.length / input.size || 1));
  return Float64Array.from(rows as ArrayLike<number>, (value, i) =>
    Number.isFinite(value) ? value : fail(method, `${input.name}[${i}] is ${shown(value)}`),
  );
}

/** Text in quotes: "1" is no number. */
const shown = (value: unknown): unknown => (value === `${value}` ? `"${value}"` : value);

/** An array of zeros. */
const zeros = (size: number): Float64Array => new Float64Array(size);

/** The class with the largest value, for every row of an output. */
function likeliest(output: Float64Array, classes: readonly string[]): Class[] {
  const size = classes.length;
  return Array.from(
    { length: output.length / size },
    (_, i) => classes[largest(output.subarray((i *= size), i + size))] as Class,
  );
}

/** The index of the largest value; the first of equals. */
const largest = (values: Float64Array): number =>
  values.reduce((best, value, k) => (value > values[best]! ? k : best), 0);

/** What a safetensors file says of a tensor, and its numbers. */
interface StoredTensor {
  readonly dtype: "F64" | "F32";
  readonly shape: readonly number[];
  readonly data_offsets: readonly [from: number, to: number];
  values: ArrayLike<number>;
}

/**
 * Takes over what a safetensors file holds (see `save`). Everything is checked before anything is written: tensors have to fill
 * the file without a gap, and be those of the network; only the state may be missing, or another optimiser's.
 */
function load(network: DigitsConv, bytes: Uint8Array): void {
  const parameters = Object.fromEntries(metadata.parameters.map((parameter) => [parameter.name, parameter]));
  let problem = "not F64 or F32 safetensors";
  let tensors: Record<string, StoredTensor> = {};
  try {
    // A copy, because slices of Node's buffers are views.
    bytes = new Uint8Array(bytes);
    const start = 8 + Number(new DataView(bytes.buffer).getBigUint64(0, true));
    // Percent signs, because an AudioWorklet has no TextDecoder.
    const header = bytes.subarray(8, start).reduce((text, byte) => `${text}%${(byte + 256).toString(16).slice(1)}`, "");
    tensors = JSON.parse(decodeURIComponent(header));
    delete tensors["__metadata__"];
    let end = 0;
    for (const tensor of Object.values(tensors).sort((a, b) => a.data_offsets[0] - b.data_offsets[0])) {
      const [from, to] = tensor.data_offsets;
      tensor.values = new { F64: Float64Array, F32: Float32Array }[tensor.dtype](
        bytes.slice(start + end, start + to).buffer,
      );
      if (from !== end || tensor.values.length !== tensor.shape.reduce((a, b) => a * b, 1)) throw problem;
      end = to;
    }
    if (start + end !== bytes.length) throw problem;
    for (const name in { ...parameters, ...tensors }) {
      const own: unknown = parameters[name]?.shape ?? "none";
      const found = tensors[name]?.shape ?? "none";
      problem = `${name}: [${own}], in the file [${found}]`;
      if (`${own}` !== `${found}` && (own !== "none" || !name.startsWith("state."))) throw problem;
    }
  } catch {
    fail("load", problem);
  }
  for (const { name, offset } of metadata.parameters) network.parameters.set(tensors[name]!.values, offset);
}

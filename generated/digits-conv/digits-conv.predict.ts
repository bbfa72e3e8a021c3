/**
 * Compiled by nngen 0.1.0 from net.ts: a change made here is lost when it is compiled again.
 *
 * digits-conv: a network with 1370 parameters
 *
 *   inputs     x [64]
 *   outputs    yHat [10] (0, 1, 2, 3, 4, 5, 6, 7, 8, 9)
 *   precision  f64
 *   memory     19488 bytes a network
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
  /** The outputs for each row. Allocates the result unless given `out`, and a copy of the rows. */
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
  const t3 = zeros(400); // t3
  const h = zeros(512); // h
  const scores = zeros(40); // scores
  const exp = zeros(40); // exp
  // In nested loops V8 takes an array for fixed where a constant of the function holds it.
  const views = { t3, W1, W2, h, scores, exp };

  /** Runs the network in inference mode on `count` examples and writes the outputs. Allocates nothing. */
  function forward(x: Float64Array = buffers.x, yHat: Float64Array = buffers.yHat, count: number = 1): void {
    check("forward", inputs[0]!, x, count);
    check("forward", outputs[0]!, yHat, count);
    const { t3, W1, W2, h, scores, exp } = views;
    for (let n = 0; n < count - 3; n += 4) {
      // t1 = x * 0.0625   [64]   net.ts:7
      // image = reshape(t1)   [1, 8, 8]   net.ts:7
      // t3 = pad(image)   [1, 10, 10]   net.ts:8
      for (let j = 0; j < 100; j++) {
        t3[j] = 0;
        t3[j + 100] = 0;
        t3[j + 200] = 0;
        t3[j + 300] = 0;
      }
      for (let j = 0; j < 8; j += 2) {
        for (let k = 0; k < 8; k++) {
          t3[j * 10 + k + 11] = x[n * 64 + j * 8 + k]! * 0.0625;
          t3[j * 10 + k + 21] = x[n * 64 + j * 8 + k + 8]! * 0.0625;
          t3[j * 10 + k + 111] = x[n * 64 + j * 8 + k + 64]! * 0.0625;
          t3[j * 10 + k + 121] = x[n * 64 + j * 8 + k + 72]! * 0.0625;
          t3[j * 10 + k + 211] = x[n * 64 + j * 8 + k + 128]! * 0.0625;
          t3[j * 10 + k + 221] = x[n * 64 + j * 8 + k + 136]! * 0.0625;
          t3[j * 10 + k + 311] = x[n * 64 + j * 8 + k + 192]! * 0.0625;
          t3[j * 10 + k + 321] = x[n * 64 + j * 8 + k + 200]! * 0.0625;
        }
      }
      // t4 = window(t3)   [1, 8, 8, 3, 3]   net.ts:8
      // t5 = t4·W1 {ncpqij,ocij->nopq}   [8, 8, 8]   net.ts:8
      // filters = t5 + b1   [8, 8, 8]   net.ts:8
      // t6 = relu(filters)   [8, 8, 8]   net.ts:9
      // t7 = window(t6)   [8, 4, 4, 2, 2]   net.ts:9
      // h = max t7   [8, 4, 4]   net.ts:9
      for (let i = 0; i < 8; i += 2) {
        const b_i = b1[i]!;
        const b_i_2 = b1[i + 1]!;
        for (let j = 0; j < 4; j++) {
          for (let k = 0; k < 4; k++) {
            let sum_0_0 = -Infinity;
            let sum_0_1 = -Infinity;
            let sum_1_0 = -Infinity;
            let sum_1_1 = -Infinity;
            let sum_2_0 = -Infinity;
            let sum_2_1 = -Infinity;
            let sum_3_0 = -Infinity;
            let sum_3_1 = -Infinity;
            for (let l = 0; l < 2; l++) {
              for (let i4 = 0; i4 < 2; i4++) {
                let t5_0_0 = 0;
                let t5_0_1 = 0;
                let t5_1_0 = 0;
                let t5_1_1 = 0;
                let t5_2_0 = 0;
                let t5_2_1 = 0;
                let t5_3_0 = 0;
                let t5_3_1 = 0;
                for (let i6 = 0; i6 < 3; i6++) {
                  const t3_jli6ki4 = t3[j * 20 + l * 10 + i6 * 10 + k * 2 + i4]!;
                  const w_ii6 = W1[i * 9 + i6 * 3]!;
                  const t3_jli6ki4_2 = t3[j * 20 + l * 10 + i6 * 10 + k * 2 + i4 + 1]!;
                  const w_ii6_2 = W1[i * 9 + i6 * 3 + 1]!;
                  const t3_jli6ki4_3 = t3[j * 20 + l * 10 + i6 * 10 + k * 2 + i4 + 2]!;
                  const w_ii6_3 = W1[i * 9 + i6 * 3 + 2]!;
                  t5_0_0 += t3_jli6ki4 * w_ii6 + t3_jli6ki4_2 * w_ii6_2 + t3_jli6ki4_3 * w_ii6_3;
                  const w_ii6_4 = W1[i * 9 + i6 * 3 + 9]!;
                  const w_ii6_5 = W1[i * 9 + i6 * 3 + 10]!;
                  const w_ii6_6 = W1[i * 9 + i6 * 3 + 11]!;
                  t5_0_1 += t3_jli6ki4 * w_ii6_4 + t3_jli6ki4_2 * w_ii6_5 + t3_jli6ki4_3 * w_ii6_6;
                  const t3_jli6ki4_4 = t3[j * 20 + l * 10 + i6 * 10 + k * 2 + i4 + 100]!;
                  const t3_jli6ki4_5 = t3[j * 20 + l * 10 + i6 * 10 + k * 2 + i4 + 101]!;
                  const t3_jli6ki4_6 = t3[j * 20 + l * 10 + i6 * 10 + k * 2 + i4 + 102]!;
                  t5_1_0 += t3_jli6ki4_4 * w_ii6 + t3_jli6ki4_5 * w_ii6_2 + t3_jli6ki4_6 * w_ii6_3;
                  t5_1_1 += t3_jli6ki4_4 * w_ii6_4 + t3_jli6ki4_5 * w_ii6_5 + t3_jli6ki4_6 * w_ii6_6;
                  const t3_jli6ki4_7 = t3[j * 20 + l * 10 + i6 * 10 + k * 2 + i4 + 200]!;
                  const t3_jli6ki4_8 = t3[j * 20 + l * 10 + i6 * 10 + k * 2 + i4 + 201]!;
                  const t3_jli6ki4_9 = t3[j * 20 + l * 10 + i6 * 10 + k * 2 + i4 + 202]!;
                  t5_2_0 += t3_jli6ki4_7 * w_ii6 + t3_jli6ki4_8 * w_ii6_2 + t3_jli6ki4_9 * w_ii6_3;
                  t5_2_1 += t3_jli6ki4_7 * w_ii6_4 + t3_jli6ki4_8 * w_ii6_5 + t3_jli6ki4_9 * w_ii6_6;
                  const t3_jli6ki4_10 = t3[j * 20 + l * 10 + i6 * 10 + k * 2 + i4 + 300]!;
                  const t3_jli6ki4_11 = t3[j * 20 + l * 10 + i6 * 10 + k * 2 + i4 + 301]!;
                  const t3_jli6ki4_12 = t3[j * 20 + l * 10 + i6 * 10 + k * 2 + i4 + 302]!;
                  t5_3_0 += t3_jli6ki4_10 * w_ii6 + t3_jli6ki4_11 * w_ii6_2 + t3_jli6ki4_12 * w_ii6_3;
                  t5_3_1 += t3_jli6ki4_10 * w_ii6_4 + t3_jli6ki4_11 * w_ii6_5 + t3_jli6ki4_12 * w_ii6_6;
                }
                const filters_0_0 = t5_0_0 + b_i;
                const filters_0_1 = t5_0_1 + b_i_2;
                const filters_1_0 = t5_1_0 + b_i;
                const filters_1_1 = t5_1_1 + b_i_2;
                const filters_2_0 = t5_2_0 + b_i;
                const filters_2_1 = t5_2_1 + b_i_2;
                const filters_3_0 = t5_3_0 + b_i;
                const filters_3_1 = t5_3_1 + b_i_2;
                sum_0_0 = Math.max(sum_0_0, filters_0_0 < 0 ? 0 : filters_0_0);
                sum_0_1 = Math.max(sum_0_1, filters_0_1 < 0 ? 0 : filters_0_1);
                sum_1_0 = Math.max(sum_1_0, filters_1_0 < 0 ? 0 : filters_1_0);
                sum_1_1 = Math.max(sum_1_1, filters_1_1 < 0 ? 0 : filters_1_1);
                sum_2_0 = Math.max(sum_2_0, filters_2_0 < 0 ? 0 : filters_2_0);
                sum_2_1 = Math.max(sum_2_1, filters_2_1 < 0 ? 0 : filters_2_1);
                sum_3_0 = Math.max(sum_3_0, filters_3_0 < 0 ? 0 : filters_3_0);
                sum_3_1 = Math.max(sum_3_1, filters_3_1 < 0 ? 0 : filters_3_1);
              }
            }
            h[i * 16 + j * 4 + k] = sum_0_0;
            h[i * 16 + j * 4 + k + 16] = sum_0_1;
            h[i * 16 + j * 4 + k + 128] = sum_1_0;
            h[i * 16 + j * 4 + k + 144] = sum_1_1;
            h[i * 16 + j * 4 + k + 256] = sum_2_0;
            h[i * 16 + j * 4 + k + 272] = sum_2_1;
            h[i * 16 + j * 4 + k + 384] = sum_3_0;
            h[i * 16 + j * 4 + k + 400] = sum_3_1;
          }
        }
      }
      let max_0 = -Infinity;
      let max_1 = -Infinity;
      let max_2 = -Infinity;
      let max_3 = -Infinity;
      for (let i = 0; i < 10; i += 2) {
        // t8 = reshape(h)   [128]   net.ts:10
        // t9 = t8·W2ᵀ   [10]   net.ts:10
        // scores = t9 + b2   [10]   net.ts:10
        let t9_0_0 = 0;
        let t9_0_1 = 0;
        let t9_1_0 = 0;
        let t9_1_1 = 0;
        let t9_2_0 = 0;
        let t9_2_1 = 0;
        let t9_3_0 = 0;
        let t9_3_1 = 0;
        for (let j = 0; j < 128; j++) {
          const w_ij = W2[i * 128 + j]!;
          const h_j = h[j]!;
          t9_0_0 += w_ij * h_j;
          const w_ij_2 = W2[i * 128 + j + 128]!;
          t9_0_1 += w_ij_2 * h_j;
          const h_j_2 = h[j + 128]!;
          t9_1_0 += w_ij * h_j_2;
          t9_1_1 += w_ij_2 * h_j_2;
          const h_j_3 = h[j + 256]!;
          t9_2_0 += w_ij * h_j_3;
          t9_2_1 += w_ij_2 * h_j_3;
          const h_j_4 = h[j + 384]!;
          t9_3_0 += w_ij * h_j_4;
          t9_3_1 += w_ij_2 * h_j_4;
        }
        const b_i = b2[i]!;
        const scores_i_0_0 = t9_0_0 + b_i;
        const b_i_2 = b2[i + 1]!;
        const scores_i_0_1 = t9_0_1 + b_i_2;
        const scores_i_1_0 = t9_1_0 + b_i;
        const scores_i_1_1 = t9_1_1 + b_i_2;
        const scores_i_2_0 = t9_2_0 + b_i;
        const scores_i_2_1 = t9_2_1 + b_i_2;
        const scores_i_3_0 = t9_3_0 + b_i;
        const scores_i_3_1 = t9_3_1 + b_i_2;
        scores[i] = scores_i_0_0;
        scores[i + 1] = scores_i_0_1;
        scores[i + 10] = scores_i_1_0;
        scores[i + 11] = scores_i_1_1;
        scores[i + 20] = scores_i_2_0;
        scores[i + 21] = scores_i_2_1;
        scores[i + 30] = scores_i_3_0;
        scores[i + 31] = scores_i_3_1;
        // max = max scores   net.ts:11
        max_0 = Math.max(max_0, scores_i_0_0);
        max_0 = Math.max(max_0, scores_i_0_1);
        max_1 = Math.max(max_1, scores_i_1_0);
        max_1 = Math.max(max_1, scores_i_1_1);
        max_2 = Math.max(max_2, scores_i_2_0);
        max_2 = Math.max(max_2, scores_i_2_1);
        max_3 = Math.max(max_3, scores_i_3_0);
        max_3 = Math.max(max_3, scores_i_3_1);
      }
      let sum_2_0_2 = 0;
      let sum_2_1_2 = 0;
      let sum_2_2 = 0;
      let sum_2_3 = 0;
      for (let i = 0; i < 10; i++) {
        // exp = exp(scores − (max scores))   [10]   net.ts:11
        const exp_i_0 = Math.exp(scores[i]! - max_0);
        const exp_i_1 = Math.exp(scores[i + 10]! - max_1);
        const exp_i_2 = Math.exp(scores[i + 20]! - max_2);
        const exp_i_3 = Math.exp(scores[i + 30]! - max_3);
        exp[i] = exp_i_0;
        exp[i + 10] = exp_i_1;
        exp[i + 20] = exp_i_2;
        exp[i + 30] = exp_i_3;
        // sum = Σ exp   net.ts:11
        sum_2_0_2 += exp_i_0;
        sum_2_1_2 += exp_i_1;
        sum_2_2 += exp_i_2;
        sum_2_3 += exp_i_3;
      }
      // ŷ = exp/(Σ exp)   [10]   net.ts:11
      for (let i = 0; i < 10; i++) {
        yHat[n * 10 + i] = exp[i]! / sum_2_0_2;
        yHat[n * 10 + i + 10] = exp[i + 10]! / sum_2_1_2;
        yHat[n * 10 + i + 20] = exp[i + 20]! / sum_2_2;
        yHat[n * 10 + i + 30] = exp[i + 30]! / sum_2_3;
      }
    }
    const b_8 = b2[8]!;
    const b_9 = b2[9]!;
    for (let n = count - (count % 4); n < count; n++) {
      // t1 = x * 0.0625   [64]   net.ts:7
      // image = reshape(t1)   [1, 8, 8]   net.ts:7
      // t3 = pad(image)   [1, 10, 10]   net.ts:8
      for (let j = 0; j < 100; j += 2) {
        t3[j] = 0;
        t3[j + 1] = 0;
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
        const b_i = b1[i]!;
        const b_i_2 = b1[i + 1]!;
        const b_i_3 = b1[i + 2]!;
        const b_i_4 = b1[i + 3]!;
        for (let j = 0; j < 4; j++) {
          for (let k = 0; k < 4; k++) {
            let sum_0 = -Infinity;
            let sum_1 = -Infinity;
            let sum_2 = -Infinity;
            let sum_3 = -Infinity;
            for (let l = 0; l < 2; l++) {
              for (let i4 = 0; i4 < 2; i4++) {
                let t5_0 = 0;
                let t5_1 = 0;
                let t5_2 = 0;
                let t5_3 = 0;
                for (let i6 = 0; i6 < 3; i6++) {
                  const t3_jli6ki4 = t3[j * 20 + l * 10 + i6 * 10 + k * 2 + i4]!;
                  const t3_jli6ki4_2 = t3[j * 20 + l * 10 + i6 * 10 + k * 2 + i4 + 1]!;
                  const t3_jli6ki4_3 = t3[j * 20 + l * 10 + i6 * 10 + k * 2 + i4 + 2]!;
                  t5_0 +=
                    t3_jli6ki4 * W1[i * 9 + i6 * 3]! +
                    t3_jli6ki4_2 * W1[i * 9 + i6 * 3 + 1]! +
                    t3_jli6ki4_3 * W1[i * 9 + i6 * 3 + 2]!;
                  t5_1 +=
                    t3_jli6ki4 * W1[i * 9 + i6 * 3 + 9]! +
                    t3_jli6ki4_2 * W1[i * 9 + i6 * 3 + 10]! +
                    t3_jli6ki4_3 * W1[i * 9 + i6 * 3 + 11]!;
                  t5_2 +=
                    t3_jli6ki4 * W1[i * 9 + i6 * 3 + 18]! +
                    t3_jli6ki4_2 * W1[i * 9 + i6 * 3 + 19]! +
                    t3_jli6ki4_3 * W1[i * 9 + i6 * 3 + 20]!;
                  t5_3 +=
                    t3_jli6ki4 * W1[i * 9 + i6 * 3 + 27]! +
                    t3_jli6ki4_2 * W1[i * 9 + i6 * 3 + 28]! +
                    t3_jli6ki4_3 * W1[i * 9 + i6 * 3 + 29]!;
                }
                const filters_0 = t5_0 + b_i;
                const filters_1 = t5_1 + b_i_2;
                const filters_2 = t5_2 + b_i_3;
                const filters_3 = t5_3 + b_i_4;
                sum_0 = Math.max(sum_0, filters_0 < 0 ? 0 : filters_0);
                sum_1 = Math.max(sum_1, filters_1 < 0 ? 0 : filters_1);
                sum_2 = Math.max(sum_2, filters_2 < 0 ? 0 : filters_2);
                sum_3 = Math.max(sum_3, filters_3 < 0 ? 0 : filters_3);
              }
            }
            h[i * 16 + j * 4 + k] = sum_0;
            h[i * 16 + j * 4 + k + 16] = sum_1;
            h[i * 16 + j * 4 + k + 32] = sum_2;
            h[i * 16 + j * 4 + k + 48] = sum_3;
          }
        }
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
      let sum_2_4 = 0;
      for (let i = 0; i < 10; i += 2) {
        // exp = exp(scores − (max scores))   [10]   net.ts:11
        const exp_i_0 = Math.exp(scores[i]! - max);
        const exp_i_1 = Math.exp(scores[i + 1]! - max);
        exp[i] = exp_i_0;
        exp[i + 1] = exp_i_1;
        // sum = Σ exp   net.ts:11
        sum_2_4 += exp_i_0 + exp_i_1;
      }
      // ŷ = exp/(Σ exp)   [10]   net.ts:11
      for (let i = 0; i < 10; i += 2) {
        yHat[n * 10 + i] = exp[i]! / sum_2_4;
        yHat[n * 10 + i + 1] = exp[i + 1]! / sum_2_4;
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
  const setParameters = (method: string, given: ArrayLike<number>): void =>
    given.length === PARAMETER_COUNT
      ? parameters.set(given)
      : fail(method, `${given.length} parameters, not ${PARAMETER_COUNT}`);

  const given = options?.parameters;
  if (given) {
    setParameters("create", given);
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

/** Examples with several axes: also nested like these, rows of rows. */
export type NestedRows = Rows | ArrayLike<Rows> | ArrayLike<ArrayLike<Rows>>;

/** Examples of a label: class names, class indices (from 0), or one-hot rows. */
export type Labels = Rows | readonly string[];

/** Rows of x. */
export type Inputs = Rows;

/** Values of yHat, one example after another. */
export type Outputs = Float64Array;

/** The classes that `classify` tells apart. */
export type Class = "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9";

/** An unknown option and a value of another type are a RangeError. */
export interface CreateOptions {
  /** All parameters, copied, in the order of `metadata.parameters`. */
  readonly parameters?: ArrayLike<number> | undefined;
}

function fail(method: string, problem: string): never {
  throw RangeError(`${metadata.name}.${method}: ${problem}`);
}

/** Fails unless an array holds `count` examples: `iris.trainStep: y has 1 value; 1 example needs 3 (species, one-hot)`. */
function check(method: string, input: Input, { length }: ArrayLike<unknown>, count: number): void {
  if (!(count > 0 && count % 1 === 0)) fail(method, `count is ${count}`);
  let needed: unknown = count * input.size;
  if (length === needed) return;
  fail(
    method,
    `${input.name} has ${length} value${length === 1 ? "" : "s"}; ${count} example${count === 1 ? " needs" : "s need"} ${needed}`,
  );
}

/**
 * The numbers of some rows one after another, `count` rows where that is known; they are copied. A row of a label may
 * also be the name of its class or, where `count` is known, its index. What is no finite number is named with its place.
 */
function pack(method: string, input: Input, rows: Labels | NestedRows, count?: number): Float64Array {
  rows ??= [];
  let areRows = typeof rows[0] === "object";
  if (areRows) {
    rows = Array.from(rows as ArrayLike<ArrayLike<number>>, (row, i) => {
      return [...pack(`${method}: row ${i}`, input, row, 1)];
    }).flat();
  }
  check(method, input, rows, count ?? Math.ceil(rows.length / input.size || 1));
  return Float64Array.from(rows as ArrayLike<number>, (value, i) =>
    Number.isFinite(value) ? value : fail(method, `${input.name}[${i}] is ${value} (${typeof value})`),
  );
}

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
  let problem = "no F64 or F32 safetensors";
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
      problem = `${name}: [${own}], file [${found}]`;
      if (`${own}` !== `${found}` && (parameters[name] || !name.startsWith("state."))) throw problem;
    }
  } catch {
    fail("load", problem);
  }
  for (const { name, offset } of metadata.parameters) network.parameters.set(tensors[name]!.values, offset);
}

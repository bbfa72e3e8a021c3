/**
 * Compiled by nngen 0.1.0 from net.ts: a change made here is lost when it is compiled again.
 *
 * names-rnn: a network with 3339 parameters
 *
 *   inputs     before [6]
 *   outputs    yHat [27] (., a, b, c, d, e, f, g, h, i, …)
 *   precision  f64
 *   memory     48456 bytes a network
 *   sha256     a365a39c3f96c24e7af5007e0fdd54c318dc9d01c94e0d70dabad38d74cdadcb
 *
 *   W1 = embedded.weight [27, 8]
 *   W2 = h.weight [72, 8]
 *   b2 = h.bias [72]
 *   U2 = h.recurrent [72, 24]
 *   v2 = h.recurrentBias [72]
 *   W3 = scores.weight [27, 24]
 *   b3 = scores.bias [27]
 */

/** The number of values in `parameters`. */
export const PARAMETER_COUNT: number = 3339;

/** What the network is made of. */
export const metadata: Metadata = {
  name: "names-rnn",
  precision: "f64",
  inputs: [{ name: "before", shape: [6], size: 6, element: "int32", range: [0, 26] }],
  outputs: [
    {
      name: "yHat",
      shape: [27],
      size: 27,
      classes: [
        ".",
        "a",
        "b",
        "c",
        "d",
        "e",
        "f",
        "g",
        "h",
        "i",
        "j",
        "k",
        "l",
        "m",
        "n",
        "o",
        "p",
        "q",
        "r",
        "s",
        "t",
        "u",
        "v",
        "w",
        "x",
        "y",
        "z",
      ],
    },
  ],
  parameters: [
    { name: "embedded.weight", shape: [27, 8], offset: 0, size: 216 },
    { name: "h.weight", shape: [72, 8], offset: 216, size: 576 },
    { name: "h.bias", shape: [72], offset: 792, size: 72 },
    { name: "h.recurrent", shape: [72, 24], offset: 864, size: 1728 },
    { name: "h.recurrentBias", shape: [72], offset: 2592, size: 72 },
    { name: "scores.weight", shape: [27, 24], offset: 2664, size: 648 },
    { name: "scores.bias", shape: [27], offset: 3312, size: 27 },
  ],
};

/**
 * One network, with every array that it will ever need. Arrays are row-major, `count` examples one after another; an argument
 * that is left out is the array of that name in `buffers`. A wrong length or count is a RangeError.
 */
export interface NamesRnn {
  /** Flat, in the order of `metadata.parameters`. */
  readonly parameters: Float64Array;
  /** One example each, used where arrays are left out. */
  readonly buffers: { readonly before: Int32Array; readonly yHat: Float64Array };
  /** Predicts: writes the outputs. Allocates nothing. */
  forward(before?: Int32Array, yHat?: Float64Array, count?: number): void;
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
export function create(options: CreateOptions = {}): NamesRnn {
  const parameters = zeros(PARAMETER_COUNT);
  const inputs = metadata.inputs;
  const outputs = metadata.outputs;
  const buffers: NamesRnn["buffers"] = { before: integers(6), yHat: zeros(27) };
  const W1 = parameters.subarray(0, 216); // embedded.weight
  const W2 = parameters.subarray(216, 792); // h.weight
  const b2 = parameters.subarray(792, 864); // h.bias
  const U2 = parameters.subarray(864, 2592); // h.recurrent
  const v2 = parameters.subarray(2592, 2664); // h.recurrentBias
  const W3 = parameters.subarray(2664, 3312); // scores.weight
  const b3 = parameters.subarray(3312, 3339); // scores.bias
  const memory = zeros(2688); // values on the way
  const embedded = memory.subarray(1728, 1920); // embedded
  const t2 = memory.subarray(0, 1728); // t2
  const t28 = memory.subarray(1728, 2400); // t28
  const t5 = memory.subarray(2400, 2688); // t5
  const scores = memory.subarray(0, 108); // scores
  const exp = memory.subarray(108, 216); // exp
  // In nested loops V8 takes an array for fixed where a constant of the function holds it.
  const views = { W1, embedded, W2, t28, U2, t2, t5, W3, scores, exp };

  /** Runs the network in inference mode on `count` examples and writes the outputs. Allocates nothing. */
  function forward(before: Int32Array = buffers.before, yHat: Float64Array = buffers.yHat, count: number = 1): void {
    check("forward", inputs[0]!, before, count);
    checkRange("forward", inputs[0]!, before);
    check("forward", outputs[0]!, yHat, count);
    const { W1, embedded, W2, t28, U2, t2, t5, W3, scores, exp } = views;
    const b_26 = b3[26]!;
    for (let n = 0; n < count - 3; n += 4) {
      // embedded = gather(W1, before)   [6, 8]   net.ts:9
      for (let i = 0; i < 6; i += 2) {
        const before_ni = before[n * 6 + i]!;
        const before_ni_2 = before[n * 6 + i + 1]!;
        const before_ni_3 = before[n * 6 + i + 6]!;
        const before_ni_4 = before[n * 6 + i + 7]!;
        const before_ni_5 = before[n * 6 + i + 12]!;
        const before_ni_6 = before[n * 6 + i + 13]!;
        const before_ni_7 = before[n * 6 + i + 18]!;
        const before_ni_8 = before[n * 6 + i + 19]!;
        for (let j = 0; j < 8; j++) {
          const before_at_0_0 = before_ni;
          const before_at_0_1 = before_ni_2;
          const before_at_1_0 = before_ni_3;
          const before_at_1_1 = before_ni_4;
          const before_at_2_0 = before_ni_5;
          const before_at_2_1 = before_ni_6;
          const before_at_3_0 = before_ni_7;
          const before_at_3_1 = before_ni_8;
          embedded[i * 8 + j] = W1[before_at_0_0 * 8 + j]!;
          embedded[i * 8 + j + 8] = W1[before_at_0_1 * 8 + j]!;
          embedded[i * 8 + j + 48] = W1[before_at_1_0 * 8 + j]!;
          embedded[i * 8 + j + 56] = W1[before_at_1_1 * 8 + j]!;
          embedded[i * 8 + j + 96] = W1[before_at_2_0 * 8 + j]!;
          embedded[i * 8 + j + 104] = W1[before_at_2_1 * 8 + j]!;
          embedded[i * 8 + j + 144] = W1[before_at_3_0 * 8 + j]!;
          embedded[i * 8 + j + 152] = W1[before_at_3_1 * 8 + j]!;
        }
      }
      // t1 = embedded·W2 {nti,oi->nto}   [6, 72]   net.ts:10
      // t2 = t1 + b2   [6, 72]   net.ts:10
      for (let i = 0; i < 6; i += 2) {
        for (let j = 0; j < 72; j++) {
          let t1_0_0 = 0;
          let t1_0_1 = 0;
          let t1_1_0 = 0;
          let t1_1_1 = 0;
          let t1_2_0 = 0;
          let t1_2_1 = 0;
          let t1_3_0 = 0;
          let t1_3_1 = 0;
          for (let k = 0; k < 8; k++) {
            const w_jk = W2[j * 8 + k]!;
            t1_0_0 += embedded[i * 8 + k]! * w_jk;
            t1_0_1 += embedded[i * 8 + k + 8]! * w_jk;
            t1_1_0 += embedded[i * 8 + k + 48]! * w_jk;
            t1_1_1 += embedded[i * 8 + k + 56]! * w_jk;
            t1_2_0 += embedded[i * 8 + k + 96]! * w_jk;
            t1_2_1 += embedded[i * 8 + k + 104]! * w_jk;
            t1_3_0 += embedded[i * 8 + k + 144]! * w_jk;
            t1_3_1 += embedded[i * 8 + k + 152]! * w_jk;
          }
          const b_j = b2[j]!;
          t2[i * 72 + j] = t1_0_0 + b_j;
          t2[i * 72 + j + 72] = t1_0_1 + b_j;
          t2[i * 72 + j + 432] = t1_1_0 + b_j;
          t2[i * 72 + j + 504] = t1_1_1 + b_j;
          t2[i * 72 + j + 864] = t1_2_0 + b_j;
          t2[i * 72 + j + 936] = t1_2_1 + b_j;
          t2[i * 72 + j + 1296] = t1_3_0 + b_j;
          t2[i * 72 + j + 1368] = t1_3_1 + b_j;
        }
      }
      // t28 = scan(0, t2, U2, v2)   [7, 24]   net.ts:10
      for (let i = 0; i < 24; i++) {
        t28[i] = 0;
        t28[i + 168] = 0;
        t28[i + 336] = 0;
        t28[i + 504] = 0;
      }
      for (let step = 0; step < 6; step++) {
        // t4 = state·U2ᵀ   [72]   net.ts:10
        // t5 = t4 + v2   [72]   net.ts:10
        for (let i = 0; i < 72; i += 2) {
          let t4_0_0 = 0;
          let t4_0_1 = 0;
          let t4_1_0 = 0;
          let t4_1_1 = 0;
          let t4_2_0 = 0;
          let t4_2_1 = 0;
          let t4_3_0 = 0;
          let t4_3_1 = 0;
          for (let j = 0; j < 24; j++) {
            const r_ij = U2[i * 24 + j]!;
            const t28_stepj = t28[step * 24 + j]!;
            t4_0_0 += r_ij * t28_stepj;
            const r_ij_2 = U2[i * 24 + j + 24]!;
            t4_0_1 += r_ij_2 * t28_stepj;
            const t28_stepj_2 = t28[step * 24 + j + 168]!;
            t4_1_0 += r_ij * t28_stepj_2;
            t4_1_1 += r_ij_2 * t28_stepj_2;
            const t28_stepj_3 = t28[step * 24 + j + 336]!;
            t4_2_0 += r_ij * t28_stepj_3;
            t4_2_1 += r_ij_2 * t28_stepj_3;
            const t28_stepj_4 = t28[step * 24 + j + 504]!;
            t4_3_0 += r_ij * t28_stepj_4;
            t4_3_1 += r_ij_2 * t28_stepj_4;
          }
          const r_i = v2[i]!;
          t5[i] = t4_0_0 + r_i;
          const r_i_2 = v2[i + 1]!;
          t5[i + 1] = t4_0_1 + r_i_2;
          t5[i + 72] = t4_1_0 + r_i;
          t5[i + 73] = t4_1_1 + r_i_2;
          t5[i + 144] = t4_2_0 + r_i;
          t5[i + 145] = t4_2_1 + r_i_2;
          t5[i + 216] = t4_3_0 + r_i;
          t5[i + 217] = t4_3_1 + r_i_2;
        }
        for (let i = 0; i < 24; i += 4) {
          // t3 = slice(x)   [24]   net.ts:10
          // t6 = slice(t5)   [24]   net.ts:10
          // t7 = t3 + t6   [24]   net.ts:10
          // t11 = σ(t7)   [24]   net.ts:10
          const t11_0_0 = 1 / (1 + Math.exp(-(t2[step * 72 + i + 24]! + t5[i + 24]!)));
          const t11_0_1 = 1 / (1 + Math.exp(-(t2[step * 72 + i + 25]! + t5[i + 25]!)));
          const t11_0_2 = 1 / (1 + Math.exp(-(t2[step * 72 + i + 26]! + t5[i + 26]!)));
          const t11_0_3 = 1 / (1 + Math.exp(-(t2[step * 72 + i + 27]! + t5[i + 27]!)));
          const t11_1_0 = 1 / (1 + Math.exp(-(t2[step * 72 + i + 456]! + t5[i + 96]!)));
          const t11_1_1 = 1 / (1 + Math.exp(-(t2[step * 72 + i + 457]! + t5[i + 97]!)));
          const t11_1_2 = 1 / (1 + Math.exp(-(t2[step * 72 + i + 458]! + t5[i + 98]!)));
          const t11_1_3 = 1 / (1 + Math.exp(-(t2[step * 72 + i + 459]! + t5[i + 99]!)));
          const t11_2_0 = 1 / (1 + Math.exp(-(t2[step * 72 + i + 888]! + t5[i + 168]!)));
          const t11_2_1 = 1 / (1 + Math.exp(-(t2[step * 72 + i + 889]! + t5[i + 169]!)));
          const t11_2_2 = 1 / (1 + Math.exp(-(t2[step * 72 + i + 890]! + t5[i + 170]!)));
          const t11_2_3 = 1 / (1 + Math.exp(-(t2[step * 72 + i + 891]! + t5[i + 171]!)));
          const t11_3_0 = 1 / (1 + Math.exp(-(t2[step * 72 + i + 1320]! + t5[i + 240]!)));
          const t11_3_1 = 1 / (1 + Math.exp(-(t2[step * 72 + i + 1321]! + t5[i + 241]!)));
          const t11_3_2 = 1 / (1 + Math.exp(-(t2[step * 72 + i + 1322]! + t5[i + 242]!)));
          const t11_3_3 = 1 / (1 + Math.exp(-(t2[step * 72 + i + 1323]! + t5[i + 243]!)));
          t28[step * 24 + i + 24] =
            (1 - t11_0_0) *
              Math.tanh(t2[step * 72 + i + 48]! + (1 / (1 + Math.exp(-(t2[step * 72 + i]! + t5[i]!)))) * t5[i + 48]!) +
            t11_0_0 * t28[step * 24 + i]!;
          t28[step * 24 + i + 25] =
            (1 - t11_0_1) *
              Math.tanh(
                t2[step * 72 + i + 49]! + (1 / (1 + Math.exp(-(t2[step * 72 + i + 1]! + t5[i + 1]!)))) * t5[i + 49]!,
              ) +
            t11_0_1 * t28[step * 24 + i + 1]!;
          t28[step * 24 + i + 26] =
            (1 - t11_0_2) *
              Math.tanh(
                t2[step * 72 + i + 50]! + (1 / (1 + Math.exp(-(t2[step * 72 + i + 2]! + t5[i + 2]!)))) * t5[i + 50]!,
              ) +
            t11_0_2 * t28[step * 24 + i + 2]!;
          t28[step * 24 + i + 27] =
            (1 - t11_0_3) *
              Math.tanh(
                t2[step * 72 + i + 51]! + (1 / (1 + Math.exp(-(t2[step * 72 + i + 3]! + t5[i + 3]!)))) * t5[i + 51]!,
              ) +
            t11_0_3 * t28[step * 24 + i + 3]!;
          t28[step * 24 + i + 192] =
            (1 - t11_1_0) *
              Math.tanh(
                t2[step * 72 + i + 480]! +
                  (1 / (1 + Math.exp(-(t2[step * 72 + i + 432]! + t5[i + 72]!)))) * t5[i + 120]!,
              ) +
            t11_1_0 * t28[step * 24 + i + 168]!;
          t28[step * 24 + i + 193] =
            (1 - t11_1_1) *
              Math.tanh(
                t2[step * 72 + i + 481]! +
                  (1 / (1 + Math.exp(-(t2[step * 72 + i + 433]! + t5[i + 73]!)))) * t5[i + 121]!,
              ) +
            t11_1_1 * t28[step * 24 + i + 169]!;
          t28[step * 24 + i + 194] =
            (1 - t11_1_2) *
              Math.tanh(
                t2[step * 72 + i + 482]! +
                  (1 / (1 + Math.exp(-(t2[step * 72 + i + 434]! + t5[i + 74]!)))) * t5[i + 122]!,
              ) +
            t11_1_2 * t28[step * 24 + i + 170]!;
          t28[step * 24 + i + 195] =
            (1 - t11_1_3) *
              Math.tanh(
                t2[step * 72 + i + 483]! +
                  (1 / (1 + Math.exp(-(t2[step * 72 + i + 435]! + t5[i + 75]!)))) * t5[i + 123]!,
              ) +
            t11_1_3 * t28[step * 24 + i + 171]!;
          t28[step * 24 + i + 360] =
            (1 - t11_2_0) *
              Math.tanh(
                t2[step * 72 + i + 912]! +
                  (1 / (1 + Math.exp(-(t2[step * 72 + i + 864]! + t5[i + 144]!)))) * t5[i + 192]!,
              ) +
            t11_2_0 * t28[step * 24 + i + 336]!;
          t28[step * 24 + i + 361] =
            (1 - t11_2_1) *
              Math.tanh(
                t2[step * 72 + i + 913]! +
                  (1 / (1 + Math.exp(-(t2[step * 72 + i + 865]! + t5[i + 145]!)))) * t5[i + 193]!,
              ) +
            t11_2_1 * t28[step * 24 + i + 337]!;
          t28[step * 24 + i + 362] =
            (1 - t11_2_2) *
              Math.tanh(
                t2[step * 72 + i + 914]! +
                  (1 / (1 + Math.exp(-(t2[step * 72 + i + 866]! + t5[i + 146]!)))) * t5[i + 194]!,
              ) +
            t11_2_2 * t28[step * 24 + i + 338]!;
          t28[step * 24 + i + 363] =
            (1 - t11_2_3) *
              Math.tanh(
                t2[step * 72 + i + 915]! +
                  (1 / (1 + Math.exp(-(t2[step * 72 + i + 867]! + t5[i + 147]!)))) * t5[i + 195]!,
              ) +
            t11_2_3 * t28[step * 24 + i + 339]!;
          t28[step * 24 + i + 528] =
            (1 - t11_3_0) *
              Math.tanh(
                t2[step * 72 + i + 1344]! +
                  (1 / (1 + Math.exp(-(t2[step * 72 + i + 1296]! + t5[i + 216]!)))) * t5[i + 264]!,
              ) +
            t11_3_0 * t28[step * 24 + i + 504]!;
          t28[step * 24 + i + 529] =
            (1 - t11_3_1) *
              Math.tanh(
                t2[step * 72 + i + 1345]! +
                  (1 / (1 + Math.exp(-(t2[step * 72 + i + 1297]! + t5[i + 217]!)))) * t5[i + 265]!,
              ) +
            t11_3_1 * t28[step * 24 + i + 505]!;
          t28[step * 24 + i + 530] =
            (1 - t11_3_2) *
              Math.tanh(
                t2[step * 72 + i + 1346]! +
                  (1 / (1 + Math.exp(-(t2[step * 72 + i + 1298]! + t5[i + 218]!)))) * t5[i + 266]!,
              ) +
            t11_3_2 * t28[step * 24 + i + 506]!;
          t28[step * 24 + i + 531] =
            (1 - t11_3_3) *
              Math.tanh(
                t2[step * 72 + i + 1347]! +
                  (1 / (1 + Math.exp(-(t2[step * 72 + i + 1299]! + t5[i + 219]!)))) * t5[i + 267]!,
              ) +
            t11_3_3 * t28[step * 24 + i + 507]!;
        }
      }
      let max_0 = -Infinity;
      let max_1 = -Infinity;
      let max_2 = -Infinity;
      let max_3 = -Infinity;
      for (let i = 0; i < 26; i += 2) {
        // t29 = slice(t28)   [6, 24]   net.ts:10
        // t30 = slice(t29)   [1, 24]   net.ts:10
        // h = reshape(t30)   [24]   net.ts:10
        // t31 = h·W3ᵀ   [27]   net.ts:11
        // scores = t31 + b3   [27]   net.ts:11
        let t31_0_0 = 0;
        let t31_0_1 = 0;
        let t31_1_0 = 0;
        let t31_1_1 = 0;
        let t31_2_0 = 0;
        let t31_2_1 = 0;
        let t31_3_0 = 0;
        let t31_3_1 = 0;
        for (let j = 0; j < 24; j++) {
          const w_ij = W3[i * 24 + j]!;
          const t28_j = t28[j + 144]!;
          t31_0_0 += w_ij * t28_j;
          const w_ij_2 = W3[i * 24 + j + 24]!;
          t31_0_1 += w_ij_2 * t28_j;
          const t28_j_2 = t28[j + 312]!;
          t31_1_0 += w_ij * t28_j_2;
          t31_1_1 += w_ij_2 * t28_j_2;
          const t28_j_3 = t28[j + 480]!;
          t31_2_0 += w_ij * t28_j_3;
          t31_2_1 += w_ij_2 * t28_j_3;
          const t28_j_4 = t28[j + 648]!;
          t31_3_0 += w_ij * t28_j_4;
          t31_3_1 += w_ij_2 * t28_j_4;
        }
        const b_i = b3[i]!;
        const scores_i_0_0 = t31_0_0 + b_i;
        const b_i_2 = b3[i + 1]!;
        const scores_i_0_1 = t31_0_1 + b_i_2;
        const scores_i_1_0 = t31_1_0 + b_i;
        const scores_i_1_1 = t31_1_1 + b_i_2;
        const scores_i_2_0 = t31_2_0 + b_i;
        const scores_i_2_1 = t31_2_1 + b_i_2;
        const scores_i_3_0 = t31_3_0 + b_i;
        const scores_i_3_1 = t31_3_1 + b_i_2;
        scores[i] = scores_i_0_0;
        scores[i + 1] = scores_i_0_1;
        scores[i + 27] = scores_i_1_0;
        scores[i + 28] = scores_i_1_1;
        scores[i + 54] = scores_i_2_0;
        scores[i + 55] = scores_i_2_1;
        scores[i + 81] = scores_i_3_0;
        scores[i + 82] = scores_i_3_1;
        // max = max scores   net.ts:12
        max_0 = Math.max(max_0, scores_i_0_0);
        max_0 = Math.max(max_0, scores_i_0_1);
        max_1 = Math.max(max_1, scores_i_1_0);
        max_1 = Math.max(max_1, scores_i_1_1);
        max_2 = Math.max(max_2, scores_i_2_0);
        max_2 = Math.max(max_2, scores_i_2_1);
        max_3 = Math.max(max_3, scores_i_3_0);
        max_3 = Math.max(max_3, scores_i_3_1);
      }
      // t29 = slice(t28)   [6, 24]   net.ts:10
      // t30 = slice(t29)   [1, 24]   net.ts:10
      // h = reshape(t30)   [24]   net.ts:10
      // t31 = h·W3ᵀ   [27]   net.ts:11
      // scores = t31 + b3   [27]   net.ts:11
      let t31_0_0 = 0;
      let t31_1_0 = 0;
      let t31_2_0 = 0;
      let t31_3_0 = 0;
      for (let j = 0; j < 24; j++) {
        const w_j = W3[j + 624]!;
        t31_0_0 += w_j * t28[j + 144]!;
        t31_1_0 += w_j * t28[j + 312]!;
        t31_2_0 += w_j * t28[j + 480]!;
        t31_3_0 += w_j * t28[j + 648]!;
      }
      const scores_i_0_0 = t31_0_0 + b_26;
      const scores_i_1_0 = t31_1_0 + b_26;
      const scores_i_2_0 = t31_2_0 + b_26;
      const scores_i_3_0 = t31_3_0 + b_26;
      scores[26] = scores_i_0_0;
      scores[53] = scores_i_1_0;
      scores[80] = scores_i_2_0;
      scores[107] = scores_i_3_0;
      // max = max scores   net.ts:12
      max_0 = Math.max(max_0, scores_i_0_0);
      max_1 = Math.max(max_1, scores_i_1_0);
      max_2 = Math.max(max_2, scores_i_2_0);
      max_3 = Math.max(max_3, scores_i_3_0);
      let sum_0 = 0;
      let sum_1 = 0;
      let sum_2 = 0;
      let sum_3 = 0;
      for (let i = 0; i < 27; i++) {
        // exp = exp(scores − (max scores))   [27]   net.ts:12
        const exp_i_0 = Math.exp(scores[i]! - max_0);
        const exp_i_1 = Math.exp(scores[i + 27]! - max_1);
        const exp_i_2 = Math.exp(scores[i + 54]! - max_2);
        const exp_i_3 = Math.exp(scores[i + 81]! - max_3);
        exp[i] = exp_i_0;
        exp[i + 27] = exp_i_1;
        exp[i + 54] = exp_i_2;
        exp[i + 81] = exp_i_3;
        // sum = Σ exp   net.ts:12
        sum_0 += exp_i_0;
        sum_1 += exp_i_1;
        sum_2 += exp_i_2;
        sum_3 += exp_i_3;
      }
      // ŷ = exp/(Σ exp)   [27]   net.ts:12
      for (let i = 0; i < 27; i++) {
        yHat[n * 27 + i] = exp[i]! / sum_0;
        yHat[n * 27 + i + 27] = exp[i + 27]! / sum_1;
        yHat[n * 27 + i + 54] = exp[i + 54]! / sum_2;
        yHat[n * 27 + i + 81] = exp[i + 81]! / sum_3;
      }
    }
    const b_24 = b3[24]!;
    const b_25 = b3[25]!;
    for (let n = count - (count % 4); n < count; n++) {
      // embedded = gather(W1, before)   [6, 8]   net.ts:9
      const before_n = before[n * 6]!;
      const before_n_2 = before[n * 6 + 1]!;
      const before_n_3 = before[n * 6 + 2]!;
      const before_n_4 = before[n * 6 + 3]!;
      for (let j = 0; j < 8; j += 2) {
        const before_at_0_0 = before_n;
        const before_at_0_1 = before_n;
        const before_at_1_0 = before_n_2;
        const before_at_1_1 = before_n_2;
        const before_at_2_0 = before_n_3;
        const before_at_2_1 = before_n_3;
        const before_at_3_0 = before_n_4;
        const before_at_3_1 = before_n_4;
        embedded[j] = W1[before_at_0_0 * 8 + j]!;
        embedded[j + 1] = W1[before_at_0_1 * 8 + j + 1]!;
        embedded[j + 8] = W1[before_at_1_0 * 8 + j]!;
        embedded[j + 9] = W1[before_at_1_1 * 8 + j + 1]!;
        embedded[j + 16] = W1[before_at_2_0 * 8 + j]!;
        embedded[j + 17] = W1[before_at_2_1 * 8 + j + 1]!;
        embedded[j + 24] = W1[before_at_3_0 * 8 + j]!;
        embedded[j + 25] = W1[before_at_3_1 * 8 + j + 1]!;
      }
      const before_n_5 = before[n * 6 + 4]!;
      const before_n_6 = before[n * 6 + 5]!;
      for (let j = 0; j < 8; j += 2) {
        const before_at_4_0 = before_n_5;
        const before_at_4_1 = before_n_5;
        const before_at_5_0 = before_n_6;
        const before_at_5_1 = before_n_6;
        embedded[j + 32] = W1[before_at_4_0 * 8 + j]!;
        embedded[j + 33] = W1[before_at_4_1 * 8 + j + 1]!;
        embedded[j + 40] = W1[before_at_5_0 * 8 + j]!;
        embedded[j + 41] = W1[before_at_5_1 * 8 + j + 1]!;
      }
      // t1 = embedded·W2 {nti,oi->nto}   [6, 72]   net.ts:10
      // t2 = t1 + b2   [6, 72]   net.ts:10
      for (let j = 0; j < 72; j++) {
        let t1_0 = 0;
        let t1_1 = 0;
        let t1_2 = 0;
        let t1_3 = 0;
        for (let k = 0; k < 8; k++) {
          const w_jk = W2[j * 8 + k]!;
          t1_0 += embedded[k]! * w_jk;
          t1_1 += embedded[k + 8]! * w_jk;
          t1_2 += embedded[k + 16]! * w_jk;
          t1_3 += embedded[k + 24]! * w_jk;
        }
        const b_j = b2[j]!;
        t2[j] = t1_0 + b_j;
        t2[j + 72] = t1_1 + b_j;
        t2[j + 144] = t1_2 + b_j;
        t2[j + 216] = t1_3 + b_j;
      }
      for (let j = 0; j < 72; j++) {
        let t1_4 = 0;
        let t1_5 = 0;
        for (let k = 0; k < 8; k++) {
          const w_jk = W2[j * 8 + k]!;
          t1_4 += embedded[k + 32]! * w_jk;
          t1_5 += embedded[k + 40]! * w_jk;
        }
        const b_j = b2[j]!;
        t2[j + 288] = t1_4 + b_j;
        t2[j + 360] = t1_5 + b_j;
      }
      // t28 = scan(0, t2, U2, v2)   [7, 24]   net.ts:10
      for (let i = 0; i < 24; i += 2) {
        t28[i] = 0;
        t28[i + 1] = 0;
      }
      for (let step = 0; step < 6; step++) {
        // t4 = state·U2ᵀ   [72]   net.ts:10
        // t5 = t4 + v2   [72]   net.ts:10
        for (let i = 0; i < 72; i += 4) {
          let t4_0 = 0;
          let t4_1 = 0;
          let t4_2 = 0;
          let t4_3 = 0;
          for (let j = 0; j < 24; j++) {
            const t28_stepj = t28[step * 24 + j]!;
            t4_0 += U2[i * 24 + j]! * t28_stepj;
            t4_1 += U2[i * 24 + j + 24]! * t28_stepj;
            t4_2 += U2[i * 24 + j + 48]! * t28_stepj;
            t4_3 += U2[i * 24 + j + 72]! * t28_stepj;
          }
          t5[i] = t4_0 + v2[i]!;
          t5[i + 1] = t4_1 + v2[i + 1]!;
          t5[i + 2] = t4_2 + v2[i + 2]!;
          t5[i + 3] = t4_3 + v2[i + 3]!;
        }
        for (let i = 0; i < 24; i += 4) {
          // t3 = slice(x)   [24]   net.ts:10
          // t6 = slice(t5)   [24]   net.ts:10
          // t7 = t3 + t6   [24]   net.ts:10
          // t11 = σ(t7)   [24]   net.ts:10
          const t11_0 = 1 / (1 + Math.exp(-(t2[step * 72 + i + 24]! + t5[i + 24]!)));
          const t11_1 = 1 / (1 + Math.exp(-(t2[step * 72 + i + 25]! + t5[i + 25]!)));
          const t11_2 = 1 / (1 + Math.exp(-(t2[step * 72 + i + 26]! + t5[i + 26]!)));
          const t11_3 = 1 / (1 + Math.exp(-(t2[step * 72 + i + 27]! + t5[i + 27]!)));
          t28[step * 24 + i + 24] =
            (1 - t11_0) *
              Math.tanh(t2[step * 72 + i + 48]! + (1 / (1 + Math.exp(-(t2[step * 72 + i]! + t5[i]!)))) * t5[i + 48]!) +
            t11_0 * t28[step * 24 + i]!;
          t28[step * 24 + i + 25] =
            (1 - t11_1) *
              Math.tanh(
                t2[step * 72 + i + 49]! + (1 / (1 + Math.exp(-(t2[step * 72 + i + 1]! + t5[i + 1]!)))) * t5[i + 49]!,
              ) +
            t11_1 * t28[step * 24 + i + 1]!;
          t28[step * 24 + i + 26] =
            (1 - t11_2) *
              Math.tanh(
                t2[step * 72 + i + 50]! + (1 / (1 + Math.exp(-(t2[step * 72 + i + 2]! + t5[i + 2]!)))) * t5[i + 50]!,
              ) +
            t11_2 * t28[step * 24 + i + 2]!;
          t28[step * 24 + i + 27] =
            (1 - t11_3) *
              Math.tanh(
                t2[step * 72 + i + 51]! + (1 / (1 + Math.exp(-(t2[step * 72 + i + 3]! + t5[i + 3]!)))) * t5[i + 51]!,
              ) +
            t11_3 * t28[step * 24 + i + 3]!;
        }
      }
      let max = -Infinity;
      for (let i = 0; i < 24; i += 4) {
        // t29 = slice(t28)   [6, 24]   net.ts:10
        // t30 = slice(t29)   [1, 24]   net.ts:10
        // h = reshape(t30)   [24]   net.ts:10
        // t31 = h·W3ᵀ   [27]   net.ts:11
        // scores = t31 + b3   [27]   net.ts:11
        let t31_0 = 0;
        let t31_1 = 0;
        let t31_2 = 0;
        let t31_3 = 0;
        for (let j = 0; j < 24; j++) {
          const t28_j = t28[j + 144]!;
          t31_0 += W3[i * 24 + j]! * t28_j;
          t31_1 += W3[i * 24 + j + 24]! * t28_j;
          t31_2 += W3[i * 24 + j + 48]! * t28_j;
          t31_3 += W3[i * 24 + j + 72]! * t28_j;
        }
        const scores_i_0 = t31_0 + b3[i]!;
        const scores_i_1 = t31_1 + b3[i + 1]!;
        const scores_i_2 = t31_2 + b3[i + 2]!;
        const scores_i_3 = t31_3 + b3[i + 3]!;
        scores[i] = scores_i_0;
        scores[i + 1] = scores_i_1;
        scores[i + 2] = scores_i_2;
        scores[i + 3] = scores_i_3;
        // max = max scores   net.ts:12
        max = Math.max(max, scores_i_0);
        max = Math.max(max, scores_i_1);
        max = Math.max(max, scores_i_2);
        max = Math.max(max, scores_i_3);
      }
      // t29 = slice(t28)   [6, 24]   net.ts:10
      // t30 = slice(t29)   [1, 24]   net.ts:10
      // h = reshape(t30)   [24]   net.ts:10
      // t31 = h·W3ᵀ   [27]   net.ts:11
      // scores = t31 + b3   [27]   net.ts:11
      let t31_0 = 0;
      let t31_1 = 0;
      let t31_2 = 0;
      for (let j = 0; j < 24; j++) {
        const t28_j = t28[j + 144]!;
        t31_0 += W3[j + 576]! * t28_j;
        t31_1 += W3[j + 600]! * t28_j;
        t31_2 += W3[j + 624]! * t28_j;
      }
      const scores_i_0 = t31_0 + b_24;
      const scores_i_1 = t31_1 + b_25;
      const scores_i_2 = t31_2 + b_26;
      scores[24] = scores_i_0;
      scores[25] = scores_i_1;
      scores[26] = scores_i_2;
      // max = max scores   net.ts:12
      max = Math.max(max, scores_i_0);
      max = Math.max(max, scores_i_1);
      max = Math.max(max, scores_i_2);
      let sum = 0;
      for (let i = 0; i < 26; i += 2) {
        // exp = exp(scores − (max scores))   [27]   net.ts:12
        const exp_i_0 = Math.exp(scores[i]! - max);
        const exp_i_1 = Math.exp(scores[i + 1]! - max);
        exp[i] = exp_i_0;
        exp[i + 1] = exp_i_1;
        // sum = Σ exp   net.ts:12
        sum += exp_i_0 + exp_i_1;
      }
      // exp = exp(scores − (max scores))   [27]   net.ts:12
      const exp_i_0 = Math.exp(scores[26]! - max);
      exp[26] = exp_i_0;
      // sum = Σ exp   net.ts:12
      sum += exp_i_0;
      // ŷ = exp/(Σ exp)   [27]   net.ts:12
      for (let i = 0; i < 26; i += 2) {
        yHat[n * 27 + i] = exp[i]! / sum;
        yHat[n * 27 + i + 1] = exp[i + 1]! / sum;
      }
      yHat[n * 27 + 26] = exp[26]! / sum;
    }
  }

  const network: NamesRnn = {
    parameters,
    buffers,
    forward,
    predict(x, out) {
      const rows = pack("predict", inputs[0]!, x) as Int32Array;
      const count = rows.length / 6;
      out ??= zeros(count * 27);
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
  /** Its values are held in an Int32Array. */
  readonly element?: "int32";
  /** Whole numbers from the first to the last, such as indices; others are a RangeError. */
  readonly range?: readonly [from: number, to: number];
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

/** Rows of before. */
export type Inputs = Rows;

/** Values of yHat, one example after another. */
export type Outputs = Float64Array;

/** The classes that `classify` tells apart. */
export type Class =
  | "."
  | "a"
  | "b"
  | "c"
  | "d"
  | "e"
  | "f"
  | "g"
  | "h"
  | "i"
  | "j"
  | "k"
  | "l"
  | "m"
  | "n"
  | "o"
  | "p"
  | "q"
  | "r"
  | "s"
  | "t"
  | "u"
  | "v"
  | "w"
  | "x"
  | "y"
  | "z";

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
function pack(method: string, input: Input, rows: Labels | NestedRows, count?: number): Float64Array | Int32Array {
  rows ??= [];
  let areRows = typeof rows[0] === "object";
  if (areRows) {
    rows = Array.from(rows as ArrayLike<ArrayLike<number>>, (row, i) => {
      return [...pack(`${method}: row ${i}`, input, row, 1)];
    }).flat();
  }
  check(method, input, rows, count ?? Math.ceil(rows.length / input.size || 1));
  if (input.range) checkRange(method, input, rows as ArrayLike<number>);
  if (input.element) return Int32Array.from(rows as ArrayLike<number>);
  return Float64Array.from(rows as ArrayLike<number>, (value, i) =>
    Number.isFinite(value) ? value : fail(method, `${input.name}[${i}] is ${value} (${typeof value})`),
  );
}

/** Fails where a value is none of the indices that may come in: it would be read as the index of something else, or of nothing. */
function checkRange(method: string, { name, range = [0, 0] }: Input, values: ArrayLike<number>): void {
  const from = range[0];
  const to = range[1];
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (!(value >= from && value <= to && Number.isInteger(value)))
      fail(method, `${name}[${i}] is ${shown(value)}, no whole number from ${from} to ${to}`);
  }
}

/** Text in quotes: "1" is no number. */
const shown = (value: unknown): unknown => (value === `${value}` ? `"${value}"` : value);

/** An array of zeros. */
const zeros = (size: number): Float64Array => new Float64Array(size);

/** An array of zeros for indices. */
const integers = (size: number): Int32Array => new Int32Array(size);

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
function load(network: NamesRnn, bytes: Uint8Array): void {
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

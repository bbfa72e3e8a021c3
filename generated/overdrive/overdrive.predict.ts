/**
 * Compiled by nngen 0.1.0 from net.ts: a change made here is lost when it is compiled again.
 *
 * overdrive: a network with 273 parameters
 *
 *   inputs     x [64, 1]
 *   outputs    yHat [64, 1]
 *   precision  f64
 *   memory     69832 bytes a network
 *   sha256     8ad584a23cf77c9dff055535e923d80504deda2eba85b542b7577fe0a0ed4518
 *
 *   W1 = memory.weight [24, 1]
 *   b1 = memory.bias [24]
 *   U1 = memory.recurrent [24, 8]
 *   v1 = memory.recurrentBias [24]
 *   W2 = dense1.weight [1, 8]
 *   b2 = dense1.bias [1]
 */

/** The number of values in `parameters`. */
export const PARAMETER_COUNT: number = 273;

/** What the network is made of. */
export const metadata: Metadata = {
  name: "overdrive",
  precision: "f64",
  inputs: [{ name: "x", shape: [64, 1], size: 64 }],
  outputs: [{ name: "yHat", shape: [64, 1], size: 64 }],
  parameters: [
    { name: "memory.weight", shape: [24, 1], offset: 0, size: 24 },
    { name: "memory.bias", shape: [24], offset: 24, size: 24 },
    { name: "memory.recurrent", shape: [24, 8], offset: 48, size: 192 },
    { name: "memory.recurrentBias", shape: [24], offset: 240, size: 24 },
    { name: "dense1.weight", shape: [1, 8], offset: 264, size: 8 },
    { name: "dense1.bias", shape: [1], offset: 272, size: 1 },
  ],
};

/**
 * One network, with every array that it will ever need. Arrays are row-major, `count` examples one after another; an argument
 * that is left out is the array of that name in `buffers`. A wrong length or count is a RangeError.
 */
export interface Overdrive {
  /** Flat, in the order of `metadata.parameters`. */
  readonly parameters: Float64Array;
  /** What `process` carries from step to step: the states of the recurrences. All 0 stands for the start. Copied, it can be put back. */
  readonly carry: Float64Array;
  /** One example each, used where arrays are left out. */
  readonly buffers: { readonly x: Float64Array; readonly yHat: Float64Array };
  /** Predicts: writes the outputs. Allocates nothing. */
  forward(x?: Float64Array, yHat?: Float64Array, count?: number): void;
  /**
   * The next `count` steps of a stream: what `forward` does with sequences, step by step, however the steps are cut into calls. Sequences
   * hold `count` steps; the outputs of each are written, where `forward` takes the last step alone that of each. An array that is left out
   * is the first step of that in `buffers`. Allocates nothing.
   */
  process(x?: Float64Array, yHat?: Float64Array, count?: number): void;
  /** The next call of `process` starts a stream. `initialize` and `load` do it, too. Allocates nothing. */
  reset(): void;
  /** The outputs for each row. Allocates the result unless given `out`, and a copy of the rows. */
  predict(x: Inputs, out?: Outputs): Outputs;
  /**
   * Takes over the parameters from a safetensors file, and the state where the file holds all of it (else it starts anew).
   * Checks everything first: an Error leaves the network as it was. Allocates copies of the file and its tensors.
   */
  load(bytes: Uint8Array): void;
}

/** Makes a network; as many as one likes. Allocates all that it will ever need. */
export function create(options: CreateOptions = {}): Overdrive {
  const parameters = zeros(PARAMETER_COUNT);
  const inputs = metadata.inputs;
  const outputs = metadata.outputs;
  const carry = zeros(8);
  const buffers: Overdrive["buffers"] = { x: zeros(64), yHat: zeros(64) };
  const xStep = buffers.x.subarray(0, 1);
  const yHatStep = buffers.yHat.subarray(0, 1);
  const W1 = parameters.subarray(0, 24); // memory.weight
  const b1 = parameters.subarray(24, 48); // memory.bias
  const U1 = parameters.subarray(48, 240); // memory.recurrent
  const v1 = parameters.subarray(240, 264); // memory.recurrentBias
  const W2 = parameters.subarray(264, 272); // dense1.weight
  const b2 = parameters.subarray(272, 273); // dense1.bias
  const memoryState = carry.subarray(0, 8); // memoryState
  const t2 = zeros(6144); // t2
  const t28 = zeros(2080); // t28
  const t5 = zeros(96); // t5
  // In nested loops V8 takes an array for fixed where a constant of the function holds it.
  const views = { W1, b1, t2, t28, U1, t5, W2, memoryState };

  /** Runs the network in inference mode on `count` examples and writes the outputs. Allocates nothing. */
  function forward(x: Float64Array = buffers.x, yHat: Float64Array = buffers.yHat, count: number = 1): void {
    check("forward", inputs[0]!, x, count);
    check("forward", outputs[0]!, yHat, count);
    const { W1, b1, t2, t28, U1, t5, W2 } = views;
    const b_0 = b2[0]!;
    for (let n = 0; n < count - 3; n += 4) {
      // t1 = x·W1 {nti,oi->nto}   [64, 24]   net.ts:7
      // t2 = t1 + b1   [64, 24]   net.ts:7
      for (let i = 0; i < 64; i += 2) {
        const x_ni = x[n * 64 + i]!;
        const x_ni_2 = x[n * 64 + i + 1]!;
        const x_ni_3 = x[n * 64 + i + 64]!;
        const x_ni_4 = x[n * 64 + i + 65]!;
        const x_ni_5 = x[n * 64 + i + 128]!;
        const x_ni_6 = x[n * 64 + i + 129]!;
        const x_ni_7 = x[n * 64 + i + 192]!;
        const x_ni_8 = x[n * 64 + i + 193]!;
        for (let j = 0; j < 24; j++) {
          let t1_0_0 = 0;
          let t1_0_1 = 0;
          let t1_1_0 = 0;
          let t1_1_1 = 0;
          let t1_2_0 = 0;
          let t1_2_1 = 0;
          let t1_3_0 = 0;
          let t1_3_1 = 0;
          const w_j = W1[j]!;
          t1_0_0 += x_ni * w_j;
          t1_0_1 += x_ni_2 * w_j;
          t1_1_0 += x_ni_3 * w_j;
          t1_1_1 += x_ni_4 * w_j;
          t1_2_0 += x_ni_5 * w_j;
          t1_2_1 += x_ni_6 * w_j;
          t1_3_0 += x_ni_7 * w_j;
          t1_3_1 += x_ni_8 * w_j;
          const b_j = b1[j]!;
          t2[i * 24 + j] = t1_0_0 + b_j;
          t2[i * 24 + j + 24] = t1_0_1 + b_j;
          t2[i * 24 + j + 1536] = t1_1_0 + b_j;
          t2[i * 24 + j + 1560] = t1_1_1 + b_j;
          t2[i * 24 + j + 3072] = t1_2_0 + b_j;
          t2[i * 24 + j + 3096] = t1_2_1 + b_j;
          t2[i * 24 + j + 4608] = t1_3_0 + b_j;
          t2[i * 24 + j + 4632] = t1_3_1 + b_j;
        }
      }
      // t28 = scan(0, t2, U1, v1)   [65, 8]   net.ts:7
      for (let i = 0; i < 8; i++) {
        t28[i] = 0;
        t28[i + 520] = 0;
        t28[i + 1040] = 0;
        t28[i + 1560] = 0;
      }
      for (let step = 0; step < 64; step++) {
        // t4 = state·U1ᵀ   [24]   net.ts:7
        // t5 = t4 + v1   [24]   net.ts:7
        for (let i = 0; i < 24; i += 2) {
          let t4_0_0 = 0;
          let t4_0_1 = 0;
          let t4_1_0 = 0;
          let t4_1_1 = 0;
          let t4_2_0 = 0;
          let t4_2_1 = 0;
          let t4_3_0 = 0;
          let t4_3_1 = 0;
          for (let j = 0; j < 8; j++) {
            const r_ij = U1[i * 8 + j]!;
            const t28_stepj = t28[step * 8 + j]!;
            t4_0_0 += r_ij * t28_stepj;
            const r_ij_2 = U1[i * 8 + j + 8]!;
            t4_0_1 += r_ij_2 * t28_stepj;
            const t28_stepj_2 = t28[step * 8 + j + 520]!;
            t4_1_0 += r_ij * t28_stepj_2;
            t4_1_1 += r_ij_2 * t28_stepj_2;
            const t28_stepj_3 = t28[step * 8 + j + 1040]!;
            t4_2_0 += r_ij * t28_stepj_3;
            t4_2_1 += r_ij_2 * t28_stepj_3;
            const t28_stepj_4 = t28[step * 8 + j + 1560]!;
            t4_3_0 += r_ij * t28_stepj_4;
            t4_3_1 += r_ij_2 * t28_stepj_4;
          }
          const r_i = v1[i]!;
          t5[i] = t4_0_0 + r_i;
          const r_i_2 = v1[i + 1]!;
          t5[i + 1] = t4_0_1 + r_i_2;
          t5[i + 24] = t4_1_0 + r_i;
          t5[i + 25] = t4_1_1 + r_i_2;
          t5[i + 48] = t4_2_0 + r_i;
          t5[i + 49] = t4_2_1 + r_i_2;
          t5[i + 72] = t4_3_0 + r_i;
          t5[i + 73] = t4_3_1 + r_i_2;
        }
        for (let i = 0; i < 8; i += 4) {
          // t3 = slice(x)   [8]   net.ts:7
          // t6 = slice(t5)   [8]   net.ts:7
          // t7 = t3 + t6   [8]   net.ts:7
          // t11 = σ(t7)   [8]   net.ts:7
          const t11_0_0 = 1 / (1 + Math.exp(-(t2[step * 24 + i + 8]! + t5[i + 8]!)));
          const t11_0_1 = 1 / (1 + Math.exp(-(t2[step * 24 + i + 9]! + t5[i + 9]!)));
          const t11_0_2 = 1 / (1 + Math.exp(-(t2[step * 24 + i + 10]! + t5[i + 10]!)));
          const t11_0_3 = 1 / (1 + Math.exp(-(t2[step * 24 + i + 11]! + t5[i + 11]!)));
          const t11_1_0 = 1 / (1 + Math.exp(-(t2[step * 24 + i + 1544]! + t5[i + 32]!)));
          const t11_1_1 = 1 / (1 + Math.exp(-(t2[step * 24 + i + 1545]! + t5[i + 33]!)));
          const t11_1_2 = 1 / (1 + Math.exp(-(t2[step * 24 + i + 1546]! + t5[i + 34]!)));
          const t11_1_3 = 1 / (1 + Math.exp(-(t2[step * 24 + i + 1547]! + t5[i + 35]!)));
          const t11_2_0 = 1 / (1 + Math.exp(-(t2[step * 24 + i + 3080]! + t5[i + 56]!)));
          const t11_2_1 = 1 / (1 + Math.exp(-(t2[step * 24 + i + 3081]! + t5[i + 57]!)));
          const t11_2_2 = 1 / (1 + Math.exp(-(t2[step * 24 + i + 3082]! + t5[i + 58]!)));
          const t11_2_3 = 1 / (1 + Math.exp(-(t2[step * 24 + i + 3083]! + t5[i + 59]!)));
          const t11_3_0 = 1 / (1 + Math.exp(-(t2[step * 24 + i + 4616]! + t5[i + 80]!)));
          const t11_3_1 = 1 / (1 + Math.exp(-(t2[step * 24 + i + 4617]! + t5[i + 81]!)));
          const t11_3_2 = 1 / (1 + Math.exp(-(t2[step * 24 + i + 4618]! + t5[i + 82]!)));
          const t11_3_3 = 1 / (1 + Math.exp(-(t2[step * 24 + i + 4619]! + t5[i + 83]!)));
          t28[step * 8 + i + 8] =
            (1 - t11_0_0) *
              Math.tanh(t2[step * 24 + i + 16]! + (1 / (1 + Math.exp(-(t2[step * 24 + i]! + t5[i]!)))) * t5[i + 16]!) +
            t11_0_0 * t28[step * 8 + i]!;
          t28[step * 8 + i + 9] =
            (1 - t11_0_1) *
              Math.tanh(
                t2[step * 24 + i + 17]! + (1 / (1 + Math.exp(-(t2[step * 24 + i + 1]! + t5[i + 1]!)))) * t5[i + 17]!,
              ) +
            t11_0_1 * t28[step * 8 + i + 1]!;
          t28[step * 8 + i + 10] =
            (1 - t11_0_2) *
              Math.tanh(
                t2[step * 24 + i + 18]! + (1 / (1 + Math.exp(-(t2[step * 24 + i + 2]! + t5[i + 2]!)))) * t5[i + 18]!,
              ) +
            t11_0_2 * t28[step * 8 + i + 2]!;
          t28[step * 8 + i + 11] =
            (1 - t11_0_3) *
              Math.tanh(
                t2[step * 24 + i + 19]! + (1 / (1 + Math.exp(-(t2[step * 24 + i + 3]! + t5[i + 3]!)))) * t5[i + 19]!,
              ) +
            t11_0_3 * t28[step * 8 + i + 3]!;
          t28[step * 8 + i + 528] =
            (1 - t11_1_0) *
              Math.tanh(
                t2[step * 24 + i + 1552]! +
                  (1 / (1 + Math.exp(-(t2[step * 24 + i + 1536]! + t5[i + 24]!)))) * t5[i + 40]!,
              ) +
            t11_1_0 * t28[step * 8 + i + 520]!;
          t28[step * 8 + i + 529] =
            (1 - t11_1_1) *
              Math.tanh(
                t2[step * 24 + i + 1553]! +
                  (1 / (1 + Math.exp(-(t2[step * 24 + i + 1537]! + t5[i + 25]!)))) * t5[i + 41]!,
              ) +
            t11_1_1 * t28[step * 8 + i + 521]!;
          t28[step * 8 + i + 530] =
            (1 - t11_1_2) *
              Math.tanh(
                t2[step * 24 + i + 1554]! +
                  (1 / (1 + Math.exp(-(t2[step * 24 + i + 1538]! + t5[i + 26]!)))) * t5[i + 42]!,
              ) +
            t11_1_2 * t28[step * 8 + i + 522]!;
          t28[step * 8 + i + 531] =
            (1 - t11_1_3) *
              Math.tanh(
                t2[step * 24 + i + 1555]! +
                  (1 / (1 + Math.exp(-(t2[step * 24 + i + 1539]! + t5[i + 27]!)))) * t5[i + 43]!,
              ) +
            t11_1_3 * t28[step * 8 + i + 523]!;
          t28[step * 8 + i + 1048] =
            (1 - t11_2_0) *
              Math.tanh(
                t2[step * 24 + i + 3088]! +
                  (1 / (1 + Math.exp(-(t2[step * 24 + i + 3072]! + t5[i + 48]!)))) * t5[i + 64]!,
              ) +
            t11_2_0 * t28[step * 8 + i + 1040]!;
          t28[step * 8 + i + 1049] =
            (1 - t11_2_1) *
              Math.tanh(
                t2[step * 24 + i + 3089]! +
                  (1 / (1 + Math.exp(-(t2[step * 24 + i + 3073]! + t5[i + 49]!)))) * t5[i + 65]!,
              ) +
            t11_2_1 * t28[step * 8 + i + 1041]!;
          t28[step * 8 + i + 1050] =
            (1 - t11_2_2) *
              Math.tanh(
                t2[step * 24 + i + 3090]! +
                  (1 / (1 + Math.exp(-(t2[step * 24 + i + 3074]! + t5[i + 50]!)))) * t5[i + 66]!,
              ) +
            t11_2_2 * t28[step * 8 + i + 1042]!;
          t28[step * 8 + i + 1051] =
            (1 - t11_2_3) *
              Math.tanh(
                t2[step * 24 + i + 3091]! +
                  (1 / (1 + Math.exp(-(t2[step * 24 + i + 3075]! + t5[i + 51]!)))) * t5[i + 67]!,
              ) +
            t11_2_3 * t28[step * 8 + i + 1043]!;
          t28[step * 8 + i + 1568] =
            (1 - t11_3_0) *
              Math.tanh(
                t2[step * 24 + i + 4624]! +
                  (1 / (1 + Math.exp(-(t2[step * 24 + i + 4608]! + t5[i + 72]!)))) * t5[i + 88]!,
              ) +
            t11_3_0 * t28[step * 8 + i + 1560]!;
          t28[step * 8 + i + 1569] =
            (1 - t11_3_1) *
              Math.tanh(
                t2[step * 24 + i + 4625]! +
                  (1 / (1 + Math.exp(-(t2[step * 24 + i + 4609]! + t5[i + 73]!)))) * t5[i + 89]!,
              ) +
            t11_3_1 * t28[step * 8 + i + 1561]!;
          t28[step * 8 + i + 1570] =
            (1 - t11_3_2) *
              Math.tanh(
                t2[step * 24 + i + 4626]! +
                  (1 / (1 + Math.exp(-(t2[step * 24 + i + 4610]! + t5[i + 74]!)))) * t5[i + 90]!,
              ) +
            t11_3_2 * t28[step * 8 + i + 1562]!;
          t28[step * 8 + i + 1571] =
            (1 - t11_3_3) *
              Math.tanh(
                t2[step * 24 + i + 4627]! +
                  (1 / (1 + Math.exp(-(t2[step * 24 + i + 4611]! + t5[i + 75]!)))) * t5[i + 91]!,
              ) +
            t11_3_3 * t28[step * 8 + i + 1563]!;
        }
      }
      // memory = slice(t28)   [64, 8]   net.ts:7
      // t29 = memory·W2 {nmi,oi->nmo}   [64, 1]   net.ts:8
      // t30 = t29 + b2   [64, 1]   net.ts:8
      // ŷ = t30 + x   [64, 1]   net.ts:8
      for (let i = 0; i < 64; i += 2) {
        let t29_0_0 = 0;
        let t29_0_1 = 0;
        let t29_1_0 = 0;
        let t29_1_1 = 0;
        let t29_2_0 = 0;
        let t29_2_1 = 0;
        let t29_3_0 = 0;
        let t29_3_1 = 0;
        for (let k = 0; k < 8; k++) {
          const w_k = W2[k]!;
          t29_0_0 += t28[i * 8 + k + 8]! * w_k;
          t29_0_1 += t28[i * 8 + k + 16]! * w_k;
          t29_1_0 += t28[i * 8 + k + 528]! * w_k;
          t29_1_1 += t28[i * 8 + k + 536]! * w_k;
          t29_2_0 += t28[i * 8 + k + 1048]! * w_k;
          t29_2_1 += t28[i * 8 + k + 1056]! * w_k;
          t29_3_0 += t28[i * 8 + k + 1568]! * w_k;
          t29_3_1 += t28[i * 8 + k + 1576]! * w_k;
        }
        yHat[n * 64 + i] = t29_0_0 + b_0 + x[n * 64 + i]!;
        yHat[n * 64 + i + 1] = t29_0_1 + b_0 + x[n * 64 + i + 1]!;
        yHat[n * 64 + i + 64] = t29_1_0 + b_0 + x[n * 64 + i + 64]!;
        yHat[n * 64 + i + 65] = t29_1_1 + b_0 + x[n * 64 + i + 65]!;
        yHat[n * 64 + i + 128] = t29_2_0 + b_0 + x[n * 64 + i + 128]!;
        yHat[n * 64 + i + 129] = t29_2_1 + b_0 + x[n * 64 + i + 129]!;
        yHat[n * 64 + i + 192] = t29_3_0 + b_0 + x[n * 64 + i + 192]!;
        yHat[n * 64 + i + 193] = t29_3_1 + b_0 + x[n * 64 + i + 193]!;
      }
    }
    for (let n = count - (count % 4); n < count; n++) {
      // t1 = x·W1 {nti,oi->nto}   [64, 24]   net.ts:7
      // t2 = t1 + b1   [64, 24]   net.ts:7
      for (let i = 0; i < 64; i += 4) {
        const x_ni = x[n * 64 + i]!;
        const x_ni_2 = x[n * 64 + i + 1]!;
        const x_ni_3 = x[n * 64 + i + 2]!;
        const x_ni_4 = x[n * 64 + i + 3]!;
        for (let j = 0; j < 24; j += 2) {
          let t1_0_0 = 0;
          let t1_0_1 = 0;
          let t1_1_0 = 0;
          let t1_1_1 = 0;
          let t1_2_0 = 0;
          let t1_2_1 = 0;
          let t1_3_0 = 0;
          let t1_3_1 = 0;
          const w_j = W1[j]!;
          t1_0_0 += x_ni * w_j;
          const w_j_2 = W1[j + 1]!;
          t1_0_1 += x_ni * w_j_2;
          t1_1_0 += x_ni_2 * w_j;
          t1_1_1 += x_ni_2 * w_j_2;
          t1_2_0 += x_ni_3 * w_j;
          t1_2_1 += x_ni_3 * w_j_2;
          t1_3_0 += x_ni_4 * w_j;
          t1_3_1 += x_ni_4 * w_j_2;
          const b_j = b1[j]!;
          t2[i * 24 + j] = t1_0_0 + b_j;
          const b_j_2 = b1[j + 1]!;
          t2[i * 24 + j + 1] = t1_0_1 + b_j_2;
          t2[i * 24 + j + 24] = t1_1_0 + b_j;
          t2[i * 24 + j + 25] = t1_1_1 + b_j_2;
          t2[i * 24 + j + 48] = t1_2_0 + b_j;
          t2[i * 24 + j + 49] = t1_2_1 + b_j_2;
          t2[i * 24 + j + 72] = t1_3_0 + b_j;
          t2[i * 24 + j + 73] = t1_3_1 + b_j_2;
        }
      }
      // t28 = scan(0, t2, U1, v1)   [65, 8]   net.ts:7
      for (let i = 0; i < 8; i += 2) {
        t28[i] = 0;
        t28[i + 1] = 0;
      }
      for (let step = 0; step < 64; step++) {
        // t4 = state·U1ᵀ   [24]   net.ts:7
        // t5 = t4 + v1   [24]   net.ts:7
        for (let i = 0; i < 24; i += 4) {
          let t4_0 = 0;
          let t4_1 = 0;
          let t4_2 = 0;
          let t4_3 = 0;
          for (let j = 0; j < 8; j++) {
            const t28_stepj = t28[step * 8 + j]!;
            t4_0 += U1[i * 8 + j]! * t28_stepj;
            t4_1 += U1[i * 8 + j + 8]! * t28_stepj;
            t4_2 += U1[i * 8 + j + 16]! * t28_stepj;
            t4_3 += U1[i * 8 + j + 24]! * t28_stepj;
          }
          t5[i] = t4_0 + v1[i]!;
          t5[i + 1] = t4_1 + v1[i + 1]!;
          t5[i + 2] = t4_2 + v1[i + 2]!;
          t5[i + 3] = t4_3 + v1[i + 3]!;
        }
        for (let i = 0; i < 8; i += 4) {
          // t3 = slice(x)   [8]   net.ts:7
          // t6 = slice(t5)   [8]   net.ts:7
          // t7 = t3 + t6   [8]   net.ts:7
          // t11 = σ(t7)   [8]   net.ts:7
          const t11_0 = 1 / (1 + Math.exp(-(t2[step * 24 + i + 8]! + t5[i + 8]!)));
          const t11_1 = 1 / (1 + Math.exp(-(t2[step * 24 + i + 9]! + t5[i + 9]!)));
          const t11_2 = 1 / (1 + Math.exp(-(t2[step * 24 + i + 10]! + t5[i + 10]!)));
          const t11_3 = 1 / (1 + Math.exp(-(t2[step * 24 + i + 11]! + t5[i + 11]!)));
          t28[step * 8 + i + 8] =
            (1 - t11_0) *
              Math.tanh(t2[step * 24 + i + 16]! + (1 / (1 + Math.exp(-(t2[step * 24 + i]! + t5[i]!)))) * t5[i + 16]!) +
            t11_0 * t28[step * 8 + i]!;
          t28[step * 8 + i + 9] =
            (1 - t11_1) *
              Math.tanh(
                t2[step * 24 + i + 17]! + (1 / (1 + Math.exp(-(t2[step * 24 + i + 1]! + t5[i + 1]!)))) * t5[i + 17]!,
              ) +
            t11_1 * t28[step * 8 + i + 1]!;
          t28[step * 8 + i + 10] =
            (1 - t11_2) *
              Math.tanh(
                t2[step * 24 + i + 18]! + (1 / (1 + Math.exp(-(t2[step * 24 + i + 2]! + t5[i + 2]!)))) * t5[i + 18]!,
              ) +
            t11_2 * t28[step * 8 + i + 2]!;
          t28[step * 8 + i + 11] =
            (1 - t11_3) *
              Math.tanh(
                t2[step * 24 + i + 19]! + (1 / (1 + Math.exp(-(t2[step * 24 + i + 3]! + t5[i + 3]!)))) * t5[i + 19]!,
              ) +
            t11_3 * t28[step * 8 + i + 3]!;
        }
      }
      // memory = slice(t28)   [64, 8]   net.ts:7
      // t29 = memory·W2 {nmi,oi->nmo}   [64, 1]   net.ts:8
      // t30 = t29 + b2   [64, 1]   net.ts:8
      // ŷ = t30 + x   [64, 1]   net.ts:8
      for (let i = 0; i < 64; i += 4) {
        let t29_0 = 0;
        let t29_1 = 0;
        let t29_2 = 0;
        let t29_3 = 0;
        for (let k = 0; k < 8; k++) {
          const w_k = W2[k]!;
          t29_0 += t28[i * 8 + k + 8]! * w_k;
          t29_1 += t28[i * 8 + k + 16]! * w_k;
          t29_2 += t28[i * 8 + k + 24]! * w_k;
          t29_3 += t28[i * 8 + k + 32]! * w_k;
        }
        yHat[n * 64 + i] = t29_0 + b_0 + x[n * 64 + i]!;
        yHat[n * 64 + i + 1] = t29_1 + b_0 + x[n * 64 + i + 1]!;
        yHat[n * 64 + i + 2] = t29_2 + b_0 + x[n * 64 + i + 2]!;
        yHat[n * 64 + i + 3] = t29_3 + b_0 + x[n * 64 + i + 3]!;
      }
    }
  }

  /** The next `count` steps of a stream, in inference mode: reads a step of each sequence after another, writes the outputs of each, and leaves the states in `carry` for the call that follows. Allocates nothing. */
  function process(x: Float64Array = xStep, yHat: Float64Array = yHatStep, count: number = 1): void {
    checkSteps(inputs[0]!, x, count, 1);
    checkSteps(outputs[0]!, yHat, count, 1);
    const { W1, b1, t2, memoryState, U1, t5, W2 } = views;
    const b_0 = b2[0]!;
    for (let n = 0; n < count; n++) {
      // t1 = x·W1ᵀ   [24]   net.ts:7
      // t2 = t1 + b1   [24]   net.ts:7
      const x_n = x[n]!;
      for (let i = 0; i < 24; i += 2) {
        let t1_0 = 0;
        let t1_1 = 0;
        t1_0 += x_n * W1[i]!;
        t1_1 += x_n * W1[i + 1]!;
        t2[i] = t1_0 + b1[i]!;
        t2[i + 1] = t1_1 + b1[i + 1]!;
      }
      // t4 = memoryState·U1ᵀ   [24]   net.ts:7
      // t5 = t4 + v1   [24]   net.ts:7
      for (let i = 0; i < 24; i += 4) {
        let t4_0 = 0;
        let t4_1 = 0;
        let t4_2 = 0;
        let t4_3 = 0;
        for (let j = 0; j < 8; j++) {
          const memoryState_j = memoryState[j]!;
          t4_0 += U1[i * 8 + j]! * memoryState_j;
          t4_1 += U1[i * 8 + j + 8]! * memoryState_j;
          t4_2 += U1[i * 8 + j + 16]! * memoryState_j;
          t4_3 += U1[i * 8 + j + 24]! * memoryState_j;
        }
        t5[i] = t4_0 + v1[i]!;
        t5[i + 1] = t4_1 + v1[i + 1]!;
        t5[i + 2] = t4_2 + v1[i + 2]!;
        t5[i + 3] = t4_3 + v1[i + 3]!;
      }
      for (let i = 0; i < 8; i += 2) {
        // t3 = slice(t2)   [8]   net.ts:7
        // t6 = slice(t5)   [8]   net.ts:7
        // t7 = t3 + t6   [8]   net.ts:7
        // t11 = σ(t7)   [8]   net.ts:7
        const t11_0 = 1 / (1 + Math.exp(-(t2[i + 8]! + t5[i + 8]!)));
        const t11_1 = 1 / (1 + Math.exp(-(t2[i + 9]! + t5[i + 9]!)));
        // t12 = 1 − t11   [8]   net.ts:7
        // t13 = slice(t2)   [8]   net.ts:7
        // t14 = slice(t2)   [8]   net.ts:7
        // t15 = slice(t5)   [8]   net.ts:7
        // t16 = t14 + t15   [8]   net.ts:7
        // t20 = σ(t16)   [8]   net.ts:7
        // t21 = slice(t5)   [8]   net.ts:7
        // t22 = t20 * t21   [8]   net.ts:7
        // t23 = t13 + t22   [8]   net.ts:7
        // t24 = tanh(t23)   [8]   net.ts:7
        // t25 = t12 * t24   [8]   net.ts:7
        // t26 = t11 * memoryState   [8]   net.ts:7
        // memoryState ← t25 + t26   [8]   net.ts:7
        memoryState[i] =
          (1 - t11_0) * Math.tanh(t2[i + 16]! + (1 / (1 + Math.exp(-(t2[i]! + t5[i]!)))) * t5[i + 16]!) +
          t11_0 * memoryState[i]!;
        memoryState[i + 1] =
          (1 - t11_1) * Math.tanh(t2[i + 17]! + (1 / (1 + Math.exp(-(t2[i + 1]! + t5[i + 1]!)))) * t5[i + 17]!) +
          t11_1 * memoryState[i + 1]!;
      }
      // memory = slice(t27)   [8]   net.ts:7
      // t29 = memory·W2ᵀ   [1]   net.ts:8
      // t30 = t29 + b2   [1]   net.ts:8
      // ŷ = t30 + x   [1]   net.ts:8
      let t29 = 0;
      for (let j = 0; j < 8; j++) {
        t29 += memoryState[j]! * W2[j]!;
      }
      yHat[n] = t29 + b_0 + x_n;
    }
  }

  const network: Overdrive = {
    parameters,
    carry,
    buffers,
    forward,
    process,
    reset() {
      carry.fill(0);
    },
    predict(x, out) {
      const rows = pack("predict", inputs[0]!, x);
      const count = rows.length / 64;
      out ??= zeros(count * 64);
      forward(rows, out, count);
      return out;
    },
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
export type Inputs = NestedRows;

/** Values of yHat, one example after another. */
export type Outputs = Float64Array;

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
      row = unnested(`${method}: row ${i}`, input, row);
      return [...pack(`${method}: row ${i}`, input, row, 1)];
    }).flat();
  }
  check(method, input, rows, count ?? Math.ceil(rows.length / input.size || 1));
  return Float64Array.from(rows as ArrayLike<number>, (value, i) =>
    Number.isFinite(value) ? value : fail(method, `${input.name}[${i}] is ${value} (${typeof value})`),
  );
}

/** The numbers of one example, which may be nested like its axes. */
function unnested(place: string, input: Input, given: ArrayLike<unknown> | null, axis: number = 0): number[] {
  const values = Array.from(given ?? []);
  const isNested = typeof values[0] === "object";
  const inner = input.shape.slice(axis).reduce((size, dim) => size * dim, 1);
  const needed = isNested ? input.shape[axis] : inner;
  if (axis > 0 && values.length !== needed) {
    fail(place, `${input.name} [${input.shape}] has ${values.length} values along axis ${axis}, not ${needed}`);
  }
  if (!isNested) return values as number[];
  return values.flatMap((part) => unnested(place, input, part as ArrayLike<unknown>, axis + 1));
}

/** An array of zeros. */
const zeros = (size: number): Float64Array => new Float64Array(size);

/** Fails unless an array holds `count` steps of `size` values: `echo.process: x has 64 values; 128 steps need 128`. */
function checkSteps({ name }: Tensor, { length }: ArrayLike<unknown>, count: number, size: number): void {
  if (!(count > 0 && count % 1 === 0)) fail("process", `count is ${count}`);
  const needed = count * size;
  if (length === needed) return;
  const [values, steps] = [length === 1 ? "value" : "values", count === 1 ? "step needs" : "steps need"];
  fail("process", `${name} has ${length} ${values}; ${count} ${steps} ${needed}`);
}

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
function load(network: Overdrive, bytes: Uint8Array): void {
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
  network.reset();
  for (const { name, offset } of metadata.parameters) network.parameters.set(tensors[name]!.values, offset);
}

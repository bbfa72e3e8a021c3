import type { Order } from "./loops.ts";

/** A dense layer: the sum z of every output i, and what is done with it. */
export const affine = (k: number, from: number, to: number, read: string, then: string): string =>
  `for (int i = 0; i < ${to}; i++) {
    real z = b${k}[i];
    for (int j = 0; j < ${from}; j++) z += W${k}[i * ${from} + j] * ${read};
    ${then}
  }`;

/** The gradient of its parameters, from that of its sums. */
export const outer = (k: number, from: number, to: number, delta: string, read: string): string =>
  `for (int i = 0; i < ${to}; i++) {
    db${k}[i] += ${delta}[i];
    for (int j = 0; j < ${from}; j++) dW${k}[i * ${from} + j] += ${delta}[i] * ${read};
  }`;

/** e ← Wᵀδ, and then each element through `finish`, where it is called e. */
export const transposed = (order: Order, { W, rows, columns, delta, into, finish }: Transposed): string =>
  order === "columns"
    ? `for (int i = 0; i < ${columns}; i++) {
        real e = 0;
        for (int j = 0; j < ${rows}; j++) e += ${W}[j * ${columns} + i] * ${delta}[j];
        ${into}[i] = ${finish("e")};
      }`
    : `for (int i = 0; i < ${columns}; i++) ${into}[i] = 0;
      for (int j = 0; j < ${rows}; j++) for (int i = 0; i < ${columns}; i++) ${into}[i] += ${W}[j * ${columns} + i] * ${delta}[j];
      for (int i = 0; i < ${columns}; i++) ${into}[i] = ${finish(`${into}[i]`)};`;

interface Transposed {
  readonly W: string;
  readonly rows: number;
  readonly columns: number;
  readonly delta: string;
  readonly into: string;
  finish(e: string): string;
}

/** p ← softmax(a), and logΣexp(a) in two parts, `top` and `sum`. */
export const softmax = (a: string, size: number): string =>
  `real top = ${a}[0], sum = 0;
  for (int i = 1; i < ${size}; i++) top = ${a}[i] > top ? ${a}[i] : top;
  for (int i = 0; i < ${size}; i++) sum += p[i] = exp(${a}[i] - top);
  for (int i = 0; i < ${size}; i++) p[i] /= sum;`;

/** Softmax, cross entropy and its gradient with respect to the scores. */
export const crossEntropy = (a: string, delta: string, size: number): string =>
  `${softmax(a, size)}
  real lse = top + log(sum);
  for (int i = 0; i < ${size}; i++) {
    J -= y[n * ${size} + i] * (${a}[i] - lse);
    ${delta}[i] = p[i] - y[n * ${size} + i];
  }`;

/** ½(ŷ − y)² and its gradient, times what `factor` says. */
export const squares = (a: string, delta: string, size: number, factor: string): string =>
  `for (int i = 0; i < ${size}; i++) {
    real e = ${a}[i] - y[n * ${size} + i];
    J += e * e / 2;
    ${delta}[i] = e${factor};
  }`;

export const copyResult = (from: string, size: number): string =>
  `for (int i = 0; i < ${size}; i++) yHat[n * ${size} + i] = ${from}[i];`;

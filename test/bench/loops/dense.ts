import type { DenseNet } from "../workloads.ts";
import type { Loops, Order } from "./loops.ts";
import { affine, copyResult, crossEntropy, outer, softmax, squares, transposed } from "./parts.ts";

const SIGMOID = "1 / (1 + exp(-z))";

/** a1, a2, … are the layers' values, d1, d2, … the gradients of their sums. */
export function denseLoops({ sizes, hidden, output }: DenseNet, order: Order): Loops {
  if (output === "relu" || output === "crossEntropies") throw new Error(`no loops are written for ${output} outputs`);
  const layers = sizes.slice(1).map((to, l) => ({ k: l + 1, from: sizes[l] ?? 1, to }));
  const last = layers.length;
  const O = sizes.at(-1) ?? 1;
  const read = (k: number, from: number): string => (k === 1 ? `x[n * ${from} + j]` : `a${k - 1}[j]`);
  const valueOf = (k: number): string =>
    k === last ? (output === "logistic" ? SIGMOID : "z") : hidden === "relu" ? "z > 0 ? z : 0" : SIGMOID;
  const slope = (a: string): string => (hidden === "relu" ? `(${a} > 0 ? 1 : 0)` : `${a} * (1 - ${a})`);
  const error =
    output === "softmax"
      ? crossEntropy(`a${last}`, `d${last}`, O)
      : squares(`a${last}`, `d${last}`, O, output === "logistic" ? ` * a${last}[i] * (1 - a${last}[i])` : "");
  const back = layers.toReversed().map(({ k, from, to }) => {
    const into = `d${k - 1}`;
    const finish = (e: string): string => `${e} * ${slope(`a${k - 1}[i]`)}`;
    const below = transposed(order, { W: `W${k}`, rows: to, columns: from, delta: `d${k}`, into, finish });
    return `${outer(k, from, to, `d${k}`, read(k, from))}\n${k === 1 ? "" : below}`;
  });
  return {
    parameters: layers.flatMap(({ k, from, to }) => [
      { name: `W${k}`, size: from * to },
      { name: `b${k}`, size: to },
    ]),
    scratch: [
      ...layers.flatMap(({ k, to }) => [`a${k}`, `d${k}`].map((name) => ({ name, size: to }))),
      { name: "p", size: O },
    ],
    forward: layers
      .map(({ k, from, to }) => affine(k, from, to, read(k, from), `a${k}[i] = ${valueOf(k)};`))
      .join("\n"),
    result: output === "softmax" ? `${softmax(`a${last}`, O)}\n${copyResult("p", O)}` : copyResult(`a${last}`, O),
    backward: [error, ...back].join("\n"),
  };
}

import { LEARNING_RATE } from "./workloads.ts";
import type { Contestant, Data, Workload } from "./workloads.ts";

interface Layer {
  readonly from: number;
  readonly to: number;
  readonly W: Float64Array;
  readonly b: Float64Array;
  readonly dW: Float64Array;
  readonly db: Float64Array;
}

/**
 * What a careful person writes by hand: typed arrays allocated once, one loop a sum, gradients summed over the examples, then the update. The
 * text is made per network, with extents as numbers and no loop over the layers, so that V8 sees what it sees in a hand-written module.
 */
export function plainLoops(workload: Workload, data: Data): Contestant {
  const { sizes, hidden, output, count } = workload;
  const last = sizes.length - 1;
  const layers: Layer[] = [];
  const parameters = data.parameters.slice();
  let offset = 0;
  for (let k = 1; k < sizes.length; k++) {
    const [from = 1, to = 1] = [sizes[k - 1], sizes[k]];
    const W = parameters.subarray(offset, offset + from * to);
    const b = parameters.subarray(offset + from * to, offset + from * to + to);
    offset += from * to + to;
    layers.push({ from, to, W, b, dW: new Float64Array(from * to), db: new Float64Array(to) });
  }
  const D = (k: number): number => sizes[k] ?? 1;
  const activation = hidden === "relu" ? "z > 0 ? z : 0" : "1 / (1 + Math.exp(-z))";
  const derivative = (k: number): string =>
    hidden === "relu" ? `(a${k}[i] > 0 ? 1 : 0)` : `a${k}[i] * (1 - a${k}[i])`;
  const value = (k: number): string => (k < last ? activation : output === "logistic" ? "1 / (1 + Math.exp(-z))" : "z");
  const read = (k: number, i: string): string => (k === 0 ? `x[n * ${D(0)} + ${i}]` : `a${k}[${i}]`);
  const forward = layers
    .map((_, l) => {
      const k = l + 1;
      return `for (let i = 0; i < ${D(k)}; i++) {
        let z = b${k}[i];
        for (let j = 0; j < ${D(l)}; j++) z += W${k}[i * ${D(l)} + j] * ${read(l, "j")};
        a${k}[i] = ${value(k)};
      }`;
    })
    .join("\n");
  const O = D(last);
  const softmax = `let top = -Infinity, sum = 0;
    for (let i = 0; i < ${O}; i++) top = Math.max(top, a${last}[i]);
    for (let i = 0; i < ${O}; i++) sum += p[i] = Math.exp(a${last}[i] - top);
    for (let i = 0; i < ${O}; i++) p[i] /= sum;`;
  const error =
    output === "softmax"
      ? `${softmax}
        for (let i = 0; i < ${O}; i++) { J -= y[n * ${O} + i] * (a${last}[i] - top - Math.log(sum)); d${last}[i] = p[i] - y[n * ${O} + i]; }`
      : `for (let i = 0; i < ${O}; i++) {
          const e = a${last}[i] - y[n * ${O} + i];
          J += e * e / 2;
          d${last}[i] = e${output === "logistic" ? ` * a${last}[i] * (1 - a${last}[i])` : ""};
        }`;
  const backward = layers
    .map((_, l) => {
      const k = l + 1;
      return `for (let i = 0; i < ${D(k)}; i++) {
        db${k}[i] += d${k}[i];
        for (let j = 0; j < ${D(l)}; j++) dW${k}[i * ${D(l)} + j] += d${k}[i] * ${read(l, "j")};
      }
      ${
        l === 0
          ? ""
          : `for (let i = 0; i < ${D(l)}; i++) {
        let e = 0;
        for (let j = 0; j < ${D(k)}; j++) e += W${k}[j * ${D(l)} + i] * d${k}[j];
        d${l}[i] = e * ${derivative(l)};
      }`
      }`;
    })
    .toReversed()
    .join("\n");
  const each = (array: string, size: number, statement: string): string =>
    `for (let i = 0; i < ${size}; i++) ${array}[i] ${statement};`;
  const clear = layers
    .map((_, l) => `${each(`dW${l + 1}`, D(l) * D(l + 1), "= 0")}\n${each(`db${l + 1}`, D(l + 1), "= 0")}`)
    .join("\n");
  const update = layers
    .map((_, l) => {
      const k = l + 1;
      return `${each(`W${k}`, D(l) * D(k), `-= rate * dW${k}[i]`)}\n${each(`b${k}`, D(k), `-= rate * db${k}[i]`)}`;
    })
    .join("\n");
  const text = `
    const [${layers.map((_, l) => `{ W: W${l + 1}, b: b${l + 1}, dW: dW${l + 1}, db: db${l + 1} }`).join(", ")}] = layers;
    ${layers.map((_, l) => `const a${l + 1} = new Float64Array(${D(l + 1)}), d${l + 1} = new Float64Array(${D(l + 1)});`).join("\n")}
    const p = new Float64Array(${O}), loss = new Float64Array(1);
    function trainStep(x, y, count) {
      ${clear}
      let J = 0;
      for (let n = 0; n < count; n++) {
        ${forward}
        ${error}
        ${backward}
      }
      loss[0] = J / count;
      const rate = ${LEARNING_RATE} / count;
      ${update}
    }
    function predict(x, yHat, count) {
      for (let n = 0; n < count; n++) {
        ${forward}
        ${output === "softmax" ? softmax : ""}
        for (let i = 0; i < ${O}; i++) yHat[n * ${O} + i] = ${output === "softmax" ? "p" : `a${last}`}[i];
      }
    }
    return { trainStep, predict };`;
  const make: unknown = Reflect.construct(Function, ["layers", text]);
  const made: unknown = Reflect.apply(make as (layers: readonly Layer[]) => unknown, undefined, [layers]);
  const { trainStep, predict } = made as {
    trainStep: (x: Float64Array, y: Float64Array, count: number) => void;
    predict: (x: Float64Array, yHat: Float64Array, count: number) => void;
  };
  const yHat = new Float64Array(data.y.length);
  return {
    name: "plain loops",
    parameters: () => parameters,
    reset: () => parameters.set(data.parameters),
    trainStep: () => trainStep(data.x, data.y, count),
    predict: () => predict(data.x, yHat, count),
    outputs: () => yHat,
  };
}

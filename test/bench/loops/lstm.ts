import type { LstmNet } from "../workloads.ts";
import type { Loops, Order } from "./loops.ts";
import { copyResult, squares, transposed } from "./parts.ts";

/**
 * `h` and `c` hold the states before the first step and after each, `gates` the four gates of each step (i, f, g, o), `tc` tanh(c). On the way
 * back `dh` and `dc` are the gradients of the state, `dz` that of the gates' sums.
 */
export function lstmLoops({ steps, inputs, units }: LstmNet, order: Order): Loops {
  const rows = 4 * units;
  const sigmoid = (z: string): string => `1 / (1 + exp(-${z}))`;
  const gate = (index: number): string => `gates[t * ${rows} + ${index * units} + u]`;
  const [i, f, g, o] = [gate(0), gate(1), gate(2), gate(3)];
  const sum = (index: number): string => `z[${index * units} + u]`;
  const delta = (index: number): string => `dz[${index * units} + u]`;
  const before = `[t * ${units} + u]`;
  const after = `[(t + 1) * ${units} + u]`;
  const x = `x[(n * ${steps} + t) * ${inputs} + j]`;
  return {
    parameters: [
      { name: "W", size: rows * inputs },
      { name: "b", size: rows },
      { name: "U", size: rows * units },
    ],
    scratch: [
      { name: "gates", size: steps * rows },
      ...["h", "c"].map((name) => ({ name, size: (steps + 1) * units })),
      { name: "tc", size: steps * units },
      ...["z", "dz"].map((name) => ({ name, size: rows })),
      ...["dh", "dc", "end"].map((name) => ({ name, size: units })),
    ],
    forward: `for (int t = 0; t < ${steps}; t++) {
      for (int i = 0; i < ${rows}; i++) {
        real s = b[i];
        for (int j = 0; j < ${inputs}; j++) s += W[i * ${inputs} + j] * ${x};
        for (int j = 0; j < ${units}; j++) s += U[i * ${units} + j] * h[t * ${units} + j];
        z[i] = s;
      }
      for (int u = 0; u < ${units}; u++) {
        ${i} = ${sigmoid(sum(0))};
        ${f} = ${sigmoid(sum(1))};
        ${g} = tanh(${sum(2)});
        ${o} = ${sigmoid(sum(3))};
        c${after} = ${f} * c${before} + ${i} * ${g};
        tc${before} = tanh(c${after});
        h${after} = ${o} * tc${before};
      }
    }
    for (int u = 0; u < ${units}; u++) end[u] = h[${steps * units} + u];`,
    result: copyResult("end", units),
    backward: `${squares("end", "dh", units, "")}
      for (int u = 0; u < ${units}; u++) dc[u] = 0;
      for (int t = ${steps - 1}; t >= 0; t--) {
        for (int u = 0; u < ${units}; u++) {
          real e = dc[u] + dh[u] * ${o} * (1 - tc${before} * tc${before});
          ${delta(0)} = e * ${g} * ${i} * (1 - ${i});
          ${delta(1)} = e * c${before} * ${f} * (1 - ${f});
          ${delta(2)} = e * ${i} * (1 - ${g} * ${g});
          ${delta(3)} = dh[u] * tc${before} * ${o} * (1 - ${o});
          dc[u] = e * ${f};
        }
        for (int i = 0; i < ${rows}; i++) {
          db[i] += dz[i];
          for (int j = 0; j < ${inputs}; j++) dW[i * ${inputs} + j] += dz[i] * ${x};
          for (int j = 0; j < ${units}; j++) dU[i * ${units} + j] += dz[i] * h[t * ${units} + j];
        }
        ${transposed(order, { W: "U", rows, columns: units, delta: "dz", into: "dh", finish: (e) => e })}
      }`,
  };
}

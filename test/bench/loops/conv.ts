import type { ConvNet } from "../workloads.ts";
import type { Loops, Order } from "./loops.ts";
import { affine, copyResult, crossEntropy, outer, softmax, transposed } from "./parts.ts";

/**
 * `pic` is the picture with its border, `a` the filtered picture after ReLU and `da` the gradient before it, `m` the pooled one, `at` where
 * each of its maxima stands, `s` the scores.
 */
export function convLoops({ side, filters, classes }: ConvNet, order: Order): Loops {
  const [wide, half, area] = [side + 2, side / 2, side * side];
  const pooled = filters * half * half;
  const each = (extent: number, ...names: readonly string[]): string =>
    names.map((i) => `for (int ${i} = 0; ${i} < ${extent}; ${i}++)`).join(" ");
  const all = (array: string, size: number, value: string): string =>
    `for (int i = 0; i < ${size}; i++) ${array}[i] = ${value};`;
  const here = `f * ${area} + r * ${side} + c`;
  const seen = `pic[(r + i) * ${wide} + c + j]`;
  return {
    parameters: [
      { name: "W1", size: filters * 9 },
      { name: "b1", size: filters },
      { name: "W2", size: pooled * classes },
      { name: "b2", size: classes },
    ],
    scratch: [
      { name: "pic", size: wide * wide },
      ...["a", "da"].map((name) => ({ name, size: filters * area })),
      ...["m", "dm"].map((name) => ({ name, size: pooled })),
      ...["s", "ds", "p"].map((name) => ({ name, size: classes })),
    ],
    whole: [{ name: "at", size: pooled }],
    forward: `${each(side, "r", "c")} pic[(r + 1) * ${wide} + c + 1] = x[n * ${area} + r * ${side} + c];
      ${each(filters, "f")} ${each(side, "r", "c")} {
        real z = b1[f];
        ${each(3, "i", "j")} z += W1[f * 9 + i * 3 + j] * ${seen};
        a[${here}] = z > 0 ? z : 0;
      }
      ${each(filters, "f")} ${each(half, "r", "c")} {
        int first = f * ${area} + 2 * r * ${side} + 2 * c;
        int best = first;
        ${each(2, "i", "j")} if (a[first + i * ${side} + j] > a[best]) best = first + i * ${side} + j;
        at[f * ${half * half} + r * ${half} + c] = best;
        m[f * ${half * half} + r * ${half} + c] = a[best];
      }
      ${affine(2, pooled, classes, "m[j]", "s[i] = z;")}`,
    result: `${softmax("s", classes)}\n${copyResult("p", classes)}`,
    backward: `${crossEntropy("s", "ds", classes)}
      ${outer(2, pooled, classes, "ds", "m[j]")}
      ${transposed(order, { W: "W2", rows: classes, columns: pooled, delta: "ds", into: "dm", finish: (e) => e })}
      ${all("da", filters * area, "0")}
      for (int i = 0; i < ${pooled}; i++) da[at[i]] += m[i] > 0 ? dm[i] : 0;
      ${each(filters, "f")} ${each(side, "r", "c")} {
        real e = da[${here}];
        db1[f] += e;
        ${each(3, "i", "j")} dW1[f * 9 + i * 3 + j] += e * ${seen};
      }`,
  };
}

import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { assembleFile, compileFile, DEFAULTS } from "../../src/build.ts";
import { inspectStage } from "../../src/build/inspect.ts";

const net = fileURLToPath(new URL("../types/samples/regression.ts", import.meta.url));

/** What stands between two marks, without the indent of functions. */
const between = (text: string, from: string, to: string): string =>
  text
    .slice(text.indexOf(from) + from.length, text.indexOf(to, text.indexOf(from)))
    .split("\n")
    .map((line) => line.replace(/^ {4}/, "").trimEnd())
    .join("\n")
    .normalize("NFC");

describe("a network 1-16-16-1 in the course's notation", async () => {
  const { compilation } = await compileFile(net);

  it("numbers above letters are those of layers: a square is a product", async () => {
    const text = await inspectStage(compilation, { stage: "adjoint", format: "text", notation: "course" });
    expect(between(text, "backward\n", "∇b¹")).toMatchInlineSnapshot(`
      "β³ = 2 * (z³ − t12)        [1]                                regression.ts:14
      ∇b³ = β³                   [1]
      ∇W³ = (β³)ᵀ·h2             [1, 16]                            regression.ts:8
      β² = (β³·W³) * tanh′(z²)   [16]      tanh′(z²) = 1 − h2 * h2  regression.ts:7
      ∇b² = β²                   [16]
      ∇W² = (β²)ᵀ·h1             [16, 16]                           regression.ts:7
      β¹ = (β²·W²) * tanh′(z¹)   [16]      tanh′(z¹) = 1 − h1 * h1  regression.ts:6
      "
    `);
    const latex = await inspectStage(compilation, { stage: "adjoint", format: "latex", notation: "course" });
    expect(latex).toContain("\\tanh'(z^{2}) = 1 - h_{2} * h_{2} \\\\");
  });
});

describe("a network 1-16-16-1 in the style readable", async () => {
  const { text } = await assembleFile(net, { ...DEFAULTS, style: "readable", budget: 0 });

  it("writes layers as the course does: z², and β for every layer, the last one too", () => {
    expect(between(text, "function backward", "// J =").replace(/[^]*let total = 0;\n/, "")).toMatchInlineSnapshot(`
      "for (let n = 0; n < count; n++) {
        // t1 = x − xMean   [1]   regression.ts:6
        // t2 = t1/xScale   [1]   regression.ts:6
        const t2 = (x[n]! - xMean[0]!) / xScale[0]!;
        // z¹ = W¹·t2 + b¹   [16]   regression.ts:6
        // h1 = tanh(z¹)   [16]   regression.ts:6
        for (let i = 0; i < 16; i++) {
          h1[i] = Math.tanh(W1[i]! * t2 + b1[i]!);
        }
        // z² = W²·h1 + b²   [16]   regression.ts:7
        // h2 = tanh(z²)   [16]   regression.ts:7
        for (let i = 0; i < 16; i++) {
          let W2h1 = 0;
          for (let j = 0; j < 16; j++) {
            W2h1 += W2[i * 16 + j]! * h1[j]!;
          }
          h2[i] = Math.tanh(W2h1 + b2[i]!);
        }
        // out = W³·h2 + b³   [1]   regression.ts:8
        // t11 = y − yMean   [1]   regression.ts:14
        // t12 = t11/yScale   [1]   regression.ts:14
        // t13 = out − t12   [1]   regression.ts:14
        let W3h2 = 0;
        for (let j = 0; j < 16; j++) {
          W3h2 += W3[j]! * h2[j]!;
        }
        const t13 = W3h2 + b3[0]! - (y[n]! - yMean[0]!) / yScale[0]!;
        // β³ = 2 * t13   [1]   regression.ts:14
        const beta3 = 2 * t13;
        // ∇b³ = Σ β³   [1]   regression.ts:8
        db3[0]! += beta3;
        // ∇W³ = (β³)ᵀ·h2   [1, 16]   regression.ts:8
        for (let j = 0; j < 16; j++) {
          dW3[j]! += beta3 * h2[j]!;
        }
        for (let i = 0; i < 16; i++) {
          // h̄2 = β³·W³   [16]   regression.ts:8
          // β² = h̄2 * (1 − h2 * h2)   [16]   regression.ts:7
          const beta2_i = beta3 * W3[i]! * (1 - h2[i]! * h2[i]!);
          beta2[i] = beta2_i;
          // ∇b² = Σ β²   [16]   regression.ts:7
          db2[i]! += beta2_i;
          // ∇W² = (β²)ᵀ·h1   [16, 16]   regression.ts:7
          for (let j = 0; j < 16; j++) {
            dW2[i * 16 + j]! += beta2_i * h1[j]!;
          }
        }
        for (let i = 0; i < 16; i++) {
          // h̄1 = β²·W²   [16]   regression.ts:7
          // β¹ = h̄1 * (1 − h1 * h1)   [16]   regression.ts:6
          let h1Bar = 0;
          for (let j = 0; j < 16; j++) {
            h1Bar += beta2[j]! * W2[j * 16 + i]!;
          }
          const beta1 = h1Bar * (1 - h1[i]! * h1[i]!);
          // ∇b¹ = Σ β¹   [16]   regression.ts:6
          db1[i]! += beta1;
          // ∇W¹ = (β¹)ᵀ·t2   [16, 1]   regression.ts:6
          dW1[i]! += beta1 * t2;
        }
        // t14 = t13 * t13   [1]   regression.ts:14
        // L = Σ t14   regression.ts:14
        // total = Σ L
        total += t13 * t13;
      }
      "
    `);
  });
});

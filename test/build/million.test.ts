import { describe, expect, it } from "vitest";
import { assembleModule } from "../../src/module/assemble.ts";
import { compile } from "../../src/compile.ts";
import { DEFAULTS } from "../../src/build.ts";
import { dense, input, network, relu, softmax, softmaxCrossEntropy } from "../../src/index.ts";
import { checkGradient } from "../../src/verify/gradient.ts";
import type { Runnable } from "../../src/verify/runnable.ts";

describe("a network of a million parameters", () => {
  it("has a module below 100 KB", async () => {
    const [x, y] = [input("x", [784]), input("y", [10])];
    const scores = dense(relu(dense(relu(dense(x, 1024)), 256)), 10);
    const million = network({
      name: "million",
      inputs: { x, y },
      outputs: { yHat: softmax(scores) },
      loss: softmaxCrossEntropy(scores, y),
    });
    const { code } = compile(million, new Map(), DEFAULTS);
    const header = { version: "0.1.0", source: { file: "net.ts", sha256: "0" } };
    const text = await assembleModule(code, header, { inferenceOnly: false });
    expect(code.parameterCount).toBe(1_068_810);
    expect(Buffer.byteLength(text)).toBeLessThan(100_000);
  });

  it.each([
    { objective: "none", share: 1, gradients: "each" },
    { objective: "that of backward", share: 1, gradients: "one" },
    { objective: "another", share: 1 + 1e-9, gradients: "each" },
  ])("is checked along two directions and at eight coordinates of each tensor; objective: $objective", (given) => {
    const size = 100_000;
    const parameters = new Float64Array(size);
    const gradient = new Float64Array(size);
    let [evaluations, gradients] = [0, 0];
    const half = (): number => parameters.reduce((sum, w) => sum + w * w, 0) / 2;
    const net: Runnable = {
      parameters,
      gradient,
      loss: new Float64Array(1),
      backward() {
        evaluations++;
        gradients++;
        gradient.set(parameters);
        this.loss[0] = half();
      },
    };
    const objective = (): number => {
      evaluations++;
      return half() * given.share;
    };
    const tensor = { name: "W", offset: 0, size, trainable: true, role: "weight" } as const;
    const { ok, complete, rows } = checkGradient(
      net,
      { precision: "f64", inputs: [], parameters: [tensor] },
      given.objective === "none" ? {} : { objective },
    );
    expect([ok, complete]).toEqual([true, false]);
    // Two directions and eight coordinates: two evaluations each, with at most two smaller steps, and one at the point itself.
    expect(rows).toHaveLength(10);
    expect(evaluations).toBeGreaterThanOrEqual(21);
    expect(evaluations).toBeLessThanOrEqual(62);
    // J is measured without its gradient where that is the same J.
    expect(gradients >= 21).toBe(given.gradients === "each");
    expect(gradients === 1).toBe(given.gradients === "one");
  });
});

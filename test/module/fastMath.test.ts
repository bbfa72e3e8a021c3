import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { buildModule, DEFAULTS } from "../../src/build.ts";
import type { BuildOptions } from "../../src/build.ts";
import { requireFresh } from "../../src/build/fresh.ts";
import { toJavaScript } from "../../src/module/javascript.ts";
import { folder } from "../load/folder.ts";
import { mistakesOf } from "../load/mistakes.ts";
import { importModule } from "./tooling.ts";
import type { Net } from "./tooling.ts";

const NET = `import { dense, gelu, input, lstm, mlp, network, relu, softmax, softmaxCrossEntropy, tanh, logistic } from "nngen";
const x = input("x", [4, 3]);
const y = input("y", [3]);
const states = lstm(x, 2);
const scores = dense(logistic(dense(gelu(dense(tanh(states), 3)), 3)), 3);
export default network({ name: "small", inputs: { x, y }, outputs: { yHat: softmax(scores) }, loss: softmaxCrossEntropy(scores, y) });
`;
const RELU = `import { dense, halfSquaredError, input, network, relu } from "nngen";
const x = input("x", [4]);
const y = input("y", [3]);
const yHat = dense(relu(dense(x, 6)), 3);
export default network({ name: "small", inputs: { x, y }, outputs: { yHat }, loss: halfSquaredError(yHat, y) });
`;

const built = (text: string, options: Partial<BuildOptions>): ReturnType<typeof buildModule> =>
  buildModule(join(folder({ "net.ts": text }), "net.ts"), { ...DEFAULTS, ...options });

const TABLES = /const (ROOTS|RESTS|POWERS): Float64Array/g;

/** Prediction and gradient of seven examples. */
async function results(
  text: string,
  numbers: typeof Float64Array | typeof Float32Array = Float64Array,
): Promise<readonly ArrayLike<number>[]> {
  const net: Net = (await importModule(text)).create({ seed: 1 });
  const COUNT = 7;
  const fill = (size: number): ArrayLike<number> =>
    numbers.from(Array.from({ length: size }, (_, i) => Math.sin(3 * i + 1)));
  const [x, y, yHat] = [fill(12 * COUNT), fill(3 * COUNT), fill(3 * COUNT)];
  net.forward(x, yHat, COUNT);
  net.backward(x, y, COUNT);
  return [yHat, net.gradient];
}

const largestDifference = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Array.from(a, (value, i) => Math.abs(value - (b[i] ?? NaN))).reduce((most, each) => Math.max(most, each), 0);

describe("--math fast", () => {
  it.each(["auto", "unrolled", "rolled", "readable"] as const)("agrees with the exact functions: %s", async (style) => {
    const [exact, fast] = [await built(NET, { style }), await built(NET, { style, math: "fast" })];
    expect(fast.text).toContain(" *   math       fast\n");
    expect(exact.text).not.toMatch(/math {7}|ROOTS|POWERS/);
    expect(fast.text.match(TABLES)).toHaveLength(3);
    const [a, b] = [await results(exact.text), await results(fast.text)];
    expect(largestDifference(a[0] ?? [], b[0] ?? [])).toBeLessThan(1e-14);
    expect(largestDifference(a[1] ?? [], b[1] ?? [])).toBeLessThan(1e-13);
    expect(largestDifference(a[1] ?? [], new Float64Array(a[1]?.length ?? 0))).toBeGreaterThan(0.01);
    // What is verified is what is emitted.
    expect(fast.report.gradient?.largestError).toBeLessThan(1e-8);
  });

  it("has tables of 64 bits in single precision, too, and fewer of them", async () => {
    const [exact, fast] = [
      await built(NET, { precision: "f32" }),
      await built(NET, { precision: "f32", math: "fast" }),
    ];
    expect(fast.text.match(TABLES)).toHaveLength(2);
    expect(fast.text).toContain("function powersOfTwo(powers: Float64Array): Float64Array");
    const [a, b] = [await results(exact.text, Float32Array), await results(fast.text, Float32Array)];
    expect(largestDifference(a[1] ?? [], b[1] ?? [])).toBeLessThan(1e-6);
  });

  it("changes nothing where no function has a fast form", async () => {
    const [exact, fast] = [await built(RELU, {}), await built(RELU, { math: "fast" })];
    expect(fast.text).toBe(exact.text);
  });

  it("stands in the command that writes a stale module anew", async () => {
    const build = await built(NET, { math: "fast" });
    const [mistake] = await mistakesOf(() => requireFresh(build, "net.ts", { ...DEFAULTS, math: "fast" }));
    expect(mistake?.hint).toContain("nngen compile net.ts --math fast");
  });

  it("allocates nothing", { timeout: 120_000 }, async () => {
    const { text } = await buildModule(fileURLToPath(new URL("../../examples/iris/net.ts", import.meta.url)), {
      ...DEFAULTS,
      math: "fast",
    });
    const path = join(folder({}), "iris.mjs");
    writeFileSync(path, toJavaScript(text).js);
    expect(readFileSync(path, "utf8")).toContain("ROOTS[");
    const script = fileURLToPath(new URL("allocation.mjs", import.meta.url));
    const flags = ["--expose-gc", "--min-semi-space-size=512", "--max-semi-space-size=512"];
    const bytes: Record<string, number> = JSON.parse(
      execFileSync(process.execPath, [...flags, script, path], { encoding: "utf8" }),
    );
    expect(Object.entries(bytes).filter(([, each]) => each >= 1)).toEqual([]);
  });
});

import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { transformSync } from "esbuild";
import { afterAll, describe, expect, it } from "vitest";

/** How many values an array has; indices are "int32:6". */
type Size = number | `int32:${number}`;

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), "nngen-allocation-"));
afterAll(() => rmSync(folder, { recursive: true }));

const SCRIPT = fileURLToPath(new URL("allocation.mjs", import.meta.url));
const FIT_SCRIPT = fileURLToPath(new URL("fitAllocation.mjs", import.meta.url));
const FLAGS = ["--expose-gc", "--min-semi-space-size=512", "--max-semi-space-size=512"];

function urlOf(module: string): string {
  const text = readFileSync(new URL(`../../generated/${module}/${module}.ts`, import.meta.url), "utf8");
  const path = join(folder, `${module}.mjs`);
  writeFileSync(path, transformSync(text, { loader: "ts", format: "esm" }).code);
  return pathToFileURL(path).href;
}

async function bytes(module: string, method: string, calls: number, sizes: readonly Size[]): Promise<number> {
  const args = [SCRIPT, urlOf(module), method, String(calls), ...sizes.map(String)];
  const { stdout } = await run(process.execPath, [...FLAGS, ...args]);
  return Number(stdout) * calls;
}

/** What the measuring itself and the optimising compiler leave behind; a number a call would be sixteen bytes a call. */
const NOTHING = 100_000;

interface Measured {
  readonly module: string;
  readonly forward: readonly Size[];
  readonly backward: readonly Size[];
  readonly calls?: number;
}

/**
 * The sizes of what each method takes. Fewer calls of a large network, and of Adam: on one example over and over its moments become
 * denormal numbers, which are slow. Never so few that a number a call would be less than NOTHING.
 */
const MODULES: readonly Measured[] = [
  { module: "neuron", forward: [1, 1], backward: [1, 1] },
  { module: "mcycle", forward: [1, 1], backward: [1, 1], calls: 200_000 },
  { module: "iris", forward: [2, 3], backward: [2, 3] },
  { module: "iris-logistic", forward: [2, 3], backward: [2, 3] },
  { module: "perceptron", forward: [1, 1, 1], backward: [1, 1, 1] },
  { module: "two-layer", forward: [100, 10], backward: [100, 10], calls: 20_000 },
  { module: "online-agent", forward: [4, 3], backward: [4, 3, 1] },
  { module: "digits-conv", forward: [64, 10], backward: [64, 10], calls: 20_000 },
  { module: "names-rnn", forward: ["int32:6", 27], backward: ["int32:6", 27], calls: 10_000 },
];

it("fit allocates nothing in a step but some numbers", async () => {
  // V8 may give up optimised code on the way: what a step itself allocates, it allocates in every process.
  const found: number[] = [];
  for (let i = 0; i < 4 && !found.some((bytes) => bytes < 128); i++)
    found.push(Number((await run(process.execPath, [...FLAGS, FIT_SCRIPT, urlOf("iris")])).stdout));
  expect(Math.min(...found)).toBeLessThan(128);
}, 60_000);

describe("overdrive, one sample after another, allocates nothing in", () => {
  it.each([{ sizes: [1, 1] }, { sizes: [] }])(
    "process with arrays of $sizes",
    async ({ sizes }) => {
      expect(await bytes("overdrive", "process", 300_000, sizes)).toBeLessThan(NOTHING);
    },
    60_000,
  );
});

describe.each(MODULES)("$module allocates nothing, call after call, in", ({ module, forward, backward, calls }) => {
  it.each([
    { method: "forward", sizes: forward },
    { method: "backward", sizes: backward },
    { method: "update", sizes: [] },
    { method: "trainStep", sizes: backward },
    { method: "trainStep", sizes: [] },
  ])(
    "$method with arrays of $sizes",
    async ({ method, sizes }) => {
      // An update takes so little that a few thousand calls do not have it optimised before it is measured.
      const enough = method === "update" ? Math.max(calls ?? 1_000_000, 50_000) : (calls ?? 1_000_000);
      expect(await bytes(module, method, enough, sizes)).toBeLessThan(NOTHING);
    },
    60_000,
  );
});

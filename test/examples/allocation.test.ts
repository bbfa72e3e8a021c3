import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { transformSync } from "esbuild";
import { afterAll, describe, expect, it } from "vitest";

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), "nngen-allocation-"));
afterAll(() => rmSync(folder, { recursive: true }));

const SCRIPT = fileURLToPath(new URL("allocation.mjs", import.meta.url));
const FLAGS = ["--expose-gc", "--min-semi-space-size=512", "--max-semi-space-size=512"];

async function bytesPerCall(module: string, method: string, sizes: readonly number[]): Promise<number> {
  const text = readFileSync(new URL(`../../generated/${module}/${module}.ts`, import.meta.url), "utf8");
  const path = join(folder, `${module}.mjs`);
  writeFileSync(path, transformSync(text, { loader: "ts", format: "esm" }).code);
  const { stdout } = await run(process.execPath, [
    ...FLAGS,
    SCRIPT,
    pathToFileURL(path).href,
    method,
    ...sizes.map(String),
  ]);
  return Number(stdout);
}

/** Ten million bytes would be ten a call: what the measuring itself and the optimising compiler leave behind is far less than one. */
const NOTHING = 0.1;

describe.each([
  { module: "neuron", x: 1, y: 1 },
  { module: "mcycle", x: 1, y: 1 },
  { module: "iris", x: 2, y: 3 },
  { module: "iris-logistic", x: 2, y: 3 },
])("$module allocates nothing in a million calls of", ({ module, x, y }) => {
  it.each([
    { method: "forward", sizes: [x, y] },
    { method: "backward", sizes: [x, y] },
    { method: "update", sizes: [] },
    { method: "trainStep", sizes: [x, y] },
    { method: "trainStep", sizes: [] },
  ])(
    "$method with arrays of $sizes",
    async ({ method, sizes }) => {
      expect(await bytesPerCall(module, method, sizes)).toBeLessThan(NOTHING);
    },
    60_000,
  );
});

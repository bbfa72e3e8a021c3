import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { toJavaScript } from "../../src/module/javascript.ts";
import { CLASSIFICATION } from "./standins.ts";
import { assemble } from "./tooling.ts";

const script = fileURLToPath(new URL("allocation.mjs", import.meta.url));
const flags = ["--expose-gc", "--min-semi-space-size=512", "--max-semi-space-size=512"];

it("the methods of a network allocate nothing", { timeout: 120_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), "nngen-allocation-"));
  try {
    const path = join(folder, "iris.mjs");
    writeFileSync(path, toJavaScript(await assemble(CLASSIFICATION)).js);
    const bytes: Record<string, number> = JSON.parse(
      execFileSync(process.execPath, [...flags, script, path], { encoding: "utf8" }),
    );
    expect(Object.keys(bytes)).toHaveLength(8);
    // The smallest object takes 12 bytes; what is left is V8's own, from compiling while it counts.
    expect(Object.entries(bytes).filter(([, each]) => each >= 1)).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

/**
 * How much the tests see: `npm run mutate [words]`. Each mutation of `mutations.mjs` (those whose words match) is made in a copy of the
 * tree, alone, and the random graphs of the test run, then the tests of ops, passes and schedules, until one fails. Prints a table.
 */
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs, stripVTControlCharacters } from "node:util";
import { MUTATIONS } from "./mutations.mjs";

const { values, positionals } = parseArgs({
  options: { graphs: { type: "string", default: "500" }, "no-units": { type: "boolean" } },
  allowPositionals: true,
});
const root = fileURLToPath(new URL("../..", import.meta.url));
const copy = mkdtempSync(join(tmpdir(), "nngen-mutate-"));
for (const path of ["src", "test", "templates", "package.json", "tsconfig.json"])
  cpSync(join(root, path), join(copy, path), { recursive: true });
symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));

/** What a command prints, and whether it failed. */
function run(...args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: copy, encoding: "utf8" });
  return { failed: status !== 0, text: `${stdout}${stderr}` };
}

function byGraphs() {
  const { failed, text } = run("node_modules/jiti/lib/jiti-cli.mjs", "test/compile/hunt.ts", values.graphs);
  return failed ? (text.trim().split("\n").at(-1) ?? "failed") : undefined;
}

function byUnits() {
  if (values["no-units"]) return undefined;
  const folders = ["ops", "passes", "schedule", "differentiate"].map((folder) => `test/${folder}`);
  const { failed, text } = run(
    "node_modules/vitest/vitest.mjs",
    "run",
    "--config=test/vitest.config.ts",
    "--bail=1",
    ...folders,
  );
  return failed ? (/FAIL +(.*)/.exec(stripVTControlCharacters(text))?.[1] ?? "failed") : undefined;
}

let survivors = 0;
for (const [file, from, to, what] of MUTATIONS) {
  if (!positionals.every((word) => `${file} ${what}`.includes(word))) continue;
  const path = join(copy, file);
  const text = readFileSync(path, "utf8");
  if (text.split(from).length !== 2) {
    console.log(`${what}: ${file} has changed; it does not hold this once: ${from}`);
    process.exitCode = 1;
    continue;
  }
  writeFileSync(
    path,
    text.replace(from, () => to),
  );
  const [graphs, units] = [byGraphs(), byUnits()];
  writeFileSync(path, text);
  if (graphs === undefined && units === undefined) survivors++;
  console.log(
    `${what} (${file})\n    graphs: ${graphs ?? "—"}${values["no-units"] ? "" : `\n    units:  ${units ?? "—"}`}`,
  );
}
rmSync(copy, { recursive: true });
console.log(`${survivors} survived`);

// Every check of the repository, one after another: `npm test`. It goes on after a failure and ends with one line,
// `N passed, N failed`, that counts each unit test and each of the other steps once.
//   node test/run.mjs --only types      only the steps whose name begins so (may be repeated)
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const root = fileURLToPath(new URL("..", import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), "nngen-test-"));
/** The exit code of a step that this machine has not the means for; it has said which. */
const NOT_RUN = 77;
const unitReport = join(scratch, "unit.json");

/** The script of an installed tool, run by this Node (two packages called TypeScript both want the name `tsc`). */
const tool = (script, ...args) => [process.execPath, join("node_modules", script), ...args];

/**
 * The steps in order. `files` names a folder without whose TypeScript files there is nothing to check: that is an error
 * once the path in `due` exists. `count` reads the numbers of a step that is more than one check.
 */
const STEPS = [
  { name: "build", title: "src → dist", run: ["npm", "run", "--silent", "build"] },
  { name: "types", title: "everything, TypeScript 6", run: tool("typescript/bin/tsc", "-p", ".") },
  {
    name: "types:dsl",
    title: "type tests of the DSL, TypeScript 7",
    run: tool("typescript7/bin/tsc", "-p", "test/types"),
    files: "test/types",
    due: "src/index.ts",
  },
  {
    name: "types:generated",
    title: "emitted modules, the strictest flags",
    run: tool("typescript/bin/tsc", "-p", "test/tsconfig.generated.json"),
    files: "generated",
    due: "examples",
  },
  { name: "lint", title: "oxlint", run: tool("oxlint/bin/oxlint", "--deny-warnings") },
  {
    name: "knip",
    title: "nothing unused",
    run: tool("knip/bin/knip.js", "--no-progress", "--no-config-hints"),
  },
  { name: "format", title: "prettier", run: tool("prettier/bin/prettier.cjs", "--check", "--log-level=warn", ".") },
  {
    name: "unit",
    title: "unit and property tests",
    run: tool(
      "vitest/vitest.mjs",
      "run",
      "--config=test/vitest.config.ts",
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${unitReport}`,
    ),
    count: countUnitTests,
  },
  {
    name: "generated",
    title: "generated/ is what the examples compile to",
    run: ["npm", "run", "--silent", "generate", "--", "--check"],
  },
  {
    name: "package",
    title: "the package: size, publint, are the types wrong",
    run: [process.execPath, "test/package.mjs"],
  },
  {
    name: "engines:node",
    title: "emitted modules on Node 20, 22 and 24",
    run: [process.execPath, "test/engines/nodes.mjs"],
  },
  {
    name: "engines:browser",
    title: "emitted modules in Chromium: page, worker, AudioWorklet",
    run: [process.execPath, "test/engines/browsers.mjs"],
  },
  {
    name: "newcomer",
    title: "the packed package in an empty folder",
    run: [process.execPath, "test/newcomer.mjs"],
  },
];

function hasTypeScript(folder) {
  const path = join(root, folder);
  return existsSync(path) && readdirSync(path, { recursive: true }).some((file) => file.endsWith(".ts"));
}

/** Vitest's numbers. A file that does not load, an error outside a test and a skipped test are failures too. */
function countUnitTests(exitCode) {
  if (!existsSync(unitReport)) return { passed: 0, failed: 1 };
  const report = JSON.parse(readFileSync(unitReport, "utf8"));
  const skipped = report.numPendingTests + report.numTodoTests;
  const unloaded = report.testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0);
  if (skipped > 0) console.log(`${skipped} skipped; a skipped test counts as failed`);
  const failed = report.numFailedTests + skipped + unloaded.length;
  return { passed: report.numPassedTests, failed: exitCode === 0 ? failed : Math.max(failed, 1) };
}

function runStep({ run, files, due, count }) {
  if (files && !hasTypeScript(files)) {
    console.log(
      `${files}/ has no TypeScript files${existsSync(join(root, due)) ? `, although ${due} exists` : " yet"}`,
    );
    return existsSync(join(root, due)) ? { passed: 0, failed: 1 } : { passed: 0, failed: 0 };
  }
  const [command, ...args] = run;
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    shell: process.platform === "win32" && command === "npm",
  });
  if (error) console.error(error.message);
  if (count) return count(status ?? 1);
  if (status === NOT_RUN) return { passed: 0, failed: 0, isNotRun: true };
  return status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

const { only } = parseArgs({ options: { only: { type: "string", multiple: true } } }).values;
const chosen = STEPS.filter(({ name }) => !only || only.some((prefix) => name.startsWith(prefix)));
if (chosen.length === 0) {
  console.error(`no step begins with ${only?.join(" or ")}; the steps are ${STEPS.map(({ name }) => name).join(", ")}`);
  rmSync(scratch, { recursive: true });
  process.exit(2);
}

const total = { passed: 0, failed: 0 };
const broken = [];
const notRun = [];
for (const step of chosen) {
  if (step.off) {
    console.log(`── ${step.name}: ${step.title} (off ${step.off})`);
    continue;
  }
  console.log(`── ${step.name}: ${step.title}`);
  const start = performance.now();
  const { passed, failed, isNotRun = false } = runStep(step);
  if (isNotRun) notRun.push(step.name);
  console.log(
    `   ${failed ? "FAILED" : isNotRun ? "NOT RUN" : "ok"}, ${((performance.now() - start) / 1000).toFixed(1)} s`,
  );
  total.passed += passed;
  total.failed += failed;
  if (failed) broken.push(step.name);
}
rmSync(scratch, { recursive: true, force: true });

if (notRun.length > 0) console.log(`not run: ${notRun.join(", ")}`);
if (broken.length > 0) console.log(`failed: ${broken.join(", ")}`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;

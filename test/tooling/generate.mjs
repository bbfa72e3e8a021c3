// Compiles the examples into generated/: `npm run generate`; with --check, fails where a file is not what they compile to.
// Beside each module stand what people read: the graph, the op list, the adjoint, the optimised program and the readable form.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { buildModule, DEFAULTS } from "../../dist/build.js";
import { DiagnosticError } from "../../dist/diagnostics/diagnostic.js";
import { inspectStage } from "../../dist/build/inspect.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const check = process.argv.includes("--check");

/** The files of one example, by their names. */
async function filesOf(example) {
  const net = join(root, "examples", example, "net.ts");
  const folder = join(root, "generated", example);
  const files = new Map();
  const add = async (options, out) => {
    const build = await buildModule(net, { ...DEFAULTS, ...options, out: join(folder, out) });
    for (const { path, contents } of build.outputs) files.set(basename(path), contents);
    return build;
  };
  const { compilation } = await add({}, `${example}.ts`);
  await add({ style: "readable" }, `${example}.readable.ts`);
  await add({ inferenceOnly: true }, `${example}.predict.ts`);
  const show = async (name, stage, format, notation = "ops") => {
    if (stage === "adjoint" && compilation.adjoint === undefined) return;
    files.set(name, await inspectStage(compilation, { stage, format, notation }));
  };
  await show("graph.txt", "graph", "text");
  await show("graph.svg", "graph", "svg");
  await show("ops.txt", "ops", "text");
  await show("adjoint.txt", "adjoint", "text");
  await show("adjoint.course.txt", "adjoint", "text", "course");
  await show("adjoint.course.tex", "adjoint", "latex", "course");
  await show("optimized.txt", "optimized", "text");
  return { folder, files };
}

const stale = [];
try {
  for (const example of readdirSync(join(root, "examples"))) {
    if (!existsSync(join(root, "examples", example, "net.ts"))) continue;
    const { folder, files } = await filesOf(example);
    if (!check) mkdirSync(folder, { recursive: true });
    for (const name of existsSync(folder) ? readdirSync(folder) : []) {
      if (files.has(name)) continue;
      if (check) stale.push(join(folder, name));
      else rmSync(join(folder, name));
    }
    for (const [name, text] of files) {
      const path = join(folder, name);
      const old = existsSync(path) ? readFileSync(path, "utf8") : undefined;
      if (old === text) continue;
      if (check) stale.push(path);
      else writeFileSync(path, text);
      if (!check) console.log(relative(root, path));
    }
  }
} catch (error) {
  if (!(error instanceof DiagnosticError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
if (stale.length > 0) {
  console.error(
    `stale: ${stale.map((path) => relative(root, path)).join(", ")}\nrefresh with: npm run build && npm run generate`,
  );
  process.exitCode = 1;
}

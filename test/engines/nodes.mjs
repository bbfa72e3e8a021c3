// Emitted modules on the versions of Node that nngen promises: they may not evaluate strings, minifying must not change what
// they compute, and every version computes the same bits. Each version also compiles an example, to the same bytes.
// The versions are packages of their own (package.json here), installed when they are missing.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { writeModules } from "./modules.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const root = fileURLToPath(new URL("../..", import.meta.url));
const platform = `${process.platform}-${process.arch}`;
const { optionalDependencies } = JSON.parse(readFileSync(join(here, "package.json"), "utf8"));

/** The versions that there are for this platform: name and executable. */
function engines() {
  const names = Object.keys(optionalDependencies).filter((name) => name.endsWith(`-${platform}`));
  const executable = (name) =>
    join(here, "node_modules", name, "bin", process.platform === "win32" ? "node.exe" : "node");
  if (!names.every((name) => existsSync(executable(name)))) {
    console.log(`installing ${names.join(", ")}`);
    execFileSync("npm", ["ci", "--no-audit", "--no-fund", "--prefer-offline"], {
      cwd: here,
      shell: process.platform === "win32",
      stdio: ["ignore", "ignore", "inherit"],
    });
  }
  return names.map((name) => [name.replace(/-.*/, ""), executable(name)]);
}

const mistakes = [];

function run(executable, args) {
  const { status, stdout, stderr } = spawnSync(executable, args, { cwd: root, encoding: "utf8" });
  if (status === 0) return stdout;
  mistakes.push(`${executable} ${args.join(" ")}\n${stdout}${stderr}`);
  return undefined;
}

const folder = mkdtempSync(join(tmpdir(), "nngen-engines-"));
try {
  const modules = writeModules(folder);
  const list = join(folder, "modules.json");
  writeFileSync(
    list,
    JSON.stringify(
      modules.flatMap(({ path, plain, minified }) => [
        [path, plain],
        [`${path} min`, minified],
      ]),
    ),
  );
  // The Node at hand comes first, so that there is always one to compare with.
  const all = [["this", process.execPath], ...engines()];
  if (all.length === 1) console.log(`there are no other versions for ${platform}`);
  const expected = {};
  let compiled;
  for (const [name, executable] of all) {
    const version = run(executable, ["--version"])?.trim();
    const printed = run(executable, ["--disallow-code-generation-from-strings", join(here, "exercise.mjs"), list]);
    const results = printed === undefined ? {} : JSON.parse(printed);
    for (const { path } of modules) {
      expected[path] ??= results[path];
      for (const key of [path, `${path} min`]) {
        if (results[key] !== expected[path]) mistakes.push(`${key} computes something else on ${name} (${version})`);
      }
    }
    const out = join(folder, name, "iris.ts");
    run(executable, ["dist/cli/main.js", "compile", "examples/iris/net.ts", "--out", out]);
    const text = existsSync(out) ? readFileSync(out, "utf8") : "";
    compiled ??= text;
    if (text !== compiled) mistakes.push(`${name} (${version}) compiles iris to something else`);
    console.log(`${name}: ${version}, ${Object.keys(results).length} modules`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
for (const mistake of mistakes) console.error(mistake);
process.exitCode = mistakes.length > 0 ? 1 : 0;

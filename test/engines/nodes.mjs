// Emitted modules on the versions of Node that nngen promises: they may not evaluate strings, minifying must not change what
// they compute, and every version computes the same bits. Each version also compiles an example, to the same bytes.
// The versions are packages of their own (package.json here), installed when they are missing.
import { execFile, execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
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

/** What a program prints; undefined where it fails. */
const run = (executable, args) =>
  new Promise((resolve) => {
    execFile(executable, args, { cwd: root, encoding: "utf8", maxBuffer: Infinity }, (error, stdout, stderr) => {
      if (error) mistakes.push(`${executable} ${args.join(" ")}\n${stdout}${stderr || error.message}`);
      resolve(error ? undefined : stdout);
    });
  });

/** Does the same to all, as many side by side as there are processors; results in the order of the list. */
async function sideBySide(list, act) {
  const results = [];
  const rest = list.entries();
  const worker = async () => {
    for (const [i, item] of rest) results[i] = await act(item);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  return results;
}

/** What one version of Node makes of the modules and of an example. */
async function seen([name, executable], list, folder) {
  const version = (await run(executable, ["--version"]))?.trim();
  const printed = await run(executable, ["--disallow-code-generation-from-strings", join(here, "exercise.mjs"), list]);
  const out = join(folder, name, "iris.ts");
  await run(executable, ["dist/cli/main.js", "compile", "examples/iris/net.ts", "--out", out]);
  return {
    name,
    version,
    results: printed === undefined ? {} : JSON.parse(printed),
    compiled: existsSync(out) ? readFileSync(out, "utf8") : "",
  };
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
  let example;
  for (const { name, version, results, compiled } of await sideBySide(all, (engine) => seen(engine, list, folder))) {
    for (const { path } of modules) {
      expected[path] ??= results[path];
      for (const key of [path, `${path} min`]) {
        if (results[key] !== expected[path]) mistakes.push(`${key} computes something else on ${name} (${version})`);
      }
    }
    example ??= compiled;
    if (compiled !== example) mistakes.push(`${name} (${version}) compiles iris to something else`);
    console.log(`${name}: ${version}, ${Object.keys(results).length} modules`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
for (const mistake of mistakes) console.error(mistake);
process.exitCode = mistakes.length > 0 ? 1 : 0;

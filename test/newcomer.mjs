// The way of someone who has never seen nngen: install the packed package in a folder with nothing but a data file, let
// `init` make a project of it, compile the network, type-check the app that imports the module, and run it.
// It takes dist as `npm run build` left it.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "nngen-newcomer-"));
const app = join(folder, "app");

/** Runs a command as the newcomer types it, shows it, and fails with what it printed. */
function type(cwd, command, ...args) {
  const words = [command === process.execPath ? "node" : command, ...args];
  console.log(`$ ${words.map((word) => word.replaceAll(root, "").replaceAll(folder, "..")).join(" ")}`);
  const shell = process.platform === "win32" && command !== process.execPath;
  return execFileSync(command, args, { cwd, shell, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
}

function expect(condition, message) {
  if (!condition) throw new Error(message);
}

function walk() {
  const [packed] = JSON.parse(type(root, "npm", "pack", "--ignore-scripts", "--json", "--pack-destination", folder));
  const paths = packed.files.map(({ path }) => path);
  for (const path of ["dist/index.js", "dist/index.d.ts", "dist/cli/main.js", "LICENSE", "README.md"]) {
    expect(paths.includes(path), `the package has no ${path}`);
  }
  expect(!paths.some((path) => /^(src|test|generated|examples)\//.test(path)), "the package carries sources or tests");

  mkdirSync(app);
  cpSync(join(root, "examples/iris/iris.csv"), join(app, "iris.csv"));
  type(app, "npm", "init", "--yes");
  const { version } = JSON.parse(readFileSync(join(root, "node_modules/typescript/package.json"), "utf8"));
  const packages = [join(folder, packed.filename), `typescript@${version}`];
  type(app, "npm", "install", "--prefer-offline", "--no-audit", "--no-fund", ...packages);

  const help = type(app, "npx", "--no-install", "nngen", "--help");
  expect(/compile/.test(help), `nngen --help does not mention compile:\n${help}`);
  const init = type(app, "npx", "--no-install", "nngen", "init", "--from", "iris.csv");
  console.log(init.trimEnd());
  expect(/Species; classification, 3 classes/.test(init), "nngen init did not take Species for the target");
  expect(/accuracy/.test(init), "nngen init did not train the network");

  type(app, "npm", "run", "--silent", "compile");
  expect(existsSync(join(app, "iris.ts")), "npm run compile did not write iris.ts");
  type(app, "npm", "run", "--silent", "check");
  type(app, "npm", "run", "--silent", "typecheck");
  const said = type(app, "npm", "--silent", "start").trimEnd();
  console.log(said);
  expect(said === "Species: setosa", "the app does not say what the first flower is");
}

try {
  walk();
} catch (error) {
  if (error.stdout) console.error(error.stdout);
  console.error(error.message);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

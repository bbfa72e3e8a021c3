// The way of someone who has never seen nngen: install the packed package in an empty folder, compile a net, use the
// module in an app that is type-checked and run. It takes dist as `npm run build` left it.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const tsc = join(root, "node_modules/typescript/bin/tsc");
const folder = mkdtempSync(join(tmpdir(), "nngen-newcomer-"));
const app = join(folder, "app");

const FILES = {
  "package.json": JSON.stringify({ name: "app", private: true, type: "module" }),
  "tsconfig.json": JSON.stringify({
    compilerOptions: {
      module: "nodenext",
      target: "es2022",
      lib: ["es2023", "dom"],
      types: [],
      strict: true,
      noUncheckedIndexedAccess: true,
      exactOptionalPropertyTypes: true,
      noUnusedLocals: true,
      erasableSyntaxOnly: true,
      rewriteRelativeImportExtensions: true,
      rootDir: ".",
      outDir: "out",
    },
    include: ["*.ts"],
  }),
  "net.ts": `import { dense, input, network, sgd, squaredError, tanh } from "nngen";

const x = input("x", [1]);
const t = input("t", [1]);
const hidden = tanh(dense(x, 4));
const y = dense(hidden, 1);

export default network({
  name: "curve",
  inputs: { x, t },
  outputs: { y },
  loss: squaredError(y, t),
  optimizer: sgd({ learningRate: 0.05 }),
});
`,
  "app.ts": `import { create, PARAMETER_COUNT } from "./curve.ts";

const net = create({ seed: 1 });
const x = Float64Array.of(-1, -0.5, 0, 0.5, 1);
const t = x.map((value) => value * value);
const before = net.objective(x, t, x.length);
for (let step = 0; step < 500; step++) net.trainStep(x, t, x.length);
const after = net.objective(x, t, x.length);
const y = new Float64Array(1);
net.forward(Float64Array.of(0.5), y);
if (PARAMETER_COUNT !== 13) throw new Error(\`13 parameters expected, found \${PARAMETER_COUNT}\`);
if (!(after < before / 2)) throw new Error(\`training did not help: J was \${before} and is \${after}\`);
console.log(\`J \${before.toFixed(4)} → \${after.toFixed(4)}, y(0.5) = \${y[0]?.toFixed(3)}\`);
`,
};

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
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(app, name), text);
  type(app, "npm", "install", "--prefer-offline", "--no-audit", "--no-fund", join(folder, packed.filename));

  const help = type(app, "npx", "--no-install", "nngen", "--help");
  expect(/compile/.test(help), `nngen --help does not mention compile:\n${help}`);
  console.log(type(app, "npx", "--no-install", "nngen", "compile", "net.ts").trimEnd());
  expect(existsSync(join(app, "curve.ts")), "nngen compile net.ts did not write curve.ts");

  process.stdout.write(type(app, process.execPath, tsc, "-p", "."));
  console.log(type(app, process.execPath, "out/app.js").trimEnd());
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

// The package as it is published: packed, small, without scripts that would run where it is installed, and resolvable as
// publint and "are the types wrong" demand. It takes dist as `npm run build` left it.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";

const MOST_BYTES = 1_000_000;
/** What npm runs, or warns of, where a package is installed. */
const INSTALL_SCRIPTS = ["preinstall", "install", "postinstall", "prepublish", "preprepare", "prepare", "postprepare"];

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "nngen-package-"));
const mistakes = [];
const expect = (condition, message) => {
  if (!condition) mistakes.push(message);
};

/** The files of an archive (ustar): a block of 512 bytes with name, size and prefix, then the contents in whole blocks. */
function filesOf(archive) {
  const bytes = gunzipSync(readFileSync(archive));
  const files = new Map();
  const text = (from, length) => bytes.toString("utf8", from, from + length).replace(/\0.*$/s, "");
  for (let at = 0; at < bytes.length && bytes[at] !== 0;) {
    const size = parseInt(text(at + 124, 12), 8);
    files.set(
      [text(at + 345, 155), text(at, 100)].filter(Boolean).join("/"),
      bytes.subarray(at + 512, at + 512 + size),
    );
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return files;
}

function judge(script, ...args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, "node_modules", script), ...args], {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, FORCE_COLOR: "0" },
  });
  expect(status === 0, `${stdout}${stderr}`);
}

try {
  const pack = ["pack", "--ignore-scripts", "--json", "--pack-destination", folder];
  const shell = process.platform === "win32";
  const [packed] = JSON.parse(execFileSync("npm", pack, { cwd: root, shell, encoding: "utf8", stdio: "pipe" }));
  const archive = join(folder, packed.filename);
  const files = filesOf(archive);
  const manifest = JSON.parse(files.get("package/package.json").toString());
  console.log(`${packed.filename}: ${packed.size} bytes packed, ${packed.unpackedSize} unpacked, ${files.size} files`);

  expect(packed.size < MOST_BYTES, `packed it has ${packed.size} bytes, not below ${MOST_BYTES}`);
  for (const name of INSTALL_SCRIPTS) expect(manifest.scripts?.[name] === undefined, `it has a script "${name}"`);
  for (const name of ["LICENSE", "README.md"]) expect(files.has(`package/${name}`), `it has no ${name}`);
  expect(manifest.license === "MIT", `its licence is ${manifest.license}`);
  expect(manifest.type === "module", "it is no ES module");
  expect(manifest.engines?.node !== undefined, "it does not say which Node it needs");
  for (const [name, version] of Object.entries(manifest.dependencies ?? {})) {
    expect(/^\d+\.\d+\.\d+$/.test(version), `it depends on ${name} ${version}, no exact version`);
  }
  for (const path of files.keys()) {
    expect(!/^package\/(src|test|generated|examples)\//.test(path), `it carries ${path}`);
    const source = path.replace(/^package\/dist\/(.*?)(\.d\.ts|\.js)$/, "src/$1.ts");
    expect(source === path || existsSync(join(root, source)), `it carries ${path}, whose source is gone`);
  }

  // `npm ci` refuses a lock file without the packages of every platform: npm leaves out those that its registry lacked.
  const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
  for (const [from, { optionalDependencies = {} }] of Object.entries(packages)) {
    for (const name of Object.keys(optionalDependencies)) {
      const isLocked = `node_modules/${name}` in packages || `${from}/node_modules/${name}` in packages;
      expect(isLocked, `package-lock.json lacks ${name}, of ${from}`);
    }
  }

  judge("publint/src/cli.js", "run", archive, "--strict");
  judge("@arethetypeswrong/cli/dist/index.js", archive, "--profile", "esm-only", "--no-color");
} finally {
  rmSync(folder, { recursive: true, force: true });
}
for (const mistake of mistakes) console.error(mistake);
process.exitCode = mistakes.length > 0 ? 1 : 0;

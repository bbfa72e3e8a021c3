// Builds dist from src: `npm run build`, and with --installed the script `dependencies`, which npm runs when it has changed
// node_modules (`prepare` would do too, but whoever installs the packed file is warned of it). Types are not checked here
// but by `npm test`, so that it is quick.
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const [src, dist, tsc] = ["src", "dist", "node_modules/typescript/bin/tsc"].map((path) => join(root, path));

/** Files of dist whose source is gone would be packed and published. */
function prune() {
  for (const file of readdirSync(dist, { recursive: true })) {
    const source = file.replace(/(\.d\.ts|\.js)$/, ".ts");
    if (!existsSync(join(src, source))) rmSync(join(dist, file), { recursive: true, force: true });
  }
}

function build() {
  const { status } = spawnSync(process.execPath, [tsc, "-p", src, "--noCheck"], { cwd: root, stdio: "inherit" });
  if (status !== 0) return status ?? 1;
  prune();
  chmodSync(join(dist, "cli/main.js"), 0o755);
  return 0;
}

// Without development tools (`npm ci --omit=dev`) there is nothing to build with.
process.exitCode = process.argv.includes("--installed") && !existsSync(tsc) ? 0 : build();

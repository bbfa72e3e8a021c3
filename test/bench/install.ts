import { execFileSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));

/** Installs the package of the bench if it is not there, or older than its lock file. No scripts are run: some would build what is not needed. */
export function install(): void {
  const [done, lock] = [`${here}node_modules/.package-lock.json`, `${here}package-lock.json`];
  if (existsSync(done) && statSync(done).mtimeMs >= statSync(lock).mtimeMs) return;
  console.error("installing the libraries to compare with (npm ci in test/bench)");
  execFileSync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"], {
    cwd: here,
    shell: process.platform === "win32",
    stdio: ["ignore", "ignore", "inherit"],
  });
}

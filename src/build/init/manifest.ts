import { readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { fail } from "../../diagnostics/diagnostic.ts";
import { VERSION } from "../version.ts";

/** What a package.json may hold, as far as it matters here. */
type Manifest = Readonly<Record<string, unknown>>;

/**
 * package.json of a new project, or what is missing in the one that is there. What stands in it stays, but for the type: npm writes
 * "commonjs" of itself, and there is no code yet that could depend on it.
 */
export function manifestText(folder: string, name: string, scripts: Readonly<Record<string, string>>): string {
  const there = textOf(join(folder, "package.json"));
  const before = there === undefined ? { name, private: true } : parse(there);
  const listed = { ...objectIn(before, "dependencies"), ...objectIn(before, "devDependencies") };
  const tools = Object.entries({ nngen: ownSpec(folder), typescript: "^6.0.3" }).filter(([tool]) => !(tool in listed));
  const after: Manifest = {
    ...before,
    type: "module",
    scripts: { ...scripts, ...objectIn(before, "scripts") },
    ...(tools.length > 0 && {
      devDependencies: { ...objectIn(before, "devDependencies"), ...Object.fromEntries(tools) },
    }),
  };
  const indent = /^([ \t]+)"/m.exec(there ?? "")?.[1] ?? "  ";
  return `${JSON.stringify(after, null, indent)}\n`;
}

function parse(text: string): Manifest {
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ""));
    if (isObject(value)) return value;
  } catch {
    // Told below, as is what is no object.
  }
  fail({
    code: "folder-not-empty",
    message: "The package.json of this folder is no JSON object",
    hint: "Mend it, or give the project a folder of its own: nngen init my-network.",
  });
}

/**
 * Where this very nngen was installed from, for the package.json of another folder: the version, or the file or folder that the
 * project around it names. An nngen that lies in no node_modules is a checkout.
 */
function ownSpec(folder: string): string {
  const root = fileURLToPath(new URL("../../../", import.meta.url));
  const home = root.lastIndexOf(`${sep}node_modules${sep}`);
  if (home < 0) return `file:${toPosix(relative(resolve(folder), root)) || "."}`;
  const around = textOf(join(root.slice(0, home), "package.json"));
  const manifest = around === undefined ? {} : parse(around);
  const spec = { ...objectIn(manifest, "devDependencies"), ...objectIn(manifest, "dependencies") }["nngen"];
  if (typeof spec !== "string") return `^${VERSION}`;
  if (!spec.startsWith("file:")) return spec;
  return `file:${toPosix(relative(resolve(folder), resolve(root.slice(0, home), spec.slice("file:".length))))}`;
}

const toPosix = (path: string): string => path.replaceAll("\\", "/").replace(/\/$/, "");

const isObject = (value: unknown): value is Manifest =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function objectIn(manifest: Manifest, key: string): Manifest {
  const value = manifest[key];
  return isObject(value) ? value : {};
}

export function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

/** The name of a package: of letters, digits and dashes. */
export const packageName = (folder: string): string =>
  resolve(folder)
    .slice(dirname(resolve(folder)).length)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "") || "network";

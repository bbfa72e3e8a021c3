// The modules in generated/, as JavaScript for other engines: as they are, and minified.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { transformSync } from "esbuild";

const generated = fileURLToPath(new URL("../../generated/", import.meta.url));

/** A module in both forms; `path` is that in generated/, without .ts. */
export function toJavaScript(path) {
  const text = readFileSync(join(generated, `${path}.ts`), "utf8");
  const options = { loader: "ts", format: "esm", target: "es2022" };
  return {
    plain: transformSync(text, options).code,
    minified: transformSync(text, { ...options, minify: true }).code,
  };
}

/** Writes every module into a folder in both forms, and gives the paths of the two files. */
export function writeModules(folder) {
  mkdirSync(folder, { recursive: true });
  const paths = readdirSync(generated, { recursive: true }).filter((path) => path.endsWith(".ts"));
  return paths.toSorted().map((file) => {
    const path = file.replace(/\.ts$/, "").replaceAll("\\", "/");
    const forms = Object.entries(toJavaScript(path)).map(([form, text]) => {
      const target = join(folder, `${path.replaceAll("/", ".")}.${form}.mjs`);
      writeFileSync(target, text);
      return [form, target];
    });
    return { path, ...Object.fromEntries(forms) };
  });
}

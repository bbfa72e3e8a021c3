import { readFileSync } from "node:fs";
import { transformSync } from "esbuild";
import { describe, expect, it } from "vitest";

const minified = (path: string): number => {
  const text = readFileSync(new URL(`../../generated/${path}`, import.meta.url), "utf8");
  return transformSync(text, { loader: "ts", minify: true, format: "esm" }).code.length;
};

describe("the iris module, minified", () => {
  it("takes at most 14 KB with everything", () => {
    expect(minified("iris/iris.ts")).toBeLessThanOrEqual(14 * 1024);
  });

  it("takes at most 3 KB for prediction only", () => {
    expect(minified("iris/iris.predict.ts")).toBeLessThanOrEqual(3 * 1024);
  });
});

/** `| `examples/iris`, … | what it shows | figure | 14 KB, 15 KB | time |` */
const ROWS = readFileSync(new URL("../../README.md", import.meta.url), "utf8")
  .split("\n")
  .filter((line) => line.startsWith("| `examples/"))
  .flatMap((line) => {
    const [, folders = "", , , sizesText = ""] = line.split(/\s*\|\s*/);
    const names = [...folders.matchAll(/`examples\/([\w-]+)`/g)].map((match) => match[1] ?? "");
    const sizes = [...sizesText.matchAll(/(\d+) KB/g)].map((match) => Number(match[1]));
    return names.map((name, i) => [name, sizes[i]] as const);
  });

describe("the README's table of examples", () => {
  it("lists modules", () => {
    expect(ROWS.length).toBeGreaterThan(10);
  });

  it.each(ROWS)("%s takes %i KB, minified", (name, size) => {
    expect(Math.round(minified(`${name}/${name}.ts`) / 1024)).toBe(size);
  });
});

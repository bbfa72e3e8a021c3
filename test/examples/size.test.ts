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

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { transformSync } from "esbuild";
import { describe, expect, it } from "vitest";
import { stripTypes } from "../../src/load/strip.ts";

const generated = new URL("../../generated/", import.meta.url);
const MODULES = readdirSync(generated).flatMap((name) =>
  ["", ".readable", ".predict"]
    .map((kind) => `${name}/${name}${kind}.ts`)
    .filter((path) => existsSync(new URL(path, generated))),
);

/** As esbuild prints it, whose own parser knows types. */
const printed = (text: string, loader: "ts" | "js"): string =>
  transformSync(text, { loader, format: "esm", minifyWhitespace: true }).code;

describe("a module without its types", () => {
  it.each(MODULES)("%s is what esbuild makes of it", (path) => {
    const text = readFileSync(new URL(path, generated), "utf8");
    const { code, exported } = stripTypes(text, "module.ts");
    expect(printed(`${code}\nexport { ${exported.join(", ")} };`, "js")).toBe(printed(text, "ts"));
    expect(exported).toContain("create");
  });

  it.each([
    ["const a: readonly (number | string)[] = [];", "const a = [];"],
    ["let f = <T,>(x: T, y?: { a: T }): x is T & string => x!.a[0]! as T;", "let f = (x, y) => x.a[0];"],
    ["type A = { b: number };\nlet c;", "\nlet c;"],
    ["interface A<T> extends B { c?(): T }\nlet c;", "\nlet c;"],
    ["f<number, string>(new Map<A, B<C>>(), x satisfies X);", "f(new Map(), x);"],
    ["const o = { m<T>(a?: T): void {}, get p(): number { return 1; } };", "const o = { m(a) {}, get p() { return 1; } };"], // prettier-ignore
  ])("%s", (text, code) => expect(stripTypes(text, "module.ts")).toEqual({ code, exported: [] }));

  it("exports values under their names", () => {
    const { code, exported } = stripTypes(
      "export type T = 1;\nconst a = 1;\nexport const b: T = 1;\nexport { a };",
      "module.ts",
    );
    expect([code, exported]).toEqual(["\nconst a = 1;\n const b = 1;\n", ["b", "a"]]);
  });
});

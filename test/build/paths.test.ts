import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fileName, targetOf } from "../../src/build/paths.ts";
import { folder } from "../load/folder.ts";
import { mistakesOf } from "../load/mistakes.ts";

describe("a file's name", () => {
  it.each([
    ["iris", "iris"],
    ["Iris v2.1_b-c", "Iris-v2.1_b-c"],
    ["größe 日本", "größe-日本"],
    ["../../etc/passwd", "etc-passwd"],
    ["a/b\\c:d|e\u0000f\ng", "a-b-c-d-e-f-g"],
    ["..", "network"],
    ["   ", "network"],
    ["🎉", "network"],
    ["con", "network-con"],
    ["-rf", "rf"],
  ])("is made from the network's: %j", (name, expected) => {
    expect(fileName(name)).toBe(expected);
  });

  it("is not too long", () => {
    expect(fileName("n".repeat(1000))).toHaveLength(60);
  });
});

describe("a module's place", () => {
  it("is beside net.ts, under the network's name", () => {
    expect(targetOf(undefined, "nets/net.ts", "iris", false).path).toBe(join("nets", "iris.ts"));
    expect(targetOf(undefined, "nets/net.ts", "iris", true).path).toBe(join("nets", "iris.predict.ts"));
  });

  it("is where --out says, with declarations beside JavaScript", () => {
    expect(targetOf("src/a.ts", "net.ts", "iris", false)).toEqual({ path: "src/a.ts", language: "typescript" });
    expect(targetOf("src/a.js", "net.ts", "iris", false)).toEqual({
      path: "src/a.js",
      language: "javascript",
      declarations: "src/a.d.ts",
    });
  });

  it.each(["a", "a.py", "a.d.ts", "a.tsx", "a.json", ".ts", "src/.js"])("is no file such as %s", async (out) => {
    expect(await mistakesOf(() => targetOf(out, "net.ts", "iris", false))).toMatchObject([{ code: "bad-option" }]);
  });

  it.each([
    ["a.py", "a.ts"],
    ["src/a.d.ts", join("src", "a.ts")],
    ["src/.js", join("src", "iris.js")],
    ["a.mjs", "a.js"],
    ["a.cjs", "a.js"],
    ["a.jsx", "a.js"],
    ["a.mts", "a.ts"],
  ])("for %j is shown as it could be", async (out, better) => {
    const [mistake] = await mistakesOf(() => targetOf(out, "net.ts", "iris", false));
    expect(mistake?.hint).toBe(`As in --out ${JSON.stringify(better)}.`);
  });

  it("is no folder", async () => {
    const root = folder({});
    mkdirSync(join(root, "x.ts"));
    for (const out of [root, `${root}/`, join(root, "x.ts"), "gone/"]) {
      expect(await mistakesOf(() => targetOf(out, "net.ts", "iris", false))).toMatchObject([
        { code: "output-is-folder" },
      ]);
    }
  });
});

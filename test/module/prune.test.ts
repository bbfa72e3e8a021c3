import { ts } from "ts-morph";
import { describe, expect, it } from "vitest";
import { prune } from "../../src/module/prune.ts";

function pruned(
  text: string,
  absent: readonly string[],
  members: Readonly<Record<string, string>> = {},
): readonly [string, string[]] {
  const source = ts.createSourceFile("a.ts", text, ts.ScriptTarget.Latest, true);
  const [node] = source.statements;
  if (node === undefined) throw new Error("no statement");
  const { text: kept, references } = prune(node, new Set(absent), new Map(Object.entries(members)));
  return [kept.replace(/\s+/g, " "), [...references].sort()];
}

describe("prune", () => {
  it("leaves a text as it is where nothing is absent", () => {
    expect(pruned("/** Doc. */ function f(a: T) { return g(a.b); }", [])).toEqual([
      "/** Doc. */ function f(a: T) { return g(a.b); }",
      ["T", "a", "f", "g"],
    ]);
  });

  it("leaves out the smallest statement around an absent name", () => {
    expect(pruned("function f() { a(); if (b) { gone(c); d(); } }", ["gone"])).toEqual([
      "function f() { a(); if (b) { d(); } }",
      ["a", "b", "d", "f"],
    ]);
  });

  it("leaves out an if whose condition, or only statement, mentions it", () => {
    expect(pruned("function f() { if (gone) a(); b(); if (c) gone(); }", ["gone"])[0]).toBe("function f() { b(); }");
    expect(pruned("function f() { for (const a of gone) b(a); c(); }", ["gone"])[0]).toBe("function f() { c(); }");
  });

  it("leaves out members of objects and of interfaces", () => {
    expect(
      pruned("const o = { a, gone, get gone() { return 1; }, b: gone + 1, c() { gone(); return 2; } };", ["gone"])[0],
    ).toBe("const o = { a, c() { return 2; } };");
    expect(pruned("interface I { a: A; gone(): B; c: typeof gone }", ["gone"])).toEqual([
      "interface I { a: A; }",
      ["A", "I"],
    ]);
  });

  it("leaves out a statement as a whole", () => {
    expect(pruned("gone();", ["gone"])).toEqual(["", []]);
  });

  it("replaces members by name", () => {
    expect(pruned("const o = { a: b, c };", [], { a: "a: 1" })).toEqual(["const o = {a: 1, c };", ["c", "o"]]);
  });

  it("keeps the nearest comment of several", () => {
    expect(pruned("/** Of the file. */\n/** Of f. */\nfunction f() {}", [])[0]).toBe("/** Of f. */ function f() {}");
  });
});

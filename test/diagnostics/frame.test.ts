import { assert, integer, nat, property, string } from "fast-check";
import { describe, expect, it } from "vitest";
import { cellsOf, safeText } from "../../src/diagnostics/cells.ts";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import { renderDiagnostic, renderDiagnostics } from "../../src/diagnostics/frame.ts";

const NET = `import { add, input } from "nngen";\nconst x = input("x", [2]);\n\tconst z = add(x, y);\n`;
const mismatch: Diagnostic = {
  code: "shape-mismatch",
  message: "add: x is [2], y is [3]",
  place: { file: "net.ts", line: 3, column: 12, length: 9 },
  found: "[2] and [3]",
  expected: "operands of one shape",
  hint: "Make y a vector of 2.",
};
const frame = (text: string, place: Partial<Diagnostic["place"]> = {}, width?: number): readonly string[] =>
  renderDiagnostic(
    { code: "syntax-error", message: "m", place: { file: "net.ts", line: 1, column: 1, ...place } },
    { read: () => text, ...(width !== undefined && { width }) },
  ).split("\n");

const mark = (name: string) => (text: string) => `<${name}>${text}</${name}>`;

describe("a diagnostic", () => {
  it("shows code, message, place, the characters meant, found, expected and hint", () => {
    expect(renderDiagnostic(mismatch, { read: () => NET })).toBe(
      [
        "error[shape-mismatch]: add: x is [2], y is [3]",
        " --> net.ts:3:12",
        "  |",
        "3 |     const z = add(x, y);",
        "  |               ^^^^^^^^^",
        "  |",
        "  = found: [2] and [3]",
        "  = expected: operands of one shape",
        "  = hint: Make y a vector of 2.",
        "",
      ].join("\n"),
    );
  });

  it("goes without a frame where the file can not be read", () => {
    const text = renderDiagnostic(mismatch, { read: () => undefined });
    expect(text).toContain("--> net.ts:3:12\n = found");
  });

  it("goes without a place", () => {
    expect(renderDiagnostic({ code: "no-loss", message: "There is no loss." })).toBe(
      "error[no-loss]: There is no loss.\n",
    );
  });

  it("calls files as the reader does", () => {
    expect(renderDiagnostic(mismatch, { show: (file) => `examples/iris/${file}` })).toContain(
      "--> examples/iris/net.ts:3:12",
    );
  });

  it("takes colours only from its palette", () => {
    const palette = { error: mark("e"), place: mark("p"), gutter: mark("g"), caret: mark("c"), label: mark("l") };
    const text = renderDiagnostic(mismatch, { read: () => NET, palette });
    expect(text).toContain("<e>error[shape-mismatch]</e>: <l>add: x is [2], y is [3]</l>");
    expect(text).toContain("<c>^^^^^^^^^</c>");
  });

  it("is one of so many that are shown, and the others are counted", () => {
    const many = Array.from({ length: 1234 }, (_, i) => ({ code: "no-loss", message: String(i) }) as const);
    const text = renderDiagnostics(many, { most: 2 });
    expect(text).toBe("error[no-loss]: 0\n\nerror[no-loss]: 1\n\nand 1,232 more: mend these first\n");
  });

  it("stands apart from the next", () => {
    expect(
      renderDiagnostics([
        { code: "no-loss", message: "a" },
        { code: "no-loss", message: "b" },
      ]),
    ).toBe("error[no-loss]: a\n\nerror[no-loss]: b\n");
  });
});

describe("the caret", () => {
  it.each([
    ["wide characters", 'input("日本", y)', 13, 1, '1 | input("日本", y)', "  |               ^"],
    ["emoji", 'f("🎉", y)', 9, 1, '1 | f("🎉", y)', "  |         ^"],
    ["combining marks", "e\u0301 + y", 6, 1, "1 | e\u0301 + y", "  |     ^"],
    ["tabs inside the line", "a\tb", 3, 1, "1 | a   b", "  |     ^"],
    ["a run of wide characters", "日本", 1, 2, "1 | 日本", "  | ^^^^"],
  ])("stands under the right cell after %s", (_, line, column, length, shown, caret) => {
    const lines = frame(line, { column, length });
    expect(lines[3]).toBe(shown);
    expect(lines[4]).toBe(caret);
  });

  it("ends with the line when more is meant", () => {
    expect(frame("abc\ndef", { column: 2, length: 100 })[4]).toBe("  |  ^^");
  });

  it("stands after the line when the column is past it", () => {
    expect(frame("abc", { column: 50 })[4]).toBe("  |    ^");
  });

  it("makes room for large line numbers", () => {
    const lines = frame(`${"\n".repeat(122)}x`, { line: 123 });
    expect(lines.slice(1, 5)).toEqual(["   --> net.ts:123:1", "    |", "123 | x", "    | ^"]);
  });

  it("counts columns after a byte order mark and in files with CRLF", () => {
    expect(frame("\uFEFFab\r\ncd\r\n", { line: 2, column: 2 }).slice(3, 5)).toEqual(["2 | cd", "  |  ^"]);
    expect(frame("\uFEFFab", { column: 1 }).slice(3, 5)).toEqual(["1 | ab", "  | ^"]);
  });
});

describe("a long line", () => {
  const line = `${"a".repeat(500)}HERE${"b".repeat(500)}`;

  it("is cut around the characters meant", () => {
    const [, , , shown = "", caret = ""] = frame(line, { column: 501, length: 4 }, 60);
    expect(shown.length).toBeLessThanOrEqual(64);
    expect(shown).toMatch(/^1 \| …a+HEREb+…$/);
    expect(caret.indexOf("^")).toBe(shown.indexOf("HERE"));
    expect(caret.trimEnd().length).toBe(shown.indexOf("HERE") + 4);
  });

  it("is cut at the right only when its start is meant", () => {
    expect(frame(line, { column: 1 }, 60)[3]).toMatch(/^1 \| a+…$/);
  });

  it("is cut in the middle of what is meant when that is longer", () => {
    const [, , , shown = "", caret = ""] = frame(line, { column: 401, length: 400 }, 60);
    expect(caret.trimEnd().length).toBeLessThanOrEqual(shown.length);
  });
});

describe("hostile text", () => {
  const hostile = "\u001B[31mred\u001B]0;title\u0007\u202Eevil\u2028next\u200B\uD800\u009B2J";

  it("shows control characters instead of obeying them", () => {
    expect(safeText("a\u001B[2Jb\u0007\u0000\u007F")).toBe("a␛[2Jb␇␀␡");
  });

  it("never reorders, hides or breaks lines", () => {
    expect(safeText(hostile)).toBe("␛[31mred␛]0;title␇�evil�next���2J");
    expect(safeText("one\ntwo\r\nthree\tfour")).toBe("one two three four");
  });

  it("is safe in every part of a diagnostic", () => {
    const text = renderDiagnostic(
      {
        code: "syntax-error",
        message: hostile,
        place: { file: hostile, line: 1, column: 3, length: 2 },
        found: hostile,
        expected: hostile,
        hint: hostile,
      },
      { read: () => hostile },
    );
    expect(text.replaceAll("\n", "")).not.toMatch(/\p{Cc}|\p{Cf}|\p{Cs}|\p{Zl}|\p{Zp}/u);
    expect(text.split("\n")).toHaveLength(10);
  });

  it("stays aligned and on its lines for any text", () => {
    assert(
      property(string({ unit: "binary" }), integer({ min: 1, max: 80 }), nat(20), (text, column, length) => {
        const rendered = renderDiagnostic(
          { code: "syntax-error", message: text, place: { file: text, line: 1, column, length } },
          { read: () => text, width: 40 },
        );
        const lines = rendered.split("\n");
        expect(lines).toHaveLength(6);
        expect(rendered.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u);
        const cells = cellsOf(lines[3]?.slice(4) ?? "").reduce((sum, cell) => sum + cell.width, 0);
        expect(cells).toBeLessThanOrEqual(40);
        expect(lines[4]?.length ?? 0).toBeLessThanOrEqual(4 + cells + 1);
      }),
    );
  });
});

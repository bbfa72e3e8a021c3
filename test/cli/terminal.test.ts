import { describe, expect, it } from "vitest";
import { escaped } from "../../src/cli/terminal.ts";

describe("what a terminal is given", () => {
  it("has no characters that hide, reorder or part a line", () => {
    expect(escaped("a\u2028b\u2029c\u202Ed\u200Be\u009Bf")).toBe("a\\u2028b\\u2029c\\u202ed\\u200be\\u009bf");
    expect(escaped("\u{E0041}")).toBe("\\udb40\\udc41");
  });

  it("means the same as JSON", () => {
    const value = { "na\u202Eme": ["\u2028", "\u{E0041}", "é日🎉"] };
    expect(JSON.parse(escaped(JSON.stringify(value)))).toEqual(value);
  });

  it("keeps colours, lines and all scripts", () => {
    const text = "\u001B[31mÅ 日本 🎉 ∂J/∂w z̄\u001B[0m\n\t…\r";
    expect(escaped(text)).toBe(text);
  });
});

import { describe, expect, it } from "vitest";
import { elementAccess, literal, propertyKey, words } from "../../src/module/quote.ts";

const HOSTILE = [
  '"',
  "'",
  "`${1}`",
  "\\",
  '\\"',
  "a\\\\",
  "*/",
  "</script>",
  "<!--",
  "\u2028\u2029",
  "\n\r\0",
  "__proto__",
  "\u202e",
  "\u{1f600}",
];

describe("literal", () => {
  it.each(HOSTILE)("writes %j so that it reads back the same, in one harmless line", (text) => {
    const code = literal(text);
    expect(JSON.parse(code)).toBe(text);
    expect(code).not.toMatch(/[\n\r\u2028\u2029\u202e]|<[/!]|\\"$|\\\\/);
  });
});

describe("propertyKey", () => {
  it("quotes what is no identifier, and keeps __proto__ from being the prototype", () => {
    expect(["x", "class", "$a_1", "a-b", "1", "ŷ", ""].map(propertyKey)).toEqual([
      "x",
      "class",
      "$a_1",
      '"a-b"',
      '"1"',
      '"ŷ"',
      '""',
    ]);
    expect(propertyKey("__proto__")).toBe('["__proto__"]');
  });
});

describe("elementAccess", () => {
  it("uses a dot where it can", () => {
    expect([elementAccess("o", "x"), elementAccess("o", "x y")]).toEqual(["o.x", 'o["x y"]']);
    expect([elementAccess("o?.", "x"), elementAccess("o?.", "x y")]).toEqual(["o?.x", 'o?.["x y"]']);
  });
});

describe("words", () => {
  it.each(HOSTILE)("puts %j into a comment without ending it", (text) => {
    expect(words(text)).not.toMatch(/\*\/|[\n\r\u2028\u2029]/);
  });
  it("leaves ordinary names as they are", () => {
    expect(words('hidden "h" weight ŷ')).toBe('hidden "h" weight ŷ');
  });
});

import { assert, jsonValue, property } from "fast-check";
import { describe, expect, it } from "vitest";
import { repeatedKey } from "../../src/load/json.ts";

describe("a key that stands twice", () => {
  it.each([
    ['{"a":1,"a":2}', "a"],
    ['{"a":1,"\\u0061" : 2}', "a"],
    ['{"a":[{"b":1,"c":{},"b":2}]}', "b"],
    ['{"__proto__":1,"__proto__":2}', "__proto__"],
    ['{"":1,"":2}', ""],
    ['{"a\\\\":1,"a\\\\"\t\n:2}', "a\\"],
  ])("is found in %s", (text, key) => {
    JSON.parse(text);
    expect(repeatedKey(text)).toBe(key);
  });

  it.each(['{"a":{"a":1},"b":{"a":1}}', '{"a":"a","b":"a"}', '["a","a"]', '"a"', '{"a":["x","x"],"b":"{\\"a\\":1"}'])(
    "is not found in %s",
    (text) => {
      JSON.parse(text);
      expect(repeatedKey(text)).toBeUndefined();
    },
  );

  it("is never found in what JSON.stringify writes", () => {
    assert(property(jsonValue(), (value) => repeatedKey(JSON.stringify(value)) === undefined));
  });

  it("is looked for in long strings too", () => {
    const long = JSON.stringify("x".repeat(5_000_000));
    expect(repeatedKey(`{${long}:1,${long}:2}`)).toHaveLength(5_000_000);
  });
});

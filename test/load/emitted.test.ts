import { describe, expect, it } from "vitest";
import { runEmitted } from "../../src/load/emitted.ts";

describe("the text of a module", () => {
  it("runs as it is written, but for its types", () => {
    const text = `export const n: number = 2;\nexport function twice(x: number): number { return n * x; }\nexport interface T { readonly a?: number }\n`;
    const exports = runEmitted(text, "module.ts");
    expect(exports).toMatchObject({ n: 2, twice: expect.any(Function) });
    expect(Object.keys(exports)).not.toContain("T");
  });

  it("is strict, and knows nothing of modules around it", () => {
    expect(() => runEmitted("export const x = 1; undeclared = 2;", "module.ts")).toThrow(ReferenceError);
    expect(() => runEmitted('import fs from "node:fs"; export const x = fs;', "module.ts")).toThrow(
      "the emitted module imports something",
    );
  });

  it("that does not parse is our own mistake", () => {
    expect(() => runEmitted("export const = 1;", "module.ts")).toThrow("nngen internal error");
  });
});

import { describe, expect, it } from "vitest";
import { hasHeader } from "../../src/module/header.ts";
import { toJavaScript } from "../../src/module/javascript.ts";
import { CLASSIFICATION, HOSTILE } from "./standins.ts";
import { assemble, typeErrors } from "./tooling.ts";

describe("JavaScript", () => {
  it("has its types in declarations, which pass the strictest flags", { timeout: 120_000 }, async () => {
    const [iris, hostile] = [toJavaScript(await assemble(CLASSIFICATION)), toJavaScript(await assemble(HOSTILE))];
    expect(iris.js).not.toMatch(/^(export )?(interface|type) |\): \w+ [{]|readonly /m);
    expect(iris.dts).toContain("export declare function create(options?: CreateOptions): Iris;");
    expect(iris.dts).not.toContain("calls");
    const app = `import { create } from "./iris.js";\nexport const names: string[] = create().classify([1, 2]);\n`;
    expect(typeErrors({ "iris.d.ts": iris.dts, "hostile.d.ts": hostile.dts, "app.ts": app })).toEqual([]);
  });

  it("keeps header and comments", async () => {
    const { js, dts } = toJavaScript(await assemble(CLASSIFICATION));
    expect(hasHeader(js)).toBe(true);
    expect(hasHeader(dts)).toBe(true);
    expect(js).toContain("/** ∇W = ∇z xᵀ. */");
    expect(dts).toContain("/** Predicts: writes the outputs. Allocates nothing. */");
  });
});

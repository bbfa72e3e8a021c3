import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { assembleFile, DEFAULTS } from "../../src/build.ts";
import { requireVerified } from "../../src/build/mismatches.ts";
import { nngen } from "./console.ts";

const net = new URL("../../examples/rosenbrock/net.ts", import.meta.url).pathname;

describe("derivatives in net.ts", () => {
  it("are shown by check, beside those of J", async () => {
    const { exit, out } = await nngen(["check", net, "--all"]);
    expect(exit).toBe(0);
    for (const where of ["grad[1]", "hessian[0, 1]", "∂J/∂x[0]"]) expect(out).toContain(where);
    expect(out).toMatch(/8 derivatives checked, largest difference/);
  });

  it("are checked by compile, and the module says so", async () => {
    const path = join(mkdtempSync(join(tmpdir(), "derivatives-")), "rosenbrock.ts");
    const { exit, out } = await nngen(["compile", net, "--out", path]);
    expect(exit).toBe(0);
    expect(out).toMatch(/derivatives +agree with central differences, largest error/);
    expect(readFileSync(path, "utf8")).toMatch(/^ \* {3}derivatives +agree with central differences/m);
  });

  it("that are wrong stop everything, by name", async () => {
    const { verification, compilation } = await assembleFile(net, DEFAULTS);
    expect(() => requireVerified(verification, compilation)).not.toThrow();
    const rows = verification.derivatives.rows.map((row) =>
      row.name === "hessian" && row.index === 2 ? { ...row, ok: false, analytic: 7 } : row,
    );
    const wrong = { ...verification, derivatives: { ok: false, rows } };
    expect(() => requireVerified(wrong, compilation)).toThrow(/The derivative hessian\[1, 0\] is 7; differences give/);
    const infinite = { ...verification, derivatives: { ok: false, rows: [], nonFinite: "hessian" } };
    expect(() => requireVerified(infinite, compilation)).toThrow(/The derivative hessian is not finite/);
  });
});

import { describe, expect, it } from "vitest";
import { assembleModule } from "../../src/module/assemble.ts";
import { CLASSIFICATION, REGRESSION } from "./standins.ts";

const header = { version: "0.1.0", source: { file: "net.ts", sha256: "0123" } };

describe("assembleModule", () => {
  it("exports the contract", async () => {
    const text = await assembleModule(CLASSIFICATION, header, { inferenceOnly: false });
    expect(text).toContain("export function create(options: CreateOptions = {}): Iris {");
    expect(text).toContain("export const PARAMETER_COUNT: number = 13;");
  });

  it("leaves out what a network does not need", async () => {
    const text = await assembleModule(REGRESSION, header, { inferenceOnly: true });
    expect(text).not.toMatch(/trainStep\(|classify|\badapt\b|gradient/);
  });
});

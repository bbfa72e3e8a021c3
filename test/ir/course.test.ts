import { describe, expect, it } from "vitest";
import { compileFile, DEFAULTS } from "../../src/build.ts";
import type { Statement } from "../../src/ir/kernel.ts";

/** Every line of the derivation in a kernel, in order. */
const linesOf = (body: readonly Statement[]): readonly string[] =>
  body.flatMap((statement) => {
    if (statement.kind === "group")
      return [...statement.note.lines.map((line) => line.text), ...linesOf(statement.body)];
    return statement.kind === "for" ? linesOf(statement.body) : [];
  });

describe("the readable style speaks the course's language", async () => {
  const net = new URL("../../examples/iris-logistic/net.ts", import.meta.url).pathname;
  const { compilation } = await compileFile(net, { ...DEFAULTS, style: "readable" });
  const lines = compilation.kernels.flatMap((kernel) => linesOf(kernel.body)).map((line) => line.normalize("NFC"));

  it.each(["β² = ŷ − species", "∇W² = (β²)ᵀ·h", "β¹ = h̄ * (h * (1 − h))", "∇W¹ = (β¹)ᵀ·t2", "W¹ ← W¹ − α * ∇W¹"])(
    "%s",
    (line) => {
      expect(lines).toContain(line.normalize("NFC"));
    },
  );
});

import { describe, expect, it } from "vitest";
import { compileFile } from "../../src/build.ts";
import { adjointListing } from "../../src/inspect/adjoint.ts";
import { opsListing } from "../../src/inspect/ops.ts";
import { listingText } from "../../src/inspect/text.ts";
import type { Program } from "../../src/ir/program.ts";

const { compilation } = await compileFile(new URL("../../examples/neuron/net.ts", import.meta.url).pathname);

const opsText = (program: Program): string => listingText(opsListing(program));
const adjointText = (program: Program): string => listingText(adjointListing(program));

/** The equations of a listing, in order. */
const equations = (text: string): readonly string[] =>
  text.split("\n").flatMap((line) => /^\s*(?:\d+\s+)?(\S+ = .+?)(?:  .*)?$/u.exec(line)?.[1]?.trim() ?? []);

describe("the course's neuron", () => {
  it("lists the course's primitive operations, under the course's names", () => {
    expect(equations(opsText(compilation.ops))).toEqual([
      "t1 = w·x",
      "z = t1 + b",
      "t3 = −z",
      "t4 = exp(t3)",
      "t5 = 1 + t4",
      "y = 1/t5",
      "t6 = y − t",
      "t7 = t6²",
      "L = t7/2",
    ]);
  });

  it("lists the chain rule over them, op by op", () => {
    const text = compilation.adjoint === undefined ? "" : adjointText(compilation.adjoint).normalize("NFD");
    expect(equations(text)).toEqual(
      [
        "L̄ = 1",
        "t̄7 = L̄/2",
        "t̄6 = t̄7·2t6",
        "ȳ = t̄6",
        "t̄5 = −ȳ·y²",
        "t̄4 = t̄5",
        "t̄3 = t̄4·t4",
        "z̄ = −t̄3",
        "t̄1 = z̄",
        "b̄ = z̄",
        "w̄ = t̄1·x",
      ].map((line) => line.normalize("NFD")),
    );
  });

  it("is optimised to ȳ·y(1 − y)", () => {
    expect(equations(opsText(compilation.optimized)).join("\n").normalize("NFD")).toContain(
      "z̄ = t6·y(1 − y)".normalize("NFD"),
    );
  });
});

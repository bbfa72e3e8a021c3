import { describe, expect, it } from "vitest";
import { compile } from "../../src/compile.ts";
import * as nn from "../../src/index.ts";
import { adjointListing } from "../../src/inspect/adjoint.ts";
import { opsListing } from "../../src/inspect/ops.ts";
import { LATEX } from "../../src/ir/latex.ts";
import { notesOf } from "../lower/naming.ts";

const x = nn.input("x");
const w = nn.parameter("w");
const y = nn.sin(nn.mul(w, x));
const slope = nn.gradient(y, x);
const speed = nn.jvp(y, x, 1);
const bend = nn.jvp(speed, x, 1);
const loss = nn.add(nn.square(slope), nn.square(bend));
const network = nn.network({ name: "n", inputs: { x }, outputs: { y, speed }, loss });
const compilation = compile(network, notesOf({ y, slope, speed, bend }), {
  precision: "f64",
  style: "auto",
  inferenceOnly: false,
});
const lines = (listing: ReturnType<typeof opsListing>): readonly string[] =>
  listing.sections.flatMap((section) => section.lines.map(({ left, right }) => `${left} = ${right}`.normalize("NFC")));

const nfc = (text: string): string => text.normalize("NFC");

describe("derivatives in listings", () => {
  it("are the chain rule: ∂y/∂z backwards, ẋ forwards; what was computed once is not computed again", () => {
    expect(lines(opsListing(compilation.ops))).toEqual(
      [
        "t1 = w·x",
        "y = sin(t1)",
        "ẋ = 1",
        "ṫ1 = ẋ·w",
        "speed = ṫ1·cos(t1)",
        "∂y/∂y = 1",
        "∂y/∂t1 = ∂y/∂y·cos(t1)",
        "slope = ∂y/∂t1·w",
        "t3 = slope²",
        "bend = −ṫ1·sin(t1)·ṫ1",
        "t4 = bend²",
        "L = t3 + t4",
      ].map(nfc),
    );
  });

  it("have adjoints of their own", () => {
    const found = lines(adjointListing(compilation.adjoint ?? compilation.ops));
    expect(found).toContain(nfc("∂̅y̅/̅∂̅t̅1̅ = s̅l̅o̅p̅e̅·w"));
    expect(found).toContain(nfc("w̄ = s̅l̅o̅p̅e̅·∂y/∂t1 + ṫ̄1·ẋ + t̄1·x"));
  });

  it("are fractions and dots in LaTeX", () => {
    const found = lines(opsListing(compilation.ops, { markup: LATEX }));
    expect(found).toContain("\\dot{t}_{1} = \\dot{x} \\cdot w");
    expect(found).toContain(
      "\\frac{\\partial y}{\\partial t_{1}} = \\frac{\\partial y}{\\partial y} \\cdot \\cos(t_{1})",
    );
  });

  it("of derivatives are nested, and have two dots where forward mode is taken twice", () => {
    const g = nn.gradient(nn.square(nn.square(x)), x);
    const z = nn.square(nn.square(x));
    const twice = nn.jvp(nn.jvp(z, x, 1), x, 1);
    const nested = compile(nn.program({ inputs: { x }, outputs: { h: nn.gradient(g, x), twice } }), notesOf({ z }), {
      precision: "f64",
      style: "auto",
      inferenceOnly: false,
    });
    const names = nested.ops.instructions.flatMap(({ origin: { derivative } }) => derivative ?? []);
    expect(names).toContainEqual({ of: { of: "t2", by: "x" }, by: { of: "t2", by: "t1" } });
    expect(lines(opsListing(nested.ops)).join("\n")).toMatch(/∂\(∂t2\/∂x\)\/∂\(∂t2\/∂t1\) = /);
    expect(lines(opsListing(nested.ops)).some((line) => line.startsWith(nfc("ẗ")))).toBe(true);
  });
});

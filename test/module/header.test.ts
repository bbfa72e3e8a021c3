import { describe, expect, it } from "vitest";
import { headerOf, hasHeader, withChecks } from "../../src/module/header.ts";
import { planModule } from "../../src/module/plan.ts";
import { CLASSIFICATION, HOSTILE } from "./standins.ts";
import { assemble, HEADER, importModule } from "./tooling.ts";

describe("the header", () => {
  it("says where the module comes from and what its names stand for", () => {
    expect(headerOf(planModule(CLASSIFICATION, false), HEADER)).toMatchInlineSnapshot(`
      "/**
       * Compiled by nngen 0.1.0 from net.ts: a change made here is lost when it is compiled again.
       *
       * iris: a network with 13 parameters
       *
       *   inputs     x [2]
       *   targets    y [3] (setosa, versicolor, virginica)
       *   outputs    yHat [3] (setosa, versicolor, virginica)
       *   optimizer  sgd
       *   precision  f64
       *   memory     392 bytes a network
       *   gradient   not checked
       *   sha256     0123456789abcdef
       *
       *   mean0 = x.mean [2]
       *   scale0 = x.scale [2]
       *   W00 = yHat.x [3, 2]
       *   b0 = yHat.bias [3]
       */
      "
    `);
    expect(headerOf(planModule(CLASSIFICATION, true), HEADER)).toMatchInlineSnapshot(`
      "/**
       * Compiled by nngen 0.1.0 from net.ts: a change made here is lost when it is compiled again.
       *
       * iris: a network with 13 parameters
       *
       *   inputs     x [2]
       *   outputs    yHat [3] (setosa, versicolor, virginica)
       *   precision  f64
       *   memory     168 bytes a network
       *   sha256     0123456789abcdef
       *
       *   mean0 = x.mean [2]
       *   scale0 = x.scale [2]
       *   W00 = yHat.x [3, 2]
       *   b0 = yHat.bias [3]
       */
      "
    `);
  });

  it("counts the bytes of the arrays that are really there", async () => {
    const { create } = await importModule(await assemble(CLASSIFICATION));
    const net = create();
    const arrays = [net.parameters, net.gradient, net.state, net.loss, ...Object.values(net.buffers)];
    // And two arrays that only the functions see: hyper with 2 numbers, z with 3.
    const bytes = arrays.reduce((sum, { byteLength }) => sum + byteLength, 0) + 16 + 24;
    expect(headerOf(planModule(CLASSIFICATION, false), HEADER)).toContain(` ${bytes} bytes a network`);
  });

  it("takes the outcome of the gradient check without touching anything else", async () => {
    const text = await assemble(CLASSIFICATION);
    const check = { largestError: 2.81e-11, at: "dense.weight[2, 1]" };
    const checked = withChecks(text, { gradient: check });
    const line =
      " *   gradient   agrees with central differences: the largest error is 2.8e-11, at dense.weight[2, 1]\n";
    expect(checked).toBe(text.replace(" *   gradient   not checked\n", line));
    expect(checked).toContain(headerOf(planModule(CLASSIFICATION, false), { ...HEADER, checks: { gradient: check } }));
  });

  it("speaks of the derivatives inside the graph where there are any", async () => {
    const text = headerOf(planModule(CLASSIFICATION, false), { ...HEADER, hasDerivatives: true });
    const check = { largestError: 2e-9, at: "hessian[0, 1]" };
    expect(withChecks(text, { gradient: check, derivatives: check }).match(/^.*differences.*$/gm)).toEqual([
      " *   gradient     agrees with central differences: the largest error is 2.0e-9, at hessian[0, 1]",
      " *   derivatives  agree with central differences: the largest error is 2.0e-9, at hessian[0, 1]",
    ]);
  });

  it("is told from other files", async () => {
    expect(hasHeader(await assemble(CLASSIFICATION))).toBe(true);
    expect(hasHeader((await assemble(HOSTILE)).replaceAll("\n", "\r\n"))).toBe(true);
    expect(hasHeader("")).toBe(false);
    expect(hasHeader("export const a = 1;\n// Compiled by nngen 0.1.0 from net.ts\n")).toBe(false);
  });

  it("ends where it should, whatever the names", () => {
    const source = { file: "*/ net.ts\u2028", sha256: "0" };
    const header = headerOf(planModule(HOSTILE, false), { version: "0.1.0", source });
    expect(header.indexOf("*/")).toBe(header.length - 3);
    expect(header).not.toMatch(/<\/|<!--|\u2028/);
  });
});

import { describe, expect, it } from "vitest";
import { minimise } from "../../examples/rosenbrock/minimise.ts";
import { create, metadata } from "../../generated/rosenbrock/rosenbrock.ts";

describe("Rosenbrock's function, a program", () => {
  it("is minimised in fewer than 50 steps of L-BFGS", () => {
    const path = minimise();
    expect(path.length - 1).toBeLessThan(50);
    const last = path.at(-1);
    expect(last?.x[0]).toBeCloseTo(1, 8);
    expect(last?.x[1]).toBeCloseTo(1, 8);
    expect(last?.f).toBeLessThan(1e-16);
    // ∇²f(1, 1) = [802, −400; −400, 200]
    expect(last?.curvatures[0]).toBeCloseTo(0.39936, 4);
    expect(last?.curvatures[1]).toBeCloseTo(1001.60064, 3);
  });

  it("computes f, ∇f and ∇²f in one call", () => {
    const program = create({ parameters: [-1.2, 1] });
    program.forward();
    expect(program.buffers.f[0]).toBeCloseTo(24.2, 12);
    expect(Array.from(program.buffers.grad, (value) => Math.round(value * 1e9) / 1e9)).toEqual([-215.6, -88]);
    expect(Array.from(program.buffers.hessian, (value) => Math.round(value * 1e9) / 1e9)).toEqual([
      1330, 480, 480, 200,
    ]);
  });

  it("has no inputs, and nothing that would take rows", () => {
    expect(metadata.inputs).toEqual([]);
    expect(Object.keys(create())).not.toContain("fit");
    expect(Object.keys(create())).not.toContain("predict");
  });
});

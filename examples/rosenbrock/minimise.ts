import { create } from "../../generated/rosenbrock/rosenbrock.ts";

export interface Point {
  readonly x: readonly number[];
  readonly f: number;
  /** ‖∇f‖ */
  readonly slope: number;
  /** The eigenvalues of ∇²f, the smaller one first. */
  readonly curvatures: readonly [number, number];
}

/** Steps of L-BFGS from the usual start until the gradient is as good as 0; the point before each step, and the last one. */
export function minimise(start: readonly number[] = [-1.2, 1]): readonly Point[] {
  const program = create({ parameters: start });
  const { f, grad, hessian } = program.buffers;
  const path: Point[] = [];
  for (;;) {
    program.forward();
    const [a = NaN, b = NaN, , d = NaN] = hessian;
    const spread = Math.hypot((a - d) / 2, b);
    path.push({
      x: [...program.parameters],
      f: f[0] ?? NaN,
      slope: Math.hypot(...grad),
      curvatures: [(a + d) / 2 - spread, (a + d) / 2 + spread],
    });
    if (!((path.at(-1)?.slope ?? 0) > 1e-8) || path.length > 1000) return path;
    program.trainStep();
  }
}

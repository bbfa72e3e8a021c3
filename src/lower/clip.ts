import type { Optimizer } from "../ir/optimizer.ts";
import type { Apply } from "../ir/op.ts";
import type { Operand } from "../ir/program.ts";
import { add, div, mul, square } from "../ops/arithmetic.ts";
import { clamp, maximum } from "../ops/bounds.ts";
import { broadcast, sum } from "../ops/reduction.ts";
import { sqrt } from "../ops/transcendental.ts";

/**
 * Gradients as the optimiser takes them: each element kept between ±c, then all of them together shortened to the length n,
 * g · n/max(‖g‖, n), as TensorFlow has it; PyTorch's `clip_grad_norm_` divides by ‖g‖ + 10⁻⁶.
 */
export function clipped(
  on: Apply<Operand>,
  gradients: readonly Operand[],
  { clipValue: c, globalClipNorm: n }: Optimizer,
): readonly Operand[] {
  const kept = c === undefined ? gradients : gradients.map((gradient) => on(clamp, [gradient, -c, c]));
  if (n === undefined) return kept;
  const squares = kept.map((gradient) => {
    const axes = gradient.type.shape.map((_, axis) => axis);
    const each = on(square, [gradient]);
    return axes.length === 0 ? each : on(sum, [each], { axes });
  });
  const norm = on(sqrt, [squares.reduce((a, b) => on(add, [a, b]))]);
  const factor = on(div, [n, on(maximum, [norm, n])]);
  return kept.map((gradient) => {
    const { shape } = gradient.type;
    return on(mul, [gradient, shape.length === 0 ? factor : on(broadcast, [factor], { shape, axes: [] })]);
  });
}

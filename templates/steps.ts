/** Arrays of steps that do not fit. */
import { fail } from "./checks.ts";
import type { Tensor } from "./interface.ts";

/** Fails unless an array holds `count` steps of `size` values: `echo.process: x has 64 values; 128 steps need 128`. */
export function checkSteps({ name }: Tensor, { length }: ArrayLike<unknown>, count: number, size: number): void {
  if (!(count > 0 && count % 1 === 0)) fail("process", `count is ${count}`);
  const needed = count * size;
  if (length === needed) return;
  const [values, steps] = [length === 1 ? "value" : "values", count === 1 ? "step needs" : "steps need"];
  fail("process", `${name} has ${length} ${values}; ${count} ${steps} ${needed}`);
}

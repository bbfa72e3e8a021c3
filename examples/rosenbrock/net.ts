// No network but a function: Rosenbrock's valley, its gradient and its Hessian, and what is minimised over the parameters x.
import { add, gradient, hessian, mul, parameter, program, slice, square, sub, sum } from "nngen";

const n = 2;
const x = parameter("x", [n]);

// f(x) = Σ 100 (xᵢ₊₁ − xᵢ²)² + (1 − xᵢ)²
const here = slice(x, { start: 0, end: n - 1 });
const next = slice(x, { start: 1, end: n });
const f = sum(add(mul(100, square(sub(next, square(here)))), square(sub(1, here))));

export default program({
  name: "rosenbrock",
  outputs: { f, grad: gradient(f, x), hessian: hessian(f, x) },
  minimize: f,
});

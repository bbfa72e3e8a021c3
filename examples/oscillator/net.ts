// A physics-informed fit: a network x(t) that solves ẍ + 2ζω ẋ + ω²x = 0, x(0) = 1, ẋ(0) = 0, because its loss is what is left of the equation.
import { add, dense, input, jvp, lbfgs, mul, network, sin, square, sum, tanh } from "nngen";
import { omega, zeta } from "./spring.ts";

const t = input("t", [1]);
const hidden = dense(t, 16);
const waves = sin(hidden);
const out = dense(tanh(dense(waves, 16)), 1);

// x(0) = 1 and ẋ(0) = 0 hold whatever the network says.
const x = sum(add(1, mul(square(tanh(t)), out)));
const velocity = jvp(x, t, 1);
const acceleration = jvp(velocity, t, 1);
const residual = add(acceleration, add(mul(2 * zeta * omega, velocity), mul(omega ** 2, x)));

export default network({
  name: "oscillator",
  inputs: { t },
  outputs: { x, velocity },
  loss: square(residual),
  optimizer: lbfgs(),
});

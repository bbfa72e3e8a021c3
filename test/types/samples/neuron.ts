// Lesson 1, slides "Autograd" and "Primitive Operations". The second form is the slide's "original program".
import { add, div, exp, input, mul, neg, network, parameter, sgd, square, sub } from "nngen";
const x = input("x");
const t = input("t");
const w = parameter("w");
const b = parameter("b");

const z = add(mul(w, x), b); // z = wx + b
const y = div(1, add(1, exp(neg(z)))); // y = 1 / (1 + e^-z)   a number stands for a constant
const L = div(square(sub(y, t)), 2); // L = ½ (y − t)²
export default network({
  name: "neuron",
  inputs: { x, t },
  outputs: { y },
  loss: L,
  optimizer: sgd({ learningRate: 0.1 }),
});

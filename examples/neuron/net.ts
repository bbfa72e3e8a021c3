// The course's neuron: z = wx + b, y = σ(z), L = ½(y − t)². Slides "Autograd" and "Primitive Operations".
import { add, halfSquaredError, input, logistic, mul, network, parameter, sgd } from "nngen";

const x = input("x");
const t = input("t");
const w = parameter("w");
const b = parameter("b", [], { role: "bias" });

const z = add(mul(w, x), b);
const y = logistic(z);
const L = halfSquaredError(y, t);

export default network({
  name: "neuron",
  inputs: { x, t },
  outputs: { y },
  loss: L,
  optimizer: sgd({ learningRate: 0.1 }),
});

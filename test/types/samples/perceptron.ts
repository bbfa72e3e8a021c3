// Lesson 2, slides "Perceptron Classifier (2 features)": ŷ = T(w1 x1 + w2 x2 + w0), T a threshold at 0 with values 0 and 1.
import { add, input, mul, network, parameter, perceptronLoss, sgd, step } from "nngen";
const x1 = input("x1"),
  x2 = input("x2");
const y = input("y"); // 0 or 1; perceptronLoss takes 0/1 as the slides do (hinge takes ±1: say so in its hover)
const w1 = parameter("w1"),
  w2 = parameter("w2"),
  w0 = parameter("w0");
const z = add(mul(w1, x1), mul(w2, x2), w0);
const yHat = step(z); // inspect and comments print T(z)
export default network({
  name: "perceptron",
  inputs: { x1, x2, y },
  outputs: { yHat },
  loss: perceptronLoss(z, y),
  optimizer: sgd({ learningRate: 1 }),
});

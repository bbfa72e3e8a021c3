// Lesson 3, slides "Features and perceptrons": Φ(x) = [1 x x²], decision T(ax² + bx + c), boundary ax² + bx + c = 0.
import { binaryCrossEntropy, input, logistic, mul, network, parameter, polynomial, sgd, step, sum } from "nngen";
const x = input("x");
const y = input("y");
const Phi = polynomial(x, 2); // [1, x, x²], with the leading 1
const theta = parameter("theta", [3]); // c, b, a
const z = sum(mul(theta, Phi));
export default network({
  name: "features",
  inputs: { x, y },
  outputs: { p: logistic(z), yHat: step(z) },
  loss: binaryCrossEntropy(logistic(z), y),
  optimizer: sgd({ learningRate: 0.5 }),
});

// The course's perceptron, slide "Perceptron Classifier (2 features)": ŷ = T(w1 x1 + w2 x2 + w0), T(z) = 1 where z ≥ 0, else 0.
import { add, csv, input, mul, network, parameter, perceptronLoss, sgd, step } from "nngen";

const x1 = input("x1");
const x2 = input("x2");
const y = input("y", [], { domain: [0, 1] });
const w1 = parameter("w1", [], { initialize: "zeros" });
const w2 = parameter("w2", [], { initialize: "zeros" });
const w0 = parameter("w0", [], { role: "bias" });

const z = add(mul(w1, x1), mul(w2, x2), w0);
const yHat = step(z);

export default network({
  name: "perceptron",
  inputs: { x1, x2, y },
  outputs: { yHat },
  loss: perceptronLoss(z, y),
  optimizer: sgd({ learningRate: 1 }),
  data: csv("setosa-versicolor.csv", { x1: "Petal.Length", x2: "Petal.Width", y: "y" }),
});

// Lesson 5, slide "Example: Classification, Iris data": 2-10-3, logistic sigmoid activations (plural: hidden AND output), y = [0 0 1].
import { binaryCrossEntropy, csv, dense, input, l2, label, logistic, network, sgd } from "nngen";
const x = input("x", [2]);
const y = label("y", ["setosa", "versicolor", "virginica"]); // one-hot, shape [3]; names reach metadata, predict and the CLI
const h = logistic(dense(x, 10));
const yHat = logistic(dense(h, 3));
export default network({
  name: "iris-logistic",
  inputs: { x, y },
  outputs: { yHat },
  loss: binaryCrossEntropy(yHat, y), // slide "multiple output nodes": Σ_k, not the mean over k
  regularizer: l2(0.001),
  optimizer: sgd({ learningRate: 0.5 }),
  data: csv("iris.csv", { x: ["Petal.Length", "Petal.Width"], y: "Species" }),
});

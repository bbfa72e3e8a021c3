// Classification, Iris data: 2-10-3, logistic hidden layer, softmax and cross entropy, from the petal's length and width.
import { csv, dense, input, label, logistic, network, sgd, softmax, softmaxCrossEntropy, standardize } from "nngen";

const x = input("x", [2]);
const species = label("species", ["setosa", "versicolor", "virginica"]);

const hidden = dense(standardize(x), 10);
const h = logistic(hidden);
const scores = dense(h, 3);
const yHat = softmax(scores);

export default network({
  name: "iris",
  inputs: { x, species },
  outputs: { yHat },
  loss: softmaxCrossEntropy(scores, species),
  optimizer: sgd({ learningRate: 0.5 }),
  data: csv("iris.csv", { x: ["Petal.Length", "Petal.Width"], species: "Species" }),
});

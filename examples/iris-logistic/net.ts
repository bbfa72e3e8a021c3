// Classification, Iris data, in the course's form: 2-10-3 with logistic activations, in the hidden and in the output layer, and binary cross
// entropy summed over the three outputs.
import { binaryCrossEntropy, csv, dense, input, l2, label, logistic, network, sgd, standardize } from "nngen";

const x = input("x", [2]);
const species = label("species", ["setosa", "versicolor", "virginica"]);

const hidden = dense(standardize(x), 10);
const h = logistic(hidden);
const scores = dense(h, 3);
const yHat = logistic(scores);

export default network({
  name: "iris-logistic",
  inputs: { x, species },
  outputs: { yHat },
  loss: binaryCrossEntropy(yHat, species),
  regularizer: l2(0.001),
  optimizer: sgd({ learningRate: 0.5 }),
  data: csv("iris.csv", { x: ["Petal.Length", "Petal.Width"], species: "Species" }),
});

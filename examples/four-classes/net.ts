// The course's image classification into four classes, one-hot: 12x16 pixels, 24 hidden units, softmax.
import { adam, dense, input, label, logistic, network, softmax, softmaxCrossEntropy } from "nngen";

const x = input("x", [192]); // 12 rows of 16 pixels, from 0 to 1
const seen = label("seen", ["pedestrian", "car", "motorcycle", "truck"]); // [1, 0, 0, 0], …, [0, 0, 0, 1]

const hidden = dense(x, 24);
const h = logistic(hidden);
const scores = dense(h, 4);
const yHat = softmax(scores);

export default network({
  name: "four-classes",
  inputs: { x, seen },
  outputs: { yHat },
  loss: softmaxCrossEntropy(scores, seen),
  optimizer: adam({ learningRate: 0.02 }),
});

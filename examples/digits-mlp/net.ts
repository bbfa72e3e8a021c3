// Handwritten digits, 8x8 pixels from 0 to 16: 64-32-10, ReLU, softmax and cross entropy.
import { adam, csv, dense, input, label, mul, network, relu, softmax, softmaxCrossEntropy } from "nngen";

const x = input("x", [64]);
const digit = label("digit", 10);

const hidden = dense(mul(x, 1 / 16), 32);
const h = relu(hidden);
const scores = dense(h, 10);
const yHat = softmax(scores);

export default network({
  name: "digits-mlp",
  inputs: { x, digit },
  outputs: { yHat },
  loss: softmaxCrossEntropy(scores, digit),
  optimizer: adam({ learningRate: 0.02 }),
  data: csv("../digits/digits.csv", { x: Array.from({ length: 64 }, (_, i) => `p${i}`), digit: "digit" }),
});

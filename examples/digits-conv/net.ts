// Handwritten digits, 8x8 pixels from 0 to 16: a convolution with 8 filters of 3x3, max pooling of 2x2, a dense layer.
import { adam, conv2d, csv, dense, flatten, input, label, maxPool2d, mul, network, relu, reshape, softmax, softmaxCrossEntropy } from "nngen"; // prettier-ignore

const x = input("x", [64]);
const digit = label("digit", 10);

const image = reshape(mul(x, 1 / 16), [1, 8, 8]);
const filters = conv2d(image, 8, 3, { padding: "same" });
const h = maxPool2d(relu(filters), 2);
const scores = dense(flatten(h), 10);
const yHat = softmax(scores);

export default network({
  name: "digits-conv",
  inputs: { x, digit },
  outputs: { yHat },
  loss: softmaxCrossEntropy(scores, digit),
  optimizer: adam({ learningRate: 0.02 }),
  data: csv("../digits/digits.csv", { x: Array.from({ length: 64 }, (_, i) => `p${i}`), digit: "digit" }),
});

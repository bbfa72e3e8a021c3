// Seven yes-or-no questions at once: which segments of a display show the digit that is written in 8x8 pixels?
import { adam, binaryCrossEntropy, dense, input, logistic, mul, network, relu } from "nngen";

const x = input("x", [64]); // ink, from 0 to 16
const segments = input("segments", [7], { domain: [0, 1] });

const hidden = dense(mul(x, 1 / 16), 32);
const h = relu(hidden);
const scores = dense(h, 7);
const yHat = logistic(scores);

export default network({
  name: "multi-label",
  inputs: { x, segments },
  outputs: { yHat },
  loss: binaryCrossEntropy(yHat, segments),
  optimizer: adam({ learningRate: 0.02 }),
});

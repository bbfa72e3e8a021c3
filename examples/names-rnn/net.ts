// The next letter of a first name, after the six before it: embedding, GRU, dense, softmax over 26 letters and the name's end.
import { adam, dense, embedding, gru, input, label, network, softmax, softmaxCrossEntropy } from "nngen";

const letters = [".", ..."abcdefghijklmnopqrstuvwxyz"];

const before = input("before", [6], { element: "int32", domain: [0, 26] }); // "..mari" of "marie"; 0 is "."
const next = label("next", letters);

const embedded = embedding(before, 27, 8);
const h = gru(embedded, 24);
const scores = dense(h, 27);
const yHat = softmax(scores);

export default network({
  name: "names-rnn",
  inputs: { before, next },
  outputs: { yHat },
  loss: softmaxCrossEntropy(scores, next),
  optimizer: adam({ learningRate: 0.01 }),
});

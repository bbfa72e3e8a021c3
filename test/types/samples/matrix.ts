// Lesson 4, slide "Forward Propagation": rows of X are examples; a string is an axis whose length is `count`.
import { input, logistic, l2, matmul, network, parameter, sgd, softmax, softmaxCrossEntropy, transpose } from "nngen";
const X = input("X", ["m", 3]);
const Y = input("Y", ["m", 2]);
const W1 = parameter("W1", [5, 3]);
const W2 = parameter("W2", [2, 5]);
const T = matmul(X, transpose(W1)); // T = X·(W¹)ᵀ
const H = logistic(T); // H = σ(T)
const S = matmul(H, transpose(W2)); // S = H·(W²)ᵀ
const YHat = softmax(S); // Ŷ = softmax(S), row by row
export default network({
  name: "matrix",
  inputs: { X, Y },
  outputs: { YHat },
  loss: softmaxCrossEntropy(S, Y),
  regularizer: l2(0.01),
  optimizer: sgd({ learningRate: 0.5 }),
});

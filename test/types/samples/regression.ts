// Regression with two hidden layers, as one who comes from Keras writes it.
import { adam, dense, input, network, squaredError, standardize, tanh, unstandardize } from "nngen";

const x = input("x", [1]);
const y = input("y", [1]);
const h1 = tanh(dense(standardize(x), 16));
const h2 = tanh(dense(h1, 16));
const out = dense(h2, 1);

export default network({
  name: "regression",
  inputs: { x, y },
  outputs: { yHat: unstandardize(out, y) },
  loss: squaredError(out, standardize(y)),
  optimizer: adam({ learningRate: 0.01 }),
});

// Regression, MCycle data: 1-10-1, logistic hidden layer, linear output, from the time after impact to the acceleration of the head.
import { adam, csv, dense, input, logistic, network, squaredError, standardize, unstandardize } from "nngen";

const x = input("x", [1]);
const y = input("y", [1]);

const hidden = dense(standardize(x), 10);
const h = logistic(hidden);
const out = dense(h, 1);
const yHat = unstandardize(out, y);

export default network({
  name: "mcycle",
  inputs: { x, y },
  outputs: { yHat },
  loss: squaredError(out, standardize(y)),
  optimizer: adam({ learningRate: 0.05 }),
  data: csv("mcycle.csv", { x: "times", y: "accel" }),
});

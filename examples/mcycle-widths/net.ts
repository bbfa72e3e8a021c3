// How flexible a network is: the MCycle data, with 1, 2, 5, 10 and 50 hidden nodes side by side.
import { adam, csv, input, mlp, network, squaredError, standardize, tanh, unstandardize } from "nngen";

const x = input("x", [1]); // ms after the impact
const y = input("y", [1]); // acceleration of the head, in g

const approximation = (hidden: number) =>
  mlp({ inputs: standardize(x), hidden, outputs: 1, activation: tanh, name: `nodes${hidden}` });
const nodes1 = approximation(1);
const nodes2 = approximation(2);
const nodes5 = approximation(5);
const nodes10 = approximation(10);
const nodes50 = approximation(50);

export default network({
  name: "mcycle-widths",
  inputs: { x, y },
  outputs: {
    yHat1: unstandardize(nodes1, y),
    yHat2: unstandardize(nodes2, y),
    yHat5: unstandardize(nodes5, y),
    yHat10: unstandardize(nodes10, y),
    yHat50: unstandardize(nodes50, y),
  },
  // They share no parameters, so the sum of their losses trains each as if it were alone.
  loss: [nodes1, nodes2, nodes5, nodes10, nodes50].map((z) => squaredError(z, standardize(y))),
  optimizer: adam({ learningRate: 0.05 }),
  data: csv("../mcycle/mcycle.csv", { x: "times", y: "accel" }),
});

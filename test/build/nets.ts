/** z = wx + b, y = σ(z), L = ½(y − t)². */
export const NEURON = `import { add, halfSquaredError, input, logistic, mul, network, parameter, sgd } from "nngen";
const x = input("x");
const t = input("t");
const w = parameter("w");
const b = parameter("b");
const z = add(mul(w, x), b);
const y = logistic(z);
export default network({
  name: "neuron",
  inputs: { x, t },
  outputs: { y },
  loss: halfSquaredError(y, t),
  optimizer: sgd({ learningRate: 0.5 }),
});
`;

/** Two numbers in, one of two classes out. */
export const CLASSIFIER = `import { csv, dense, input, label, network, sgd, softmax, softmaxCrossEntropy } from "nngen";
const x = input("x", [2]);
const kind = label("kind", ["no", "yes"]);
const scores = dense(x, 2);
export default network({
  name: "classifier",
  inputs: { x, kind },
  outputs: { y: softmax(scores) },
  loss: softmaxCrossEntropy(scores, kind),
  optimizer: sgd({ learningRate: 0.5 }),
  data: csv("rows.csv", { x: ["a", "b"], kind: "kind" }),
});
`;

/** Rows for the classifier: "yes" where a > b. */
export const ROWS = `a,b,kind\n${Array.from({ length: 40 }, (_, i) => {
  const [a, b] = [Math.sin(i * 1.7), Math.cos(i * 2.3)];
  return `${a.toFixed(3)},${b.toFixed(3)},${a > b ? "yes" : "no"}`;
}).join("\n")}\n`;

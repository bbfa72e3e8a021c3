// Linear classifiers of features: Φ(x) = [1, x, x², …], thresholds, and a hinge loss. Is an iris a versicolor, by the length of its petals?
import { adam, add, binaryCrossEntropyWithLogits, csv, hinge, input, mul, network, parameter, stack, standardize, step, sub, sum } from "nngen"; // prettier-ignore

const length = input("length"); // in cm
const y = input("y", [], { domain: [0, 1] });
const x = standardize(length);
const x2 = mul(x, x);
const x3 = mul(x2, x);

// One threshold: bx + c.
const b1 = parameter("line.b");
const c1 = parameter("line.c", [], { role: "bias" });
const line = add(mul(b1, x), c1);

// The boundary ax² + bx + c = 0 has two solutions, with the versicolors in between.
const a2 = parameter("parabola.a");
const b2 = parameter("parabola.b");
const c2 = parameter("parabola.c", [], { role: "bias" });
const parabola = add(mul(a2, x2), mul(b2, x), c2);

// θ·Φ(x) with Φ(x) = [1, x, x², x³]; the feature 1 is that of the bias.
const theta = parameter("cubic.theta", [3]);
const theta0 = parameter("cubic.theta0", [], { role: "bias" });
const cubic = add(sum(mul(theta, stack([x, x2, x3]))), theta0);

// Step functions as features, one every centimetre: the score is a staircase.
const stairs = stack([2, 3, 4, 5, 6].map((at) => step(sub(length, at))));
const v = parameter("stairs.v", [5]);
const v0 = parameter("stairs.v0", [], { role: "bias" });
const staircase = add(sum(mul(v, stairs)), v0);

// The features of the parabola again, with the hinge loss of a support vector machine.
const aH = parameter("margin.a");
const bH = parameter("margin.b");
const cH = parameter("margin.c", [], { role: "bias" });
const margin = add(mul(aH, x2), mul(bH, x), cH);

export default network({
  name: "polynomial",
  inputs: { length, y },
  outputs: { line, parabola, cubic, staircase, margin },
  loss: [
    ...[line, parabola, cubic, staircase].map((z) => binaryCrossEntropyWithLogits(z, y)),
    hinge(margin, sub(mul(2, y), 1)),
  ],
  optimizer: adam({ learningRate: 0.1 }),
  data: csv("petals.csv", { length: "Petal.Length", y: "y" }),
});

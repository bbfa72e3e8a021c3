import { describe, expect, it } from "vitest";
import { NODE } from "../../src/ir/graph.ts";
import * as nn from "../../src/index.ts";
import { diagnosticOf, errorOf, formula, untyped } from "./formula.ts";

const vectors = [nn.input("p", [3]), nn.input("y", [3])] as const;
const scalars = [nn.input("p"), nn.input("y")] as const;
const rows = [nn.input("p", ["m", 3]), nn.input("y", ["m", 3])] as const;
const column = [nn.input("p", ["m"]), nn.input("y", ["m"])] as const;

const LOSSES = {
  squaredError: nn.squaredError,
  halfSquaredError: nn.halfSquaredError,
  meanSquaredError: nn.meanSquaredError,
  binaryCrossEntropy: nn.binaryCrossEntropy,
  softmaxCrossEntropy: nn.softmaxCrossEntropy,
  perceptronLoss: nn.perceptronLoss,
  binaryCrossEntropyWithLogits: nn.binaryCrossEntropyWithLogits,
  crossEntropy: nn.crossEntropy,
  klDivergence: nn.klDivergence,
  hinge: nn.hinge,
  multiclassHinge: nn.multiclassHinge,
  absoluteError: nn.absoluteError,
  meanAbsoluteError: nn.meanAbsoluteError,
  huber: nn.huber,
};

describe.each(Object.entries(LOSSES))("%s", (name, loss) => {
  it("is one number an example", () => {
    expect(loss(...vectors)[NODE]).toMatchObject({
      kind: "composite",
      name,
      shape: [],
      operands: vectors.map((x) => x[NODE]),
    });
    expect(loss(...rows).shape).toEqual(["m"]);
  });

  it("reports a target of another shape", () => {
    const node = errorOf(untyped(loss)(vectors[0], nn.input("y", [4])));
    expect(node.diagnostic).toMatchObject({ code: "shape-mismatch", found: "[4]", expected: "[3]" });
    expect(node.diagnostic.message).toBe(`${name}: the shapes of "p" [3] and "y" [4] differ`);
    expect(node.shape).toEqual([]);
    expect(errorOf(untyped(loss)(rows[0], vectors[1])).shape).toEqual(["m"]);
  });

  it("does not take a scalar target for a vector", () => {
    expect(diagnosticOf(untyped(loss)(vectors[0], scalars[1]))).toMatchObject({ found: "[]", expected: "[3]" });
    expect(diagnosticOf(untyped(loss)(scalars[0], vectors[1]))).toMatchObject({ found: "[3]", expected: "[]" });
  });

  it("reports what is no tensor, and nothing that rests on a mistake", () => {
    expect(diagnosticOf(untyped(loss)(vectors[0], undefined)).message).toBe(`${name}: operand 2 is undefined`);
    const wrong = untyped(nn.add)(vectors[0], nn.input("wide", [10]));
    expect(untyped(loss)(wrong, nn.input("y", [10]))[NODE].kind).toBe("composite");
  });
});

describe("the formulas", () => {
  it("of one vector", () => {
    expect(formula(nn.squaredError(...vectors))).toBe("sum{[0]}(square(sub(p, y)))");
    expect(formula(nn.halfSquaredError(...vectors))).toBe("div(sum{[0]}(square(sub(p, y))), 2)");
    expect(formula(nn.meanSquaredError(...vectors))).toBe("div(sum{[0]}(square(sub(p, y))), 3)");
    expect(formula(nn.binaryCrossEntropy(...vectors))).toBe(
      "sum{[0]}(neg(add(mul(y, log(p)), mul(sub(1, y), log(sub(1, p))))))",
    );
    expect(formula(nn.softmaxCrossEntropy(...vectors))).toBe(
      "neg(sum{[0]}(mul(y, log(div(exp(p), broadcast{[3] []}(sum{[0]}(exp(p))))))))",
    );
    expect(formula(nn.perceptronLoss(...vectors))).toBe("sub(0, sum{[0]}(mul(sub(y, step(p)), p)))");
  });

  it("of one vector: margins, absolute errors and divergences", () => {
    expect(formula(nn.hinge(...vectors))).toBe("sum{[0]}(relu(sub(1, mul(y, p))))");
    expect(formula(nn.multiclassHinge(...vectors))).toBe("sub(max{[0]}(add(p, sub(1, y))), sum{[0]}(mul(y, p)))");
    expect(formula(nn.absoluteError(...vectors))).toBe("sum{[0]}(abs(sub(p, y)))");
    expect(formula(nn.meanAbsoluteError(...vectors))).toBe("div(sum{[0]}(abs(sub(p, y))), 3)");
    expect(formula(nn.huber(...vectors, { delta: 2 }))).toBe(
      "sum{[0]}(select(lessEqual(abs(sub(p, y)), 2), mul(0.5, square(sub(p, y))), mul(2, sub(abs(sub(p, y)), 1))))",
    );
    expect(formula(nn.binaryCrossEntropyWithLogits(...scalars))).toBe(
      "neg(add(mul(y, log(reciprocal(add(1, exp(neg(p)))))), mul(sub(1, y), log(sub(1, reciprocal(add(1, exp(neg(p)))))))))",
    );
    expect(formula(nn.crossEntropy(...vectors))).toBe("neg(sum{[0]}(select(equal(y, 0), 0, mul(y, log(p)))))");
    expect(formula(nn.klDivergence(...vectors))).toBe("sum{[0]}(select(equal(y, 0), 0, mul(y, sub(log(y), log(p)))))");
  });

  it("of huber needs a δ above 0", () => {
    const huber = untyped(nn.huber);
    expect(diagnosticOf(huber(...vectors, { delta: 0 })).message).toBe("huber: delta is 0");
    expect(diagnosticOf(huber(...vectors, { epsilon: 1 })).message).toBe('huber has no option "epsilon"');
    expect(errorOf(huber(...rows, { delta: -1 })).shape).toEqual(["m"]);
  });

  it("of a scalar, without a sum", () => {
    expect(formula(nn.squaredError(...scalars))).toBe("square(sub(p, y))");
    expect(formula(nn.halfSquaredError(...scalars))).toBe("div(square(sub(p, y)), 2)");
    expect(formula(nn.meanSquaredError(...scalars))).toBe("square(sub(p, y))");
    expect(formula(nn.binaryCrossEntropy(...scalars))).toBe("neg(add(mul(y, log(p)), mul(sub(1, y), log(sub(1, p)))))");
  });

  it("of rows, over the outputs of each", () => {
    expect(formula(nn.squaredError(...rows))).toBe("sum{[1]}(square(sub(p, y)))");
    expect(formula(nn.meanSquaredError(...rows))).toBe("div(sum{[1]}(square(sub(p, y))), 3)");
    expect(formula(nn.softmaxCrossEntropy(...rows))).toBe(
      'neg(sum{[1]}(mul(y, log(div(exp(p), broadcast{["m",3] [0]}(sum{[1]}(exp(p))))))))',
    );
    expect(formula(nn.squaredError(...column))).toBe("square(sub(p, y))");
  });

  it("take a number for the target", () => {
    expect(formula(nn.squaredError(vectors[0], 1))).toBe("sum{[0]}(square(sub(p, 1)))");
  });

  it("softmax inside softmaxCrossEntropy keeps its name", () => {
    const names: string[] = [];
    const walk = (value: unknown): void => {
      if (typeof value !== "object" || value === null) return;
      if ("name" in value && "body" in value) names.push(String(value.name));
      for (const child of Object.values(value)) walk(child);
    };
    walk(nn.softmaxCrossEntropy(...vectors)[NODE]);
    expect(names).toEqual(["softmaxCrossEntropy", "softmax"]);
  });
});

const OF_CLASSES = [nn.softmaxCrossEntropy, nn.crossEntropy, nn.klDivergence, nn.multiclassHinge];

describe("losses of classes", () => {
  it.each(OF_CLASSES.map(untyped))("need an axis of classes", (loss) => {
    expect(diagnosticOf(loss(...scalars))).toMatchObject({ code: "shape-mismatch", found: "[]" });
    expect(diagnosticOf(loss(...column))).toMatchObject({ code: "shape-mismatch", found: "[m]" });
  });
});

it("a loss has no options", () => {
  const [a, b] = [nn.input("a", [3]), nn.input("b", [3])];
  expect(diagnosticOf(untyped(nn.squaredError)(a, b, { reduction: "mean" }))).toMatchObject({
    code: "bad-option",
    message: 'squaredError has no option "reduction"',
    expected: "2 operands and no options",
  });
});

describe("a prediction that is not what a loss takes", () => {
  const [z, y] = [nn.input("z", [3]), nn.input("y", [3])];
  it.each([
    ["softmaxCrossEntropy", nn.softmaxCrossEntropy(nn.softmax(z), y), "crossEntropy"],
    ["binaryCrossEntropyWithLogits", nn.binaryCrossEntropyWithLogits(nn.logistic(z), y), "binaryCrossEntropy"],
  ])("%s of what its own activation has made is a mistake that names the other loss", (name, made, other) => {
    const { message, hint } = diagnosticOf(made);
    expect(message).toMatch(new RegExp(`^${name}: (softmax|logistic).*has been through`));
    expect(hint).toMatch(new RegExp(`it is ${other}\\.$`));
  });

  it("class names and single classes are sent to label and oneHot", () => {
    const names = untyped(nn.softmaxCrossEntropy)(z, ["setosa", "virginica"]);
    expect(diagnosticOf(names).hint).toContain('label("species", ["setosa", "versicolor"])');
    const index = untyped(nn.softmaxCrossEntropy)(z, nn.input("k"));
    expect(diagnosticOf(index).hint).toContain("oneHot(k, 3)");
  });
});

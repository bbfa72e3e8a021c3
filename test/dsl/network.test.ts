import { describe, expect, it } from "vitest";
import { NETWORK, NODE } from "../../src/ir/graph.ts";
import { isNetwork } from "../../src/dsl/network.ts";
import * as nn from "../../src/index.ts";
import { untyped } from "./formula.ts";

const network = untyped(nn.network);
const x = nn.input("x", [2]);
const y = nn.input("y", [3]);
const yHat = nn.dense(x, 3, { name: "out" });
const loss = nn.squaredError(yHat, y);
const right = { name: "n", inputs: { x, y }, outputs: { yHat }, loss };

/** The findings of a network that is right but for the part given. */
const findingsIn = (part: Readonly<Record<string, unknown>>): nn.Network["diagnostics"] =>
  network({ ...right, ...part }).diagnostics;

describe("network", () => {
  it("holds what it is given, in the order of declaration", () => {
    const net = nn.network({
      ...right,
      regularizer: nn.l2(0.1),
      data: nn.csv("a.csv", { x: ["a", "b"], y: ["c", "d", "e"] }),
    });
    expect(net).toMatchObject({
      name: "n",
      inputs: [
        { name: "x", node: x[NODE] },
        { name: "y", node: y[NODE] },
      ],
      outputs: [{ name: "yHat", node: yHat[NODE] }],
      losses: [loss[NODE]],
      regularizer: { kind: "l2", lambda: 0.1 },
      optimizer: { kind: "sgd", learningRate: 0.01 },
      data: { path: "a.csv" },
      diagnostics: [],
      [NETWORK]: true,
    });
    expect(isNetwork(net)).toBe(true);
    expect([x, null, "n", {}].some(isNetwork)).toBe(false);
  });

  it("adds several losses, and needs none", () => {
    const weights = nn.parameter("w", [3]);
    const penalty = nn.sum(nn.square(weights));
    expect(network({ ...right, loss: [loss, penalty] })).toMatchObject({
      losses: [loss[NODE], penalty[NODE]],
      diagnostics: [],
    });
    expect(nn.network({ name: "n", inputs: { x }, outputs: { yHat } })).toMatchObject({ losses: [], diagnostics: [] });
  });

  it.each([
    [undefined, "bad-option", "network: its argument is undefined"],
    ["net", "bad-option", 'network: the options are "net"'],
    [[x], "bad-option", "network: the options are an array"],
    [x, "bad-option", "network: the options are a tensor"],
  ])("reports once that %s is no object of options", (options, code, message) => {
    const net = network(options);
    expect(isNetwork(net)).toBe(true);
    expect(net.diagnostics.map(({ diagnostic }) => diagnostic)).toMatchObject([{ code, message }]);
  });

  it.each([
    [{ name: "" }, "bad-name", 'network: the name is ""'],
    [{ name: undefined }, "bad-name", "network: the name is undefined"],
    [{ optimiser: nn.sgd() }, "bad-option", 'network has no option "optimiser"'],
    [{ inputs: undefined }, "bad-option", "network: inputs is undefined"],
    [{ inputs: [x, y] }, "bad-option", "network: inputs is an array"],
    [{ inputs: x }, "bad-option", "network: inputs is a tensor"],
    [{ inputs: { x, y: undefined } }, "bad-argument", 'network: "y" in inputs is undefined'],
    [{ inputs: { x, y, w: nn.parameter("w") } }, "bad-argument", 'network: "w" in inputs is a parameter'],
    [{ inputs: { "": x, y } }, "bad-name", "network: a key of inputs is empty"],
    [{ outputs: {} }, "bad-option", "network has no outputs"],
    [{ outputs: null }, "bad-option", "network: outputs is null"],
    [{ outputs: { yHat, z: 3 } }, "bad-argument", 'network: "z" in outputs is 3'],
    [{ loss: "squaredError" }, "bad-option", 'network: loss is "squaredError"'],
    [{ loss: [loss, undefined] }, "bad-option", "network: loss is undefined"],
  ])("reports %j once", (part, code, message) => {
    expect(findingsIn(part).map(({ diagnostic }) => diagnostic)).toMatchObject([{ code, message }]);
  });
});

describe("a misspelt key", () => {
  it.each([
    ["ouputs", { outputs: undefined, ouputs: { yHat } }, 'Did you mean "outputs"?'],
    ["input", { inputs: undefined, input: { x, y } }, 'Did you mean "inputs"?'],
    ["los", { loss: undefined, los: loss }, 'Did you mean "loss"?'],
    ["title", { name: undefined, title: "n" }, "Leave it out."],
  ])("%s is reported once", (key, part, hint) => {
    const findings = findingsIn(part);
    expect(findings).toMatchObject([{ diagnostic: { code: "bad-option", message: `network has no option "${key}"` } }]);
    expect(findings[0]?.diagnostic.hint).toContain(hint);
  });
});

describe("names", () => {
  it("of two inputs differ", () => {
    const again = nn.input("x", [2]);
    const hidden = nn.add(x, again);
    expect(findingsIn({ inputs: { x, again, y }, outputs: { hidden } })).toMatchObject([
      { node: again[NODE], diagnostic: { code: "duplicate-name", found: '"x"' } },
    ]);
  });

  it("of inputs, outputs and parameters differ", () => {
    const w = nn.parameter("x");
    const other = nn.parameter("out.weight");
    expect(findingsIn({ outputs: { y: yHat } })[0]?.diagnostic.message).toBe(
      'network: the name "y" stands for an input and an output',
    );
    expect(findingsIn({ outputs: { yHat: nn.mul(w, yHat) } })).toMatchObject([
      { node: w[NODE], diagnostic: { message: 'network: the name "x" stands for an input and a parameter' } },
    ]);
    expect(findingsIn({ outputs: { yHat: nn.mul(yHat, other) } })).toMatchObject([
      {
        node: other[NODE],
        diagnostic: { message: 'network: the name "out.weight" stands for a parameter and another' },
      },
    ]);
  });

  it("of one input are one", () => {
    expect(findingsIn({ inputs: { x, y, again: x } })[0]).toMatchObject({
      node: x[NODE],
      diagnostic: { code: "duplicate-name", message: 'network: "x" and "again" are one input' },
    });
  });

  it("of a parameter used twice are one: it is tied", () => {
    const w = nn.parameter("w", [3]);
    expect(findingsIn({ outputs: { yHat: nn.add(nn.mul(w, yHat), w) } })).toEqual([]);
  });

  it("may be hostile", () => {
    const hostile = ["__proto__", "constructor", "`${x}`", "*/", "</script>", "\u2028", "class"];
    const inputs = Object.fromEntries(hostile.map((name) => [name, nn.input(name, [2])]));
    const used = Object.values(inputs).reduce((a, b) => nn.add(a, b));
    const net = nn.network({ name: "*/", inputs, outputs: { "`": used } });
    expect(net.diagnostics).toEqual([]);
    expect(net.inputs.map(({ name }) => name)).toEqual(hostile);
  });
});

describe("inputs", () => {
  it("are all read", () => {
    const z = nn.input("z");
    expect(findingsIn({ inputs: { x, y, z } })).toMatchObject([
      {
        node: z[NODE],
        diagnostic: {
          code: "unused-input",
          found: '"z"',
          message: 'network: no output and no loss reads the input "z"',
        },
      },
    ]);
  });

  it("are all declared", () => {
    expect(findingsIn({ inputs: { x } })).toMatchObject([
      { node: y[NODE], diagnostic: { code: "undeclared-input", found: '"y"' } },
    ]);
  });

  it("are not called unused where the call that read one was lost", () => {
    const wrong = untyped(nn.squaredError)(yHat, undefined);
    expect(findingsIn({ loss: wrong })).toEqual([]);
    expect(findingsIn({ loss: undefined, outputs: { yHat, second: undefined } })).toHaveLength(1);
  });

  it("are called unused beside a mistake that lost none", () => {
    const z = nn.input("z");
    const wrong = untyped(nn.squaredError)(nn.dense(x, 4), y);
    expect(findingsIn({ loss: wrong, inputs: { x, y, z } })).toMatchObject([{ diagnostic: { code: "unused-input" } }]);
  });

  it("name the axis of examples, or none does", () => {
    const X = nn.input("X", ["m", 2]);
    const mixed = { inputs: { x, y, X }, outputs: { yHat, second: X } };
    expect(findingsIn(mixed)).toMatchObject([
      { node: X[NODE], diagnostic: { code: "mixed-axes", found: "[m, 2]", expected: "no axis of examples" } },
    ]);
    const N = nn.input("N", ["n", 2]);
    expect(findingsIn({ inputs: { X, N }, outputs: { X2: X, N2: N }, loss: undefined })).toMatchObject([
      { node: N[NODE], diagnostic: { code: "mixed-axes", expected: "the axis m first" } },
    ]);
  });

  it("a label among rows has a hint of its own", () => {
    const X = nn.input("X", ["m", 2]);
    const species = nn.label("species", ["a", "b", "c"]);
    const [finding] = findingsIn({ inputs: { X, species }, outputs: { X2: X, s: species }, loss: undefined });
    expect(finding?.diagnostic.hint).toContain('input("species", ["m", 3])');
  });
});

describe("the loss", () => {
  it("is one number an example", () => {
    expect(findingsIn({ loss: nn.sub(yHat, y) })).toMatchObject([
      {
        diagnostic: {
          code: "loss-not-scalar",
          found: "[3]",
          expected: "[]",
          message: "network: the loss sub(…) [3] is not one number an example",
        },
      },
    ]);
  });

  it("is one number a row where the rows are written out", () => {
    const X = nn.input("X", ["m", 2]);
    const Y = nn.input("Y", ["m", 3]);
    const rows = nn.dense(X, 3);
    const part = { inputs: { X, Y }, outputs: { rows } };
    expect(findingsIn({ ...part, loss: nn.squaredError(rows, Y) })).toEqual([]);
    expect(findingsIn({ ...part, loss: [nn.squaredError(rows, Y), nn.square(nn.parameter("w"))] })).toEqual([]);
    expect(findingsIn({ ...part, loss: nn.sub(rows, Y) })).toMatchObject([
      { diagnostic: { code: "loss-not-scalar", found: "[m, 3]", expected: "[m]" } },
    ]);
  });

  it("is not judged where it rests on a mistake", () => {
    const wrong = untyped(nn.add)(yHat, nn.parameter("w", [4]));
    expect(findingsIn({ loss: [wrong, loss] })).toEqual([]);
  });
});

describe("an output", () => {
  it("has the axis of examples first", () => {
    const X = nn.input("X", ["m", 2]);
    expect(findingsIn({ inputs: { X }, outputs: { turned: nn.transpose(X) }, loss: undefined })).toMatchObject([
      { diagnostic: { code: "unsupported-axis", found: "[2, m]" } },
    ]);
  });
});

describe("what is fitted", () => {
  it("is an input of the network, read or not", () => {
    const h = nn.dense(nn.standardize(x), 3);
    const part = { outputs: { yHat: nn.unstandardize(h, y) }, loss: nn.squaredError(h, nn.standardize(y)) };
    expect(findingsIn(part)).toEqual([]);
    const elsewhere = nn.input("elsewhere", [3]);
    expect(findingsIn({ outputs: { yHat: nn.unstandardize(h, elsewhere) } })).toMatchObject([
      { diagnostic: { code: "undeclared-input", found: '"elsewhere"' } },
    ]);
  });

  it("is the only target where none is named", () => {
    const part = { outputs: { yHat: nn.unstandardize(yHat) } };
    expect(findingsIn(part)).toEqual([]);
    const second = nn.input("second", [3]);
    expect(
      findingsIn({ ...part, inputs: { x, y, second }, loss: [loss, nn.squaredError(yHat, second)] }),
    ).toMatchObject([{ diagnostic: { code: "bad-argument", found: '"y", "second"', expected: "one target" } }]);
    expect(findingsIn({ ...part, inputs: { x }, loss: undefined })).toMatchObject([
      { diagnostic: { code: "bad-argument", found: "no target" } },
    ]);
  });

  it("has the shape of the prediction, and is no label", () => {
    const label = nn.label("label", ["a", "b", "c"]);
    const wide = nn.dense(x, 4);
    expect(findingsIn({ outputs: { yHat: nn.unstandardize(wide) } })).toMatchObject([
      { diagnostic: { code: "shape-mismatch", found: "[4]", expected: "[3]" } },
    ]);
    const part = { inputs: { x, label }, loss: nn.squaredError(yHat, label) };
    expect(findingsIn({ ...part, outputs: { yHat: nn.unstandardize(yHat) } })).toMatchObject([
      { diagnostic: { code: "bad-argument", found: "a label" } },
    ]);
  });
});

describe("a deep graph", () => {
  it("does not overflow the stack", () => {
    let h: nn.Tensor = x;
    for (let i = 0; i < 20_000; i++) h = nn.tanh(h);
    expect(findingsIn({ inputs: { x }, outputs: { h }, loss: undefined })).toEqual([]);
  });
});

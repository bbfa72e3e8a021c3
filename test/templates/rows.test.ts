import { describe, expect, it } from "vitest";
import { create } from "../../templates/create.ts";
import { pack } from "../../templates/checks.ts";
import type { Input, NestedRows } from "../../templates/interface.ts";
import { metadata } from "../../templates/metadata.ts";
import { readRows } from "../../templates/rows.ts";

const x: Input = { name: "x", shape: [2], size: 2 };
const y: Input = { name: "y", shape: [3], size: 3, target: true, label: "species", classes: ["a", "b", "c"] };

describe("rows of numbers", () => {
  it.each([
    ["a typed array", Float64Array.of(1, 2, 3, 4)],
    ["one of single precision", Float32Array.of(1, 2, 3, 4)],
    ["numbers one after another", [1, 2, 3, 4]],
    [
      "rows",
      [
        [1, 2],
        [3, 4],
      ],
    ],
    ["rows that are typed arrays", [Float64Array.of(1, 2), Float64Array.of(3, 4)]],
  ])("are taken from %s", (_, rows) => {
    expect(pack("fit", x, rows)).toEqual(Float64Array.of(1, 2, 3, 4));
  });

  it.each([
    [[[1, 2], null], "predict: row 1: x has 0 values; 1 example needs 2"],
    [[null], "predict: row 0: x has 0 values; 1 example needs 2"],
    [null, "predict: x has 0 values; 1 example needs 2"],
    [undefined, "predict: x has 0 values; 1 example needs 2"],
    [[[1, null]], "predict: row 0: x[1] is null (object)"],
    [
      [
        [1, 2],
        ["a", 3],
      ],
      `predict: row 1: x[0] is a (string)`,
    ],
    [["1", "2"], `predict: x[0] is 1 (string)`],
    [[1, undefined], "predict: x[1] is undefined (undefined)"],
    [5, "predict: x has undefined values; 1 example needs 2"],
    [new Set([1, 2]), "predict: x has undefined values; 1 example needs 2"],
    [Float32Array.of(1, 2, 3, NaN), "predict: x[3] is NaN (number)"],
    [[[1, -Infinity]], "predict: row 0: x[1] is -Infinity (number)"],
  ])("are refused where they are no finite numbers, by their place (%#)", (rows, message) => {
    // As a caller in JavaScript may.
    expect(() => create().predict(rows as never)).toThrow(new RangeError(`example.${message}`));
  });

  it.each([
    [[], undefined, "x has 0 values; 1 example needs 2"],
    [new Float64Array(0), undefined, "x has 0 values; 1 example needs 2"],
    [[1, 2, 3], undefined, "x has 3 values; 2 examples need 4"],
    [[1, 2], 3, "x has 2 values; 3 examples need 6"],
    [[[1, 2]], 2, "x has 2 values; 2 examples need 4"],
  ])("are refused where they do not fit (%#)", (rows, count, message) => {
    expect(() => pack("fit", x, rows, count)).toThrow(new RangeError(`example.fit: ${message}`));
  });

  it("are refused where a row is of another length, even if the sum is right", () => {
    const rows = [[1, 2], [3], [4, 5, 6]];
    expect(() => pack("fit", x, rows)).toThrow(new RangeError("example.fit: row 1: x has 1 value; 1 example needs 2"));
  });
});

describe("rows of an input with several axes", () => {
  const image: Input = { name: "image", shape: [2, 1, 3], size: 6 };
  const [a, b] = [
    [[[1, 2, 3]], [[4, 5, 6]]],
    [[[7, 8, 9]], [[0, 1, 2]]],
  ];
  const flat = Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 2);

  it.each([
    ["nested like the axes", [a, b]],
    ["with typed arrays in them", [a?.map((part) => part.map((row) => Float32Array.from(row))), b]],
    [
      "nested but for the last axes",
      [
        [
          [1, 2, 3],
          [4, 5, 6],
        ],
        [[7, 8, 9], Float64Array.of(0, 1, 2)],
      ],
    ],
    ["rows", [[1, 2, 3, 4, 5, 6], flat.slice(6)]],
    ["numbers one after another", flat],
  ])("are taken %s", (_, rows) => {
    expect(pack("fit", image, rows as NestedRows)).toEqual(flat);
  });

  it.each([
    [[a, [[[7, 8, 9]], [[0, 1]]]], "row 1: image [2,1,3] has 2 values along axis 2, not 3"],
    [[[[[1, 2]], [[3, 4, 5, 6]]]], "row 0: image [2,1,3] has 2 values along axis 2, not 3"],
    [[[[1, 2, 3]]], "row 0: image has 3 values; 1 example needs 6"],
    [[a, null], "row 1: image has 0 values; 1 example needs 6"],
    [[[null, [[4, 5, 6]]]], "row 0: image [2,1,3] has 0 values along axis 1, not 3"],
    [a, "row 0: image has 3 values; 1 example needs 6"],
  ])("are refused where they do not fit (%#)", (rows, message) => {
    expect(() => pack("fit", image, rows as NestedRows)).toThrow(new RangeError(`example.fit: ${message}`));
  });
});

describe("rows of a label", () => {
  it.each([
    ["names", ["c", "a"]],
    ["indices", [2, 0]],
    ["indices in a typed array", Int32Array.of(2, 0)],
    [
      "one-hot rows",
      [
        [0, 0, 1],
        [1, 0, 0],
      ],
    ],
    ["one-hot numbers one after another", [0, 0, 1, 1, 0, 0]],
  ])("are taken from %s", (_, rows) => {
    expect(pack("fit", y, rows, 2)).toEqual(Float64Array.of(0, 0, 1, 1, 0, 0));
  });

  it.each([
    [["a", "d"], 'row 1: y is "d"; its classes are a, b, c'],
    [[0, 3], "row 1: y is 3; its classes are a, b, c"],
    [[0.5, 1], "row 0: y is 0.5; its classes are a, b, c"],
    [["0", "1"], 'row 0: y is "0"; its classes are a, b, c'],
    [["a"], "y has 3 values; 2 examples need 6 (species, one-hot)"],
    [[[0, 1]], "row 0: y has 2 values; 1 example needs 3 (species, one-hot)"],
    [["constructor", "a"], 'row 0: y is "constructor"; its classes are a, b, c'],
    [[[0], [7]], "row 1: y is 7; its classes are a, b, c"],
  ])("are refused where they are not of its classes (%#)", (rows, message) => {
    expect(() => pack("fit", y, rows, 2)).toThrow(new RangeError(`example.fit: ${message}`));
  });
});

describe("readRows", () => {
  it("puts inputs first, then room for outputs, then targets", () => {
    expect(readRows("fit", [[1, 2]], ["virginica"])).toEqual([
      [Float64Array.of(1, 2), new Float64Array(3), Float64Array.of(0, 0, 1)],
      1,
    ]);
  });

  it("leaves out targets that are not given", () => {
    expect(readRows("predict", [1, 2, 3, 4])).toEqual([[Float64Array.of(1, 2, 3, 4), new Float64Array(6)], 2]);
  });

  it("reads an object of rows by name where there are several", () => {
    const several: readonly Input[] = [x, { ...x, name: "z" }];
    const inputs = metadata.inputs;
    Object.assign(metadata, { inputs: several });
    try {
      expect(readRows("predict", { x: [1, 2], z: [[3, 4]] })[0].slice(0, 2)).toEqual([
        Float64Array.of(1, 2),
        Float64Array.of(3, 4),
      ]);
      const missing = new RangeError("example.predict: z has 0 values; 1 example needs 2");
      expect(() => readRows("predict", { x: [1, 2] })).toThrow(missing);
      expect(() => readRows("predict", undefined)).toThrow("example.predict: x has 0 values; 1 example needs 2");
    } finally {
      Object.assign(metadata, { inputs });
    }
  });

  it("is given no targets by a caller who forgets them", () => {
    const net = create();
    const y = undefined as never;
    expect(() => net.evaluate([1, 2], y)).toThrow("example.evaluate: y has 0 values; 1 example needs 3");
    expect(() => net.confusionMatrix([1, 2], y)).toThrow("example.confusionMatrix: y has 0 values");
  });

  it("wants as many targets as inputs", () => {
    expect(() => readRows("evaluate", [[1, 2]], ["setosa", "setosa"])).toThrow(
      new RangeError("example.evaluate: y has 6 values; 1 example needs 3 (species, one-hot)"),
    );
  });
});

describe("predict", () => {
  const net = create({ seed: 1 });

  it("is forward for rows", () => {
    const yHat = new Float64Array(6);
    net.forward(Float64Array.of(1, 2, 3, 4), yHat, 2);
    expect(
      net.predict([
        [1, 2],
        [3, 4],
      ]),
    ).toEqual(yHat);
    expect(net.predict([1, 2])).toEqual(yHat.slice(0, 3));
  });

  it("writes to the array that it is given", () => {
    const out = new Float64Array(3);
    expect(net.predict([1, 2], out)).toBe(out);
    expect(() => net.predict([1, 2, 3, 4], out)).toThrow(
      new RangeError("example.forward: yHat has 3 values; 2 examples need 6"),
    );
  });
});

describe("classify", () => {
  it("names the likeliest class of one row and of many", () => {
    // W = 0: only the bias speaks.
    const net = create({ parameters: [0, 0, 1, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0] });
    expect(net.classify([5, 1])).toEqual(["setosa"]);
    expect(
      net.classify([
        [5, 1],
        [1, 5],
        [-5, -1],
      ]),
    ).toEqual(["setosa", "versicolor", "virginica"]);
    expect(net.classify(Float64Array.of(5, 1, 1, 5))).toEqual(["setosa", "versicolor"]);
  });

  it("still names a class where predictions are not numbers", () => {
    const parameters = new Float64Array(13).fill(NaN);
    expect(create({ parameters }).classify([1, 0])).toEqual(["setosa"]);
  });
});

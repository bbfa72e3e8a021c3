import { truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Network } from "../../src/ir/graph.ts";
import { readArrays } from "../../src/load/arrays.ts";
import { folder } from "./folder.ts";
import { mistakesOf } from "./mistakes.ts";
import { f8, npyFile } from "./npyfile.ts";

const classes = ["no", "yes"];
const inputs: Network["inputs"] = [
  { name: "x", node: { kind: "input", name: "x", shape: [2], element: "float", domain: { kind: "any" } } },
  { name: "y", node: { kind: "input", name: "y", shape: [2], element: "float", domain: { kind: "oneHot" }, classes } },
];
const i1 = (...values: readonly number[]): Buffer => npyFile("|i1", [values.length], Uint8Array.from(values));
const X = npyFile("<f8", [3, 2], f8(1, 2, 3, 4, 5, 6));

function files(x: Uint8Array, y: Uint8Array): ReadonlyMap<string, string> {
  const root = folder({});
  writeFileSync(join(root, "x.npy"), x);
  writeFileSync(join(root, "y.npy"), y);
  return new Map([
    ["x", join(root, "x.npy")],
    ["y", join(root, "y.npy")],
  ]);
}

describe("arrays of a network's inputs", () => {
  it.each([
    ["class indices", i1(0, 1, 1)],
    ["class indices in a column", npyFile("<f8", [3, 1], f8(0, 1, 1))],
    ["class names", npyFile("|S3", [3], Buffer.from("no\0yesyes"))],
    ["one-hot rows", npyFile("|u1", [3, 2], Uint8Array.of(1, 0, 0, 1, 0, 1))],
  ])("are numbers, and %s of a label", (_, y) => {
    const { count, values } = readArrays(files(X, y), inputs);
    expect(count).toBe(3);
    expect(values.get("x")).toEqual(Float64Array.of(1, 2, 3, 4, 5, 6));
    expect(values.get("y")).toEqual(Float64Array.of(1, 0, 0, 1, 0, 1));
  });

  it.each<[string, Uint8Array, Uint8Array, string, string]>([
    ["NaN", npyFile("<f8", [3, 2], f8(1, 2, 3, 4, NaN, 6)), i1(0, 1, 1), "not-a-number", "row 2, column 0 (counted"],
    ["infinite", npyFile("<f8", [3, 2], f8(1, -Infinity, 3, 4, 5, 6)), i1(0, 1, 1), "not-a-number", "row 0, column 1"],
    ["a class that is none", X, i1(0, 2, 1), "unknown-class", '"2" is no class'],
    ["a class below 0", X, i1(0, -1, 1), "unknown-class", "row 1 (counted from 0)"],
    ["half a class", X, npyFile("<f8", [3], f8(0, 0.5, 1)), "unknown-class", '"0.5"'],
    ["not one-hot", X, npyFile("|u1", [3, 2], Uint8Array.of(1, 0, 1, 1, 0, 1)), "unknown-class", "row 1, column 0"],
    ["fewer targets", X, i1(0, 1), "data-shape", "has 2 rows"],
    ["too many columns", npyFile("<f8", [2, 3], f8(1, 2, 3, 4, 5, 6)), i1(0, 1), "data-shape", "(2, 3)"],
    ["a single number", npyFile("<f8", [], f8(1)), i1(0), "data-shape", "()"],
    ["no rows", npyFile("<f8", [0, 2], f8()), i1(), "empty-data", "holds no rows"],
    ["text for numbers", npyFile("|S1", [1, 2], Buffer.from("ab")), i1(0), "not-a-number", '"a" is no finite number'],
  ])("are wrong where they are: %s", async (_, x, y, code, message) => {
    const found = await mistakesOf(() => readArrays(files(x, y), inputs));
    expect(found[0]).toMatchObject({ code, message: expect.stringContaining(message) });
    expect(found[0]?.message).toContain(".npy");
  });

  it("are named when one is missing or strange", async () => {
    const found = await mistakesOf(() => readArrays(new Map([["z", "z.npy"]]), inputs));
    expect(found.map(({ code }) => code)).toEqual(["data-shape", "no-data", "no-data"]);
  });

  it("are not read when they cannot fit into memory", async () => {
    const given = files(X, i1(0, 1, 1));
    truncateSync(given.get("x") ?? "", 3 * 2 ** 30);
    expect(await mistakesOf(() => readArrays(given, inputs))).toMatchObject([
      { code: "data-too-large", found: "3,072 MiB", expected: "at most 2,048 MiB" },
    ]);
  });
});

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readWeights } from "../../src/load/weights.ts";
import type { ParameterCode } from "../../src/targets/typescript/code.ts";
import { folder } from "./folder.ts";
import { mistakesOf } from "./mistakes.ts";
import { tensorFile } from "./tensors.ts";

const parameter = (name: string, shape: readonly number[]): ParameterCode => ({
  name,
  identifier: name,
  gradientIdentifier: `d${name}`,
  shape,
  offset: 0,
  size: 1,
  trainable: true,
  role: "weight",
  initialize: { kind: "zeros" },
});
const network = { name: "iris", parameters: [parameter("hidden.weight", [10, 2]), parameter("hidden.bias", [10])] };
const RIGHT = { "hidden.weight": { shape: [10, 2] }, "hidden.bias": { shape: [10] } };

const COMMANDS = {
  there: "nngen train net.ts --save w.safetensors",
  own: "nngen train net.ts --save iris.safetensors",
};
const weightsOf = (path: string): Uint8Array => readWeights(path, network, () => COMMANDS);
const read = (bytes: Uint8Array): unknown => {
  const path = join(folder({}), "w.safetensors");
  writeFileSync(path, bytes);
  return weightsOf(path);
};

describe("a file of weights", () => {
  it.each([
    ["as it is saved", tensorFile(RIGHT)],
    [
      "in f32",
      tensorFile({ "hidden.weight": { dtype: "F32", shape: [10, 2] }, "hidden.bias": { dtype: "F32", shape: [10] } }),
    ],
    ["with the optimiser's state", tensorFile({ ...RIGHT, "state.adam.m.hidden.bias": { shape: [10] } })],
  ])("is taken %s", (_, bytes) => {
    expect(read(bytes)).toEqual(Buffer.from(bytes));
  });

  it.each([
    [
      "of another shape",
      tensorFile({ ...RIGHT, "hidden.weight": { shape: [8, 2] } }),
      "hidden.weight [8, 2]",
      "hidden.weight [10, 2]",
    ],
    [
      "without a parameter",
      tensorFile({ "hidden.weight": { shape: [10, 2] } }),
      "nothing of that name",
      "hidden.bias [10]",
    ],
    [
      "with another name",
      tensorFile({ "hidden.wieght": { shape: [10, 2] } }),
      "hidden.wieght",
      "hidden.weight [10, 2]",
    ],
    [
      "with a parameter too many",
      tensorFile({ ...RIGHT, "out.bias": { shape: [3] } }),
      "out.bias",
      "its parameters only",
    ],
    ["of whole numbers", tensorFile({ ...RIGHT, "hidden.bias": { dtype: "I64", shape: [10] } }), "I64", "F64 or F32"],
  ])("is refused %s", async (_, bytes, found, expected) => {
    expect(await mistakesOf(() => read(bytes))).toMatchObject([{ code: "bad-weights", found, expected }]);
  });

  it("that is missing, or a folder, is told apart", async () => {
    const root = folder({ "weights.safetensors": "" });
    mkdirSync(join(root, "folder"));
    expect(await mistakesOf(() => weightsOf(join(root, "wieghts.safetensors")))).toMatchObject([
      { code: "file-not-found", hint: 'Did you mean "weights.safetensors"?' },
    ]);
    const [found] = await mistakesOf(() => weightsOf(join(root, "folder")));
    expect(found?.message).toContain("is a folder");
    expect(await mistakesOf(() => weightsOf(join(root, "none.npz")))).toMatchObject([
      { hint: `\`${COMMANDS.there}\` writes one.` },
    ]);
  });

  it("of another network is told how this one's are written, and where", async () => {
    const [found] = await mistakesOf(() => read(tensorFile({ "out.bias": { shape: [3] } })));
    expect(found?.hint).toBe(
      `Weights go with the network that they were trained in: \`${COMMANDS.own}\` writes those of this one.`,
    );
  });
});

import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { trainingCommands } from "../../src/build/commands.ts";
import { folder } from "../load/folder.ts";

const commands = (weights: string, manifest?: string): unknown => {
  const root = folder(manifest === undefined ? {} : { "package.json": manifest });
  const { there, own } = trainingCommands(join(root, "net.ts"), join(root, weights), "iris");
  return [there, own].map((text) => text.replaceAll(`${root}/`, ""));
};
const script = (train: string): string => JSON.stringify({ scripts: { train } });

describe("what writes the weights of a network", () => {
  it("is a command, to the file that was asked for", () => {
    const command = "nngen train net.ts --save iris.safetensors";
    expect(commands("iris.safetensors")).toEqual([command, command]);
  });

  it("never puts them over those of another network, as far as names tell", () => {
    expect(commands("../mcycle/mcycle.safetensors")).toEqual([
      expect.stringMatching(/^nngen train net\.ts --save \S+mcycle\.safetensors$/),
      "nngen train net.ts --save iris.safetensors",
    ]);
  });

  it("is `npm run train` where that is what it does", () => {
    const manifest = script("nngen train net.ts --epochs 20 --save flower.safetensors");
    expect(commands("flower.safetensors", manifest)).toEqual(["npm run train", "npm run train"]);
    expect(commands("other.safetensors", manifest)).toEqual([
      "nngen train net.ts --save other.safetensors",
      "nngen train net.ts --save iris.safetensors",
    ]);
  });

  it.each([
    "",
    "{",
    "[]",
    "null",
    '{ "scripts": { "train": 1 } }',
    script("python train.py"),
    script("nngen train --save"),
  ])("is the command whatever package.json holds: %j", (manifest) => {
    const command = "nngen train net.ts --save iris.safetensors";
    expect(commands("iris.safetensors", manifest)).toEqual([command, command]);
  });

  it("is written as a shell takes it", () => {
    expect(trainingCommands("my net/net.ts", "w.safetensors", "iris").there).toBe(
      'nngen train "my net/net.ts" --save w.safetensors',
    );
  });
});

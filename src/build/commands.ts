import { readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileName } from "./paths.ts";

/** A command line as a shell takes it. */
export const commandLine = (words: readonly string[]): string =>
  words.map((word) => (/^[\w@%+=:,./\\-]+$/.test(word) ? word : JSON.stringify(word))).join(" ");

/** What writes the weights of a network. */
export interface TrainingCommands {
  /** To the file that was asked for. */
  readonly there: string;
  /** To the file that is called as the network is: another one may be another network's. */
  readonly own: string;
}

/** @param weights the file that was asked for */
export function trainingCommands(net: string, weights: string, name: string): TrainingCommands {
  const script = scriptOf(dirname(net));
  const words = script.split(/\s+/);
  const saved = words[words.indexOf("--save") + 1];
  const isScript =
    script.startsWith("nngen train ") && words.includes("--save") && saved !== undefined && isSame(saved, net, weights);
  const there = isScript ? "npm run train" : commandLine(["nngen", "train", net, "--save", weights]);
  const file = `${fileName(name)}.safetensors`;
  const own = commandLine(["nngen", "train", net, "--save", join(dirname(net), file)]);
  return { there, own: isScript || isSame(file, net, weights) ? there : own };
}

const isSame = (file: string, net: string, weights: string): boolean =>
  resolve(dirname(net), file) === resolve(weights);

/** The script "train" of the project, if there is one. */
function scriptOf(folder: string): string {
  try {
    const { scripts }: { readonly scripts?: { readonly train?: unknown } } = JSON.parse(
      readFileSync(join(folder, "package.json"), "utf8"),
    );
    return typeof scripts?.train === "string" ? scripts.train : "";
  } catch {
    return "";
  }
}

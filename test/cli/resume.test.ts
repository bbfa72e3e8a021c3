import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { CLASSIFIER, ROWS } from "../build/nets.ts";
import { folder } from "../load/folder.ts";

const main = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));

/** Adam has a state, standardize has statistics: all that must survive. */
const NET = CLASSIFIER.replace("sgd({ learningRate: 0.5 })", "adam({ learningRate: 0.01 })")
  .replace("dense(x, 2)", "dense(standardize(x), 2)")
  .replace("sgd, ", "adam, standardize, ");

/** Trains in a process of its own; killed as soon as the file `until` lies there. */
function train(cwd: string, args: readonly string[], until?: string): Promise<number | string | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [main, "train", "net.ts", ...args], { cwd, stdio: "ignore" });
    const watch = setInterval(() => {
      if (until !== undefined && existsSync(join(cwd, until))) child.kill("SIGKILL");
    }, 5);
    child.on("error", reject);
    child.on("close", (exit, signal) => {
      clearInterval(watch);
      resolve(signal ?? exit);
    });
  });
}

describe("a training that was killed", () => {
  it.each([
    ["the last weights", []],
    ["the best weights", ["--validation-split", "0.2", "--monitor", "valAccuracy"]],
  ])("goes on bit for bit: %s", async (_, more) => {
    const root = folder({ "net.ts": NET, "rows.csv": ROWS });
    const course = ["--epochs", "400", "--seed", "5", "--batch-size", "7", ...more];
    expect(await train(root, [...course, "--save", "whole.safetensors"])).toBe(0);
    const checkpoint = ["--checkpoint", "run.ckpt", "--checkpoint-every", "5"];
    expect(await train(root, [...course, ...checkpoint, "--save", "killed.safetensors"], "run.ckpt")).toBe("SIGKILL");
    expect(existsSync(join(root, "killed.safetensors"))).toBe(false);
    expect(await train(root, ["--resume", "run.ckpt", "--save", "resumed.safetensors"])).toBe(0);
    const [whole, resumed] = ["whole", "resumed"].map((name) => readFileSync(join(root, `${name}.safetensors`)));
    expect(resumed).toEqual(whole);
  });
});

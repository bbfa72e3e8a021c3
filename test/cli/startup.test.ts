import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { NEURON } from "../build/nets.ts";
import { folder } from "../load/folder.ts";

const main = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));
const hook = new URL("loaded.mjs", import.meta.url).href;

/** The packages that a command line loads. */
async function packages(args: readonly string[], cwd: string = folder({})): Promise<readonly string[]> {
  const { stderr } = await promisify(execFile)(process.execPath, ["--import", hook, main, ...args], { cwd });
  const names = stderr.matchAll(/^loaded file:.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//gm);
  return [...new Set(Array.from(names, ([, name = ""]) => name))].toSorted();
}

/** What the command line itself is made of. */
const ALWAYS = ["commander", "picocolors"];

it.each([["--help"], ["--version"], ["compile", "--help"]])("nngen %s loads nothing that compiles", async (...args) => {
  expect(await packages(args)).toEqual(ALWAYS);
});

it("inspect loads what reads net.ts, and nothing that writes modules", async () => {
  const loaded = await packages(["inspect", "net.ts", "--stage", "ops"], folder({ "net.ts": NEURON }));
  expect(loaded).toEqual(expect.arrayContaining([...ALWAYS, "jiti", "ts-morph", "zod"]));
  expect(loaded).not.toContain("prettier");
});

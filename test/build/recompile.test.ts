import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { DEFAULTS } from "../../src/build.ts";
import { recompile } from "../../src/build/recompile.ts";
import { DiagnosticError } from "../../src/diagnostics/diagnostic.ts";
import { folder } from "../load/folder.ts";
import { CLASSIFIER, NEURON, ROWS } from "./nets.ts";

/** Compiles once for each step, which then makes a change; the last ends it. What each round came to is returned. */
async function rounds(net: string, steps: readonly (() => void)[], options = {}): Promise<readonly string[]> {
  const stop = new AbortController();
  const log: string[] = [];
  let round = 0;
  const next = (): void => {
    const step = steps[round++];
    if (step === undefined) stop.abort();
    else step();
  };
  await recompile(
    net,
    { ...DEFAULTS, ...options },
    {
      signal: stop.signal,
      onStart: (changed) => void (round > 0 && log.push(changed.map((path) => path.split(/[\\/]/).at(-1)).join("+"))),
      onSettled: () => undefined,
      onBuilt(_, isNew) {
        log.push(isNew ? "written" : "as it was");
        next();
      },
      onFailed(error) {
        if (!(error instanceof DiagnosticError)) throw error;
        log.push(error.diagnostics.map(({ code }) => code).join("+"));
        next();
      },
    },
  );
  return log;
}

describe("recompiling", () => {
  it("writes a module for each change, and none while there is a mistake", async () => {
    const root = folder({ "net.ts": NEURON });
    const net = join(root, "net.ts");
    const module = (): string => readFileSync(join(root, "neuron.ts"), "utf8");
    const texts: string[] = [];
    const log = await rounds(net, [
      () => {
        texts.push(module());
        writeFileSync(net, NEURON.replace("mul(w, x)", "mul(w, [1])"));
      },
      () => {
        texts.push(module());
        writeFileSync(net, NEURON.replace("mul(w, x)", "mul(w, x"));
      },
      () => {
        texts.push(module());
        writeFileSync(net, NEURON.replace("0.5", "0.25"));
      },
      () => {
        texts.push(module());
        writeFileSync(net, NEURON.replace("0.5", "0.25"));
      },
    ]);
    expect(log).toEqual([
      "written",
      "net.ts",
      "bad-argument",
      "net.ts",
      "syntax-error",
      "net.ts",
      "written",
      "net.ts",
      "as it was",
    ]);
    expect(texts[1]).toBe(texts[0]);
    expect(texts[2]).toBe(texts[0]);
    expect(texts[3]).not.toBe(texts[0]);
    expect(readdirSync(root).toSorted()).toEqual(["net.ts", "neuron.ts"]);
  });

  it("follows what net.ts imports, as soon as it is there", async () => {
    const text = NEURON.replace('"nngen";', '"nngen";\nimport { rate } from "./lib/rate.ts";').replace("0.5", "rate");
    const root = folder({ "net.ts": text, "lib/other.ts": "" });
    const rate = join(root, "lib/rate.ts");
    const log = await rounds(join(root, "net.ts"), [
      () => writeFileSync(rate, "export const rate = 0.5;\n"),
      () => writeFileSync(rate, "export const rate = ;\n"),
      () => writeFileSync(rate, "export const rate = 0.25;\n"),
    ]);
    expect(log).toEqual(["import-not-found", "rate.ts", "written", "rate.ts", "syntax-error", "rate.ts", "written"]);
    expect(readFileSync(join(root, "neuron.ts"), "utf8")).toContain("0.25");
  });

  it("follows the data and the weights", async () => {
    const root = folder({ "net.ts": CLASSIFIER, "rows.csv": ROWS, "w.safetensors": "none yet" });
    const log = await rounds(
      join(root, "net.ts"),
      [() => writeFileSync(join(root, "w.safetensors"), "nor now"), () => writeFileSync(join(root, "rows.csv"), "a\n")],
      { weights: join(root, "w.safetensors") },
    );
    expect(log).toEqual(["bad-weights", "w.safetensors", "bad-weights", "rows.csv", "bad-weights"]);
  });
});

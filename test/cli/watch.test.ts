import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Terminal } from "../../src/cli/terminal.ts";
import { NEURON } from "../build/nets.ts";
import { folder } from "../load/folder.ts";
import { nngen } from "./console.ts";

const WRONG = NEURON.replace("mul(w, x)", "mul(w, [1])");

/** Writes what net.ts is to become each time a round is over, and then presses Ctrl-C. */
function pressing(net: string, texts: readonly string[]): Terminal["onInterrupt"] {
  let round = 0;
  return (handler) => {
    const text = texts[round++];
    // The report of the round comes first.
    setTimeout(() => (text === undefined ? handler("SIGINT") : writeFileSync(net, text)), 50);
    return () => undefined;
  };
}

describe("nngen compile --watch", () => {
  it("reports each round until Ctrl-C, and ends with 0", async () => {
    const net = join(folder({ "net.ts": NEURON }), "net.ts");
    const { exit, out, err } = await nngen(["compile", net, "--watch"], {
      onInterrupt: pressing(net, [WRONG, NEURON]),
    });
    expect([exit, out]).toEqual([0, ""]);
    const lines = err.replace(/^\d\d:\d\d:\d\d {2}/gm, "").replace(/\S*[\\/]/g, "");
    expect(lines).toMatch(
      /^compiling net\.ts\nneuron\.ts \(.*\) written, gradient checked to .*, in \d+ ms\n0 errors\. /,
    );
    expect(lines).toMatch(/\n\nnet\.ts changed, compiling\nerror\[bad-argument\]/);
    expect(lines).toMatch(/\n1 error\. neuron\.ts stays as it was\. Watching \d files? for changes\.\n/);
    expect(lines).toMatch(
      /neuron\.ts \(.*\) is up to date, .*\n0 errors\. Watching 1 file for changes; Ctrl-C ends\.\n$/,
    );
  });

  it("--json gives one line a round", async () => {
    const net = join(folder({ "net.ts": WRONG }), "net.ts");
    const { out, err } = await nngen(["compile", net, "-w", "--json"], { onInterrupt: pressing(net, [NEURON]) });
    expect(err).toBe("");
    const [first, second] = out.trim().split("\n");
    expect(JSON.parse(first ?? "")).toMatchObject({ diagnostics: [{ code: "bad-argument" }] });
    expect(JSON.parse(second ?? "")).toMatchObject({ name: "neuron", isNew: true });
  });

  it("does not go with --check, and needs a file", async () => {
    const net = join(folder({ "net.ts": NEURON }), "net.ts");
    expect(await nngen(["compile", net, "--watch", "--check"])).toMatchObject({ exit: 2 });
    expect(await nngen(["compile", join(net, "../gone.ts"), "--watch"])).toMatchObject({ exit: 1 });
    expect(existsSync(join(net, "../neuron.ts"))).toBe(false);
  });
});

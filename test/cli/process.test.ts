import { spawn } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { CLASSIFIER, NEURON, ROWS } from "../build/nets.ts";
import { folder } from "../load/folder.ts";

const main = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));

interface Ended {
  readonly exit: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the built command line as a process of its own, in a folder where nothing is installed. */
function nngen(
  cwd: string,
  args: readonly string[],
  onOut?: (child: ReturnType<typeof spawn>) => void,
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [main, ...args], {
      cwd,
      env: { ...process.env, FORCE_COLOR: undefined, CI: "true" },
    });
    let [out, err] = ["", ""];
    child.stdout.on("data", (chunk: Buffer) => {
      out += chunk.toString();
      onOut?.(child);
    });
    child.stderr.on("data", (chunk: Buffer) => (err += chunk.toString()));
    child.on("error", reject);
    child.on("close", (exit) => resolve({ exit, out, err }));
  });
}

describe("the built command line", () => {
  it("compiles where nothing is installed, under any path", async () => {
    const name = 'it\'s `${1}` "x" #%20 日本';
    const root = folder({ [`${name}/net.ts`]: NEURON });
    const { exit, err } = await nngen(join(root, name), ["compile", "net.ts", "--out", "made/neuron.js"]);
    expect([exit, err]).toEqual([0, ""]);
    expect(readdirSync(join(root, name, "made")).toSorted()).toEqual(["neuron.d.ts", "neuron.js"]);
    expect(readFileSync(join(root, name, "made/neuron.js"), "utf8")).not.toContain(root);
  });

  it("ends with 1 for a mistake and 2 for wrong usage, without a stack trace", async () => {
    const root = folder({ "net.ts": NEURON.replace("mul(w, x)", "mul(w, nothing)") });
    const mistake = await nngen(root, ["compile", "net.ts"]);
    expect(mistake.exit).toBe(1);
    expect(mistake.err).toBe(
      [
        "error[module-threw]: ReferenceError: nothing is not defined",
        " --> net.ts:6:22",
        "  |",
        "6 | const z = add(mul(w, nothing), b);",
        "  |                      ^^^^^^^",
        "  |",
        "  = hint: Declare it before this line, or import it.",
        "",
      ].join("\n"),
    );
    expect((await nngen(root, ["compile"])).exit).toBe(2);
    expect(readdirSync(root)).toEqual(["net.ts"]);
  });

  it("shows a rejection that nobody waits for as a mistake in net.ts", async () => {
    const root = folder({
      "net.ts": `${NEURON}async function late() {\n  throw new Error("late");\n}\nvoid late();\n`,
    });
    const { exit, err } = await nngen(root, ["inspect", "net.ts"]);
    expect(exit).toBe(1);
    expect(err).toContain("error[module-threw]: Error: late\n  --> net.ts:16:9\n");
  });

  it("shows what a timer throws as a mistake in net.ts", async () => {
    const root = folder({ "net.ts": `${NEURON}setTimeout(() => {\n  throw new Error("late");\n}, 1);\n` });
    const { exit, err } = await nngen(root, ["compile", "net.ts"]);
    expect(exit).toBe(1);
    expect(err).toContain("error[module-threw]: Error: late\n  --> net.ts:16:9\n");
    expect(err).not.toContain("    at ");
  });

  it("ends when it is done, whatever net.ts has set going", async () => {
    const root = folder({ "net.ts": `${NEURON}setInterval(() => 0, 1000);\n` });
    const { exit, out } = await nngen(root, ["inspect", "net.ts"]);
    expect(exit).toBe(0);
    expect(out).toContain("loss    L\n");
  });

  it.each([
    ["Ctrl-C", "SIGINT", 130],
    ["SIGTERM", "SIGTERM", 143],
  ] as const)("stops training at %s, and keeps what has been learnt", async (_, signal, code) => {
    const text = `${CLASSIFIER}process.on("newListener", (name) => name === "${signal}" && process.stdout.write("training\\n"));\n`;
    const root = folder({ "net.ts": text, "rows.csv": ROWS });
    let sent = false;
    const args = ["train", "net.ts", "--epochs", "100000000", "--save", "w.safetensors"];
    const { exit, out, err } = await nngen(root, args, (child) => {
      if (!sent) sent = child.kill(signal);
    });
    expect([exit, err]).toEqual([code, ""]);
    expect(out).toContain("stopped after epoch");
    expect(readdirSync(root)).toContain("w.safetensors");
  });

  it("ends quietly when nobody reads on", async () => {
    const root = folder({ "net.ts": `process.stdout.write("loading\\n");\n${NEURON}` });
    const { exit, err } = await nngen(root, ["inspect", "net.ts", "--stage", "module"], (child) =>
      child.stdout?.destroy(),
    );
    expect([exit, err]).toEqual([0, ""]);
  });
});

import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { ROWS } from "../build/nets.ts";
import { folder } from "../load/folder.ts";
import { nngen } from "./console.ts";

/** A terminal on which keys are pressed, one group after each question. */
function keyboard(groups: readonly string[]): { readonly input: PassThrough; readonly output: PassThrough } {
  const [input, output] = [new PassThrough(), new PassThrough()];
  let [shown, next] = ["", 0];
  output.on("data", (chunk: Buffer) => {
    shown += chunk.toString();
    // A question that waits is drawn with this mark.
    if (!shown.includes("◆") && !shown.includes("* ")) return;
    shown = "";
    const keys = groups[next++];
    if (keys !== undefined) void pause(20).then(() => input.write(keys));
  });
  return { input, output };
}

describe("nngen init", () => {
  it("makes a project for a file, trains it, and says what it took for what", async () => {
    const root = folder({ "rows.csv": ROWS });
    const dir = join(root, "new");
    const { exit, out, err } = await nngen(["init", dir, "--from", join(root, "rows.csv"), "--hidden", "4,4"]);
    expect([exit, err]).toEqual([0, ""]);
    expect(out).toMatch(/ target +kind; classification, 2 classes: no, yes \(else: --target, --task\)\n/);
    expect(out).toMatch(/ features +a, b .*\n +network +2-4-4-2 /);
    expect(out).toContain("accuracy");
    expect(out).toMatch(/next:\n +cd .*\n +npm install .*\n +npm run compile +write rows\.ts/);
    expect(readdirSync(dir).toSorted()).toEqual(
      [".gitignore", "app.ts", "net.ts", "package.json", "rows.csv", "rows.safetensors", "tsconfig.json"].toSorted(),
    );
    const compiled = await nngen(["compile", join(dir, "net.ts"), "--weights", join(dir, "rows.safetensors")]);
    expect(compiled.exit).toBe(0);
  });

  it("starts from an example, and need not train", async () => {
    const dir = join(folder({}), "new");
    const { exit, out } = await nngen(["init", dir, "--no-train"]);
    expect(exit).toBe(0);
    expect(out).toContain("npm run train");
    expect(existsSync(join(dir, "curve.safetensors"))).toBe(false);
  });

  it("warns of columns that it leaves out", async () => {
    const root = folder({ "rows.csv": ROWS.replaceAll("\n", ",Rome\n").replace("Rome", "town") });
    const args = ["init", join(root, "new"), "--from", join(root, "rows.csv"), "--no-train"];
    const { exit, err } = await nngen(args);
    expect(exit).toBe(0);
    expect(err).toMatch(/^warning: the column "town" is left out: all its cells are "Rome"/);
  });

  it.each([
    ["hidden layers in words", ["--hidden", "ten"], 2, "--hidden is"],
    ["another task", ["--task", "guess"], 2, "one of regression, classification"],
    ["a file that is not there", ["--from", "gone.csv"], 1, "error[file-not-found]"],
    ["a column that is not there", ["--target", "z"], 1, "error[unknown-column]"],
  ])("refuses %s, and writes nothing", async (_, args, code, message) => {
    const dir = join(folder({}), "new");
    const { exit, err } = await nngen(["init", dir, ...args]);
    expect(exit).toBe(code);
    expect(err).toContain(message);
    expect(existsSync(dir)).toBe(false);
  });

  it("says so where the cells are separated by other signs", async () => {
    const root = folder({ "rows.csv": ROWS.replaceAll(",", ";") });
    const { exit, err } = await nngen(["init", join(root, "new"), "--from", join(root, "rows.csv")]);
    expect(exit).toBe(1);
    expect(err).toContain("separates its cells by semicolons\n");
  });

  it("warns of a file whose first line is a row", async () => {
    const root = folder({ "rows.csv": ROWS.slice(ROWS.indexOf("\n") + 1) });
    const args = ["init", join(root, "new"), "--from", join(root, "rows.csv"), "--no-train"];
    const { exit, err } = await nngen(args);
    expect(exit).toBe(0);
    expect(err).toMatch(/^warning: the first line, .*, is taken for the names of the columns/);
  });

  it("asks nothing where the folder is in use, or the file is not there", async () => {
    const root = folder({ "rows.csv": ROWS, "other.ts": "" });
    for (const args of [[root], ["--from", "gone.csv"], [root, "--from", join(root, "rows.csv")]]) {
      const { exit, out } = await nngen(["init", ...args], { keyboard: keyboard([]) });
      expect([exit, out]).toEqual([1, ""]);
    }
  });

  it("keeps to the width of the terminal", async () => {
    const root = folder({ "rows.csv": ROWS });
    const args = ["init", join(root, "new"), "--from", join(root, "rows.csv"), "--no-train", "--yes"];
    const { out } = await nngen(args, { isInteractive: true, width: 60 });
    const [head = ""] = out.split("\nnext:");
    expect(head).toMatch(/\n  written   in .*\n {12}\S/);
    for (const line of head.split("\n").filter((text) => !text.includes(root)))
      expect(line.length).toBeLessThanOrEqual(60);
  });

  it("shows a mistake in the data where it is", async () => {
    const root = folder({ "rows.csv": `${ROWS}1,x,no\n` });
    const { exit, err } = await nngen(["init", join(root, "new"), "--from", join(root, "rows.csv")]);
    expect(exit).toBe(1);
    expect(err).toContain("42 | 1,x,no\n   |   ^\n");
    expect(readdirSync(root)).toEqual(["rows.csv"]);
  });

  it("asks on a terminal what the options do not say", async () => {
    const root = folder({ "rows.csv": ROWS });
    const args = ["init", join(root, "new"), "--from", join(root, "rows.csv")];
    // The target one up from the guess, "b"; 10 becomes 107; no training.
    const { exit, out } = await nngen(args, { keyboard: keyboard(["\u001B[A\r", "7\r", "n"]) });
    expect(exit).toBe(0);
    expect(out).toMatch(/ target +b; regression/);
    expect(readFileSync(join(root, "new/net.ts"), "utf8")).toContain("dense(standardize(x), 107)");
    expect(existsSync(join(root, "new/rows.safetensors"))).toBe(false);
  });

  it("writes nothing when it is left with Ctrl-C", async () => {
    const root = folder({ "rows.csv": ROWS });
    const args = ["init", join(root, "new"), "--from", join(root, "rows.csv")];
    const { exit, err } = await nngen(args, { keyboard: keyboard(["\u0003"]) });
    expect([exit, err]).toEqual([130, "Nothing was written.\n"]);
    expect(readdirSync(root)).toEqual(["rows.csv"]);
  });
});

import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { CLASSIFIER, ROWS } from "../build/nets.ts";
import { folder } from "../load/folder.ts";
import { nngen } from "./console.ts";

const FILES = { "net.ts": CLASSIFIER, "rows.csv": ROWS };
const write = (files: Readonly<Record<string, string>>): string => join(folder(files), "net.ts");

describe("a module with trained weights", () => {
  it("is replaced by one without them with a warning", async () => {
    const net = write(FILES);
    const save = join(net, "../classifier.safetensors");
    await nngen(["train", net, "--epochs", "2", "--save", save]);

    const trained = await nngen(["compile", net, "--weights", save]);
    expect(trained).toMatchObject({ exit: 0, err: "" });
    expect(trained.out).toMatch(/\n {2}weights +\S+classifier\.safetensors\n/);
    // The same again, and a look, lose nothing.
    expect((await nngen(["compile", net, "--weights", save])).err).toBe("");
    expect((await nngen(["check", net])).err).toBe("");

    const plain = await nngen(["compile", net]);
    expect(plain.exit).toBe(0);
    expect(plain.out).toMatch(/\n {2}weights +none: create\(\{ seed \}\) draws them\n/);
    expect(plain.err).toMatch(/^warning\[weights-lost\]: ".*classifier\.ts" had trained weights; the module that/);
    expect(plain.err).toContain(`= hint: --weights keeps them: \`nngen compile ${net} --weights ${save}\`.\n`);
    expect(readFileSync(join(net, "../classifier.ts"), "utf8")).not.toContain("WEIGHTS");
    expect((await nngen(["compile", net])).err).toBe("");
  });

  it("in JavaScript, with --json, and while it is watched", async () => {
    const net = write(FILES);
    const save = join(net, "../other.safetensors");
    const out = join(net, "../app.js");
    await nngen(["train", net, "--epochs", "2", "--save", save]);
    const trained = await nngen(["compile", net, "--out", out, "--weights", save, "--json"]);
    expect(JSON.parse(trained.out)).toMatchObject({ weights: save, warnings: [] });
    const { out: json, err } = await nngen(["compile", net, "--out", out, "--json"]);
    expect(err).toBe("");
    expect(JSON.parse(json)).toMatchObject({
      weights: null,
      warnings: [{ code: "weights-lost", hint: "--weights <file.safetensors> keeps them." }],
    });
    await nngen(["compile", net, "--weights", save]);
    const onInterrupt = (handler: (signal: "SIGINT") => void): (() => void) => {
      setTimeout(() => handler("SIGINT"), 50);
      return () => undefined;
    };
    const watched = await nngen(["compile", net, "--watch"], { onInterrupt });
    expect(watched).toMatchObject({ exit: 0, err: expect.stringContaining("warning[weights-lost]") });
  });
});

describe("the data file of net.ts", () => {
  it.each(["compile", "check"])("that lacks a column is a warning of %s", async (command) => {
    const net = write({ ...FILES, "rows.csv": ROWS.replace("kind", "Kind") });
    const { exit, err } = await nngen([command, net]);
    expect(exit).toBe(0);
    expect(err).toMatch(
      /^warning\[unknown-column\]: There is no column "kind" in "rows\.csv"\n +--> \S*net\.ts:11:9\n/,
    );
    expect(err).toContain('= found: "a", "b", "Kind"\n');
    expect(err).toContain('= hint: Did you mean "Kind"?\n');
    const json = await nngen([command, net, "--json"]);
    expect(json).toMatchObject({ exit: 0, err: "" });
    const near = relative(process.cwd(), net);
    const file = near.length < net.length ? near : net;
    expect(JSON.parse(json.out)).toMatchObject({ warnings: [{ code: "unknown-column", place: { file, line: 11 } }] });
  });

  it("that is not there is one, too", async () => {
    const net = write(FILES);
    renameSync(join(net, "../rows.csv"), join(net, "../row.csv"));
    const { exit, err } = await nngen(["compile", net]);
    expect(exit).toBe(0);
    expect(err).toMatch(/^warning\[file-not-found\]: There is no data file "rows\.csv"\n +--> \S*net\.ts:11:9\n/);
    expect(err).toContain('= hint: Did you mean "row.csv"?\n');
    // A module is no table, however alike its name is.
    renameSync(join(net, "../row.csv"), join(net, "../rows.ts"));
    expect((await nngen(["compile", net])).err).toContain("= hint: The path counts from the folder of net.ts.\n");
  });

  it.each([
    ["after empty lines, with a byte order mark", `\uFEFF\r\n${ROWS}`],
    ["with quotes that hold a line end", ROWS.replace("a,b,kind", '"a",b,"my\nnote",kind')],
    ["and what follows it, which is not looked at", `${ROWS}${"1,2\n".repeat(100_000)}"`],
    ["and nothing else", "a,b,kind"],
  ])("is read up to the end of its header %s", async (_, rows) => {
    const net = write({ ...FILES, "rows.csv": rows });
    expect(await nngen(["compile", net])).toMatchObject({ exit: 0, err: "" });
  });

  it("is no header where its first line does not end", async () => {
    const net = write({ ...FILES, "rows.csv": "1".repeat(300_000) });
    expect((await nngen(["compile", net])).err).toBe("");
    writeFileSync(join(net, "../rows.csv"), Buffer.from([0x61, 0xe9, 0x0a]));
    expect((await nngen(["compile", net])).err).toMatch(/^warning\[bad-csv\]: "rows\.csv" is not text in UTF-8\n/);
  });
});

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { nngen } from "./console.ts";

const README = readFileSync(new URL("../../README.md", import.meta.url), "utf8");

/** The part on the command line has a block that lists, for each command, its options. */
const listing = /^## Command line$.*?^```\n(.*?)^```$/ms.exec(README)?.[1] ?? "";
const sections = listing
  .split(/^(?=nngen )/m)
  .map((text) => [/^nngen (\S+)/.exec(text)?.[1] ?? "", text] as const)
  .filter(([command]) => command !== "");

const optionsIn = (text: string): readonly string[] => [...new Set(text.match(/(?<![\w-])--[a-z][a-z-]*/g) ?? [])];

/** What stands at the beginning of the lines of a help's options; their texts may name others. */
const flagsIn = (text: string): readonly string[] =>
  [...text.matchAll(/^ {2}(?:-\w, )?(--[a-z][a-z-]*)/gm)].map(([, name = ""]) => name);

/** Command lines anywhere in the text: `nngen train net.ts --save …`, in blocks and between backquotes. */
const lines = [...README.matchAll(/\bnngen ([a-z]+) ([^`\n]*)/g)].map(
  ([, command = "", rest = ""]) => [command, rest] as const,
);

const help = async (command: string): Promise<string> => {
  const { exit, out } = await nngen([command, "--help"]);
  expect(exit).toBe(0);
  return out;
};

describe("README", () => {
  it("lists every command that `nngen --help` lists", async () => {
    const { out } = await nngen(["--help"]);
    const block = /^Commands:\n((?: {2,}.*\n)+)/m.exec(out)?.[1] ?? "";
    const commands = [...block.matchAll(/^ {2}([a-z]+)/gm)]
      .map(([, name = ""]) => name)
      .filter((name) => name !== "help");
    expect(commands).toContain("compile");
    expect(sections.map(([command]) => command).toSorted()).toEqual(commands.toSorted());
  });

  it.each(sections)("lists the options of %s, all of them", async (command, text) => {
    const listed = optionsIn(text);
    const known = flagsIn(/^Options:\n(.*?)(?:\n\n|$(?![\s\S]))/ms.exec(await help(command))?.[1] ?? "");
    expect(listed.toSorted()).toEqual(known.filter((name) => name !== "--help").toSorted());
  });

  it("has command lines whose options exist", async () => {
    const wrong: string[] = [];
    const commands = new Set(sections.map(([command]) => command));
    for (const [command, rest] of lines) {
      if (!commands.has(command)) continue;
      const text = await help(command);
      wrong.push(
        ...optionsIn(rest)
          .filter((name) => !optionsIn(text).includes(name))
          .map((name) => `${command} ${name}`),
      );
    }
    expect(lines.length).toBeGreaterThan(5);
    expect(wrong).toEqual([]);
  });

  it("shows backpropagation of the neuron as it is emitted", () => {
    const emitted = readFileSync(new URL("../../generated/neuron/neuron.ts", import.meta.url), "utf8");
    const backward = /^ {2}function backward\(.*?^ {2}\}$/ms.exec(emitted)?.[0].replaceAll(/^ {2}/gm, "");
    expect(backward).toContain("zBar");
    expect(README).toContain(`\`\`\`ts\n${backward}\n\`\`\``);
  });
});

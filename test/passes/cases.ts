import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { parseProgram } from "../../src/ir/parse.ts";
import type { Program } from "../../src/ir/program.ts";
import { printProgram } from "../../src/ir/text.ts";
import { opByName } from "../../src/ops/table.ts";
import { verify } from "../../src/ops/verifier.ts";

/**
 * Text in, text out. A file of cases holds blocks
 *
 *     === what it shows
 *     the input
 *     ---
 *     the output, or the word `unchanged`
 *
 * UPDATE=1 writes what comes out into the file; read the difference before it is committed.
 */
export interface Case {
  readonly name: string;
  readonly input: string;
  readonly expected: string;
}

export function readCases(url: URL): readonly Case[] {
  const [, ...blocks] = `\n${readFileSync(url, "utf8")}`.split(/\n=== */);
  return blocks.map((block) => {
    const [head = "", expected = ""] = block.split(/\n---\n/);
    const [name = "", ...input] = head.split("\n");
    return { name: name.trim(), input: input.join("\n").trim(), expected: expected.trim() };
  });
}

const UPDATES = process.env["UPDATE"] === "1";

/** Runs every case of a file next to the test. `unchanged` expects what the input comes out as when nothing is done to it. */
export function textCases(
  test: string,
  file: string,
  run: (input: string) => string,
  plain: (input: string) => string = (input) => input,
): void {
  const url = new URL(file, test);
  const cases = readCases(url);
  const found = new Map<string, string>();
  describe(`${file}`, () => {
    it("has cases, each with a name of its own", () => {
      expect(cases.length).toBeGreaterThan(0);
      expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
    });
    it.each(cases.map((c) => [c.name, c] as const))("%s", (name, { input, expected }) => {
      const output = run(input).trim();
      found.set(name, output === plain(input).trim() ? "unchanged" : output);
      const want = expected === "unchanged" ? plain(input).trim() : expected;
      expect(UPDATES ? want : output).toBe(want);
    });
  });
  afterAll(() => {
    if (!UPDATES) return;
    const text = cases.map((c) => `=== ${c.name}\n${c.input}\n---\n${found.get(c.name) ?? c.expected}\n`).join("\n");
    writeFileSync(fileURLToPath(url), text);
  });
}

export const parse = (text: string): Program => verify(parseProgram(text, opByName), "the test's own program");

/** The text form without its first line where that says nothing. */
export const print = (program: Program): string => printProgram(program).replace(/^program program\n/, "");

/** Cases of a pass: programs in, programs out, verified. */
export const passCases = (test: string, file: string, pass: (program: Program) => Program): void =>
  textCases(
    test,
    file,
    (input) => print(verify(pass(parse(input)), file)),
    (input) => print(parse(input)),
  );

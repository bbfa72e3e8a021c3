import { NODE } from "../../src/ir/graph.ts";
import type { GraphNode, Network, SourceNote, SourceNotes } from "../../src/ir/graph.ts";
import type { Program } from "../../src/ir/program.ts";
import { printProgram } from "../../src/ir/text.ts";
import type { Tensor } from "../../src/index.ts";
import { lower } from "../../src/lower/lower.ts";
import { verify } from "../../src/ops/verifier.ts";

/** What the loader would note: the consts of net.ts, by the values that they hold. The n-th one stands in line n. */
export const notesOf = (consts: Readonly<Record<string, Tensor>>): SourceNotes =>
  new Map(
    Object.entries(consts).map(([name, tensor], i): [GraphNode, SourceNote] => [
      tensor[NODE],
      { name, place: { file: "net.ts", line: i + 1, column: 7 } },
    ]),
  );

export const lowered = (network: Network, consts: Readonly<Record<string, Tensor>> = {}): Program =>
  verify(lower(network, notesOf(consts)), "lower");

/** The instructions and results, without the signature. */
export const body = (program: Program): string =>
  printProgram(program)
    .split("\n")
    .filter((line) => line !== "" && !/^(program|input|parameter) /.test(line))
    .join("\n");

/** Slots as `kind value name`. */
export const slotsOf = (program: Program): readonly string[] =>
  program.slots.map(({ kind, name, value }) => `${kind} ${value.name} ${name}`);

export const lines = (text: string): string =>
  text
    .trim()
    .split("\n")
    .map((line) => line.trim())
    .join("\n");

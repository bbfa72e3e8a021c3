import { Command } from "commander";
import type { Compilation } from "../compile.ts";
import { EXIT } from "./failure.ts";
import { action } from "./session.ts";
import type { Session } from "./session.ts";
import type { Terminal } from "./terminal.ts";

export const inspectCommand = (session: Session): Command =>
  new Command("inspect")
    .summary("show a stage of the compilation")
    .description(
      "Shows a network as nngen sees it:\n" +
        "  graph      the calls of net.ts\n" +
        "  ops        the list of primitive operations of one example\n" +
        "  adjoint    the chain rule over that list, line by line\n" +
        "  optimized  the whole training step, as it is emitted\n" +
        "  module     the emitted module",
    )
    .argument("<net.ts>", "the file that exports the network")
    .option("--stage <stage>", "graph, ops, adjoint, optimized or module", "ops")
    .option("--format <format>", "text or json", "text")
    .addHelpText(
      "after",
      `
Examples:
  nngen inspect net.ts                    z = wx + b as t1 = w·x, z = t1 + b
  nngen inspect net.ts --stage adjoint    z̄ = -t̄3, b̄ = z̄, w̄ = t̄1·x
  nngen inspect net.ts --stage graph --format json`,
    )
    .action(action(session, inspect));

type Stage = "graph" | "ops" | "adjoint" | "optimized";
type Format = "text" | "json";
type Renderings = Readonly<Record<Stage, Readonly<Record<Format, (compilation: Compilation) => string>>>>;

async function inspect(net: string, raw: Readonly<Record<string, unknown>>, terminal: Terminal): Promise<number> {
  const { inspectOptions, readOptions } = await import("./options.ts");
  const { stage, format } = readOptions(inspectOptions, raw);
  const { buildModule, compileFile } = await import("../build.ts");
  if (stage === "module") {
    const { text, compilation } = await buildModule(net);
    terminal.out(format === "json" ? json(compilation.code) : text);
    return EXIT.done;
  }
  const { compilation } = await compileFile(net);
  const text = (await renderings())[stage][format](compilation);
  const { safeLines } = await import("./text.ts");
  terminal.out(format === "json" ? text : `${safeLines(text).trimEnd()}\n`);
  return EXIT.done;
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** What each stage looks like in each format. */
async function renderings(): Promise<Renderings> {
  const [{ adjointText }, { graphLines, graphText }, { programJson }, { opsText }, { printProgram }, { adjointOf }] =
    await Promise.all([
      import("../inspect/adjoint.ts"),
      import("../inspect/graph.ts"),
      import("../inspect/json.ts"),
      import("../inspect/ops.ts"),
      import("../ir/text.ts"),
      import("../build/stages.ts"),
    ]);
  return {
    graph: {
      text: ({ network, notes }) => graphText(network, notes),
      json: ({ network, notes }) => json(graphLines(network, notes)),
    },
    ops: { text: ({ ops }) => opsText(ops), json: ({ ops }) => json(programJson(ops)) },
    adjoint: {
      text: (compilation) => adjointText(adjointOf(compilation)),
      json: (compilation) => json(programJson(adjointOf(compilation))),
    },
    optimized: {
      text: ({ optimized }) => printProgram(optimized),
      json: ({ optimized }) => json(programJson(optimized)),
    },
  };
}

import { Command } from "commander";
import type { Format, Notation, Stage } from "../build/inspect.ts";
import { EXIT, UsageError } from "./failure.ts";
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
        "  schedule   the loop nests of each function, how they are written and why\n" +
        "  memory     the arrays for values on the way, and how long each is needed\n" +
        "  module     the emitted module",
    )
    .argument("<net.ts>", "the file that exports the network")
    .option("--stage <stage>", "graph, ops, adjoint, optimized, schedule, memory or module", "ops")
    .option("--format <format>", "text, json, latex, or for the graph dot and svg; left out, by the suffix of --out")
    .option("--notation <notation>", "ops (z̄, W̄1), course (β¹, ∇W¹) or ir (the text form of programs)")
    .option("--style <style>", "as compile takes it: auto, readable, unrolled or rolled", "auto")
    .option("--math <functions>", "as compile takes it: exact or fast", "exact")
    .option("--memory <choice>", "as compile takes it: fast or minimal", "fast")
    .option("-o, --out <file>", "a file instead of standard output: .json, .tex, .dot or .svg")
    .addHelpText(
      "after",
      `
Examples:
  nngen inspect net.ts                    z = wx + b as t1 = w·x, z = t1 + b
  nngen inspect net.ts --stage adjoint    z̄ = -t̄3, b̄ = z̄, w̄ = t̄1·x
  nngen inspect net.ts --stage adjoint --notation course --format latex
  nngen inspect net.ts --stage graph --out graph.svg`,
    )
    .action(action(session, inspect));

async function inspect(net: string, raw: Readonly<Record<string, unknown>>, terminal: Terminal): Promise<number> {
  const { inspectOptions, readOptions } = await import("./options.ts");
  const { bytes, safeLines, table } = await import("./text.ts");
  const { stage, out, style, math, memory, ...options } = readOptions(inspectOptions, raw);
  const { buildModule, compileFile, DEFAULTS } = await import("../build.ts");
  const { fileOf, formatOf, inspectStage, moduleJson } = await import("../build/inspect.ts");
  const compiled = { ...DEFAULTS, style, math, memory };
  const format = options.format ?? (out === undefined ? undefined : formatOf(out)) ?? "text";
  if (stage === "module") {
    requireModule(format, options.notation, out);
    const build = await buildModule(net, compiled);
    terminal.out(format === "json" ? moduleJson(build) : build.text);
    return EXIT.done;
  }
  const notation = options.notation ?? "ops";
  await requireCombination(stage, format, notation);
  const file = out === undefined ? undefined : fileOf(format);
  if (out !== undefined && file === undefined) {
    throw usage(
      "--out",
      JSON.stringify(out),
      "the path of a .json, .tex, .dot or .svg file, or a --format other than text",
    );
  }
  const { compilation } = await compileFile(net, compiled);
  const text = await inspectStage(compilation, { stage, format, notation });
  if (out !== undefined && file !== undefined) {
    const { writeFiles } = await import("../build/write.ts");
    writeFiles([{ path: out, contents: text, isOurs: (contents) => contents.toString().startsWith(file.mark) }]);
    terminal.out(`${table([[out, `written, ${bytes(Buffer.byteLength(text))}`]])}\n`);
    return EXIT.done;
  }
  terminal.out(format === "json" ? text : `${safeLines(text).trimEnd()}\n`);
  return EXIT.done;
}

/** Stops where a stage cannot be shown so, and says how it can. */
async function requireCombination(stage: Stage, format: Format, notation: Notation): Promise<void> {
  const { formatsOf, notationsOf, stagesOf } = await import("../build/inspect.ts");
  const notations = notationsOf(stage, format);
  if (notations.length === 0) {
    const expected = `one of ${formatsOf(stage).join(", ")} for --stage ${stage}`;
    throw usage(
      "--format",
      JSON.stringify(format),
      expected,
      `${format} needs --stage ${stagesOf(format).join(" or ")}.`,
    );
  }
  if (notations.includes(notation)) return;
  const expected = `one of ${notations.join(", ")} for --stage ${stage} --format ${format}`;
  throw usage("--notation", JSON.stringify(notation), expected);
}

function requireModule(format: Format, notation: Notation | undefined, out: string | undefined): void {
  if (format !== "text" && format !== "json") {
    throw usage("--format", JSON.stringify(format), "one of text, json for --stage module");
  }
  if (notation !== undefined) throw usage("--notation", JSON.stringify(notation), "left out for --stage module");
  if (out !== undefined)
    throw usage("--out", JSON.stringify(out), "left out for --stage module: `nngen compile` writes it");
}

const usage = (option: string, found: string, expected: string, hint?: string): UsageError =>
  new UsageError([{ code: "bad-option", message: `${option} is ${found}`, found, expected, ...(hint && { hint }) }]);

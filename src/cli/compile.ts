import { Command } from "commander";
import type { Report } from "../build.ts";
import { EXIT, located, reportWarnings } from "./failure.ts";
import { action } from "./session.ts";
import type { Session } from "./session.ts";
import type { Terminal } from "./terminal.ts";
import { bytes, error, table } from "./text.ts";

export const compileCommand = (session: Session): Command =>
  new Command("compile")
    .summary("write the module of a network")
    .description(
      "Compiles a network into a module of its own: a TypeScript file, or JavaScript and its declarations, that imports nothing. " +
        "The module is run and its gradient compared with differences of its loss before it is written.",
    )
    .argument("<net.ts>", "the file that exports the network")
    .option("-o, --out <file>", "where the module goes, .ts or .js (default: beside net.ts, under the network's name)")
    .option("--precision <type>", "the numbers of its arrays: f64 or f32", "f64")
    .option("--style <style>", "auto (for speed), readable (for reading), unrolled or rolled", "auto")
    .option(
      "--math <functions>",
      "exact (Math.exp, Math.tanh) or fast (within 3 units in the last place, less time)",
      "exact",
    )
    .option("--memory <choice>", "fast, or minimal: values are computed again instead of held", "fast")
    .option("--inference-only", "only what prediction needs; writes <name>.predict.ts")
    .option("--weights <file>", "start with the parameters of a safetensors file")
    .option("--check", "write nothing; fail when the file is not what the network compiles to now")
    .option("-w, --watch", "compile again whenever net.ts, what it imports or its data changes")
    .option("--timings", "say how long each step took")
    .option("--json", "print the report as JSON")
    .addHelpText(
      "after",
      `
Examples:
  nngen compile net.ts                            writes <name>.ts beside it
  nngen compile net.ts --out src/iris.js          writes src/iris.js and src/iris.d.ts
  nngen compile net.ts --watch
  nngen compile net.ts --inference-only --weights iris.safetensors
  nngen compile net.ts --out src/iris.ts --check  in continuous integration`,
    )
    .action(action(session, compile));

async function compile(net: string, raw: Readonly<Record<string, unknown>>, terminal: Terminal): Promise<number> {
  const start = performance.now();
  const { compileOptions, readOptions } = await import("./options.ts");
  const { check, watch, timings, json, out, weights, ...rest } = readOptions(compileOptions, raw);
  const options = { ...rest, ...(out !== undefined && { out }), ...(weights !== undefined && { weights }) };
  if (watch) {
    const { watchNetwork } = await import("./watch.ts");
    return watchNetwork(net, options, { check, timings, json }, terminal);
  }
  const { buildModule, writeOutput } = await import("../build.ts");
  const { requireFresh } = await import("../build/fresh.ts");
  const { withLostWeights } = await import("../build/lost.ts");
  const imported = performance.now();
  const built = await buildModule(net, options);
  const build = check ? built : withLostWeights(built, net, options);
  if (check) requireFresh(build, net, options);
  else writeOutput(build);
  const report = {
    ...build.report,
    warnings: located(build.report.warnings, net),
    timings: { start, import: imported - start, ...build.report.timings, total: performance.now() },
  };
  terminal.out(json ? `${JSON.stringify(report, null, 2)}\n` : describe(report, { check, timings }));
  if (!json) reportWarnings(build.report.warnings, net, terminal);
  return EXIT.done;
}

function describe(report: Report, { check, timings }: { readonly check: boolean; readonly timings: boolean }): string {
  const { gradient, derivatives } = report;
  const agrees = (
    what: string,
    check: { readonly largestError: number; readonly at: string } | undefined,
  ): string[][] =>
    check === undefined
      ? []
      : [
          [
            what,
            `agree${what === "gradient" ? "s" : ""} with central differences, largest error ${error(check.largestError)} at ${check.at}`,
          ],
        ];
  const done = check ? "is up to date" : "written";
  const rows = [
    ...report.files.map((file) => [file.path, `${done}, ${bytes(file.bytes)}`]),
    ["parameters", report.parameters.toLocaleString("en-US")],
    ...(report.parameters === 0 ? [] : [["weights", report.weights ?? "none: create({ seed }) draws them"]]),
    ["memory", `${bytes(report.memory)} a network`],
    ...agrees("gradient", gradient),
    ...agrees("derivatives", derivatives),
    ...(report.otherwise ?? []).map(({ function: name, choice }) => [name, choice]),
    ...(timings ? Object.entries(report.timings).map(([step, time]) => [step, `${Math.round(time)} ms`]) : []),
  ];
  return `${table([[report.name], ...rows.map(([name = "", text = ""]) => [`  ${name}`, text])].map((row) => row))}\n`;
}

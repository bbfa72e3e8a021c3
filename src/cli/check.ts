import { Command } from "commander";
import type { Build } from "../build.ts";
import type { Slope } from "../verify/slope.ts";
import { EXIT, located, reportWarnings } from "./failure.ts";
import { action } from "./session.ts";
import type { Session } from "./session.ts";
import type { Terminal } from "./terminal.ts";
import { derivative, error, plural, table } from "./text.ts";

export const checkCommand = (session: Session): Command =>
  new Command("check")
    .summary("compare the gradient with a numerical one")
    .description(
      "Runs the module of a network and compares its gradient with central differences of its loss, (J(w + h) - J(w - h)) / 2h: " +
        "every derivative of every parameter, for three examples drawn from the domains of the inputs, five where four are computed " +
        "side by side. Derivatives that net.ts asks for itself (gradient, jacobian, hessian, …) are compared with differences of what " +
        "they are derivatives of. Writes nothing.",
    )
    .argument("<net.ts>", "the file that exports the network")
    .option("--precision <type>", "the numbers of its arrays: f64 or f32", "f64")
    .option("--style <style>", "the code that is checked: auto, readable, unrolled or rolled", "auto")
    .option("--math <functions>", "the functions that it computes with: exact or fast", "exact")
    .option("--all", "a row for every derivative, not only the worst of each parameter")
    .option("--json", "print every row as JSON")
    .addHelpText(
      "after",
      `
Examples:
  nngen check net.ts          a row for each parameter, with the derivative that differs most
  nngen check net.ts --all    a row for each derivative`,
    )
    .action(action(session, check));

async function check(net: string, raw: Readonly<Record<string, unknown>>, terminal: Terminal): Promise<number> {
  const { checkOptions, readOptions } = await import("./options.ts");
  const { all, json, ...options } = readOptions(checkOptions, raw);
  const { assembleFile } = await import("../build.ts");
  const { coordinate, element, requireVerified, worstOfEach, worstRows } = await import("../build/mismatches.ts");
  const build = await assembleFile(net, { ...options, inferenceOnly: false, budget: Infinity });
  const { verification, compilation } = build;
  const rows = verification.gradient?.rows ?? [];
  const derivatives = verification.derivatives.rows;
  const { name, warnings } = build.report;
  if (json) {
    const result = { name, ok: isRight(build), rows, derivatives, warnings: located(warnings, net) };
    terminal.out(`${JSON.stringify(result, null, 2)}\n`);
  } else {
    const shown = all ? rows : worstRows(rows);
    terminal.out(
      describe(build, [
        ...(all ? derivatives : worstOfEach(derivatives)).map((row) => [element(row, compilation), row] as const),
        ...shown.map((row) => [`∂J/∂${coordinate(row, compilation)}`, row] as const),
      ]),
    );
    reportWarnings(warnings, net, terminal);
  }
  if (json && !isRight(build)) return EXIT.mistake;
  requireVerified(verification, compilation);
  return EXIT.done;
}

const isRight = ({ verification: { gradient, disagreements, derivatives, meaning } }: Build): boolean =>
  gradient?.ok !== false && derivatives.ok && disagreements.length === 0 && meaning.length === 0;

const notChecked = ({ compilation: { code } }: Build): string =>
  code.functions.some(({ name }) => name === "backward")
    ? "not checked: with stopGradient, ∇J is not what differences of J show"
    : "nothing is trained";

function describe(build: Build, rows: readonly (readonly [where: string, row: Slope])[]): string {
  const { gradient, derivatives } = build.verification;
  const checked = [...derivatives.rows, ...(gradient?.rows ?? [])];
  if (checked.length === 0) return `${table([[build.report.name], [notChecked(build)]])}\n`;
  const head = ["derivative", "analytic", "gradApprox", "difference", ""];
  const lines = rows.map(([where, row]) => [
    where,
    derivative(row.analytic),
    derivative(row.numeric),
    error(row.difference),
    row.ok ? (row.kink ? "ok, at a kink" : "ok") : "WRONG",
  ]);
  const largest = Math.max(...checked.map(({ difference }) => difference));
  const verdict = `${plural(checked.length, "derivative")} checked, largest difference ${error(largest)}`;
  return `${table([[build.report.name]])}\n\n${table([head, ...lines], "  ")}\n\n${verdict}\n`;
}

import { Command, CommanderError } from "commander";
import { VERSION } from "../build/version.ts";
import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { checkCommand } from "./check.ts";
import { compileCommand } from "./compile.ts";
import { EXIT, reportFailure } from "./failure.ts";
import type { Attempt } from "./failure.ts";
import { initCommand } from "./init.ts";
import { inspectCommand } from "./inspect.ts";
import type { Session } from "./session.ts";
import type { Terminal } from "./terminal.ts";
import { trainCommand } from "./train.ts";

/** Obeys a command line and gives the exit code: 0 done, 1 a mistake in the user's input, 2 wrong usage. */
export async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  const session: Session = { terminal, exit: EXIT.done };
  let attempt: Attempt = { command: "", json: false };
  const { log } = console;
  const program = createProgram(session).hook("preAction", (_, command) => {
    // The argument of init is a folder: places count from where one is.
    const [net] = command.name() === "init" ? [] : command.args;
    attempt = { command: command.name(), json: isJson(command), ...(net !== undefined && { net }) };
    // What net.ts prints while it is loaded must not get into the JSON.
    if (attempt.json) console.log = console.error;
  });
  terminal.onCrash?.(async (error) => reportFailure(await blamed(error), attempt, terminal));
  try {
    await program.parseAsync([...args], { from: "user" });
    return session.exit;
  } catch (error) {
    if (!(error instanceof CommanderError)) return reportFailure(error, attempt, terminal);
    return error.exitCode === 0 ? EXIT.done : EXIT.usage;
  } finally {
    console.log = log;
  }
}

/** An error that nobody catches is the user's where one of the user's files threw it. */
async function blamed(error: unknown): Promise<unknown> {
  const { blameLate } = await import("../load/load.ts");
  const mistake = blameLate(error);
  return mistake === undefined ? error : new DiagnosticError([mistake]);
}

function isJson(command: Command): boolean {
  const options: Readonly<Record<string, unknown>> = command.opts();
  return options["json"] === true || options["format"] === "json";
}

function createProgram(session: Session): Command {
  const { terminal } = session;
  const program = new Command("nngen")
    .description(
      "Compiles a neural network, written as a typed graph in TypeScript, into a module that runs and trains it.",
    )
    .version(VERSION, "-v, --version", "print the version")
    .addHelpText(
      "after",
      `
Examples:
  nngen init --from iris.csv               a network for the columns of a file
  nngen inspect net.ts --stage adjoint     read the derivation
  nngen check net.ts                       compare the gradient with a numerical one
  nngen compile net.ts --out src/iris.ts   write the module
  nngen train net.ts --save iris.safetensors

\`nngen <command> --help\` says more. Exit codes: 0 done, 1 a mistake in net.ts or a file, 2 wrong usage.`,
    );
  const commands = [initCommand, compileCommand, checkCommand, inspectCommand, trainCommand].map((make) =>
    make(session),
  );
  for (const command of commands) program.addCommand(command);
  for (const command of [program, ...commands]) {
    command
      .exitOverride()
      .showHelpAfterError(`(\`nngen ${command === program ? "" : `${command.name()} `}--help\` says more)`)
      .configureOutput({
        writeOut: (text) => terminal.out(text),
        writeErr: (text) => terminal.err(text),
        outputError: (text, write) =>
          write(
            /missing required argument 'net\.ts'/.test(text)
              ? `${text.trimEnd()}, as in nngen ${command.name()} net.ts\n`
              : text,
          ),
      });
  }
  return program;
}

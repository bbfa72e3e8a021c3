import { Command, Option } from "commander";
import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { EXIT, UsageError } from "./failure.ts";
import { action } from "./session.ts";
import type { Session } from "./session.ts";
import type { Terminal } from "./terminal.ts";

export const trainCommand = (session: Session): Command =>
  new Command("train")
    .summary("train a network on a CSV file or on .npy files")
    .description(
      "Compiles a network in memory, trains it with the module's own fit, and scores it on rows it has " +
        "not seen. Ctrl-C (and SIGTERM) stops after the current step: the weights of the last whole epoch (the best " +
        "one, where a figure is monitored) are scored and written, and the exit code is 130.",
    )
    .argument("<net.ts>", "the file that exports the network, with data: csv(…)")
    .option("--data <file>", "another CSV file with the same columns, or for each input and target x=x.npy", collect)
    .option("--epochs <number>", "how often all rows are gone through, in all (default 500)")
    .option("--batch-size <number>", "rows a step (default 16)")
    .option("--seed <number>", "of parameters, order of rows and splits (default 0)")
    .option("--test-split <share>", "rows held out for the score, of each class alike (default 0.2)")
    .option("--validation-split <share>", "rows watched while training (default 0.2 with --patience, else 0)")
    .option("--patience <epochs>", "stop when so many epochs bring no improvement, keep the best weights")
    .option("--min-delta <number>", "what counts as an improvement (default 0: anything)")
    .option("--monitor <figure>", "what tells the best epoch: valLoss, loss, valAccuracy, …")
    .option("--stop-gradient-norm <number>", "stop when the norm of the gradient over all training rows is not above")
    .option("--stop-loss-change <number>", "stop when the loss changes by no more from one epoch to the next")
    .option("--save <file.safetensors>", "write the weights")
    .option("--checkpoint <file>", "write what --resume needs, about every second and in the end")
    .option("--checkpoint-every <epochs>", "write it after so many epochs instead")
    .option("--resume <file>", "go on from a checkpoint, as if it had never stopped")
    .option("--plot", "draw the charts in a pipe, too")
    .option("--no-plot", "draw no charts")
    .option("--json", "print the result, with the figures of every epoch, as JSON")
    // Asked for out of habit; said where it stands.
    .addOption(new Option("--lr [number]").hideHelp())
    .addOption(new Option("--learning-rate [number]").hideHelp())
    .addHelpText(
      "after",
      `
Examples:
  nngen train net.ts
  nngen train net.ts --epochs 2000 --patience 50 --save iris.safetensors
  nngen train net.ts --data measured.csv --test-split 0.3 --seed 7
  nngen train net.ts --data x=x.npy --data y=y.npy
  nngen train net.ts --checkpoint run.ckpt, and after a crash: nngen train net.ts --resume run.ckpt`,
    )
    .action(action(session, train));

function collect(value: string, previous: readonly string[] = []): readonly string[] {
  return [...previous, value];
}

function requireNoRate(raw: Readonly<Record<string, unknown>>): void {
  const option = raw["lr"] !== undefined ? "--lr" : raw["learningRate"] !== undefined ? "--learning-rate" : undefined;
  if (option === undefined) return;
  const hint = "The learning rate stands in net.ts: optimizer: adam({ learningRate: 0.01 }).";
  throw new UsageError([{ code: "bad-option", message: `There is no option ${option}`, found: option, hint }]);
}

async function train(net: string, raw: Readonly<Record<string, unknown>>, terminal: Terminal): Promise<number> {
  requireNoRate(raw);
  const { readOptions, trainOptions } = await import("./options.ts");
  const { json, plot = terminal.isInteractive, ...options } = readOptions(trainOptions, raw);
  const { trainFile } = await import("../build/train.ts");
  const { describe } = await import("./training.ts");
  const { createProgress } = await import("./progress.ts");
  const { table } = await import("./text.ts");
  const interrupt = new AbortController();
  let exit: number = EXIT.interrupted;
  let leave: (() => void) | undefined;
  const progress = terminal.isInteractive ? await createProgress(terminal.width) : undefined;
  // Loading and compiling take seconds before there is any progress.
  if (terminal.isInteractive && !json) terminal.err(`${table([[`compiling ${net}`]])}\n`);
  try {
    const training = await trainFile(net, {
      ...Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)),
      signal: interrupt.signal,
      // Not before: who waits for a net.ts that never ends must be able to stop it.
      onStart: () =>
        (leave = terminal.onInterrupt((signal) => {
          exit = signal === "SIGTERM" ? EXIT.terminated : EXIT.interrupted;
          interrupt.abort();
        })),
      ...(progress !== undefined && { onEpoch: progress.show }),
    });
    progress?.stop();
    const wide = terminal.isInteractive ? terminal.width : Infinity;
    const charts = plot ? training.charts(terminal.width) : [];
    terminal.out(json ? `${JSON.stringify(training, null, 2)}\n` : describe(training, charts, wide));
    if (training.unwritten !== undefined) {
      if (json) return EXIT.mistake;
      throw new DiagnosticError(training.unwritten);
    }
    return training.interrupted ? exit : EXIT.done;
  } finally {
    progress?.stop();
    leave?.();
  }
}

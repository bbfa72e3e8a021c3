import { Command } from "commander";
import type { Score, Training } from "../build/train.ts";
import { EXIT } from "./failure.ts";
import { action } from "./session.ts";
import type { Session } from "./session.ts";
import type { Terminal } from "./terminal.ts";
import { bytes, plural, table } from "./text.ts";

export const trainCommand = (session: Session): Command =>
  new Command("train")
    .summary("train a network on a CSV file")
    .description(
      "Compiles a network in memory, trains it with the module's own fit, and scores it on rows it has not seen.\n" +
        "Ctrl-C stops after the current step; what has been learnt until then is scored and saved.",
    )
    .argument("<net.ts>", "the file that exports the network, with data: csv(…)")
    .option("--data <file.csv>", "another file with the same columns")
    .option("--epochs <number>", "how often all rows are gone through", "500")
    .option("--batch-size <number>", "rows a step", "16")
    .option("--seed <number>", "of parameters, order of rows and split", "0")
    .option("--test-split <share>", "the share of rows held out for the score; 0 trains on all", "0.2")
    .option("--save <file.safetensors>", "write the weights")
    .option("--json", "print the result as JSON")
    .addHelpText(
      "after",
      `
Examples:
  nngen train net.ts
  nngen train net.ts --epochs 2000 --save iris.safetensors
  nngen train net.ts --data measured.csv --test-split 0.3 --seed 7`,
    )
    .action(action(session, train));

async function train(net: string, raw: Readonly<Record<string, unknown>>, terminal: Terminal): Promise<number> {
  const { readOptions, trainOptions } = await import("./options.ts");
  const { json, data, save, ...options } = readOptions(trainOptions, raw);
  const { trainFile } = await import("../build/train.ts");
  const interrupt = new AbortController();
  let leave: (() => void) | undefined;
  const progress = terminal.isInteractive ? await createProgress(options.epochs) : undefined;
  try {
    const training = await trainFile(net, {
      ...options,
      ...(data !== undefined && { data }),
      ...(save !== undefined && { save }),
      signal: interrupt.signal,
      // Not before: who waits for a net.ts that never ends must be able to stop it.
      onStart: () => (leave = terminal.onInterrupt(() => interrupt.abort())),
      ...(progress !== undefined && { onEpoch: progress.show }),
    });
    progress?.stop();
    terminal.out(json ? `${JSON.stringify(training, null, 2)}\n` : describe(training, options.epochs));
    return training.interrupted ? EXIT.interrupted : EXIT.done;
  } finally {
    progress?.stop();
    leave?.();
  }
}

interface Progress {
  readonly show: (epoch: number, loss: number) => void;
  readonly stop: () => void;
}

/** One line that is written over: where training is, the loss, and how long it will still take. */
async function createProgress(epochs: number): Promise<Progress> {
  const { default: progress } = await import("cli-progress");
  const format = "epoch {value}/{total} {bar} loss {loss}, {eta_formatted} left";
  const bar = new progress.SingleBar(
    { format, stream: process.stderr, barsize: 24, hideCursor: true, clearOnComplete: true, fps: 10, etaBuffer: 50 },
    progress.Presets.shades_classic,
  );
  let started = false;
  return {
    show(epoch, loss) {
      // It starts with the first epoch, so that loading and compiling do not count in the time left.
      const payload = { loss: loss.toPrecision(4) };
      if (started) bar.update(epoch, payload);
      else bar.start(epochs, epoch, payload);
      started = true;
    },
    stop: () => {
      if (started) bar.stop();
    },
  };
}

function describe({ name, rows, epochs, interrupted, train, test, saved }: Training, wanted: number): string {
  const ran = interrupted ? `stopped after epoch ${epochs} of ${wanted}` : plural(epochs, "epoch");
  const scores: readonly (readonly [string, Score])[] = [
    [`train, ${plural(rows.train, "row")}`, train],
    ...(test === undefined ? [] : [[`test, ${plural(rows.test, "row")}`, test] as const]),
  ];
  const names = Object.keys(train);
  const lines = scores.map(([which, score]) => [which, ...names.map((metric) => (score[metric] ?? NaN).toFixed(4))]);
  const written =
    saved === undefined ? "" : `${table([[`weights written to ${saved.path}, ${bytes(saved.bytes)}`]])}\n`;
  return `${table([[`${name}: ${ran}`]])}\n\n${table([["", ...names.map(title)], ...lines], "  ")}\n\n${written}`;
}

const title = (metric: string): string => (metric === "rSquared" ? "R²" : metric);

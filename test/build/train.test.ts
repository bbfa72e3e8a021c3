import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { trainFile } from "../../src/build/train.ts";
import type { TrainOptions } from "../../src/build/train.ts";
import type { Progress } from "../../src/build/training/pace.ts";
import { readTensors } from "../../src/load/safetensors.ts";
import { folder } from "../load/folder.ts";
import { mistakesOf } from "../load/mistakes.ts";
import { CLASSIFIER, NEURON, ROWS } from "./nets.ts";

const OPTIONS: TrainOptions = { epochs: 60, batchSize: 8, seed: 1, testSplit: 0.25 };
const net = (files: Readonly<Record<string, string>>): string => join(folder(files), "net.ts");
const classifier = (more: Readonly<Record<string, string>> = {}): string =>
  net({ "net.ts": CLASSIFIER, "rows.csv": ROWS, ...more });

describe("training", () => {
  it("learns, and scores rows that it has not seen", async () => {
    const losses: number[] = [];
    const onEpoch = ({ epoch, figures }: Progress): void => {
      expect(epoch).toBe(losses.push(figures["loss"] ?? NaN));
    };
    const training = await trainFile(classifier(), { ...OPTIONS, onEpoch });
    expect(training).toMatchObject({
      name: "classifier",
      rows: { train: 30, test: 10 },
      epochs: 60,
      interrupted: false,
    });
    expect(training.train["accuracy"]).toBeGreaterThan(0.9);
    expect(training.test?.["accuracy"]).toBeGreaterThan(0.7);
    expect(losses).toHaveLength(60);
    expect(losses.at(-1)).toBeLessThan((losses[0] ?? 0) / 2);
  });

  it("is the same for the same seed, and another for another", async () => {
    const path = classifier();
    const score = async (seed: number): Promise<unknown> =>
      (await trainFile(path, { ...OPTIONS, epochs: 2, seed })).train;
    const first = await score(1);
    expect(await score(1)).toEqual(first);
    expect(await score(2)).not.toEqual(first);
  });

  it("may use all rows, and never holds out all", async () => {
    const path = classifier();
    const all = await trainFile(path, { ...OPTIONS, epochs: 1, testSplit: 0 });
    expect(all.rows).toEqual({ train: 40, validation: 0, test: 0 });
    expect(all).not.toHaveProperty("test");
    expect((await trainFile(path, { ...OPTIONS, epochs: 1, testSplit: 0.999 })).rows).toEqual({
      train: 1,
      validation: 0,
      test: 39,
    });
  });

  it("saves the weights, over weights only", async () => {
    const path = classifier();
    const save = join(path, "../out/w.safetensors");
    for (let i = 0; i < 2; i++) {
      const training = await trainFile(path, { ...OPTIONS, epochs: 1, save });
      expect(training.saved).toEqual({ path: save, bytes: readFileSync(save).length });
    }
    expect([...(readTensors(readFileSync(save))?.keys() ?? [])]).toEqual(["scores.weight", "scores.bias"]);
    writeFileSync(save, "precious");
    expect(await mistakesOf(() => trainFile(path, { ...OPTIONS, epochs: 1, save }))).toMatchObject([
      { code: "output-not-ours" },
    ]);
    expect(readFileSync(save, "utf8")).toBe("precious");
  });

  it("takes no place of another network's weights, and says so before it trains", async () => {
    const path = classifier();
    const save = join(path, "../foreign.safetensors");
    const header = '{"resnet.w":{"dtype":"F64","shape":[1],"data_offsets":[0,8]}}'.padEnd(64);
    const foreign = Buffer.alloc(8 + header.length + 8);
    foreign.writeBigUInt64LE(BigInt(header.length));
    foreign.write(header, 8);
    writeFileSync(save, foreign);
    const onEpoch = (): void => expect.unreachable("it trained");
    expect(await mistakesOf(() => trainFile(path, { ...OPTIONS, save, onEpoch }))).toMatchObject([
      { code: "output-not-ours" },
    ]);
    expect(readFileSync(save).equals(foreign)).toBe(true);
  });

  it("stops when it is told to, and scores and saves what it has learnt", async () => {
    const path = classifier();
    const interrupt = new AbortController();
    const save = join(path, "../w.safetensors");
    const onEpoch = ({ epoch }: Progress): void => {
      if (epoch === 3) interrupt.abort();
    };
    const training = await trainFile(path, { ...OPTIONS, signal: interrupt.signal, onEpoch, save });
    expect(training).toMatchObject({ epochs: 3, interrupted: true });
    expect(training.test?.["loss"]).toBeGreaterThan(0);
    expect(existsSync(save)).toBe(true);
  });

  it("may take its rows from another file, whose path counts from where one stands", async () => {
    const path = classifier({ "other.csv": ROWS.split("\n").slice(0, 11).join("\n") });
    const data = relative(process.cwd(), join(path, "../other.csv"));
    expect((await trainFile(path, { ...OPTIONS, epochs: 1, data })).rows).toEqual({ train: 7, validation: 0, test: 3 });
  });

  it("feeds inputs of one value from columns of their names where net.ts says nothing", async () => {
    const path = net({ "net.ts": NEURON, "rows.csv": "t,x\n0,-1\n1,1\n0,-2\n1,2\n" });
    const training = await trainFile(path, { ...OPTIONS, data: join(path, "../rows.csv") });
    expect(training.rows).toEqual({ train: 3, validation: 0, test: 1 });
    expect(Object.keys(training.train)).toContain("rSquared");
  });
});

describe("a mistake in training", () => {
  it.each<[string, string, Partial<TrainOptions>, string]>([
    ["no data", NEURON, {}, "no-data"],
    ["no loss", NEURON.replace(/ *loss:.*\n/, "").replace("x, t }", "x }"), {}, "no-loss"],
    ["a file that is missing", CLASSIFIER.replace("rows.csv", "gone.csv"), {}, "file-not-found"],
    ["a column that is missing", CLASSIFIER.replace('"b"]', '"c"]'), {}, "unknown-column"],
    ["another file that is missing", CLASSIFIER, { data: "gone.csv" }, "file-not-found"],
    ["a class that is missing", CLASSIFIER.replace('"yes"', '"maybe"'), {}, "unknown-class"],
  ])("is a diagnostic: %s", async (_, text, options, code) => {
    const found = await mistakesOf(() =>
      trainFile(net({ "net.ts": text, "rows.csv": ROWS }), { ...OPTIONS, ...options }),
    );
    expect(found[0]?.code).toBe(code);
  });

  it("does not point at net.ts where an option names a file that is missing", async () => {
    const [found] = await mistakesOf(() => trainFile(classifier(), { ...OPTIONS, data: "gone.csv" }));
    expect(found?.place).toBeUndefined();
    expect(found?.hint).toBe("The path counts from where you stand.");
  });

  it("points at the data spec in net.ts, or at the row", async () => {
    const wide = CLASSIFIER.replace('"b"]', '"c"]');
    const [column] = await mistakesOf(() => trainFile(net({ "net.ts": wide, "rows.csv": ROWS }), OPTIONS));
    expect(column?.place).toMatchObject({ file: "net.ts", line: 11, column: 9 });
    const [cell] = await mistakesOf(() =>
      trainFile(net({ "net.ts": CLASSIFIER, "rows.csv": `${ROWS}1,x,no\n` }), OPTIONS),
    );
    expect(cell?.place).toMatchObject({ file: "rows.csv", line: 42, column: 3 });
  });

  it("is a learning rate that makes the loss grow without end", async () => {
    const text = CLASSIFIER.replace("softmaxCrossEntropy(scores, kind)", "squaredError(scores, kind)")
      .replace("softmaxCrossEntropy }", "squaredError }")
      .replace("learningRate: 0.5", "learningRate: 1e6");
    const [found] = await mistakesOf(() => trainFile(net({ "net.ts": text, "rows.csv": ROWS }), OPTIONS));
    expect(found).toMatchObject({ code: "diverged", hint: expect.stringContaining("learningRate") });
  });
});

describe("a training that goes on", () => {
  it("from a checkpoint comes to the same numbers, early stopping included", async () => {
    const path = classifier();
    const [checkpoint, first, second] = ["run.ckpt", "a.safetensors", "b.safetensors"].map((name) =>
      join(path, "..", name),
    );
    const course = { ...OPTIONS, epochs: 40, patience: 3, minDelta: 1e-3, batchSize: 5 };
    const whole = await trainFile(path, { ...course, save: first ?? "" });
    expect(whole.stoppedBy).toBe("patience");
    expect(whole.epochs - (whole.best?.epoch ?? 0)).toBe(3);
    await trainFile(path, { ...course, epochs: whole.epochs - 2, checkpoint: checkpoint ?? "" });
    // What ends training is left out, so it is the checkpoint's, but for the number of epochs.
    const { epochs } = course;
    const resumed = await trainFile(path, { epochs, resume: checkpoint ?? "", save: second ?? "" });
    expect(resumed.resumedAt).toBe(whole.epochs - 2);
    expect(JSON.stringify({ ...resumed, resumedAt: undefined, saved: 0, checkpoint: 0 })).toBe(
      JSON.stringify({ ...whole, saved: 0, checkpoint: 0 }),
    );
    expect(readFileSync(second ?? "").equals(readFileSync(first ?? ""))).toBe(true);
  });

  it("goes as far as it would have gone, unless it is told otherwise", async () => {
    const path = classifier();
    const checkpoint = join(path, "../run.ckpt");
    const abort = new AbortController();
    const onEpoch = ({ epoch }: { epoch: number }): void => {
      if (epoch === 20) abort.abort();
    };
    const stopped = await trainFile(path, { ...OPTIONS, epochs: 30, checkpoint, signal: abort.signal, onEpoch });
    expect(stopped.interrupted).toBe(true);
    expect(await trainFile(path, { resume: checkpoint })).toMatchObject({ epochs: 30, wanted: 30 });
    expect(await trainFile(path, { resume: checkpoint, epochs: 35 })).toMatchObject({ epochs: 35, resumedAt: 30 });
    expect(await trainFile(path, { resume: checkpoint, epochs: 5 })).toMatchObject({ epochs: 35, resumedAt: 35 });
  });

  it("needs a checkpoint of the same network, rows and settings", async () => {
    const path = classifier({ "other.csv": ROWS.replace("yes", "no") });
    const checkpoint = join(path, "../run.ckpt");
    await trainFile(path, { ...OPTIONS, epochs: 2, checkpoint });
    const resume = async (options: TrainOptions): Promise<unknown> =>
      (await mistakesOf(() => trainFile(path, { resume: checkpoint, ...options }))).map(({ message }) => message);
    expect(await resume({ batchSize: 9, seed: 2 })).toEqual([
      expect.stringContaining("another --batch-size"),
      expect.stringContaining("another --seed"),
    ]);
    expect(await resume({ data: join(path, "../other.csv") })).toEqual([expect.stringContaining("another data file")]);
    writeFileSync(path, CLASSIFIER.replace("dense(x, 2)", "dense(dense(x, 3), 2)"));
    expect(await resume({})).toEqual([expect.stringContaining('with "classifier" when it had other parameters')]);
    writeFileSync(path, CLASSIFIER.replace("dense(x, 2)", "dense(dense(x, 3), 2)").replace('"classifier"', '"deep"'));
    expect(await resume({})).toEqual([expect.stringContaining('another network, "classifier"')]);
    expect(await resume({ resume: join(path, "../rows.csv") })).toEqual([
      expect.stringContaining("no whole checkpoint"),
    ]);
    expect(await resume({ resume: join(path, "../run.ckp") })).toEqual([expect.stringContaining("no checkpoint")]);
  });

  it("keeps weights and checkpoint apart", async () => {
    const path = classifier();
    const save = join(path, "../w");
    const found = await mistakesOf(() => trainFile(path, { save, checkpoint: save }));
    expect(found).toMatchObject([{ code: "bad-option" }]);
  });
});

describe("a checkpoint that cannot be written", () => {
  /** A folder stands in its place from epoch `from` on, and is gone again before epoch `to`. */
  const blocked = (from: number, to: number): TrainOptions & { readonly checkpoint: string; readonly save: string } => {
    const root = folder({});
    const checkpoint = join(root, "run.ckpt");
    const onEpoch = ({ epoch }: Progress): void => {
      if (epoch === from) mkdirSync(checkpoint);
      if (epoch === to) rmdirSync(checkpoint);
    };
    return { epochs: 4, checkpoint, checkpointEvery: 1, save: join(root, "w.safetensors"), onEpoch };
  };

  it("in between is left out: training goes on", async () => {
    const options = blocked(1, 3);
    const training = await trainFile(classifier(), options);
    expect(training).toMatchObject({ epochs: 4, checkpoint: { path: options.checkpoint } });
    expect(training).not.toHaveProperty("unwritten");
    expect((await trainFile(classifier(), { resume: options.checkpoint })).resumedAt).toBe(4);
  });

  it("in the end is reported, and what has been learnt is saved", async () => {
    const options = blocked(1, 9);
    const training = await trainFile(classifier(), options);
    expect(training).toMatchObject({ epochs: 4, saved: {}, unwritten: [{ code: "output-is-folder" }] });
    expect(training).not.toHaveProperty("checkpoint");
    expect(existsSync(options.save)).toBe(true);
  });
});

describe("what a training is told by", () => {
  it("is counted from the rows that were held out", async () => {
    const { confusion, rows, test, charts } = await trainFile(classifier(), OPTIONS);
    const counts = confusion?.[0]?.counts ?? [];
    expect(counts.flat().reduce((sum, count) => sum + count, 0)).toBe(rows.test);
    expect(((counts[0]?.[0] ?? 0) + (counts[1]?.[1] ?? 0)) / rows.test).toBeCloseTo(test?.["accuracy"] ?? NaN, 12);
    const [loss, regions, matrix] = charts(80);
    expect(loss).toContain("Loss by epoch");
    expect(regions).toContain("Decision regions of kind: a across, b up");
    expect(matrix).toContain("Confusion matrix of kind, 10 test rows");
    for (const line of (regions ?? "").split("\n")) expect(line.length).toBeLessThanOrEqual(84);
  });
});

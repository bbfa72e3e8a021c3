import { describe, expect, it } from "vitest";
import { create } from "../../templates/create.ts";
import type { Callbacks, FitOptions, History } from "../../templates/interface.ts";

/** Three clouds of points, the classes one after another, as tables have them. */
const ROWS: readonly (readonly [x: number[], y: string])[] = Array.from({ length: 60 }, (_, i) => {
  const k = Math.floor(i / 20);
  return [[100 + 10 * k + Math.sin(i), 5 * (k % 2) + Math.cos(2 * i)], ["setosa", "versicolor", "virginica"][k] ?? ""];
});
const X = ROWS.map(([x]) => x);
const Y = ROWS.map(([, y]) => y);

describe("fit", () => {
  it("trains, and reports every epoch", async () => {
    const net = create({ seed: 1 });
    const history = await net.fit(X, Y, { epochs: 30, batchSize: 7 });
    expect(history.epochs).toBe(30);
    expect(history.stoppedEarly).toBe(false);
    expect(history.loss).toHaveLength(30);
    expect(history.accuracy).toHaveLength(30);
    expect(history.valLoss).toBeUndefined();
    expect(history.accuracy.at(-1)).toBe(net.evaluate(X, Y).accuracy);
    expect(history.accuracy.at(-1)).toBeGreaterThan(0.95);
    expect(history.loss.at(-1)).toBeLessThan((history.loss[0] ?? 0) / 3);
  });

  it("does the same again for the same seed, and something else for another", async () => {
    const run = async (seed?: number): Promise<Float64Array> => {
      const net = create();
      await net.fit(X, Y, { epochs: 2, batchSize: 7, seed });
      return net.parameters;
    };
    expect(await run(1)).toEqual(await run(1));
    expect(await run()).toEqual(await run(0));
    expect(await run(1)).not.toEqual(await run(2));
  });

  it("takes steps with the rows in their order where they are not shuffled", async () => {
    const [one, two] = [create(), create()];
    const history = await one.fit(X, Y, { epochs: 1, batchSize: 25, shuffle: false });
    two.adapt(X, Y);
    two.trainingSize = 60;
    let sum = 0;
    for (const [from, to] of [
      [0, 25],
      [25, 50],
      [50, 60],
    ] as const) {
      const classes = Y.slice(from, to).map((name) => ["setosa", "versicolor", "virginica"].indexOf(name));
      const oneHot = classes.flatMap((k) => [0, 1, 2].map((j) => Number(j === k)));
      two.trainStep(Float64Array.from(X.slice(from, to).flat()), Float64Array.from(oneHot), to - from);
      sum += (two.loss[0] ?? NaN) * (to - from);
    }
    expect(one.parameters).toEqual(two.parameters);
    expect(history.loss).toEqual([sum / 60]);
  });

  it("sets trainingSize to the number of training rows", async () => {
    const net = create();
    await net.fit(X, Y, { epochs: 1, validationSplit: 0.25 });
    expect(net.trainingSize).toBe(45);
  });

  it("adapts to the training rows, unless that has been done", async () => {
    const net = create();
    await net.fit(X, Y, { epochs: 1, shuffle: false, validationSplit: 0.5 });
    const other = create();
    other.adapt(X.slice(0, 30), Y.slice(0, 30));
    expect(net.parameters.slice(0, 4)).toEqual(other.parameters.slice(0, 4));
    await net.fit(X, Y, { epochs: 1 });
    expect(net.parameters.slice(0, 4)).toEqual(other.parameters.slice(0, 4));
  });

  it("does not adapt a network with given or loaded parameters", async () => {
    const parameters = create({ seed: 3 }).parameters;
    const loaded = create();
    loaded.load(create({ seed: 3 }).save());
    for (const net of [create({ parameters }), loaded]) {
      await net.fit(
        X.map((x) => x.map((v) => v / 100)),
        Y,
        { epochs: 1 },
      );
      expect(net.parameters.slice(0, 4)).toEqual(Float64Array.of(0, 0, 1, 1));
    }
  });

  describe("validates", () => {
    it("on a share of the rows that is drawn at random", async () => {
      const net = create({ seed: 1 });
      const history = await net.fit(X, Y, { epochs: 20, validationSplit: 0.25 });
      expect(history.valLoss).toHaveLength(20);
      // All three classes are among the training rows, although the table is sorted.
      expect(net.evaluate(X, Y).accuracy).toBeGreaterThan(0.95);
    });

    it("on the last rows without shuffling", async () => {
      const net = create();
      const history = await net.fit(X, Y, { epochs: 1, validationSplit: 0.25, shuffle: false });
      const { loss, accuracy } = net.evaluate(X.slice(45), Y.slice(45));
      expect(history.valLoss).toEqual([loss]);
      expect(history.valAccuracy).toEqual([accuracy]);
    });

    it("on rows of its own", async () => {
      const net = create();
      const history = await net.fit(X, Y, { epochs: 1, validationData: [X.slice(0, 5), Y.slice(0, 5)] });
      expect(history.valLoss).toEqual([net.evaluate(X.slice(0, 5), Y.slice(0, 5)).loss]);
      expect(net.trainingSize).toBe(60);
    });
  });

  describe("stops early", () => {
    it("when the figure has not improved for `patience` epochs", async () => {
      const net = create();
      const history = await net.fit(X, Y, { epochs: 50, earlyStopping: { monitor: "accuracy", patience: 3 } });
      const best = history.accuracy.findIndex((value) => value === Math.max(...history.accuracy));
      expect(history.stoppedEarly).toBe(true);
      expect(history.epochs).toBe(best + 1 + 3);
    });

    it("and can end with the best parameters", async () => {
      const net = create();
      net.learningRate = 3;
      const parameters: Float64Array[] = [];
      const history = await net.fit(X, Y, {
        epochs: 40,
        validationSplit: 0.3,
        earlyStopping: { patience: 5, restoreBestWeights: true },
        onEpochEnd: () => parameters.push(net.parameters.slice()),
      });
      const losses = history.valLoss ?? [];
      expect(net.parameters).toEqual(parameters[losses.indexOf(Math.min(...losses))]);
    });

    it("counts less than minDelta as no improvement", async () => {
      const net = create();
      const history = await net.fit(X, Y, { epochs: 50, earlyStopping: { minDelta: 100 } });
      expect(history.epochs).toBe(2);
    });

    it("refuses a figure that there is not", async () => {
      const fitting = create().fit(X, Y, { earlyStopping: { monitor: "valLoss" } });
      await expect(fitting).rejects.toThrow(
        "example.fit: there is no valLoss; there are loss, accuracy, precision, recall, f1, rSquared, mae, rmse",
      );
    });
  });

  it("waits for onEpochEnd, which learns epoch and figures", async () => {
    const log: unknown[] = [];
    const history = await create().fit(X, Y, {
      epochs: 2,
      onEpochEnd: async (epoch, { loss, accuracy }) => {
        log.push([epoch, loss, accuracy]);
        await new Promise((resume) => setTimeout(resume));
        log.push("drawn");
      },
    });
    expect(log).toEqual([
      [1, history.loss[0], history.accuracy[0]],
      "drawn",
      [2, history.loss[1], history.accuracy[1]],
      "drawn",
    ]);
  });

  it("rejects with the reason of a signal", async () => {
    const controller = new AbortController();
    const fitting = create().fit(X, Y, {
      signal: controller.signal,
      onEpochEnd: (epoch) => epoch === 3 && controller.abort(new Error(`stopped after ${epoch}`)),
    });
    await expect(fitting).rejects.toThrow("stopped after 3");
    await expect(create().fit(X, Y, { signal: AbortSignal.abort() })).rejects.toMatchObject({ name: "AbortError" });
  });

  it("lets other work run", async () => {
    let ticks = 0;
    const timer = setInterval(() => ticks++, 0);
    await create().fit(X, Y, { epochs: 100, yieldEvery: 0 });
    clearInterval(timer);
    expect(ticks).toBeGreaterThan(2);
  });

  it("stops at the first loss that is not finite, and names epoch and batch", async () => {
    const net = create();
    net.learningRate = 1e300;
    await expect(net.fit(X, Y, { batchSize: 8 })).rejects.toMatchObject({
      name: "DivergenceError",
      message: "example.fit: the loss is NaN at epoch 1, batch 2; lower the learningRate",
    });
    await expect(net.fit(X, Y)).rejects.toBeInstanceOf(RangeError);
  });

  it("refuses rows with numbers that are not finite before it changes anything", async () => {
    const net = create();
    const before = net.parameters.slice();
    const rows = X.map((x, i) => (i === 30 ? [NaN, 0] : x));
    await expect(net.fit(rows, Y)).rejects.toThrow(new RangeError("example.fit: row 30: x[0] is NaN (number)"));
    await expect(net.fit(Float64Array.of(1, 2, 3, Infinity), ["setosa", "setosa"])).rejects.toThrow("x[3] is Infinity");
    expect(net.parameters).toEqual(before);
    expect(net.trainingSize).toBe(0);
  });

  it.each([
    [{ batchSize: 0 }, "example.fit: batchSize is 0"],
    [{ batchSize: 2.5 }, "example.fit: batchSize is 2.5, no valid number"],
    [{ batchSize: -1 }, "example.fit: batchSize is -1, no valid number"],
    [{ epochs: -1 }, "example.fit: epochs is -1, no valid number"],
    [{ epochs: 1.5 }, "example.fit: epochs is 1.5, no valid number"],
    [{ seed: 0.5 }, "example.fit: seed is 0.5, no valid number"],
    [{ validationSplit: 0.1, validationData: [X, Y] as const }, "validationSplit is 0.1"],
    [{ stop: { gradientNorm: NaN } }, "example.fit: gradientNorm is NaN, no valid number"],
    [{ earlyStopping: { patience: -1 } }, "example.fit: patience is -1, no valid number"],
    [{ earlyStopping: { patience: 1.5 } }, "example.fit: patience is 1.5, no valid number"],
    [{ validationSplit: 1 }, "example.fit: validationSplit is 1"],
    [{ validationSplit: -0.5 }, "example.fit: validationSplit is -0.5, no valid number"],
    [{ validationSplit: NaN }, "example.fit: validationSplit is NaN, no valid number"],
  ])("refuses %o", async (options, message) => {
    await expect(create().fit(X, Y, options)).rejects.toThrow(message);
  });

  it("refuses rows that do not fit", async () => {
    await expect(create().fit([], [])).rejects.toThrow("example.fit: x has 0 values; 1 example needs 2");
    await expect(create().fit(X, Y.slice(1))).rejects.toThrow("example.fit: y has 177 values; 60 examples need 180");
    await expect(create().fit(X, undefined as never)).rejects.toThrow("example.fit: y has 0 values; 60 examples need");
    await expect(
      create().fit(
        X,
        Y.map(() => "oak"),
      ),
    ).rejects.toThrow('example.fit: row 0: y is "oak"; its classes are');
  });
});

describe("fit for callers in JavaScript", () => {
  it("takes null for an object that there is none of, as fetch does", async () => {
    const none = {
      epochs: 1,
      signal: null,
      validationData: null,
      earlyStopping: null,
      stop: null,
      callbacks: null,
    };
    expect((await create().fit(X, Y, none as object)).epochs).toBe(1);
  });

  it.each([
    [{ epoch: 3 }, "example.fit: there is no epoch; there are epochs, batchSize, shuffle, seed, validationSplit,"],
    [{ toString: 1 }, "example.fit: there is no toString; there are epochs"],
    [{ epochs: "abc" }, 'example.fit: epochs is "abc", no valid number'],
    [{ epochs: null }, "example.fit: epochs is null, no valid number"],
    [{ shuffle: 1 }, "example.fit: shuffle is 1, no valid boolean"],
    [{ onEpochEnd: true }, "example.fit: onEpochEnd is true, no valid function"],
    [{ signal: new AbortController() }, "example.fit: no AbortSignal"],
    [
      { validationSplit: 0.5, earlyStopping: { monitor: "val_loss" } },
      "there is no val_loss; there are loss, accuracy",
    ],
    [{ validationData: { x: X, y: Y } }, "example.fit: x has 0 values; 1 example needs 2"],
    [{ validationData: [X] }, "example.fit: y has 0 values; 60 examples need 180"],
    [{ earlyStopping: { patiance: 3 } }, "there is no patiance; there are monitor, patience, minDelta"],
    [{ earlyStopping: { monitor: "valLoss" } }, "there is no valLoss; there are loss, accuracy"],
    [{ stop: { gradient: 3 } }, "there is no gradient; there are gradientNorm, lossChange"],
  ])("refuses %o", async (options, message) => {
    const net = create();
    const before = net.save();
    await expect(net.fit(X, Y, options as FitOptions)).rejects.toThrow(RangeError);
    await expect(net.fit(X, Y, options as FitOptions)).rejects.toThrow(message);
    expect(net.save()).toEqual(before);
  });
});

describe("while fit is at work", () => {
  it("another is refused, and changes nothing; afterwards it is not", async () => {
    const [net, alone] = [create({ seed: 1 }), create({ seed: 1 })];
    const first = net.fit(X, Y, { epochs: 5 });
    await expect(net.fit(X, Y)).rejects.toThrow(new RangeError("example.fit: fit is running"));
    await first;
    await alone.fit(X, Y, { epochs: 5 });
    expect(net.parameters).toEqual(alone.parameters);
    expect((await net.fit(X, Y, { epochs: 2 })).epochs).toBe(2);
  });

  it("so it is in a callback; what a callback throws ends it", async () => {
    const net = create();
    await expect(net.fit(X, Y, { onEpochEnd: () => net.fit(X, Y) })).rejects.toThrow("fit is running");
    const failing = { onTrainBegin: () => Promise.reject(new Error("mine")) };
    await expect(net.fit(X, Y, { callbacks: failing })).rejects.toThrow("mine");
    expect((await net.fit(X, Y, { epochs: 1 })).epochs).toBe(1);
  });

  it("other networks train, too", async () => {
    const [one, two] = [create(), create()];
    await Promise.all([one.fit(X, Y, { epochs: 3, yieldEvery: 0 }), two.fit(X, Y, { epochs: 3, yieldEvery: 0 })]);
    expect(one.parameters).toEqual(two.parameters);
  });
});

describe("callbacks", () => {
  it("are told in the order of the field, one after another, waited for, with their own this", async () => {
    const log: unknown[] = [];
    class Recorder implements Callbacks {
      readonly name = "recorder";
      onTrainBegin(): void {
        log.push([this.name, "begin"]);
      }
      async onEpochBegin(epoch: number): Promise<void> {
        await Promise.resolve();
        log.push(["epoch", epoch]);
      }
      onBatchEnd(batch: number, { loss, size }: { readonly loss: number; readonly size: number }): void {
        log.push([batch, size, Number.isFinite(loss)]);
      }
      onEpochEnd(epoch: number): void {
        log.push(["end of", epoch]);
      }
      onTrainEnd({ epochs }: History): void {
        log.push(["end", epochs]);
      }
    }
    await create().fit(X, Y, {
      epochs: 1,
      batchSize: 25,
      onEpochEnd: (epoch) => log.push(["first", epoch]),
      callbacks: [new Recorder(), { onTrainEnd: () => log.push("last") }],
    });
    expect(log).toEqual([
      ["recorder", "begin"],
      ["epoch", 1],
      [1, 25, true],
      [2, 25, true],
      [3, 10, true],
      ["first", 1],
      ["end of", 1],
      ["end", 1],
      "last",
    ]);
  });

  it("may be one object, and end the training with stopTraining after a batch or an epoch", async () => {
    const net = create();
    let batches = 0;
    const onBatchEnd = (batch: number): void => {
      batches++;
      net.stopTraining = batch === 2;
    };
    const history = await net.fit(X, Y, { epochs: 5, batchSize: 10, callbacks: { onBatchEnd } });
    expect([batches, history.epochs, history.stoppedEarly, history.loss.length]).toEqual([2, 1, true, 1]);
    const onEpochEnd = (epoch: number): void => void (net.stopTraining = epoch === 3);
    expect(await net.fit(X, Y, { onEpochEnd })).toMatchObject({ epochs: 3, stoppedEarly: true });
    const none = await net.fit(X, Y, { callbacks: { onTrainBegin: () => (net.stopTraining = true) } });
    expect(none).toMatchObject({ epochs: 0, loss: [], stoppedEarly: true });
  });

  it("do not end it by what they return", async () => {
    expect((await create().fit(X, Y, { epochs: 3, onEpochEnd: () => false })).epochs).toBe(3);
  });
});

describe("without epochs", () => {
  it("the history has an empty list for every figure", async () => {
    const net = create();
    const history = await net.fit(X, Y, { epochs: 0, validationSplit: 0.2 });
    const names = ["loss", "accuracy", "precision", "recall", "f1", "rSquared", "mae", "rmse"];
    const all = [...names, ...names.map((name) => `val${name.charAt(0).toUpperCase()}${name.slice(1)}`)];
    expect(history).toEqual({ ...Object.fromEntries(all.map((name) => [name, []])), epochs: 0, stoppedEarly: false });
  });
});

describe("conditions", () => {
  it("end the training when the loss hardly changes", async () => {
    const net = create({ seed: 1 });
    const { loss, epochs, stoppedEarly } = await net.fit(X, Y, {
      epochs: 1000,
      batchSize: Infinity,
      shuffle: false,
      stop: { lossChange: 1e-3 },
    });
    expect([stoppedEarly, epochs]).toEqual([true, loss.length]);
    const changes = loss.slice(1).map((value, i) => Math.abs(value - (loss[i] ?? NaN)));
    expect(changes.findIndex((change) => change < 1e-3)).toBe(changes.length - 1);
  });

  it("end it when the gradient of all training rows is short", async () => {
    const net = create({ seed: 1 });
    const { gradientNorm = [], stoppedEarly } = await net.fit(X, Y, {
      epochs: 5000,
      shuffle: false,
      stop: { gradientNorm: 0.05 },
    });
    expect(stoppedEarly).toBe(true);
    expect(gradientNorm.findIndex((norm) => norm < 0.05)).toBe(gradientNorm.length - 1);
    expect(gradientNorm.at(-1)).toBeCloseTo(Math.hypot(...net.gradient), 12);
  });
});

describe("restoreBestWeights", () => {
  it("restores the optimiser's state with the parameters, also when a signal ends the training", async () => {
    const net = create();
    net.learningRate = 3;
    const saved: Uint8Array[] = [];
    const losses: number[] = [];
    const controller = new AbortController();
    const fitting = net.fit(X, Y, {
      epochs: 40,
      earlyStopping: { patience: 100, restoreBestWeights: true },
      signal: controller.signal,
      onEpochEnd: (epoch, { loss }) => {
        saved.push(net.save());
        losses.push(loss);
        if (epoch === 9) controller.abort();
      },
    });
    await expect(fitting).rejects.toMatchObject({ name: "AbortError" });
    expect(net.save()).toEqual(saved[losses.indexOf(Math.min(...losses))]);
  });
});

describe("confusionMatrix", () => {
  it("has a row for each class and a column for each prediction", () => {
    const net = create({ seed: 1 });
    const matrix = net.confusionMatrix(X, Y);
    expect(matrix.map((row) => row.reduce((a, b) => a + b))).toEqual([20, 20, 20]);
    const names = net.classify(X);
    expect(matrix[0]?.[1]).toBe(names.slice(0, 20).filter((name) => name === "versicolor").length);
  });
});

import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeCheckpoint, encodeCheckpoint } from "../../src/load/checkpoint.ts";
import type { Checkpoint } from "../../src/load/checkpoint.ts";

const CHECKPOINT: Checkpoint = {
  network: "iris 日本",
  layout: ["w [2]", "state.m [2]"],
  data: "abc",
  settings: { batchSize: 16, seed: 3, testSplit: 0.2, validationSplit: 0.1, monitor: "valLoss" },
  parameters: Float64Array.of(1, -0),
  optimizer: Float64Array.of(0.1, 5e-324),
  history: [
    { loss: 1, valLoss: NaN },
    { loss: 0.5, valLoss: 0.7 },
  ],
  best: { epoch: 2, parameters: Float64Array.of(0.3, 4) },
};

/** As DataView sees numbers: NaN and −0 count. */
const same = (found: Checkpoint | undefined): void => expect(found).toEqual(CHECKPOINT);

describe("a checkpoint", () => {
  it("is read as it was written, with and without a best epoch, before the first epoch", () => {
    same(decodeCheckpoint(encodeCheckpoint(CHECKPOINT)));
    const { best: _, ...rest } = CHECKPOINT;
    const start = { ...rest, history: [], optimizer: new Float64Array(0) };
    expect(decodeCheckpoint(encodeCheckpoint(start))).toEqual(start);
  });

  it("is the same bytes for the same state", () => {
    expect(encodeCheckpoint(CHECKPOINT)).toEqual(encodeCheckpoint({ ...CHECKPOINT }));
  });

  it("is nothing when it is cut off anywhere", () => {
    const whole = encodeCheckpoint(CHECKPOINT);
    for (let length = 0; length < whole.length; length++) {
      expect(decodeCheckpoint(whole.subarray(0, length))).toBeUndefined();
    }
    expect(decodeCheckpoint(Buffer.concat([whole, Buffer.alloc(8)]))).toBeUndefined();
  });

  it("is a checkpoint or nothing, whatever its bytes", () => {
    const whole = encodeCheckpoint(CHECKPOINT);
    const changes = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(changes, (flips) => {
        const file = Buffer.from(whole);
        for (const [at, byte] of flips) file[at] = byte;
        const found = decodeCheckpoint(file);
        expect(found?.best?.epoch ?? 0).toBeLessThanOrEqual(found?.history.length ?? 0);
      }),
      { numRuns: 3000 },
    );
  });

  it("is nothing with a header that lies about its tensors", () => {
    const text = encodeCheckpoint(CHECKPOINT).toString("latin1");
    const lies: readonly (readonly [string, string])[] = [
      ['"shape":[2,2]', '"shape":[9,9]'],
      ['"data_offsets":[0,16]', '"data_offsets":[0,96]'],
      ['"data_offsets":[16,32]', '"data_offsets":[00,32]'],
      ['\\"best\\":2', '\\"best\\":9'],
      ['\\"batchSize\\":16', '\\"batchSize\\":-1'],
      ["nngen checkpoint 1", "nngen checkpoint 2"],
    ];
    for (const [from, to] of lies) {
      expect(text).toContain(from);
      const file = Buffer.from(text.replace(from, to.padEnd(from.length)), "latin1");
      const found = decodeCheckpoint(file);
      expect(found).toBeUndefined();
    }
  });
});

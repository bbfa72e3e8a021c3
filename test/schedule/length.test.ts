import { describe, expect, it } from "vitest";
import * as nn from "../../src/index.ts";
import { COST } from "../../src/schedule/cost.ts";
import { schedule } from "../../src/schedule/schedule.ts";
import { longest } from "../../src/schedule/split.ts";
import { unrolledBytes } from "../../src/schedule/unroll.ts";
import { compiled } from "../compile/harness.ts";

/** A transformer block over a few tokens: few numbers, many loops. */
const text = nn.input("text", [8], { domain: [0, 9] });
const y = nn.label("y", 3);
const seen = nn.residual(nn.embedding(text, 10, 4), (h) => nn.multiHeadAttention(nn.layerNorm(h), 2, { causal: true }));
const mixed = nn.residual(seen, (h) => nn.dense(nn.gelu(nn.dense(nn.layerNorm(h), 8)), 4));
const scores = nn.dense(nn.mean(mixed, { axis: 0 }), 3);
const network = nn.network({
  name: "block",
  inputs: { text, y },
  outputs: { scores },
  loss: nn.softmaxCrossEntropy(scores, y),
});

describe("a function that V8 would not optimise in tiles", () => {
  const { optimized } = compiled(network, "rolled");
  const { body } = schedule(optimized, "backward", "auto");

  it("is too long to be written out", () => {
    expect(unrolledBytes(schedule(optimized, "backward", "never").body)).toBeGreaterThan(COST.unrolledBytes);
  });

  it("is written with fewer tiles, in pieces, or without", () => {
    expect(longest(body)).toBeLessThanOrEqual(COST.functionBytes);
  });
});

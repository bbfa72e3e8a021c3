import { expect, it } from "vitest";
import { verifyModule } from "../../src/build/verify.ts";
import * as nn from "../../src/index.ts";
import { compiled } from "../compile/harness.ts";
import { assemble } from "../module/tooling.ts";

const [x, y] = [nn.input("x", [40]), nn.input("y", [4])];
const scores = nn.dense(nn.tanh(nn.dense(x, 40)), 4);
const loss = nn.softmaxCrossEntropy(scores, y);
const tiled = compiled(nn.network({ name: "tiled", inputs: { x, y }, outputs: { scores }, loss }), "auto");

it("a mistake that only four examples side by side make is found before the module is written", async () => {
  const text = await assemble(tiled.code);
  const { gradient, disagreements } = verifyModule(text, tiled, 100);
  expect(gradient?.ok).toBe(true);
  expect(disagreements).toEqual([]);

  // Blocks that begin too late: of five examples, four are left out.
  const broken = text.replaceAll("n < count - 3; n += 4", "n < count - 5; n += 4");
  expect(broken).not.toBe(text);
  expect(verifyModule(broken, tiled, 100).disagreements.map(({ what }) => what)).toContain("objective of 5 examples");
});

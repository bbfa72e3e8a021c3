import { expect, it } from "vitest";
import { verifyModule } from "../../src/build/verify.ts";
import * as nn from "../../src/index.ts";
import { compiled } from "../compile/harness.ts";
import { assemble } from "../module/tooling.ts";

const [x, y] = [nn.input("x", [2]), nn.input("y", [1])];

it("a gradient that is stopped on purpose is not compared with differences of J; the steps are", async () => {
  const h = nn.tanh(nn.dense(x, 3));
  const of = (hidden: nn.Tensor<readonly [3]>) => {
    const yHat = nn.dense(hidden, 1);
    const loss = nn.squaredError(yHat, y);
    return compiled(nn.network({ name: "n", inputs: { x, y }, outputs: { yHat }, loss }), "auto");
  };
  const stopped = of(nn.add(h, nn.stopGradient(nn.square(h))));
  expect(verifyModule(await assemble(stopped.code), stopped)).toEqual({
    disagreements: [],
    meaning: [],
    derivatives: { ok: true, rows: [] },
  });
  const free = of(nn.add(h, nn.square(h)));
  expect(verifyModule(await assemble(free.code), free).gradient?.ok).toBe(true);
});

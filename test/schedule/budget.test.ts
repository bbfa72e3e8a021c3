import { describe, expect, it } from "vitest";
import { compile } from "../../src/compile.ts";
import * as nn from "../../src/index.ts";
import type { Network } from "../../src/index.ts";
import { scheduleText } from "../../src/inspect/schedule.ts";
import type { Kernel } from "../../src/ir/kernel.ts";
import { COST } from "../../src/schedule/cost.ts";
import { longest } from "../../src/schedule/split.ts";
import { compiled } from "../compile/harness.ts";
import { instantiate } from "../compile/emitted.ts";

const { dense, input, network, softmaxCrossEntropy, tanh } = nn;

function layers(...widths: readonly number[]): Network {
  const [inputs = 1, ...rest] = widths;
  const [x, y] = [input("x", [inputs]), input("y", [rest.at(-1) ?? 1])];
  const scores = rest.reduce<nn.Tensor>((h, width, i) => dense(i === 0 ? h : tanh(h), width), x);
  return network({ name: "net", inputs: { x, y }, outputs: { scores }, loss: softmaxCrossEntropy(scores, y) });
}

function steps(count: number): Network {
  const [x, y] = [input("x", [count, 3]), input("y", [4])];
  const scores = dense(nn.simpleRnn(x, 4), 4);
  return network({ name: "net", inputs: { x, y }, outputs: { scores }, loss: softmaxCrossEntropy(scores, y) });
}

/** What was estimated before it was written, and what stands there then: V8's limit is 61,440. */
const WRITTEN = 1.3 * COST.functionBytes;

const chosen = (kernels: readonly Kernel[], name: string): string =>
  kernels.find((kernel) => kernel.name === name)?.choice ?? "";

describe("--style unrolled", () => {
  it.each([
    ["2-10-3", layers(2, 10, 3)],
    ["16-16-16", layers(16, 16, 16)],
    ["4-24-24-3", layers(4, 24, 24, 3)],
    ["10000-10", layers(10_000, 10)],
    ["a recurrence over 1,000 steps", steps(1000)],
  ])("never emits more than V8 optimises: %s", (_, net) => {
    for (const { body, choice } of compiled(net, "unrolled").kernels) {
      expect(longest(body)).toBeLessThanOrEqual(WRITTEN);
      expect(choice).toMatch(/^(written out(, in pieces)?: asked for, an estimated|tiled loops|plain loops)/);
    }
  });

  it("says why a function is not written out", () => {
    const { kernels } = compiled(layers(4, 40, 40, 3), "unrolled");
    expect(chosen(kernels, "forward")).toMatch(
      /^written out(, in pieces)?: asked for, an estimated [\d,]+ bytes of bytecode$/,
    );
    expect(scheduleText("net", kernels)).toMatch(
      /^backward {3}tiled loops, .*: an estimated [\d,]+ bytes of bytecode written out, more than 100,000$/m,
    );
  });
});

describe("a chain of operations", () => {
  const LENGTH = 3000;

  it("of 3,000 is compiled, to code that computes it", { timeout: 120_000 }, () => {
    const [x, w] = [input("x", [4]), nn.parameter("w", [4])];
    let h: nn.Tensor = x;
    for (let i = 0; i < LENGTH; i++) h = nn.sub(w, h);
    const net = network({ name: "net", inputs: { x }, outputs: { h }, loss: nn.sum(h) });
    const { code } = compile(net, new Map(), { precision: "f64", style: "rolled", inferenceOnly: true });
    const made = instantiate(code);
    made.parameters.set([1, -1, 2, 0]);
    const out = new Float64Array(4);
    made.run("forward", { x: Float64Array.of(1, 2, 3, 4), h: out }, 1);
    // Two steps, w − (w − x), are none.
    expect([...out]).toEqual([1, 2, 3, 4]);
  });
});

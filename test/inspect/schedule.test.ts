import { describe, expect, it } from "vitest";
import * as nn from "../../src/index.ts";
import { memoryText, scheduleText } from "../../src/inspect/schedule.ts";
import { compiled } from "../compile/harness.ts";

/** A hidden layer of `units`, wide enough to make the scheduler choose. */
function net(units: number): ReturnType<typeof compiled> {
  const x = nn.input("x", [20]);
  const t = nn.input("t", [4]);
  const yHat = nn.dense(nn.tanh(nn.dense(x, units)), 4);
  const loss = nn.halfSquaredError(yHat, t);
  const optimizer = nn.sgd({ learningRate: 0.1 });
  return compiled(nn.network({ name: "net", inputs: { x, t }, outputs: { yHat }, loss, optimizer }), "auto");
}

describe("what the scheduler chose", () => {
  it("is said of every function, with the reason", () => {
    const small = scheduleText("net", net(2).kernels);
    const large = scheduleText("net", net(64).kernels);
    expect(small).toMatch(
      /^forward {3}plain loops: an estimated [\d,]+ bytes of bytecode written out, at most 7,500$/m,
    );
    expect(small).toMatch(/^trainStep {3}written out: an estimated [\d,]+ bytes/m);
    expect(large).toMatch(/^backward {3}tiled loops, blocks of 4 examples: .*, more than 7,500$/m);
    expect(large).toContain("for n < count by 4");
  });
});

describe("the memory of a function", () => {
  it("lists arrays with their lifetimes; the peak is what is needed at once", () => {
    const kernels = net(64).kernels.filter(({ name }) => name === "objective");
    const text = memoryText("net", kernels, 8);
    expect(text).toMatch(/\[64\] +512 bytes +nests 2 to 3/);
    const [, allocated, peak] = /allocated (\d+) bytes, at most (\d+) needed at once/.exec(text) ?? [];
    expect(Number(peak)).toBeLessThanOrEqual(Number(allocated));
    expect(Number(peak)).toBeGreaterThanOrEqual(512);
  });

  it("says where there is none", () => {
    expect(memoryText("net", net(2).kernels, 8)).toContain("update\n  no arrays of its own");
  });
});

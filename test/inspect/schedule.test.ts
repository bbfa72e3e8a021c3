import { describe, expect, it } from "vitest";
import * as nn from "../../src/index.ts";
import type { PlannedBuffer, Stretch } from "../../src/ir/memory.ts";
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

describe("the memory for values on the way", () => {
  const textOf = ({ kernels, memory }: ReturnType<typeof compiled>): string => memoryText("net", kernels, memory, 8);

  it("lists arrays with their lifetimes and places, what is needed at once, and what is allocated", () => {
    const stretch = (from: number, to: number, first: number, last: number): Stretch => ({
      from,
      to,
      nests: [first, last],
    });
    const buffer = (name: string, size: number, offset: number, stretches: readonly Stretch[]): PlannedBuffer => ({
      key: `scratch ${name}`,
      name,
      size,
      offset,
      uses: [{ where: "forward", size, stretches }],
    });
    const buffers = [
      buffer("hidden", 100, 0, [stretch(0, 10, 1, 2), stretch(20, 30, 4, 4)]),
      buffer("z", 50, 100, [stretch(4, 9, 2, 2)]),
      // In the place of the first.
      buffer("h", 100, 0, [stretch(8, 14, 2, 3)]),
    ];
    const kernels = [{ name: "forward", body: [], choice: "" }];
    expect(memoryText("net", kernels, { shared: 150, buffers }, 8)).toBe(`net

forward
  hidden  [100]  800 bytes  nests 1 to 2, 4  at 0
  z       [50]   400 bytes  nest 2           at 800
  h       [100]  800 bytes  nests 2 to 3     at 0
  at most 1200 bytes needed at once

1200 bytes, shared; 2000 bytes with an array for each
`);
  });

  it("says where arrays are not shared, and where there are none", () => {
    const text = textOf(net(2));
    expect(text).toContain("update\n  no arrays of its own");
    expect(text).toMatch(/an array of its own\n/);
    expect(text).toMatch(/\n\d+ bytes with an array for each\n$/);
    expect(
      memoryText(
        "net",
        net(2).kernels.filter(({ name }) => name === "update"),
        { shared: 0, buffers: [] },
        8,
      ),
    ).toMatch(/no memory for values on the way\n$/);
  });
});

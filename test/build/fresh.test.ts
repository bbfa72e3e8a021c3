import { readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { buildModule, DEFAULTS, writeOutput } from "../../src/build.ts";
import type { BuildOptions } from "../../src/build.ts";
import { requireFresh } from "../../src/build/fresh.ts";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import { folder } from "../load/folder.ts";
import { mistakesOf } from "../load/mistakes.ts";
import { CLASSIFIER, NEURON } from "./nets.ts";

/** What the check says of a module that was written and then changed. */
async function checked(
  change: (path: string, net: string) => void,
  more: Partial<BuildOptions> = {},
): Promise<readonly Diagnostic[]> {
  const net = join(folder({ "net.ts": NEURON }), "net.ts");
  const path = join(net, "..", more.out ?? "neuron.ts");
  const options = { ...DEFAULTS, ...more, ...(more.out !== undefined && { out: path }) };
  writeOutput(await buildModule(net, options));
  change(path, net);
  const times = (): unknown =>
    readdirSync(join(net, "..")).map((name) => [name, statSync(join(net, "..", name)).mtimeMs]);
  const before = times();
  const build = await buildModule(net, options);
  const found = await mistakesOf(() => requireFresh(build, net, options));
  expect(times()).toEqual(before);
  return found;
}

const edit = (path: string, from: RegExp | string, to: string): void =>
  writeFileSync(path, readFileSync(path, "utf8").replace(from, to));

describe("--check", () => {
  it("passes what was written, in every form, whatever its line ends", async () => {
    const net = join(folder({ "net.ts": CLASSIFIER }), "net.ts");
    for (const more of [{}, { inferenceOnly: true }, { out: join(net, "../app.js") }]) {
      const build = await buildModule(net, { ...DEFAULTS, ...more });
      writeOutput(build);
      for (const { path } of build.outputs) edit(path, /\n/g, "\r\n");
      expect(() => requireFresh(build, net, { ...DEFAULTS, ...more })).not.toThrow();
    }
  });

  it("names each file that is missing, and how it is made", async () => {
    const found = await checked(
      (path) => {
        rmSync(path);
        rmSync(path.replace(".js", ".d.ts"));
      },
      { out: "neuron.js", precision: "f32", style: "rolled" },
    );
    expect(found).toMatchObject([
      { code: "stale-output", message: expect.stringMatching(/neuron\.js" is missing$/), found: "no file" },
      { message: expect.stringMatching(/neuron\.d\.ts" is missing$/) },
    ]);
    expect(found[0]?.hint).toMatch(
      /^`nngen compile \S+net\.ts --out \S+neuron\.js --precision f32 --style rolled` writes/,
    );
  });

  it("tells a module that is older than net.ts", async () => {
    const [found] = await checked((_, net) => edit(net, "0.5", "0.25"));
    expect(found?.message).toMatch(/neuron\.ts" is older than its sources/);
  });

  it("tells a module of another nngen, and a file of other origin", async () => {
    const [other] = await checked((path) => edit(path, /Compiled by nngen \S+/, "Compiled by nngen 0.0.1"));
    expect(other).toMatchObject({ found: "a module of nngen 0.0.1" });
    const [mine] = await checked((path) => writeFileSync(path, "export const mine = 1;\n"));
    expect(mine).toMatchObject({ found: "a file of other origin", hint: expect.stringContaining("--out") });
  });

  it("shows the line that was edited by hand", async () => {
    const [found] = await checked((path) =>
      edit(path, "export const PARAMETER_COUNT: number = 2;", "export const PARAMETER_COUNT: number = 3;"),
    );
    expect(found).toMatchObject({
      message: expect.stringContaining("edited by hand"),
      found: "export const PARAMETER_COUNT: number = 3;",
      expected: "export const PARAMETER_COUNT: number = 2;",
      place: { file: "neuron.ts", column: 1, length: 41 },
    });
    const [longer] = await checked((path) => writeFileSync(path, `${readFileSync(path, "utf8")}// mine\n`));
    expect(longer).toMatchObject({ found: "// mine" });
    const [indented] = await checked((path) =>
      edit(path, "export const PARAMETER_COUNT", "  export const PARAMETER_COUNT"),
    );
    expect(indented).toMatchObject({
      found: '"  export const PARAMETER_COUNT: number = 2;"',
      expected: '"export const PARAMETER_COUNT: number = 2;"',
    });
    const [shorter] = await checked((path) => writeFileSync(path, readFileSync(path, "utf8").slice(0, -3)));
    expect(shorter?.expected).toBe("}");
  });

  it("tells that other options were used", async () => {
    const [found] = await checked((path, net) => edit(path, /precision +f64/, "precision  f32") ?? net);
    expect(found).toMatchObject({ found: "*   precision  f32", expected: "*   precision  f64" });
  });
});

import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type House, roomOf, violations } from "./tooling/arrows.ts";

const IR = ["diagnostics", "ir"];
const OPS = [...IR, "ops"];
const STAGES = ["dsl", "lower", "passes", "differentiate", "schedule", "targets", "verify", "inspect"];
const PIPELINE = [...OPS, ...STAGES, "compile"];

/**
 * The rooms of src, in the order in which imports run: a room stands below everything that it imports. The stages do not
 * import each other. Rooms without packages are pure: they run in a browser.
 */
const HOUSE: House = {
  diagnostics: { imports: [] },
  ir: { imports: ["diagnostics"] },
  ops: { imports: IR },

  dsl: { imports: OPS, packages: ["zod"] },
  lower: { imports: OPS, types: ["dsl"] },
  passes: { imports: OPS },
  differentiate: { imports: OPS },
  schedule: { imports: OPS },
  targets: { imports: OPS },
  verify: { imports: OPS },
  inspect: { imports: OPS, packages: ["zod", "@viz-js/viz"] },

  index: { imports: ["dsl"] },
  compile: { imports: [...OPS, ...STAGES], packages: ["zod"] },

  module: { imports: PIPELINE, packages: ["node:*", "ts-morph", "prettier"] },
  load: { imports: [...PIPELINE, "index"], packages: ["node:*", "ts-morph", "jiti", "csv-parse", "zod"] },
  build: { imports: [...PIPELINE, "module", "load"], packages: ["node:*", "zod", "simple-ascii-chart"] },
  cli: {
    imports: [...PIPELINE, "module", "load", "build"],
    packages: ["node:*", "zod", "commander", "picocolors", "cli-progress", "@clack/prompts"],
  },
};

const src = fileURLToPath(new URL("../src/", import.meta.url));
const sources = new Map(
  readdirSync(src, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .map((path) => [path.replaceAll("\\", "/"), readFileSync(join(src, path), "utf8")]),
);

/** What the walker says about a house of files made up for a test. */
const judge = (files: Record<string, string>): readonly string[] => violations(new Map(Object.entries(files)), HOUSE);

describe("imports between the rooms of src", () => {
  it("finds the sources", () => {
    expect(new Set([...sources.keys()].map(roomOf))).toContain("cli");
  });

  it("run one way, without a cycle", () => {
    expect(violations(sources, HOUSE)).toEqual([]);
  });

  it("are described by a table that itself runs one way", () => {
    const order = Object.keys(HOUSE);
    const back = Object.entries(HOUSE).flatMap(([room, { imports, types = [] }]) =>
      [...imports, ...types].filter((to) => order.indexOf(to) < 0 || order.indexOf(to) >= order.indexOf(room)),
    );
    expect(back).toEqual([]);
  });
});

describe("the walker", () => {
  it("accepts arrows that run the right way", () => {
    const files = {
      "ir/graph.ts": `import type { Shape } from "./shape.ts"; export type Graph = Shape;`,
      "ir/shape.ts": `export type Shape = readonly number[];`,
      "dsl/input.ts": `export { type Graph } from "../ir/graph.ts"; import { z } from "zod";`,
      "lower/lower.ts": `import type { Graph } from "../dsl/input.ts";`,
      "index.ts": `export * from "./dsl/input.ts";`,
      "load/csv.ts": `import { parse } from "csv-parse/sync"; import fs from "node:fs";`,
    };
    expect(judge(files)).toEqual([]);
  });

  it.each([
    ["an arrow that runs back", `import { exp } from "../ops/exp.ts";`, "ir may not import ops"],
    ["a type-only arrow that runs back", `import type { exp } from "../ops/exp.ts";`, "ir may not import ops"],
    ["a re-export", `export * from "../ops/exp.ts";`, "ir may not import ops"],
    ["a dynamic import", `export const f = () => import("../ops/exp.ts");`, "ir may not import ops"],
    ["an import type", `export type T = typeof import("../ops/exp.ts").exp;`, "ir may not import ops"],
    ["Node in a pure room", `import fs from "node:fs";`, "ir may not use this package"],
    ["a package in a pure room", `import { z } from "zod";`, "ir may not use this package"],
    ["the public entry from inside", `import { input } from "nngen";`, "ir may not use this package"],
    ["a file that does not exist", `import "./gone.ts";`, "there is no such file in src"],
    ["a path that leaves src", `import "../../test/run.mjs";`, "there is no such file in src"],
  ])("finds %s", (_, text, reason) => {
    const found = judge({ "ir/graph.ts": `\n${text}`, "ops/exp.ts": "export const exp = 1;" });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/^ir\/graph\.ts:2 imports /);
    expect(found[0]).toContain(reason);
  });

  it("finds stages that import each other", () => {
    const files = { "passes/fold.ts": `import "../lower/lower.ts";`, "lower/lower.ts": "" };
    expect(judge(files)).toEqual(["passes/fold.ts:1 imports ../lower/lower.ts: passes may not import lower"]);
  });

  it("finds module and load importing each other", () => {
    const files = { "module/a.ts": `import "../load/b.ts";`, "load/b.ts": "", "load/c.ts": `import "../module/a.ts";` };
    expect(judge(files)).toHaveLength(2);
  });

  it("finds a value where only types may be imported", () => {
    const files = { "lower/lower.ts": `import { input } from "../dsl/input.ts";`, "dsl/input.ts": "" };
    expect(judge(files)).toEqual(["lower/lower.ts:1 imports ../dsl/input.ts: lower may import only types of dsl"]);
  });

  it("finds a cycle inside a room", () => {
    const files = { "ir/a.ts": `import "./b.ts";`, "ir/b.ts": `import "./c.ts";`, "ir/c.ts": `import "./b.ts";` };
    expect(judge(files)).toEqual(["cycle: ir/b.ts → ir/c.ts → ir/b.ts"]);
  });

  it("finds a file that lies in no room", () => {
    expect(judge({ "utils/x.ts": "", "helpers.ts": "" })).toEqual([
      "utils/x.ts lies in no room of the house",
      "helpers.ts lies in no room of the house",
    ]);
  });
});

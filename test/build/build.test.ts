import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { buildModule, DEFAULTS, writeOutput } from "../../src/build.ts";
import { requireFresh } from "../../src/build/fresh.ts";
import { asModule } from "../../src/build/subject.ts";
import { at } from "../../src/diagnostics/diagnostic.ts";
import { runEmitted } from "../../src/load/emitted.ts";
import { hasHeader } from "../../src/module/header.ts";
import { mul, square } from "../../src/ops/arithmetic.ts";
import { folder } from "../load/folder.ts";
import { mistakesOf } from "../load/mistakes.ts";
import { CLASSIFIER, NEURON } from "./nets.ts";

const write = (text: string, name: string = "net.ts"): string => join(folder({ [name]: text }), name);

const textOf = async (files: Readonly<Record<string, string>>, name: string): Promise<string> =>
  (await buildModule(join(folder(files), name))).text;

afterEach(() => {
  vi.restoreAllMocks();
});

describe("a module", () => {
  it("is verified as it is emitted, and says so in its header", async () => {
    const { text, report, verification } = await buildModule(write(NEURON));
    expect(verification.gradient?.rows).toHaveLength(2);
    expect(report).toMatchObject({ name: "neuron", parameters: 2, gradient: { complete: true } });
    expect(report.gradient?.largestError).toBeLessThan(1e-9);
    expect(report.memory).toBeGreaterThan(0);
    expect(text).toMatch(/gradient +agrees with central differences: the largest error is \d\.\de-\d+, at [wb]\n/);
    const net = asModule(runEmitted(text, "neuron.ts")).create();
    expect(net.parameters).toHaveLength(2);
  });

  it("is written beside net.ts, and taken for ours the next time", async () => {
    const net = write(NEURON);
    const build = await buildModule(net);
    for (let i = 0; i < 2; i++) writeOutput(build);
    expect(readFileSync(join(net, "../neuron.ts"), "utf8")).toBe(build.text);
    expect(build.report.files).toEqual([{ path: join(net, "../neuron.ts"), bytes: Buffer.byteLength(build.text) }]);
  });

  it("may be JavaScript with its declarations", async () => {
    const net = write(NEURON);
    const build = await buildModule(net, { ...DEFAULTS, out: join(net, "../app/neuron.js") });
    writeOutput(build);
    writeOutput(build);
    expect(readdirSync(join(net, "../app")).toSorted()).toEqual(["neuron.d.ts", "neuron.js"]);
    const js = readFileSync(join(net, "../app/neuron.js"), "utf8");
    expect(hasHeader(js)).toBe(true);
    expect(js).not.toMatch(/\bas const\b|^export (interface|type) /m);
  });

  it("may only predict", async () => {
    const net = write(CLASSIFIER);
    const build = await buildModule(net, { ...DEFAULTS, inferenceOnly: true });
    expect(build.report).not.toHaveProperty("gradient");
    expect(build.outputs.map(({ path }) => path)).toEqual([join(net, "../classifier.predict.ts")]);
    expect(build.text).not.toMatch(/function (backward|trainStep|fit)\b/);
  });

  it.each(["f32", "f64"] as const)("is verified in %s, in every style", async (precision) => {
    const net = write(CLASSIFIER);
    for (const style of ["auto", "readable", "unrolled", "rolled"] as const) {
      const { verification } = await buildModule(net, { precision, style, inferenceOnly: false });
      expect(verification.gradient?.ok).toBe(true);
      expect(verification.disagreements).toEqual([]);
    }
  });

  it("is the same, byte for byte, from the same sources in any folder", async () => {
    const text = NEURON.replace('"nngen";', '"nngen";\nimport "./lib.ts";');
    const lib = "export const n = 1;\n";
    const first = await textOf({ "net.ts": text, "lib.ts": lib }, "net.ts");
    expect(await textOf({ "net.ts": text, "lib.ts": lib }, "net.ts")).toBe(first);
    expect(await textOf({ "deep/er/net.ts": text, "deep/er/lib.ts": lib }, "deep/er/net.ts")).toBe(first);
    expect(await textOf({ "net.ts": text.replaceAll("\n", "\r\n"), "lib.ts": lib }, "net.ts")).toBe(first);
    expect(await textOf({ "net.ts": text, "lib.ts": `${lib}// changed\n` }, "net.ts")).not.toBe(first);
    expect(first).not.toContain(folder({}).split("nngen-")[0] ?? "");
  });

  it("may start with trained parameters", async () => {
    const net = write(NEURON);
    const { create } = asModule(runEmitted((await buildModule(net)).text, "neuron.ts"));
    const trained = create();
    trained.parameters.set([0.25, -1.5]);
    writeFileSync(join(net, "../w.safetensors"), trained.save());
    const build = await buildModule(net, { ...DEFAULTS, weights: join(net, "../w.safetensors") });
    const copy = asModule(runEmitted(build.text, "neuron.ts")).create();
    expect([...copy.parameters]).toEqual([0.25, -1.5]);
  });
});

describe("a wrong gradient", () => {
  it("is a diagnostic that names parameter, analytic and numeric value, and nothing is written", async () => {
    vi.spyOn(square, "vjp").mockImplementation(({ on, dy, operands }) => [
      on(mul, [on(mul, [dy, 2.5]), at(operands, 0)]),
    ]);
    const net = write(NEURON);
    const found = await mistakesOf(async () => writeOutput(await buildModule(net)));
    expect(found.map(({ code, place }) => [code, place?.line])).toEqual([
      ["gradient-mismatch", 4],
      ["gradient-mismatch", 5],
    ]);
    expect(found[0]?.message).toMatch(
      /^The emitted gradient of w is -?[\d.e-]+; differences of the loss give -?[\d.e-]+$/,
    );
    expect(readdirSync(join(net, ".."))).toEqual(["net.ts"]);
  });

  it("that is not finite is told apart", async () => {
    const text = NEURON.replace("logistic(z)", "log(z)").replace("logistic,", "log,");
    const [found] = await mistakesOf(() => buildModule(write(text)));
    expect(found?.code).toBe("non-finite");
    expect(found?.hint).toContain("domain");
  });
});

describe("a written module", () => {
  it("is fresh, stale or missing", async () => {
    const net = write(NEURON);
    const build = await buildModule(net);
    const path = join(net, "../neuron.ts");
    expect(await mistakesOf(() => requireFresh(build, net))).toMatchObject([
      { code: "stale-output", found: "no file" },
    ]);
    writeOutput(build);
    requireFresh(build, net);
    writeFileSync(path, build.text.replaceAll("\n", "\r\n"));
    requireFresh(build, net);
    writeFileSync(path, `${build.text}// changed\n`);
    expect(await mistakesOf(() => requireFresh(build, net))).toMatchObject([
      { code: "stale-output", found: "// changed" },
    ]);
  });

  it("never takes the place of net.ts", async () => {
    const net = write(NEURON.replace('name: "neuron"', 'name: "net"'));
    const build = await buildModule(net);
    expect(await mistakesOf(() => writeOutput(build))).toMatchObject([{ code: "output-not-ours" }]);
    expect(readFileSync(net, "utf8")).toContain("import {");
  });
});

describe("hostile names", () => {
  const names = [
    `"'\`\${process.exit(1)}`,
    "*/ export const evil = 1; /*",
    "</script><script>alert(1)</script>",
    "__proto__",
    "constructor",
    "class",
    "a\u2028b\u2029c\r\nd\u202E",
    "../../outside",
    " ",
    "日本🎉",
  ];

  it.each(names)("compile, check, and leave nothing but the module: %j", async (name) => {
    const key = JSON.stringify(name);
    const text = `import { dense, input, label, network, softmax, softmaxCrossEntropy } from "nngen";
      const x = input(${key}, [2]);
      const y = label(${JSON.stringify(`${name}y`)}, [${key}, "other"]);
      const s = dense(x, 2, { name: ${key} });
      export default network({ name: ${key}, inputs: { [${key}]: x, y }, outputs: { [${JSON.stringify(`${name}o`)}]: softmax(s) }, loss: softmaxCrossEntropy(s, y) });`;
    const net = join(folder({ "deep/down/net.ts": text }), "deep/down/net.ts");
    const build = await buildModule(net);
    writeOutput(build);
    const [output] = build.outputs;
    expect(readdirSync(join(net, "..")).length).toBe(2);
    expect(readdirSync(join(net, "../.."))).toEqual(["down"]);
    expect(existsSync(output?.path ?? "")).toBe(true);
    const exports = runEmitted(readFileSync(output?.path ?? "", "utf8"), "hostile.ts");
    expect(Object.keys(exports)).not.toContain("evil");
    expect(exports).toHaveProperty("metadata.name", name);
    expect(build.text).not.toMatch(/[\u2028\u2029\u202E]|<\/script/);
  });
});

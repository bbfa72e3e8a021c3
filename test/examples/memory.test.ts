import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createContext, Script } from "node:vm";
import { fileURLToPath } from "node:url";
import { transformSync } from "esbuild";
import { describe, expect, it } from "vitest";
import { compileFile, DEFAULTS } from "../../src/build.ts";
import type { BuildOptions } from "../../src/build.ts";
import { assembleModule } from "../../src/module/assemble.ts";

const root = new URL("../../", import.meta.url);
const EXAMPLES = readdirSync(new URL("generated", root));

type ArrayConstructor = new (...given: never[]) => ArrayBufferView;

/** The bytes of all arrays that a module makes when it is loaded and makes one network: buffers, so that a view adds nothing. */
function allocatedBy(text: string): number {
  const made = new Set<ArrayBufferLike>();
  const counting = (original: ArrayConstructor): ArrayConstructor =>
    new Proxy(original, {
      construct(target, given: never[], self: new () => object) {
        const array: ArrayBufferView = Reflect.construct(target, given, self);
        made.add(array.buffer);
        return array;
      },
    });
  const context = {
    exports: {},
    Float64Array: counting(Float64Array),
    Float32Array: counting(Float32Array),
    Int32Array: counting(Int32Array),
    Uint8Array: counting(Uint8Array),
  };
  const { code } = transformSync(text, { loader: "ts", format: "cjs" });
  new Script(`const module = { exports }; ${code}; module.exports.create();`).runInContext(createContext(context));
  return [...made].reduce((sum, { byteLength }) => sum + byteLength, 0);
}

/** What its header says. */
const statedBy = (text: string): number => Number(/^ \* {3}memory +(\d+) bytes/m.exec(text)?.[1]);

async function compiled(example: string, options: Partial<BuildOptions>): Promise<string> {
  const chosen = { ...DEFAULTS, ...options };
  const net = fileURLToPath(new URL(`examples/${example}/net.ts`, root));
  const { compilation } = await compileFile(net, chosen);
  const source = { file: "net.ts", sha256: "" };
  return assembleModule(compilation.code, { version: "", source }, { inferenceOnly: chosen.inferenceOnly });
}

const isModule = (text: string): void => expect(statedBy(text)).toBeGreaterThan(0);

describe("a network takes the bytes that its module's header says", () => {
  const paths = EXAMPLES.flatMap((name) =>
    ["", ".readable", ".predict"].map((kind) => `generated/${name}/${name}${kind}.ts`),
  ).filter((path) => existsSync(new URL(path, root)));

  it("there are modules", () => expect(paths.length).toBeGreaterThan(30));

  it.each(paths)("%s", (path) => {
    const text = readFileSync(new URL(path, root), "utf8");
    isModule(text);
    expect(allocatedBy(text)).toBe(statedBy(text));
  });

  it.each(["digits-conv", "names-rnn"])("%s with little memory, which is less", async (example) => {
    const text = await compiled(example, { memory: "minimal" });
    expect(allocatedBy(text)).toBe(statedBy(text));
    const fast = readFileSync(new URL(`generated/${example}/${example}.ts`, root), "utf8");
    expect(statedBy(text)).toBeLessThan(statedBy(fast));
  });

  it.each(EXAMPLES)("%s in single precision, whole and for prediction only", async (example) => {
    for (const inferenceOnly of [false, true]) {
      const text = await compiled(example, { precision: "f32", inferenceOnly });
      isModule(text);
      expect(allocatedBy(text)).toBe(statedBy(text));
    }
  });
});

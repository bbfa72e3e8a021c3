import { createContext, runInContext } from "node:vm";
import { ts } from "ts-morph";
import { expect, it } from "vitest";
import { CLASSIFICATION } from "./standins.ts";
import { assemble, importModule } from "./tooling.ts";

it("a module needs nothing but ECMAScript: no timers, no TextDecoder, no evaluation of strings", async () => {
  const text = await assemble(CLASSIFICATION);
  const { create } = await importModule(text);
  const { outputText } = ts.transpileModule(text, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS },
  });
  const saved = create({ seed: 2 }).save();
  const context = createContext(
    { exports: {}, saved: [...saved] },
    { codeGeneration: { strings: false, wasm: false } },
  );
  runInContext("'use strict';" + outputText, context);
  const result: Promise<string> = runInContext(
    `(async () => {
      if ("setTimeout" in globalThis || "TextDecoder" in globalThis || "atob" in globalThis) throw new Error("not bare");
      const net = exports.create();
      net.load(Uint8Array.from(saved));
      net.forward();
      const { epochs } = await net.fit([[1, 2], [3, 4]], ["setosa", "virginica"], { epochs: 3, yieldEvery: 0 });
      return [epochs, net.classify([1, 2]).length, net.save().length].join();
    })()`,
    context,
  );
  expect(await result).toBe(`3,1,${saved.length}`);
});

import { transform } from "esbuild";
import { expect, it } from "vitest";
import type { ModuleCode } from "../../src/targets/typescript/code.ts";
import { standIn } from "./standins.ts";
import { assemble } from "./tooling.ts";

/** A classifier as the course has it, whose functions are empty: what is left is the code around them. */
const CLASSIFIER: ModuleCode = (() => {
  const code = standIn({
    name: "iris",
    typeName: "Iris",
    inputs: [{ name: "x", size: 2, standardize: true }],
    outputs: [{ name: "yHat", size: 3, target: "species", classes: ["setosa", "versicolor", "virginica"] }],
  });
  const functions = code.functions.map((f) => ({ ...f, body: f.name === "objective" ? "return 0;" : "" }));
  return { ...code, functions };
})();

const minified = async (inferenceOnly: boolean): Promise<number> => {
  const text = await assemble(CLASSIFIER, inferenceOnly);
  return (await transform(text, { loader: "ts", minify: true, format: "esm" })).code.length;
};

it("the code around the functions keeps to its share of the module's budget", async () => {
  expect(await minified(false)).toBeLessThanOrEqual(9_400);
  expect(await minified(true)).toBeLessThanOrEqual(2_500);
});

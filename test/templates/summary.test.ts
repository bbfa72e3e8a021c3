import { expect, it } from "vitest";
import { runEmitted } from "../../src/load/emitted.ts";
import { summaryOf } from "../../src/module/summary.ts";
import { planModule } from "../../src/module/plan.ts";
import { create } from "../../templates/create.ts";
import { standIn } from "../module/standins.ts";

const SPEC = {
  name: "a`b${c}\\",
  inputs: [{ name: "x", size: 2, standardize: true }],
  outputs: [{ name: "yHat", size: 3, target: "y", classes: ["a", "b", "c"] }],
};

it("summary is a table of the layers, as Keras lays it out", () => {
  expect(create().summary()).toMatch(/^Model: "example"\nLayer \(type\) +Output Shape +Param #\n=+\n/);
});

it("summary is made when a network is compiled, whatever its names", () => {
  const layers = [
    { name: "x", type: "input", shape: [2], parameterCount: 4 },
    { name: "dense`${1}", type: "dense", shape: [3], parameterCount: 9 },
  ];
  const text = summaryOf(planModule({ ...standIn(SPEC), layers }, false));
  const { summary } = Object(runEmitted(`${text}; export { summary };`, "summary.ts"));
  expect(summary()).toMatchInlineSnapshot(`
    "Model: "a\`b\${c}\\"
    Layer (type)        Output Shape  Param #
    =========================================
    x (input)           (None, 2)           4
    dense\`\${1} (dense)  (None, 3)           9
    =========================================
    Total params: 13
    Trainable params: 9
    Non-trainable params: 4"
  `);
});

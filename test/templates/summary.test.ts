import { expect, it } from "vitest";
import { summary } from "../../templates/summary.ts";

it("summary is a table of the parameters, as Keras lays it out", () => {
  expect(summary()).toMatchInlineSnapshot(`
    "Model: "example"
    Parameter                       Shape                   Param #
    ================================================================
    x.mean                          [2]                     2
    x.scale                         [2]                     2
    dense.weight                    [3, 2]                  6
    dense.bias                      [3]                     3
    ================================================================
    Total params: 13
    Trainable params: 9
    Non-trainable params: 4"
  `);
});

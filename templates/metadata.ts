/**
 * The stand-in network of these templates, softmax(W·s + b) of standardised s: small, and it has every part that a module can
 * have. The assembler (src/module) puts a compiled network's own tables and statements in its place.
 */
import type { Metadata } from "./interface.ts";

/** The number of values in `parameters`. */
export const PARAMETER_COUNT: number = 13;

/** What the network is made of. */
export const metadata: Metadata = {
  name: "example",
  precision: "f64",
  inputs: [
    { name: "x", shape: [2], size: 2 },
    {
      name: "y",
      shape: [3],
      size: 3,
      target: true,
      label: "species",
      classes: ["setosa", "versicolor", "virginica"],
    },
  ],
  outputs: [{ name: "yHat", shape: [3], size: 3, classes: ["setosa", "versicolor", "virginica"] }],
  parameters: [
    { name: "x.mean", shape: [2], offset: 0, size: 2, trainable: false },
    { name: "x.scale", shape: [2], offset: 2, size: 2, trainable: false },
    { name: "dense.weight", shape: [3, 2], offset: 4, size: 6, trainable: true },
    { name: "dense.bias", shape: [3], offset: 10, size: 3, trainable: true },
  ],
  state: [
    { name: "state.velocity.dense.weight", shape: [3, 2], offset: 0, size: 6 },
    { name: "state.velocity.dense.bias", shape: [3], offset: 6, size: 3 },
  ],
};

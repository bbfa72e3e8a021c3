import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CATALOGUE } from "../../src/diagnostics/catalogue.ts";
import { isNetwork } from "../../src/dsl/network.ts";
import { isTensor } from "../../src/dsl/tensor.ts";
import { NODE, nodesOf } from "../../src/ir/graph.ts";
import * as nn from "../../src/index.ts";
import { untyped } from "./formula.ts";

/** A JavaScript caller may pass anything: values of every kind, and tensors where they do not belong. */
const tensor = fc.constantFrom(
  nn.input("x", [3]),
  nn.input("X", ["m", 3]),
  nn.input("k", [], { element: "int32" }),
  nn.parameter("w"),
  nn.parameter("W", [3, 3]),
  nn.label("y", ["a", "b", "c"]),
  nn.dense(nn.input("x", [3]), 0),
);
const anything = fc.oneof(
  tensor,
  tensor,
  fc.anything({ withBigInt: true, withSparseArray: true, withTypedArray: true, withNullPrototype: true }),
  fc.record({ axis: fc.anything(), bias: fc.anything(), weight: tensor, name: fc.anything() }, { requiredKeys: [] }),
  fc.array(fc.oneof(fc.integer(), fc.string(), fc.constant("m"))),
  fc.constantFrom(Symbol("s"), () => 1, 3, 1, "x"),
);

const codesOf = (tensor: nn.Tensor): readonly string[] =>
  nodesOf([tensor[NODE]]).flatMap((node) => (node.kind === "error" ? node.diagnostic.code : []));

const {
  network,
  program,
  sgd,
  adam,
  l2,
  csv,
  adamW,
  adagrad,
  rmsprop,
  lbfgs,
  l1,
  elasticNet,
  stepDecay,
  exponentialDecay,
  cosineDecay,
  warmUp,
  ...makers
} = nn;

const schedules = [stepDecay, exponentialDecay, cosineDecay, warmUp].map(
  (call) => (options: unknown) => sgd({ schedule: untyped(call)(options) }),
);
const optimizers = [sgd, adam, adamW, adagrad, rmsprop, lbfgs, ...schedules];

describe("no call throws", () => {
  it.each(Object.entries(makers))("%s returns a tensor, or a mistake with a diagnostic", (_, call) => {
    fc.assert(
      fc.property(fc.array(anything, { maxLength: 4 }), (args) => {
        const result: unknown = Reflect.apply(call, undefined, args);
        if (!isTensor(result)) throw new Error("not a tensor");
        for (const node of nodesOf([result[NODE]])) {
          expect(node.shape.every((dim) => (typeof dim === "string" ? dim !== "" : dim > 0))).toBe(true);
        }
        expect(Object.keys(CATALOGUE)).toEqual(expect.arrayContaining([...codesOf(result)]));
      }),
    );
  });

  it.each(Object.entries({ network, program }))("%s returns a network", (_, call) => {
    const record = fc.oneof(anything, fc.dictionary(fc.string(), anything));
    const options = fc.record(
      {
        name: anything,
        inputs: record,
        outputs: record,
        loss: anything,
        minimize: anything,
        regularizer: fc.oneof(anything, ...[l1, l2, elasticNet].map((call) => anything.map(untyped(call)))),
        optimizer: fc.oneof(anything, ...optimizers.map((call) => anything.map(untyped(call)))),
        data: fc.oneof(
          anything,
          fc.tuple(anything, record).map(([path, columns]) => untyped(csv)(path, columns)),
        ),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(options, anything), (given) => {
        const net = untyped(call)(given);
        if (!isNetwork(net)) throw new Error("not a network");
        for (const { diagnostic } of net.diagnostics) expect(Object.keys(CATALOGUE)).toContain(diagnostic.code);
      }),
    );
  });
});

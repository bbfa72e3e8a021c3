import { describe, expect, it } from "vitest";
import * as nn from "../../src/index.ts";
import { compiled } from "../compile/harness.ts";
import { assemble } from "../module/tooling.ts";
import { compositeOf, diagnosticOf, untyped } from "./formula.ts";

const x = nn.input("x", [4]);
const sequence = nn.input("s", [6, 4]);
const channels = nn.input("c", [4, 6]);
const picture = nn.input("p", [4, 6, 6]);
const tokens = nn.input("tokens", [3], { element: "int32", domain: [0, 9] });

type Options = nn.WeightOptions & { readonly name?: string };

/** Every layer that has weights: how it is called, how its weight starts by itself, and the ways in and out of one value of it. */
const LAYERS: Readonly<
  Record<
    string,
    readonly [make: (options: unknown) => nn.Tensor, start: string, fanIn: number, fanOut: number, part?: string]
  >
> = {
  dense: [(o) => untyped(nn.dense)(x, 8, o), "glorotUniform", 4, 8],
  conv1d: [(o) => untyped(nn.conv1d)(channels, 8, 3, o), "glorotUniform", 12, 24],
  "conv1d, in groups": [
    (o) => untyped(nn.conv1d)(channels, 8, 3, { ...(o as object), groups: 2 }),
    "glorotUniform",
    6,
    24,
  ],
  conv2d: [(o) => untyped(nn.conv2d)(picture, 8, [3, 2], o), "glorotUniform", 24, 48],
  convTranspose1d: [(o) => untyped(nn.convTranspose1d)(channels, 8, 3, o), "glorotUniform", 24, 12],
  convTranspose2d: [(o) => untyped(nn.convTranspose2d)(picture, 8, 2, o), "glorotUniform", 32, 16],
  embedding: [(o) => untyped(nn.embedding)(tokens, 10, 8, o), "normal", 8, 10],
  simpleRnn: [(o) => untyped(nn.simpleRnn)(sequence, 8, o), "glorotUniform", 4, 8],
  lstm: [(o) => untyped(nn.lstm)(sequence, 8, o), "glorotUniform", 4, 32],
  gru: [(o) => untyped(nn.gru)(sequence, 8, o), "glorotUniform", 4, 24],
  multiHeadAttention: [(o) => untyped(nn.multiHeadAttention)(sequence, 2, o), "glorotUniform", 4, 4, "query"],
};

const nameOf = (layer: string): string => layer.replace(/,.*/, "");

describe.each(Object.entries(LAYERS))("%s", (layer, [make, start, fanIn, fanOut, part = "weight"]) => {
  const parametersOf = (options?: Options) => compositeOf(make(options)).parameters;

  it("has an initializer and a penalty of its weights", () => {
    const penalty = { regularizer: { kind: "l2", lambda: 0.1 } };
    expect(parametersOf()[part]).toMatchObject({ role: "weight", initialize: { kind: start } });
    expect(parametersOf()[part]).not.toHaveProperty("regularizer");
    const own = parametersOf({ initialize: "heNormal", regularizer: nn.l2(0.1) });
    expect(own[part]).toMatchObject({ initialize: { kind: "heNormal" }, ...penalty });
    const weights = Object.values(own).filter(({ role }) => role === "weight");
    const biases = Object.values(own).filter(({ role }) => role === "bias");
    expect(weights).toMatchObject(weights.map(() => penalty));
    expect(biases).toMatchObject(biases.map(() => ({ initialize: { kind: "zeros" } })));
    expect(biases.filter(({ regularizer }) => regularizer !== undefined)).toEqual([]);
  });

  it("counts the ways in and out of a value as PyTorch and Keras do", async () => {
    const limit = async (initialize: nn.Initial): Promise<number> => {
      const y = make({ initialize, name: "layer" });
      const inputs = Object.fromEntries([x, sequence, channels, picture, tokens].map((node, i) => [`i${i}`, node]));
      const read = Object.entries(inputs).filter(([, node]) => node === inputOf(layer));
      const network = nn.network({ name: "n", inputs: Object.fromEntries(read), outputs: { y }, loss: nn.sum(y) });
      expect(network.diagnostics).toEqual([]);
      const text = await assemble(compiled(network, "rolled").code);
      return Number(new RegExp(`drawUniform\\([^;]*, ([\\d.]+), random\\(.*// layer.${part}\n`).exec(text)?.[1]);
    };
    expect(await limit("heUniform")).toBe(Math.sqrt(6 / fanIn));
    expect(await limit("glorotUniform")).toBe(Math.sqrt(6 / (fanIn + fanOut)));
  });

  it("reports what is no initializer, no penalty and no name", () => {
    const call = nameOf(layer);
    const of = (options: unknown): string => diagnosticOf(make(options)).message;
    expect(of({ initialize: "he" })).toBe(`${call}: initialize is "he"`);
    expect(of({ initialize: NaN })).toBe(`${call}: initialize is NaN`);
    expect(of({ regularizer: 0.1 })).toBe(`${call}: regularizer is 0.1`);
    expect(of({ regularizer: nn.l1(-1) })).toBe("l1: λ is -1");
    expect(of({ name: "" })).toBe(`${call}: the name is ""`);
  });
});

const inputOf = (layer: string): nn.Tensor => {
  const call = nameOf(layer);
  if (call === "dense") return x;
  if (call === "embedding") return tokens;
  if (call.endsWith("1d")) return channels;
  return call.endsWith("2d") ? picture : sequence;
};

describe("recurrent weights", () => {
  it.each([nn.simpleRnn, nn.lstm, nn.gru])("start orthogonal, or as recurrentInitialize says", (layer) => {
    const recurrentOf = (options?: nn.RecurrentOptions) =>
      compositeOf(layer(sequence, 8, options)).parameters["recurrent"];
    expect(recurrentOf({ initialize: "zeros" })).toMatchObject({ initialize: { kind: "orthogonal" } });
    expect(recurrentOf({ recurrentInitialize: 0.5 })).toMatchObject({ initialize: { kind: "constant", value: 0.5 } });
    expect(diagnosticOf(untyped(layer)(sequence, 8, { recurrentInitialize: "none" })).message).toMatch(
      /: recurrentInitialize is "none"$/,
    );
  });
});

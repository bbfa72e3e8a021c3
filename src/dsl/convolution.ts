import { at } from "../diagnostics/diagnostic.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { GraphNode } from "../ir/graph.ts";
import { shapeText } from "../ir/shape.ts";
import { contract } from "../ops/contraction.ts";
import { slice } from "../ops/slices.ts";
import { reshape } from "../ops/views.ts";
import { fold } from "../ops/windows.ts";
import { add } from "./algebra.ts";
import { badOption, checkOptions, fieldOf, isExtent, readOperands } from "./arguments.ts";
import { mismatch, mistake } from "./mistakes.ts";
import { broadcastTo, composite, fitting } from "./nodes.ts";
import { checkWeights, ownParameters, WEIGHT_OPTIONS } from "./own.ts";
import type { WeightOptions } from "./own.ts";
import type { Dim } from "./shapes.ts";
import { tensorOf } from "./tensor.ts";
import type { Tensor } from "./tensor.ts";
import { checkRoom, readWindow, slide } from "./windows.ts";
import type { PerAxis, Window, WindowOptions } from "./windows.ts";

export interface ConvolutionOptions extends WindowOptions, WeightOptions {
  /** Channels are split into that many groups, each with filters of its own; as many as channels: depthwise. Default 1. */
  readonly groups?: number;
  /** Default true: one bias a filter, which starts at 0. */
  readonly bias?: boolean;
  /** The layer's name: its parameters are `<name>.weight` and `<name>.bias`. Left out, it takes the name of its const. */
  readonly name?: string;
}

const KNOWN = ["stride", "padding", "dilation", "groups", "bias", ...WEIGHT_OPTIONS];

/**
 * A convolution over a sequence: [channels, length] → [filters, positions], z[o, p] = b[o] + Σ W[o, c, k] x[c, stride·p + dilation·k].
 * As in Keras and PyTorch it is a cross-correlation: the filter is not turned round.
 *
 * W [filters, channels/groups, size] is PyTorch's layout; it starts at Glorot's uniform distribution, as in Keras' `Conv1D`.
 */
export const conv1d = <const F extends number>(
  x: Tensor<readonly [number, number]>,
  filters: F,
  size: number,
  options?: ConvolutionOptions,
): Tensor<readonly [F, number]> => convolution("conv1d", 1, x, filters, size, options) as Tensor<readonly [F, number]>;

/**
 * A convolution over a picture: [channels, height, width] → [filters, rows, columns],
 * z[o, p, q] = b[o] + Σ W[o, c, i, j] x[c, stride·p + dilation·i, stride·q + dilation·j]. As in Keras and PyTorch it is a
 * cross-correlation: the filter is not turned round.
 *
 * W [filters, channels/groups, …size] is PyTorch's layout; it starts at Glorot's uniform distribution, as in Keras' `Conv2D`.
 */
export const conv2d = <const F extends number>(
  x: Tensor<readonly [number, number, number]>,
  filters: F,
  size: PerAxis,
  options?: ConvolutionOptions,
): Tensor<readonly [F, number, number]> =>
  convolution("conv2d", 2, x, filters, size, options) as Tensor<readonly [F, number, number]>;

/**
 * The transposed convolution, which goes the way that the gradient of `conv1d` goes: [channels, n] → [filters, (n − 1)·stride +
 * dilation·(size − 1) + 1 − 2·padding]; "same" leaves (n − 1)·stride + 1, n at a stride of 1. W [channels, filters/groups, size] as in
 * PyTorch's `ConvTranspose1d`.
 */
export const convTranspose1d = <const F extends number>(
  x: Tensor<readonly [number, number]>,
  filters: F,
  size: number,
  options?: ConvolutionOptions,
): Tensor<readonly [F, number]> =>
  transposed("convTranspose1d", 1, x, filters, size, options) as Tensor<readonly [F, number]>;

/** The transposed convolution over a picture; see `convTranspose1d`. W [channels, filters/groups, …size] as in PyTorch's `ConvTranspose2d`. */
export const convTranspose2d = <const F extends number>(
  x: Tensor<readonly [number, number, number]>,
  filters: F,
  size: PerAxis,
  options?: ConvolutionOptions,
): Tensor<readonly [F, number, number]> =>
  transposed("convTranspose2d", 2, x, filters, size, options) as Tensor<readonly [F, number, number]>;

/** Letters of einsum specs: positions and places in the window. */
const POSITIONS = "pq";
const PLACES = "ij";

interface Read {
  readonly node: GraphNode;
  readonly filters: number;
  readonly window: Window;
  readonly options: ConvolutionOptions;
}

function convolution(call: string, rank: number, x: unknown, filters: unknown, size: unknown, given: unknown): Tensor {
  const read = readConvolution(call, rank, x, filters, size, given, KNOWN);
  if (!("window" in read)) return read;
  const { node, filters: out, window, options } = read;
  const beyond = checkRoom(call, node, window, 'Take a smaller window, or pad: padding: "same".');
  if (beyond !== undefined) return mismatch(call, beyond, [node], [out, ...new Array<Dim>(rank).fill(1)]);
  const groups = options.groups ?? 1;
  const channels = Number(node.shape[0]);
  const uneven = checkGroups(call, groups, channels, out);
  if (uneven !== undefined) return mismatch(call, uneven, [node], [out, ...node.shape.slice(1)]);
  const own = ownParameters(options);
  const W = own.weight("weight", [out, channels / groups, ...window.sizes], options.initialize ?? "glorotUniform");
  const [p, k] = [POSITIONS.slice(0, rank), PLACES.slice(0, rank)];
  const windows = slide(node, window);
  const positions = windows.shape.slice(1, 1 + rank);
  const z =
    groups === 1
      ? fitting(contract, [windows, W], { spec: `c${p}${k},oc${k}->o${p}` })
      : grouped(windows, W, groups, { p, k, out, positions });
  return tensorOf(composite(call, [node], withBias(z, out, own, options), own.all));
}

function checkGroups(call: string, groups: number, channels: number, filters: number): Diagnostic | undefined {
  if (Number.isSafeInteger(groups) && groups > 0 && channels % groups === 0 && filters % groups === 0) return undefined;
  const expected = `a number that divides ${channels} channels and ${filters} filters`;
  return badOption(call, "groups", groups, expected, "Left out, it is 1.");
}

/** The first axis, of channels or of filters, in groups. */
const split = (node: GraphNode, groups: number): GraphNode =>
  fitting(reshape, [node], { shape: [groups, Number(node.shape[0]) / groups, ...node.shape.slice(1)] });

/** Each group of channels with its own filters. */
function grouped(
  windows: GraphNode,
  W: GraphNode,
  groups: number,
  {
    p,
    k,
    out,
    positions,
  }: { readonly p: string; readonly k: string; readonly out: number; readonly positions: readonly Dim[] },
): GraphNode {
  const z = fitting(contract, [split(windows, groups), split(W, groups)], { spec: `gc${p}${k},goc${k}->go${p}` });
  return fitting(reshape, [z], { shape: [out, ...positions] });
}

function transposed(call: string, rank: number, x: unknown, filters: unknown, size: unknown, given: unknown): Tensor {
  const read = readConvolution(call, rank, x, filters, size, given, KNOWN);
  if (!("window" in read)) return read;
  const { node, filters: out, window, options } = read;
  const { sizes, strides, dilations, pads } = window;
  const groups = options.groups ?? 1;
  const channels = Number(node.shape[0]);
  const uneven = checkGroups(call, groups, channels, out);
  if (uneven !== undefined) return mismatch(call, uneven, [node], [out, ...node.shape.slice(1)]);
  const own = ownParameters(options);
  const W = own.weight("weight", [channels, out / groups, ...sizes], options.initialize ?? "glorotUniform");
  const [p, k] = [POSITIONS.slice(0, rank), PLACES.slice(0, rank)];
  const joined = [out, ...node.shape.slice(1), ...sizes];
  const pieces =
    groups === 1
      ? fitting(contract, [node, W], { spec: `c${p},co${k}->o${p}${k}` })
      : fitting(
          reshape,
          [fitting(contract, [split(node, groups), split(W, groups)], { spec: `gc${p},gco${k}->go${p}${k}` })],
          { shape: joined },
        );
  const extents = sizes.map(
    (s, i) => (Number(node.shape[1 + i]) - 1) * at(strides, i) + at(dilations, i) * (s - 1) + 1,
  );
  const whole = fitting(fold, [pieces], { axes: sizes.map((_, i) => 1 + i), sizes, strides, dilations, extents });
  const kept = extents.map((extent, i) => extent - at(pads, i)[0] - at(pads, i)[1]);
  if (kept.some((dim) => dim < 1)) {
    const hint = "Padding takes elements away from the result of a transposed convolution.";
    const odd = badOption(call, "padding", options.padding, `less than half of ${shapeText(extents)}`, hint);
    return mismatch(call, odd, [node], [out, ...extents]);
  }
  const cut = kept.every((dim, i) => dim === extents[i])
    ? whole
    : fitting(slice, [whole], {
        shape: [out, ...kept],
        starts: [0, ...pads.map(([before]) => before)],
        steps: [1, ...kept.map(() => 1)],
      });
  return tensorOf(composite(call, [node], withBias(cut, out, own, options), own.all));
}

function withBias(
  z: GraphNode,
  filters: number,
  own: ReturnType<typeof ownParameters>,
  options: ConvolutionOptions,
): GraphNode {
  if (options.bias === false) return z;
  return add(z, broadcastTo(own.make("bias", "bias", [filters], { kind: "zeros" }), z.shape, [0]));
}

function readConvolution(
  call: string,
  rank: number,
  x: unknown,
  filters: unknown,
  size: unknown,
  given: unknown,
  known: readonly string[],
): Read | Tensor {
  const { nodes, wrong } = readOperands(call, [x]);
  const valid = checkFilters(call, filters) === undefined;
  const guess = [valid ? Number(filters) : 1, ...new Array<Dim>(rank).fill(1)];
  const odd = wrong ?? checkOptions(call, given, known) ?? checkFilters(call, filters) ?? checkFlags(call, given);
  if (odd !== undefined) return mistake(odd, nodes, guess);
  const node = at(nodes, 0);
  const options = (given ?? {}) as ConvolutionOptions;
  const window = readWindow({ call, example: `${call}(x, 8, 3)`, rank }, node, size, options, 1);
  if ("code" in window) return mismatch(call, window, nodes, guess);
  return { node, filters: Number(filters), window, options };
}

const checkFilters = (call: string, filters: unknown): Diagnostic | undefined =>
  isExtent(filters)
    ? undefined
    : badOption(call, "filters", filters, "a positive whole number", `As in ${call}(x, 8, 3): 8 filters of size 3.`);

function checkFlags(call: string, options: unknown): Diagnostic | undefined {
  const bias = fieldOf(options, "bias");
  const odd = checkWeights(call, options, `${call}(x, 8, 3, { name: "edges" })`);
  return odd !== undefined || bias === undefined || typeof bias === "boolean"
    ? odd
    : badOption(call, "bias", bias, "true or false", "bias: false leaves it out.");
}

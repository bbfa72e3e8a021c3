/** The reverse of `lift`: an op without one axis, which what it makes has in common with some operands. */
import { at } from "../diagnostics/diagnostic.ts";
import type { Attributes, AttributeValue } from "../ir/op.ts";
import type { Op } from "../ir/op.ts";
import { numbersOf, shapeOf } from "./attributes.ts";

/** The axis that is taken away: of the result, and of each operand that has it. */
export interface Axis {
  readonly result: number;
  readonly operands: readonly (number | undefined)[];
}

/** The attributes of an op whose operands and result have lost an axis (see `along`). Attributes that name no axis stay. */
export const unlift = (op: Op, attributes: Attributes, axis: Axis): Attributes => ({
  ...attributes,
  ...AXES[op.name]?.(attributes, axis),
});

type Unlift = (attributes: Attributes, axis: Axis) => Attributes;

const without = <T>(list: readonly T[], index: number): readonly T[] => list.filter((_, i) => i !== index);

/** Axes are numbered anew where one before them is gone. */
const renumbered = (axes: readonly number[], gone: number): readonly number[] =>
  axes.map((axis) => (axis > gone ? axis - 1 : axis));

/** Attributes that hold a number for every axis of the result. */
const eachAxis =
  (...keys: readonly string[]): Unlift =>
  (attributes, { result }) =>
    Object.fromEntries(keys.map((key) => [key, without(listOf(attributes[key]), result)]));

/** Attributes that hold numbers of axes of the first operand. */
const reduced: Unlift = (attributes, { operands }) => ({
  axes: renumbered(numbersOf(attributes, "axes"), operands[0] ?? Infinity),
});

/** Attributes that hold numbers of axes of the result. */
const numbered: Unlift = (attributes, { result }) => ({ axes: renumbered(numbersOf(attributes, "axes"), result) });

const oneAxis: Unlift = (attributes, { result }) => ({
  axis: at(renumbered([Number(attributes["axis"])], result), 0),
});

/** Leading axes that a table and its indices share. */
const shared: Unlift = (attributes, { result }) => {
  const batch = Number(attributes["batch"]);
  return { batch: result < batch ? batch - 1 : batch };
};

/** The ops whose attributes name axes. */
const AXES: Readonly<Record<string, Unlift>> = {
  constant: eachAxis("shape"),
  reshape: eachAxis("shape"),
  slice: eachAxis("shape", "starts", "steps"),
  pad: eachAxis("shape", "starts", "steps"),
  sum: reduced,
  max: reduced,
  logSumExp: reduced,
  window: numbered,
  fold: numbered,
  concat: oneAxis,
  gather: shared,
  scatterAdd: shared,
  iota: (attributes, axis) => ({ ...eachAxis("shape")(attributes, axis), ...oneAxis(attributes, axis) }),
  unitMatrix: (attributes, axis) => ({ ...eachAxis("shape")(attributes, axis), ...numbered(attributes, axis) }),
  broadcast: (attributes, { result, operands: [own] }) => ({
    shape: without(shapeOf(attributes), result),
    axes: renumbered(
      own === undefined ? numbersOf(attributes, "axes") : without(numbersOf(attributes, "axes"), own),
      result,
    ),
  }),
  transpose: (attributes, { result, operands: [own] }) => ({
    permutation: renumbered(without(numbersOf(attributes, "permutation"), result), own ?? Infinity),
  }),
  contract: (attributes, { result, operands }) => {
    const [inputs = "", out = ""] = String(attributes["spec"]).split("->");
    const letters = inputs.split(",").map((list, i) => without([...list], operands[i] ?? -1).join(""));
    return { spec: `${letters.join(",")}->${without([...out], result).join("")}` };
  },
};

const listOf = (value: AttributeValue | undefined): readonly (number | string)[] => (Array.isArray(value) ? value : []);

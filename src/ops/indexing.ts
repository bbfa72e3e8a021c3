import { call } from "../ir/notation.ts";
import type { Affine, Attributes, Op } from "../ir/op.ts";
import { shapeText } from "../ir/shape.ts";
import type { Dim, Shape } from "../ir/shape.ts";
import { affine, identityRead, numbersOf, shapeOf } from "./attributes.ts";

const batchOf = (attributes: Attributes): number => Number(attributes["batch"]);

/** Whether the leading axes, which tables and indices share, are the same. */
const shares = (a: Shape, b: Shape, axes: number): boolean =>
  a.slice(0, axes).every((dim, axis) => dim === b[axis]) && a.length >= axes && b.length >= axes;

/** The places of a table that indices name: the shared axes, the index that is read, the rest. */
const named = (batch: number, indices: number, rest: number, operand: number): readonly Affine[] => [
  ...identityRead(batch),
  { constant: 0, terms: [], loaded: { operand, at: identityRead(indices) } },
  ...identityRead(rest, indices),
];

/** Entries of a table by their indices: row i of the result is row indices[i] of the table. */
export const gather: Op = {
  name: "gather",
  kind: "indexed",
  doc: "the table's entries at `indices`, along its first axis after the `batch` axes that both share",
  arity: 2,
  notation: call("gather"),
  infer: ([table, indices], attributes) => {
    const batch = batchOf(attributes);
    if (table === undefined || indices === undefined) return "gather needs a table and indices";
    const fits = table.shape.length > batch && typeof table.shape[batch] === "number";
    return fits && shares(table.shape, indices.shape, batch)
      ? { element: table.element, shape: [...indices.shape, ...table.shape.slice(batch + 1)] }
      : `gather from ${shapeText(table.shape)} at ${shapeText(indices.shape)}: the shapes do not fit`;
  },
  comprehension: ([table, indices], attributes) => {
    const batch = batchOf(attributes);
    const [from, by] = [table?.shape ?? [], indices?.shape ?? []];
    const rest = from.slice(batch + 1);
    return {
      outputs: [...by, ...rest],
      reads: [named(batch, by.length, rest.length, 1), identityRead(by.length)],
      body: (_on, a) => a,
    };
  },
  batch: (attributes, [table, indices]) => {
    if (table === true && indices === true) return { batch: batchOf(attributes) + 1 };
    return indices === true && batchOf(attributes) === 0 ? attributes : "broadcast operands first";
  },
  vjp: ({ on, dy, operands: [, indices], types: [table], attributes }) => {
    if (indices === undefined || table === undefined) return [];
    const extent = Number(table.shape[batchOf(attributes)]);
    return [on(scatterAdd, [indices, dy], { ...attributes, extent }), null];
  },
  samples: [
    { shapes: [[4], [3]], attributes: { batch: 0 }, indices: { 1: 4 } },
    { shapes: [[4, 2], [3]], attributes: { batch: 0 }, indices: { 1: 4 } },
    { shapes: [[3, 2], []], attributes: { batch: 0 }, indices: { 1: 3 } },
    { shapes: [[2, 3], [2]], attributes: { batch: 1 }, indices: { 1: 3 } },
    {
      shapes: [
        [2, 3, 2],
        [2, 2],
      ],
      attributes: { batch: 1 },
      indices: { 1: 3 },
    },
  ],
  misfits: [
    { shapes: [[], [2]], attributes: { batch: 0 } },
    { shapes: [[2, 3], [3]], attributes: { batch: 1 } },
  ],
};

/** Sums values into a table at their indices. The adjoint of `gather`. */
export const scatterAdd: Op = {
  name: "scatterAdd",
  kind: "scatter",
  doc: "a table of `extent` entries, zero but for the sums of the values at their indices; `batch` leading axes are shared",
  arity: 2,
  notation: call("scatterAdd"),
  infer: ([indices, values], attributes) => {
    const batch = batchOf(attributes);
    if (indices === undefined || values === undefined) return "scatterAdd needs indices and values";
    return shares(values.shape, indices.shape, indices.shape.length) && indices.shape.length >= batch
      ? { element: values.element, shape: tableShape(indices.shape, values.shape, attributes) }
      : `scatterAdd of ${shapeText(values.shape)} at ${shapeText(indices.shape)}: the shapes do not fit`;
  },
  scatter: ([indices, values], attributes) => {
    const [by, axes] = [indices?.shape ?? [], values?.shape ?? []];
    const places = named(batchOf(attributes), by.length, axes.length - by.length, 0);
    return {
      outputs: tableShape(by, axes, attributes),
      mode: "add",
      pieces: [{ axes, operand: 1, read: identityRead(axes.length), at: places }],
    };
  },
  batch: (attributes, batched) =>
    batched.every(Boolean) ? { ...attributes, batch: batchOf(attributes) + 1 } : "broadcast operands first",
  vjp: ({ on, dy, operands: [indices], attributes }) =>
    indices === undefined ? [] : [null, on(gather, [dy, indices], { batch: batchOf(attributes) })],
  samples: [
    { shapes: [[3], [3]], attributes: { batch: 0, extent: 4 }, indices: { 0: 4 } },
    { shapes: [[3], [3, 2]], attributes: { batch: 0, extent: 2 }, indices: { 0: 2 } },
    { shapes: [[], [2]], attributes: { batch: 0, extent: 3 }, indices: { 0: 3 } },
    {
      shapes: [
        [2, 3],
        [2, 3],
      ],
      attributes: { batch: 1, extent: 2 },
      indices: { 0: 2 },
    },
  ],
  misfits: [
    { shapes: [[3], [2]], attributes: { batch: 0, extent: 4 } },
    { shapes: [[], [2]], attributes: { batch: 1, extent: 4 } },
  ],
};

const tableShape = (indices: Shape, values: Shape, attributes: Attributes): readonly Dim[] => [
  ...indices.slice(0, batchOf(attributes)),
  Number(attributes["extent"]),
  ...values.slice(indices.length),
];

/** 1 where two indices are equal, else 0: the rows are the directions along which a Jacobian is taken. */
export const unitMatrix: Op = {
  name: "unitMatrix",
  kind: "indexed",
  doc: "1 where the indices of the two `axes` are equal, else 0",
  arity: 0,
  notation: { form: "letter", text: "I", latex: "I" },
  infer: (_operands, attributes) => {
    const [shape, [row, column]] = [shapeOf(attributes), numbersOf(attributes, "axes")];
    const [rows, columns] = [shape[row ?? -1], shape[column ?? -1]];
    return typeof rows === "number" && rows === columns
      ? { element: "float", shape }
      : `unitMatrix of ${shapeText(shape)} along the axes [${numbersOf(attributes, "axes").join(", ")}]`;
  },
  comprehension: (_operands, attributes) => ({
    outputs: shapeOf(attributes),
    reads: numbersOf(attributes, "axes").map((axis) => ({ position: affine(axis) })),
    body: (on, row, column) => on.select(on.equal(row, column), on.constant(1), on.constant(0)),
  }),
  batch: (attributes, _batched, extent) => ({
    shape: [extent, ...shapeOf(attributes)],
    axes: numbersOf(attributes, "axes").map((axis) => axis + 1),
  }),
  vjp: () => [],
  samples: [
    { shapes: [], attributes: { shape: [3, 3], axes: [0, 1] } },
    { shapes: [], attributes: { shape: [2, 3, 2], axes: [0, 2] } },
  ],
  misfits: [{ shapes: [], attributes: { shape: [2, 3], axes: [0, 1] } }],
};

/** The index itself: 0, 1, 2, … along one axis. Masks, positions and one-hot rows are made from it. */
export const iota: Op = {
  name: "iota",
  kind: "indexed",
  doc: "0, 1, 2, … along `axis`, the same along the others",
  arity: 0,
  notation: call("iota"),
  infer: (_operands, attributes) => {
    const [shape, axis] = [shapeOf(attributes), Number(attributes["axis"])];
    return shape[axis] !== undefined
      ? { element: "float", shape }
      : `iota along axis ${axis} does not fit ${shapeText(shape)}`;
  },
  comprehension: (_operands, attributes) => ({
    outputs: shapeOf(attributes),
    reads: [{ position: affine(Number(attributes["axis"])) }],
    body: (_on, index) => index,
  }),
  batch: (attributes, _batched, extent) => ({
    shape: [extent, ...shapeOf(attributes)],
    axis: Number(attributes["axis"]) + 1,
  }),
  vjp: () => [],
  samples: [
    { shapes: [], attributes: { shape: [3], axis: 0 } },
    { shapes: [], attributes: { shape: [2, 3], axis: 1 } },
  ],
  misfits: [{ shapes: [], attributes: { shape: [2], axis: 1 } }],
};

/** Rows of zeros with a 1 at an index: the class k of K as a target. Where an index is none of 0 … K − 1, all are 0. */
export const oneHot: Op = {
  name: "oneHot",
  kind: "indexed",
  doc: "1 at the operand's index along a new last axis of `classes`, else 0",
  arity: 1,
  notation: call("oneHot"),
  infer: ([indices], attributes) => {
    const classes = Number(attributes["classes"]);
    return indices !== undefined && classes > 0
      ? { element: "float", shape: [...indices.shape, classes] }
      : `oneHot of ${classes} classes`;
  },
  comprehension: ([indices], attributes) => {
    const axes = indices?.shape ?? [];
    return {
      outputs: [...axes, Number(attributes["classes"])],
      reads: [identityRead(axes.length), { position: affine(axes.length) }],
      body: (on, index, position) => on.select(on.equal(index, position), on.constant(1), on.constant(0)),
    };
  },
  batch: (attributes) => attributes,
  vjp: () => [null],
  samples: [
    { shapes: [[]], attributes: { classes: 3 }, indices: { 0: 3 } },
    { shapes: [[4]], attributes: { classes: 2 }, indices: { 0: 2 } },
  ],
  misfits: [{ shapes: [[2]], attributes: { classes: 0 } }],
};

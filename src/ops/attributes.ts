import type { Affine, Attributes } from "../ir/op.ts";
import type { Shape } from "../ir/shape.ts";

/** Reads an attribute that is a list of numbers. */
export const numbersOf = (attributes: Attributes, key: string): readonly number[] => {
  const value = attributes[key];
  return Array.isArray(value) ? value.map(Number) : [];
};

/** Reads an attribute that is a shape. */
export const shapeOf = (attributes: Attributes): Shape => {
  const value = attributes["shape"];
  return Array.isArray(value) ? value : [];
};

/** The index `constant + stride · axis`. */
export const affine = (axis: number, stride: number = 1, constant: number = 0): Affine => ({
  constant,
  terms: [{ axis, stride }],
});

/** One index an axis, from the axis `first` on: what is read or written where it stands. */
export const identityRead = (rank: number, first: number = 0): readonly Affine[] =>
  Array.from({ length: rank }, (_, axis) => affine(first + axis));

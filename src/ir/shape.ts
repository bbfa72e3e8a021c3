/** An extent: a positive whole number, or the name of the axis of examples, whose extent is known only at run time. */
export type Dim = number | string;
export type Shape = readonly Dim[];

/** The one symbolic extent in a Program: the number of examples of a call. */
export const COUNT = "count";

export type ElementType = "float" | "int32" | "bool";

export interface Type {
  readonly element: ElementType;
  readonly shape: Shape;
}

export const float = (shape: Shape = []): Type => ({ element: "float", shape });

export const sameShape = (a: Shape, b: Shape): boolean => a.length === b.length && a.every((dim, i) => dim === b[i]);

export const sameType = (a: Type, b: Type): boolean => a.element === b.element && sameShape(a.shape, b.shape);

/** `[2, 10]`, the form used in messages and in the text form of programs. */
export const shapeText = (shape: Shape): string => `[${shape.join(", ")}]`;

/** `[2, 10]` for floats, `int32[4]` for others. */
export const typeText = (type: Type): string => (type.element === "float" ? "" : type.element) + shapeText(type.shape);

/** The number of elements; the symbolic axis counts as one, so this is the size for one example. */
export const sizeOf = (shape: Shape): number =>
  shape.reduce<number>((size, dim) => size * (typeof dim === "number" ? dim : 1), 1);

/** Row-major strides; the symbolic axis, where it leads, has the size of one example as its stride. */
export function stridesOf(shape: Shape): readonly number[] {
  const strides = new Array<number>(shape.length).fill(0);
  let stride = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    strides[axis] = stride;
    const dim = shape[axis];
    if (typeof dim === "number") stride *= dim;
  }
  return strides;
}

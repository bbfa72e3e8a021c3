import { at, invariant } from "../diagnostics/diagnostic.ts";
import { builder } from "../ir/builder.ts";
import { numbers } from "../ir/intrinsics.ts";
import { isFlat, isPosition } from "../ir/op.ts";
import type { Affine, Apply, Attributes, Comprehension, Read, Scatter } from "../ir/op.ts";
import type { Instruction, Operand, Program, Value } from "../ir/program.ts";
import { bodyOf } from "../ir/region.ts";
import type { Body } from "../ir/region.ts";
import type { Shape } from "../ir/shape.ts";
import { numbersOf } from "./attributes.ts";

export interface Tensor {
  readonly shape: readonly number[];
  readonly data: Float64Array;
}

/** What a run reads: arrays by the names of slots. Scalars are arrays of one element. Slots left out start at their initial value, or 0. */
export type Bindings = Readonly<Record<string, ArrayLike<number>>>;

/**
 * Runs a program by the comprehensions of its ops, element by element: the reference that emitted code is compared with. Slow and plain.
 * @param count the extent of the symbolic axis
 * @returns the results by kind and name: `output y`, `gradient w`, `replace w`
 */
export function interpret(program: Program, bindings: Bindings, count: number = 1): ReadonlyMap<string, Float64Array> {
  const environment = new Map<Value, Tensor>();
  for (const slot of program.slots) {
    const shape = concrete(slot.value.type.shape, count);
    const given = Object.hasOwn(bindings, slot.name) ? bindings[slot.name] : undefined;
    const initial = "initial" in slot ? slot.initial : 0;
    const data =
      given === undefined ? filled(shape, slot.name === "count" ? count : initial) : Float64Array.from(given);
    invariant(data.length === sizeOf(shape), `${slot.name} has ${data.length} values, ${sizeOf(shape)} are needed`);
    environment.set(slot.value, { shape, data });
  }
  for (const instruction of program.instructions) evaluate(instruction, environment, count);
  return new Map(
    program.results.map(({ kind, name, value }) => [`${kind} ${name}`, read(value, environment, count).data]),
  );
}

/** Evaluates one instruction into the environment. */
function evaluate(instruction: Instruction, environment: Map<Value, Tensor>, count: number): void {
  const { op, operands, attributes } = instruction;
  const result = at(instruction.results, 0);
  const types = operands.map((operand) => operand.type);
  if (op.expand !== undefined) {
    // A derived op is run as the instructions that it stands for.
    const body = builder();
    const apply: Apply<Operand> = (o, args, attrs = {}) =>
      body.emit(o, args, { attributes: attrs, origin: instruction.origin });
    const expanded = op.expand(apply, operands, types, attributes);
    for (const inner of body.instructions) evaluate(inner, environment, count);
    environment.set(result, read(expanded, environment, count));
    return;
  }
  const tensors = operands.map((operand) => read(operand, environment, count));
  const body = bodyOf(instruction);
  if (body !== undefined) environment.set(result, repeat(body, attributes, tensors, count));
  else if (op.scatter !== undefined) environment.set(result, place(op.scatter(types, attributes), tensors, count));
  else {
    invariant(op.comprehension !== undefined, `${op.name} has no meaning`);
    environment.set(result, comprehend(op.comprehension(types, attributes), tensors, count));
  }
}

function read(operand: Operand, environment: ReadonlyMap<Value, Tensor>, count: number): Tensor {
  if (operand.kind === "literal") {
    const shape = concrete(operand.type.shape, count);
    return { shape, data: filled(shape, operand.value) };
  }
  const tensor = environment.get(operand);
  invariant(tensor !== undefined, `${operand.name} is read before it is made`);
  return tensor;
}

/** The loops that a comprehension stands for. */
function comprehend(comprehension: Comprehension, operands: readonly Tensor[], count: number): Tensor {
  const shape = concrete(comprehension.outputs, count);
  const reduced = concrete(comprehension.reduction?.axes ?? [], count);
  const combiner = comprehension.reduction?.combiner;
  const data = new Float64Array(sizeOf(shape));
  const point = new Array<number>(shape.length + reduced.length).fill(0);
  const reads = comprehension.reads.map((read, k) => element(read, operands, k, point, count));
  const inner = sizeOf(reduced);
  for (let i = 0; i < data.length; i++) {
    let total = combiner === "max" ? -Infinity : 0;
    for (let r = 0; r < inner; r++) {
      const value = comprehension.body(numbers, ...reads.map((read) => read()));
      total = combiner === undefined ? value : combiner === "max" ? numbers.max(total, value) : total + value;
      advance(point, reduced, shape.length);
    }
    data[i] = total;
    advance(point, shape, 0);
  }
  return { shape, data };
}

/** Moves the axes of `point` from `start` on to the next multi-index in row-major order; behind the last one stands the first. */
function advance(point: number[], shape: readonly number[], start: number): void {
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const next = at(point, start + axis) + 1;
    point[start + axis] = next < at(shape, axis) ? next : 0;
    if (next < at(shape, axis)) return;
  }
}

/** Something that depends on where the loops stand: it looks at the point that it was made with. */
type AtPoint = () => number;

/** What the k-th read finds. */
function element(read: Read, operands: readonly Tensor[], k: number, point: readonly number[], count: number): AtPoint {
  if (isPosition(read)) return indexAt(read.position, operands, point);
  const { data, shape } = at(operands, k);
  const place = isFlat(read)
    ? flatten(read.at, concrete(read.as, count), operands, point)
    : flatten(read, shape, operands, point);
  return () => at(data, place());
}

/** A scan, step by step: the state and each sequence's element go in, the next state comes out. */
function repeat(body: Body, attributes: Attributes, [initial, ...others]: readonly Tensor[], count: number): Tensor {
  invariant(initial !== undefined, "a scan has an initial state");
  const [steps, axis] = [Number(attributes["length"]), Number(attributes["axis"])];
  const axes = numbersOf(attributes, "axes");
  const shape = [...initial.shape.slice(0, axis), steps + 1, ...initial.shape.slice(axis)];
  const states = new Float64Array(sizeOf(shape));
  let state = initial;
  for (let t = 0; t <= steps; t++) {
    for (const [i, place] of placesOf(shape, axis, t).entries()) states[place] = at(state.data, i);
    if (t === steps) break;
    const environment = new Map<Value, Tensor>();
    for (const [i, parameter] of body.parameters.entries()) {
      const tensor = i === 0 ? state : at(others, i - 1);
      const along = i === 0 ? undefined : axes[i - 1];
      environment.set(parameter, along === undefined ? tensor : elementAt(tensor, along, t));
    }
    for (const instruction of body.instructions) evaluate(instruction, environment, count);
    state = read(body.result, environment, count);
  }
  return { shape, data: states };
}

/** The flat places of all elements with index `t` along an axis, in order. */
function placesOf(shape: readonly number[], axis: number, t: number): readonly number[] {
  const inner = sizeOf(shape.slice(axis + 1));
  const outer = sizeOf(shape.slice(0, axis));
  const along = at(shape, axis);
  return Array.from({ length: outer * inner }, (_, i) => (Math.floor(i / inner) * along + t) * inner + (i % inner));
}

const elementAt = ({ shape, data }: Tensor, axis: number, t: number): Tensor => ({
  shape: shape.filter((_, i) => i !== axis),
  data: Float64Array.from(placesOf(shape, axis, t), (place) => at(data, place)),
});

/** The loops that a scatter stands for. */
function place({ outputs, mode, pieces }: Scatter, operands: readonly Tensor[], count: number): Tensor {
  const shape = concrete(outputs, count);
  const data = new Float64Array(sizeOf(shape));
  for (const piece of pieces) {
    const axes = concrete(piece.axes, count);
    const point = new Array<number>(axes.length).fill(0);
    const source = at(operands, piece.operand);
    const from = flatten(piece.read, source.shape, operands, point);
    const to = flatten(piece.at, shape, operands, point);
    for (let i = sizeOf(axes); i > 0; i--) {
      const [value, target] = [at(source.data, from()), to()];
      data[target] = mode === "add" ? at(data, target) + value : value;
      advance(point, axes, 0);
    }
  }
  return { shape, data };
}

/** Where an element of a tensor lies. */
function flatten(
  read: readonly Affine[],
  shape: readonly number[],
  operands: readonly Tensor[],
  point: readonly number[],
): AtPoint {
  const axes = read.map((index, axis) => ({ index: indexAt(index, operands, point), extent: at(shape, axis) }));
  return () => {
    let flat = 0;
    for (const { index, extent } of axes) {
      const value = index();
      if (!(value >= 0 && value < extent)) invariant(false, `the index ${value} is outside an axis of ${extent}`);
      flat = flat * extent + value;
    }
    return flat;
  };
}

function indexAt({ constant, terms, loaded }: Affine, operands: readonly Tensor[], point: readonly number[]): AtPoint {
  const affine: AtPoint = () => {
    let value = constant;
    for (const { axis, stride } of terms) value += stride * at(point, axis);
    return value;
  };
  if (loaded === undefined) return affine;
  const { data, shape } = at(operands, loaded.operand);
  const place = flatten(loaded.at, shape, operands, point);
  return () => affine() + at(data, place());
}

const concrete = (shape: Shape, count: number): readonly number[] =>
  shape.map((dim) => (typeof dim === "number" ? dim : count));
const sizeOf = (shape: readonly number[]): number => shape.reduce((size, dim) => size * dim, 1);
const filled = (shape: readonly number[], value: number): Float64Array => new Float64Array(sizeOf(shape)).fill(value);

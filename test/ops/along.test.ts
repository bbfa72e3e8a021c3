import { describe, expect, it } from "vitest";
import { at } from "../../src/diagnostics/diagnostic.ts";
import type { Attributes, Op, Sample } from "../../src/ir/op.ts";
import type { Program, Value } from "../../src/ir/program.ts";
import { float } from "../../src/ir/shape.ts";
import type { Shape } from "../../src/ir/shape.ts";
import { along, readsPosition, resultAxis } from "../../src/ops/along.ts";
import { interpret } from "../../src/ops/interpreter.ts";
import { OPS, opByName } from "../../src/ops/table.ts";
import { unlift } from "../../src/ops/unlift.ts";
import { samplesOf, sampleText } from "./samples.ts";

/** One op, applied to operands of some shapes. */
function run(op: Op, attributes: Attributes, shapes: readonly Shape[], operands: readonly (readonly number[])[]) {
  const given = shapes.map((shape, i): Value => ({ kind: "value", name: `x${i}`, type: float(shape) }));
  const type = op.infer(
    given.map((value) => value.type),
    attributes,
  );
  if (typeof type === "string") throw new Error(type);
  const result: Value = { kind: "value", name: "y", type };
  const program: Program = {
    name: "one",
    slots: given.map((value) => ({ kind: "input", name: value.name, value, domain: { kind: "any" } })),
    instructions: [{ op, operands: given, attributes, results: [result], origin: { phase: "forward" } }],
    results: [{ kind: "output", name: "y", value: result }],
  };
  const bindings = Object.fromEntries(operands.map((values, i) => [`x${i}`, values]));
  return { shape: type.shape.map(Number), data: [...(interpret(program, bindings).get("output y") ?? [])] };
}

const sizeOf = (shape: Shape): number => shape.reduce<number>((size, dim) => size * Number(dim), 1);

/** What stands at one place of an axis. */
function pick(data: readonly number[], shape: Shape, axis: number, place: number): readonly number[] {
  const [inner, extent] = [sizeOf(shape.slice(axis + 1)), Number(shape[axis])];
  return data.filter((_, i) => Math.floor(i / inner) % extent === place);
}

const without = (shape: Shape, axis: number | undefined): Shape => shape.filter((_, i) => i !== axis);

/** Axes that an op leaves alone, where its own samples have none. */
const MORE: Readonly<Record<string, readonly Sample[]>> = {
  pad: [{ shapes: [[2, 3]], attributes: { shape: [2, 5], starts: [0, 1], steps: [1, 1] } }],
  fold: [{ shapes: [[2, 3, 2]], attributes: { axes: [1], sizes: [2], strides: [1], dilations: [1], extents: [4] } }],
};

const cases = [...opByName.values()]
  .filter((op) => op.expand === undefined && op.kind !== "region")
  .flatMap((op) =>
    [...samplesOf(op), ...(MORE[op.name] ?? [])].flatMap((sample) => {
      const types = sample.shapes.map((shape) => float(shape));
      const result = op.infer(types, sample.attributes);
      const axes = typeof result === "string" ? [] : [...result.shape.keys()];
      return axes.map((axis) => {
        const ways = along(op, sample.attributes, types, axis);
        const isFollowed =
          !ways.includes("otherwise") &&
          (types.length === 0 || ways.some(Boolean)) &&
          !readsPosition(op, sample.attributes, types, axis);
        return { op, sample, axis, ways, isFollowed, title: `${op.name} ${sampleText(sample)} along ${axis}` };
      });
    }),
  );

describe("an op without an axis that its result shares with operands makes each element of the whole", () => {
  it.each(cases.filter(({ isFollowed }) => isFollowed))("$title", ({ op, sample, axis, ways }) => {
    const operands = sample.shapes.map((shape, i) => {
      const below = sample.indices?.[i];
      return Array.from({ length: sizeOf(shape) }, (_, k) =>
        below === undefined ? 0.3 + ((7 * k + 5 * i) % 11) / 20 : (k + i) % below,
      );
    });
    const whole = run(op, sample.attributes, sample.shapes, operands);
    const axes = ways.map((way) => (typeof way === "object" ? way.axis : undefined));
    const attributes = unlift(op, sample.attributes, { result: axis, operands: axes });
    for (let place = 0; place < at(whole.shape, axis); place++) {
      const parts = operands.map((values, i) => {
        const own = axes[i];
        return own === undefined ? values : pick(values, at(sample.shapes, i), own, place);
      });
      const shapes = sample.shapes.map((shape, i) => without(shape, axes[i]));
      const part = run(op, attributes, shapes, parts);
      expect(part.shape).toEqual(without(whole.shape, axis));
      expect(part.data).toEqual(pick(whole.data, whole.shape, axis, place));
    }
  });

  it("is seen of every op that has more than numbers", () => {
    const followed = new Set(cases.filter(({ isFollowed }) => isFollowed).map(({ op }) => op.name));
    const never = [...new Set(cases.map(({ op }) => op.name))].filter((name) => !followed.has(name));
    expect(never).toEqual([]);
  });
});

describe("along", () => {
  const ways = (op: Op, attributes: Attributes, shapes: readonly Shape[], axis: number) =>
    along(
      op,
      attributes,
      shapes.map((shape) => float(shape)),
      axis,
    );

  it("tells elements that belong together from what is the same for all of them", () => {
    expect(
      ways(
        OPS.contract,
        { spec: "ti,oi->to" },
        [
          [4, 2],
          [3, 2],
        ],
        0,
      ),
    ).toEqual([{ axis: 0 }, undefined]);
    expect(ways(OPS.gather, { batch: 0 }, [[5, 2], [4]], 0)).toEqual([undefined, { axis: 0 }]);
    expect(ways(OPS.broadcast, { shape: [4, 2], axes: [1] }, [[2]], 0)).toEqual([undefined]);
  });

  it("sees where an element is made of others than its own", () => {
    expect(ways(OPS.slice, { shape: [4], starts: [3], steps: [-1] }, [[4]], 0)).toEqual(["otherwise"]);
    expect(ways(OPS.slice, { shape: [3], starts: [0], steps: [1] }, [[4]], 0)).toEqual(["otherwise"]);
    expect(ways(OPS.pad, { shape: [5], starts: [1], steps: [1] }, [[4]], 0)).toEqual(["otherwise"]);
    expect(ways(OPS.concat, { axis: 0 }, [[4], [4]], 0)).toEqual(["otherwise", "otherwise"]);
    expect(ways(OPS.reshape, { shape: [8] }, [[4, 2]], 0)).toEqual(["otherwise"]);
    const window = { axes: [0], sizes: [2], strides: [1], dilations: [1] };
    expect(ways(OPS.window, window, [[4]], 0)).toEqual(["otherwise"]);
    // Every row is compared with every other.
    expect(
      ways(
        OPS.contract,
        { spec: "ti,si->ts" },
        [
          [4, 2],
          [4, 2],
        ],
        0,
      ),
    ).toEqual([{ axis: 0 }, undefined]);
  });

  it("finds the axis of the result, where there is one", () => {
    const types = [float([4, 2, 3])];
    expect(resultAxis(OPS.transpose, { permutation: [2, 0, 1] }, types, 0, 0)).toBe(1);
    expect(resultAxis(OPS.reshape, { shape: [4, 6] }, types, 0, 0)).toBe(0);
    expect(resultAxis(OPS.reshape, { shape: [8, 3] }, types, 0, 2)).toBe(1);
    expect(resultAxis(OPS.sum, { axes: [0] }, types, 0, 0)).toBe(undefined);
    expect(resultAxis(OPS.sum, { axes: [0] }, types, 0, 2)).toBe(1);
  });
});

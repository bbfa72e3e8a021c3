import { describe, expect, it } from "vitest";
import * as nn from "../../src/index.ts";
import type { Tensor } from "../../src/index.ts";
import { instantiateSingle } from "./emitted.ts";
import { compiled, compiledSingle, outputsOf, STYLES, trial } from "./harness.ts";

const [x, y] = [nn.input("x", [5]), nn.input("y", [5])];

/** A network whose output is made of a layer. */
const around = (make: (z: Tensor<readonly [5]>) => Tensor<readonly [5]>, optimizer = nn.sgd({ learningRate: 0.1 })) => {
  const z = make(nn.dense(x, 5));
  return nn.network({ name: "found", inputs: { x, y }, outputs: { z }, loss: nn.halfSquaredError(z, y), optimizer });
};

describe("what random graphs have found", () => {
  it.each(STYLES)("the largest of some numbers equals one of them in single precision, too: %s", (style) => {
    const network = around((z) => {
      const moved = nn.mul(nn.logistic(z), 1 / 3);
      return nn.add(moved, nn.add(nn.max(moved), nn.argMax(moved)));
    });
    const double = trial(compiled(network, style), 4, 3);
    const net = instantiateSingle(compiledSingle(network, style).code);
    net.parameters.set(double.net.parameters);
    double.net.run("backward", double.rows, 4);
    const rows = Object.fromEntries(Object.entries(double.rows).map(([name, row]) => [name, Float32Array.from(row)]));
    net.run("backward", rows, 4);
    const gaps = Array.from(net.gradient, (g, i) => Math.abs(g - (double.net.gradient[i] ?? NaN)));
    expect(Math.max(...gaps)).toBeLessThan(1e-5);
  });

  it.each(STYLES)("argMax of more numbers than a tile has counts from the end in brackets: %s", (style) => {
    const wide = nn.input("wide", [37]);
    const h = nn.dense(wide, 33);
    const network = nn.network({
      name: "found",
      inputs: { wide, y },
      outputs: { place: nn.argMax(h) },
      loss: nn.halfSquaredError(nn.dense(nn.logistic(h), 5), y),
      optimizer: nn.sgd({ learningRate: 0.1 }),
    });
    const made = trial(compiled(network, style), 5, 7);
    const { place = new Float64Array() } = outputsOf(made, 5);
    made.net.run("forward", { ...made.rows, place }, 5);
    const [W, b] = made.code.parameters.map(({ offset, size }) => made.net.parameters.subarray(offset, offset + size));
    const want = Array.from({ length: 5 }, (_, n) => {
      const row = (made.rows["wide"] ?? new Float64Array()).subarray(37 * n, 37 * n + 37);
      const sums = Array.from(b ?? [], (bias, k) =>
        row.reduce((sum, v, i) => sum + v * (W?.[37 * k + i] ?? NaN), bias),
      );
      return sums.indexOf(Math.max(...sums));
    });
    expect([...place]).toEqual(want);
  });

  it.each(STYLES)("dropout has another mask in every step of L-BFGS: %s", (style) => {
    const { net, rows } = trial(
      compiled(
        around((z) => nn.dropout(z, 0.5), nn.lbfgs()),
        style,
      ),
      3,
      1,
    );
    const masks = new Set<string>();
    for (let step = 0; step < 4; step++) {
      net.parameters.fill(0.25);
      net.run("backward", rows, 3);
      masks.add(Array.from(net.gradient, (g) => Number(g === 0)).join());
      net.run("trainStep", rows, 3);
    }
    expect(masks.size).toBeGreaterThan(1);
  });

  it.each(STYLES)("dropout in single precision draws the masks that it draws in double: %s", (style) => {
    // Two in a row, so large that hashes of one are in pieces or loops of their own.
    const net = (size: number) =>
      around((z) => nn.dense(nn.dropout(nn.dropout(nn.tanh(nn.dense(z, size)), 0.5), 0.3), 5));
    for (const size of [5, 150]) {
      const [double, single] = [compiled(net(size), style), compiledSingle(net(size), style)];
      const { net: exact, rows } = trial(double, 3, 1);
      const rounded = instantiateSingle(single.code);
      rounded.parameters.set(exact.parameters);
      exact.run("backward", rows, 3);
      rounded.run("backward", rows, 3);
      const dropped = (gradient: ArrayLike<number>): string => Array.from(gradient, (g) => Number(g === 0)).join("");
      expect(dropped(rounded.gradient)).toBe(dropped(exact.gradient));
    }
  });
});

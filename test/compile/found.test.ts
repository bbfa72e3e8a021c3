import { describe, expect, it } from "vitest";
import * as nn from "../../src/index.ts";
import type { Tensor } from "../../src/index.ts";
import { instantiateSingle } from "./emitted.ts";
import { compiled, compiledSingle, STYLES, trial } from "./harness.ts";

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
});

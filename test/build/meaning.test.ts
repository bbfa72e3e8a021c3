import { expect, it } from "vitest";
import { requireVerified } from "../../src/build/mismatches.ts";
import { verifyModule } from "../../src/build/verify.ts";
import * as nn from "../../src/index.ts";
import { compiled } from "../compile/harness.ts";
import { assemble } from "../module/tooling.ts";

const [x, y] = [nn.input("x", [2]), nn.input("y", [1])];
const yHat = nn.dense(nn.tanh(nn.dense(x, 3)), 1);
const parts = { name: "n", inputs: { x, y }, outputs: { yHat }, loss: nn.halfSquaredError(yHat, y) } as const;
const net = compiled(nn.network({ ...parts, regularizer: nn.l2(0.3) }), "auto");

it("an emitted module that is right agrees with the list of operations", async () => {
  expect(verifyModule(await assemble(net.code), net).meaning).toEqual([]);
});

it("a prediction that is wrong is found, though the gradient is right", async () => {
  const text = await assemble(net.code);
  const [forward = "", rest = ""] = text.split("function backward(");
  const broken = `${forward.replaceAll("Math.tanh(", "Math.sin(")}function backward(${rest}`;
  expect(broken).not.toBe(text);
  const found = verifyModule(broken, net);
  expect([found.gradient?.ok, found.disagreements]).toEqual([true, []]);
  expect(found.meaning.map(({ what }) => what)).toEqual(
    [0, 1, 2].map((n) => `output yHat, number ${n} of 3 examples,`),
  );
  expect(() => requireVerified(found, net)).toThrow(/computes something else than the network: output yHat, number 0/);
});

it("a J that is wrong is found, though its gradient is right", async () => {
  // A constant is added to J everywhere.
  const text = await assemble(net.code);
  const objective = text.indexOf("function objective(");
  const broken =
    text.slice(0, objective).replaceAll("loss[0] = ", "loss[0] = 1 + ") +
    text.slice(objective).replace(/return (?!net)/, "return 1 + ");
  expect(broken).not.toBe(text);
  const found = verifyModule(broken, net);
  expect([found.gradient?.ok, found.disagreements]).toEqual([true, []]);
  expect(found.meaning.map(({ what }) => what)).toEqual(["the objective of 3 examples"]);
});

it("rows that are written out are compared as a whole", async () => {
  const [rows, targets] = [nn.input("X", ["m", 2]), nn.input("Y", ["m", 1])];
  const outputs = { yHat: nn.dense(nn.tanh(nn.dense(rows, 3)), 1) };
  const loss = nn.halfSquaredError(outputs.yHat, targets);
  const whole = compiled(
    nn.network({ name: "n", inputs: { X: rows, Y: targets }, outputs, loss, regularizer: nn.l2(0.3) }),
    "auto",
  );
  const text = await assemble(whole.code);
  expect(verifyModule(text, whole).meaning).toEqual([]);
  const [forward = "", rest = ""] = text.split("function backward(");
  const broken = `${forward.replaceAll("Math.tanh(", "Math.sin(")}function backward(${rest}`;
  expect(verifyModule(broken, whole).meaning).toHaveLength(3);
});

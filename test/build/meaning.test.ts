import { expect, it } from "vitest";
import { compile } from "../../src/compile.ts";
import { requireVerified } from "../../src/build/mismatches.ts";
import { verifyModule } from "../../src/build/verify.ts";
import * as nn from "../../src/index.ts";
import { workOf } from "../../src/verify/work.ts";
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

const inputs = { start: nn.input("start", [1]), drive: nn.input("drive", [400, 1]) };
const chaotic = nn.scan(inputs.start, inputs.drive, (h, u) =>
  nn.add(nn.sub(1, nn.mul(1.99, nn.square(h))), nn.mul(1e-9, u)),
);
const many = nn.input("many", [40]);
const DECIDED_BY_ROUNDING = {
  "a chaotic recurrence": nn.program({ name: "n", inputs, outputs: { chaotic } }),
  "ties in 32 bits": nn.program({
    name: "n",
    inputs: { many },
    outputs: { y: nn.argMax(nn.tanh(nn.mul(many, 8))) },
  }),
  "what overflows in 32 bits": nn.program({ name: "n", inputs: { many }, outputs: { y: nn.exp(nn.mul(many, 80)) } }),
};

it.each(Object.entries(DECIDED_BY_ROUNDING))("what rounding decides is no mistake: %s", async (_, network) => {
  for (const options of [{}, { precision: "f32" }, { math: "fast" }] as const) {
    const made = compile(network, new Map(), { precision: "f64", style: "auto", inferenceOnly: false, ...options });
    expect(verifyModule(await assemble(made.code), made).meaning).toEqual([]);
  }
});

it("a network that the interpreter would take long for is not interpreted; one of many parameters is, J included", async () => {
  const pictures = nn.input("pictures", [3, 96, 96]);
  const large = nn.network({
    name: "n",
    inputs: { pictures },
    outputs: { y: nn.conv2d(nn.relu(nn.conv2d(pictures, 8, 3)), 16, 5) },
  });
  expect(workOf(compiled(large, "auto").meaning, 1)).toBeGreaterThan(3_000_000);

  const wide = nn.input("wide", [200]);
  const z = nn.dense(nn.tanh(nn.dense(wide, 600)), 1);
  const of = (lambda: number) =>
    compiled(
      nn.network({
        name: "n",
        inputs: { wide, y },
        outputs: { z },
        loss: nn.squaredError(z, y),
        regularizer: nn.l2(lambda),
      }),
      "rolled",
    );
  const [without, penalised] = [of(0), of(0.01)];
  // A J without its penalty has the right gradient of the wrong function.
  const { gradient, meaning } = verifyModule(await assemble(without.code), penalised, 10);
  expect(gradient?.ok).toBe(true);
  expect(meaning.map(({ what }) => what)).toContain("the objective of 3 examples");
});

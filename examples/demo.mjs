// The course's recipe on its two data sets, with the modules that nngen emits: `npm run demo`.
//   1 initialise   2 forward   3 loss   4 backpropagate   5 check the gradient   6 descend
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import cliProgress from "cli-progress";
import { plot } from "simple-ascii-chart";
import { buildModule, DEFAULTS, writeOutput } from "../dist/build.js";
import { readCsv, takeRows } from "../dist/load/csv.js";

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);
const out = join(root, "dist", "demo");
const written = [];
const shown = (path) => relative(root, path);

/** Compiles an example and imports what was emitted. */
async function compileExample(name) {
  const net = join(here, name, "net.ts");
  const build = await buildModule(net, { ...DEFAULTS, out: join(out, `${name}.js`) });
  mkdirSync(out, { recursive: true });
  writeOutput(build);
  const { report, loaded } = build;
  written.push(...report.files.map(({ path }) => path));
  console.log(`\n${name}: nngen compile ${shown(net)}`);
  console.log(
    `  ${report.parameters} parameters, ${report.memory} bytes a network, gradient checked to ${report.gradient.largestError.toExponential(1)}`,
  );
  const { network, folder } = loaded;
  const data = readCsv({ spec: network.data, folder, home: folder }, network.inputs);
  return { data, module: await import(pathToFileURL(join(out, `${name}.js`)).href) };
}

const [number, fixed] = [(x) => x.toPrecision(4), (x) => x.toFixed(3)];
const step = (index, name, text) => console.log(`  ${index} ${name.padEnd(15)} ${text}`);

/** Steps 1 to 5 on the first rows; returns the network as it starts. */
function prepare(create, x, y, outputs) {
  const net = create({ seed: 1 });
  step(1, "initialise", `${net.parameters.length} parameters from seed 1`);
  net.adapt?.(x, y);
  const count = y.length / outputs;
  const yHat = new Float64Array(y.length);
  net.forward(x, yHat, count);
  step(2, "forward", `ŷ of the first example = [${[...yHat.subarray(0, outputs)].map(number).join(", ")}]`);
  step(3, "loss", `J = ${number(net.objective(x, y, count))} over ${count} examples`);
  net.backward(x, y, count);
  const gradient = Float64Array.from(net.gradient);
  step(4, "backpropagate", `‖∇J‖ = ${number(Math.hypot(...gradient))}`);
  const [largest, worst] = compare(net, gradient, x, y, count);
  step(
    5,
    "check",
    `gradApprox differs by ${largest.toExponential(1)} at most (${gradient.length} partial derivatives, ${number(worst)} the largest)`,
  );
  return net;
}

/** Step 5: (J(w + h) − J(w − h)) / 2h beside every partial derivative. */
function compare(net, gradient, x, y, count) {
  const h = 6e-6;
  let [largest, worst] = [0, 0];
  for (let i = 0; i < gradient.length; i++) {
    if (gradient[i] === 0) continue; // a mean or a scale, which is not trained
    const w = net.parameters[i];
    net.parameters[i] = w + h;
    const above = net.objective(x, y, count);
    net.parameters[i] = w - h;
    const approx = (above - net.objective(x, y, count)) / (2 * h);
    net.parameters[i] = w;
    largest = Math.max(largest, Math.abs(approx - gradient[i]));
    worst = Math.max(worst, Math.abs(gradient[i]));
  }
  return [largest, worst];
}

/** Step 6, with a progress bar on a terminal. */
async function descend(net, x, y, options) {
  const bar = process.stdout.isTTY
    ? new cliProgress.SingleBar({
        format: "    {bar} epoch {value}/{total}  J = {loss}  {eta} s left",
        hideCursor: true,
        clearOnComplete: true,
      })
    : undefined;
  bar?.start(options.epochs, 0, { loss: "…" });
  const from = performance.now();
  const history = await net.fit(x, y, {
    ...options,
    seed: 1,
    onEpochEnd: (epoch, { loss }) => void bar?.update(epoch + 1, { loss: number(loss) }),
  });
  bar?.stop();
  const seconds = (performance.now() - from) / 1000;
  step(
    6,
    "descend",
    `J = ${number(history.loss.at(-1))} after ${options.epochs} epochs of batches of ${options.batchSize}, ${seconds.toFixed(2)} s`,
  );
}

function save(net, name) {
  const path = join(out, `${name}.safetensors`);
  writeFileSync(path, net.save());
  written.push(path);
}

/** Rows in an order of their own for each seed (Fisher and Yates; the constants are Numerical Recipes'). */
function shuffled(count, seed) {
  const order = Array.from({ length: count }, (_, i) => i);
  let state = seed;
  for (let i = count - 1; i > 0; i--) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const j = Math.floor((state / 2 ** 32) * (i + 1));
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order;
}

const mcycle = await compileExample("mcycle");
{
  const [x, y] = [mcycle.data.values.get("x"), mcycle.data.values.get("y")];
  const net = prepare(mcycle.module.create, x, y, 1);
  await descend(net, x, y, { epochs: 3000, batchSize: 133 });
  console.log(`  R² = ${fixed(net.evaluate(x, y).rSquared)} on the ${x.length} training rows\n`);
  const grid = Float64Array.from({ length: 60 }, (_, i) => 2.4 + (i * (57.6 - 2.4)) / 59);
  const curve = net.predict(grid);
  const text = plot(
    [...grid].map((time, i) => [time, curve[i]]),
    {
      title: "MCycle: the acceleration of the head (g) by the time after impact (ms); · data, ━ the fitted curve",
      width: 72,
      height: 16,
      customXAxisTicks: [10, 20, 30, 40, 50],
      customYAxisTicks: [-100, -50, 0, 50],
      points: [...x].map((time, i) => ({ x: time, y: y[i] })),
      symbols: { point: "·" },
    },
  );
  console.log(text);
  save(net, "mcycle");
}

const iris = await compileExample("iris");
{
  // The file holds 50 flowers of each species, one species after another: 40 of each to train, 10 to test.
  const own = [0, 50, 100].map((first) => shuffled(50, 1).map((i) => first + i));
  const rowsOf = (from, to) =>
    takeRows(
      iris.data,
      own.flatMap((rows) => rows.slice(from, to)),
    );
  const [train, test] = [rowsOf(0, 40), rowsOf(40, 50)];
  const [x, species] = [train.values.get("x"), train.values.get("species")];
  const net = prepare(iris.module.create, x, species, 3);
  await descend(net, x, species, { epochs: 300, batchSize: 16 });
  const score = net.evaluate(test.values.get("x"), test.values.get("species")).accuracy;
  console.log(
    `  accuracy = ${fixed(net.evaluate(x, species).accuracy)} on the 120 training rows, ${fixed(score)} on the 30 test rows`,
  );
  console.log(`  a flower with petals of 4.5 by 1.4 cm: ${net.classify([4.5, 1.4]).join()}`);
  save(net, "iris");
}

console.log(`\nwritten:\n${written.map((path) => `  ${shown(path)}`).join("\n")}`);
console.log(`
next:
  npx nngen inspect examples/neuron/net.ts --stage adjoint    backpropagation, line by line
  npx nngen compile examples/iris/net.ts                      the module as TypeScript, to import and to read
  npx nngen train examples/mcycle/net.ts                      train from the command line`);

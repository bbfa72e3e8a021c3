// Prints the bytes that each call allocates, by method, for the emitted module (JavaScript) whose path is given. Run as
//   node --expose-gc --min-semi-space-size=512 --max-semi-space-size=512 allocation.mjs module.mjs
// so that nothing is collected while it counts.
import { pathToFileURL } from "node:url";

const CALLS = 1_000_000;
const WARM_UP = 100_000;
const { create, metadata } = await import(pathToFileURL(process.argv[2]).href);

const net = create({ seed: 1 });
// Other networks live at the same time, as they do in apps.
const others = [create({ seed: 2 }), create({ seed: 3 })];
const COUNT = 4;
const arrays = (tensors) => tensors.map(({ size }) => new Float64Array(size * COUNT).fill(0.25));
const [features, targets] = [false, true].map((target) =>
  arrays(metadata.inputs.filter((input) => (input.target === true) === target)),
);
const outputs = arrays(metadata.outputs);
const [x, y, yHat] = [features[0], targets[0], outputs[0]];

const methods = {
  "forward()": () => net.forward(),
  "backward()": () => net.backward(),
  "update()": () => net.update(),
  "trainStep()": () => net.trainStep(),
  "forward(x, yHat, count)": () => net.forward(x, yHat, COUNT),
  "backward(x, y, count)": () => net.backward(x, y, COUNT),
  "trainStep(x, y, count)": () => net.trainStep(x, y, COUNT),
  "copyFrom(other)": () => net.copyFrom(others[0]),
};

function run(call, times) {
  for (let i = 0; i < times; i++) call();
}

const bytes = {};
for (const [name, call] of Object.entries(methods)) {
  run(call, WARM_UP);
  run(call, WARM_UP);
  globalThis.gc();
  const before = process.memoryUsage().heapUsed;
  run(call, CALLS);
  bytes[name] = (process.memoryUsage().heapUsed - before) / CALLS;
}
console.log(JSON.stringify(bytes));

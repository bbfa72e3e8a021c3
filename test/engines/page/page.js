// Trains here and in a worker, predicts in an AudioWorklet, and leaves the results in `globalThis.results` for the test.
import { create } from "./iris.predict.js";
import { train } from "./train.js";

const message = (target) => new Promise((resolve) => target.addEventListener("message", resolve, { once: true }));

async function inWorker(rows) {
  const worker = new Worker("worker.js", { type: "module" });
  const failed = new Promise((_, reject) =>
    worker.addEventListener("error", ({ message: text }) => reject(new Error(text))),
  );
  worker.postMessage(rows);
  const { data } = await Promise.race([message(worker), failed]);
  worker.terminate();
  return data;
}

/** The probability of the third class for each row, as the worklet writes it into its output. */
async function inWorklet({ petals }, weights) {
  const context = new OfflineAudioContext(1, petals.length, 44100);
  await context.audioWorklet.addModule("worklet.js");
  const heard = context.createBuffer(2, petals.length, 44100);
  heard.copyToChannel(
    Float32Array.from(petals, ([length]) => length),
    0,
  );
  heard.copyToChannel(
    Float32Array.from(petals, ([, width]) => width),
    1,
  );
  const source = new AudioBufferSourceNode(context, { buffer: heard });
  const node = new AudioWorkletNode(context, "iris", { outputChannelCount: [1] });
  source.connect(node).connect(context.destination);
  node.port.start();
  node.port.postMessage(weights);
  const { data } = await message(node.port);
  if (data !== "loaded") throw new Error(`the worklet says: ${data}`);
  source.start();
  const rendered = await context.startRendering();
  return [...rendered.getChannelData(0)];
}

function inPage({ petals }, weights) {
  const net = create();
  net.load(weights);
  const { x, yHat } = net.buffers;
  return petals.map((row) => {
    x.set(Float32Array.from(row));
    net.forward();
    return Math.fround(yHat[2]);
  });
}

async function main() {
  const violations = [];
  addEventListener("securitypolicyviolation", ({ blockedURI }) => violations.push(blockedURI));
  const rows = await (await fetch("iris.json")).json();
  const page = await train(rows);
  document.querySelector("#accuracy").textContent = page.accuracy.toFixed(3);
  const worker = await inWorker(rows);
  const worklet = await inWorklet(rows, page.weights);
  const plain = ({ weights, ...rest }) => ({ ...rest, weights: [...weights] });
  return { page: plain(page), worker: plain(worker), worklet, predicted: inPage(rows, page.weights), violations };
}

globalThis.results = main();

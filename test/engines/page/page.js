// Trains here and in a worker, predicts and streams in AudioWorklets, and leaves the results in `globalThis.results` for the test.
import { create } from "./iris.predict.js";
import { create as createOverdrive } from "./overdrive.js";
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

/** What a processor of a worklet makes of some channels, with weights loaded before the first block. */
async function rendered(script, processor, channels, weights) {
  const { length } = channels[0];
  const context = new OfflineAudioContext(1, length, 44100);
  await context.audioWorklet.addModule(script);
  const heard = context.createBuffer(channels.length, length, 44100);
  channels.forEach((channel, i) => heard.copyToChannel(channel, i));
  const source = new AudioBufferSourceNode(context, { buffer: heard });
  const node = new AudioWorkletNode(context, processor, { outputChannelCount: [1] });
  source.connect(node).connect(context.destination);
  node.port.start();
  node.port.postMessage(weights);
  const { data } = await message(node.port);
  if (data !== "loaded") throw new Error(`the worklet says: ${data}`);
  source.start();
  const buffer = await context.startRendering();
  return [...buffer.getChannelData(0)];
}

/** The probability of the third class for each row, as the worklet writes it into its output. */
const inWorklet = ({ petals }, weights) =>
  rendered(
    "worklet.js",
    "iris",
    [0, 1].map((i) => Float32Array.from(petals, (row) => row[i])),
    weights,
  );

/** A sound of 20 blocks, as a stream goes through the network in the audio thread, and here in one call. */
async function stream() {
  const sound = Float32Array.from({ length: 20 * 128 }, (_, i) => Math.sin(i / 7) * Math.sin(i / 300));
  const net = createOverdrive({ seed: 1 });
  const out = new Float64Array(sound.length);
  net.process(Float64Array.from(sound), out, sound.length);
  const worklet = await rendered("stream.js", "overdrive", [sound], net.save());
  return { worklet, page: [...Float32Array.from(out)] };
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
  const streams = await stream();
  const plain = ({ weights, ...rest }) => ({ ...rest, weights: [...weights] });
  return {
    page: plain(page),
    worker: plain(worker),
    worklet,
    predicted: inPage(rows, page.weights),
    streams,
    violations,
  };
}

globalThis.results = main();

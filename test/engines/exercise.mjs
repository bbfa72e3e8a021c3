// Uses modules as an app does and prints what came out, as hashes of the bits: one line of JSON, { path: hash }.
//   node --disallow-code-generation-from-strings exercise.mjs <file with [path, file] pairs as JSON>
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const ROWS = 40;

/** Numbers from 0 to 1, the same everywhere (a linear congruential generator, Numerical Recipes' constants). */
function numbers(count, seed) {
  let state = seed;
  return Float64Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  });
}

/** Rows for every input that is asked for; indices where they are, one-hot rows for labels. One input stands for itself, several go by name. */
function rowsOf(inputs, seed) {
  const rows = inputs.map(({ name, size, classes, range }, index) => {
    const values = numbers(ROWS * size, seed + index);
    const indices = Array.from({ length: ROWS }, (_, row) => Math.floor((values[row * size] ?? 0) * size));
    const inRange = (value) => range[0] + Math.floor(value * (range[1] - range[0] + 1));
    const numbersOf = () => (range === undefined ? values : Int32Array.from(values, inRange));
    return [name, classes === undefined ? numbersOf() : indices];
  });
  return rows.length === 1 ? rows[0][1] : Object.fromEntries(rows);
}

const bytesOf = (array) => new Uint8Array(array.buffer, array.byteOffset, array.byteLength);

/** Everything that a module offers, on data of its own making. */
async function exercise({ create, metadata }) {
  const hash = createHash("sha256");
  const take = (value) => hash.update(value instanceof Uint8Array ? value : JSON.stringify(value));
  const x = rowsOf(
    metadata.inputs.filter(({ target }) => !target),
    1,
  );
  const net = create({ seed: 7 });
  take(bytesOf(net.parameters));
  if (net.fit !== undefined) {
    const y = rowsOf(
      metadata.inputs.filter(({ target }) => target),
      100,
    );
    const history = await net.fit(x, y, { epochs: 30, batchSize: 8, validationSplit: 0.25 });
    take(history);
    const saved = net.save();
    const copy = create();
    copy.load(saved);
    if (Buffer.compare(copy.save(), saved) !== 0) throw new Error("what was saved is not what was loaded");
    for (let step = 0; step < 100; step++) copy.trainStep();
    copy.backward();
    take(bytesOf(copy.gradient));
    take(copy.objective());
    take(copy.save());
    take(copy.evaluate(x, y));
    take(copy.summary());
  }
  if (net.predict === undefined) {
    // A program without inputs takes no rows.
    for (let step = 0; step < 20; step++) net.trainStep?.();
    net.forward();
    take(bytesOf(net.parameters));
    for (const buffer of Object.values(net.buffers)) take(bytesOf(buffer));
    return hash.digest("hex");
  }
  for (const output of [net.predict(x)].flat()) take(output instanceof Float64Array ? bytesOf(output) : output);
  if (net.classify !== undefined) take(net.classify(x));
  return hash.digest("hex");
}

try {
  Function("return 1")();
  throw new Error("this engine evaluates strings: --disallow-code-generation-from-strings is missing");
} catch (error) {
  if (!(error instanceof EvalError)) throw error;
}

const results = {};
for (const [path, file] of JSON.parse(readFileSync(process.argv[2], "utf8"))) {
  results[path] = await exercise(await import(pathToFileURL(file).href));
}
console.log(JSON.stringify(results));

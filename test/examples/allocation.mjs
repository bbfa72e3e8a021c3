// Prints the bytes that a method of an emitted module allocates a call, exactly: nothing is collected while it is measured.
//   node --expose-gc --min-semi-space-size=512 --max-semi-space-size=512 allocation.mjs module.mjs method calls sizes…
// A size of "int32:6" is that of an Int32Array.
const [path, method, calls, ...sizes] = process.argv.slice(2);
const CALLS = Number(calls);
const { create } = await import(path);
const net = create({ seed: 1 });
const arrays = sizes.map((size) =>
  size.startsWith("int32:") ? new Int32Array(Number(size.slice(6))).fill(3) : new Float64Array(Number(size)).fill(0.4),
);

const [a, b, c] = arrays;
const loops = [
  (calls) => {
    for (let i = 0; i < calls; i++) net[method]();
  },
  (calls) => {
    for (let i = 0; i < calls; i++) net[method](a);
  },
  (calls) => {
    for (let i = 0; i < calls; i++) net[method](a, b);
  },
  (calls) => {
    for (let i = 0; i < calls; i++) net[method](a, b, c);
  },
];
const loop = loops[arrays.length];
// So many calls have everything optimised.
const WARM_UP = Math.min(CALLS, 200_000);
loop(WARM_UP);
globalThis.gc();
loop(WARM_UP);
globalThis.gc();
const measured = () => {
  const before = process.memoryUsage().heapUsed;
  loop(CALLS);
  return process.memoryUsage().heapUsed - before;
};
// On a busy machine the optimised code may not be there yet, since V8 makes it on a thread of its own. What a call itself allocates, it
// allocates each time: the least counts.
let least = measured();
for (let again = 0; again < 2 && least >= 100_000; again++) {
  await new Promise((resume) => setTimeout(resume, 200));
  globalThis.gc();
  least = Math.min(least, measured());
}
console.log(least / CALLS);

// Prints the bytes that a step of `fit` allocates: of iris, 16 rows a step, between two steps of one epoch. The signal tells steps apart.
//   node --expose-gc --min-semi-space-size=512 --max-semi-space-size=512 fitAllocation.mjs module.mjs
const { create } = await import(process.argv[2]);
const [FIRST, STEPS] = [1000, 9000];
const rows = 16 * (FIRST + STEPS + 1);
const x = Float64Array.from({ length: 2 * rows }, (_, i) => i % 7);
const species = new Int32Array(rows);
const net = create();
const marks = new Float64Array(2);
let step = 0;
const signal = {
  get aborted() {
    if (step === FIRST) marks[0] = process.memoryUsage().heapUsed;
    if (step === FIRST + STEPS) marks[1] = process.memoryUsage().heapUsed;
    step++;
    return false;
  },
};
const bytes = async () => {
  globalThis.gc();
  step = 0;
  await net.fit(x, species, { epochs: 1, batchSize: 16, yieldEvery: Infinity, signal });
  return (marks[1] - marks[0]) / STEPS;
};
await bytes();
// What a step itself allocates, it allocates each time: the least counts.
console.log(Math.min(await bytes(), await bytes(), await bytes()));

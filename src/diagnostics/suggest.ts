/** What other libraries call it, in small letters, and what it is called here. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  averagepooling1d: "averagePool1d",
  averagepooling2d: "averagePool2d",
  batchnormalization: "batchNorm",
  bce: "binaryCrossEntropy",
  bceloss: "binaryCrossEntropy",
  categoricalcrossentropy: "softmaxCrossEntropy",
  crossentropyloss: "softmaxCrossEntropy",
  divide: "div",
  dot: "matmul",
  l1loss: "meanAbsoluteError",
  layernormalization: "layerNorm",
  lr: "learningRate",
  mae: "meanAbsoluteError",
  maxpooling1d: "maxPool1d",
  maxpooling2d: "maxPool2d",
  model: "network",
  mse: "meanSquaredError",
  mseloss: "meanSquaredError",
  multiply: "mul",
  normalization: "standardize",
  normalize: "standardize",
  power: "pow",
  rnn: "simpleRnn",
  sequential: "network",
  sigmoid: "logistic",
  subtract: "sub",
  swish: "silu",
  variable: "parameter",
};

/** What was most likely meant by a name: what it is called here, or the nearest of the names that there are, if it is near enough. */
export function closest(name: string, names: Iterable<string>): string | undefined {
  const wanted = name.toLowerCase();
  const candidates = [...names];
  const known = Object.hasOwn(ELSEWHERE, wanted) ? ELSEWHERE[wanted] : undefined;
  if (known !== undefined && candidates.includes(known)) return known;
  let best: string | undefined;
  let least = Math.max(1, Math.floor(name.length / 3)) + 0.5;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - name.length) > least) continue;
    // Case counts less than any letter.
    const distance = editDistance(wanted, candidate.toLowerCase()) + (candidate === name ? 0 : 0.1);
    // A name that has nothing in common is no misspelling, however short it is.
    if (distance >= least || distance >= Math.max(name.length, candidate.length)) continue;
    least = distance;
    best = candidate;
  }
  return best ?? begunBy(wanted, candidates);
}

/** The only name that begins so: an abbreviation, as acc for accel. */
function begunBy(wanted: string, candidates: readonly string[]): string | undefined {
  const [only, ...others] = candidates.filter((candidate) => candidate.toLowerCase().startsWith(wanted));
  return wanted.length >= 3 && others.length === 0 ? only : undefined;
}

/** "Did you mean `dense`?", or the text for the case that nothing is near. */
export function didYouMean(name: string, candidates: Iterable<string>, otherwise: string): string {
  const best = closest(name, candidates);
  return best === undefined ? otherwise : `Did you mean ${JSON.stringify(best)}?`;
}

/** Insertions, deletions, replacements and swaps of neighbours (the distance of optimal string alignment). */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      row.push(cost);
    }
    before = last;
    last = row;
  }
  return last[b.length] ?? 0;
}

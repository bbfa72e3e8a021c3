/** Mistakes that someone could make in src/: the file, what stands there, what stands there instead, and in words. */
export const MUTATIONS = [
  // Derivatives.
  ["src/ops/transcendental.ts", "[on(neg, [dy]), on(sin, [a])]", "[dy, on(sin, [a])]", "cos′ = sin"],
  ["src/ops/transcendental.ts", "[on(mul, [dy, 0.5]), y]", "[on(mul, [dy, 0.5]), on(square, [y])]", "√′ = 1/(2y²)"],
  [
    "src/ops/arithmetic.ts",
    "[on(mul, [dy, b]), on(mul, [dy, a])]",
    "[on(mul, [dy, b]), on(mul, [dy, b])]",
    "∂(ab)/∂b = b",
  ],
  ["src/ops/reduction.ts", "on(div, [dy, on(sum, [attains], attributes)])", "dy", "equal maxima do not share"],
  ["src/differentiate/sweep.ts", "else list.push(contribution);", "else list[0] = contribution;", "no sum at fan-out"],
  [
    "src/differentiate/branches.ts",
    "{ condition, holds: true, outer },",
    "{ condition, holds: false, outer },",
    "the wrong branch of a select",
  ],
  [
    "src/differentiate/hold.ts",
    "if (held.size === 0) return program;",
    "if (held.size >= 0) return program;",
    "no copies behind what is differentiated by",
  ],
  [
    "src/ops/scan.ts",
    "{ start: T - 1, size: T, step: -1 }",
    "{ start: 0, size: T, step: 1 }",
    "adjoint states in the wrong order",
  ],
  ["src/ops/scan.ts", "on(add, [incoming, back])", "back", "the reverse recurrence forgets what comes in"],
  // Batches, modes, objective.
  [
    "src/ops/slices.ts",
    'starts: [0, ...numbersOf(attributes, "starts")],',
    'starts: [0, ...numbersOf(attributes, "starts").toReversed()],',
    "a slice's axes mixed up in a batch",
  ],
  [
    "src/passes/modes.ts",
    'mode === "training" ? 0 : 1',
    'mode === "training" ? 1 : 0',
    "training and prediction exchanged",
  ],
  ["src/lower/penalty.ts", "term.factor / 2 : term.factor", "term.factor : term.factor", "λ where λ/2 belongs"],
  ["src/dsl/dropout.ts", "1 / (1 - rate), 0)", "1 / (1 - rate), 1)", "dropout lets through"],
  ["src/passes/facts.ts", "literal(1, ", "literal(2, ", "a one-hot label sums to 2"],
  // Rules and passes.
  ["src/passes/simplify.ts", 'to: "mul(a, reciprocal(k))"', 'to: "mul(a, k)"', "x/2 → x·2"],
  [
    "src/passes/simplify.ts",
    'to: "sub(a, b)", tag: "exact" },\n  { identity: "a − (−b)',
    'to: "sub(b, a)", tag: "exact" },\n  { identity: "a − (−b)',
    "a + (−b) → b − a",
  ],
  ["src/passes/cse.ts", "op.commutative === true ? keys.toSorted() : keys", "keys.toSorted()", "a − b taken for b − a"],
  // Schedule.
  [
    "src/schedule/jam.ts",
    "constantIndex(extent - rest)",
    "constantIndex(extent - rest - 1)",
    "the rest of a tile is off by one",
  ],
  [
    "src/targets/typescript/print.ts",
    "`count - (count % ${rest})`",
    "`count - (count % ${rest}) + 1`",
    "the rest of a block of examples is off by one",
  ],
  ["src/schedule/merge.ts", "return !reads;", "return true;", "steps merged although the second reads the first"],
  [
    "src/schedule/replace.ts",
    "if (stored && reads.length > 0) return false;",
    "",
    "in place although the old value is read later",
  ],
  [
    "src/schedule/replace.ts",
    "if (reads.some((access) => !places.has(indexKey(access.at)))) return false;",
    "",
    "in place although other elements are read",
  ],
  [
    "src/schedule/promote.ts",
    "places.size === 1 && movesWithLoop && !movesInside && whole.get(key)?.length === accesses.length",
    "places.size === 1 && movesWithLoop && !movesInside",
    "a variable for what is read after the loop",
  ],
  [
    "src/schedule/promote.ts",
    "movesWithLoop && !movesInside &&",
    "movesWithLoop &&",
    "a variable for what moves further inside",
  ],
  [
    "src/schedule/forward.ts",
    'if (later.some((access) => access.kind === "store")) continue;',
    "",
    "a value forwarded past another store",
  ],
  [
    "src/schedule/fuse.ts",
    "return indexKey(a.at) === indexKey(b.at) && a.at.terms.some",
    "return a.at.terms.some",
    "loops fused although they read other elements",
  ],
  [
    "src/schedule/independent.ts",
    "if (stride === 0 || stride !== strideOf(b, index)) return false;",
    "if (stride === 0) return true;",
    "iterations taken for independent",
  ],
  ["src/schedule/private.ts", "piece * size", "0", "examples side by side share scratch memory"],
  [
    "src/schedule/tile.ts",
    "loop.inOrder !== true && isIndependent(loop)",
    "isIndependent(loop)",
    "the steps of a recurrence side by side",
  ],
];

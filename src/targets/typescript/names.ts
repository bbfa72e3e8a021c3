/**
 * Every identifier of an emitted module passes here. Names come from users; identifiers are ASCII letters, digits and underscores, start with a
 * letter, and are unique within the module.
 */
export interface Namer {
  /** The identifier of a thing, made unique; the same thing always gets the same one. */
  identifier(key: string, wish: string): string;
  /** A namer for the inside of a function: it knows all names outside. */
  scope(): Namer;
}

/** JavaScript's reserved words, and the globals that emitted code refers to. */
const LANGUAGE = [
  ..."break case catch class const continue debugger default delete do else enum export extends false finally for function if".split(
    " ",
  ),
  ..."implements import in instanceof interface let new null package private protected public return static super switch this".split(
    " ",
  ),
  ..."throw true try typeof var void while with yield async await of arguments eval undefined NaN Infinity".split(" "),
  ..."Math Number Array Object String Error RangeError TypeError Float64Array Float32Array Int32Array Uint8Array DataView Promise Map Set JSON".split(
    " ",
  ),
];

/** The variables of recurrences: more than one function will ever have. */
const STEPS = Array.from({ length: 99 }, (_, i) => (i === 0 ? "step" : `step${i + 1}`));

/** Names that the templates declare or use around the statements: the whole list, so that no user's name collides. */
const MODULE = [
  ..."metadata PARAMETER_COUNT FIT_OPTIONS create parameters gradient state loss hyper buffers count learningRate trainingSize".split(
    " ",
  ),
  ..."forward backward update trainStep objective initialize copyFrom fit predict classify evaluate summary save load adapt network".split(
    " ",
  ),
  ..."process reset carry options inputs outputs seed rows out bytes calls arrays given".split(" "),
  // Helpers that `create` calls.
  ..."zeros integers setParameters check checkRange checkSteps fail pack random drawUniform drawNormal drawOrthogonal lbfgs readRows fitColumns predictAll likeliest confusion classRows largest aboveHalf classScores errors average settings known ROOTS RESTS POWERS powersOfTwo".split(
    " ",
  ),
  // Types, its own and TypeScript's, that the name of the network's type must not hide.
  ..."Tensor Input Slot Parameter Metadata Rows NestedRows Labels Inputs Targets Outputs Class ClassScores Errors Metrics EpochLog History FitOptions".split(
    " ",
  ),
  ..."EarlyStopping Listener StopConditions Callbacks CreateOptions Arrays Examples Calls StoredTensor".split(" "),
  ..."ArrayLike Record Readonly Pick Omit Exclude NonNullable Capitalize Uint32Array BigUint64Array BigInt Date".split(
    " ",
  ),
  // Loop variables.
  ...STEPS,
  ..."n i j k l i4 i5 i6 i7 i8 i9".split(" "),
];

const GREEK: Readonly<Record<string, string>> = {
  α: "alpha",
  β: "beta",
  γ: "gamma",
  δ: "delta",
  ε: "epsilon",
  η: "eta",
  θ: "theta",
  Θ: "Theta",
  κ: "kappa",
  λ: "lambda",
  μ: "mu",
  ν: "nu",
  ξ: "xi",
  π: "pi",
  ρ: "rho",
  σ: "sigma",
  Σ: "Sigma",
  τ: "tau",
  φ: "phi",
  Φ: "Phi",
  χ: "chi",
  ψ: "psi",
  ω: "omega",
  Ω: "Omega",
};

/** ASCII, starting with a letter; Greek letters are spelt out. */
export function toIdentifier(wish: string): string {
  const spelt = [...wish.normalize("NFKD")].map((c) => GREEK[c] ?? c).join("");
  const words = spelt.replace(/[^A-Za-z0-9_]+/g, "_").replace(/^_+|_+$/g, "");
  return words === "" ? "v" : /^[0-9]/.test(words) ? `v${words}` : words;
}

export function namer(outside: ReadonlySet<string> = new Set([...LANGUAGE, ...MODULE])): Namer {
  const taken = new Set(outside);
  const known = new Map<string, string>();
  return {
    identifier(key, wish) {
      const before = known.get(key);
      if (before !== undefined) return before;
      const base = toIdentifier(wish);
      let name = base;
      for (let i = 2; taken.has(name); i++) name = `${base}_${i}`;
      taken.add(name);
      known.set(key, name);
      return name;
    },
    scope: () => namer(taken),
  };
}

/** Functions in fixed point of 200 binary digits, by BigInt: a reference that has nothing in common with floating point. */
const DIGITS = 200n;
const ONE = 1n << DIGITS;

/** ln 2 = 2 artanh ⅓ = 2 Σ 3^−(2i+1)/(2i + 1). */
const LN2 = ((): bigint => {
  let sum = 0n;
  for (let power = ONE / 3n, i = 1n; power > 0n; power /= 9n, i += 2n) sum += power / i;
  return 2n * sum;
})();

/** A number as mantissa · 2^exponent. */
interface Exact {
  readonly mantissa: bigint;
  readonly exponent: number;
}

function exactOf(x: number): Exact {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  const bits = view.getBigUint64(0);
  const biased = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & ((1n << 52n) - 1n);
  const mantissa = biased === 0 ? fraction : fraction | (1n << 52n);
  return { mantissa: x < 0 ? -mantissa : mantissa, exponent: Math.max(biased, 1) - 1075 };
}

const shift = (n: bigint, by: number): bigint => (by >= 0 ? n << BigInt(by) : n >> BigInt(-by));

const fixed = (x: number): bigint => {
  const { mantissa, exponent } = exactOf(x);
  return shift(mantissa, exponent + Number(DIGITS));
};

/** e^x for x in fixed point: 2^k e^r with 0 ≤ r < ln 2, e^r by its series at r/256. */
function expOf(x: bigint): Exact {
  const k = x / LN2 - (x < 0n ? 1n : 0n);
  const r = (x - k * LN2) >> 8n;
  let sum = 0n;
  for (let term = ONE, i = 1n; term > 0n; term = (term * r) / ONE / i, i++) sum += term;
  for (let i = 0; i < 8; i++) sum = (sum * sum) / ONE;
  return { mantissa: sum, exponent: Number(k - DIGITS) };
}

export const exactExp = (x: number): Exact => expOf(fixed(x));

export function exactTanh(x: number): Exact {
  const { mantissa, exponent } = expOf(2n * fixed(Math.abs(x)));
  const squared = shift(mantissa, exponent + Number(DIGITS));
  const value = ((squared - ONE) * ONE) / (squared + ONE);
  return { mantissa: x < 0 ? -value : value, exponent: -Number(DIGITS) };
}

/** 1/(1 + e^−x) */
export function exactLogistic(x: number): Exact {
  const { mantissa, exponent } = expOf(-fixed(x));
  const bits = 2 * Number(DIGITS);
  const one = 1n << BigInt(bits);
  return { mantissa: (one << 1500n) / (one + shift(mantissa, exponent + bits)), exponent: -1500 };
}

/** How far a number is from an exact one, in units of its last place: of 53 binary digits or 24. */
export function ulps(found: number, exact: Exact, digits: 53 | 24 = 53): number {
  const { mantissa, exponent } = exactOf(found);
  const common = Math.min(exponent, exact.exponent);
  const difference = shift(mantissa, exponent - common) - shift(exact.mantissa, exact.exponent - common);
  // The last place of the exact number: its leading digit less the others.
  const size = exact.mantissa < 0n ? -exact.mantissa : exact.mantissa;
  const last = Math.max(exact.exponent + size.toString(2).length - digits, digits === 53 ? -1074 : -149);
  const unit = shift(1n, last - common + 30);
  return Number(((difference < 0n ? -difference : difference) << 60n) / unit) / 2 ** 30;
}

export type Values = Float64Array | Float32Array;

/** A function of one variable, relative to where it is looked at: f(0) is the value there. */
export type Slice = (step: number) => number;

/** (f(h) − f(−h)) / 2h: the error is h²/6 · f‴ from the series and ε·|f|/h from rounding. */
export const centralDifference = (f: Slice, h: number): number => (f(h) - f(-h)) / (2 * h);

/**
 * The step of a central difference at x, for f64: the cube root of ε, where both errors are about equal, scaled to |x|. It measures
 * a right gradient to about 7e-11.
 */
export const stepAt = (x: number): number => 6e-6 * Math.max(1, Math.abs(x));

/**
 * Central differences at h and h/2, combined so that the h² term drops out (Richardson): (4 D(h/2) − D(h)) / 3. With h = 1e-3 it
 * measures a right gradient to about 1.4e-12; it needs a function that is smooth over the whole of [−h, h].
 */
export const richardson = (f: Slice, h: number = 1e-3): number =>
  (4 * centralDifference(f, h / 2) - centralDifference(f, h)) / 3;

export type Method = "central" | "richardson";

/** ∇f at x by differences, one coordinate after another. `f` may keep the array that it is given; x is left as it was. */
export function numericalGradient(
  f: (x: Float64Array) => number,
  x: Float64Array,
  method: Method = "central",
): Float64Array {
  const point = x.slice();
  return x.map((value, i) => {
    const slice: Slice = (step) => {
      point[i] = value + step;
      const result = f(point);
      point[i] = value;
      return result;
    };
    return method === "central"
      ? centralDifference(slice, stepAt(value))
      : richardson(slice, 1e-3 * Math.max(1, Math.abs(value)));
  });
}

/**
 * L-BFGS (Nocedal and Wright, Numerical Optimization, 2nd ed.: the direction by algorithm 7.4, the step by the line search of
 * algorithms 3.5 and 3.6 for the strong Wolfe conditions). It does not call the network but is called after each gradient, and says
 * whether it wants another one; so all that it knows between two calls stands in one array.
 */

/** What the first places of the array hold: where the search stands, and the two ends of its bracket. */
const HEAD = 16;
const PHASE = 0; // 0 before a step, 1 while it is sought, 2 on the way back to the best one found
const START = 1; // J before the step
const FALL = 2; // its slope along the direction
const STEP = 3; // the step being tried
const TRIES = 4;
const PAIRS = 5; // how many pairs have been stored
const LOW = 6; // step, J and slope of the best step so far that falls enough
const HIGH = 9; // the same of the other end; a step of 0 stands for none

/**
 * Goes on from J and its gradient at `x`, whose first `size` elements are trained, and moves `x`.
 * @param work HEAD + (3 + 2 memory) size + 2 memory elements, zeros at first
 * @returns whether J and its gradient are wanted at the `x` that it left; if not, a step is done, and `loss[0]` is J before it
 */
export function lbfgs(
  x: Float64Array,
  gradient: Float64Array,
  loss: Float64Array,
  work: Float64Array,
  size: number,
  memory: number,
): boolean {
  const direction = HEAD;
  const before = direction + size;
  const slopes = before + size;
  const steps = slopes + size;
  const changes = steps + memory * size;
  const curvatures = changes + memory * size;
  const shares = curvatures + memory;
  const J = loss[0]!;

  if (!work[PHASE]) {
    let apart = 0;
    let length = 0;
    for (let i = 0; i < size; i++) {
      apart += Math.abs(gradient[i]! - work[slopes + i]!);
      length += Math.abs(gradient[i]!);
      work[before + i] = x[i]!;
      work[slopes + i] = gradient[i]!;
      work[direction + i] = -gradient[i]!;
    }
    // Other examples or other parameters than those of the last step: what was learnt of J is not true of this one.
    if (!(apart <= 1e-3 * length)) work[PAIRS] = 0;
    // Algorithm 7.4: −H∇J from the latest pairs of steps s and changes y of the gradient.
    const last = work[PAIRS]!;
    const first = Math.max(0, last - memory);
    for (let k = last - 1; k >= first; k--) {
      const i = k % memory;
      const share = dot(work, steps + i * size, work, direction, size) * work[curvatures + i]!;
      work[shares + i] = share;
      addTo(work, direction, -share, changes + i * size, size);
    }
    if (last > 0) {
      const i = (last - 1) % memory;
      const scale = 1 / (work[curvatures + i]! * dot(work, changes + i * size, work, changes + i * size, size));
      for (let k = 0; k < size; k++) work[direction + k]! *= scale;
    }
    for (let k = first; k < last; k++) {
      const i = k % memory;
      const share = dot(work, changes + i * size, work, direction, size) * work[curvatures + i]!;
      addTo(work, direction, work[shares + i]! - share, steps + i * size, size);
    }
    let fall = dot(work, direction, gradient, 0, size);
    if (!(fall < 0)) {
      // No way down, by rounding: along the gradient itself, as at the start.
      work[PAIRS] = 0;
      for (let i = 0; i < size; i++) work[direction + i] = -gradient[i]!;
      fall = dot(work, direction, gradient, 0, size);
      if (!(fall < 0)) return false;
    }
    work[START] = work[LOW + 1] = J;
    work[FALL] = work[LOW + 2] = fall;
    work[STEP] = work[PAIRS] ? 1 : Math.min(1, 1 / length);
    work[LOW] = work[HIGH] = work[TRIES] = 0;
    work[PHASE] = 1;
  } else {
    const step = work[STEP]!;
    const slope = dot(work, direction, gradient, 0, size);
    const start = work[START]!;
    const fall = work[FALL]!;
    // What J may rise by rounding alone.
    const rounding = Math.abs(start) * (work.BYTES_PER_ELEMENT > 4 ? 1e-15 : 1e-6);
    const enough = Math.min(start + 1e-4 * step * fall, work[LOW + 1]!) + rounding;
    if (work[PHASE] === 2 || (J <= enough && Math.abs(slope) <= -0.9 * fall)) {
      const i = work[PAIRS]! % memory;
      const [s, y] = [steps + i * size, changes + i * size];
      for (let k = 0; k < size; k++) {
        work[s + k] = x[k]! - work[before + k]!;
        work[y + k] = gradient[k]! - work[slopes + k]!;
        work[slopes + k] = gradient[k]!;
      }
      const curvature = dot(work, s, work, y, size);
      if (curvature > 0) {
        work[curvatures + i] = 1 / curvature;
        work[PAIRS]!++;
      }
      work[PHASE] = 0;
      loss[0] = start;
      return false;
    }
    // Algorithm 3.5 while there is no other end, 3.6 when there is: both narrow the bracket by the same three cases.
    let end = -1;
    if (!(J <= enough)) end = HIGH;
    else {
      if (work[HIGH] ? slope * (work[HIGH]! - work[LOW]!) >= 0 : slope >= 0) {
        for (let i = 0; i < 3; i++) work[HIGH + i] = work[LOW + i]!;
        // The start, too, can be the other end: a step that is not quite 0.
        work[HIGH] ||= 1e-30;
      }
      end = LOW;
    }
    work[end] = step;
    work[end + 1] = J;
    work[end + 2] = slope;
    work[STEP] = work[HIGH] ? between(work) : 4 * step;
    const narrow = work[HIGH] && Math.abs(work[HIGH]! - work[LOW]!) <= 1e-12 * step;
    if (++work[TRIES]! > 30 || narrow) {
      // The best step so far; where there is none, back to the start, and steps are forgotten.
      work[STEP] = work[LOW]!;
      work[PHASE] = 2;
      if (!work[LOW]) work[PAIRS] = work[PHASE] = 0;
    }
  }
  for (let i = 0; i < size; i++) x[i] = work[before + i]! + work[STEP]! * work[direction + i]!;
  if (!work[PHASE]) loss[0] = work[START]!;
  return work[PHASE]! > 0;
}

/** Where the cubic through both ends of the bracket is least (Nocedal and Wright, 3.59), or their middle where that is too near one. */
function between(work: Float64Array): number {
  const low = work[LOW]!;
  const high = work[HIGH]!;
  const a = work[LOW + 2]! + work[HIGH + 2]! - (3 * (work[LOW + 1]! - work[HIGH + 1]!)) / (low - high);
  const root = Math.sign(high - low) * Math.sqrt(a * a - work[LOW + 2]! * work[HIGH + 2]!);
  const share = (work[HIGH + 2]! + root - a) / (work[HIGH + 2]! - work[LOW + 2]! + 2 * root);
  return high - (high - low) * (share > 0.1 && share < 0.9 ? share : 0.5);
}

function dot(a: Float64Array, from: number, b: Float64Array, at: number, size: number): number {
  let sum = 0;
  for (let i = 0; i < size; i++) sum += a[from + i]! * b[at + i]!;
  return sum;
}

/** Adds a multiple of a piece of the array to another. */
function addTo(work: Float64Array, to: number, factor: number, from: number, size: number): void {
  for (let i = 0; i < size; i++) work[to + i]! += factor * work[from + i]!;
}

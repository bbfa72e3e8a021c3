/** The statistics that `standardize` and `unstandardize` hold. */

/**
 * Sets mean and scale to the mean and the population standard deviation of each column of `rows`; the scale of a constant
 * column is 1. Sums are of distances from the first row, so that a constant column has the deviation 0 exactly.
 */
export function fitColumns(rows: Float64Array, mean: Float64Array, scale: Float64Array): void {
  const size = mean.length;
  const count = rows.length / size;
  for (let j = 0; j < size; j++) {
    let shift = 0;
    let variance = 0;
    for (let i = j; i < rows.length; i += size) shift += (rows[i]! - rows[j]!) / count;
    mean[j] = rows[j]! + shift;
    for (let i = j; i < rows.length; i += size) variance += (rows[i]! - rows[j]! - shift) ** 2 / count;
    scale[j] = Math.sqrt(variance) || 1;
  }
}

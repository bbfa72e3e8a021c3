/**
 * What decides how a function is written, with the measurements (Node 20, V8 11.3, x86-64, f64; ratios to plain loops in the same run). Change a
 * number here after running the benchmark in test/bench, not before.
 */
export const COST = {
  /**
   * Bytes of bytecode, estimated, up to which a function is written out. V8 gives up at 61,440 and runs what is longer 30 to 100 times slower.
   * One step of an h-h-h net, written out and in tiles: h = 4 0.43 and 0.50 (4,500 bytes), h = 8 0.30 and 0.42 (11,600), h = 12 0.28 and 0.38
   * (23,900), h = 14 0.44 and 0.40 (31,700), h = 16 0.49 and 0.37 (40,600), h = 24 19 and 0.35.
   */
  unrolledBytes: 30_000,

  /**
   * Bytes of bytecode, estimated, of the pieces that a function is cut into where it would be too long. A step of h-h-h written out, pieces of 3,000,
   * 10,000, 20,000 and one: h = 8 0.29, 0.28, 0.27, 0.27; h = 12 0.25, 0.25, 0.25, 0.27; h = 16 0.39, 0.42, 0.42, 0.44 (tiles: 0.28).
   */
  partBytes: 20_000,

  /** Bytes of bytecode, estimated, up to which code is written out on request, in pieces: some 100 KB of source. */
  writtenBytes: 100_000,

  /**
   * Bytes of bytecode, estimated, that a function may have: what would take more is cut into pieces, or not tiled, or not written out. Beyond V8's
   * limit a step of a small transformer (8 tokens, 32 examples) took 9,414 µs in tiles and 484 µs in plain loops. Of an h-h-h net written out:
   * backward, h = 16, is estimated at 40,189 bytes before it is written and has 58,537; h = 18 50,187 and 73,537; h = 20 61,293 and 90,291.
   */
  functionBytes: 40_000,

  /** The same where the shorter form is asked for: what would take less stays plain loops, a third of the size of tiles. iris, batch: 6,900. */
  rolledBytes: 7_500,

  /**
   * Bytes of bytecode, estimated, up to which a function is written out even where the shorter form is asked for: loops would hardly be shorter.
   * Prediction, one example, loops and written out: 1-1 1.40 and 1.05, 8-1 1.11 and 0.9.
   */
  tinyBytes: 400,

  /**
   * Examples side by side: each weight is read once for all of them, and each element of a gradient is read and written once. Forward, 50×100 and
   * 128×784: 4 examples × 1 output 0.49 and 0.45, × 2 outputs 0.31 and 0.23, × 4 outputs 0.38 and 0.30 (16 sums do not fit in registers).
   */
  examples: 4,
  outputsTimesExamples: 2,

  /**
   * Outputs side by side for one example: they share what they read of the input. 50×100 and 128×784: 2 outputs 0.61 and 0.68, 4 0.48 and 0.35, 8
   * 0.53 and 0.35; 4 outputs × 2 partial sums 0.56 and 0.46, so that loops of sums are not unrolled.
   */
  outputs: 4,
  columnsSummed: 1,

  /** Iterations up to which an innermost loop is written out, as along the row of a filter. A convolution of 3×3, 8 filters, 16 examples: 0.974. */
  shortLoop: 3,

  /**
   * Columns of an array that a loop writes, side by side. 50×100 and 128×784, one example: 4×1 0.51 and 0.51, 4×2 0.41 and 0.26, 4×4 0.42 and 0.34.
   * Four examples: 2×1 0.23 and 0.32, 2×2 0.25 and 0.29, 1×1 0.36 and 0.43.
   */
  columnsStored: 2,
  columnsStoredTimesExamples: 1,

  /**
   * Wᵀδ of one example goes along the rows of W, four of them at a time and four columns, from so many columns up. 50×100 and 128×784: down one
   * column 1, four columns 0.48 and 0.50; row by row 1.23 and 0.77, 4×2 0.56 and 0.34, 4×4 0.41 and 0.28. The whole step of an h-h-h net, columns
   * and rows: h = 16 0.35 and 0.37, h = 32 0.35 and 0.34, h = 128 0.32 and 0.30, h = 512 0.33 and 0.27. With four examples, 100-50-10: 0.27 and 0.29.
   */
  columnsTurned: 32,
  rowsTurned: 4,
  columnsOfRows: 4,
} as const;

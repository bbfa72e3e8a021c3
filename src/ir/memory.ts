/** Where the arrays for values on the way lie, and how long each is needed. */

/** A stretch of a function, in moments: a statement has one in which it reads and one in which it writes. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  /** The first and the last of the function's nests, counted from 1, that it reaches over. */
  readonly nests: readonly [first: number, last: number];
}

/** What one function needs of a buffer. */
export interface BufferUse {
  /** The function's name. */
  readonly where: string;
  /** Elements: a function that takes examples side by side needs more of a buffer than one that does not. */
  readonly size: number;
  /** In the order of time; between them it holds nothing. */
  readonly stretches: readonly Stretch[];
}

export interface PlannedBuffer {
  readonly key: string;
  readonly name: string;
  /** Elements, of the function that needs most. */
  readonly size: number;
  /** Its place in the common memory; without, it has an array of its own. */
  readonly offset?: number;
  readonly uses: readonly BufferUse[];
}

export interface MemoryPlan {
  /** Elements of the common memory; 0 where there is none. */
  readonly shared: number;
  readonly buffers: readonly PlannedBuffer[];
}

/** Elements that are allocated in all. */
export const allocatedBy = ({ shared, buffers }: MemoryPlan): number =>
  buffers.reduce((sum, { size, offset }) => sum + (offset === undefined ? size : 0), shared);

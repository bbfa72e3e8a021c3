import type { Machine } from "./machine.ts";

/** What the bench has found, as it is kept in results/results.json. */
export interface Results {
  readonly machine: Machine;
  readonly contestants: readonly Column[];
  readonly rows: readonly Row[];
}

export interface Column {
  readonly name: string;
  readonly precision: string;
  readonly version?: string;
  /** What it does not do as we do. */
  readonly note?: string;
}

/** One workload: what each contestant did, in the order of the columns. */
export interface Row {
  readonly name: string;
  readonly cells: readonly Cell[];
}

export type What = "step" | "predict";

export interface Cell {
  /** Why there is nothing to tell. */
  readonly reason?: string;
  readonly step?: Figure;
  readonly predict?: Figure;
}

export interface Figure {
  /** The median time, in nanoseconds. */
  readonly time: number;
  /** The median ratio to our time in the same round. */
  readonly ratio: number;
  /** Bytes allocated a call; left out where that is not measured. */
  readonly bytes?: number;
}

/** The figure of one contestant; undefined where there is none. */
export function figureOf(results: Results, workload: string, contestant: string, what: What): Figure | undefined {
  const column = results.contestants.findIndex(({ name }) => name === contestant);
  return results.rows.find(({ name }) => name === workload)?.cells[column]?.[what];
}

import type { Workload } from "../workloads.ts";
import { convLoops } from "./conv.ts";
import { denseLoops } from "./dense.ts";
import { lstmLoops } from "./lstm.ts";

export interface Named {
  readonly name: string;
  readonly size: number;
}

/**
 * A net as a careful person writes it: arrays allocated once, one loop a sum, layer after layer. The text is that of C, with `real` for the
 * numbers; what is not C in JavaScript is replaced there. Extents are numbers, so that compilers see what they see in a hand-written module.
 */
export interface Loops {
  /** Weights and biases in their order. The gradient of `W1` is `dW1`. */
  readonly parameters: readonly Named[];
  readonly scratch: readonly Named[];
  /** Arrays of indices. */
  readonly whole?: readonly Named[];
  /** Example n of `x` forward. */
  readonly forward: string;
  /** What prediction does after it. */
  readonly result: string;
  /** Loss into `J`, gradient of example n of `y` added up. */
  readonly backward: string;
}

/** C wants Wᵀδ along the rows of W, where it can use vectors; JavaScript down its columns, where it can keep the sum in a variable. */
export type Order = "rows" | "columns";

export const loopsOf = ({ net }: Workload, order: Order): Loops =>
  net.kind === "dense" ? denseLoops(net, order) : net.kind === "conv" ? convLoops(net, order) : lstmLoops(net, order);

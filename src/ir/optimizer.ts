import type { Apply } from "./op.ts";
import type { Type } from "./shape.ts";

/** What an optimiser's rule is written in; T are the values of the program that it becomes. All reads see old values. */
export interface UpdateRule<T> {
  readonly on: Apply<T>;
  /** α of this step, the schedule applied. */
  readonly learningRate: T;
  /** A scalar slot of the optimiser, read at its old value. */
  state(name: string, symbol: string, initial: number): T;
  /** Gives a step a name and a line of its own. */
  name(value: T, name: string): T;
  replace(slot: T, next: T): void;
  /** A scalar for every element of a parameter. */
  spread(scalar: T, like: Type): T;
}

/** One parameter on its way to its new value. */
export interface Trained<T> {
  readonly value: T;
  readonly type: Type;
  /** Clipped, where the optimiser clips. */
  readonly gradient: T;
  /** Whether it is a weight, which decays, and not a bias. */
  readonly isWeight: boolean;
  /** A slot of the parameter's shape, read at its old value: `adam.m` of W1 is called mW1. */
  own(state: string, initial?: number): { readonly value: T; readonly symbol: string };
}

/** Prepares what all parameters share, and returns the update of one: its new value. */
export type Descent = <T>(rule: UpdateRule<T>) => (trained: Trained<T>) => T;

export interface ScheduleRule<T> extends Pick<UpdateRule<T>, "on" | "state" | "replace"> {
  /** How many steps have been done before this one, in terms of the schedule: 0 as long as a warm-up lasts. */
  readonly step: T;
  /** 1 once the warm-up before it has ended; absent where there is none. */
  readonly started?: T;
}

/** The factor of the learning rate by the number of steps. */
export interface Schedule {
  readonly kind: string;
  readonly factor: <T>(rule: ScheduleRule<T>) => T;
}

export interface Optimizer {
  /** `sgd`, `adam`, … */
  readonly kind: string;
  readonly learningRate: number;
  readonly settings: Readonly<Record<string, number | boolean>>;
  /** The rule of a step from a gradient; absent for `lbfgs`, whose step asks for several gradients. */
  readonly descent?: Descent;
  readonly schedule?: Schedule;
  /** Every partial derivative is kept between ± this. */
  readonly clipValue?: number;
  /** The gradient as a whole is shortened to this length where it is longer. */
  readonly globalClipNorm?: number;
}

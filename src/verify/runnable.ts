import type { Domain, Role } from "../ir/graph.ts";
import type { ElementType } from "../ir/shape.ts";
import type { Values } from "./numerical.ts";

/** What can be checked: the instance of an emitted module, or anything written by hand that behaves like one. */
export interface Runnable {
  readonly parameters: Values;
  /** ∇J at `parameters`, written by `backward`. */
  readonly gradient: Values;
  /** [J], written by `backward`. */
  readonly loss: Values;
  /** Takes the arrays of `Subject.inputs`, in their order, and the number of examples. */
  backward(...args: readonly (Values | Int32Array | number)[]): void;
}

/** What is known about it. */
export interface Subject {
  readonly precision: "f64" | "f32";
  /** How many examples run every loop: where some go side by side, a block of them and one more. Left out, 3. */
  readonly examples?: number;
  readonly inputs: readonly SubjectInput[];
  readonly parameters: readonly SubjectParameter[];
}

export interface SubjectInput {
  readonly name: string;
  /** Of one example. */
  readonly size: number;
  readonly element: ElementType;
  readonly domain: Domain;
}

export interface SubjectParameter {
  readonly name: string;
  /** The place of its values in `parameters`. */
  readonly offset: number;
  readonly size: number;
  readonly trainable: boolean;
  readonly role: Role;
}

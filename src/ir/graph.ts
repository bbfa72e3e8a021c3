import type { Diagnostic, Place } from "../diagnostics/diagnostic.ts";
import type { Attributes, Op } from "./op.ts";
import type { Optimizer } from "./optimizer.ts";
import type { ElementType, Shape } from "./shape.ts";

/** What values may come in through an input, so that gradient checks sample what makes sense. */
export type Domain =
  | { readonly kind: "any" }
  | { readonly kind: "positive" }
  | { readonly kind: "probability" }
  | { readonly kind: "oneHot" }
  | { readonly kind: "integer"; readonly from: number; readonly to: number };

/** How a parameter starts. `fanIn`/`fanOut` are read off its shape [out, in]. */
export type Initializer =
  | { readonly kind: "zeros" }
  | { readonly kind: "ones" }
  | { readonly kind: "constant"; readonly value: number }
  | { readonly kind: "uniform"; readonly limit: number }
  | { readonly kind: "normal"; readonly deviation: number }
  | { readonly kind: ScaledInitializer };

/** Initializers whose spread follows from the shape. */
export type ScaledInitializer =
  "glorotUniform" | "glorotNormal" | "heUniform" | "heNormal" | "lecunUniform" | "lecunNormal" | "orthogonal";

export type Role = "weight" | "bias" | "mean" | "scale";

export interface InputNode {
  readonly kind: "input";
  readonly name: string;
  readonly shape: Shape;
  readonly element: ElementType;
  readonly domain: Domain;
  /** The classes of a one-hot label, in the order of their indices. */
  readonly classes?: readonly string[];
}

export interface ParameterNode {
  readonly kind: "parameter";
  /** Absent when a layer made it: it is then named after the layer and its role (`hidden.weight`). */
  readonly name?: string;
  readonly shape: Shape;
  readonly role: Role;
  readonly trainable: boolean;
  readonly initialize: Initializer;
  /** Its own penalty, in place of that of the network. */
  readonly regularizer?: Regularizer;
  /**
   * For the mean and the scale of `standardize` and `unstandardize`: the input whose training rows they are fitted to; "target"
   * stands for the network's only target. Parameters of one role that fit one input are one parameter (`x.mean`, `x.scale`).
   */
  readonly fits?: InputNode | "target";
}

/** A counter that every training step raises by one: what random numbers are made of. */
export interface CounterNode {
  readonly kind: "counter";
  readonly name: string;
  readonly shape: readonly [];
}

export interface ConstantNode {
  readonly kind: "constant";
  readonly value: number;
  readonly shape: Shape;
}

export interface OpNode {
  readonly kind: "op";
  readonly op: Op;
  readonly operands: readonly GraphNode[];
  readonly attributes: Attributes;
  readonly shape: Shape;
  /** Lines that follow from the derivation write it out instead of naming it: the y − ŷ of the perceptron rule. */
  readonly spelled?: true;
}

/** A layer, loss or activation: a name for a composition of ops. `parameters` are those that it made, by their roles. */
export interface CompositeNode {
  readonly kind: "composite";
  readonly name: string;
  readonly operands: readonly GraphNode[];
  readonly body: GraphNode;
  readonly parameters: Readonly<Record<string, ParameterNode>>;
  /** Statistics that it keeps in parameters that are not trained, and what `backward` makes of them. */
  readonly running?: readonly { readonly node: ParameterNode; readonly next: GraphNode }[];
  readonly shape: Shape;
}

/** What a step of a recurrence sees: the state, or one element of a sequence. It stands in the recurrence's body only. */
export interface ElementNode {
  readonly kind: "element";
  readonly name: string;
  readonly shape: Shape;
}

/** A recurrence: operands are the initial state, the sequences, and what the body reads besides. Its value holds all states, from the first. */
export interface ScanNode {
  readonly kind: "scan";
  readonly operands: readonly GraphNode[];
  /** The state, and an element of each sequence, as the body has them. */
  readonly elements: readonly ElementNode[];
  /** The next state. */
  readonly body: GraphNode;
  readonly steps: number;
  readonly shape: Shape;
}

/** What a call with a mistake returns, so that all mistakes are reported together. Its shape is the one that was most likely meant. */
export interface ErrorNode {
  readonly kind: "error";
  readonly diagnostic: Diagnostic;
  readonly operands: readonly GraphNode[];
  readonly shape: Shape;
}

export type GraphNode =
  InputNode | ParameterNode | ConstantNode | OpNode | CompositeNode | CounterNode | ElementNode | ScanNode | ErrorNode;

/** A penalty on the weights: λ/m Σ |w|, λ/(2m) Σ w², or both. Biases are not regularised. */
export type Regularizer =
  | { readonly kind: "l1" | "l2"; readonly lambda: number }
  | { readonly kind: "elasticNet"; readonly l1: number; readonly l2: number };

/** A data file and which of its columns feed which input: `csv("iris.csv", { x: ["Petal.Length", …], y: "Species" })`. */
export interface DataSpec {
  readonly kind: "csv";
  readonly path: string;
  readonly columns: Readonly<Record<string, readonly string[]>>;
}

/** What `network({ … })` returns: everything reachable from its outputs and loss. */
export interface Network {
  readonly name: string;
  /** It is no network but functions and their derivatives: `program({ … })`. */
  readonly isProgram?: true;
  /** Its recurrences also run step by step, their states kept from call to call. */
  readonly stateful?: true;
  /** In the order of declaration; keys are the public names. */
  readonly inputs: readonly { readonly name: string; readonly node: GraphNode }[];
  readonly outputs: readonly { readonly name: string; readonly node: GraphNode }[];
  /** Summed. Empty for a network that only predicts. */
  readonly losses: readonly GraphNode[];
  readonly regularizer?: Regularizer;
  readonly optimizer: Optimizer;
  readonly data?: DataSpec;
  /** Mistakes made in the call itself, with the node to point at; those of other calls stand in their error nodes. */
  readonly diagnostics: readonly { readonly diagnostic: Diagnostic; readonly node?: GraphNode }[];
}

/** What the loader knows about a node and the immutable node does not: the user's name for it, and where its call stands. */
export interface SourceNote {
  readonly name?: string;
  readonly place?: Place;
}

/** The table beside the immutable nodes. */
export type SourceNotes = ReadonlyMap<GraphNode, SourceNote>;

/** Brands that survive two copies of nngen in one process. */
export const NODE: unique symbol = Symbol.for("nngen.node");
export const NETWORK: unique symbol = Symbol.for("nngen.network");

/** Visits every node once, operands before users, in the order in which a reader meets them. Does not enter composites' bodies. */
export function nodesOf(roots: readonly GraphNode[]): readonly GraphNode[] {
  const seen = new Set<GraphNode>();
  const order: GraphNode[] = [];
  const stack: { node: GraphNode; next: number }[] = [];
  const enter = (node: GraphNode): void => {
    if (seen.has(node)) return;
    seen.add(node);
    stack.push({ node, next: 0 });
  };
  for (const root of roots) {
    enter(root);
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const operand = operandsOf(top.node)[top.next++];
      if (operand !== undefined) enter(operand);
      else {
        order.push(top.node);
        stack.pop();
      }
    }
  }
  return order;
}

export const operandsOf = (node: GraphNode): readonly GraphNode[] => ("operands" in node ? node.operands : []);

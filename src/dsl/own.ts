import type { Initializer, ParameterNode, Role } from "../ir/graph.ts";
import type { Shape } from "../ir/shape.ts";

/** The parameters that a layer makes for itself, by their part in it: `weight`, `bias`. */
export interface OwnParameters {
  readonly all: Readonly<Record<string, ParameterNode>>;
  make(part: string, role: Role, shape: Shape, initialize: Initializer): ParameterNode;
  /** One that no gradient moves: a statistic that the layer keeps. */
  keep(part: string, shape: Shape, initialize: Initializer): ParameterNode;
}

/** @param name the layer's name from its options; left out, the parameters take that of its const */
export function ownParameters(name: string | undefined): OwnParameters {
  const all: Record<string, ParameterNode> = {};
  const own = (part: string, parameter: Omit<ParameterNode, "kind" | "name">): ParameterNode => {
    const named = name === undefined ? {} : { name: `${name}.${part}` };
    const node: ParameterNode = { kind: "parameter", ...named, ...parameter };
    all[part] = node;
    return node;
  };
  return {
    all,
    make: (part, role, shape, initialize) => own(part, { shape, role, trainable: true, initialize }),
    keep: (part, shape, initialize) => own(part, { shape, role: "bias", trainable: false, initialize }),
  };
}

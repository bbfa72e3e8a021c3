import type { Place } from "../diagnostics/diagnostic.ts";
import type { Shape } from "../ir/shape.ts";

/** `z = t1 + b`, or `w ← w − α·∇w`. */
export interface Equation {
  readonly left: string;
  readonly right: string;
  readonly sign?: "=" | "←";
}

export interface Line extends Equation {
  readonly shape?: Shape;
  /** What it follows from, or where a name in it is explained. */
  readonly beside?: Equation;
  readonly place?: Place;
  /** In how many recurrences it stands; lines of a body have no number. */
  readonly depth?: number;
}

/** Lines of mathematics under a title, in some markup. `inspect` prints it as text or as LaTeX. */
export interface Listing {
  readonly name: string;
  readonly title?: string;
  /** What the lines are about: `inputs  x [2]`. */
  readonly head: readonly { readonly title: string; readonly names: readonly Name[] }[];
  readonly isNumbered: boolean;
  readonly sections: readonly { readonly title?: string; readonly lines: readonly Line[] }[];
  /** What comes out, each with its kind. */
  readonly results: readonly { readonly kind: string; readonly line: Equation }[];
}

/** `W1 = hidden.weight [10, 2]`: a symbol, and the public name where that is another. */
export interface Name {
  readonly symbol: string;
  readonly name?: string;
  readonly shape: Shape;
  /** It holds indices. */
  readonly isInt32?: true;
}

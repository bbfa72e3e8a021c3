import { at, invariant } from "../diagnostics/diagnostic.ts";
import { rebuild } from "../ir/builder.ts";
import type { Apply } from "../ir/op.ts";
import type { Operand, Program } from "../ir/program.ts";
import { shapeOf } from "../ops/attributes.ts";
import { axesOf, keptAxes } from "../ops/reduction.ts";
import { rewrite, rules } from "./rewrite.ts";
import type { Rule } from "./rewrite.ts";

/** With m = max z, as the expansion of logΣexp has it: the exponentials are computed once, and the logarithm only where it is read. */
export const SOFTMAX: readonly Rule[] = rules([
  {
    identity: "e^(z − logΣexp(z)) = e^(z − m)/Σ e^(z − m)",
    from: "exp(sub(z, broadcast@b(logSumExp@s(z))))",
    to: "div(exp(sub(z, broadcast@b(max@s(z)))), broadcast@b(sum@s(exp(sub(z, broadcast@b(max@s(z)))))))",
    tag: "stabilising",
    // The maximum must be repeated along the axes that it was taken over: m is then one number in each of the sums.
    when: ({ attributes }) => {
      const [s = {}, b = {}] = [attributes.get("s"), attributes.get("b")];
      return axesOf(b).join() === keptAxes(shapeOf(b), axesOf(s)).join();
    },
  },
]);

/** Replaces derived ops (`logSumExp`) by the ops that they stand for. After differentiation: their own derivatives are better. */
export function expandDerived(program: Program): Program {
  return rebuild(rewrite(program, SOFTMAX), (instruction, operands, out) => {
    const { op, attributes, origin } = instruction;
    if (op.expand === undefined) return undefined;
    const inner = { ...origin, shown: false };
    const on: Apply<Operand> = (o, args, attrs = {}) => out.emit(o, args, { attributes: attrs, origin: inner });
    const before = out.instructions.length;
    const value = op.expand(
      on,
      operands,
      operands.map((operand) => operand.type),
      attributes,
    );
    invariant(value.kind === "value", `${op.name} expanded to a literal`);
    // What stands for it may be there already: an operand, as for the mean of one example.
    const made = out.instructions.length > before && out.instructions.at(-1)?.results[0] === value;
    return made ? out.renameLast(at(instruction.results, 0).name) : value;
  });
}

import { isLiteral } from "../ir/builder.ts";
import type { Instruction, Value } from "../ir/program.ts";
import { constant } from "../ops/constant.ts";
import { derivativeName } from "../ops/derivatives.ts";
import { nameOf, needed, NONE, scratchOf } from "./request.ts";
import type { Derivatives, Request } from "./request.ts";
import { appendNew } from "./steps.ts";
import { sweep } from "./sweep.ts";
import type { Labels } from "./sweep.ts";

/**
 * Forward mode is reverse mode twice: u ↦ Jᵀu is linear, its transpose is v ↦ J v. What the second sweep calls the adjoint of z̄ is the
 * tangent ż; of the first, only the local derivatives are left in it.
 */
export function tangents({ out, root, sources, vector, base, names, known }: Request): Derivatives {
  const first = scratchOf(out);
  const cotangent: Value = { kind: "value", name: first.freshName("u"), type: root.type };
  const bars: Labels = { name: ({ name }) => `${name}Bar`, origin: () => base };
  const adjoints = sweep(first, out.instructions, { root, cotangent, withRespectTo: sources, labels: bars });
  const [x] = sources;
  const adjoint = x === undefined ? undefined : adjoints.get(x);
  if (x === undefined || adjoint === undefined) return NONE;

  const primals = new Map([...adjoints].map(([value, bar]) => [bar, value]));
  const called = nameOf(out.instructions);
  const name = names.get(x) ?? derivativeName(root.name, x.name);
  // The result has a line of its own, and so have the tangents of values; the steps between the lines of the first sweep have none.
  const dots: Labels = {
    isStep: (value) => value !== cotangent && (primals.get(value) ?? root) === root,
    name: (value) => (value === cotangent ? name : `${primals.get(value)?.name ?? "t"}Dot`),
    origin(value) {
      const by = value === cotangent ? (names.has(x) ? undefined : root) : primals.get(value);
      return by === undefined ? base : { ...base, derivative: { by: called(by) } };
    },
  };
  const second = scratchOf(first);
  const tangent = sweep(second, first.instructions, {
    root: adjoint,
    cotangent: isLiteral(vector, 1) ? 1 : vector,
    withRespectTo: [cotangent],
    labels: dots,
  }).get(cotangent);
  if (tangent === undefined) return NONE;
  // A recurrence names what it is linear in, whatever that is.
  const attributes = { value: 0, shape: root.type.shape };
  const zero: Instruction = {
    op: constant,
    operands: [],
    attributes,
    results: [cotangent],
    origin: { ...base, shown: false },
  };
  const lines = [zero, ...first.instructions, ...second.instructions];
  appendNew(out, needed(lines, [tangent]), known);
  return new Map([[x, tangent]]);
}

import { rebuild } from "../ir/builder.ts";
import type { Instruction, Operand, Program, Value } from "../ir/program.ts";
import { build, match, parseTerm } from "./pattern.ts";
import type { Bindings, Term } from "./pattern.ts";

/**
 * An algebraic rule. `exact`: the same bits for every input whose intermediate results neither overflow nor underflow. `stabilising`: the
 * same function, computed so that it does not overflow or cancel. `relaxed`: may change the result where an operand is not finite, or its
 * last bits; never applied unless asked for.
 */
export interface RuleText {
  readonly identity: string;
  readonly from: string;
  readonly to: string;
  readonly tag: "exact" | "stabilising" | "relaxed";
  /** Of an exact rule: where one side is 0, the other may be −0. */
  readonly upToSignOfZero?: true;
  /** A condition on what the variables stand for. */
  readonly when?: (bound: Bindings) => boolean;
}

export interface Rule extends RuleText {
  readonly pattern: Term;
  readonly template: Term;
}

export const rules = (texts: readonly RuleText[]): readonly Rule[] =>
  texts.map((text) => ({ ...text, pattern: parseTerm(text.from), template: parseTerm(text.to) }));

/** The rules that begin with an op, in order: few fit any one instruction. */
function byOp(list: readonly Rule[]): ReadonlyMap<string, readonly Rule[]> {
  const found = new Map<string, Rule[]>();
  for (const rule of list) {
    if (rule.pattern.kind !== "op") continue;
    const known = found.get(rule.pattern.op);
    if (known === undefined) found.set(rule.pattern.op, [rule]);
    else known.push(rule);
  }
  return found;
}

/** The most sweeps over a program; every rule makes it simpler, so far fewer are needed. */
const SWEEPS = 20;

/** Applies rules until none fits, first match first. */
export function rewrite(program: Program, list: readonly Rule[]): Program {
  const rulesOf = byOp(list);
  let current = program;
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let changed = false;
    const producers = new Map<Value, Instruction>();
    const next = rebuild(current, (instruction, operands, out) => {
      const now: Instruction = { ...instruction, operands };
      const [result] = instruction.results;
      for (const rule of rulesOf.get(instruction.op.name) ?? []) {
        const bound = match(rule.pattern, now, producers);
        if (bound === undefined || (rule.when !== undefined && !rule.when(bound))) continue;
        changed = true;
        const from = out.instructions.length;
        const { shown, ...origin } = instruction.origin;
        const replacement: Operand = build(
          rule.template,
          bound,
          out,
          { ...origin, rule: rule.identity, ...(shown !== undefined && { shown }) },
          result?.name ?? "d",
        );
        for (const made of out.instructions.slice(from)) for (const value of made.results) producers.set(value, made);
        return replacement;
      }
      for (const value of instruction.results) producers.set(value, now);
      return undefined;
    });
    if (!changed) return current;
    current = next;
  }
  return current;
}

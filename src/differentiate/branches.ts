import { isValue } from "../ir/program.ts";
import type { Instruction, Operand, Value } from "../ir/program.ts";
import { select } from "../ops/piecewise.ts";

/** One of the two branches of a `select`, inside another where that select is computed for one only. */
export interface Branch {
  readonly condition: Operand;
  /** Whether it is the branch for a condition that holds. */
  readonly holds: boolean;
  readonly outer: Branch | undefined;
}

export interface Branches {
  /** The branch for which alone a value is computed. */
  of(value: Value): Branch | undefined;
  /** The branch that an instruction reads an operand for. */
  readFor(instruction: Instruction, operand: number): Branch | undefined;
}

/**
 * Values that are computed, element by element, for one branch of a `select` only. Where that branch is not taken they may be infinite or
 * NaN, as √a is not differentiable at 0 in select(a > 0, √a, 0), and their derivatives too. A cotangent that leaves the branch is
 * therefore replaced by 0 there, and not multiplied by 0, which would make NaN of it. The values in between need no mask.
 *
 * Only elementwise instructions stand in a branch: where a sum or a product of matrices does, several elements meet.
 * @param path the instructions that are differentiated, in order
 */
export function branchesOf(path: readonly Instruction[]): Branches {
  const made = new Map<Instruction, readonly [Branch, Branch]>();
  const branches = new Map<Value, Branch | undefined>();
  const readings = new Map<Value, Branch | undefined>();

  const of = (value: Value): Branch | undefined => branches.get(value);
  const readFor = (instruction: Instruction, operand: number): Branch | undefined => {
    const [result] = instruction.results;
    const outer = result === undefined ? undefined : of(result);
    if (instruction.op !== select || operand === 0) return outer;
    const condition = instruction.operands[0];
    if (condition === undefined) return outer;
    const pair = made.get(instruction) ?? [
      { condition, holds: true, outer },
      { condition, holds: false, outer },
    ];
    made.set(instruction, pair);
    return pair[operand - 1];
  };

  for (const instruction of path.toReversed()) {
    const [result] = instruction.results;
    if (result !== undefined && instruction.op.kind === "elementwise") branches.set(result, readings.get(result));
    for (const [i, operand] of instruction.operands.entries()) {
      // No gradient goes to a condition.
      if (!isValue(operand) || (instruction.op === select && i === 0)) continue;
      const reading = readFor(instruction, i);
      readings.set(operand, readings.has(operand) ? common(readings.get(operand), reading) : reading);
    }
  }
  return { of, readFor };
}

/** The innermost branch that both are in. */
function common(a: Branch | undefined, b: Branch | undefined): Branch | undefined {
  const around = new Set<Branch>();
  for (let branch = a; branch !== undefined; branch = branch.outer) around.add(branch);
  for (let branch = b; branch !== undefined; branch = branch.outer) if (around.has(branch)) return branch;
  return undefined;
}

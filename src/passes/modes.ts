import { rebuild } from "../ir/builder.ts";
import type { Program } from "../ir/program.ts";
import { whenTraining } from "../ops/random.ts";

/** Whether a network does something else while it is trained, as dropout does. */
export const hasModes = (program: Program): boolean => program.instructions.some(({ op }) => op === whenTraining);

export type Mode = "training" | "inference";

/** Settles whether a program trains or predicts: of the two values that differ, one stays. */
export const settleMode = (program: Program, mode: Mode): Program =>
  rebuild(program, ({ op }, operands) => (op === whenTraining ? operands[mode === "training" ? 0 : 1] : undefined));

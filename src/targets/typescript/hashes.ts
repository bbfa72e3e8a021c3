import type { Expr, Statement } from "../../ir/kernel.ts";
import { visitStatements } from "../../ir/walk.ts";

/** What makes whole numbers of 32 bits, as random numbers are made of. */
const HASHING: ReadonlySet<string> = new Set(["xor", "shiftRight", "imul"]);

/** Whether whole numbers of 32 bits are put into scratch memory: of those an array in single precision would keep 24. */
export function storesHashes(body: readonly Statement[]): boolean {
  const hashes = new Set<string>();
  let found = false;
  const isHash = (value: Expr): boolean =>
    value.kind === "local" ? hashes.has(value.name) : value.kind === "apply" && HASHING.has(value.intrinsic);
  visitStatements(body, (statement) => {
    if (statement.kind === "let" && isHash(statement.value)) hashes.add(statement.name);
    if (statement.kind === "store" && statement.buffer.storage === "scratch") found ||= isHash(statement.value);
  });
  return found;
}

import type { EmittedFunction } from "./plan.ts";

export function callLines(f: EmittedFunction, arrays: readonly { identifier: string }[]): readonly string[] {
  if (f.calls === undefined) return [];
  const list = [...arrays.map((array) => array.identifier), "count"].join(", ");
  const calls = f.calls.functions.map((name) => `${name}(${name === "update" ? "" : list});`);
  return f.calls.when === "always" ? calls : [`if (count !== 1) {`, ...calls, "return;", "}"];
}

export function searchLines(
  { search }: EmittedFunction,
  arrays: readonly { identifier: string }[],
  work: string | undefined,
  state: readonly { readonly name: string; readonly identifier: string }[],
): readonly string[] {
  if (search === undefined) return [];
  const list = [...arrays.map((array) => array.identifier), "count"].join(", ");
  const given = `parameters, gradient, loss, ${work}, ${search.size}, ${search.memory}`;
  // Within a step J must stay the same: the next masks are drawn after it.
  const counters = state.filter(({ name }) => search.counters.includes(name));
  const counts = counters.map(({ identifier }) => `${identifier}[0]! += 1;`);
  return [`do backward(${list});`, `while (lbfgs(${given}));`, ...counts];
}

/** `objective` hands J back instead of storing it. */
export const returning = (statements: string): string => statements.replace(/^loss\[0\] = (.*);$/m, "return $1;");

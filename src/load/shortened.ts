import type { Diagnostic } from "../diagnostics/diagnostic.ts";

/** More mistakes in one file help nobody. */
const MAX_MISTAKES = 5;

/** At most a handful of diagnostics of one file; the last says how many more there are. */
export function shortened(mistakes: readonly Diagnostic[]): readonly Diagnostic[] {
  const rest = mistakes.length - MAX_MISTAKES;
  if (rest <= 0) return mistakes;
  return mistakes
    .slice(0, MAX_MISTAKES)
    .map((mistake, i) =>
      i === MAX_MISTAKES - 1
        ? { ...mistake, hint: `${rest} more like this follow. ${mistake.hint ?? ""}`.trim() }
        : mistake,
    );
}

import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";

/** Of names of columns and classes so many are listed. */
const MAX_NAMES = 12;

/** Names in quotes, the first of them where there are many. */
export const listed = (names: readonly string[]): string =>
  [
    ...names.slice(0, MAX_NAMES).map((name) => JSON.stringify(brief(name))),
    ...(names.length > MAX_NAMES ? [`… (${names.length})`] : []),
  ].join(", ");

/** What a file says may be as long as it likes; messages are not. */
export const brief = (text: string): string => (text.length > 80 ? `${text.slice(0, 79)}…` : text);

/** More mistakes in one file help nobody. */
const MAX_MISTAKES = 5;

/** At most a handful of diagnostics of one file; the last says how many more there are. */
export function shortened(mistakes: readonly Diagnostic[], total: number = mistakes.length): readonly Diagnostic[] {
  const shown = mistakes.slice(0, MAX_MISTAKES);
  const rest = total - shown.length;
  if (rest <= 0) return shown;
  return shown.map((mistake, i) =>
    i === shown.length - 1
      ? { ...mistake, hint: `${rest} more like this follow. ${mistake.hint ?? ""}`.trim() }
      : mistake,
  );
}

export interface Mistakes {
  /** Notes one more; it is only made if it will be shown. */
  add(make: () => Diagnostic): void;
  /** Stops with what was noted, if anything was. */
  stop(): void;
}

/** The mistakes of a file that may have one in every cell: they take no more memory than those that are shown. */
export function createMistakes(): Mistakes {
  const shown: Diagnostic[] = [];
  let total = 0;
  return {
    add(make) {
      if (total++ < MAX_MISTAKES) shown.push(make());
    },
    stop() {
      if (total > 0) throw new DiagnosticError(shortened(shown, total));
    },
  };
}

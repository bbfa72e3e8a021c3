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

interface Noted {
  readonly make: (count: number) => Diagnostic;
  count: number;
}

/** How many others hold the same, behind the place of the first; nothing where there are none. */
export const andMore = (count: number): string => (count > 1 ? ` and ${(count - 1).toLocaleString("en-US")} more` : "");

export interface Mistakes {
  /**
   * Notes one more; it is only made if it will be shown.
   * @param make gets how many there are of its kind
   * @param kind those of one kind are shown as one; left out, each is shown by itself
   */
  add(make: (count: number) => Diagnostic, kind?: string): void;
  /** Stops with what was noted, if anything was. */
  stop(): void;
}

/** So many kinds are told apart; a file that has more is another file. */
const MAX_KINDS = 1000;

/** The mistakes of a file that may have one in every cell: they take no more memory than those that are shown. */
export function createMistakes(): Mistakes {
  const shown: Noted[] = [];
  const kinds = new Map<string, Noted>();
  let total = 0;
  return {
    add(make, kind) {
      const known = kind === undefined ? undefined : kinds.get(kind);
      if (known !== undefined) return void known.count++;
      const noted = { make, count: 1 };
      if (total++ < MAX_MISTAKES) shown.push(noted);
      if (kind !== undefined && kinds.size < MAX_KINDS) kinds.set(kind, noted);
    },
    stop() {
      if (total === 0) return;
      const mistakes = shown.map(({ make, count }) => make(count));
      throw new DiagnosticError(shortened(mistakes, total));
    },
  };
}

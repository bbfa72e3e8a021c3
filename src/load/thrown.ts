import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { UnknownExport } from "./dsl.ts";

/** What a value that was thrown says of itself. It may be anything: each part is read once, and is missing where reading it throws again. */
export interface Thrown {
  readonly isError: boolean;
  readonly name?: string;
  readonly message?: string;
  readonly stack?: string;
  readonly code?: string;
}

export function readThrown(value: unknown): Thrown {
  const text = (key: string): Partial<Record<string, string>> => {
    const found: unknown = attempt(() =>
      typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined,
    );
    return typeof found === "string" ? { [key]: found } : {};
  };
  const isError = attempt(() => value instanceof Error) === true;
  return { isError, ...text("name"), ...text("message"), ...text("stack"), ...text("code") };
}

/** Whether it is a mistake that has been told already. */
export const isDiagnosed = (value: unknown): boolean => attempt(() => value instanceof DiagnosticError) === true;

/** The use of an export that nngen does not have, if it is that. */
export const asUnknownExport = (value: unknown): UnknownExport | undefined =>
  attempt(() => (value instanceof UnknownExport ? value : undefined));

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

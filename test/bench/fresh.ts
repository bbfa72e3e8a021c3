let made = 0;

/**
 * Runs the text of a function body with these values, and gives what it returns. The text is new to V8 each time, so that functions in it are
 * optimised for the one workload that they are run on: a call that has seen several networks would not be inlined.
 */
export function fresh<T>(values: Readonly<Record<string, unknown>>, text: string): T {
  const body: unknown = Reflect.construct(Function, [...Object.keys(values), `${text}\n// ${made++}`]);
  return Reflect.apply(body as (...values: readonly unknown[]) => T, undefined, Object.values(values));
}

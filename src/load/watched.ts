/** Deep enough to reach the user's line through the functions of a library. */
const STACK_DEPTH = 100;

/** What a module throws is blamed on somebody, at once or as soon as it has run, and so is a rejection that nobody in it waits for. */
export async function runWatched<T>(run: () => T, blame: (error: unknown) => never): Promise<T> {
  const late: unknown[] = [];
  const note = (reason: unknown): void => void late.push(reason);
  const depth = Error.stackTraceLimit;
  const exit = process.exit;
  process.on("unhandledRejection", note);
  const isFirst = !process.hasUncaughtExceptionCaptureCallback();
  if (isFirst) process.setUncaughtExceptionCaptureCallback(note);
  Error.stackTraceLimit = STACK_DEPTH;
  // Else a module could end the check of itself as if it had passed.
  process.exit = (): never => {
    throw new Error("process.exit was called");
  };
  try {
    const result = run();
    // Rejections become known when all that was to be done at once is done.
    await new Promise((resume) => setImmediate(resume));
    return late.length === 0 ? result : blame(late[0]);
  } catch (error) {
    return blame(error);
  } finally {
    Error.stackTraceLimit = depth;
    process.exit = exit;
    process.off("unhandledRejection", note);
    if (isFirst) process.setUncaughtExceptionCaptureCallback(null);
  }
}

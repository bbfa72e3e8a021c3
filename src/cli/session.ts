import type { Terminal } from "./terminal.ts";

/** One run of the command line. */
export interface Session {
  readonly terminal: Terminal;
  /** What the process will end with. */
  exit: number;
}

/** The action of a command, whose result is the exit code. Commander gives arguments, options, and the command itself. */
export const action =
  (
    session: Session,
    act: (net: string, options: Readonly<Record<string, unknown>>, terminal: Terminal) => Promise<number>,
  ) =>
  async (net: string, options: Readonly<Record<string, unknown>>): Promise<void> => {
    session.exit = await act(net, options, session.terminal);
  };

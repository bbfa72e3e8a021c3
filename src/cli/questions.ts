import type { CommonOptions } from "@clack/prompts";
import type { DataFile } from "../build/init/data.ts";
import type { Task } from "../build/init/guess.ts";
import type { Terminal } from "./terminal.ts";

type Keyboard = NonNullable<Terminal["keyboard"]>;

/** Thrown where the user leaves the questions with Ctrl-C or Escape. */
export class Cancelled extends Error {}

/** What a question may refuse an answer with; undefined for one that will do. */
type Refusal = (answer: string) => string | undefined;

export interface Questions {
  text(message: string, initial: string, refuse: Refusal): Promise<string>;
  choose<T extends string>(message: string, options: readonly Choice<T>[], initial: T): Promise<T>;
  confirm(message: string): Promise<boolean>;
}

export interface Choice<T extends string> {
  readonly value: T;
  readonly label: string;
  readonly hint?: string;
}

/** Questions on a terminal. What asks them is loaded here, so that whoever is asked nothing does not wait for it. */
export async function createQuestions({ input, output }: Keyboard): Promise<Questions> {
  const { confirm, select, text } = await import("@clack/prompts");
  const streams: CommonOptions = { input, output };
  /** Ctrl-C answers with a symbol. */
  const answered = <T>(answer: T): Exclude<T, symbol> => {
    if (isAnswer(answer)) return answer;
    throw new Cancelled();
  };
  return {
    text: async (message, initialValue, refuse) =>
      answered(
        await text({ message, initialValue, validate: (answer) => refuse((answer ?? "").trim()), ...streams }),
      ).trim(),
    async choose(message, options, initial) {
      const shown = options.map(({ value, label, hint }) => ({ value: String(value), label, ...(hint && { hint }) }));
      const answer = answered(
        await select<string>({ message, options: shown, initialValue: initial, maxItems: 12, ...streams }),
      );
      return options.find(({ value }) => value === answer)?.value ?? initial;
    },
    confirm: async (message) => answered(await confirm({ message, initialValue: true, ...streams })),
  };
}

const isAnswer = <T>(answer: T): answer is Exclude<T, symbol> => typeof answer !== "symbol";

/** A column as a choice: its name, and what it holds. */
export const columnChoices = ({ columns }: DataFile): readonly Choice<string>[] =>
  columns.map(({ name, isNumeric, values }) => ({
    value: name,
    label: name,
    hint: isNumeric ? `numbers, ${values[0]} … ${values.at(-1)}` : values.slice(0, 4).join(", "),
  }));

export const taskChoices = ([first, second]: readonly Task[]): readonly Choice<Task>[] =>
  [first, second].flatMap((task) =>
    task === undefined
      ? []
      : [{ value: task, label: task, hint: task === "regression" ? "a number" : "one of its classes" }],
  );

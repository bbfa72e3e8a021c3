import { relative, resolve } from "node:path";
import { Command } from "commander";
import { isRowLike } from "../build/init/columns.ts";
import type { DataFile } from "../build/init/data.ts";
import type { Wishes } from "../build/init/guess.ts";
import type { Project, ProjectSpec } from "../build/init/project.ts";
import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { EXIT } from "./failure.ts";
import { Cancelled, columnChoices, createQuestions, taskChoices } from "./questions.ts";
import type { Questions } from "./questions.ts";
import type { Session } from "./session.ts";
import { plural, table, wrapped } from "./text.ts";
import { trainCommand } from "./train.ts";

export const initCommand = (session: Session): Command =>
  new Command("init")
    .summary("make a project, for the columns of a CSV file or to start from")
    .description(
      "Writes a network, an app that uses it, and what TypeScript and npm need; trains the network once. " +
        "With --from, the network fits the columns of a CSV file: what is predicted, and whether it is a number or a class, " +
        "is guessed, and said. On a terminal it asks; in a pipe, and with --yes, it never does. Nothing is overwritten.",
    )
    .argument("[dir]", "the folder of the project (default: this one)")
    .option("--from <data.csv>", "predict a column of this file from the others")
    .option(
      "--target <column>",
      "what is predicted (default: a column called label, class, species, target or y, or the last)",
    )
    .option("--task <task>", "regression or classification (default: by the cells of the target)")
    .option("--features <columns>", "what it is predicted from, separated by commas (default: all other numbers)")
    .option("--hidden <widths>", "units of the hidden layers, as 10 or 10,10 (default: 10)")
    .option("--name <name>", "of the network and its module (default: that of the file)")
    .option("--no-train", "do not train it")
    .option("-y, --yes", "ask nothing")
    .addHelpText(
      "after",
      `
Examples:
  nngen init my-network                          asks what it is to be
  nngen init my-iris --from iris.csv --yes       asks nothing
  nngen init --from houses.csv --target price --hidden 16,16`,
    )
    .action(async (dir: string | undefined, raw: Readonly<Record<string, unknown>>, command: Command) => {
      const given = { ...raw, train: command.getOptionValueSource("train") === "cli" ? raw["train"] : undefined };
      session.exit = await init(dir, given, session);
    });

async function init(
  dir: string | undefined,
  raw: Readonly<Record<string, unknown>>,
  session: Session,
): Promise<number> {
  const { terminal } = session;
  const { readOptions } = await import("./options.ts");
  const { initOptions } = await import("./initoptions.ts");
  const options = readOptions(initOptions, raw);
  const { keyboard } = terminal;
  const questions = keyboard === undefined || options.yes ? undefined : await createQuestions(keyboard);
  const { planProject, writeProject } = await import("../build/init/project.ts");
  try {
    const spec = await specOf(dir, options, questions);
    const project = await planProject(spec);
    const trains = options.train ?? (await questions?.confirm("Train it now?")) ?? true;
    writeProject(project);
    terminal.out(summary(spec, project, terminal.isInteractive ? terminal.width : Infinity));
    for (const text of warnings(spec)) {
      terminal.err(`${terminal.palette.label("warning:")} ${table([[text]])}\n`);
    }
    if (trains) await train(project, session);
    terminal.out(nextSteps(spec, project, trains));
    return session.exit;
  } catch (error) {
    if (!(error instanceof Cancelled)) throw error;
    terminal.err("Nothing was written.\n");
    return EXIT.interrupted;
  }
}

interface Given extends Wishes {
  readonly from?: string | undefined;
  readonly name?: string | undefined;
  readonly hidden?: readonly number[] | undefined;
}

/** What the options say, then what is answered, then what is guessed. */
async function specOf(
  dir: string | undefined,
  given: { readonly [K in keyof Given]: Given[K] | undefined },
  questions: Questions | undefined,
): Promise<ProjectSpec> {
  const { exampleData, readData, requireReadable } = await import("../build/init/data.ts");
  const { aimOf } = await import("../build/init/guess.ts");
  const { requireFolder } = await import("../build/init/project.ts");
  // What can be refused is refused before anything is asked.
  const named = given.from === undefined ? undefined : readData(given.from);
  if (dir !== undefined) requireFolder(dir, named?.path ?? "");
  const folder =
    dir ??
    (await questions?.text("Where is the project to be?", ".", (answer) =>
      answer === "" ? "A folder; . is this one." : refusal(() => requireFolder(answer, named?.path ?? "")),
    )) ??
    ".";
  const from = given.from ?? (await askFile(questions, (path) => refusal(() => void readData(path))));
  const data = named ?? (from === undefined ? exampleData() : readData(from));
  requireFolder(folder, data.path);
  const wishes = from === undefined ? wishesOf(given) : await askAim(data, wishesOf(given), questions);
  const aim = aimOf(data.columns, data.rows, wishes);
  if (from !== undefined) requireReadable(data, aim);
  const hidden = given.hidden ?? (await askHidden(questions)) ?? [10];
  return { folder, data, aim, hidden, ...(given.name !== undefined && { name: given.name }) };
}

const wishesOf = ({ target, task, features }: { readonly [K in keyof Wishes]: Wishes[K] | undefined }): Wishes => ({
  ...(target !== undefined && { target }),
  ...(task !== undefined && { task }),
  ...(features !== undefined && { features }),
});

/** What a check says against an answer, in one line. */
function refusal(check: () => void): string | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    return table([[error.diagnostics[0]?.message ?? ""]]);
  }
}

async function askFile(
  questions: Questions | undefined,
  refuse: (path: string) => string | undefined,
): Promise<string | undefined> {
  const start = await questions?.choose(
    "What does it start from?",
    [
      { value: "file", label: "a CSV file of mine", hint: "a network for its columns" },
      { value: "example", label: "an example", hint: "a curve to be fitted, to change from there" },
    ],
    "file",
  );
  if (start !== "file") return undefined;
  const { filesBeside } = await import("../load/entry.ts");
  const [only = "", ...others] = filesBeside(resolve("data.csv")).filter((name) => name.endsWith(".csv"));
  return questions?.text("Which file?", others.length === 0 ? only : "", (path) =>
    path === "" ? "The path of a CSV file." : refuse(path),
  );
}

async function askAim(data: DataFile, wishes: Wishes, questions: Questions | undefined): Promise<Wishes> {
  if (questions === undefined) return wishes;
  const { guessTarget, tasksOf } = await import("../build/init/guess.ts");
  const able = data.columns.filter((column) => tasksOf(column, data.rows).length > 0);
  const guess = guessTarget(data.columns, data.rows)?.name;
  const target =
    wishes.target ??
    (guess === undefined
      ? undefined
      : await questions.choose("Which column is to be predicted?", columnChoices({ ...data, columns: able }), guess));
  const column = data.columns.find(({ name }) => name === target);
  const tasks = column === undefined ? [] : tasksOf(column, data.rows);
  const [first] = tasks;
  const asks = wishes.task === undefined && tasks.length > 1 && first !== undefined;
  const task = asks
    ? await questions.choose(`What is ${table([[target ?? ""]])}?`, taskChoices(tasks), first)
    : wishes.task;
  return { ...wishes, ...(target !== undefined && { target }), ...(task !== undefined && { task }) };
}

async function askHidden(questions: Questions | undefined): Promise<readonly number[] | undefined> {
  if (questions === undefined) return undefined;
  const { hiddenWidths } = await import("./initoptions.ts");
  const answer = await questions.text("Units of the hidden layers?", "10", (text) => {
    const { error } = hiddenWidths.safeParse(text);
    return error === undefined ? undefined : `It must be ${error.issues[0]?.message}.`;
  });
  return hiddenWidths.parse(answer);
}

/** As `nngen train` does it, with all that it shows. */
async function train({ net, weights, training }: Project, session: Session): Promise<void> {
  session.terminal.out("\n");
  await trainCommand(session).parseAsync([net, "--save", weights, ...training], { from: "user" });
}

function warnings({ data, aim }: ProjectSpec): readonly string[] {
  const first = data.columns.slice(0, 5).map(({ name }) => name);
  const row = `the first line, ${first.join(", ")}${data.columns.length > 5 ? ", …" : ""}, is taken for the names of the columns; if it is a row, put a line of names before it`;
  return [
    ...(isRowLike(data.columns) ? [row] : []),
    ...aim.leftOut.map(({ name, reason }) => `the column ${JSON.stringify(name)} is left out: ${reason}`),
  ];
}

function summary({ folder, data, aim, hidden }: ProjectSpec, { files }: Project, width: number): string {
  const { task, target, features } = aim;
  const outputs = task === "classification" ? target.values.length : 1;
  const classes = `${target.values.slice(0, 5).join(", ")}${target.values.length > 5 ? ", …" : ""}`;
  const what = task === "classification" ? `classification, ${outputs} classes: ${classes}` : "regression";
  const names = features.map(({ name }) => name);
  const list = `${names.slice(0, 6).join(", ")}${names.length > 6 ? `, … (${names.length} columns)` : ""}`;
  const inside = relative(process.cwd(), folder).replaceAll("\\", "/");
  const written = files.map(({ path }) => relative(folder, path).replaceAll("\\", "/")).join(", ");
  const rows = [
    ["  target", `${target.name}; ${what} (else: --target, --task)`],
    ["  features", `${list} (else: --features)`],
    ["  network", `${[features.length, ...hidden, outputs].join("-")} (else: --hidden)`],
    ["  written", inside === "" ? written : `in ${inside}: ${written}`],
  ] as const;
  const lines = rows.flatMap(([name, text]) =>
    wrapped(text, width - 12).map((line, i) => (i === 0 ? [name, line] : ["", line])),
  );
  return `${table([[data.shown, plural(data.rows, "row")]])}\n${table(lines)}\n`;
}

function nextSteps({ folder }: ProjectSpec, { module }: Project, trained: boolean): string {
  const inside = relative(process.cwd(), folder);
  const lines = [
    ...(inside === "" ? [] : [[`cd ${/^[\w./-]+$/.test(inside) ? inside : JSON.stringify(inside)}`, ""]]),
    ["npm install", "nngen and TypeScript, where they are not there yet"],
    ...(trained ? [] : [["npm run train", "train the network on the data"]]),
    ["npm run compile", `write ${module}, with the trained weights`],
    ["npm start", `run app.ts, which imports ${module}`],
  ];
  return `\nnext:\n${table(lines, "  ")}\n`;
}

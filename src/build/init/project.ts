import { existsSync, readdirSync, statSync } from "node:fs";
import { basename, join, relative, resolve } from "node:path";
import { fail } from "../../diagnostics/diagnostic.ts";
import { fileName } from "../paths.ts";
import { writeFiles } from "../write.ts";
import type { Output } from "../write.ts";
import type { DataFile } from "./data.ts";
import type { Aim } from "./guess.ts";
import { manifestText, packageName, textOf } from "./manifest.ts";
import { appText, netText } from "./net.ts";

/** What a project is to be. */
export interface ProjectSpec {
  readonly folder: string;
  /** Of the network and its module; left out, that of the data file. */
  readonly name?: string;
  readonly data: DataFile;
  readonly aim: Aim;
  readonly hidden: readonly number[];
}

export interface Project {
  readonly files: readonly Output[];
  /** From the working directory. */
  readonly net: string;
  readonly weights: string;
  /** Of the module that compiling writes. */
  readonly module: string;
  /** What training is told, so that large files do not take for ever; empty where the defaults will do. */
  readonly training: readonly string[];
}

/** The files of a project; nothing is written. Stops where the folder is in use. */
export async function planProject({ folder, name, data, aim, hidden }: ProjectSpec): Promise<Project> {
  requireFolder(folder, data.path);
  const called = name ?? nameOf(data.shown);
  const module = `${fileName(called)}.ts`;
  if (module === "net.ts" || module === "app.ts") {
    fail({
      code: "bad-option",
      message: `--name is ${JSON.stringify(called)}`,
      found: `${module}, which is another file of the project`,
      expected: "a name of its own",
      hint: "Its module is called so: give it the name of what it predicts.",
    });
  }
  const weights = `${fileName(called)}.safetensors`;
  const training = data.rows <= STEPS / 500 ? [] : ["--epochs", String(Math.max(20, Math.round(STEPS / data.rows)))];
  const inside = relative(resolve(folder), data.path).replaceAll("\\", "/");
  const isInside = data.path !== "" && !/^\.\.(\/|$)|^([A-Za-z]:)?\//.test(inside);
  const file = isInside ? inside : /\.(csv|txt)$/i.test(data.shown) ? basename(data.shown) : "data.csv";
  const net = { name: called, data: file, aim, hidden };
  const scripts = {
    train: ["nngen train net.ts", ...training, "--save", weights].join(" "),
    compile: `nngen compile net.ts --weights ${weights}`,
    watch: `nngen compile net.ts --weights ${weights} --watch`,
    check: `nngen compile net.ts --weights ${weights} --check`,
    typecheck: "tsc --noEmit",
    start: "tsc && node build/app.js",
  };
  const texts: readonly (readonly [string, string])[] = [
    ["net.ts", await netText(net)],
    ["app.ts", await appText({ ...net, module, first: data.first })],
    ...(isInside ? [] : [[file, data.text] as const]),
    ["package.json", manifestText(folder, packageName(folder), scripts)],
    ["tsconfig.json", TSCONFIG],
    ...(existsSync(join(folder, ".gitignore")) ? [] : [[".gitignore", "node_modules/\nbuild/\n"] as const]),
  ];
  const manifest = textOf(join(folder, "package.json"));
  const files = texts.map(([path, contents]): Output => ({
    path: join(folder, path),
    contents,
    // package.json is completed; whatever else there is, is not touched.
    isOurs: (there) => path === "package.json" && there.toString() === manifest,
  }));
  return { files, net: join(folder, "net.ts"), weights: join(folder, weights), module, training };
}

export const writeProject = ({ files }: Project): void => writeFiles(files);

/** So many examples are gone through in a few seconds. */
const STEPS = 1_000_000;

/** The name of a network for a data file; its module must not take the place of another file. */
function nameOf(file: string): string {
  const name = basename(file).replace(/\.[^.]*$/, "");
  return /^(net|app)?$/.test(fileName(name)) ? `${name}-network` : name;
}

/** What npm, git and editors put into a folder before anything is made in it. */
const TOLERATED =
  /^(\..*|package\.json|package-lock\.json|yarn\.lock|pnpm-lock\.yaml|node_modules|(readme|licen[cs]e)(\.\w+)?|.*\.tgz)$/i;

/** Stops where a folder holds more than that and the data, or is none. */
export function requireFolder(folder: string, data: string): void {
  const shown = JSON.stringify(folder);
  const kind = statSync(folder, { throwIfNoEntry: false });
  if (kind === undefined) return;
  const hint = "Give the project a folder of its own: nngen init my-network.";
  if (!kind.isDirectory()) fail({ code: "folder-not-empty", message: `${shown} is a file`, hint });
  const used = readdirSync(folder).filter((name) => !TOLERATED.test(name) && !isData(join(folder, name), data));
  if (used.length === 0) return;
  const found = `${used
    .slice(0, 5)
    .map((name) => JSON.stringify(name))
    .join(", ")}${used.length > 5 ? ", …" : ""}`;
  const expected = "an empty folder, or one that is still to be made";
  fail({ code: "folder-not-empty", message: `The folder ${shown} is not empty`, found, expected, hint });
}

/** The data file itself, other tables beside it, or the folder that it lies in. */
const isData = (path: string, data: string): boolean =>
  /\.csv$/i.test(path) ||
  resolve(path) === data ||
  data.startsWith(`${resolve(path)}/`) ||
  data.startsWith(`${resolve(path)}\\`);

const TSCONFIG = `${JSON.stringify(
  {
    compilerOptions: {
      module: "nodenext",
      target: "es2022",
      lib: ["es2023", "dom"],
      types: [],
      rootDir: ".",
      outDir: "build",
      strict: true,
      noUncheckedIndexedAccess: true,
      exactOptionalPropertyTypes: true,
      noUnusedLocals: true,
      verbatimModuleSyntax: true,
      erasableSyntaxOnly: true,
      rewriteRelativeImportExtensions: true,
      skipLibCheck: true,
    },
    include: ["*.ts"],
  },
  null,
  2,
).replace(/\[\s+("[^\]]*")\s+\]/g, (_, items: string) => `[${items.replace(/\s+/g, " ")}]`)}\n`;

import { statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fail } from "../diagnostics/diagnostic.ts";

/** Where a module goes. */
export interface Target {
  readonly path: string;
  readonly language: "typescript" | "javascript";
  /** The declarations beside JavaScript. */
  readonly declarations?: string;
}

/** Where the user says, or beside net.ts under the network's name. */
export function targetOf(out: string | undefined, net: string, name: string, inferenceOnly: boolean): Target {
  if (out === undefined) {
    const file = `${fileName(name)}${inferenceOnly ? ".predict" : ""}.ts`;
    return { path: join(dirname(net), file), language: "typescript" };
  }
  if (out === "" || /[\\/]$/.test(out) || isFolder(out)) {
    fail({
      code: "output-is-folder",
      message: `--out is ${JSON.stringify(out)}, a folder`,
      found: "a folder",
      expected: "the path of a file",
      hint: `As in --out ${JSON.stringify(join(out, `${fileName(name)}.ts`))}.`,
    });
  }
  if (/\.d\.[cm]?ts$/.test(out) || !/[^/\\]\.(ts|js)$/.test(out)) {
    fail({
      code: "bad-option",
      message: `--out is ${JSON.stringify(out)}`,
      found: JSON.stringify(basename(out)),
      expected: "a file that ends with .ts, or with .js for JavaScript and its .d.ts",
      hint: `As in --out ${JSON.stringify(asModule(out, name))}.`,
    });
  }
  if (out.endsWith(".ts")) return { path: out, language: "typescript" };
  return { path: out, language: "javascript", declarations: out.replace(/\.js$/, ".d.ts") };
}

/** The path with the ending of a module in the language that it seems to ask for; a file that has nothing but an ending takes the name of the network. */
const asModule = (out: string, name: string): string => {
  const stem = basename(out).replace(/(\.d)?\.\w*$/, "");
  const ending = /\.[cm]?jsx?$/i.test(out) ? "js" : "ts";
  return join(dirname(out), `${stem === "" ? fileName(name) : stem}.${ending}`);
};

/** Anything else that is wrong with a path is reported when it is written. */
function isFolder(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  } catch {
    return false;
  }
}

/** What Windows keeps for devices. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

/** A network may have any name; its file stays in its folder and is a file on every system. */
export function fileName(name: string): string {
  const safe = name
    .normalize("NFC")
    .replace(/[^\p{L}\p{M}\p{N}._-]+/gu, "-")
    .replace(/^[.-]+|[.-]+$/g, "");
  const short = [...safe].slice(0, 60).join("");
  return short === "" || RESERVED.test(short) ? `network${short === "" ? "" : `-${short}`}` : short;
}

import { readFileSync } from "node:fs";
import { type InterfaceDeclarationStructure, Project, ts } from "ts-morph";
import { invariant } from "../diagnostics/diagnostic.ts";
import type { Plan } from "./plan.ts";

/** One declaration of the templates: a module takes it over, or leaves it out. */
export interface Piece {
  readonly name: string;
  /** Whether modules export it; the others are helpers. */
  readonly exported: boolean;
  /** Whether its arrays hold 64 bits whatever the precision of the module. */
  readonly isDouble: boolean;
  readonly node: ts.Statement;
}

export interface Templates {
  /** The declarations by name, in the order of FILES and of their text. */
  readonly pieces: ReadonlyMap<string, Piece>;
  /** The interface of a network. */
  readonly network: InterfaceDeclarationStructure;
}

/** `templates/` in the order in which helpers stand in a module, and whether modules export what a file declares. */
const FILES: readonly (readonly [name: string, exported: boolean])[] = [
  ["metadata", true],
  ["create", true],
  ["interface", true],
  ["calls", false],
  ["checks", false],
  ["steps", false],
  ["random", false],
  ["rows", false],
  ["exp2", false],
  ["standardize", false],
  ["fit", false],
  ["lbfgs", false],
  ["predict", false],
  ["classify", false],
  ["metrics", false],
  ["summary", false],
  ["save", false],
  ["load", false],
];

/** The folder lies beside `src` and, in the installed package, beside `dist`. */
const folder = new URL("../../templates/", import.meta.url);

/** A project for text only: nothing is type-checked or written, and no library is loaded. */
export const newProject = (): Project =>
  new Project({ useInMemoryFileSystem: true, skipLoadingLibFiles: true, skipFileDependencyResolution: true });

let loaded: Templates | undefined;

/** Reads and parses the templates, once. */
export function loadTemplates(): Templates {
  if (loaded !== undefined) return loaded;
  const pieces = new Map<string, Piece>();
  const project = newProject();
  for (const [name, exported] of FILES) {
    const text = readFileSync(new URL(`${name}.ts`, folder), "utf8");
    for (const node of project.createSourceFile(`${name}.ts`, text).compilerNode.statements) {
      const declared = declaredName(node);
      if (declared === undefined) continue;
      invariant(!pieces.has(declared), `two templates declare ${declared}`);
      pieces.set(declared, { name: declared, exported, isDouble: name === "exp2", node });
    }
  }
  const network = project.getSourceFileOrThrow("interface.ts").getInterfaceOrThrow("Network").getStructure();
  return (loaded = { pieces, network });
}

export function pieceOf({ pieces }: Templates, name: string): Piece {
  const piece = pieces.get(name);
  invariant(piece, `no template declares ${name}`);
  return piece;
}

/** The text of the comment before a declaration. */
export function commentOf(node: ts.Node): string {
  const [comment] = ts.getJSDocCommentsAndTags(node);
  return (comment && ts.getTextOfJSDocComment(comment.comment)) ?? "";
}

/** The name that a statement declares; imports and other statements declare none. */
export function declaredName(node: ts.Statement): string | undefined {
  if (ts.isVariableStatement(node)) {
    const name = node.declarationList.declarations[0]?.name;
    return name && ts.isIdentifier(name) ? name.text : undefined;
  }
  const declares = ts.isFunctionDeclaration(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node);
  return declares ? node.name?.text : undefined;
}

/** Text of the templates in the words of one network: its type's name and its arrays' (but in a table of types by their name). */
export function adopt(text: string, { code, arrayType, absent }: Plan): string {
  const named = text.replace(/\bNetwork\b/g, code.typeName);
  const adopted = absent.has("integers") ? named.replaceAll(" | Int32Array", "") : named;
  return arrayType === "Float64Array"
    ? adopted
    : adopted
        .replace(/(?<!F64: )\bFloat64Array\b/g, arrayType)
        .replace('dtype: "F64",', 'dtype: "F32",')
        .replace("size * 8", "size * 4");
}

import { ts } from "ts-morph";
import { invariant } from "../diagnostics/diagnostic.ts";
import { hasSyntaxErrors } from "./transpile.ts";

export interface Stripped {
  /** A script: nothing is exported. */
  readonly code: string;
  /** The names of the values that the module exports. */
  readonly exported: readonly string[];
}

/**
 * A module's text without its types, and without the word `export`; all else stays as it is written. Emitted modules hold no syntax of
 * TypeScript but what can be erased, and import nothing. So nothing has to be printed anew, which takes five times as long.
 */
export function stripTypes(text: string, filename: string): Stripped {
  const file = ts.createSourceFile(filename, text, ts.ScriptTarget.ES2022);
  invariant(!hasSyntaxErrors(file), "the emitted module does not parse");
  const exported: string[] = [];
  const cuts: (readonly [from: number, to: number])[] = [];
  const cut = (from: number, to: number): void => void cuts.push([from, to]);
  /** `<T, U>`: the list ends before the bracket. */
  const cutList = (list: ts.NodeArray<ts.Node> | undefined): void => {
    if (list !== undefined) cut(list.pos - 1, text.indexOf(">", list.end) + 1);
  };
  /** `: T`: a type begins behind the colon. */
  const cutAnnotation = (type: ts.TypeNode | undefined): void => {
    if (type !== undefined) cut(type.pos - 1, type.end);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return cut(node.getStart(file), node.end);
    if (ts.isFunctionLike(node)) {
      cutList(node.typeParameters);
      cutAnnotation(node.type);
    } else if (ts.isVariableDeclaration(node)) cutAnnotation(node.type);
    else if (ts.isParameter(node)) {
      if (node.questionToken !== undefined) cut(node.questionToken.getStart(file), node.questionToken.end);
      cutAnnotation(node.type);
    } else if (ts.isCallExpression(node) || ts.isNewExpression(node)) cutList(node.typeArguments);
    else if (ts.isAsExpression(node) || ts.isSatisfiesExpression(node) || ts.isNonNullExpression(node))
      cut(node.expression.end, node.end);
    ts.forEachChild(node, (child) => (ts.isTypeNode(child) ? undefined : visit(child)));
  };
  for (const statement of file.statements) {
    invariant(!ts.isImportDeclaration(statement), "the emitted module imports something");
    const word = ts.canHaveModifiers(statement)
      ? ts.getModifiers(statement)?.find(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
      : undefined;
    if (ts.isExportDeclaration(statement)) {
      cut(statement.getStart(file), statement.end);
      if (statement.exportClause !== undefined && ts.isNamedExports(statement.exportClause))
        exported.push(...statement.exportClause.elements.map(({ name }) => name.text));
      continue;
    }
    if (word !== undefined && !ts.isInterfaceDeclaration(statement) && !ts.isTypeAliasDeclaration(statement)) {
      cut(word.getStart(file), word.end);
      exported.push(...namesOf(statement));
    }
    visit(statement);
  }
  return { code: without(text, cuts), exported };
}

function namesOf(statement: ts.Statement): readonly string[] {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.map(({ name }) => {
      invariant(ts.isIdentifier(name), "the emitted module exports a pattern");
      return name.text;
    });
  return ts.isFunctionDeclaration(statement) && statement.name !== undefined ? [statement.name.text] : [];
}

/** The text without some parts of it; parts may lie inside others. */
function without(text: string, cuts: readonly (readonly [from: number, to: number])[]): string {
  const kept: string[] = [];
  let end = 0;
  for (const [from, to] of cuts.toSorted(([a], [b]) => a - b)) {
    if (from > end) kept.push(text.slice(end, from));
    end = Math.max(end, to);
  }
  return [...kept, text.slice(end)].join("");
}

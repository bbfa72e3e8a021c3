import { ts } from "ts-morph";
import { fail } from "../diagnostics/diagnostic.ts";
import type { Place } from "../diagnostics/diagnostic.ts";
import type { SourceFile } from "./source.ts";

/** Where things stand that only their absence or their value shows to be wrong. */
export interface Landmarks {
  readonly defaultExport?: Place;
  readonly end: Place;
  /** The module specifiers, quotes included. */
  readonly imports: readonly { readonly specifier: string; readonly place: Place }[];
}

/**
 * `import { dense } from "nngen"; const dense = …`: an error in every module system, but not in what TypeScript makes of it, where
 * the import would silently win.
 */
export function checkRedeclared(file: ts.SourceFile, source: SourceFile): void {
  const imported = new Map<string, ts.Node>();
  for (const statement of file.statements) {
    const clause = ts.isImportDeclaration(statement) ? statement.importClause : undefined;
    if (clause === undefined || clause.phaseModifier === ts.SyntaxKind.TypeKeyword) continue;
    if (clause.name !== undefined) imported.set(clause.name.text, clause.name);
    const bindings = clause.namedBindings;
    if (bindings !== undefined && ts.isNamespaceImport(bindings)) imported.set(bindings.name.text, bindings.name);
    if (bindings !== undefined && ts.isNamedImports(bindings)) {
      for (const { name, isTypeOnly } of bindings.elements) if (!isTypeOnly) imported.set(name.text, name);
    }
  }
  for (const name of file.statements.flatMap(declaredNames)) {
    const first = imported.get(name.text);
    if (first === undefined) continue;
    const place = source.placeAt(name.getStart(file), name.getEnd());
    const { line } = source.placeAt(first.getStart(file));
    const hint = `Line ${line} imports that name: choose another.`;
    fail({ code: "syntax-error", message: `The name ${JSON.stringify(name.text)} is declared twice`, place, hint });
  }
}

/** What a statement declares by value at the top of a module. */
function declaredNames(statement: ts.Statement): readonly ts.Identifier[] {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.flatMap(({ name }) => identifiers(name));
  const declares =
    ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement) || ts.isEnumDeclaration(statement);
  return declares && statement.name !== undefined ? [statement.name] : [];
}

const identifiers = (name: ts.BindingName): readonly ts.Identifier[] =>
  ts.isIdentifier(name)
    ? [name]
    : name.elements.flatMap((element) => (ts.isOmittedExpression(element) ? [] : identifiers(element.name)));

/** Also stops at an `await` outside functions: modules are run one after another, without waiting. */
export function findLandmarks(file: ts.SourceFile, source: SourceFile): Landmarks {
  const place = (node: ts.Node): Place => source.placeAt(node.getStart(file), node.getEnd());
  const imports: { specifier: string; place: Place }[] = [];
  let defaultExport: Place | undefined;
  const addImport = (specifier: ts.Node | undefined): void => {
    if (specifier !== undefined && ts.isStringLiteralLike(specifier)) {
      imports.push({ specifier: specifier.text, place: place(specifier) });
    }
  };
  const visit = (node: ts.Node, inFunction: boolean): void => {
    if (ts.isImportDeclaration(node)) addImport(node.moduleSpecifier);
    if (ts.isExportDeclaration(node)) {
      addImport(node.moduleSpecifier);
      const clause = node.exportClause;
      if (clause !== undefined && ts.isNamedExports(clause)) {
        defaultExport ??= clause.elements.filter(({ name }) => name.text === "default").map(place)[0];
      }
    }
    if (ts.isExportAssignment(node)) defaultExport ??= place(node);
    if (ts.canHaveModifiers(node) && ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword)) {
      defaultExport ??= place(node);
    }
    if (ts.isCallExpression(node) && isImportCall(node)) addImport(node.arguments[0]);
    const waits = ts.isAwaitExpression(node) || (ts.isForOfStatement(node) && node.awaitModifier !== undefined);
    if (waits && !inFunction) topLevelAwait(place(node));
    ts.forEachChild(node, (child) =>
      visit(child, inFunction || ts.isFunctionLike(node) || ts.isClassStaticBlockDeclaration(node)),
    );
  };
  visit(file, false);
  const end = source.placeAt(file.statements.at(-1)?.getStart(file) ?? source.text.length);
  return { imports, end, ...(defaultExport !== undefined && { defaultExport }) };
}

const isImportCall = (node: ts.CallExpression): boolean =>
  node.expression.kind === ts.SyntaxKind.ImportKeyword ||
  (ts.isIdentifier(node.expression) && node.expression.text === "require");

const topLevelAwait = (place: Place): never =>
  fail({
    code: "top-level-await",
    message: "`await` stands outside a function",
    place,
    hint: "A network is a plain value: read files with `readFileSync`, and rows with `data: csv(…)`.",
  });

/** What the engine means by a position: a name, or the whole call where it points at the callee, its last name or a parenthesis. */
export function meantAt(file: ts.SourceFile, offset: number): ts.Node {
  const path: ts.Node[] = [];
  const descend = (node: ts.Node): void => {
    if (offset < node.getStart(file) || offset >= node.getEnd()) return;
    path.unshift(node);
    ts.forEachChild(node, descend);
  };
  ts.forEachChild(file, descend);
  const [innermost, outer, outermost] = path;
  if (innermost === undefined) return file;
  const callee =
    outer !== undefined && ts.isPropertyAccessExpression(outer) && outer.name === innermost ? outer : innermost;
  const around = callee === innermost ? outer : outermost;
  const called = around !== undefined && (ts.isCallExpression(around) || ts.isNewExpression(around));
  return called && around.expression === callee ? around : innermost;
}

import { ts } from "ts-morph";
import type { SourceFile } from "./source.ts";

/**
 * A transformation of a parsed file that reports to a recorder (FileRecorder) which node each variable holds and where each call
 * stands. `recorder` is the name that the file knows it by. Nothing else changes: values pass through.
 *
 *   const z = add(mul(w, x), b)   →   const z = r.name(r.call(add(r.call(mul(w, x), …), b), …), "z", …)
 */
export function instrument(source: SourceFile, recorder: string): ts.TransformerFactory<ts.SourceFile> {
  return (context) => {
    const { factory } = context;
    let root: ts.SourceFile;

    const report = (method: string, value: ts.Expression, place: ts.Node, name?: string): ts.Expression => {
      const { line, column, length } = source.placeAt(place.getStart(root), place.getEnd());
      const names = name === undefined ? [] : [factory.createStringLiteral(name)];
      const numbers = [line, column, length ?? 1].map((number) => factory.createNumericLiteral(number));
      const callee = factory.createPropertyAccessExpression(factory.createIdentifier(recorder), method);
      return factory.createCallExpression(callee, undefined, [value, ...names, ...numbers]);
    };
    const named = (value: ts.Expression, original: ts.Expression, name: ts.Identifier): ts.Expression =>
      holdsNoNode(original) ? value : report("name", value, original, name.text);

    const visit: ts.Visitor = (node) => {
      if (ts.isEnumDeclaration(node) || ts.isDecorator(node) || ts.isTypeNode(node)) return node;
      const seen = ts.visitEachChild(node, visit, context);
      if (ts.isCallExpression(node) && ts.isCallExpression(seen))
        return isPlainCall(node) ? report("call", seen, node) : seen;
      if (ts.isVariableDeclaration(node) && ts.isVariableDeclaration(seen)) return declaration(node, seen);
      if (ts.isBindingElement(node) && ts.isBindingElement(seen)) return bindingElement(node, seen);
      if (ts.isBinaryExpression(node) && ts.isBinaryExpression(seen) && isAssignment(node)) {
        const value = ts.isIdentifier(node.left) ? named(seen.right, node.right, node.left) : seen.right;
        return factory.updateBinaryExpression(seen, seen.left, seen.operatorToken, value);
      }
      if (ts.isThrowStatement(node) && ts.isThrowStatement(seen)) {
        return factory.updateThrowStatement(seen, report("thrown", seen.expression, node.expression));
      }
      if (ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword) {
        return factory.createPropertyAccessExpression(factory.createIdentifier(recorder), "meta");
      }
      return seen;
    };
    const declaration = (node: ts.VariableDeclaration, seen: ts.VariableDeclaration): ts.Node => {
      if (node.initializer === undefined || seen.initializer === undefined) return seen;
      const value = ts.isIdentifier(node.name)
        ? named(seen.initializer, node.initializer, node.name)
        : destructured(seen.initializer, node.name);
      return factory.updateVariableDeclaration(seen, seen.name, seen.exclamationToken, seen.type, value);
    };
    /** The default of `const { a = mul(2, x) } = …`. */
    const bindingElement = (node: ts.BindingElement, seen: ts.BindingElement): ts.Node => {
      if (node.initializer === undefined || seen.initializer === undefined || !ts.isIdentifier(node.name)) return seen;
      const value = named(seen.initializer, node.initializer, node.name);
      return factory.updateBindingElement(seen, seen.dotDotDotToken, seen.propertyName, seen.name, value);
    };
    /** `const { a: { b } } = v` → `const { a: { b } } = r.parts(v, [["a", "b"], "b", …])` */
    const destructured = (value: ts.Expression, pattern: ts.BindingPattern): ts.Expression => {
      const parts = boundNames(pattern, []).map(({ path, name }) => {
        const { line, column, length } = source.placeAt(name.getStart(root), name.getEnd());
        const keys = factory.createArrayLiteralExpression(path.map((key) => factory.createStringLiteral(key)));
        const numbers = [line, column, length ?? 1].map((number) => factory.createNumericLiteral(number));
        return factory.createArrayLiteralExpression([keys, factory.createStringLiteral(name.text), ...numbers]);
      });
      const callee = factory.createPropertyAccessExpression(factory.createIdentifier(recorder), "parts");
      return factory.createCallExpression(callee, undefined, [value, ...parts]);
    };
    return (file) => {
      root = file;
      return ts.visitEachChild(file, visit, context);
    };
  };
}

/** Wrapping a call inside `a?.b().c()` would break the chain, `super()` and `import()` are syntax of their own. */
function isPlainCall(node: ts.CallExpression): boolean {
  const kind = node.expression.kind;
  if (kind === ts.SyntaxKind.SuperKeyword || kind === ts.SyntaxKind.ImportKeyword) return false;
  return (node.flags & ts.NodeFlags.OptionalChain) === 0;
}

const isAssignment = (node: ts.BinaryExpression): boolean => node.operatorToken.kind === ts.SyntaxKind.EqualsToken;

/** Functions and classes take their names from the variable, which a wrapped initialiser would lose; literals are no nodes. */
const holdsNoNode = (value: ts.Expression): boolean =>
  ts.isFunctionExpression(value) ||
  ts.isArrowFunction(value) ||
  ts.isClassExpression(value) ||
  ts.isLiteralExpression(value) ||
  ts.isObjectLiteralExpression(value);

interface BoundName {
  readonly path: readonly string[];
  readonly name: ts.Identifier;
}

/** The names of a pattern, each with the keys that lead to its value. Rest elements hold no nodes, computed keys are not followed. */
function boundNames(pattern: ts.BindingPattern, outer: readonly string[]): readonly BoundName[] {
  return pattern.elements.flatMap((element, index) => {
    if (ts.isOmittedExpression(element) || element.dotDotDotToken !== undefined) return [];
    const key = ts.isArrayBindingPattern(pattern) ? String(index) : keyOf(element);
    if (key === undefined) return [];
    const path = [...outer, key];
    return ts.isIdentifier(element.name) ? [{ path, name: element.name }] : boundNames(element.name, path);
  });
}

function keyOf({ propertyName, name }: ts.BindingElement): string | undefined {
  const key = propertyName ?? name;
  return ts.isIdentifier(key) || ts.isStringLiteral(key) || ts.isNumericLiteral(key) ? key.text : undefined;
}

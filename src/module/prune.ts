import { ts } from "ts-morph";

/** Some text of a template as a network needs it, and the names that it refers to. */
export interface Pruned {
  readonly text: string;
  readonly references: ReadonlySet<string>;
}

/**
 * The text of a node without what mentions something that the network does not have: the smallest statement, member of an
 * object or member of an interface around each of the `absent` names is left out. A member of an object that bears one of the
 * names in `members` is replaced. What is left of the template itself passes `adopt`.
 */
export function prune(
  root: ts.Node,
  absent: ReadonlySet<string>,
  members: ReadonlyMap<string, string> = new Map(),
  adopt: (text: string) => string = (text) => text,
): Pruned {
  const source = root.getSourceFile();
  const cuts = new Map<ts.Node, string>();
  const names: ts.Identifier[] = [];
  const visit = (node: ts.Node, around: ts.Node | undefined): void => {
    const inner = isRemovable(node) ? node : around;
    if (ts.isIdentifier(node)) {
      const member = members.get(node.text);
      if (absent.has(node.text) && inner) cuts.set(inner, "");
      else if (member !== undefined && isMemberName(node)) cuts.set(node.parent, member);
      else names.push(node);
    }
    ts.forEachChild(node, (child) => visit(child, inner));
  };
  visit(root, undefined);

  const isCut = (node: ts.Node): boolean =>
    [...cuts.keys()].some((cut) => node !== cut && cut.pos <= node.pos && node.end <= cut.end);
  if (cuts.has(root)) return { text: "", references: new Set() };
  let text = "";
  let from = ts.getJSDocCommentsAndTags(root).at(-1)?.pos ?? root.getStart(source);
  for (const [node, replacement] of [...cuts].filter(([cut]) => !isCut(cut)).sort(([a], [b]) => a.pos - b.pos)) {
    text += adopt(source.text.slice(from, node.pos)) + replacement;
    const comma = source.text[node.end] === "," && replacement === "";
    from = comma ? node.end + 1 : node.end;
  }
  text += adopt(source.text.slice(from, root.end));
  return {
    text,
    references: new Set(names.filter((name) => !isCut(name) && isReference(name)).map(({ text }) => text)),
  };
}

const isMember = ts.isObjectLiteralElementLike;

function isRemovable(node: ts.Node): boolean {
  return (
    isMember(node) ||
    (ts.isExpressionStatement(node) && !ts.isIfStatement(node.parent)) ||
    ts.isIfStatement(node) ||
    ts.isForOfStatement(node) ||
    ts.isVariableStatement(node) ||
    ts.isPropertySignature(node) ||
    ts.isMethodSignature(node)
  );
}

const isMemberName = (name: ts.Identifier): boolean => isMember(name.parent) && name.parent.name === name;

/** Whether an identifier stands for a declaration, rather than for a property. */
function isReference(name: ts.Identifier): boolean {
  const { parent } = name;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === name;
  if (ts.isBindingElement(parent)) return parent.propertyName !== name;
  if (ts.isShorthandPropertyAssignment(parent)) return true;
  if (ts.isPropertySignature(parent) || ts.isMethodSignature(parent)) return parent.name !== name;
  return !isMemberName(name) && !ts.isNamedTupleMember(parent);
}

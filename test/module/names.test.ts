import { ts } from "ts-morph";
import { describe, expect, it } from "vitest";
import { prune } from "../../src/module/prune.ts";
import { loadTemplates } from "../../src/module/templates.ts";
import { namer } from "../../src/targets/typescript/names.ts";

/** What only the stand-in of the templates declares; a network has its own in their place. */
const STAND_IN = new Set("Network mean scale W b dW db p probabilities x y z zBar yHat J total n i k".split(" "));
/** Arguments and local variables of functions that mention no array of the network; type parameters. */
const LOCAL = new Set("method values value other result K T".split(" "));
/** What generated statements mention and the stand-in's do not. */
const GENERATED = ["drawNormal", "drawOrthogonal", "lbfgs", "predictAll", "average", "arrays"];

/** All names that text of the templates refers to: a network's identifiers must not take them, where both are in scope. */
function namesInScope(): readonly string[] {
  const { pieces } = loadTemplates();
  const names = new Set(GENERATED);
  for (const { name, exported, node } of pieces.values()) {
    const { references } = prune(node, new Set());
    if (exported) names.add(name);
    // `create` is the scope of the network's arrays; types are in one scope with the network's own type.
    if (name === "create") references.forEach((reference) => names.add(reference));
    else
      ts.forEachChild(node, function visit(child): void {
        if (ts.isTypeReferenceNode(child) && ts.isIdentifier(child.typeName)) names.add(child.typeName.text);
        ts.forEachChild(child, visit);
      });
  }
  return [...names];
}

describe("the identifiers of a network", () => {
  it("never take a name that the code around its functions refers to", () => {
    const free = namesInScope().filter((name) => namer().identifier("a thing", name) === name);
    expect(free.filter((name) => !STAND_IN.has(name) && !LOCAL.has(name))).toEqual([]);
  });
});

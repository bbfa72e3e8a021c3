import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { GraphNode } from "../ir/graph.ts";
import { isInput } from "./findings.ts";
import type { Finding, Roots } from "./findings.ts";
import { quoted } from "./mistakes.ts";

/** Inputs, outputs and parameters need names of their own; the first to have one keeps it. */
export function checkNames({ inputs, outputs }: Roots, read: readonly GraphNode[]): readonly Finding[] {
  const findings: Finding[] = [];
  const taken = new Map<string, string>();
  const claim = (name: string, what: string, node: GraphNode): void => {
    const other = taken.get(name);
    if (other === undefined) taken.set(name, what);
    else findings.push({ node, diagnostic: duplicate(name, other, what) });
  };
  for (const { name, node } of inputs) claim(name, "an input", node);
  for (const { name, node } of outputs) claim(name, "an output", node);
  for (const node of read)
    if (node.kind === "parameter" && node.name !== undefined) claim(node.name, "a parameter", node);
  return [...findings, ...checkInputs(inputs)];
}

/** Two inputs that were given one name, or one input under two keys. Keys themselves differ: they are those of an object. */
function checkInputs(inputs: Roots["inputs"]): readonly Finding[] {
  return inputs.flatMap(({ name, node }, index): readonly Finding[] => {
    const before = inputs.slice(0, index);
    const again = before.find((entry) => entry.node === node);
    if (again !== undefined) return [{ node, diagnostic: declaredTwice(again.name, name) }];
    const same = isInput(node) && before.some((entry) => isInput(entry.node) && entry.node.name === node.name);
    return same ? [{ node, diagnostic: duplicate(node.name, "an input", "an input") }] : [];
  });
}

const duplicate = (name: string, first: string, second: string): Diagnostic => ({
  code: "duplicate-name",
  message: `network: the name ${quoted(name)} stands for ${first} and ${first === second ? "another" : second}`,
  found: quoted(name),
  expected: "a name of its own",
  hint: "Rename one of them.",
});

const declaredTwice = (first: string, second: string): Diagnostic => ({
  code: "duplicate-name",
  message: `network: ${quoted(first)} and ${quoted(second)} are one input`,
  found: quoted(second),
  expected: "each input once",
  hint: "Take one of them out of inputs.",
});

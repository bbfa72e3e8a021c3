import { type FunctionDeclarationStructure, StructureKind, ts } from "ts-morph";
import { invariant } from "../diagnostics/diagnostic.ts";
import { arraysOf } from "./arrays.ts";
import { callsOf } from "./calls.ts";
import { ownMembers } from "./members.ts";
import { initializeOf } from "./initialize.ts";
import { kernelsOf } from "./kernels.ts";
import type { Plan } from "./plan.ts";
import { prune } from "./prune.ts";
import { adopt, commentOf, declaredName, pieceOf, type Templates } from "./templates.ts";

/** What the template of `create` has in common with all networks; its other declarations are the stand-in's own. */
const COMMON: readonly string[] = ["parameters", "gradient", "loss", "setParameters", "given", "network"];

export interface Create {
  readonly structure: FunctionDeclarationStructure;
  /** Names that it mentions, declarations of the templates among them. */
  readonly mentions: ReadonlySet<string>;
}

/** `create` with the network's own arrays and functions in place of the stand-in's. */
export function createOf(plan: Plan, templates: Templates): Create {
  const template = pieceOf(templates, "create").node;
  invariant(ts.isFunctionDeclaration(template) && template.body, "the template of create is a function");
  const own = ownMembers(plan);
  const members = new Map(own.map(([name, text]) => [name, text]));
  // The accessors of the template are the stand-in's.
  const absent = new Set([...plan.absent, "learningRate", "trainingSize"]);

  const before: string[] = [];
  const after: string[] = [];
  const mentions = new Set(["CreateOptions", "Network"]);
  let passed = false;
  for (const node of template.body.statements) {
    const name = declaredName(node);
    if (name !== undefined && !COMMON.includes(name)) passed = true;
    else if (name === undefined || !plan.absent.has(name)) {
      const { text, references } = prune(node, absent, members, (text) => adopt(text, plan));
      // Embedded weights take the place of initial ones, before the caller's own.
      if (ts.isIfStatement(node) && plan.weights !== undefined) after.push(...weightsStatements(plan));
      (passed ? after : before).push(ts.isFunctionDeclaration(node) ? `\n${text}` : text);
      references.forEach((reference) => mentions.add(reference));
    }
  }
  for (const [name, , helpers] of own) if (!plan.absent.has(name)) helpers.forEach((helper) => mentions.add(helper));
  const arrays = arraysOf(plan);
  const kernels = kernelsOf(plan);
  const fragments = [initializeOf(plan), ...(mentions.has("calls") ? [callsOf(plan)] : [])];
  for (const name of fragments.flatMap((fragment) => fragment.mentions)) mentions.add(name);
  if (kernels.some(({ name }) => name !== "update")) mentions.add("check");
  for (const table of ["ROOTS", "RESTS", "POWERS"]) if (plan.used.has(table)) mentions.add(table);
  if (!plan.absent.has("range")) mentions.add("checkRange");
  if (!plan.absent.has("integers")) mentions.add("integers");
  if (!plan.absent.has("process")) mentions.add("checkSteps");
  if (plan.code.search !== undefined && !plan.inferenceOnly) mentions.add("lbfgs");
  const generated = fragments.flatMap(({ statements }) => statements);

  return {
    structure: {
      kind: StructureKind.Function,
      name: "create",
      isExported: true,
      docs: [{ description: commentOf(template) }],
      parameters: [{ name: "options", type: "CreateOptions", initializer: "{}" }],
      returnType: plan.code.typeName,
      statements: [...before, ...arrays, ...kernels, ...generated, ...after],
    },
    mentions,
  };
}

function weightsStatements({ absent }: Plan): readonly string[] {
  if (absent.has("seed")) return ["parameters.set(WEIGHTS);"];
  const adapted = absent.has("adapted") ? "" : "network.adapted = true;";
  return [`if (options.seed === undefined) { parameters.set(WEIGHTS); ${adapted} }`];
}

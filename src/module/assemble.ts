import { type StatementStructures, StructureKind } from "ts-morph";
import type { ModuleCode } from "../targets/typescript/code.ts";
import { createOf } from "./create.ts";
import { formatTypeScript } from "./format.ts";
import { headerOf, type ModuleHeader } from "./header.ts";
import { networkOf } from "./network.ts";
import { type Plan, planModule } from "./plan.ts";
import { prune } from "./prune.ts";
import { summaryOf } from "./summary.ts";
import { tablesOf, weightsTable } from "./tables.ts";
import { adopt, loadTemplates, newProject, type Templates } from "./templates.ts";
import { typesOf } from "./types.ts";
import { readParameters } from "./weights.ts";

export interface AssembleOptions {
  /** Only what prediction needs. */
  readonly inferenceOnly: boolean;
  /** The contents of a safetensors file of this network, whose parameters the module starts with. */
  readonly weights?: Uint8Array;
}

/** The TypeScript text of a module: the header, tables, `create`, and what that needs of the templates, formatted. */
export async function assembleModule(
  code: ModuleCode,
  header: ModuleHeader,
  options: AssembleOptions,
): Promise<string> {
  const weights = options.weights && readParameters(options.weights, code);
  const plan = planModule(code, options.inferenceOnly, weights);
  const templates = loadTemplates();
  const source = newProject().createSourceFile("module.ts");
  source.addStatements([...statementsOf(plan, templates)]);
  return formatTypeScript(`${headerOf(plan, header)}\n${source.getFullText()}`);
}

type Statement = string | StatementStructures;

/** What stands in the module: what is always there, and every declaration that something there mentions. */
function statementsOf(plan: Plan, templates: Templates): readonly Statement[] {
  const create = createOf(plan, templates);
  const tables = tablesOf(plan);
  const types = new Map(typesOf(plan).map((type) => [type.name, type]));
  const statements = new Map<string, Statement>();
  const weights = weightsTable(plan);
  const own = new Map([...tables, ["summary", summaryOf(plan)]]);
  if (weights !== undefined) statements.set("WEIGHTS", weights);
  const queue = ["PARAMETER_COUNT", "metadata", "Network", "create"];
  for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
    const piece = templates.pieces.get(name);
    if (piece === undefined || statements.has(name)) continue;
    const type = types.get(name);
    if (name === "create") {
      statements.set(name, create.structure);
      queue.push(...create.mentions);
    } else if (type !== undefined) {
      statements.set(name, { kind: StructureKind.TypeAlias, isExported: true, leadingTrivia: "\n", ...type });
      queue.push(
        ...["Rows", "NestedRows", "Labels", "ClassScores", "Errors"].filter((mentioned) =>
          type.type.includes(mentioned),
        ),
      );
    } else {
      const { text, references } = prune(piece.node, plan.absent, undefined, (text) =>
        piece.isDouble ? text : adopt(text, plan),
      );
      const replacement = name === "Network" ? networkOf(plan, templates) : own.get(name);
      statements.set(name, replacement ?? `\n${piece.exported ? text : withoutExport(text)}`);
      // The tables of the stand-in mention what those of every network do: their types.
      queue.push(...references);
    }
  }
  const order = ["PARAMETER_COUNT", "metadata", "WEIGHTS", "Network", ...templates.pieces.keys()];
  return [...new Set(order)].flatMap((name) => statements.get(name) ?? []);
}

/** Helpers are the module's own. */
const withoutExport = (text: string): string => text.replace(/^((?:\/\*\*[^]*?\*\/\s*)?)export /, "$1");

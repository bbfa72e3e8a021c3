import { at, invariant } from "../../diagnostics/diagnostic.ts";
import { bufferKey } from "../../ir/kernel.ts";
import type { Buffer, Statement } from "../../ir/kernel.ts";
import { accessesOf } from "../../ir/walk.ts";
import { storesHashes } from "./hashes.ts";
import { callLines, returning, searchLines } from "./calls.ts";
import type { FunctionCode, ModuleCode, PartCode, ScratchCode } from "./code.ts";
import { inputCode, layoutParameters, layoutState, outputCodes } from "./layout.ts";
import { nestedArrays } from "./locals.ts";
import { namer, toIdentifier } from "./names.ts";
import type { Namer } from "./names.ts";
import type { ModulePlan } from "./plan.ts";
import { printStatements } from "./print.ts";
import { arraysOf, layoutCarry, startLines } from "./stream.ts";

/** The entry of a table that a buffer stands for. */
function named<T extends { readonly name: string }>(table: readonly T[], { name }: Buffer): T {
  const entry = table.find((candidate) => candidate.name === name);
  invariant(entry !== undefined, `nothing is called ${name}`);
  return entry;
}

/** Names everything and prints the statements of every function. */
export function moduleCode(plan: ModulePlan): ModuleCode {
  const names = namer();
  const slots = plan.signature.slots;
  const typeName = names.identifier("type", pascalCase(plan.name));
  const parameters = layoutParameters(
    slots.filter((slot) => slot.kind === "parameter"),
    names,
  );
  const state = [...layoutState(plan.state, names)];
  const inputs = slots.filter((slot) => slot.kind === "input").map((slot) => inputCode(slot, plan, names));
  const outputs = outputCodes(plan, inputs, names);
  const stream = plan.functions.find((f) => f.stream !== undefined)?.stream;
  const carry = stream && layoutCarry(stream, names);
  const scratch = new Map<string, ScratchCode>();
  const planned = new Map(plan.memory.buffers.map((buffer) => [buffer.key, buffer]));
  const shared = plan.memory.shared === 0 ? undefined : names.identifier("memory", "memory");

  const hyperparameters = HYPERPARAMETERS.filter((name) => name !== "learningRate" || plan.learningRate !== undefined);
  const search = plan.functions.find((f) => f.search !== undefined)?.search;
  const work = search === undefined ? undefined : names.identifier("search", "search");
  if (search !== undefined && work !== undefined) {
    // As `templates/lbfgs.ts` lays it out.
    const size = 16 + (3 + 2 * search.memory) * search.size + 2 * search.memory;
    const offset = state.reduce((sum, s) => sum + s.size, 0);
    state.push({ name: "lbfgs", identifier: work, shape: [size], offset, size, initial: 0 });
  }

  const hasHashes = plan.functions.some(({ kernel }) => storesHashes(kernel?.body ?? []));
  const scratchPrecision = hasHashes ? "f64" : plan.precision;
  const isSingle = ({ storage }: Buffer): boolean =>
    storage !== "local" && storage !== "hyperparameter" && (storage !== "scratch" || scratchPrecision === "f32");
  const scratchOf = (buffer: Buffer): ScratchCode => {
    const known = scratch.get(bufferKey(buffer));
    invariant(known !== undefined, `${buffer.name} has no array`);
    return known;
  };

  const isLarge = parameters.reduce((sum, p) => sum + p.size, 0) >= LARGE;
  const fixes = plan.fixesArrays === "always" || (plan.fixesArrays === "large" && isLarge);
  const arraysName = fixes ? names.identifier("views", "views") : "";
  const views = new Set<string>();

  const functions = plan.functions.map((f): FunctionCode => {
    const start = f.stream?.start?.body;
    const used = [...(f.kernel === undefined ? [] : accessesOf(f.kernel.body)), ...accessesOf(start ?? [])];
    const bufferIn =
      (inner: Namer) =>
      (b: Buffer): string => {
        switch (b.storage) {
          case "parameter":
            return named(parameters, b).identifier;
          case "gradient":
            return named(parameters, b).gradientIdentifier;
          case "state":
            return named(f.stream === undefined ? state : (carry ?? []), b).identifier;
          case "input":
            return named(inputs, b).identifier;
          case "output":
            return named(outputs, b).identifier;
          case "loss":
            return "loss";
          case "hyperparameter":
            return b.name;
          case "scratch":
            return scratchOf(b).identifier;
          case "local":
            return inner.identifier(b.name, b.name);
        }
      };
    for (const { buffer: b } of used) {
      if (b.storage !== "scratch") continue;
      const place = planned.get(bufferKey(b));
      invariant(place !== undefined, `${b.name} has no place in memory`);
      const { size, offset } = place;
      const identifier = scratch.get(bufferKey(b))?.identifier ?? names.identifier(bufferKey(b), b.name);
      scratch.set(bufferKey(b), { identifier, size, holds: b.name, ...(offset !== undefined && { offset }) });
    }
    const arrays = arraysOf(f, inputs, outputs, names);
    const parts: PartCode[] = [];
    // Before the variables of the function: none of them may hide one.
    const partNames = apartIn(f.kernel?.body ?? []).map((_, i) =>
      names.identifier(`part ${f.name} ${i}`, `${f.name}${i + 1}`),
    );
    /** The statements of a function, and the constants that it begins with. */
    const written = (body: readonly Statement[], around: readonly string[] = []): readonly string[] => {
      // After the arrays above are named: a variable of the function must not hide one of them.
      const scope = names.scope();
      const buffer = bufferIn(scope);
      const within = bodyOutside(body);
      const reads = accessesOf(within);
      // `objective` is not on the hot path.
      const own = fixes && f.name !== "objective" ? nestedArrays(within).map((b) => buffer(b)) : [];
      own.forEach((identifier) => views.add(identifier));
      const hyper = hyperparameters.flatMap((name, i) =>
        reads.some(({ buffer: b }) => b.storage === "hyperparameter" && b.name === name)
          ? [`const ${name} = hyper[${i}]!;`]
          : [],
      );
      const part = (inside: readonly Statement[], indices: readonly string[]): string => {
        const identifier = at(partNames, parts.length);
        const touched = new Set(accessesOf(inside).map(({ buffer: b }) => (b.storage === "local" ? "" : buffer(b))));
        const taken = arrays.flatMap((array) => (touched.has(array.identifier) ? [array.identifier] : []));
        parts.push({ identifier, arrays: taken, indices, body: written(inside, indices).join("\n") });
        return `${identifier}(${[...taken, ...indices].join(", ")});`;
      };
      const text = printStatements(
        body,
        { buffer, local: (name) => scope.identifier(name, name), part, ...(plan.precision === "f32" && { isSingle }) },
        around,
      );
      return [...(own.length > 0 ? [`const { ${own.join(", ")} } = ${arraysName};`] : []), ...hyper, text];
    };
    const statements = f.kernel === undefined ? [] : written(f.kernel.body);
    const body = [
      ...callLines(f, arrays),
      ...searchLines(f, arrays, work, state),
      ...statements.slice(0, -1),
      ...startLines(start && written(start).at(-1), carry ?? []),
      f.name === "objective" ? returning(statements.at(-1) ?? "") : (statements.at(-1) ?? ""),
    ].join("\n");
    return { name: f.name, arrays, doc: f.doc, body, ...(parts.length > 0 && { parts }) };
  });

  return {
    name: plan.name,
    ...(plan.isProgram && { isProgram: true }),
    typeName,
    precision: plan.precision,
    inputs,
    outputs,
    parameters,
    parameterCount: parameters.reduce((sum, p) => sum + p.size, 0),
    state,
    stateCount: state.reduce((sum, s) => sum + s.size, 0),
    hyperparameters: hyperparameters.map((name) => ({
      name,
      initial: name === "learningRate" ? (plan.learningRate ?? 0) : 0,
    })),
    ...(carry !== undefined && { carry }),
    ...(work !== undefined && { search: work }),
    scratch: [...scratch.values()],
    scratchPrecision,
    ...(views.size > 0 && { views: { identifier: arraysName, arrays: [...views] } }),
    ...(shared !== undefined && { memory: { identifier: shared, size: plan.memory.shared } }),
    functions,
    layers: plan.layers,
    ...(plan.optimizer !== undefined && { optimizer: plan.optimizer }),
  };
}

/** The pieces of a function that are functions of their own. */
const apartIn = (body: readonly Statement[]): readonly Statement[] =>
  body.flatMap((statement): readonly Statement[] => {
    if (statement.kind !== "for" && statement.kind !== "group") return [];
    return statement.kind === "group" && statement.apart === true ? [statement] : apartIn(statement.body);
  });

/** What a function does itself, without the pieces that are functions of their own. */
const bodyOutside = (body: readonly Statement[]): readonly Statement[] =>
  body.flatMap((statement): readonly Statement[] => {
    if (statement.kind === "group" && statement.apart === true) return [];
    if (statement.kind !== "for" && statement.kind !== "group") return [statement];
    return [{ ...statement, body: bodyOutside(statement.body) }];
  });

/** Parameters from which on a module is large: some bytes more do not count. */
const LARGE = 256;

const HYPERPARAMETERS = ["learningRate", "trainingSize"] as const;

const pascalCase = (name: string): string => {
  const words = toIdentifier(name).split("_");
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
};

import { namesOf } from "../ir/builder.ts";
import { betasOf, layersOf } from "../ir/course.ts";
import type { LayerProduct } from "../ir/course.ts";
import { isValue, producersOf, usesOf } from "../ir/program.ts";
import type { DerivativeName, Instruction, Operand, Origin, Program, Value } from "../ir/program.ts";
import { mapBodies } from "../ir/region.ts";

/**
 * For readers: values that the user has not named are called as the course does. z1 is the output of layer 1, beta1 its adjoint, W1x the
 * product that z1 = W1x + b1 is made of, which needs no line of its own. Only names and origins change.
 * @param around the programs that it is a part of, or stands beside: names are the same in all parts
 */
export function nameLayers(program: Program, around: readonly Program[] = []): Program {
  const names = newNames(program, around);
  const changed = new Map<Value, Value>();
  const now = (operand: Operand): Operand => (isValue(operand) ? (changed.get(operand) ?? operand) : operand);
  const products = productsOf(program);
  const byName = new Map([...names].map(([value, name]) => [value.name, name] as const));
  const instructions = program.instructions.map((instruction): Instruction => {
    const results = instruction.results.map((value): Value => {
      const name = names.get(value);
      if (name === undefined) return value;
      const renamed = { ...value, name };
      changed.set(value, renamed);
      return renamed;
    });
    const origin = renamedOrigin(instruction.origin, byName);
    const isProduct = instruction.results.some((value) => products.has(value) && names.has(value));
    return {
      ...instruction,
      operands: instruction.operands.map(now),
      results,
      origin: isProduct ? { ...origin, shown: false } : origin,
    };
  });
  return { ...program, instructions, results: program.results.map((r) => ({ ...r, value: now(r.value) })) };
}

/** Lines of the forward pass are those of one example, W·x: where the axis of the examples is not the user's own. */
export function forOneExample(program: Program): Program {
  const mapped = mapBodies(program, forOneExample);
  const instructions = mapped.instructions.map((instruction): Instruction => {
    const { origin } = instruction;
    return origin.phase === "forward" ? { ...instruction, origin: { ...origin, isOfOne: true } } : instruction;
  });
  return { ...mapped, instructions };
}

/** Of values that are called t1, t2, …, by `lower`, and of adjoints. */
function newNames(program: Program, around: readonly Program[]): ReadonlyMap<Value, string> {
  const producers = producersOf(program);
  const betas = betasOf(program, producers);
  const mentioned = new Set([program, ...around].flatMap(mentionedIn));
  const names = new Map<Value, string>();
  const used = new Set([program, ...around].flatMap(namesOf));
  const give = (value: Value, name: string): void => {
    if (used.has(name)) return;
    used.add(name);
    names.set(value, name);
  };
  const isFree = ({ name }: Value): boolean => /^t\d+$/.test(name) && !mentioned.has(name);
  for (const [value, layer] of layersOf(program, producers).outputs) if (isFree(value)) give(value, `z${layer}`);
  for (const [value, { weights, read }] of productsOf(program)) {
    const inner = names.get(read) ?? read.name;
    if (isFree(value) && /^[A-Za-z]\w*$/.test(inner)) give(value, `${weights.name}${inner}`);
  }
  for (const [value, layer] of betas) give(value, `beta${layer}`);
  return names;
}

/** Values whose names are seen in those of others, as in ṫ3 and ∂y/∂t3; a beta does not show the name of what it is the adjoint of. */
function mentionedIn(program: Program): readonly string[] {
  const betas = betasOf(program, producersOf(program));
  const inside = (name: string | DerivativeName | undefined): readonly string[] =>
    typeof name === "string" ? [name] : name === undefined ? [] : [...inside(name.of), ...inside(name.by)];
  return program.instructions.flatMap(({ origin, results }) => [
    ...inside(origin.derivative),
    ...(origin.shown === false || results.some((value) => betas.has(value)) ? [] : inside(origin.adjointOf)),
  ]);
}

/** The products that only the addition of their bias reads. */
function productsOf(program: Program): ReadonlyMap<Value, LayerProduct> {
  const uses = usesOf(program);
  const { products, outputs } = layersOf(program, producersOf(program));
  return new Map([...products].filter(([value]) => !outputs.has(value) && uses.get(value) === 1));
}

function renamedOrigin(origin: Origin, names: ReadonlyMap<string, string>): Origin {
  const { adjointOf, via } = origin;
  const now = (name: string): string => names.get(name) ?? name;
  return {
    ...origin,
    ...(adjointOf !== undefined && { adjointOf: now(adjointOf) }),
    ...(via !== undefined && { via: now(via) }),
  };
}

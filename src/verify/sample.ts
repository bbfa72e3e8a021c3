import type { Domain } from "../ir/graph.ts";
import type { Values } from "./numerical.ts";
import type { Random } from "./random.ts";
import type { SubjectInput, SubjectParameter } from "./runnable.ts";

/** `count` examples of an input, drawn from its domain. */
export function sampleInput(
  { size, element, domain }: SubjectInput,
  count: number,
  precision: "f64" | "f32",
  random: Random,
): Values | Int32Array {
  const length = count * size;
  const values =
    element === "int32"
      ? new Int32Array(length)
      : precision === "f32"
        ? new Float32Array(length)
        : new Float64Array(length);
  if (domain.kind === "oneHot") {
    for (let example = 0; example < count; example++) values[example * size + random.integer(size)] = 1;
    return values;
  }
  for (let i = 0; i < length; i++) values[i] = element === "bool" ? random.integer(2) : draw(domain, random);
  return values;
}

/** Away from the edges of the domain, where functions such as the logarithm have no derivative. */
function draw(domain: Exclude<Domain, { kind: "oneHot" }>, random: Random): number {
  switch (domain.kind) {
    case "any":
      return random.normal();
    case "positive":
      return Math.exp(0.5 * random.normal());
    case "probability":
      return 0.05 + 0.9 * random.uniform();
    case "integer":
      return domain.from + random.integer(domain.to - domain.from + 1);
  }
}

/**
 * Moves every parameter a little away from its initial value. Zeros are special: a bias of 0 hides what it is multiplied by, equal
 * entries tie in a maximum, and relu(0) sits on a kink, which random values meet with probability 0.
 */
export function perturb(values: Values, parameters: readonly SubjectParameter[], random: Random): void {
  for (const { offset, size, role } of parameters) {
    for (let i = offset; i < offset + size; i++) {
      const value = values[i] ?? 0;
      const noise = 0.1 * random.normal();
      // A scale divides: it stays positive.
      values[i] = role === "scale" ? value * Math.exp(noise) : value + noise;
    }
  }
}

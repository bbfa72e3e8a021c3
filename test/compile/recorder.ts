import * as nn from "../../src/index.ts";
import type { Tensor } from "../../src/index.ts";

/** Calls of the DSL, and the net.ts that makes them: what a random graph is shown as. */
export interface Recorder {
  /** Calls a function of the DSL by its name, and writes `const name = call(…);`. */
  call(name: string, ...operands: readonly unknown[]): Tensor;
  /** The same for what is no tensor: its text stands where it is used. */
  value<A, T>(name: string, make: (operand: A) => T, operand: A): T;
  /** A function that a layer calls: its lines stand inside it. */
  body(parameters: readonly string[], f: (...given: readonly Tensor[]) => Tensor): unknown;
  /** The text, with a last call that nothing is named after. */
  text(last: string, options: Readonly<Record<string, unknown>>): string;
}

export function recorder(): Recorder {
  const names = new Map<unknown, string>();
  const used = new Set<string>();
  let lines: string[] = [];
  let [values, depth] = [0, 0];

  const write = (value: unknown): string => {
    const known = names.get(value);
    if (known !== undefined) return known;
    if (Array.isArray(value)) return `[${value.map(write).join(", ")}]`;
    if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "undefined";
    return `{ ${Object.entries(value)
      .map(([key, one]) => `${key}: ${write(one)}`)
      .join(", ")} }`;
  };
  const named = (name: string): string => {
    used.add(name);
    return name;
  };

  return {
    call(name, ...operands) {
      const f: unknown = Reflect.get(nn, name);
      if (typeof f !== "function") throw new Error(`the DSL has no ${name}`);
      const result: unknown = Reflect.apply(f, undefined, operands);
      const own = name === "input" || name === "label" || name === "parameter" ? String(operands[0]) : `t${++values}`;
      // After the call: a body has been written by then.
      lines.push(`const ${own} = ${named(name)}(${operands.map(write).join(", ")});`);
      names.set(result, own);
      return result as Tensor;
    },
    value(name, make, operand) {
      const result = make(operand);
      names.set(result, `${named(name)}(${write(operand)})`);
      return result;
    },
    body(parameters, f) {
      const given = (...tensors: readonly Tensor[]): Tensor => {
        const outside = lines;
        const mine = parameters.map((name) => `${name}${depth === 0 ? "" : depth}`);
        [lines, depth] = [[], depth + 1];
        const hidden = tensors.map((tensor) => [tensor, names.get(tensor)] as const);
        tensors.forEach((tensor, i) => names.set(tensor, mine[i] ?? "_"));
        const result = f(...tensors);
        const inside = [...lines, `return ${write(result)};`];
        [lines, depth] = [outside, depth - 1];
        for (const [tensor, name] of hidden) if (name !== undefined) names.set(tensor, name);
        names.set(
          given,
          `(${mine.join(", ")}) => {\n${inside.map((line) => `  ${line.replaceAll("\n", "\n  ")}\n`).join("")}}`,
        );
        return result;
      };
      return given;
    },
    text: (last, options) =>
      [
        `import { ${[...used, last].toSorted().join(", ")} } from "nngen";`,
        ...lines,
        `export default ${last}(${write(options)});`,
      ].join("\n"),
  };
}

/** What the function of a stream has that others have not: what is carried, arrays of steps, and a start. */
import { sizeOf } from "../../ir/shape.ts";
import type { ArrayCode, InputCode, OutputCode, StateCode } from "./code.ts";
import { layoutState } from "./layout.ts";
import type { Namer } from "./names.ts";
import type { EmittedFunction, Stream } from "./plan.ts";

/** The layout of `carry`: the states, and a number that is not 0 once they have got their first values. All are 0 after `reset`. */
export function layoutCarry({ states, start }: Stream, names: Namer): readonly StateCode[] {
  const carry = layoutState(states, names, "carry");
  if (start === undefined) return carry;
  const offset = states.reduce((sum, { value }) => sum + sizeOf(value.type.shape), 0);
  const identifier = names.identifier("started", "started");
  return [...carry, { name: "started", identifier, shape: [], offset, size: 1, initial: 0 }];
}

/** The first values, where they have not been computed since the last `reset`: from the parameters as they are now. */
export function startLines(statements: string | undefined, carry: readonly StateCode[]): readonly string[] {
  const started = carry.at(-1)?.identifier;
  return statements === undefined ? [] : [`if (${started}[0] === 0) {`, statements, `${started}[0] = 1;`, "}", ""];
}

/** The arrays that a function takes: of a stream, `count` steps where they are sequences. */
export function arraysOf(
  f: EmittedFunction,
  inputs: readonly InputCode[],
  outputs: readonly OutputCode[],
  names: Namer,
): readonly ArrayCode[] {
  const array = ({ name, identifier }: InputCode | OutputCode, kind: ArrayCode["kind"]): ArrayCode => {
    const size = f.stream?.sizes.get(name);
    if (size === undefined) return { identifier, kind };
    return { identifier, kind, step: { size, view: names.identifier(`step ${identifier}`, `${identifier}Step`) } };
  };
  return [
    ...inputs.filter(({ name }) => f.inputs.includes(name)).map((input) => array(input, "input")),
    ...outputs.filter(({ name }) => f.outputs.includes(name)).map((output) => array(output, "output")),
  ];
}

import type { Compilation } from "../../src/compile.ts";
import { differentiate } from "../../src/differentiate/differentiate.ts";
import { at } from "../../src/diagnostics/diagnostic.ts";
import type { Instruction, Program } from "../../src/ir/program.ts";
import { interpret } from "../../src/ops/interpreter.ts";
import { verify } from "../../src/ops/verifier.ts";
import { batch } from "../../src/passes/batch.ts";
import { optimise, runPasses, SIMPLIFICATIONS } from "../../src/passes/pipeline.ts";
import { stabilise } from "../../src/passes/stabilise.ts";
import { assembled, bindingsOf, difference } from "./harness.ts";
import type { Trial } from "./harness.ts";
import { meanOf, penaltyOf } from "./meaning.ts";
import type { Recipe } from "./recipe.ts";

/**
 * Against the op list as it was written: stabilised or not, each pass alone and left out, reordered, with steps that nothing reads. And what
 * `backward` leaves against that list, its examples' sum divided, and the penalty added by hand.
 */
export function passErrors(
  compilation: Compilation,
  given: Trial,
  passes: readonly number[],
  { seed, large }: Recipe,
): readonly string[] {
  const { code, net, count } = given;
  const bindings = bindingsOf(given, given.rows);
  const joint = (program: Program): Program => {
    const batched = verify(batch(program), "batch");
    const wanted = batched.slots.flatMap((slot) => (slot.kind === "parameter" && slot.trainable ? [slot.value] : []));
    return verify(differentiate(batched, "loss", wanted), "differentiate");
  };
  const naive = joint(compilation.ops);
  const stable = joint(stabilise(compilation.ops));
  const want = interpret(stable, bindings, count);
  // As written, log(1 − σ(z)) and the like cancel where z is large: there the stabilised form is right.
  const tame = (want.get("output z") ?? []).every((z) => Math.abs(z) < 8);
  // Passes do not know how long an axis is.
  const variants: (readonly [string, () => Program])[] = large
    ? [["optimised", () => optimise(stable)]]
    : [
        ...(tame
          ? ([
              ["not stabilised", () => naive],
              ["optimised, not stabilised", () => optimise(naive)],
            ] as const)
          : []),
        ["optimised", () => optimise(stable)],
        ["reordered, with dead steps", () => optimise(shuffled(withDead(stable), seed))],
        ...passes.flatMap((n): (readonly [string, () => Program])[] => {
          const pass = at(SIMPLIFICATIONS, n % SIMPLIFICATIONS.length);
          const others = SIMPLIFICATIONS.filter((one) => one !== pass);
          return [
            [`${pass.name} alone`, () => runPasses(stable, [pass])],
            [`without ${pass.name}`, () => runPasses(runPasses(stable, others), others)],
          ];
        }),
      ];
  const errors = variants.flatMap(([title, make]) => {
    const found = interpret(make(), bindings, count);
    return [...want].flatMap(([name, data]) => {
      const error = difference(found.get(name) ?? [], data);
      return error <= 1e-10 ? [] : [`${title}: ${name} differs by ${error}`];
    });
  });

  const parameters = net.parameters.slice();
  net.run("backward", given.rows, count);
  const penalty = penaltyOf(compilation, given);
  const sum = assembled("gradient", code.parameters, want, new Float64Array(net.gradient.length));
  const gradient = sum.map((value, i) => value / count + at(penalty.gradient, i));
  const gaps = {
    "J of backward": difference(net.loss, [meanOf(want, "loss", count) + penalty.value]),
    "the gradient of backward": difference(net.gradient, gradient),
  };
  net.parameters.set(parameters);
  return [
    ...errors,
    ...Object.entries(gaps).flatMap(([name, gap]) =>
      gap <= 1e-10 ? [] : [`${name} is not what was written, by ${gap}`],
    ),
  ];
}

/** Every third step once more, its result unread. */
const withDead = (program: Program): Program => ({
  ...program,
  instructions: program.instructions.flatMap((instruction, i): readonly Instruction[] =>
    i % 3 === 0
      ? [
          instruction,
          {
            ...instruction,
            results: instruction.results.map((value) => ({ ...value, name: `${value.name}_unread` })),
          },
        ]
      : [instruction],
  ),
});

/** Another order in which each step follows those that it reads. */
function shuffled(program: Program, seed: number): Program {
  const waiting = [...program.instructions];
  const ready = new Set<unknown>(program.slots.map(({ value }) => value));
  const instructions: Instruction[] = [];
  for (let state = seed + 1; waiting.length > 0;) {
    const able = waiting.filter(({ operands }) => operands.every((o) => o.kind !== "value" || ready.has(o)));
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const next = at(able, (state >>> 8) % able.length);
    waiting.splice(waiting.indexOf(next), 1);
    next.results.forEach((value) => ready.add(value));
    instructions.push(next);
  }
  return verify({ ...program, instructions }, "the test's own order");
}

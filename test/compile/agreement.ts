import type { Style } from "../../src/compile.ts";
import { DiagnosticError } from "../../src/diagnostics/diagnostic.ts";
import { gradientErrors } from "./differences.ts";
import { functionErrors } from "./functions.ts";
import { graphOf } from "./graphs.ts";
import { compiled, compiledSingle, trial } from "./harness.ts";
import { meaningErrors } from "./meaning.ts";
import { passErrors } from "./passes.ts";
import type { Recipe } from "./recipe.ts";
import { shapesOf } from "./shapes.ts";
import type { LoopShape } from "./shapes.ts";
import { singleErrors } from "./single.ts";

/** What was seen of a graph. */
export interface Findings {
  /** What does not agree; nothing, if all is well. */
  readonly wrong: readonly string[];
  /** Coordinates compared with differences, and those left out because differences do not agree among themselves. */
  readonly compared: number;
  readonly kinks: number;
  /** Results compared with those in single precision. */
  readonly single: number;
  /** Why there was nothing to compare: no parameter reaches the loss. */
  readonly refused: boolean;
  /** What its loops look like. */
  readonly shapes: ReadonlySet<LoopShape>;
}

/** Which of many comparisons are made; all of them take long. */
export interface Extent {
  readonly styles: readonly Style[];
  /** Which passes are run alone and left out, by their numbers. */
  readonly passes: readonly number[];
}

export function findingsOf(recipe: Recipe, { styles, passes }: Extent): Findings {
  const { count, seed } = recipe;
  const { network, text } = graphOf(recipe);
  const wrong: string[] = network.diagnostics.map((diagnostic) => JSON.stringify(diagnostic));
  const shapes = new Set<LoopShape>();
  let found = { compared: 0, kinks: 0, single: 0, refused: false };
  try {
    // What an interpreter runs takes long in large graphs.
    const [steps, most] = recipe.large ? [1, 16] : [2, 60];
    for (const [index, style] of (wrong.length > 0 ? [] : styles).entries()) {
      const compilation = compiled(network, style);
      for (const shape of shapesOf(compilation)) shapes.add(shape);
      const given = trial(compilation, count, seed, recipe.large ? 0.4 : 1);
      const { hyperparameters, state } = given.code;
      given.net.hyper[hyperparameters.findIndex(({ name }) => name === "trainingSize")] = seed % 2 === 0 ? 0 : 40;
      const counter = state.find(({ name }) => name === "random.step");
      if (counter !== undefined) given.net.state[counter.offset] = seed;
      wrong.push(...functionErrors(compilation, given, steps).map((error) => `${style}: ${error}`));
      wrong.push(...meaningErrors(compilation, given).map((error) => `${style}: ${error}`));
      const single = seed % 4 === 0 ? singleErrors(compiledSingle(network, style), given) : { wrong: [], compared: 0 };
      wrong.push(...single.wrong.map((error) => `${style}: ${error}`));
      found = { ...found, single: found.single + single.compared };
      if (index > 0) continue;
      wrong.push(...passErrors(compilation, given, passes, recipe));
      // What has no gradient by definition cannot be checked by differences.
      if (text.includes("stopGradient")) continue;
      const { compared, kinks, wrong: gaps } = gradientErrors(compilation, given, most);
      wrong.push(...gaps);
      found = { ...found, compared, kinks };
    }
  } catch (error) {
    if (error instanceof DiagnosticError && error.diagnostics.every(({ code }) => code === "no-gradient"))
      found = { ...found, refused: true };
    else wrong.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
  return { ...found, wrong, shapes };
}

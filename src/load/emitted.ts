import { compileFunction } from "node:vm";
import { stripTypes } from "./strip.ts";

/**
 * Runs the text of an emitted module, as written but for its types, and gives its exports. It imports nothing, so nothing has to lie on
 * the disk. What is wrong with it is our own mistake.
 */
export function runEmitted(text: string, filename: string): object {
  const { code, exported } = stripTypes(text, filename);
  const run = compileFunction(`"use strict";${code}\nreturn { ${exported.join(", ")} };`, [], { filename });
  return Object(run.call(undefined));
}

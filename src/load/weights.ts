import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { fail } from "../diagnostics/diagnostic.ts";
import { closest } from "../diagnostics/suggest.ts";
import { shapeText } from "../ir/shape.ts";
import type { ModuleCode } from "../targets/typescript/code.ts";
import { filesBeside } from "./entry.ts";
import { requireTensors } from "./safetensors.ts";

/** What the emitted modules put before the names of their optimiser's state. */
const STATE_PREFIX = "state.";

/**
 * Reads a safetensors file and compares it with a network. Stops at the first parameter that differs, with both shapes.
 * @param commands what writes the weights of this network: to the file given, and to one of its own
 */
export function readWeights(
  path: string,
  code: Pick<ModuleCode, "name" | "parameters">,
  commands: () => { readonly there: string; readonly own: string },
): Uint8Array {
  const bytes = readBytes(path, () => commands().there);
  const shown = JSON.stringify(path);
  const tensors = requireTensors(bytes, shown);
  const reject = (message: string, found: string, expected: string): never =>
    fail({
      code: "bad-weights",
      message: `${shown} ${message}`,
      found,
      expected,
      hint: `Weights go with the network that they were trained in: \`${commands().own}\` writes those of this one.`,
    });
  for (const { name, shape } of code.parameters) {
    const tensor = tensors.get(name);
    const expected = `${name} ${shapeText(shape)}`;
    if (tensor === undefined) {
      const near = closest(name, tensors.keys());
      return reject(`holds no ${JSON.stringify(name)}`, near === undefined ? "nothing of that name" : near, expected);
    }
    const found = shapeText(tensor.shape);
    if (found !== shapeText(shape)) return reject(`holds ${name} ${found}`, `${name} ${found}`, expected);
    if (tensor.type !== "F64" && tensor.type !== "F32") {
      return reject(`holds ${name} as ${tensor.type}`, tensor.type, "F64 or F32");
    }
  }
  const known = new Set(code.parameters.map(({ name }) => name));
  const strange = [...tensors.keys()].find((name) => !known.has(name) && !name.startsWith(STATE_PREFIX));
  if (strange !== undefined) {
    return reject(`holds ${JSON.stringify(strange)}, which this network does not have`, strange, "its parameters only");
  }
  return bytes;
}

function readBytes(path: string, command: () => string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    const near = code === "ENOENT" ? closest(basename(path), filesBeside(path)) : undefined;
    fail({
      code: "file-not-found",
      message:
        code === "ENOENT"
          ? `There is no file ${JSON.stringify(path)}`
          : `${JSON.stringify(path)} ${code === "EISDIR" ? "is a folder" : `cannot be read (${code})`}`,
      expected: "a safetensors file",
      hint: near === undefined ? `\`${command()}\` writes one.` : `Did you mean ${JSON.stringify(near)}?`,
    });
  }
}

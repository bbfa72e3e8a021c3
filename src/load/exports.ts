import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { fail } from "../diagnostics/diagnostic.ts";
import { isNetwork } from "../dsl/network.ts";
import { isTensor } from "../dsl/tensor.ts";
import type { Network } from "../ir/graph.ts";
import type { Landmarks } from "./landmarks.ts";

const EXPECTED = "what `network({ … })` returns";

/** The network that a module exports as its default. Stops where that is anything else. */
export function defaultExport(exports: unknown, landmarks: Landmarks): Network {
  const names = isObject(exports) ? Object.keys(exports).filter((name) => name !== "__esModule") : [];
  const value = isObject(exports) && "default" in exports ? exports.default : undefined;
  if (isNetwork(value)) return value;
  const place = landmarks.defaultExport;
  if (place === undefined) {
    const other = names.find((name) => isObject(exports) && isNetwork(Reflect.get(exports, name)));
    fail({
      code: "no-default-export",
      message: `${landmarks.end.file} has no default export`,
      place: landmarks.end,
      found: names.length === 0 ? "no exports" : `exports ${names.join(", ")}`,
      expected: "`export default network({ … })`",
      hint:
        other === undefined
          ? "End the file with `export default network({ … })`."
          : `Add \`export default ${other};\`.`,
    });
  }
  const wrong: Diagnostic = {
    code: "wrong-default-export",
    message: `The default export is ${describe(value)}`,
    place,
    found: describe(value),
    expected: EXPECTED,
    hint: hintFor(value),
  };
  // A rejection that nobody waits for would end the process before the diagnostic is shown.
  if (value instanceof Promise) value.catch(() => undefined);
  fail(wrong);
}

function describe(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (isTensor(value)) return "a tensor";
  if (value instanceof Promise) return "a Promise";
  if (Array.isArray(value)) return "an array";
  if (typeof value === "function")
    return /^class\b/.test(Function.prototype.toString.call(value)) ? "a class" : "a function";
  if (typeof value !== "object") return `a ${typeof value}`;
  const maker: unknown = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(value) ?? {}, "constructor")?.value;
  const name = typeof maker === "function" ? maker.name : "";
  return name === "" || name === "Object" ? "a plain object" : `an object of class ${name}`;
}

function hintFor(value: unknown): string {
  if (isTensor(value))
    return "Declare it as an output: `export default network({ name, inputs: { x }, outputs: { y } })`.";
  if (value instanceof Promise) return "Export the network itself: net.ts cannot wait.";
  if (typeof value === "function") return "Call it: nngen compiles one network, not a way to make networks.";
  if (value === undefined) return "It has no value yet at the end of the file.";
  if (isObject(value) && "outputs" in value) return 'Wrap it in `network( … )`, imported from "nngen".';
  return 'Build it with functions from "nngen" and export `network({ … })`.';
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

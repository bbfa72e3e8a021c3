import { compile } from "../../src/compile.ts";
import type { CompileOptions } from "../../src/compile.ts";
import type { Network } from "../../src/index.ts";
import { runEmitted } from "../../src/load/emitted.ts";
import { assembleModule } from "../../src/module/assemble.ts";

/** What the tests call of a module that is stateful. Arrays come in the order of declaration, then `count`. */
export interface Streaming {
  readonly parameters: Float64Array;
  readonly carry: Float64Array;
  readonly buffers: Readonly<Record<string, Float64Array>>;
  forward(...given: unknown[]): void;
  process(...given: unknown[]): void;
  reset(): void;
  initialize(seed?: number): void;
  copyFrom(other: Streaming): void;
  save(): Uint8Array;
  load(bytes: Uint8Array): void;
}

const OPTIONS: CompileOptions = { precision: "f64", style: "auto", inferenceOnly: false };

export async function moduleText(net: Network, options: Partial<CompileOptions> = {}): Promise<string> {
  const { code } = compile(net, new Map(), { ...OPTIONS, ...options });
  const header = { version: "0.0.0", source: { file: "net.ts", sha256: "0" } };
  return assembleModule(code, header, { inferenceOnly: options.inferenceOnly ?? false });
}

/** A network of the module that a net is compiled to, its parameters drawn. */
export async function streaming(net: Network, options: Partial<CompileOptions> = {}): Promise<Streaming> {
  const make = await makerOf(net, options);
  return make({ seed: 5 });
}

export async function makerOf(
  net: Network,
  options: Partial<CompileOptions> = {},
): Promise<(options?: { readonly seed?: number; readonly parameters?: Float64Array }) => Streaming> {
  const create: unknown = Reflect.get(runEmitted(await moduleText(net, options), "stream.ts"), "create");
  if (typeof create !== "function") throw new Error("the module has no create");
  return (given) => Reflect.apply(create, undefined, [given]);
}

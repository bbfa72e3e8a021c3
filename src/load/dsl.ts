import { closest } from "../diagnostics/suggest.ts";

/** Thrown when a source uses an export that nngen does not have. */
export class UnknownExport extends Error {
  readonly export: string;
  readonly suggestion: string | undefined;
  constructor(name: string, suggestion: string | undefined) {
    super(`"nngen" exports no ${JSON.stringify(name)}`);
    this.name = "UnknownExport";
    this.export = name;
    this.suggestion = suggestion;
  }
}

/**
 * What `import … from "nngen"` gives to net.ts: the DSL of this very process, also where the user has no node_modules. A name that it
 * does not export is reported where it is used, by name; it would otherwise be an undefined that is called.
 */
export const dslModule = (dsl: object): object =>
  new Proxy(Object.assign(Object.create(null), dsl), {
    get(target, key) {
      if (typeof key === "symbol" || key in target || PROBES.has(key)) return Reflect.get(target, key);
      throw new UnknownExport(key, closest(key, Object.keys(target)));
    },
  });

/** What module systems look for in every module. */
const PROBES: ReadonlySet<string> = new Set(["__esModule", "default", "then", "toJSON", "constructor"]);

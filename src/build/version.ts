import { readFileSync } from "node:fs";
import { invariant } from "../diagnostics/diagnostic.ts";

const description: unknown = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));

/** nngen's own, as in its package.json. */
export const VERSION: string = versionIn(description);

function versionIn(value: unknown): string {
  const version = typeof value === "object" && value !== null && "version" in value ? value.version : undefined;
  invariant(typeof version === "string", "package.json has no version");
  return version;
}

import { createHash } from "node:crypto";
import type { Source } from "../load/load.ts";

/** SHA-256 of net.ts and its local imports, names included. Line ends do not count: version control changes them. */
export function hashSources(sources: readonly Source[]): string {
  const hash = createHash("sha256");
  for (const { path, text } of sources) {
    const contents = text.replaceAll("\r\n", "\n");
    // Lengths keep one file from running into the next.
    hash.update(JSON.stringify([path, contents.length])).update(contents);
  }
  return hash.digest("hex");
}

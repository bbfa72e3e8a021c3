// `node --import ./loaded.mjs main.js …` writes the address of every module that is loaded to standard error.
import { writeSync } from "node:fs";
import { register } from "node:module";

/** The hook: this same file, in the thread where modules are loaded. */
export async function load(url, context, next) {
  writeSync(2, `loaded ${url}\n`);
  return next(url, context);
}

if (!new URL(import.meta.url).searchParams.has("hook")) register(`${import.meta.url}?hook`);

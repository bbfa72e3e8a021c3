import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { LongestFirst } from "./sequencer.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

export default defineConfig({
  root,
  resolve: { alias: { nngen: `${root}src/index.ts` } },
  test: {
    include: ["test/**/*.test.ts"],
    // A test that is left focused would hide all the others.
    allowOnly: false,
    // Properties and compilations may take long on a slow machine; nothing here measures time.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    setupFiles: ["test/seed.ts"],
    // Left to itself, vitest keeps one processor free: of two that is half the machine.
    maxWorkers: availableParallelism(),
    // A worker runs one file after the other, with what it has loaded and the engine has optimised: the compiler, TypeScript, prettier. Test
    // files find nothing of each other in it, since modules hold no state but caches; what is spied on is restored.
    isolate: false,
    sequence: { sequencer: LongestFirst },
  },
});

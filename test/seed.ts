import { configureGlobal } from "fast-check";

/**
 * Properties draw the same cases in every run, so that a change is judged by what it changes. `NNGEN_SEED=7 npm test` draws others, and
 * `npm run fuzz` as many graphs as one likes.
 */
configureGlobal({ seed: Number(process.env["NNGEN_SEED"] ?? 20_240_229) });

import type { Entry } from "../contestant.ts";
import { brain } from "./brain.ts";
import { c32, c64 } from "./c.ts";
import { convNetJs } from "./convnet.ts";
import { jaxJs } from "./jax.ts";
import { nngen } from "./nngen.ts";
import { plain } from "./plain.ts";
import { synaptic } from "./synaptic.ts";
import { tensorFlowCpu, tensorFlowWasm } from "./tensorflow.ts";

/** The columns of the table. A further contestant is a file here and a name in this list. */
export const CONTESTANTS: readonly Entry[] = [
  nngen,
  plain,
  c64,
  c32,
  synaptic,
  brain,
  convNetJs,
  tensorFlowCpu,
  tensorFlowWasm,
  jaxJs,
];

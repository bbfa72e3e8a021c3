import type { Compilation } from "../compile.ts";
import { fail } from "../diagnostics/diagnostic.ts";
import type { Program } from "../ir/program.ts";

/** The stage that only a network with a loss has. */
export function adjointOf({ adjoint, network }: Compilation): Program {
  if (adjoint !== undefined) return adjoint;
  fail({
    code: "no-loss",
    message: `The network ${JSON.stringify(network.name)} has no loss, and so no adjoint`,
    hint: "The chain rule starts at a loss: network({ …, loss: squaredError(yHat, y) }).",
  });
}

import { create } from "../../generated/four-classes/four-classes.ts";
import type { FourClasses } from "../../generated/four-classes/four-classes.ts";
import { draw } from "./drawings.ts";

/** Learns from drawings of a seed's; gives the network and the accuracy on others. */
export async function train(
  seed: number,
  epochs: number,
): Promise<{ readonly net: FourClasses; readonly accuracy: number }> {
  const [known, unknown] = [draw(2000, seed), draw(400, seed + 1000)];
  const net = create({ seed });
  await net.fit(known.x, known.seen, { epochs, batchSize: 32, seed });
  return { net, accuracy: net.evaluate(unknown.x, unknown.seen).accuracy };
}

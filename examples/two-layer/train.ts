import { create } from "../../generated/two-layer/two-layer.ts";
import type { TwoLayer } from "../../generated/two-layer/two-layer.ts";
import { uniformNumbers } from "../random.ts";

const [N, D_in, D_out] = [64, 100, 10];

/** A batch of noise: 64 rows of 100 normal numbers (torch.randn), and a class index from 0 to 9 for each (torch.randint). */
export function randomBatch(seed: number): { readonly x: Float64Array; readonly labels: Int32Array } {
  const uniform = uniformNumbers(seed);
  // Box and Muller 1958.
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  const x = Float64Array.from({ length: N * D_in }, normal);
  const labels = Int32Array.from({ length: N }, () => Math.floor(D_out * uniform()));
  return { x, labels };
}

/** Trains on one batch, over and over, as the course's loop does. */
export async function memorise(
  seed: number,
  steps: number,
  onStep: (step: number, log: { readonly loss: number; readonly accuracy: number }) => void = () => {},
): Promise<TwoLayer> {
  const { x, labels } = randomBatch(seed);
  const net = create({ seed });
  await net.fit(x, labels, { epochs: steps, batchSize: N, onEpochEnd: onStep });
  return net;
}

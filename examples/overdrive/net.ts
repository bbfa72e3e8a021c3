// An amplifier, learnt from what goes in and what comes out: a GRU of 8 units, trained on windows of 64 samples, then run as a stream.
import { adam, add, dense, gru, input, meanSquaredError, network, slice } from "nngen";

const x = input("x", [64, 1]); // one number a sample
const y = input("y", [64, 1]);

const memory = gru(x, 8, { returnSequences: true });
const yHat = add(dense(memory, 1), x);

// A window starts in the middle of the sound, and the state at 0: the first samples are for the state to settle.
const settled = { start: 16 };

export default network({
  name: "overdrive",
  inputs: { x, y },
  outputs: { yHat },
  loss: meanSquaredError(slice(yHat, settled), slice(y, settled)),
  optimizer: adam({ learningRate: 0.005 }),
  stateful: true,
});

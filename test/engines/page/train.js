// What the page and the worker do: train iris, measure, save. That strings cannot be evaluated here is made sure of.
import { create } from "./iris.js";

export const EPOCHS = 60;

export async function train({ petals, species }) {
  let evaluates = true;
  try {
    Function("return 1")();
  } catch (error) {
    evaluates = !(error instanceof EvalError);
  }
  if (evaluates) throw new Error("strings are evaluated here: the page has no Content-Security-Policy");
  const net = create({ seed: 1 });
  const { loss } = await net.fit(petals, species, { epochs: EPOCHS, batchSize: 16 });
  const { accuracy } = net.evaluate(petals, species);
  return { accuracy, loss: loss.at(-1), weights: net.save(), first: net.classify(petals[0])[0] };
}

import { describe, expect, it } from "vitest";
import { CLASSIFICATION, REGRESSION, SEVERAL, standIn } from "./standins.ts";
import { assemble, importModule, typeErrors } from "./tooling.ts";

/** An agent that learns one example at a time: state → q. */
const AGENT = standIn({
  name: "agent",
  typeName: "Agent",
  inputs: [{ name: "state", size: 4 }],
  outputs: [{ name: "q", size: 3, target: "target" }],
});

const IRIS_APP = `
import { type Class, create, type History, metadata, PARAMETER_COUNT } from "./iris.ts";

export async function app(rows: { petal: [number, number]; species: string }[], signal: { aborted: boolean }, draw: () => void): Promise<readonly [number | undefined, Class | undefined]> {
  const net = create({ seed: 1 });
  const history: History = await net.fit(rows.map((r) => r.petal), rows.map((r) => r.species), {
    epochs: 500, batchSize: 16, validationSplit: 0.2, signal, onEpochEnd: draw, earlyStopping: { patience: 20, restoreBestWeights: true },
  });
  const bytes: Uint8Array = net.save();
  create().load(bytes);
  const [species] = net.classify([1.4, 0.2]);
  const names: string[] = net.classify(rows.map((r) => r.petal));
  const { loss, accuracy } = net.evaluate(Float64Array.of(1, 2), [0]);
  const first: readonly number[] = metadata.parameters.map(({ offset }) => offset);
  const best: number = Math.max(...(history.valAccuracy ?? []), loss, accuracy, names.length, PARAMETER_COUNT, ...first);
  await net.fit(Float64Array.of(1, 2), [0], { seed: undefined, validationData: [[[1, 2]], ["setosa"]], earlyStopping: { monitor: "valAccuracy" } });
  return [history.accuracy.at(-1) ?? best, species];
}
`;

const AGENT_APP = `
import { create } from "./agent.ts";

export function app(game: { observe(into: Float64Array): void; act(a: number): number; over: boolean }): (step: number) => void {
  const agent = create({ seed: 1 }), goal = create({ seed: 1 });
  goal.copyFrom(agent);
  const { state, target: y, q } = agent.buffers, next = goal.buffers;
  return function tick(step) {
    game.observe(state);
    agent.forward();
    let a = 0; for (let k = 1; k < q.length; k++) if (q[k]! > q[a]!) a = k;
    const reward = game.act(a);
    game.observe(next.state); goal.forward();
    y.set(q);
    y[a] = reward + (game.over ? 0 : 0.99 * Math.max(...next.q));
    agent.trainStep();
    if (step % 500 === 0) goal.copyFrom(agent);
  };
}
`;

const MISTAKES = `
import { create as createIris } from "./iris.ts";
import { create as createLine } from "./line.ts";
import { create as createSeveral } from "./several.ts";
createIris().classify("setosa");
createLine().evaluate([1], ["a"]);
createIris().copyFrom(createLine());
createSeveral().predict([1]);
createIris().buffers.z;
createIris().fit([[1, 2]], ["setosa"], { epoch: 3 });
createIris().classify([1, 2])[0] === "oak";
`;

describe("an app", () => {
  it("type-checks against the module, and its mistakes do not", { timeout: 120_000 }, async () => {
    const files = {
      "iris.ts": await assemble(CLASSIFICATION),
      "agent.ts": await assemble(AGENT),
      "line.ts": await assemble(REGRESSION),
      "several.ts": await assemble(SEVERAL),
      "iris-app.ts": IRIS_APP,
      "agent-app.ts": AGENT_APP,
    };
    const options = { allowImportingTsExtensions: true };
    expect(typeErrors(files, options)).toEqual([]);
    const mistakes = typeErrors({ ...files, "mistakes.ts": MISTAKES }, options);
    const lines = mistakes.map((text) => Number(/mistakes\.ts:(\d+)/.exec(text)?.[1]));
    expect([...new Set(lines)]).toEqual([5, 6, 7, 8, 9, 10, 11]);
  });

  it("learns one example at a time from the network's own arrays", async () => {
    const { create } = await importModule(await assemble(AGENT));
    const agent = create({ seed: 1 });
    const { state, target, q } = agent.buffers;
    state?.set([1, 0, -1, 2]);
    target?.set([1, 2, 3]);
    for (let step = 0; step < 200; step++) agent.trainStep();
    agent.forward();
    q?.forEach((value, k) => expect(value).toBeCloseTo(k + 1, 6));
  });
});

import { create } from "../../generated/online-agent/online-agent.ts";
import type { OnlineAgent } from "../../generated/online-agent/online-agent.ts";
import { createGame } from "./game.ts";
import { uniformNumbers } from "../random.ts";

const DISCOUNT = 0.97;
/** How often the frozen copy that judges what is still to come is refreshed, in moves. */
const REFRESH = 500;
/** For so many moves it tries out more than it has learnt to do. */
const CURIOUS = 50_000;

export interface Player {
  readonly net: OnlineAgent;
  /** Plays so many balls and learns from every move (Q-learning; Watkins 1989), in ever smaller steps; how many were caught. */
  learn(balls: number): number;
  /** Plays so many balls as well as it can, and learns nothing. */
  play(balls: number): number;
}

/** An agent that knows nothing; a seed decides on its weights, its balls and what it tries out. */
export function createPlayer(seed: number): Player {
  const net = create({ seed });
  const frozen = create();
  frozen.copyFrom(net);
  const random = uniformNumbers(seed);
  const game = createGame(random);
  // One example each: nothing else is ever allocated.
  const { state, action, target, q } = net.buffers;
  const next = frozen.buffers;
  let moves = 0;

  const greedy = (): number => {
    game.observe(state);
    net.forward();
    return largest(q);
  };
  /** One move, and one step of training on it. */
  const tick = (explore: number): void => {
    let move = greedy();
    if (random() < explore) move = Math.floor(random() * q.length);
    game.act(move);
    action.fill(0);
    action[move] = 1;
    if (game.over) target[0] = game.caught ? 1 : 0;
    else {
      game.observe(next.state);
      frozen.forward();
      target[0] = DISCOUNT * (next.q[largest(next.q)] ?? 0);
    }
    net.trainStep();
    if (++moves % REFRESH === 0) frozen.copyFrom(net);
  };
  const run = (balls: number, turn: () => void): number => {
    let caught = 0;
    for (let i = 0; i < balls; i++) {
      game.start();
      while (!game.over) turn();
      if (game.caught) caught++;
    }
    return caught;
  };
  return {
    net,
    learn(balls) {
      const rate = net.learningRate;
      let left = balls;
      const caught = run(balls, () => {
        if (game.fresh) net.learningRate = rate * (left-- / balls) ** 2;
        tick(Math.max(0.05, 1 - moves / CURIOUS));
      });
      net.learningRate = rate;
      return caught;
    },
    play: (balls) =>
      run(balls, () => {
        game.act(greedy());
      }),
  };
}

function largest(values: Float64Array): number {
  let best = 0;
  for (let k = 1; k < values.length; k++) if ((values[k] ?? 0) > (values[best] ?? 0)) best = k;
  return best;
}

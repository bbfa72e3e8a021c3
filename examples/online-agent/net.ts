// A game agent: the value of each move in a state, q, learnt one move at a time. L = ½ (q·action − target)².
import { dense, halfSquaredError, input, label, mul, network, relu, sgd, sum } from "nngen";

const state = input("state", [4]); // the ball's x, y and velocity, the paddle's x
const action = label("action", ["left", "stay", "right"]); // the move that was made
const target = input("target"); // what it was worth: the reward, and what is still to come

const hidden = dense(state, 24);
const h = relu(hidden);
const q = dense(h, 3);

export default network({
  name: "online-agent",
  inputs: { state, action, target },
  outputs: { q },
  loss: halfSquaredError(sum(mul(q, action)), target),
  optimizer: sgd({ learningRate: 0.05 }),
});

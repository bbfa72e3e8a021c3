/** A ball falls and a paddle at the bottom is to catch it. The field is 2 wide, from −1 to 1, and 1 high. */
export interface Game {
  /** Lets a ball fall from the top, from where and in which direction chance decides. */
  start(): void;
  /** Writes the ball's x, y and sideways velocity (in 0.1 a tick) and the paddle's x. */
  observe(into: Float64Array): void;
  /** Moves the paddle: 0 left, 1 not at all, 2 right; a tick goes by. */
  act(move: number): void;
  /** Whether the ball has not moved yet. */
  readonly fresh: boolean;
  /** Whether the ball is down. */
  readonly over: boolean;
  /** Whether it was caught. */
  readonly caught: boolean;
}

const FALL = 1 / 16;
const PADDLE_SPEED = 0.12;
/** Half its width: an eighth of the field. */
const REACH = 0.125;

/** @param random numbers between 0 and 1 */
export function createGame(random: () => number): Game {
  const ball = { x: 0, y: 1, velocity: 0 };
  let paddle = 0;
  return {
    start() {
      ball.x = 2 * random() - 1;
      ball.y = 1;
      ball.velocity = 0.1 * (2 * random() - 1);
    },
    observe(into) {
      into[0] = ball.x;
      into[1] = ball.y;
      into[2] = 10 * ball.velocity;
      into[3] = paddle;
    },
    act(move) {
      paddle = Math.min(1, Math.max(-1, paddle + PADDLE_SPEED * (move - 1)));
      ball.x += ball.velocity;
      ball.y -= FALL;
      // It bounces off the sides.
      if (Math.abs(ball.x) > 1) {
        ball.x = Math.sign(ball.x) * 2 - ball.x;
        ball.velocity = -ball.velocity;
      }
    },
    get fresh() {
      return ball.y === 1;
    },
    get over() {
      return ball.y <= FALL / 2;
    },
    get caught() {
      return this.over && Math.abs(ball.x - paddle) <= REACH;
    },
  };
}

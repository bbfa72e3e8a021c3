import type { Progress } from "../build/training/pace.ts";

export interface ProgressLine {
  readonly show: (progress: Progress) => void;
  readonly stop: () => void;
}

/** One line that is written over: where training is, its figures, its speed, and how long it will still take. */
export async function createProgress(): Promise<ProgressLine> {
  const { default: progress } = await import("cli-progress");
  const format = "epoch {value}/{total} {bar} {figures}, {speed} examples/s, {left} left";
  const bar = new progress.SingleBar(
    { format, stream: process.stderr, barsize: 16, hideCursor: true, clearOnComplete: true, fps: 10 },
    progress.Presets.shades_classic,
  );
  let started = false;
  return {
    show({ epoch, epochs, figures, examplesPerSecond, secondsLeft }) {
      const speed = Number(examplesPerSecond.toPrecision(3)).toLocaleString("en-US");
      const payload = { figures: figuresText(figures), speed, left: duration(secondsLeft) };
      if (started) bar.update(epoch, payload);
      else bar.start(epochs, epoch, payload);
      started = true;
    },
    stop: () => {
      if (started) bar.stop();
    },
  };
}

/** The loss and the first metric, of the validation rows too: what fits into a line. */
function figuresText(figures: Progress["figures"]): string {
  const [, metric] = Object.keys(figures);
  const shown = ["loss", metric, "valLoss"].flatMap((name) => {
    const value = name === undefined ? undefined : figures[name];
    return value === undefined ? [] : [`${name} ${value.toPrecision(3)}`];
  });
  return [...new Set(shown)].join(", ");
}

/** Seconds as people say them: 8 s, 3 min 20 s, 2 h 5 min. */
function duration(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

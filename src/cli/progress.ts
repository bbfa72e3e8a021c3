import type { Progress } from "../build/training/pace.ts";

export interface ProgressLine {
  readonly show: (progress: Progress) => void;
  readonly stop: () => void;
}

/** The cells that a line with a bar takes, with all figures, and with the first metric. */
const [WITH_BAR, WITH_ALL, WITH_METRIC] = [112, 96, 78];

/**
 * One line that is written over: where training is, its figures, its speed, and how long it will still take. A narrow terminal shows
 * fewer figures. Cursor and line wrapping stay as they are: who ends the process has a whole terminal.
 */
export async function createProgress(width: number): Promise<ProgressLine> {
  const { default: progress } = await import("cli-progress");
  const format = `epoch {value}/{total}${width < WITH_BAR ? "," : " {bar}"} {figures}, {speed} examples/s, {left} left`;
  const bar = new progress.SingleBar(
    { format, stream: process.stderr, barsize: 16, linewrap: true, clearOnComplete: true, fps: 10 },
    progress.Presets.shades_classic,
  );
  let started = false;
  return {
    show({ epoch, epochs, figures, examplesPerSecond, secondsLeft }) {
      const speed = Number(examplesPerSecond.toPrecision(3)).toLocaleString("en-US");
      const payload = { figures: figuresText(figures, width), speed, left: duration(secondsLeft) };
      if (started) bar.update(epoch, payload);
      else bar.start(epochs, epoch, payload);
      started = true;
    },
    stop: () => {
      if (started) bar.stop();
    },
  };
}

/** The loss and the first metric, and the loss of the validation rows: as many as fit into a line. */
export function figuresText(figures: Progress["figures"], width: number): string {
  const [, metric] = Object.keys(figures);
  const names = ["loss", metric, "valLoss"].slice(0, width < WITH_METRIC ? 1 : width < WITH_ALL ? 2 : 3);
  const shown = names.flatMap((name) => {
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

/** A text by its lines, which end with LF, CR or CRLF. Only their places are kept: large files stay one text. */
export interface Lines {
  readonly count: number;
  /** Counted from 0; empty beyond the end. */
  at(index: number): string;
  /** Whether there is nothing in a line. */
  isEmpty(index: number): boolean;
}

const [LF, CR] = [10, 13];

export function createLines(text: string): Lines {
  const breaks = (found: (end: number, next: number) => void): void => {
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code !== LF && code !== CR) continue;
      const end = i;
      if (code === CR && text.charCodeAt(i + 1) === LF) i++;
      found(end, i + 1);
    }
  };
  let count = 1;
  breaks(() => void count++);
  const starts = new Uint32Array(count);
  const ends = new Uint32Array(count).fill(text.length);
  let line = 0;
  breaks((end, next) => {
    ends[line++] = end;
    starts[line] = next;
  });
  return {
    count,
    at: (index) => text.slice(starts[index] ?? text.length, ends[index] ?? text.length),
    isEmpty: (index) => starts[index] === ends[index],
  };
}

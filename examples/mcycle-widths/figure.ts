import type { Curve } from "./train.ts";

export interface Panel {
  readonly title: string;
  readonly curve: Curve;
}

const [WIDTH, HEIGHT, TOP, GAP] = [180, 130, 22, 8];
/** What is shown: ms, and g. */
const [TIMES, ACCELERATIONS] = [[0, 60] as const, [-140, 80] as const];

const place = (value: number, [from, to]: readonly [number, number], pixels: number): number =>
  (pixels * (value - from)) / (to - from);
const point = (x: number, y: number): readonly [string, string] => [
  place(x, TIMES, WIDTH).toFixed(1),
  (HEIGHT - place(y, ACCELERATIONS, HEIGHT)).toFixed(1),
];
const pointsOf = ({ x, y }: Curve): readonly (readonly [string, string])[] =>
  Array.from(x, (time, i) => point(time, y[i] ?? 0));

/** The measurements and a curve in each panel, side by side, as SVG. */
export function figure(data: Curve, panels: readonly Panel[]): string {
  const dots = pointsOf(data).map(([cx, cy]) => `<circle cx="${cx}" cy="${cy}" r="1.4"/>`);
  const zero = point(0, 0)[1];
  const drawn = panels.map(({ title, curve }, i) => {
    const line = pointsOf(curve).map((xy) => xy.join(",")).join(" "); // prettier-ignore
    return `<g transform="translate(${GAP + i * (WIDTH + GAP)},${TOP})">
<text x="0" y="-7">${title}</text>
<rect width="${WIDTH}" height="${HEIGHT}" fill="none" stroke="#bbb"/>
<path d="M0 ${zero}H${WIDTH}" stroke="#ddd"/>
<use href="#data"/>
<polyline points="${line}" fill="none" stroke="#c0392b" stroke-width="2"/>
</g>`;
  });
  const size = [GAP + panels.length * (WIDTH + GAP), TOP + HEIGHT + GAP];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.join(" ")}" width="${size[0]}" font-family="sans-serif" font-size="11">
<rect width="100%" height="100%" fill="#fff"/>
<defs><g id="data" fill="#57c">${dots.join("")}</g></defs>
${drawn.join("\n")}
</svg>
`;
}

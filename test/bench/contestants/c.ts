import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Contestant, Entry } from "../contestant.ts";
import type { Data } from "../data.ts";
import { loopsOf } from "../loops/loops.ts";
import type { Loops, Named } from "../loops/loops.ts";
import { LEARNING_RATE, inputsOf, outputsOf } from "../workloads.ts";
import type { Workload } from "../workloads.ts";

/** The same loops in C, by gcc: a program that times itself. */
export const c64: Entry = { name: "C f64", precision: "f64", tolerance: 1e-9, make: native("double") };
export const c32: Entry = { name: "C f32", precision: "f32", tolerance: 1e-3, make: native("float") };

const FLAGS: readonly string[] = ["-O3", "-march=native", "-ffast-math"];

/** What gcc says that it is, and how it is called; undefined where there is none. */
export function compiler(): string | undefined {
  const version = spawnSync("gcc", ["-dumpfullversion"], { encoding: "utf8" }).stdout?.trim();
  return version ? `${version} (${FLAGS.join(" ")})` : undefined;
}

const folders: string[] = [];
process.once("exit", () => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

function native(real: "double" | "float"): Entry["make"] {
  return (workload, data) => (compiler() === undefined ? "no gcc here" : program(workload, data, real));
}

function program(workload: Workload, data: Data, real: string): Contestant {
  const folder = mkdtempSync(join(tmpdir(), "nngen-bench-"));
  folders.push(folder);
  const [source, binary, input] = [join(folder, "net.c"), join(folder, "net"), join(folder, "data.bin")];
  writeFileSync(source, sourceOf(workload, loopsOf(workload, "rows"), real));
  writeFileSync(input, Buffer.concat([data.parameters, data.x, data.y].map((a) => Buffer.from(a.buffer))));
  execFileSync("gcc", [...FLAGS, "-o", binary, source, "-lm"], { stdio: "inherit" });
  const run = (what: string, calls: number): Buffer =>
    execFileSync(binary, [input, what, String(calls)], { maxBuffer: 1 << 28 });
  const numbers = (what: string, calls: number): Float64Array => {
    const bytes = run(what, calls);
    return new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  };
  let steps = 0;
  return {
    parameters: () => numbers("w", steps),
    reset: () => {
      steps = 0;
    },
    trainStep: () => {
      steps++;
    },
    predict: () => undefined,
    outputs: () => numbers("y", 1),
    clocks: {
      trainStep: (calls) => Number(run("t", calls).toString()),
      predict: (calls) => Number(run("p", calls).toString()),
    },
  };
}

function sourceOf({ net, count, batches }: Workload, loops: Loops, real: string): string {
  const { parameters, scratch, whole = [] } = loops;
  const [rows, I, O] = [count * batches, inputsOf(net), outputsOf(net)];
  const total = parameters.reduce((sum, { size }) => sum + size, 0);
  let offset = 0;
  const pointers = parameters.map(({ name, size }) => {
    const line = `static real *const ${name} = w + ${offset}, *const d${name} = g + ${offset};`;
    offset += size;
    return line;
  });
  const arrays = (type: string, list: readonly Named[]): string =>
    list.map(({ name, size }) => `static ${type} ${name}[${size}];`).join("\n");
  return `#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tgmath.h>
#include <time.h>
typedef ${real} real;
#define P ${total}
static real w[P], g[P], xs[${rows * I}], ys[${rows * O}], yHats[${rows * O}], loss;
${pointers.join("\n")}
${arrays("real", scratch)}
${arrays("int", whole)}
__attribute__((noinline)) static void train(const real *restrict x, const real *restrict y, int count) {
  memset(g, 0, sizeof g);
  real J = 0;
  for (int n = 0; n < count; n++) {
    ${loops.forward}
    ${loops.backward}
  }
  loss = J / count;
  real rate = ${LEARNING_RATE} / count;
  for (int i = 0; i < P; i++) w[i] -= rate * g[i];
}
__attribute__((noinline)) static void predict(const real *restrict x, real *restrict yHat, int count) {
  for (int n = 0; n < count; n++) {
    ${loops.forward}
    ${loops.result}
  }
}
static int load(real *to, int size, FILE *file) {
  double number;
  for (int i = 0; i < size; i++) {
    if (!fread(&number, sizeof number, 1, file)) return 0;
    to[i] = number;
  }
  return 1;
}
static void save(const real *from, int size) {
  for (int i = 0; i < size; i++) {
    double number = from[i];
    fwrite(&number, sizeof number, 1, stdout);
  }
}
int main(int argc, char **argv) {
  FILE *file = fopen(argv[1], "rb");
  if (!load(w, P, file) || !load(xs, ${rows * I}, file) || !load(ys, ${rows * O}, file)) return 1;
  char what = argv[2][0];
  long calls = atol(argv[3]);
  volatile int count = ${count};
  struct timespec from, to;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
  if (what == 't' || what == 'w')
    for (long i = 0; i < calls; i++)
      for (int k = 0; k < ${batches}; k++) train(xs + k * ${count * I}, ys + k * ${count * O}, count);
  else
    for (long i = 0; i < calls; i++) predict(xs, yHats, ${batches} * count);
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &to);
  if (what == 'w') save(w, P);
  else if (what == 'y') save(yHats, ${rows * O});
  else printf("%.17g", ((to.tv_sec - from.tv_sec) * 1e9 + (to.tv_nsec - from.tv_nsec)) / calls);
  return 0;
}
`;
}

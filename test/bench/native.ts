import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Timed } from "./race.ts";
import { LEARNING_RATE } from "./workloads.ts";
import type { Data, Workload } from "./workloads.ts";

/** A program in C of the same loops, which times itself. */
export interface Native {
  /** Nanoseconds a call; each run starts from the same parameters. */
  readonly trainStep: Timed;
  readonly predict: Timed;
  /** The parameters after some steps. */
  after(steps: number): Float64Array;
}

export const hasCompiler = (): boolean => spawnSync("gcc", ["--version"], { stdio: "ignore" }).status === 0;

export function native(workload: Workload, data: Data): Native {
  const folder = mkdtempSync(join(tmpdir(), "nngen-bench-"));
  const [source, binary, input] = ["net.c", "net", "data.bin"].map((file) => join(folder, file));
  if (source === undefined || binary === undefined || input === undefined) throw new Error("no path");
  writeFileSync(source, sourceOf(workload));
  writeFileSync(input, Buffer.concat([data.parameters, data.x, data.y].map((a) => Buffer.from(a.buffer))));
  execFileSync("gcc", ["-O3", "-march=native", "-ffast-math", "-o", binary, source, "-lm"], { stdio: "inherit" });
  const run = (what: string, calls: number): Buffer =>
    execFileSync(binary, [input, what, String(calls)], { maxBuffer: 1 << 28 });
  return {
    trainStep: (calls) => Number(run("train", calls).toString()),
    predict: (calls) => Number(run("predict", calls).toString()),
    after: (steps) => {
      const bytes = run("parameters", steps);
      return new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
    },
  };
}

function sourceOf({ sizes, hidden, output, count }: Workload): string {
  const last = sizes.length - 1;
  const D = (k: number): number => sizes[k] ?? 1;
  const layers = sizes.slice(1).map((_, l) => l + 1);
  let offset = 0;
  const places = layers.map((k) => {
    const W = offset;
    offset += D(k - 1) * D(k) + D(k);
    return { k, W, b: W + D(k - 1) * D(k) };
  });
  const activation = hidden === "relu" ? "z > 0 ? z : 0" : "1 / (1 + exp(-z))";
  const derivative = (k: number): string =>
    hidden === "relu" ? `(a${k}[i] > 0 ? 1 : 0)` : `a${k}[i] * (1 - a${k}[i])`;
  const value = (k: number): string => (k < last ? activation : output === "logistic" ? "1 / (1 + exp(-z))" : "z");
  const read = (k: number): string => (k === 0 ? `x[n * ${D(0)} + j]` : `a${k}[j]`);
  const O = D(last);
  const forward = layers
    .map(
      (k) => `for (int i = 0; i < ${D(k)}; i++) {
        double z = b${k}[i];
        for (int j = 0; j < ${D(k - 1)}; j++) z += W${k}[i * ${D(k - 1)} + j] * ${read(k - 1)};
        a${k}[i] = ${value(k)};
      }`,
    )
    .join("\n");
  const softmax = `double top = a${last}[0], sum = 0;
    for (int i = 1; i < ${O}; i++) top = a${last}[i] > top ? a${last}[i] : top;
    for (int i = 0; i < ${O}; i++) sum += p[i] = exp(a${last}[i] - top);
    for (int i = 0; i < ${O}; i++) p[i] /= sum;`;
  const error =
    output === "softmax"
      ? `${softmax}
         double lse = top + log(sum);
         for (int i = 0; i < ${O}; i++) { J -= y[n * ${O} + i] * (a${last}[i] - lse); d${last}[i] = p[i] - y[n * ${O} + i]; }`
      : `for (int i = 0; i < ${O}; i++) {
          double e = a${last}[i] - y[n * ${O} + i];
          J += e * e / 2;
          d${last}[i] = e${output === "logistic" ? ` * a${last}[i] * (1 - a${last}[i])` : ""};
        }`;
  // Wᵀδ row by row: the order in which a compiler of C can use vectors.
  const backward = layers
    .toReversed()
    .map(
      (k) => `for (int i = 0; i < ${D(k)}; i++) {
        db${k}[i] += d${k}[i];
        for (int j = 0; j < ${D(k - 1)}; j++) dW${k}[i * ${D(k - 1)} + j] += d${k}[i] * ${read(k - 1)};
      }
      ${
        k === 1
          ? ""
          : `for (int i = 0; i < ${D(k - 1)}; i++) d${k - 1}[i] = 0;
      for (int j = 0; j < ${D(k)}; j++) for (int i = 0; i < ${D(k - 1)}; i++) d${k - 1}[i] += W${k}[j * ${D(k - 1)} + i] * d${k}[j];
      for (int i = 0; i < ${D(k - 1)}; i++) d${k - 1}[i] *= ${derivative(k - 1)};`
      }`,
    )
    .join("\n");
  return `#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#define P ${offset}
static double w[P], g[P], x[${D(0) * count}], y[${O * count}], yHat[${O * count}], p[${O}], loss;
${places.map(({ k, W, b }) => `static double *const W${k} = w + ${W}, *const b${k} = w + ${b}, *const dW${k} = g + ${W}, *const db${k} = g + ${b};`).join("\n")}
${layers.map((k) => `static double a${k}[${D(k)}], d${k}[${D(k)}];`).join("\n")}
__attribute__((noinline)) static void train(int count) {
  memset(g, 0, sizeof g);
  double J = 0;
  for (int n = 0; n < count; n++) {
    ${forward}
    ${error}
    ${backward}
  }
  loss = J / count;
  double rate = ${LEARNING_RATE} / count;
  for (int i = 0; i < P; i++) w[i] -= rate * g[i];
}
__attribute__((noinline)) static void predict(int count) {
  for (int n = 0; n < count; n++) {
    ${forward}
    ${output === "softmax" ? softmax : ""}
    for (int i = 0; i < ${O}; i++) yHat[n * ${O} + i] = ${output === "softmax" ? "p" : `a${last}`}[i];
  }
}
int main(int argc, char **argv) {
  FILE *file = fopen(argv[1], "rb");
  if (!fread(w, sizeof w, 1, file) || !fread(x, sizeof x, 1, file) || !fread(y, sizeof y, 1, file)) return 1;
  long calls = atol(argv[3]);
  volatile int count = ${count};
  struct timespec from, to;
  int trains = argv[2][0] == 't' || argv[2][1] == 'a';
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
  if (trains) for (long i = 0; i < calls; i++) train(count);
  else for (long i = 0; i < calls; i++) predict(count);
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &to);
  if (argv[2][1] == 'a') fwrite(w, sizeof w, 1, stdout);
  else printf("%.17g", ((to.tv_sec - from.tv_sec) * 1e9 + (to.tv_nsec - from.tv_nsec)) / calls);
  return 0;
}
`;
}

import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Build, BuildOptions } from "../build.ts";
import { hasHeader } from "../module/header.ts";
import { hasWeights } from "../module/tables.ts";
import { commandFor } from "./fresh.ts";
import { fileName } from "./paths.ts";

/** The build with a warning, where it is to replace a module that holds trained weights and holds none itself. Asked before it is written. */
export function withLostWeights(build: Build, net: string, options: BuildOptions): Build {
  const { report, outputs } = build;
  const there = outputs[0] && textOf(outputs[0].path);
  if (options.weights !== undefined || report.parameters === 0) return build;
  if (there === undefined || !hasHeader(there) || !hasWeights(there)) return build;
  const file = join(dirname(net), `${fileName(report.name)}.safetensors`);
  const lost = {
    code: "weights-lost",
    message: `${JSON.stringify(outputs[0]?.path)} had trained weights; the module that replaces it has none`,
    hint: existsSync(file)
      ? `--weights keeps them: \`${commandFor(net, { ...options, weights: file })}\`.`
      : "--weights <file.safetensors> keeps them.",
  } as const;
  return { ...build, report: { ...report, warnings: [...report.warnings, lost] } };
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

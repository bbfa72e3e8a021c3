/** The table of the parameters. */
import { metadata, PARAMETER_COUNT } from "./metadata.ts";

const line = (name: string, shape: string, size: string): string => name.padEnd(32) + shape.padEnd(24) + size;

/** As Keras lays it out: a line for each, then the totals. */
export function summary(): string {
  let trainable = 0;
  const rows = metadata.parameters.map(({ name, shape, size, trainable: trains }) => {
    if (trains) trainable += size;
    return line(name, `[${shape.join(", ")}]`, `${size}`);
  });
  const rule = "=".repeat(64);
  return `Model: "${metadata.name}"
${line("Parameter", "Shape", "Param #")}
${[rule, ...rows, rule].join("\n")}
Total params: ${PARAMETER_COUNT}
Trainable params: ${trainable}
Non-trainable params: ${PARAMETER_COUNT - trainable}`;
}

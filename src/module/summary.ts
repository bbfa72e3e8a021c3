import type { Plan } from "./plan.ts";
import { templateLiteral } from "./quote.ts";

/** `summary` of one network: all of its table is known now. */
export function summaryOf({ code }: Plan): string {
  const rows = [
    ["Layer (type)", "Output Shape", "Param #"],
    ...code.layers.map(({ name, type, shape, parameterCount }) => [
      `${name} (${type})`,
      `(None${shape.map((dim) => `, ${dim}`).join("")})`,
      String(parameterCount),
    ]),
  ];
  const widths = [0, 1, 2].map((i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  const lines = rows.map((row) =>
    row.map((cell, i) => (i < 2 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join("  "),
  );
  const [head = "", ...body] = lines;
  const rule = "=".repeat(head.length);
  const trainable = code.parameters.reduce((sum, { trainable, size }) => sum + (trainable ? size : 0), 0);
  const text = templateLiteral([
    `Model: "${code.name}"`,
    head,
    rule,
    ...body,
    rule,
    `Total params: ${code.parameterCount}`,
    `Trainable params: ${trainable}`,
    `Non-trainable params: ${code.parameterCount - trainable}`,
  ]);
  return `\n/** The table of the layers. */\nconst summary = (): string => ${text.replaceAll(rule, `\${"=".repeat(${rule.length})}`)};`;
}

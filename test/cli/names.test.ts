import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { escaped } from "../../src/cli/terminal.ts";
import { runEmitted } from "../../src/load/emitted.ts";
import { folder } from "../load/folder.ts";
import { nngen } from "./console.ts";

const NAMES = [
  'quote"',
  "back`tick${1}",
  "*/ x",
  "</script>",
  "__proto__",
  "constructor",
  "class",
  "let",
  "arguments",
  "eval",
  "a\u2028b",
  "a\u202eb",
  "\u0000",
  "\u001b[31mred",
  "emoji 😀",
  "toString",
  "hasOwnProperty",
  "then",
  "x".repeat(5000),
  "π",
  "a-b",
  "../x",
  "%s",
  "\\",
];

/** What hides, reorders or moves text on a terminal. */
const RAW = /[^\P{Cc}\n]|[\p{Cf}\p{Zl}\p{Zp}]/u;

const text = JSON.stringify;
const cell = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** A network in which a name stands for everything that has one. */
const netOf = (name: string): string => `import * as nn from "nngen";
const x = nn.input(${text(name)}, [2]);
const kind = nn.label(${text(`${name}!`)}, [${text(name)}, "other"]);
const g = nn.parameter(${text(`${name}?`)}, [3]);
const scores = nn.dense(nn.mul(g, nn.tanh(nn.dense(x, 3, { name: ${text(name)} }))), 2);
export default nn.network({
  name: ${text(name)},
  inputs: { [${text(name)}]: x, kind },
  outputs: { [${text(`${name}.`)}]: nn.softmax(scores) },
  loss: nn.softmaxCrossEntropy(scores, kind),
  data: nn.csv("rows.csv", { [${text(name)}]: [${text(name)}, "b"], kind: "kind" }),
});
`;

const rowsOf = (name: string): string =>
  `${cell(name)},b,kind\n${Array.from({ length: 20 }, (_, i) => `${i % 3},${i % 5},${i % 2 === 0 ? "other" : cell(name)}`).join("\n")}\n`;

describe("a name of everything that has one", () => {
  it.each(NAMES.map((name) => [name.slice(0, 20), name] as const))(
    "%j is shown unharmed, and is never code",
    async (_, name) => {
      const root = folder({ "in/net.ts": netOf(name), "in/rows.csv": rowsOf(name) });
      const net = join(root, "in/net.ts");
      const commands = [
        ["compile", net],
        ["inspect", net, "--stage", "graph", "--format", "svg"],
        ["inspect", net, "--stage", "adjoint", "--notation", "course"],
        ["train", net, "--epochs", "1", "--save", join(root, "in/w.safetensors")],
      ];
      for (const args of commands) {
        const { exit, out, err } = await nngen(args);
        expect([args.slice(2), exit, err]).toEqual([args.slice(2), 0, ""]);
        expect(escaped(out)).not.toMatch(RAW);
      }
      expect(readdirSync(root)).toEqual(["in"]);
      const [made = "", ...others] = readdirSync(join(root, "in")).filter((file) => /(?<!^net)\.ts$/.test(file));
      expect(others).toEqual([]);
      const module = readFileSync(join(root, "in", made), "utf8");
      expect(module).not.toMatch(RAW);
      expect(module).not.toMatch(/<\/script|<!--/);
      const exports = runEmitted(module, "named.ts");
      expect(exports).toHaveProperty("metadata.name", name);
      expect(exports).toHaveProperty(["metadata", "outputs", 0, "classes"], [name, "other"]);
    },
  );

  it.each(["", " ", "\n"])("%j is a name, or a mistake with a code", async (name) => {
    const root = folder({ "net.ts": netOf(name), "rows.csv": rowsOf(name) });
    for (const args of [["compile"], ["inspect", "--format", "svg", "--stage", "graph"], ["train", "--epochs", "1"]]) {
      const [command = "", ...more] = args;
      const { exit, out, err } = await nngen([command, join(root, "net.ts"), ...more]);
      expect(escaped(out + err)).not.toMatch(RAW);
      expect(err).toMatch(exit === 0 ? /^($|warning\[[a-z-]+\]: )/ : /^error\[[a-z-]+\]: /);
      expect(err).not.toContain("    at ");
    }
  });
});

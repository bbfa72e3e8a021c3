import { formatTypeScript } from "../../module/format.ts";
import { literal, words } from "../../module/quote.ts";
import { namer, toIdentifier } from "../../targets/typescript/names.ts";
import type { Column } from "./columns.ts";
import type { Aim } from "./guess.ts";

/** A network for the columns of a data file. */
export interface NetSpec {
  readonly name: string;
  /** The data file, from net.ts. */
  readonly data: string;
  readonly aim: Aim;
  /** The units of each hidden layer. */
  readonly hidden: readonly number[];
}

/** net.ts, as a person would write it. Names of columns stand in it as strings, never as code. */
export function netText({ name, data, aim: { task, target, features }, hidden }: NetSpec): Promise<string> {
  const y = targetName(task === "classification" ? target : undefined);
  const classes = target.values;
  const outputs = task === "classification" ? classes.length : 1;
  const layers = hidden.map((units, index) => {
    const number = hidden.length === 1 ? "" : String(index + 1);
    const input = index === 0 ? "standardize(x)" : `h${index}`;
    return `const hidden${number} = dense(${input}, ${units});\nconst h${number} = logistic(hidden${number});`;
  });
  const h = hidden.length === 1 ? "h" : `h${hidden.length}`;
  const shape = [features.length, ...hidden, outputs].join("-");
  const [title, imports, declared, top, loss] =
    task === "classification"
      ? [
          `Classification of ${words(data)}, ${shape}: logistic hidden ${plural(hidden)}, softmax and cross entropy.`,
          "label, logistic, network, softmax, softmaxCrossEntropy, standardize",
          `label(${literal(y)}, ${literal(classes)})`,
          `const scores = dense(${h}, ${outputs});\nconst yHat = softmax(scores);`,
          `softmaxCrossEntropy(scores, ${y})`,
        ]
      : [
          `Regression of ${words(data)}, ${shape}: logistic hidden ${plural(hidden)}, linear output, squared error.`,
          "logistic, network, squaredError, standardize, unstandardize",
          `input(${literal(y)}, [1])`,
          `const out = dense(${h}, 1);\nconst yHat = unstandardize(out, ${y});`,
          `squaredError(out, standardize(${y}))`,
        ];
  const from = features.map((column) => literal(column.name));
  return formatTypeScript(`// ${title}
import { adam, csv, dense, input, ${imports} } from "nngen";

const x = input("x", [${features.length}]);
const ${y} = ${declared};

${layers.join("\n")}
${top}

export default network({
  name: ${literal(name)},
  inputs: { x, ${y} },
  outputs: { yHat },
  loss: ${loss},
  optimizer: adam({ learningRate: ${LEARNING_RATE[task]} }),
  data: csv(${literal(data)}, { x: ${from.length === 1 ? from[0] : `[${from.join(", ")}]`}, ${y}: ${literal(target.name)} }),
});
`);
}

const LEARNING_RATE = { classification: 0.02, regression: 0.05 };

const plural = (layers: readonly number[]): string => (layers.length === 1 ? "layer" : "layers");

/** What net.ts declares and imports beside the target. */
const TAKEN =
  /^(x|h\d*|hidden\d*|out|scores|yHat|adam|csv|dense|input|label|logistic|network|softmax|softmaxCrossEntropy|standardize|v|v\d.*)$/;

/** A label is called as its column is, where that makes a good identifier. */
export function targetName(column: Column | undefined): string {
  const parts = toIdentifier(column?.name ?? "").split("_");
  const camel = parts
    .map((part, index) => (index === 0 ? lowered(part) : part.charAt(0).toUpperCase() + part.slice(1)))
    .join("");
  const isFree = namer().identifier("target", camel) === camel;
  return isFree && !TAKEN.test(camel) && camel.length <= 30 ? camel : "y";
}

const lowered = (word: string): string =>
  word === word.toUpperCase() ? word.toLowerCase() : word.charAt(0).toLowerCase() + word.slice(1);

export interface AppSpec extends NetSpec {
  /** The module, beside the app. */
  readonly module: string;
  /** The cells of the first row, by column. */
  readonly first: ReadonlyMap<string, string>;
}

/** app.ts: an app that asks the trained network about the first row of the data. */
export function appText({ data, module, first, aim: { task, target, features } }: AppSpec): Promise<string> {
  const row = features.map(({ name }) => Number(first.get(name)));
  const names = features.slice(0, 6).map(({ name }) => words(name));
  const y = targetName(task === "classification" ? target : undefined);
  const call = task === "classification" ? "classify" : "predict";
  return formatTypeScript(`import { create } from ${literal(`./${module}`)};

const net = create();

// The first row of ${words(data)}: ${names.join(", ")}${features.length > 6 ? ", …" : ""}. It says ${words(target.name)} = ${words(first.get(target.name) ?? "")}.
const [${y}] = net.${call}([${row.join(", ")}]);
console.log(${literal(`${target.name}:`)}, ${y});
`);
}

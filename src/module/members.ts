import { accessorsOf } from "./arrays.ts";
import { tableOf } from "./kernels.ts";
import { arrayTypeOf } from "./plan.ts";
import type { Plan } from "./plan.ts";
import type { InputCode, OutputCode } from "../targets/typescript/code.ts";
import { elementAccess, propertyKey } from "./quote.ts";

/** The members of the object `network` that differ from the template's, and the helpers that they call. */
export function ownMembers(plan: Plan): readonly (readonly [name: string, text: string, helpers: readonly string[]])[] {
  const { code, features, classifier, isSingle, fitsTarget } = plan;
  const { outputs } = code;
  const calls = ["calls", "predictAll"];
  const predict = (): string => {
    if (outputs.length === 1) return "predict: (x, out) => predictAll(calls, x, [out])[0]!";
    const given = outputs.map(({ name }) => elementAccess("out?.", name));
    const results = outputs.map(({ name }, i) => `${propertyKey(name)}: outputs[${i}]!`);
    return `predict(x, out) {
      const outputs = predictAll(calls, x, [${given.join(", ")}]);
      return { ${results.join(", ")} };
    }`;
  };
  const classify = (output: OutputCode): string => {
    const predicted = outputs.length === 1 ? "network.predict(x)" : elementAccess("network.predict(x)", output.name);
    return `classify: (x) => likeliest(${predicted}, ${tableOf(plan, output)}.classes!)`;
  };
  const [input] = features;
  const [output] = outputs;
  return [
    ["buffers", ["buffers", ...accessorsOf(plan)].join(",\n"), []],
    ["predict", isSingle && input && output ? predictOne(plan, input, output) : predict(), isSingle ? ["pack"] : calls],
    ...(code.search === undefined ? [] : ([["fit", FIT_WHOLE, ["fit", "calls"]]] as const)),
    ...(classifier ? [["classify", classify(classifier), ["likeliest"]] as const] : []),
    ...(fitsTarget
      ? []
      : ([["adapt", `adapt: (x) => calls.adapt(readRows("adapt", x)[0])`, ["calls", "readRows"]]] as const)),
  ];
}

/** A line search looks at one J all the time: all rows in one batch, in one order. */
const FIT_WHOLE =
  "fit: (x, y, options) => fit(network, calls, x, y, { batchSize: Infinity, shuffle: false, ...options })";

/** The usual case, one array in and one out, needs no lists of arrays. */
const predictOne = (plan: Plan, input: InputCode, output: OutputCode): string => `predict(x, out) {
  const rows = pack("predict", ${tableOf(plan, input)}, x)${plan.absent.has("integers") ? "" : ` as ${arrayTypeOf(plan, input.identifier)}`};
  const count = rows.length${times("/", input.size)};
  out ??= zeros(count${times("*", output.size)});
  forward(rows, out, count);
  return out;
}`;

const times = (operator: string, size: number): string => (size === 1 ? "" : ` ${operator} ${size}`);

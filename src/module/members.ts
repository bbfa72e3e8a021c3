import { accessorsOf } from "./arrays.ts";
import { tableOf } from "./kernels.ts";
import type { Plan } from "./plan.ts";
import type { OutputCode } from "../targets/typescript/code.ts";
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
  const input = features[0];
  return [
    ["buffers", ["buffers", ...accessorsOf(plan)].join(",\n"), []],
    isSingle && input
      ? ["predict", `predict: (x, out) => predict(network, ${tableOf(plan, input)}, x, out)`, ["predict"]]
      : ["predict", predict(), calls],
    ...(classifier ? [["classify", classify(classifier), ["likeliest"]] as const] : []),
    ...(fitsTarget
      ? []
      : ([["adapt", `adapt: (x) => calls.adapt(readRows("adapt", x)[0])`, ["calls", "readRows"]]] as const)),
  ];
}

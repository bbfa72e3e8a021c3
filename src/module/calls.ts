import type { Role } from "../ir/graph.ts";
import type { FunctionName } from "../targets/typescript/code.ts";
import type { Fragment, Plan } from "./plan.ts";

/** The functions of one network as functions of a list of arrays: inputs, outputs, targets. */
export function callsOf(plan: Plan): Fragment {
  const { features, targets, code, absent } = plan;
  const order = [...features, ...code.outputs, ...targets].map(({ identifier }) => identifier);
  const array = (identifier: string): string => `arrays[${order.indexOf(identifier)}]!`;
  const call = (name: FunctionName): string => {
    const taken = plan.functions.find((f) => f.name === name)?.arrays ?? [];
    return `${name}(${[...taken.map(({ identifier }) => array(identifier)), "count"].join(", ")})`;
  };
  const entries = (["forward", "trainStep"] as const)
    .filter((name) => !absent.has(name))
    .map((name) => `${name}: (arrays, count) => ${call(name)},`);
  const mentions = ["Calls"];
  if (!absent.has("metrics")) {
    const scores = (["accuracy", "errors"] as const).flatMap((score) => {
      const pairs = plan.predictions.filter(({ output }) => (output.classes === undefined) === (score === "errors"));
      if (pairs.length === 0) return [];
      mentions.push(score);
      const list = pairs.map(
        ({ output, target }) => `[${array(target.identifier)}, ${array(output.identifier)}, ${target.size}]`,
      );
      return `...${score}(${list.join(", ")}),`;
    });
    entries.push(`metrics(arrays, count) {
      ${scores.length > 0 ? `${call("forward")};` : ""}
      return { loss: ${call("objective")}, ${scores.join("")} };
    },`);
  }
  if (!absent.has("adapt")) {
    mentions.push("fitColumns");
    entries.push(`adapt(arrays) { ${adaptStatements(plan, array).join("\n")} network.adapted = true; },`);
  }
  return { statements: [`const calls: Calls = { ${entries.join("\n")} };`], mentions };
}

/** For every input that parameters are fitted to, `fitColumns` of its rows. */
function adaptStatements({ code, inputs }: Plan, array: (identifier: string) => string): readonly string[] {
  return inputs.flatMap(({ name, identifier }) => {
    const view = (role: Role): string | undefined =>
      code.parameters.find((parameter) => parameter.fits === name && parameter.role === role)?.identifier;
    const [mean, scale] = [view("mean"), view("scale")];
    if (mean === undefined && scale === undefined) return [];
    return `fitColumns(${[array(identifier), mean ?? "undefined", ...(scale === undefined ? [] : [scale])].join(", ")});`;
  });
}

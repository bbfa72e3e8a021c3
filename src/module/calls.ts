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
  const entries = [
    ...(absent.has("predictArrays") ? [] : [`predictArrays: (arrays, count) => ${call("forward")},`]),
    ...(absent.has("trainStep") ? [] : [`trainStep: (arrays, count) => ${call("trainStep")},`]),
  ];
  const mentions = ["Calls"];
  if (!absent.has("metrics")) {
    const figures = (["accuracy", "errors"] as const).flatMap((score) => {
      const pairs = plan.predictions.filter(({ output }) => (output.classes === undefined) === (score === "errors"));
      if (pairs.length === 0) return [];
      const each = pairs.map(
        ({ output, target }) => `${score}(${array(target.identifier)}, ${array(output.identifier)}, ${target.size})`,
      );
      const several = each.length > 1;
      mentions.push(score, ...(several && score === "errors" ? ["average"] : []));
      if (score === "accuracy")
        return several ? `accuracy: (${each.join(" + ")}) / ${each.length},` : `accuracy: ${each[0]},`;
      return several ? `...average(${each.join(", ")}),` : `...${each[0]},`;
    });
    entries.push(`metrics(arrays, count) {
      ${figures.length > 0 ? `${call("forward")};` : ""}
      return { loss: ${call("objective")}, ${figures.join("")} };
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
    const fitted = code.parameters.filter(({ fits }) => fits === name);
    const view = (role: Role): string | undefined => fitted.find((parameter) => parameter.role === role)?.identifier;
    // Where the network holds one of the two, the other is computed in vain.
    const unused = `zeros(${fitted[0]?.size ?? 0})`;
    if (fitted.length === 0) return [];
    return `fitColumns(${array(identifier)}, ${view("mean") ?? unused}, ${view("scale") ?? unused});`;
  });
}

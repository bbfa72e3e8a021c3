import type { Role } from "../ir/graph.ts";
import type { FunctionName } from "../targets/typescript/code.ts";
import { arrayTypeOf } from "./plan.ts";
import type { Fragment, Plan } from "./plan.ts";

/** The functions of one network as functions of a list of arrays: inputs, outputs, targets. */
export function callsOf(plan: Plan): Fragment {
  const { features, targets, code, absent } = plan;
  const order = [...features, ...code.outputs, ...targets].map(({ identifier }) => identifier);
  const array = (identifier: string): string => {
    const text = `arrays[${order.indexOf(identifier)}]!`;
    return plan.absent.has("integers") ? text : `(${text} as ${arrayTypeOf(plan, identifier)})`;
  };
  const call = (name: FunctionName): string => {
    const taken = plan.functions.find((f) => f.name === name)?.arrays ?? [];
    return `${name}(${[...taken.map(({ identifier }) => array(identifier)), "count"].join(", ")})`;
  };
  const entries = [
    ...(absent.has("predictArrays") ? [] : [`predictArrays: (arrays, count) => ${call("forward")},`]),
    ...(absent.has("fit") ? [] : [`backward: (arrays, count) => ${call("backward")},`]),
    ...(absent.has("trainStep") ? [] : [`trainStep: (arrays, count) => ${call("trainStep")},`]),
  ];
  const mentions = ["Calls"];
  const confusionOf = ({ output, target }: Plan["predictions"][number]): string => {
    const isOne = output.scores === "probabilities";
    const classes = Number(output.shape.at(-1) ?? 1);
    const actual = array(target.identifier);
    mentions.push("confusion", isOne ? "aboveHalf" : "largest", ...(target.isInt32 ? ["classRows"] : []));
    const rows = target.isInt32 ? `classRows(${actual}, ${classes})` : actual;
    return `confusion(${rows}, ${array(output.identifier)}, ${isOne ? "1, aboveHalf, 2" : `${classes}, largest`})`;
  };
  if (plan.scored !== undefined && !absent.has("confusion")) {
    entries.push(`confusion(arrays, count) {
      ${call("forward")};
      return ${confusionOf(plan.scored)};
    },`);
  }
  if (!absent.has("metrics")) {
    // `confusion` has predicted.
    const first = plan.predictions.length === 1 ? plan.scored : undefined;
    const scores = (["classScores", "errors"] as const).flatMap((score) => {
      const pairs = plan.predictions.filter(({ output }) => (output.scores === "errors") === (score === "errors"));
      const each = pairs.map((pair) => {
        const { output, target } = pair;
        if (score === "errors")
          return `errors(${array(target.identifier)}, ${array(output.identifier)}, ${target.size})`;
        return `classScores(${pair === first ? "calls.confusion(arrays, count)" : confusionOf(pair)})`;
      });
      if (each.length > 0) mentions.push(score);
      if (each.length > 1) mentions.push("average");
      return each.length > 1 ? [`...average(${each.join(", ")}),`] : each.map((text) => `...${text},`);
    });
    entries.push(`metrics(arrays, count) {
      ${scores.length > 0 && first === undefined ? `${call("forward")};` : ""}
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
    const fitted = code.parameters.filter(({ fits }) => fits === name);
    const view = (role: Role): string | undefined => fitted.find((parameter) => parameter.role === role)?.identifier;
    // Where the network holds one of the two, the other is computed in vain.
    const unused = `zeros(${fitted[0]?.size ?? 0})`;
    if (fitted.length === 0) return [];
    return `fitColumns(${array(identifier)}, ${view("mean") ?? unused}, ${view("scale") ?? unused});`;
  });
}

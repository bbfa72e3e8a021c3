import type { Contestant, Entry } from "../contestant.ts";
import type { Data } from "../data.ts";
import { fresh } from "../fresh.ts";
import { loopsOf } from "../loops/loops.ts";
import type { Loops, Named } from "../loops/loops.ts";
import { LEARNING_RATE } from "../workloads.ts";
import type { Workload } from "../workloads.ts";

/** What a careful person writes by hand in JavaScript. */
export const plain: Entry = { name: "plain loops", precision: "f64", tolerance: 1e-9, make: plainLoops };

interface Functions {
  trainStep(): void;
  predict(): void;
}

export function plainLoops(workload: Workload, data: Data): Contestant {
  const { count, batches } = workload;
  const loops = loopsOf(workload, "columns");
  const parameters = data.parameters.slice();
  const views: Float64Array[] = [];
  let offset = 0;
  for (const { size } of loops.parameters) {
    views.push(parameters.subarray(offset, offset + size));
    offset += size;
  }
  const yHat = new Float64Array(data.y.length);
  const { trainStep, predict } = functionsOf(loops, views, { ...data, yHat, count, rows: count * batches });
  return {
    parameters: () => parameters,
    reset: () => parameters.set(data.parameters),
    trainStep,
    predict,
    outputs: () => yHat,
  };
}

/** How a contestant with a function for a batch is called. */
const CALLS = `{
  trainStep: batches.length === 1
    ? () => trainStep(x, y, count)
    : () => { for (const { x, y } of batches) trainStep(x, y, count); },
  predict: () => predict(x, yHat, rows),
}`;

const toJavaScript = (text: string): string =>
  text.replaceAll(/\b(?:int|real) (?=\w)/g, "let ").replaceAll(/\b(exp|log|tanh)\(/g, "Math.$1(");

function functionsOf(
  loops: Loops,
  views: readonly Float64Array[],
  values: Readonly<Record<string, unknown>>,
): Functions {
  const { parameters, scratch, whole = [] } = loops;
  const array = ({ name, size }: Named, kind: string): string => `const ${name} = new ${kind}(${size});`;
  const each = ({ name, size }: Named, statement: string): string =>
    `for (let i = 0; i < ${size}; i++) ${name}[i] ${statement};`;
  const gradients = parameters.map(({ name, size }) => ({ name: `d${name}`, size }));
  const text = `
    const [${parameters.map(({ name }) => name).join(", ")}] = views;
    ${[...gradients, ...scratch].map((named) => array(named, "Float64Array")).join("\n")}
    ${whole.map((named) => array(named, "Int32Array")).join("\n")}
    const loss = new Float64Array(1);
    function trainStep(x, y, count) {
      ${gradients.map((named) => each(named, "= 0")).join("\n")}
      let J = 0;
      for (let n = 0; n < count; n++) {
        ${toJavaScript(loops.forward)}
        ${toJavaScript(loops.backward)}
      }
      loss[0] = J / count;
      const rate = ${LEARNING_RATE} / count;
      ${parameters.map((named) => each(named, `-= rate * d${named.name}[i]`)).join("\n")}
    }
    function predict(x, yHat, count) {
      for (let n = 0; n < count; n++) {
        ${toJavaScript(loops.forward)}
        ${toJavaScript(loops.result)}
      }
    }
    return ${CALLS};`;
  return fresh({ ...values, views }, text);
}

import {
  type InterfaceDeclarationStructure,
  type MethodSignatureStructure,
  type OptionalKind,
  StructureKind,
} from "ts-morph";
import { parametersOf } from "./kernels.ts";
import { arrayTypeOf } from "./plan.ts";
import type { Plan } from "./plan.ts";
import { propertyKey } from "./quote.ts";
import { adopt, type Templates } from "./templates.ts";

/** What methods do differently where the optimiser is L-BFGS. */
const SEARCH: Readonly<Record<string, string[]>> = {
  trainStep: [
    "One iteration of L-BFGS on these examples: `backward`, as often as its line search asks for it. `loss[0]` is J before the step, `gradient` is left unspecified.",
  ],
  fit: [
    "Trains, one iteration an epoch on all training rows at once, in their order: `batchSize` and `shuffle` are unlimited and false unless given. Sets `trainingSize` to the number of training rows. Rejects at the first loss that is not finite, and while another `fit` is at work.",
  ],
};

/** The interface of the network: the template's, with the network's arrays, and without what it does not have. */
export function networkOf(plan: Plan, templates: Templates): InterfaceDeclarationStructure {
  const { code, absent } = plan;
  const template: InterfaceDeclarationStructure = JSON.parse(adopt(JSON.stringify(templates.network), plan));
  const hyperparameters = absent.has("hyper") ? [] : code.hyperparameters.map(({ name }) => name);
  const known = new Map(template.properties?.map((property) => [property.name, property]));
  const buffers = [...plan.inputs, ...code.outputs]
    .map(({ name, identifier }) => `readonly ${propertyKey(name)}: ${arrayTypeOf(plan, identifier)}`)
    .join("; ");

  const properties = [...known.values()]
    .filter(({ name }) => !absent.has(name) && name !== "learningRate" && name !== "trainingSize")
    .map((property) => (property.name === "buffers" ? { ...property, type: `{ ${buffers} }` } : property));
  const settings = hyperparameters.map(
    (name) => known.get(name) ?? { name: propertyKey(name), type: "number", docs: [`The optimiser's ${name}.`] },
  );
  const signature = (method: OptionalKind<MethodSignatureStructure>): OptionalKind<MethodSignatureStructure> => {
    const compiled = plan.functions.find(({ name }) => name === method.name);
    if (compiled !== undefined) return { ...method, parameters: parametersOf(plan, compiled, true) };
    if (method.name !== "adapt" || plan.fitsTarget) return method;
    return { ...method, parameters: [{ name: "x", type: "Inputs" }] };
  };
  const methods = (template.methods ?? [])
    .filter(({ name }) => !absent.has(name))
    .map(signature)
    .map((method) =>
      code.search !== undefined && method.name in SEARCH ? { ...method, docs: SEARCH[method.name] ?? [] } : method,
    );
  return { ...template, kind: StructureKind.Interface, properties: [...properties, ...settings], methods };
}

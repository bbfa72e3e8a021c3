import { type FunctionDeclarationStructure, StructureKind } from "ts-morph";
import type { ParameterCode } from "../targets/typescript/code.ts";
import type { Fragment, Plan } from "./plan.ts";
import { literal, words } from "./quote.ts";

/**
 * `initialize`: every parameter as its initializer says, from a stream of random numbers of its own, found by its name, so that
 * adding a parameter leaves the others as they were.
 */
export function initializeOf({ code, absent }: Plan): Fragment {
  if (absent.has("initialize")) return { statements: [], mentions: [] };
  const statements = [
    "parameters.fill(0);",
    ...code.parameters.flatMap((parameter) => drawOf(parameter) ?? []),
    ...(code.state.length === 0 ? [] : ["state.fill(0);"]),
    ...code.state.filter(({ initial }) => initial !== 0).map((s) => `${s.identifier}.fill(${literal(s.initial)});`),
    ...(absent.has("carry") ? [] : ["carry.fill(0);"]),
    ...(absent.has("adapted") ? [] : ["network.adapted = false;"]),
  ];
  const helpers = ["random", "drawUniform", "drawNormal", "drawOrthogonal"];
  const mentions = helpers.filter((helper) =>
    statements.some((text) => text.replace(/\/\/.*/, "").includes(`${helper}(`)),
  );
  const draws = mentions.length > 0;
  const structure: FunctionDeclarationStructure = {
    kind: StructureKind.Function,
    name: "initialize",
    docs: [
      draws
        ? "Every parameter is drawn from a stream of its own, found by the seed and a hash of its name."
        : "Nothing is drawn: the same for every seed.",
    ],
    // An underscore, for compilers that do not like an unread parameter.
    parameters: [{ name: draws ? "seed" : "_seed", type: "number", initializer: "0" }],
    returnType: "void",
    statements,
  };
  return { statements: [structure], mentions };
}

/**
 * Glorot and Bengio 2010: uniform within ±√(6/(fanIn + fanOut)), which has the variance 2/(fanIn + fanOut). He et al. 2015: the
 * variance 2/fanIn. LeCun et al. 1998: 1/fanIn. An orthogonal one is told the length of its rows. The numbers
 * are worked out here: division and root are exact everywhere.
 */
function drawOf(parameter: ParameterCode): string | undefined {
  const { name, identifier, initialize } = parameter;
  const [fanIn, fanOut] = fansOf(parameter);
  const draw = (how: string, size: number): string =>
    `${how}(${identifier}, ${literal(size)}, random(seed, 0x${hash(name).toString(16)})); // ${words(name)}`;
  switch (initialize.kind) {
    case "zeros":
      return undefined;
    case "ones":
      return `${identifier}.fill(1);`;
    case "constant":
      return `${identifier}.fill(${literal(initialize.value)});`;
    case "uniform":
      return draw("drawUniform", initialize.limit);
    case "normal":
      return draw("drawNormal", initialize.deviation);
    case "glorotUniform":
      return draw("drawUniform", Math.sqrt(6 / (fanIn + fanOut)));
    case "glorotNormal":
      return draw("drawNormal", Math.sqrt(2 / (fanIn + fanOut)));
    case "heUniform":
      return draw("drawUniform", Math.sqrt(6 / fanIn));
    case "heNormal":
      return draw("drawNormal", Math.sqrt(2 / fanIn));
    case "lecunUniform":
      return draw("drawUniform", Math.sqrt(3 / fanIn));
    case "lecunNormal":
      return draw("drawNormal", Math.sqrt(1 / fanIn));
    case "orthogonal":
      return draw(
        "drawOrthogonal",
        parameter.shape.length < 2 ? parameter.size : parameter.size / Number(parameter.shape[0]),
      );
  }
}

/** How many values one output reads, and how many outputs read one value; a vector is the weight of one output. */
function fansOf({ shape, size }: ParameterCode): readonly [fanIn: number, fanOut: number] {
  const [out, into] = shape;
  if (typeof out !== "number" || typeof into !== "number") return [size, 1];
  return [size / out, size / into];
}

/** FNV-1a over UTF-16 code units. */
function hash(name: string): number {
  let bits = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) bits = Math.imul(bits ^ name.charCodeAt(i), 0x01000193);
  return bits >>> 0;
}

import type { Program } from "../ir/program.ts";
import { mapBodies } from "../ir/region.ts";
import { rewrite, rules } from "./rewrite.ts";

/**
 * Formulas that overflow or cancel, and the ones that do not. Applied before differentiation, so that the derivatives are those of the
 * stable forms: σ′ = σ(1 − σ), softplus′ = σ, (log Σ eᶻ)′ = softmax(z).
 */
export const STABILISING = rules([
  {
    identity: "1/(1 + e⁻ᶻ) = σ(z)",
    from: "reciprocal(add(1, exp(neg(z))))",
    to: "logistic(z)",
    tag: "stabilising",
  },
  {
    identity: "1/(1 + e⁻ᶻ) = σ(z)",
    from: "div(1, add(1, exp(neg(z))))",
    to: "logistic(z)",
    tag: "stabilising",
  },
  {
    identity: "−(t log σ(z) + (1 − t) log(1 − σ(z))) = softplus(z) − t z",
    from: "neg(add(mul(t, log(logistic(z))), mul(sub(1, t), log(sub(1, logistic(z))))))",
    to: "sub(softplus(z), mul(t, z))",
    tag: "stabilising",
  },
  {
    identity: "log(1 + eᶻ) = softplus(z)",
    from: "log(add(1, exp(z)))",
    to: "softplus(z)",
    tag: "stabilising",
  },
  {
    identity: "log Σ eᶻ = logΣexp(z)",
    from: "log(sum@s(exp(z)))",
    to: "logSumExp@s(z)",
    tag: "stabilising",
  },
  {
    identity: "softmax(z) = eᶻ/Σ eᶻ = e^(z − logΣexp(z))",
    from: "div(exp(z), broadcast@b(sum@s(exp(z))))",
    to: "exp(sub(z, broadcast@b(logSumExp@s(z))))",
    tag: "stabilising",
  },
]);

/**
 * Logarithms of stabilised functions. A phase of its own, after the forms above: a logarithm of a logistic inside a binary cross entropy
 * belongs to that rule, not to these.
 */
export const LOGARITHMS = rules([
  {
    identity: "log σ(z) = −softplus(−z)",
    from: "log(logistic(z))",
    to: "neg(softplus(neg(z)))",
    tag: "stabilising",
  },
  {
    identity: "log(1 − σ(z)) = −softplus(z)",
    from: "log(sub(1, logistic(z)))",
    to: "neg(softplus(z))",
    tag: "stabilising",
  },
  {
    identity: "log eᶻ = z",
    from: "log(exp(z))",
    to: "z",
    tag: "stabilising",
  },
]);

/** Replaces formulas that overflow or cancel by their stable forms. Runs before differentiation. */
export const stabilise = (program: Program): Program =>
  rewrite(rewrite(mapBodies(program, stabilise), STABILISING), LOGARITHMS);

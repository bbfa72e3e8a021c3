/** The DSL: what net.ts imports. A graph describes one example; `network` turns it into what is compiled. */
export {
  abs,
  add,
  cos,
  div,
  exp,
  log,
  mul,
  neg,
  reciprocal,
  relu,
  sin,
  sqrt,
  square,
  step,
  sub,
  tanh,
} from "./dsl/elementwise.ts";
export { matmul, transpose } from "./dsl/linear.ts";
export { mean, sum } from "./dsl/reductions.ts";
export { gaussian, linear, logistic, softmax } from "./dsl/activations.ts";
export {
  binaryCrossEntropy,
  halfSquaredError,
  meanSquaredError,
  perceptronLoss,
  softmaxCrossEntropy,
  squaredError,
} from "./dsl/losses.ts";
export { dense } from "./dsl/layers.ts";
export { standardize, unstandardize } from "./dsl/standardize.ts";
export { input, label } from "./dsl/inputs.ts";
export { parameter } from "./dsl/parameters.ts";
export { l2 } from "./dsl/regularizers.ts";
export { adam, sgd } from "./dsl/optimizers.ts";
export { csv } from "./dsl/data.ts";
export { network } from "./dsl/network.ts";

export type { Operand, Tensor } from "./dsl/tensor.ts";
export type { Dim, Shape } from "./dsl/shapes.ts";
export type { Binary, Unary, Variadic } from "./dsl/elementwise.ts";
export type { Loss } from "./dsl/losses.ts";
export type { InputOptions } from "./dsl/inputs.ts";
export type { ParameterOptions } from "./dsl/parameters.ts";
export type { DenseOptions } from "./dsl/layers.ts";
export type { ReductionOptions } from "./dsl/reductions.ts";
export type { AdamOptions, SgdOptions } from "./dsl/optimizers.ts";
export type { DataSpec, LossTensor, Network, NetworkOptions, Optimizer, Regularizer } from "./dsl/network.ts";

/** The DSL: what net.ts imports. A graph describes one example; `network` turns it into what is compiled. */
export {
  abs,
  add,
  cos,
  div,
  erf,
  exp,
  expm1,
  floor,
  log,
  log1p,
  mul,
  neg,
  pow,
  reciprocal,
  relu,
  round,
  sin,
  sqrt,
  square,
  step,
  stopGradient,
  sub,
  tanh,
} from "./dsl/elementwise.ts";
export { clamp, equal, greater, greaterEqual, less, lessEqual, maximum, minimum, where } from "./dsl/choices.ts";
export { matmul, transpose } from "./dsl/linear.ts";
export { flatten, pad, reshape } from "./dsl/arrange.ts";
export { concat, stack } from "./dsl/join.ts";
export { polynomial } from "./dsl/polynomial.ts";
export { reverse, slice } from "./dsl/slices.ts";
export { conv1d, conv2d, convTranspose1d, convTranspose2d } from "./dsl/convolution.ts";
export { averagePool1d, averagePool2d, globalAveragePool, globalMaxPool, maxPool1d, maxPool2d } from "./dsl/pooling.ts";
export { batchNorm, groupNorm, layerNorm } from "./dsl/normalization.ts";
export { dropout } from "./dsl/dropout.ts";
export { embedding } from "./dsl/embedding.ts";
export { gather, oneHot, scatterAdd } from "./dsl/gather.ts";
export { cumulativeSum, scan } from "./dsl/recurrence.ts";
export { gru, lstm, simpleRnn } from "./dsl/recurrent.ts";
export { attention, multiHeadAttention, residual } from "./dsl/attention.ts";
export { gradient, hessian, hessianVectorProduct, jacobian, jvp, vjp } from "./dsl/derivatives.ts";
export { argMax, logSumExp, max, mean, min, norm, sum } from "./dsl/reductions.ts";
export { gaussian, linear, logistic, logSoftmax, softmax } from "./dsl/activations.ts";
export { elu, hardSigmoid, hardTanh, leakyRelu, relu6, selu } from "./dsl/rectifiers.ts";
export { gelu, mish, silu, softplus, softsign } from "./dsl/smoothActivations.ts";
export { absoluteError, huber, meanAbsoluteError } from "./dsl/losses/absolute.ts";
export {
  binaryCrossEntropy,
  binaryCrossEntropyWithLogits,
  crossEntropy,
  klDivergence,
  softmaxCrossEntropy,
} from "./dsl/losses/crossEntropy.ts";
export { hinge, multiclassHinge, perceptronLoss } from "./dsl/losses/margins.ts";
export { halfSquaredError, meanSquaredError, squaredError } from "./dsl/losses/squares.ts";
export { dense } from "./dsl/layers.ts";
export { mlp } from "./dsl/mlp.ts";
export { standardize, unstandardize } from "./dsl/standardize.ts";
export { input, label } from "./dsl/inputs.ts";
export { parameter } from "./dsl/parameters.ts";
export { elasticNet, l1, l2 } from "./dsl/regularizers.ts";
export { adam, adamW } from "./dsl/optimizers/adam.ts";
export { adagrad, rmsprop } from "./dsl/optimizers/adaptive.ts";
export { lbfgs } from "./dsl/optimizers/lbfgs.ts";
export { sgd } from "./dsl/optimizers/sgd.ts";
export { cosineDecay, exponentialDecay, stepDecay, warmUp } from "./dsl/schedules.ts";
export { csv } from "./dsl/data.ts";
export { network } from "./dsl/network.ts";
export { program } from "./dsl/program.ts";

export type { Operand, Tensor } from "./dsl/tensor.ts";
export type { Dim, Shape } from "./dsl/shapes.ts";
export type { Binary, Unary, Variadic } from "./dsl/elementwise.ts";
export type { Ternary } from "./dsl/choices.ts";
export type { HuberOptions } from "./dsl/losses/absolute.ts";
export type { SoftmaxOptions } from "./dsl/activations.ts";
export type { SliceRange } from "./dsl/slices.ts";
export type { AttentionOptions, MultiHeadOptions } from "./dsl/attention.ts";
export type { ConvolutionOptions } from "./dsl/convolution.ts";
export type { NormalizationOptions } from "./dsl/normalization.ts";
export type { DropoutOptions } from "./dsl/dropout.ts";
export type { EmbeddingOptions } from "./dsl/embedding.ts";
export type { WeightOptions } from "./dsl/own.ts";
export type { RecurrentOptions } from "./dsl/recurrent.ts";
export type { PoolOptions } from "./dsl/pooling.ts";
export type { Padding, PerAxis } from "./dsl/windows.ts";
export type { Loss } from "./dsl/losses/loss.ts";
export type { EluOptions, LeakyReluOptions } from "./dsl/rectifiers.ts";
export type { GeluOptions } from "./dsl/smoothActivations.ts";
export type { InputOptions } from "./dsl/inputs.ts";
export type { ParameterOptions } from "./dsl/parameters.ts";
export type { DenseOptions } from "./dsl/layers.ts";
export type { ProgramOptions } from "./dsl/program.ts";
export type { ReductionOptions } from "./dsl/reductions.ts";
export type { MlpOptions } from "./dsl/mlp.ts";
export type { Initial } from "./dsl/parameters.ts";
export type { AdamOptions, AdamWOptions } from "./dsl/optimizers/adam.ts";
export type { AdagradOptions, RmspropOptions } from "./dsl/optimizers/adaptive.ts";
export type { LbfgsOptions } from "./dsl/optimizers/lbfgs.ts";
export type { CommonOptions } from "./dsl/optimizers/record.ts";
export type { SgdOptions } from "./dsl/optimizers/sgd.ts";
export type { CosineDecayOptions, StepDecayOptions, WarmUpOptions } from "./dsl/schedules.ts";
export type { DataSpec, LossTensor, Network, NetworkOptions, Optimizer, Regularizer, Schedule } from "./dsl/network.ts";

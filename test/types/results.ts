/** The types of results, checked by the compiler: a wrong one is an error here. */
import * as nn from "nngen";
import type { Shape, Tensor } from "nngen";

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
type Holds<T extends true> = T;
type Fails<T extends false> = T;

type Scalar = Tensor<readonly []>;
type Ten = Tensor<readonly [10]>;
type Any = Tensor<readonly [number]>;

const n: number = Number("7");
const x = nn.input("x", [2]);
const s = nn.input("s");
const X = nn.input("X", ["m", 3]);
const W = nn.parameter("W", [10, 2]);
const y = nn.label("y", ["a", "b", "c"]);
const names: readonly string[] = ["a", "b"];
const vague = nn.label("vague", names);
const digit = nn.label("digit", 10);
const vagueDigit = nn.label("vagueDigit", n);
const open = nn.input("open", [n]);
const mixed = nn.input("mixed", [n, 3]);
const h = nn.dense(x, 10);
declare const unranked: Tensor;
declare const either: Tensor<readonly [3 | 5]>;

export type Inputs = [
  Holds<Equal<typeof x, Tensor<readonly [2]>>>,
  Holds<Equal<typeof s, Scalar>>,
  Holds<Equal<typeof X, Tensor<readonly ["m", 3]>>>,
  Holds<Equal<typeof W, Tensor<readonly [10, 2]>>>,
  Holds<Equal<typeof y, Tensor<readonly [3]>>>,
  Holds<Equal<typeof vague, Any>>,
  Holds<Equal<typeof digit, Ten>>,
  Holds<Equal<typeof vagueDigit, Any>>,
  Holds<Equal<typeof open, Any>>,
  Holds<Equal<typeof mixed, Tensor<readonly [number, 3]>>>,
];

const add3 = nn.add(1, s, h);
const addOpen = nn.add(open, h);
const addBoth = nn.mul(mixed, nn.parameter("P", [2, n]));
const addUnranked = nn.add(unranked, h);
const subUnranked = nn.sub(unranked, unranked);
const half = nn.div(h, 2);
const inverse = nn.div(1, h);
const numbers = nn.add(1, 2);
const list: readonly Ten[] = [h, h];
const many = nn.add(h, h, ...list);
const exp = nn.exp(h);
const exp1 = nn.exp(1);
const line = nn.linear(X);
export type Elementwise = [
  Holds<Equal<typeof add3, Ten>>,
  Holds<Equal<typeof addOpen, Ten>>,
  Holds<Equal<typeof addBoth, Tensor<readonly [2, number]>>>,
  Holds<Equal<typeof addUnranked, Ten>>,
  Holds<Equal<typeof subUnranked, Tensor>>,
  Holds<Equal<typeof half, Ten>>,
  Holds<Equal<typeof inverse, Ten>>,
  Holds<Equal<typeof numbers, Scalar>>,
  Holds<Equal<typeof many, Ten>>,
  Holds<Equal<typeof exp, Ten>>,
  Holds<Equal<typeof exp1, Scalar>>,
  Holds<Equal<typeof line, Tensor<readonly ["m", 3]>>>,
];

const matrixVector = nn.matmul(W, x);
const matrices = nn.matmul(W, nn.transpose(W));
const vectorMatrix = nn.matmul(h, W);
const dot = nn.matmul(x, x);
const rows = nn.matmul(X, nn.parameter("V", [3, 5]));
const openInner = nn.matmul(W, open);
const eitherInner = nn.matmul(nn.parameter("U", [4, 3]), either);
const unrankedLeft = nn.matmul(unranked, x);
const turned = nn.transpose(X);
const cube = nn.transpose(nn.parameter("T", [2, 3, 4]));
const turnedUnranked = nn.transpose(unranked);
export type Linear = [
  Holds<Equal<typeof matrixVector, Ten>>,
  Holds<Equal<typeof matrices, Tensor<readonly [10, 10]>>>,
  Holds<Equal<typeof vectorMatrix, Tensor<readonly [2]>>>,
  Holds<Equal<typeof dot, Scalar>>,
  Holds<Equal<typeof rows, Tensor<readonly ["m", 5]>>>,
  Holds<Equal<typeof openInner, Ten>>,
  Holds<Equal<typeof eitherInner, Tensor<readonly [4]>>>,
  Holds<Equal<typeof unrankedLeft, Tensor>>,
  Holds<Equal<typeof turned, Tensor<readonly [3, "m"]>>>,
  Holds<Equal<typeof cube, Tensor<readonly [4, 3, 2]>>>,
  Holds<Equal<typeof turnedUnranked, Tensor>>,
];

const all = nn.sum(W);
const first = nn.sum(W, { axis: 0 });
const second = nn.mean(W, { axis: 1 });
const last = nn.sum(X, { axis: -1 });
const someAxis = nn.sum(W, { axis: n });
const two = nn.sum(W, { axis: [0, 1] });
const one = nn.sum(W, { axis: [0] });
const ofNumber = nn.sum(3);
export type Reductions = [
  Holds<Equal<typeof all, Scalar>>,
  Holds<Equal<typeof first, Tensor<readonly [2]>>>,
  Holds<Equal<typeof second, Ten>>,
  Holds<Equal<typeof last, Tensor<readonly ["m"]>>>,
  Holds<Equal<typeof someAxis, Tensor>>,
  Holds<Equal<typeof two, Tensor>>,
  Holds<Equal<typeof one, Tensor<readonly [2]>>>,
  Holds<Equal<typeof ofNumber, Scalar>>,
];

const denseRows = nn.dense(X, 10);
const denseOpen = nn.dense(open, 10);
const denseUnits = nn.dense(x, n);
const denseSequence = nn.dense(W, 7);
const denseThree = nn.dense(nn.input("S", ["m", 5, 3]), 7);
const denseUnranked = nn.dense(unranked, 10);
const tied = nn.dense(x, 10, { weight: W, bias: nn.parameter("b", [10]) });
const tiedOpen = nn.dense(x, n, { weight: W });
const soft = nn.softmax(nn.logistic(h));
const fitted = nn.standardize(x);
const back = nn.unstandardize(h);
const backTo = nn.unstandardize(h, open);
export type Layers = [
  Holds<Equal<typeof h, Ten>>,
  Holds<Equal<typeof denseRows, Tensor<readonly ["m", 10]>>>,
  Holds<Equal<typeof denseOpen, Ten>>,
  Holds<Equal<typeof denseUnits, Any>>,
  Holds<Equal<typeof denseSequence, Tensor<readonly [10, 7]>>>,
  Holds<Equal<typeof denseThree, Tensor<readonly ["m", 5, 7]>>>,
  Holds<Equal<typeof denseUnranked, Tensor>>,
  Holds<Equal<typeof tied, Ten>>,
  Holds<Equal<typeof tiedOpen, Any>>,
  Holds<Equal<typeof soft, Ten>>,
  Holds<Equal<typeof fitted, Tensor<readonly [2]>>>,
  Holds<Equal<typeof back, Ten>>,
  Holds<Equal<typeof backTo, Ten>>,
];

const sequence = nn.input("sequence", [2, 7]);
const picture = nn.input("picture", [3, 28, 28]);
const conv1 = nn.conv1d(sequence, 4, 3);
const conv2 = nn.conv2d(picture, 8, [3, 5], { padding: "same" });
const convUnranked = nn.conv2d(unranked, 8, 3);
const convOpen = nn.conv1d(sequence, n, 3);
const up1 = nn.convTranspose1d(sequence, 4, 3);
const up2 = nn.convTranspose2d(conv2, 3, 2, { stride: 2 });
const pooled1 = nn.maxPool1d(sequence, 2);
const pooled2 = nn.averagePool2d(conv2, 2);
const pooledUnranked = nn.maxPool2d(unranked, 2);
const globally = nn.globalAveragePool(nn.relu(conv2));
const globallyUnranked = nn.globalMaxPool(unranked);
const flatPicture = nn.flatten(pooled2);
const flatRows = nn.flatten(X);
const flatUnranked = nn.flatten(unranked);
const classifier = nn.dense(flatPicture, 10);
const classifierRows = nn.dense(flatRows, 10);
export type Pictures = [
  Holds<Equal<typeof conv1, Tensor<readonly [4, number]>>>,
  Holds<Equal<typeof conv2, Tensor<readonly [8, number, number]>>>,
  Holds<Equal<typeof convUnranked, Tensor<readonly [8, number, number]>>>,
  Holds<Equal<typeof convOpen, Tensor<readonly [number, number]>>>,
  Holds<Equal<typeof up1, Tensor<readonly [4, number]>>>,
  Holds<Equal<typeof up2, Tensor<readonly [3, number, number]>>>,
  Holds<Equal<typeof pooled1, Tensor<readonly [2, number]>>>,
  Holds<Equal<typeof pooled2, Tensor<readonly [8, number, number]>>>,
  Holds<Equal<typeof pooledUnranked, Tensor<readonly [number, number, number]>>>,
  Holds<Equal<typeof globally, Tensor<readonly [8]>>>,
  Holds<Equal<typeof globallyUnranked, Any>>,
  Holds<Equal<typeof flatPicture, Any>>,
  Holds<Equal<typeof flatRows, Tensor<readonly ["m", number]>>>,
  Holds<Equal<typeof flatUnranked, Any>>,
  Holds<Equal<typeof classifier, Ten>>,
  Holds<Equal<typeof classifierRows, Tensor<readonly ["m", 10]>>>,
];

const shaped = nn.reshape(picture, [3, 784]);
const shapedRows = nn.reshape(X, ["m", 3, 1]);
const cut = nn.slice(picture, { start: 1, axis: -1 });
const cutRows = nn.slice(X, { start: 1 });
const cutUnranked = nn.slice(unranked, { start: 1 });
const turnedRound = nn.reverse(picture);
const joined = nn.concat([h, x]);
const joinedRows = nn.concat([X, X]);
const joinedList = nn.concat(list);
const stacked = nn.stack([h, h, h]);
const stackedRows = nn.stack([X, X]);
const powers = nn.polynomial(nn.input("s"), 2);
const weighed = nn.mul(nn.parameter("theta", [3]), powers);
const stackedList = nn.stack(list);
const paddedPicture = nn.pad(picture, [
  [0, 0],
  [1, 1],
  [1, 1],
]);
export type Arranged = [
  Holds<Equal<typeof shaped, Tensor<readonly [3, 784]>>>,
  Holds<Equal<typeof shapedRows, Tensor<readonly ["m", 3, 1]>>>,
  Holds<Equal<typeof cut, Tensor<readonly [number, number, number]>>>,
  Holds<Equal<typeof cutRows, Tensor<readonly ["m", number]>>>,
  Holds<Equal<typeof turnedRound, Tensor<readonly [3, 28, 28]>>>,
  Holds<Equal<typeof joined, Any>>,
  Holds<Equal<typeof joinedRows, Tensor<readonly ["m", number]>>>,
  Holds<Equal<typeof joinedList, Any>>,
  Holds<Equal<typeof stacked, Tensor<readonly [3, 10]>>>,
  Holds<Equal<typeof stackedRows, Tensor<readonly ["m", 2, 3]>>>,
  Holds<Equal<typeof powers, Tensor<readonly [number]>>>,
  Holds<Equal<typeof weighed, Tensor<readonly [3]>>>,
  Holds<Equal<typeof stackedList, Tensor<readonly [number, 10]>>>,
  Holds<Equal<typeof paddedPicture, Tensor<readonly [number, number, number]>>>,
];
const withUnranked = nn.add(cutUnranked, h);

const text = nn.input("text", [20], { domain: [0, 25] });
const embedded = nn.embedding(text, 26, 8);
const embeddedOne = nn.embedding(nn.input("token", [], { domain: [0, 25] }), 26, 8);
const tokens = nn.input("tokens", [20], { element: "int32", domain: [0, 9] });
const oneClass = nn.oneHot(nn.input("one", [], { element: "int32", domain: [0, 9] }), 10);
const rowsOfOne = nn.oneHot(tokens, 10);
const classesOfRows = nn.oneHot(nn.input("ks", ["m"], { element: "int32", domain: [0, 2] }), 3);
const taken = nn.gather(nn.parameter("table", [10, 3, 2]), tokens);
const takenOfRows = nn.gather(X, nn.input("column", ["m"], { element: "int32", domain: [0, 2] }));
const summedUp = nn.scatterAdd(nn.input("amounts", [20, 4]), tokens, 10);
const attended = nn.attention(nn.input("q", [5, 4]), nn.input("k", [20, 4]), nn.input("v", [20, 3]));
const attendedOpen = nn.attention(mixed, mixed, mixed, { causal: true });
const attendedUnranked = nn.attention(unranked, unranked, unranked);
const heads = nn.multiHeadAttention(embedded, 2, { causal: true });
const normal = nn.layerNorm(heads);
const grouped = nn.groupNorm(picture, 3);
const elman = nn.simpleRnn(embedded, 16);
const everyState = nn.lstm(embedded, 16, { returnSequences: true });
const backwards = nn.gru(everyState, 4, { goBackwards: true });
const lastOrAll = nn.gru(embedded, 4, { returnSequences: Math.random() > 0.5 });
const sums = nn.scan(nn.input("s", [8]), embedded, (state, element) => nn.add(state, element));
const sumsOfBoth = nn.scan(h, [x, x], (state) => nn.tanh(state));
const skipped = nn.residual(normal, (z) => nn.dense(nn.gelu(nn.dense(z, 32)), 8));
export type Sequences = [
  Holds<Equal<typeof withUnranked, Ten>>,
  Holds<Equal<typeof embedded, Tensor<readonly [20, 8]>>>,
  Holds<Equal<typeof embeddedOne, Tensor<readonly [8]>>>,
  Holds<Equal<typeof oneClass, Ten>>,
  Holds<Equal<typeof rowsOfOne, Tensor<readonly [20, 10]>>>,
  Holds<Equal<typeof classesOfRows, Tensor<readonly ["m", 3]>>>,
  Holds<Equal<typeof taken, Tensor<readonly [20, 3, 2]>>>,
  Holds<Equal<typeof takenOfRows, Tensor>>,
  Holds<Equal<typeof summedUp, Tensor<readonly [10, 4]>>>,
  Holds<Equal<typeof attended, Tensor<readonly [5, 3]>>>,
  Holds<Equal<typeof attendedOpen, Tensor<readonly [number, 3]>>>,
  Holds<Equal<typeof attendedUnranked, Tensor<readonly [number, number]>>>,
  Holds<Equal<typeof heads, Tensor<readonly [20, 8]>>>,
  Holds<Equal<typeof elman, Tensor<readonly [16]>>>,
  Holds<Equal<typeof everyState, Tensor<readonly [number, 16]>>>,
  Holds<Equal<typeof backwards, Tensor<readonly [4]>>>,
  Holds<Equal<typeof lastOrAll, Tensor>>,
  Holds<Equal<typeof sums, Tensor<readonly [number, 8]>>>,
  Holds<Equal<typeof sumsOfBoth, Tensor<readonly [number, 10]>>>,
  Holds<Equal<typeof normal, Tensor<readonly [20, 8]>>>,
  Holds<Equal<typeof grouped, Tensor<readonly [3, 28, 28]>>>,
  Holds<Equal<typeof skipped, Tensor<readonly [20, 8]>>>,
];

const loss = nn.squaredError(nn.dense(x, 3), y);
const lossRows = nn.meanSquaredError(X, X);
const lossOpen = nn.halfSquaredError(open, h);
const lossNumber = nn.binaryCrossEntropy(s, 1);
const lossOpenRows = nn.squaredError(X, nn.input("Y", ["m", n]));
const lossUnranked = nn.squaredError(unranked, h);
export type Losses = [
  Holds<Equal<typeof loss, Scalar>>,
  Holds<Equal<typeof lossRows, Tensor<readonly ["m"]>>>,
  Holds<Equal<typeof lossOpen, Scalar>>,
  Holds<Equal<typeof lossOpenRows, Tensor<readonly ["m"]>>>,
  Holds<Equal<typeof lossNumber, Scalar>>,
  Holds<Equal<typeof lossUnranked, Tensor>>,
];

// A block of one's own, over tensors of any shape; and what is not known in types goes with anything.
const block = <S extends Shape>(z: Tensor<S>): Tensor<S> => nn.logistic(nn.mul(2, z));
const ownLoss = (a: Tensor, b: Tensor): Scalar => nn.sum(nn.square(nn.sub(a, b)));
const residual = <S extends Shape>(z: Tensor<S>): Tensor<S> => nn.add(z, nn.mul(0.5, nn.tanh(z)));
const layer = <N extends number, U extends number>(z: Tensor<readonly [N]>, units: U): Tensor<readonly [U]> =>
  nn.relu(nn.dense(z, units));
const product = <M extends number, N extends number>(
  a: Tensor<readonly [M, N]>,
  b: Tensor<readonly [N]>,
): Tensor<readonly [M]> => nn.matmul(a, b);
const own = residual(block(h));
const deep = layer(layer(own, 7), 5);
const ofTypes = product(W, x);
const known: Ten = open;
const forgotten: Any = h;
const ranked: Ten = unranked;
export const net: nn.Network = nn.network({
  name: "types",
  inputs: { x, y, open, unranked },
  outputs: { known, forgotten, ranked },
  loss: [loss, lossRows, lossUnranked, ownLoss(h, own)],
});

const slopeOfScalar = nn.gradient(s, s);
const slopesOfWeights = nn.gradient(nn.sum(h), W);
const jacobianOfVector = nn.jacobian(h, x);
const jacobianByMatrix = nn.jacobian(nn.matmul(W, x), W);
const hessianOfVector = nn.hessian(nn.sum(h), x);
const alongVector = nn.jvp(h, x, x);
const weighedByNumber = nn.vjp(h, x, 1);
const hessianTimesVector = nn.hessianVectorProduct(nn.sum(h), x, x);
const gradientOfRows = nn.gradient(lossRows, X);
// @ts-expect-error a gradient is of one number
nn.gradient(h, x);
// @ts-expect-error a direction has the shape of x
nn.jvp(h, x, h);
// @ts-expect-error weights have the shape of y
nn.vjp(h, x, x);

export type Derivatives = [
  Holds<Equal<typeof slopeOfScalar, Scalar>>,
  Holds<Equal<typeof slopesOfWeights, Tensor<readonly [10, 2]>>>,
  Holds<Equal<typeof jacobianOfVector, Tensor<readonly [10, 2]>>>,
  Holds<Equal<typeof jacobianByMatrix, Tensor<readonly [10, 10, 2]>>>,
  Holds<Equal<typeof hessianOfVector, Tensor<readonly [2, 2]>>>,
  Holds<Equal<typeof alongVector, Ten>>,
  Holds<Equal<typeof weighedByNumber, Tensor<readonly [2]>>>,
  Holds<Equal<typeof hessianTimesVector, Tensor<readonly [2]>>>,
  Holds<Equal<typeof gradientOfRows, Tensor<readonly ["m", 3]>>>,
];

// The checks themselves can fail: other dims and ranks are other types.
export type Checks = [
  Holds<Equal<typeof own, Ten>>,
  Holds<Equal<typeof deep, Tensor<readonly [5]>>>,
  Holds<Equal<typeof ofTypes, Ten>>,
  Fails<Equal<Ten, Any>>,
  Fails<Equal<Ten, Tensor>>,
  Fails<Equal<Ten, Tensor<readonly [3]>>>,
  Fails<Equal<Scalar, Any>>,
];

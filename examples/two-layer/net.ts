// The course's PyTorch example, slides "PyTorch Example Code": 100-50-10, ReLU, cross entropy on class indices, SGD.
import { dense, input, label, network, relu, sgd, softmaxCrossEntropy } from "nngen";
import type { Network } from "nngen";

export function twoLayerNet(D_in: number, H: number, D_out: number): Network {
  const x = input("x", [D_in]);
  const labels = label("labels", D_out);
  const linear1 = dense(x, H);
  const h_relu = relu(linear1);
  const linear2 = dense(h_relu, D_out);
  return network({
    name: "two-layer",
    inputs: { x, labels },
    outputs: { y_pred: linear2 },
    loss: softmaxCrossEntropy(linear2, labels),
    optimizer: sgd({ learningRate: 0.01 }),
  });
}

export default twoLayerNet(100, 50, 10);

/**
 * Every code that nngen can report, with the sentence that explains it. Codes are stable: scripts and searches rely on them.
 * Messages say what was found; the sentence here says what the rule is.
 */
export const CATALOGUE = {
  // net.ts and the graph
  "syntax-error": "net.ts must parse as TypeScript.",
  "module-threw": "net.ts must run without throwing.",
  "file-not-found": "The file must exist and be readable.",
  "import-not-found": "What net.ts imports must exist.",
  "top-level-await": "net.ts must run at once: it cannot wait outside functions.",
  "no-default-export": "net.ts must export a network as its default: `export default network({ … })`.",
  "wrong-default-export": "The default export of net.ts must be what `network({ … })` returns.",
  "shape-mismatch":
    "Shapes must fit: elementwise operations need one shape (a scalar or a number goes with any), products equal inner axes.",
  "bad-dimension": "A dimension is a positive whole number, or a name for the axis of examples.",
  "bad-argument": "An argument must be of the kind that the function documents.",
  "duplicate-name": "Inputs, outputs and parameters need names of their own.",
  "unused-input": "Every declared input must be read by an output or by the loss.",
  "undeclared-input": "Every input that an output or the loss reads must stand in `inputs`.",
  "no-gradient": "A trainable parameter must reach the loss through differentiable operations.",
  "no-derivative": "A derivative is taken of a value with respect to another that it is computed from.",
  "no-loss": "Training needs a loss.",
  "loss-not-scalar": "The loss of one example must be a single number.",
  "mixed-axes": "Either every input names the axis of examples, or none does.",
  "bad-name": "A name must be a non-empty string.",
  "not-stepwise":
    "With `stateful`, each step must be computable from its own inputs and the states that the steps before it have left.",
  "unsupported-axis": "The axis of examples comes first, stands once in a value, and is not summed over.",
  // compile and verify
  "gradient-mismatch": "The emitted gradient must agree with the numerical gradient.",
  "derivative-mismatch": "A derivative in the graph must agree with differences of what it is the derivative of.",
  "value-mismatch": "The emitted forward and objective must compute what the network says.",
  "step-mismatch": "The emitted trainStep must do what backward and update do.",
  "non-finite": "Value and gradient must be finite where the gradient is checked.",
  "stale-output": "The written module must be what this net.ts compiles to.",
  // files and options
  "bad-option": "Options must be of the documented form.",
  "output-not-ours": "A file that nngen did not write is never overwritten.",
  "output-is-folder": "The output path must be a file.",
  "output-not-writable": "The output path must be writable.",
  "bad-csv": "A data file must be a table with a header row and the same number of cells in every row.",
  "bad-npy": "An .npy file must be a whole array as numpy.save writes it, of numbers or text.",
  "data-too-large": "A data file must be small enough to be read at once.",
  "empty-data": "A data file must hold at least one row.",
  "unknown-column": "Columns are named as in the header of the data file.",
  "not-a-number": "A numeric column must hold finite numbers.",
  "outside-domain": "The values of an input must lie in its domain.",
  "unknown-class": "A label column must hold the classes of its label.",
  "data-shape": "The columns given for an input must be as many as its values.",
  "folder-not-empty":
    "A project is made in a new folder, or in one that holds nothing but its data and what npm, git and editors put there.",
  "no-target":
    "A project needs a column to predict, of numbers or of classes that repeat, and numbers to predict it from.",
  "no-data": "Training needs data: `data: csv(…)` in net.ts, or --data.",
  "weights-lost": "A module that holds trained weights is best replaced by one that holds some.",
  "bad-weights": "Weights must be a safetensors file of the same network.",
  "bad-checkpoint": "Training goes on from a whole checkpoint of the same network, data and settings.",
  diverged: "The loss must stay finite while training.",
} as const;

export type Code = keyof typeof CATALOGUE;

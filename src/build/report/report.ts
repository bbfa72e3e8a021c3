import type { Data } from "../../load/csv.ts";
import type { Figures } from "../training/figures.ts";
import { boundaryText, rootsOf } from "./boundary.ts";
import type { Boundary } from "./boundary.ts";
import { confusionOf, confusionText } from "./confusion.ts";
import type { Confusion } from "./confusion.ts";
import { fitText, lossText } from "./curves.ts";
import { classesOf, decisionsOf, predictionsOf } from "./decision.ts";
import { examplesOf, featuresOf, columnOf, predict } from "./predict.ts";
import type { Trained } from "./predict.ts";
import { regionsText } from "./regions.ts";

/** What a training is told by, beside its scores. */
export interface Report {
  /** One for each output that decides between classes, of the test rows if there are some. */
  readonly confusion?: readonly Confusion[];
  /** Of a network with one feature, where its classes change. */
  readonly boundary?: readonly Boundary[];
  /** Pictures for a terminal so many cells wide. */
  readonly charts: (width: number) => readonly string[];
}

export interface Subject extends Trained {
  /** All rows, and the part that was held out; without it, the part that was trained on. */
  readonly data: Data;
  readonly judged: Data;
  /** "30 test rows". */
  readonly judgedText: string;
  readonly history: readonly Figures[];
  /** What the file calls the values of each input. */
  readonly columns?: Readonly<Record<string, readonly string[]>>;
}

/** Predicts at once: the report stays true if the network is trained further. */
export function reportOf(subject: Subject): Report {
  const { code, data, judged, judgedText, history, columns } = subject;
  const decisions = decisionsOf(code, data);
  const features = featuresOf(code, columns) ?? [];
  const [first, second, ...more] = features;
  const confusion = decisions.map((decision) => confusionOf(subject, decision, judged));
  const boundary =
    first === undefined || second !== undefined
      ? []
      : decisions.map((decision): Boundary => {
          const classify = (values: Float64Array): Uint32Array => {
            const outputs = predict(subject, examplesOf([first], [values]), values.length);
            return classesOf(decision, outputs.get(decision.output.name) ?? new Float64Array(0));
          };
          const found = rootsOf(columnOf(first, data.values), decision.classes, classify);
          return { target: decision.target.name, feature: first.name, ...found };
        });
  const charts = (width: number): readonly string[] => {
    const pictures: (string | undefined)[] = [lossText(history, width)];
    if (first !== undefined && second === undefined) {
      for (const prediction of predictionsOf(code)) {
        if (prediction.output.size !== 1) continue;
        const { name } = prediction.target;
        const column = columns !== undefined && Object.hasOwn(columns, name) ? columns[name]?.[0] : undefined;
        pictures.push(fitText(subject, prediction, first, data, column ?? name, width));
      }
    }
    if (first !== undefined && second !== undefined && more.length === 0) {
      for (const decision of decisions) pictures.push(regionsText(subject, decision, [first, second], data, width));
    }
    pictures.push(...boundary.map(boundaryText), ...confusion.map((each) => confusionText(each, judgedText, width)));
    return pictures.filter((picture) => picture !== undefined);
  };
  return { ...(confusion.length > 0 && { confusion }), ...(boundary.length > 0 && { boundary }), charts };
}

import { NODE } from "../ir/graph.ts";
import type { GraphNode, SourceNote, SourceNotes } from "../ir/graph.ts";
import type { Place } from "../diagnostics/diagnostic.ts";

/**
 * What instrumented sources call while they run: each returns its argument, so that the program stays what it was. Lines and columns
 * are those of the original text.
 */
export interface FileRecorder {
  /** The value that a call returned. The innermost call of the user's own sources is the first to see a node: that is its place. */
  call<T>(value: T, line: number, column: number, length: number): T;
  /** The value that a variable is bound to. The first name wins. */
  name<T>(value: T, name: string, line: number, column: number, length: number): T;
  /** The value that a pattern takes apart; the parts are read where that calls nothing of the user's. */
  parts<T>(value: T, ...parts: readonly Part[]): T;
  /** A value about to be thrown: those that are not errors carry no position of their own. */
  thrown<T>(value: T, line: number, column: number, length: number): T;
  readonly meta: ImportMetaValues;
}

export type Part = readonly [path: readonly string[], name: string, line: number, column: number, length: number];

export interface ImportMetaValues {
  readonly url: string;
  readonly filename: string;
  readonly dirname: string;
}

export interface Recorder {
  forFile(file: string, meta: ImportMetaValues): FileRecorder;
  readonly notes: SourceNotes;
  /**
   * Where the call stands that returned a value which is no node (a data spec, an optimizer, a network), or the mistake that such a
   * value carries.
   */
  placeOf(value: object): Place | undefined;
  /** Where the latest value was thrown, if that is it. */
  placeOfThrown(value: unknown): Place | undefined;
}

/** Where dsl keeps the mistake of a call that returns plain data. */
const MISTAKE: unique symbol = Symbol.for("nngen.mistake");

export function createRecorder(): Recorder {
  const notes = new Map<GraphNode, SourceNote>();
  const places = new WeakMap<object, Place>();
  let thrown: { readonly value: unknown; readonly place: Place } | undefined;

  const note = (node: GraphNode, more: SourceNote): void => {
    notes.set(node, { ...more, ...notes.get(node) });
  };
  const record = (value: unknown, place: Place, name?: string): void => {
    if (typeof value !== "object" || value === null) return;
    const node = nodeOf(value);
    if (node !== undefined) note(node, name === undefined ? { place } : { name, place });
    else if (name === undefined && !places.has(value)) {
      places.set(value, place);
      const mistake = ownValue(value, MISTAKE);
      if (typeof mistake === "object" && mistake !== null) places.set(mistake, place);
    }
  };

  return {
    forFile: (file, meta) => ({
      call(value, line, column, length) {
        record(value, { file, line, column, length });
        return value;
      },
      name(value, name, line, column, length) {
        record(value, { file, line, column, length }, name);
        return value;
      },
      parts(value, ...parts) {
        for (const [path, name, line, column, length] of parts) {
          record(path.reduce<unknown>(ownValue, value), { file, line, column, length }, name);
        }
        return value;
      },
      thrown(value, line, column, length) {
        thrown = { value, place: { file, line, column, length } };
        return value;
      },
      meta,
    }),
    notes,
    placeOf: (value) => places.get(value),
    placeOfThrown: (value) => (thrown !== undefined && Object.is(thrown.value, value) ? thrown.place : undefined),
  };
}

/** For the sources of packages: what the user reads of their nodes is the user's own calls. */
export function passiveRecorder(meta: ImportMetaValues): FileRecorder {
  const same = <T>(value: T): T => value;
  return { call: same, name: same, parts: same, thrown: same, meta };
}

/** The node in a tensor; read without calling anything of the user's. */
function nodeOf(value: object): GraphNode | undefined {
  const node = ownValue(value, NODE);
  return isNode(node) ? node : undefined;
}

const isNode = (value: unknown): value is GraphNode => typeof value === "object" && value !== null && "kind" in value;

const ownValue = (value: unknown, key: PropertyKey): unknown =>
  typeof value === "object" && value !== null ? Object.getOwnPropertyDescriptor(value, key)?.value : undefined;

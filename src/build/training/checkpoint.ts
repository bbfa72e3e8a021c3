import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { DiagnosticError, fail } from "../../diagnostics/diagnostic.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { closest } from "../../diagnostics/suggest.ts";
import { shapeText } from "../../ir/shape.ts";
import { decodeCheckpoint, encodeCheckpoint } from "../../load/checkpoint.ts";
import type { Checkpoint, CheckpointSettings } from "../../load/checkpoint.ts";
import type { Data } from "../../load/csv.ts";
import { filesBeside } from "../../load/entry.ts";
import type { ModuleCode } from "../../targets/typescript/code.ts";
import { codeOf } from "../unwritable.ts";
import { writeFiles } from "../write.ts";
import type { Output } from "../write.ts";
import type { TrainingState } from "./state.ts";

/** What a checkpoint is a checkpoint of. */
export type Identity = Pick<Checkpoint, "network" | "layout" | "data">;

export const identityOf = (code: ModuleCode, data: Data): Identity => ({
  network: code.name,
  layout: [...code.parameters, ...code.state].map(({ name, shape }) => `${name} ${shapeText(shape)}`),
  data: hashOf(data),
});

function hashOf({ count, values }: Data): string {
  const hash = createHash("sha256").update(String(count));
  for (const [name, array] of values) {
    hash.update(JSON.stringify(name)).update(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
  }
  return hash.digest("hex");
}

/** Reads a checkpoint. Throws a diagnostic when it is none. */
export function readCheckpoint(path: string): Checkpoint {
  const shown = JSON.stringify(path);
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    const code = codeOf(error);
    if (code === undefined) throw error;
    const near = closest(basename(path), filesBeside(path));
    fail({
      code: "file-not-found",
      message: code === "ENOENT" ? `There is no checkpoint ${shown}` : `${shown} cannot be read (${code})`,
      expected: "a file that --checkpoint wrote",
      hint: near === undefined ? "The path counts from where you stand." : `Did you mean ${JSON.stringify(near)}?`,
    });
  }
  return (
    decodeCheckpoint(bytes) ??
    fail({
      code: "bad-checkpoint",
      message: `${shown} is no whole checkpoint`,
      found: "other contents, or a part of one",
      expected: "a file that --checkpoint wrote",
      hint: "A file of weights alone cannot be resumed from.",
    })
  );
}

/** Settings as options name them. */
const OPTIONS: Readonly<Record<keyof CheckpointSettings, string>> = {
  batchSize: "--batch-size",
  seed: "--seed",
  testSplit: "--test-split",
  validationSplit: "--validation-split",
  monitor: "--monitor",
};

/** Stops where training cannot go on from a checkpoint as if it had not stopped, with everything that differs. */
export function requireSame(
  path: string,
  checkpoint: Checkpoint,
  identity: Identity,
  settings: CheckpointSettings,
): void {
  const mistakes: Diagnostic[] = [];
  const differs = (what: string, found: string, expected: string, hint: string): void => {
    const message = `The checkpoint ${JSON.stringify(path)} was made with ${what}`;
    mistakes.push({ code: "bad-checkpoint", message, found, expected, hint });
  };
  const { layout } = checkpoint;
  const at = identity.layout.findIndex((entry, i) => entry !== layout[i]);
  const other = at < 0 && layout.length > identity.layout.length ? identity.layout.length : at;
  if (other >= 0) {
    const [found = "nothing more", expected = "nothing more"] = [layout[other], identity.layout[other]];
    const name = JSON.stringify(checkpoint.network);
    const was =
      checkpoint.network === identity.network ? `${name} when it had other parameters` : `another network, ${name}`;
    differs(was, found, expected, "Train anew, without --resume.");
  } else if (checkpoint.data !== identity.data) {
    differs("another data file", "other rows", "the rows of the checkpoint", "To train on new rows, train anew.");
  }
  for (const [key, option] of Object.entries(OPTIONS)) {
    const name = key as keyof CheckpointSettings;
    const [found, expected] = [checkpoint.settings[name], settings[name]];
    if (found === expected) continue;
    differs(
      `another ${option}`,
      String(found ?? "none"),
      String(expected ?? "none"),
      "Leave it out: it is taken from the checkpoint.",
    );
  }
  if (mistakes.length > 0) throw new DiagnosticError(mistakes);
}

/** Whether a file holds a checkpoint of this network: nothing else is overwritten. */
export const isCheckpointOf =
  ({ network }: Identity) =>
  (contents: Buffer): boolean =>
    decodeCheckpoint(contents)?.network === network;

/** Milliseconds between two checkpoints where the user has not said how many epochs. */
const INTERVAL = 1000;

export interface CheckpointWriter {
  /** Writes when it is time to; one that cannot be written is left out. */
  offer(state: TrainingState): void;
  /** Writes unless the state is the one that was written last. */
  write(state: TrainingState): void;
}

export function checkpointWriter(
  file: Pick<Output, "path" | "isOurs">,
  about: Identity & Pick<Checkpoint, "settings" | "course">,
  every: number | undefined,
): CheckpointWriter {
  let written: TrainingState | undefined;
  let last = Date.now();
  const write = (state: TrainingState): void => {
    if (state === written) return;
    writeFiles([{ ...file, contents: encodeCheckpoint({ ...about, ...state }) }]);
    written = state;
    last = Date.now();
  };
  return {
    write,
    offer(state) {
      const due = every === undefined ? Date.now() - last >= INTERVAL : state.history.length % every === 0;
      if (!due) return;
      try {
        write(state);
      } catch (error) {
        // A disk that is full for a while shall not end the training: the last one is tried in any case, and reported.
        if (!(error instanceof DiagnosticError)) throw error;
        last = Date.now();
      }
    },
  };
}

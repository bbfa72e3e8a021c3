import { z } from "zod";
import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import type { Place } from "../diagnostics/diagnostic.ts";
import type { DataSpec } from "../ir/graph.ts";

const column = z.string("the name of a column").min(1, "the name of a column");
const schema = z.object(
  {
    kind: z.literal("csv", '"csv"'),
    path: z.string("a path").min(1, "a path"),
    columns: z.record(
      z.string(),
      z.array(column, "a list of columns").min(1, "at least one column"),
      "input → columns",
    ),
  },
  "what csv(…) returns",
);

/**
 * Stops where a data spec is not of its form. `network()` has checked what its own `csv` made; this one may come from JavaScript, or
 * from another copy of nngen.
 */
export function checkSpec(spec: DataSpec, place: Place | undefined): void {
  const parsed = schema.safeParse(spec);
  if (parsed.success) return;
  throw new DiagnosticError(
    parsed.error.issues.map((issue) => {
      const where = issue.path.length === 0 ? "data" : `data.${issue.path.join(".")}`;
      const hint = 'As in data: csv("iris.csv", { x: ["Petal.Length", "Petal.Width"], y: "Species" }).';
      return {
        code: "bad-option",
        message: `${where} must be ${issue.message}`,
        expected: issue.message,
        hint,
        ...(place && { place }),
      };
    }),
  );
}

import { z } from "zod";

/** The forms of the option values of `init`; what a value must be ends the sentence "it must be …". */
const path = z.string().min(1, "a path");
const columns = z.string().transform((text) => text.split(",").map((name) => name.trim()));
const WIDTHS = "up to 10 whole numbers from 1 to 9999, such as 10 or 10,10";

/** The widths of hidden layers: "10" or "10,10". */
export const hiddenWidths = z
  .string()
  .regex(/^\s*[1-9]\d{0,3}(\s*,\s*[1-9]\d{0,3}){0,9}\s*$/, WIDTHS)
  .transform((text) => text.split(",").map(Number));

export const initOptions = z.object({
  from: path.optional(),
  name: z.string().min(1, "a name").optional(),
  target: z.string().optional(),
  task: z.enum(["regression", "classification"], "one of regression, classification").optional(),
  features: columns.optional(),
  hidden: hiddenWidths.optional(),
  train: z.boolean().optional(),
  yes: z.boolean().default(false),
});

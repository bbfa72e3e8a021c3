/** What is known after an epoch, by name: `loss`, `accuracy`, …, and `valLoss`, … where there are validation rows. */
export type Figures = Readonly<Record<string, number>>;

/** Figures that are better when they are larger. */
const RISING = /accuracy|rSquared|precision|recall|f1/i;

/** A figure as a cost: smaller is better. */
export const costOf = (name: string, value: number): number => (RISING.test(name) ? -value : value);

/** The numbers among what a module says of an epoch. */
export const figuresOf = (log: Readonly<Record<string, unknown>>): Figures =>
  Object.fromEntries(Object.entries(log).filter((entry): entry is [string, number] => typeof entry[1] === "number"));

/** `valLoss` for `loss`, as the modules' `fit` calls it. */
export const validationName = (name: string): string => `val${name.charAt(0).toUpperCase()}${name.slice(1)}`;

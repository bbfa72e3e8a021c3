import type { Index } from "./kernel.ts";

/** Arithmetic of affine indices. */
export const constantIndex = (constant: number): Index => ({ constant, terms: [] });

export const loopIndex = (index: string): Index => ({ constant: 0, terms: [{ index, stride: 1 }] });

export function scaleIndex(index: Index, factor: number): Index {
  return {
    constant: index.constant * factor,
    terms: factor === 0 ? [] : index.terms.map((term) => ({ ...term, stride: term.stride * factor })),
  };
}

export function addIndex(a: Index, b: Index): Index {
  const strides = new Map<string, number>();
  for (const term of [...a.terms, ...b.terms]) strides.set(term.index, (strides.get(term.index) ?? 0) + term.stride);
  const terms = [...strides].filter(([, stride]) => stride !== 0).map(([index, stride]) => ({ index, stride }));
  return { constant: a.constant + b.constant, terms };
}

/** The index with a loop variable replaced; the terms keep their order. */
export function substituteIndex(index: Index, name: string, by: Index): Index {
  const position = index.terms.findIndex((term) => term.index === name);
  const term = index.terms[position];
  if (term === undefined) return index;
  const before: Index = { constant: index.constant, terms: index.terms.slice(0, position) };
  const after: Index = { constant: 0, terms: index.terms.slice(position + 1) };
  return addIndex(addIndex(before, scaleIndex(by, term.stride)), after);
}

export const indexKey = (index: Index): string =>
  [index.constant, ...index.terms.map((term) => `${term.stride}${term.index}`).sort()].join("+");

export const sameIndex = (a: Index, b: Index): boolean => indexKey(a) === indexKey(b);

export const isConstant = (index: Index): boolean => index.terms.length === 0;

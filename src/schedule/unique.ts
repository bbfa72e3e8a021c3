/** A name that is not taken yet: the wish, or with a dot and a number. It is taken from then on. */
export function uniqueName(wish: string, taken: { has(name: string): boolean; add(name: string): unknown }): string {
  let name = wish;
  for (let i = 2; taken.has(name); i++) name = `${wish}.${i}`;
  taken.add(name);
  return name;
}

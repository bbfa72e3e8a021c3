/**
 * Formats TypeScript as the rest of this project is formatted. Prettier is loaded at the first call; of its two parsers for
 * TypeScript this one starts faster.
 */
export async function formatTypeScript(text: string): Promise<string> {
  const [prettier, estree, babel] = await Promise.all([
    import("prettier/standalone"),
    import("prettier/plugins/estree"),
    import("prettier/plugins/babel"),
  ]);
  return prettier.format(text, { parser: "babel-ts", plugins: [estree, babel], printWidth: 120 });
}

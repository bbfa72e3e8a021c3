/** Formats TypeScript as the rest of this project is formatted. Prettier is loaded at the first call. */
export async function formatTypeScript(text: string): Promise<string> {
  const [prettier, estree, typescript] = await Promise.all([
    import("prettier/standalone"),
    import("prettier/plugins/estree"),
    import("prettier/plugins/typescript"),
  ]);
  return prettier.format(text, { parser: "typescript", plugins: [estree, typescript], printWidth: 120 });
}

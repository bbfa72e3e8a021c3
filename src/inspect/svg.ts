export const SVG_MARK = "<!-- nngen inspect -->";

/** Lays a DOT text out with Graphviz. The picture has a white ground of its own, so that it reads on a dark page too. */
export async function svgOf(dot: string): Promise<string> {
  const { instance } = await import("@viz-js/viz");
  const viz = await instance();
  const svg = viz.renderString(dot, { format: "svg" });
  // Graphviz names itself and its date in comments, and repeats labels in them; the prologue is for files of old.
  return `${SVG_MARK}\n${svg.slice(svg.indexOf("<svg")).replace(/<!--[\s\S]*?-->\n?/g, "")}`;
}

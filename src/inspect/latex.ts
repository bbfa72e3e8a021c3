import { latexShape, latexText } from "../ir/latex.ts";
import type { Equation, Line, Listing, Name } from "./listing.ts";
import { placeText } from "./table.ts";

/** The first line of what is written: the mark by which nngen knows its own files. */
export const LATEX_MARK = "% nngen inspect";

/**
 * A listing as an align* block, to be pasted or \input: its lines, then what comes out. It needs amsmath and amssymb; KaTeX and MathJax
 * read it as it is. Places stand in comments.
 */
export function listingLatex(listing: Listing): string {
  const { name, title, head, sections, results } = listing;
  const rows = [
    ...sections.flatMap(({ title: heading, lines }) => [
      ...(heading === undefined || lines.length === 0 ? [] : [{ text: `&\\text{${latexText(heading)}}`, comment: "" }]),
      ...lines.map((line) => ({ text: row(line), comment: comment(placeText(line.place)) })),
    ]),
    ...results
      .filter(({ line }) => line.left !== line.right)
      .map(({ kind, line }) => ({ text: `${equation(line)} && \\text{(${latexText(kind)})}`, comment: "" })),
  ];
  const lines = rows.map(({ text, comment: note }, i) => `  ${text}${i < rows.length - 1 ? " \\\\" : ""}${note}`);
  const heads = head.map((group) => `% ${oneLine(`${group.title}: ${group.names.map(nameText).join(", ")}`)}`);
  return [
    `${LATEX_MARK} ${oneLine(title === undefined ? name : `${name}: ${title}`)}`,
    "% \\usepackage{amsmath, amssymb}",
    ...heads,
    "\\begin{align*}",
    ...lines,
    "\\end{align*}",
    "",
  ].join("\n");
}

function row(line: Line): string {
  const set = latexShape(line.shape ?? []);
  const beside = line.beside === undefined ? "" : ` && ${line.beside.left} = ${line.beside.right}`;
  // The steps of a recurrence stand right of the place where the signs of all lines meet.
  const { depth = 0, left, right, sign = "=" } = line;
  const inner = `&${"\\quad ".repeat(depth)}${left} ${sign === "=" ? "=" : "\\leftarrow"} ${right}`;
  return `${depth === 0 ? equation(line) : inner}${set === "" ? "" : ` \\in ${set}`}${beside}`;
}

const equation = ({ left, right, sign = "=" }: Equation): string =>
  `${left} &${sign === "=" ? "=" : "\\leftarrow"} ${right}`;

const nameText = ({ symbol, name }: Name): string => (name === undefined ? symbol : `${symbol} = ${name}`);

const comment = (text: string): string => (text === "" ? "" : ` % ${oneLine(text)}`);

/** A comment ends with its line: nothing of a user's string may break it. */
const oneLine = (text: string): string => text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, "?");

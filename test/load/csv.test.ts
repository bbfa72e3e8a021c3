import * as fc from "fast-check";
import { truncateSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import { renderDiagnostic } from "../../src/diagnostics/frame.ts";
import type { InputNode, Network } from "../../src/ir/graph.ts";
import { readCsv, takeRows } from "../../src/load/csv.ts";
import type { Data } from "../../src/load/csv.ts";
import { decodeText } from "../../src/load/text.ts";
import { DiagnosticError } from "../../src/diagnostics/diagnostic.ts";
import { folder } from "./folder.ts";
import { mistakesOf } from "./mistakes.ts";

const node = (more: Partial<InputNode>): InputNode => ({
  kind: "input",
  name: "x",
  shape: [],
  element: "float",
  domain: { kind: "any" },
  ...more,
});
const classes = ["setosa", "versicolor", "virginica"];
const iris: Network["inputs"] = [
  { name: "x", node: node({ shape: [2] }) },
  { name: "y", node: node({ name: "species", shape: [3], domain: { kind: "oneHot" }, classes }) },
];
const columns = { x: ["length", "width"], y: ["Species"] };
const HEADER = "id,length,width,Species\n";

interface Case {
  readonly text: string;
  readonly inputs?: Network["inputs"];
  readonly columns?: Readonly<Record<string, readonly string[]>>;
}
function read({ text, inputs = iris, columns: spec = columns }: Case): Data {
  const home = folder({ "data.csv": text });
  return readCsv({ spec: { kind: "csv", path: "data.csv", columns: spec }, folder: home, home }, inputs);
}
const mistakes = (given: Case | string): Promise<readonly Diagnostic[]> =>
  mistakesOf(() => read(typeof given === "string" ? { text: given } : given));
const one = (domain: InputNode["domain"], element: InputNode["element"] = "float"): Network["inputs"] => [
  { name: "x", node: node({ domain, element }) },
];

describe("a data file", () => {
  it("feeds inputs in the order of their columns, labels one-hot", () => {
    const data = read({ text: `${HEADER}1,1.5,-2e-1,virginica\n2,.5,3,setosa\n` });
    expect(data.count).toBe(2);
    expect(data.values.get("x")).toEqual(Float64Array.of(1.5, -0.2, 0.5, 3));
    expect(data.values.get("y")).toEqual(Float64Array.of(0, 0, 1, 1, 0, 0));
  });

  it.each([
    ["a byte order mark", `\uFEFF${HEADER.replace("id,", "")}1,2,setosa\n`],
    ["CRLF", `${HEADER}7,1,2,setosa\n`.replaceAll("\n", "\r\n")],
    ["no line end at the end", `${HEADER}7,1,2,setosa`],
    ["quoted cells", `"id","length","width","Species"\n"a, ""b""\nc","1","2","setosa"\n`],
    ["empty lines", `\n${HEADER}\n\n7,1,2,setosa\n\n`],
    ["spaces around cells", `id, length ,width,Species\n7, 1 ,2 , setosa\n`],
    ["classes by their index", `${HEADER}7,1,2,0\n`],
  ])("may have %s", (_, text) => {
    const data = read({ text });
    expect(data.count).toBe(1);
    expect([...(data.values.get("x") ?? [])]).toEqual([1, 2]);
    expect([...(data.values.get("y") ?? [])]).toEqual([1, 0, 0]);
  });

  it("takes a class by its name before its index", () => {
    const inputs = [{ name: "y", node: node({ shape: [2], domain: { kind: "oneHot" }, classes: ["1", "0"] }) }];
    expect(read({ text: "y\n1\n0\n", inputs, columns: { y: ["y"] } }).values.get("y")).toEqual(
      Float64Array.of(1, 0, 0, 1),
    );
  });

  it("holds class and token indices as int32", () => {
    const inputs = one({ kind: "integer", from: 0, to: 9 }, "int32");
    expect(read({ text: "x\n3\n", inputs, columns: { x: ["x"] } }).values.get("x")).toEqual(Int32Array.of(3));
  });

  it("may have hostile names", () => {
    const names = ["__proto__", "constructor", "`${1}`", "a, b", "*/</script>\u2028"];
    const inputs = names.map((name) => ({ name, node: node({ name }) }));
    const cells = names.map((name) => `"${name}"`).join(",");
    const spec = Object.fromEntries(names.map((name) => [name, [name]]));
    const data = read({ text: `${cells}\n1,2,3,4,5\n`, inputs, columns: spec });
    expect(names.map((name) => data.values.get(name)?.[0])).toEqual([1, 2, 3, 4, 5]);
  });

  it("gives rows by their indices", () => {
    const data = takeRows(read({ text: `${HEADER}1,1,2,setosa\n2,3,4,versicolor\n3,5,6,setosa\n` }), [2, 1]);
    expect(data.count).toBe(2);
    expect(data.values.get("x")).toEqual(Float64Array.of(5, 6, 3, 4));
    expect(data.values.get("y")).toEqual(Float64Array.of(1, 0, 0, 0, 1, 0));
  });
});

describe("a mistake in a data file", () => {
  it("is shown in the file, at the cell", async () => {
    const text = `${HEADER}1,1.5,"a, b",setosa\n`;
    const [mistake] = await mistakes(text);
    expect(mistake === undefined ? "" : renderDiagnostic(mistake, { read: () => text })).toBe(
      [
        'error[not-a-number]: "data.csv", column "width", line 2: "a, b" is no finite number',
        " --> data.csv:2:7",
        "  |",
        '2 | 1,1.5,"a, b",setosa',
        "  |       ^^^^^^",
        "  |",
        '  = found: "a, b"',
        "  = expected: a finite number",
        "  = hint: Correct the cell, or leave the column out; classes are fed through a label.",
        "",
      ].join("\n"),
    );
  });

  it.each([
    ["an empty file", "", "empty-data", undefined, "is empty"],
    ["nothing but empty lines", "\n\n", "empty-data", undefined, "is empty"],
    ["a header only", HEADER, "empty-data", 1, "no rows"],
    ["a row that is too long", `${HEADER}1,2,3,setosa\n1,2,3,setosa,4\n`, "bad-csv", 3, "line 3 has 5 cells"],
    ["a row that is too short", `${HEADER}\n1,2\n`, "bad-csv", 3, "line 3 has 2 cells"],
    ["a quote that does not end", `${HEADER}1,"2,3,setosa\n`, "bad-csv", 2, "does not end"],
    ["a quote inside a cell", `${HEADER}1,2"x,3,setosa\n`, "bad-csv", 2, "does not begin with one"],
    ["text after a quote", `${HEADER}1,"2"x,3,setosa\n`, "bad-csv", 2, "follows the quote"],
    [
      "a header that names a column twice",
      `id,length,width,length,Species\n1,1,2,3,setosa\n`,
      "bad-csv",
      1,
      '"length" twice',
    ],
    ["a cell that is text", `${HEADER}1,x,2,setosa\n`, "not-a-number", 2, '"length", line 2: "x"'],
    ["an empty cell", `${HEADER}1,1, ,setosa\n`, "not-a-number", 2, '"width", line 2: an empty cell'],
    ["a missing value", `${HEADER}1,NA,2,setosa\n`, "not-a-number", 2, '"NA"'],
    ["NaN", `${HEADER}1,NaN,2,setosa\n`, "not-a-number", 2, '"NaN"'],
    ["infinity", `${HEADER}1,Infinity,2,setosa\n`, "not-a-number", 2, '"Infinity"'],
    ["a number that is too large", `${HEADER}1,1e999,2,setosa\n`, "not-a-number", 2, '"1e999"'],
    ["a hexadecimal number", `${HEADER}1,0x10,2,setosa\n`, "not-a-number", 2, '"0x10"'],
    ["a class that the label does not have", `${HEADER}1,1,2,Setosa\n`, "unknown-class", 2, '"Setosa" is no class'],
    ["a class index that is too large", `${HEADER}1,1,2,3\n`, "unknown-class", 2, '"3" is no class'],
    ["an empty class", `${HEADER}1,1,2,\n`, "unknown-class", 2, "an empty cell is no class"],
    [
      "a mistake after a cell of several lines",
      `${HEADER}"a\r\nb",1,2,setosa\n"c",x,2,setosa\n`,
      "not-a-number",
      4,
      "line 4",
    ],
  ])("%s: code, line and sentence", async (_, text, code, line, message) => {
    const found = await mistakes(text);
    expect(found).toHaveLength(1);
    expect(found[0]?.code).toBe(code);
    expect(found[0]?.place?.line).toBe(line);
    expect(found[0]?.message).toContain(message);
  });

  it("names all classes and the nearest", async () => {
    const [found] = await mistakes(`${HEADER}1,1,2,Setosa\n`);
    expect(found).toMatchObject({ expected: '"setosa", "versicolor", "virginica"', hint: 'Did you mean "setosa"?' });
  });

  it.each([
    ["decimal commas", `${HEADER}1,"1,5",2,setosa\n`, "written with a point"],
    ["missing values", `${HEADER}1,NA,2,setosa\n`, "missing values"],
  ])("has a hint about %s", async (_, text, hint) => {
    expect((await mistakes(text))[0]?.hint).toContain(hint);
  });

  it("is not the only one that is shown, but they are not too many", async () => {
    const found = await mistakes(`${HEADER}${"1,x,2,setosa\n".repeat(12)}`);
    expect(found.map(({ place }) => place?.line)).toEqual([2, 3, 4, 5, 6]);
    expect(found.at(-1)?.hint).toMatch(/^7 more like this follow\./);
  });

  it("names a wrong class once, with the number of its rows", async () => {
    const rows = ["Setosa", "Virginica"].flatMap((name) => Array.from({ length: 50 }, () => `1,1,2,${name}\n`));
    const found = await mistakes(`${HEADER}1,1,2,setosa\n${rows.join("")}1,1,2,rose\n`);
    expect(found).toMatchObject([
      {
        message: expect.stringContaining('column "Species", line 3 and 49 more: "Setosa" is no class of the label'),
        place: { line: 3 },
        hint: 'Did you mean "setosa"?',
      },
      { message: expect.stringContaining('line 53 and 49 more: "Virginica"'), hint: 'Did you mean "virginica"?' },
      {
        message: expect.stringContaining('line 103: "rose"'),
        hint: "Add it to the classes of the label, or correct the cell.",
      },
    ]);
  });

  it.each([
    ["positive", one({ kind: "positive" }), "0", "a number above 0"],
    ["probability", one({ kind: "probability" }), "1.5", "a number from 0 to 1"],
    ["integer", one({ kind: "integer", from: 2, to: 4 }), "5", "a whole number from 2 to 4"],
    ["integer", one({ kind: "integer", from: 2, to: 4 }), "2.5", "a whole number from 2 to 4"],
    ["int32", one({ kind: "any" }, "int32"), "1e10", "a whole number of 32 bits"],
    ["bool", one({ kind: "any" }, "bool"), "2", "0 or 1"],
  ])("may be a value outside the domain %s", async (_, inputs, cell, expected) => {
    const [found] = await mistakes({ text: `x\n${cell}\n`, inputs, columns: { x: ["x"] } });
    expect(found).toMatchObject({ code: "outside-domain", found: cell, expected });
  });
});

describe("columns that do not fit", () => {
  const text = `${HEADER}1,1,2,setosa\n`;

  it("are named with those that there are and the one most likely meant", async () => {
    const found = await mistakes({ text, columns: { x: ["lenght", "height"], y: ["species"] } });
    expect(found.map(({ code, hint }) => [code, hint])).toEqual([
      ["unknown-column", 'Did you mean "length"?'],
      ["unknown-column", expect.stringContaining("first line")],
      ["unknown-column", 'Did you mean "Species"?'],
    ]);
    expect(found[0]).toMatchObject({
      message: 'There is no column "lenght" in "data.csv"',
      found: '"id", "length", "width", "Species"',
    });
  });

  it.each([
    ["semicolons", text.replaceAll(",", ";")],
    ["semicolons", 'id;"length";"width";Species\n1;1,5;2,5;"setosa"\n2;1;2,5;"setosa"\n'],
    ["tabs", text.replaceAll(",", "\t")],
    ["bars", text.replaceAll(",", "|")],
    ["blanks", text.replaceAll(",", "  ")],
  ])("are none where the file separates its cells by %s", async (name, contents) => {
    const message = `"data.csv" separates its cells by ${name}`;
    expect(await mistakes(contents)).toMatchObject([
      { code: "bad-csv", message, place: { line: 1, column: 1 }, expected: "commas" },
    ]);
  });

  it("are told where the header is of another length than all rows", async () => {
    expect(await mistakes(`# measured in May\n${HEADER}1,1,2,setosa\n`)).toMatchObject([
      {
        code: "bad-csv",
        message: '"data.csv" has 1 cell in its header, and 4 in every row',
        found: "1 cell",
        expected: "4, as in the rows",
        place: { line: 1, column: 1 },
      },
    ]);
  });

  it.each([
    ["too few", { x: ["length"], y: ["Species"] }, "1 column", "2 columns, one for each of its values"],
    [
      "too many",
      { x: ["id", "length", "width"], y: ["Species"] },
      "3 columns",
      "2 columns, one for each of its values",
    ],
    ["none", { y: ["Species"] }, "no columns", "2 columns, one for each of its values"],
    [
      "several for a label",
      { x: ["id", "length"], y: ["Species", "width"] },
      "2 columns",
      "1 column, which holds the class",
    ],
  ])("are %s", async (_, spec, found, expected) => {
    expect(await mistakes({ text, columns: spec })).toMatchObject([{ code: "data-shape", found, expected }]);
  });

  it("feed what is no input", async () => {
    const found = await mistakes({ text, columns: { ...columns, z: ["id"] } });
    expect(found).toMatchObject([{ code: "data-shape", expected: '"x", "y"' }]);
  });

  it("point at the data spec in net.ts", async () => {
    const home = folder({ "data.csv": text });
    const place = { file: "net.ts", line: 9, column: 9 };
    const spec = { kind: "csv", path: "data.csv", columns: {} } as const;
    const found = await mistakesOf(() => readCsv({ spec, folder: home, home, place }, iris));
    expect(found.map((mistake) => mistake.place)).toEqual([place, place]);
  });
});

describe("a data spec that is none", () => {
  it.each<[string, unknown, string]>([
    ["nothing", undefined, "data must be what csv(…) returns"],
    ["another kind", { kind: "json", path: "x", columns: {} }, 'data.kind must be "csv"'],
    ["an empty path", { kind: "csv", path: "", columns: {} }, "data.path must be a path"],
    [
      "columns that are text",
      { kind: "csv", path: "x", columns: { x: "a" } },
      "data.columns.x must be a list of columns",
    ],
    ["no columns", { kind: "csv", path: "x", columns: { x: [] } }, "data.columns.x must be at least one column"],
    [
      "a number for a column",
      { kind: "csv", path: "x", columns: { x: [3] } },
      "data.columns.x.0 must be the name of a column",
    ],
  ])("is refused: %s", async (_, spec, message) => {
    const given = { folder: ".", home: ".", ...JSON.parse(JSON.stringify({ spec })) };
    expect(await mistakesOf(() => readCsv(given, iris))).toMatchObject([{ code: "bad-option", message }]);
  });
});

describe("a path that is no data file", () => {
  it.each([
    ["missing", "dta.csv", "There is no data file", 'Did you mean "data.csv"?'],
    ["in a folder that is missing", "gone/away.csv", "There is no data file", "counts from the folder of net.ts"],
    ["a folder", "rows", "is a folder", "path of a CSV file"],
    ["below a file", "data.csv/x.csv", "There is no data file", "counts from"],
  ])("is told apart: %s", async (_, path, message, hint) => {
    const home = folder({ "data.csv": HEADER });
    mkdirSync(join(home, "rows"));
    const [found] = await mistakesOf(() => readCsv({ spec: { kind: "csv", path, columns }, folder: home, home }, iris));
    expect(found?.code).toBe("file-not-found");
    expect(found?.message).toContain(message);
    expect(found?.hint).toContain(hint);
  });
});

describe("a file of any contents", () => {
  it("is rows or diagnostics, whatever its text", async () => {
    const piece = fc.constantFrom(
      ",",
      "\n",
      "\r\n",
      "\r",
      '"',
      "a",
      "1",
      "-2.5e3",
      " ",
      "Species",
      "setosa",
      "\0",
      "é",
    );
    const texts = fc.tuple(fc.boolean(), fc.array(piece, { maxLength: 40 }));
    await fc.assert(
      fc.asyncProperty(texts, async ([withHeader, pieces]) => {
        const home = folder({ "data.csv": (withHeader ? HEADER : "") + pieces.join("") });
        const read = (): unknown =>
          readCsv({ spec: { kind: "csv", path: "data.csv", columns }, folder: home, home }, iris);
        await expect(outcomeOf(read)).resolves.toMatch(/^(rows|mistakes)$/);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ["Latin-1", Buffer.from(`${HEADER}1,1,2,caf\xe9\n`, "latin1"), "is not text in UTF-8", { line: 2, column: 10 }],
    [
      "a character that is cut off",
      Buffer.from(`${HEADER}1,1,2,é`).subarray(0, -1),
      "is not text in UTF-8",
      { line: 2, column: 7 },
    ],
    [
      "with a byte after wide characters",
      Buffer.concat([Buffer.from("\uFEFFé🐟\r\n木"), Buffer.from([0xff, 0x0a])]),
      "is not text in UTF-8",
      { line: 2, column: 2 },
    ],
    ["UTF-16", Buffer.from(`\uFEFF${HEADER}`, "utf16le"), "is text in UTF-16", undefined],
    ["a workbook", Buffer.from("PK\x03\x04 xl/workbook.xml"), "is a ZIP archive", undefined],
    ["an archive", Buffer.from([0x1f, 0x8b, 8, 0]), "is compressed by gzip", undefined],
    ["an array", Buffer.from("\x93NUMPY\x01\x00", "latin1"), "is an array of NumPy", undefined],
  ])("is text in UTF-8, not %s", async (_, bytes, message, place) => {
    const found = await mistakesOf(() => decodeText(bytes, "data.csv", '"data.csv"'));
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ code: "bad-csv", expected: "text in UTF-8" });
    expect(found[0]?.message).toContain(`"data.csv" ${message}`);
    expect(found[0]?.place).toEqual(place && { file: "data.csv", ...place });
  });

  it("is refused where its rows and classes would not fit into memory", async () => {
    const many = Array.from({ length: 3000 }, (_, i) => `c${i}`);
    const inputs: Network["inputs"] = [
      { name: "y", node: node({ name: "y", shape: [3000], domain: { kind: "oneHot" }, classes: many }) },
    ];
    const text = `y,z\n${"c1,1\n".repeat(90_000)}`;
    expect(await mistakes({ text, inputs, columns: { y: ["y"] } })).toMatchObject([
      { code: "data-too-large", found: "90,000 rows of 3,000 values", expected: "at most 268,435,456 values" },
    ]);
  });

  it("is not read when it cannot fit into memory", async () => {
    const home = folder({ "data.csv": HEADER });
    truncateSync(join(home, "data.csv"), 2 ** 31);
    const found = await mistakesOf(() =>
      readCsv({ spec: { kind: "csv", path: "data.csv", columns }, folder: home, home }, iris),
    );
    expect(found).toMatchObject([{ code: "data-too-large", found: "2,048 MiB", expected: "at most 64 MiB" }]);
  });
});

/** "rows" or "mistakes"; any other error is thrown. */
async function outcomeOf(read: () => unknown): Promise<"rows" | "mistakes"> {
  try {
    read();
    return "rows";
  } catch (error) {
    if (error instanceof DiagnosticError) return "mistakes";
    throw error;
  }
}

describe("a file with a mistake in every row", () => {
  const many = 100_000;

  it.each([
    ["cells", `a,b\n${"x,y\n".repeat(many)}`, "not-a-number", 2 * many],
    ["lengths", `a,b\n${"1,2\n".repeat(1)}${"1\n".repeat(many)}`, "bad-csv", many],
  ])("is told by five of its %s, and the number of the others", async (_, text, code, count) => {
    const inputs: Network["inputs"] = [{ name: "x", node: node({ shape: [2] }) }];
    const found = await mistakes({ text, inputs, columns: { x: ["a", "b"] } });
    expect(found.map((each) => each.code)).toEqual([code, code, code, code, code]);
    expect(found[4]?.hint).toContain(`${count - 5} more like this follow.`);
  });

  it("has no long names, cells or lists in its messages", async () => {
    const long = "w".repeat(5000);
    const header = [long, ...Array.from({ length: 300 }, (_, i) => `c${i}`)].join(",");
    const inputs: Network["inputs"] = [{ name: "x", node: node({ shape: [] }) }];
    const row = [long, ...Array.from({ length: 300 }, () => "1")].join(",");
    for (const column of [long, "gone"]) {
      const [found] = await mistakes({ text: `${header}\n${row}\n`, inputs, columns: { x: [column] } });
      expect(`${found?.message} ${found?.found} ${found?.expected}`.length).toBeLessThan(500);
    }
  });
});

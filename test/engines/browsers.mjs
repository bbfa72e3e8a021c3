// Emitted modules in Chromium, under a Content-Security-Policy that allows scripts of this server and nothing else: a page and
// a worker train iris, an AudioWorklet loads what was learnt and predicts in the audio thread, another runs overdrive as a stream.
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { toJavaScript } from "./modules.mjs";

/** What test/run.mjs takes for a step that could not be run. */
const NOT_RUN = 77;
const CANDIDATES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'";
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".json": "application/json" };

const read = (path) => readFileSync(fileURLToPath(new URL(path, import.meta.url)), "utf8");

/** All that the server has, by path. */
function site() {
  const rows = read("../../examples/iris/iris.csv").trim().split(/\r?\n/);
  const cells = rows.map((row) => row.split(",").map((cell) => cell.replace(/^"|"$/g, "")));
  const [head = [], ...body] = cells;
  const column = (name) => head.indexOf(name);
  const data = {
    petals: body.map((row) => [Number(row[column("Petal.Length")]), Number(row[column("Petal.Width")])]),
    species: body.map((row) => row[column("Species")]),
  };
  const files = ["page.js", "train.js", "worker.js", "worklet.js", "stream.js"].map((name) => [
    `/${name}`,
    read(`page/${name}`),
  ]);
  return new Map([
    ["/index.html", read("page/index.html")],
    ["/iris.json", JSON.stringify(data)],
    ["/iris.js", toJavaScript("iris/iris").minified],
    ["/iris.predict.js", toJavaScript("iris/iris.predict").minified],
    ["/overdrive.js", toJavaScript("overdrive/overdrive").minified],
    ["/overdrive.predict.js", toJavaScript("overdrive/overdrive.predict").minified],
    ...files,
  ]);
}

async function serve(files) {
  const server = createServer(({ url }, response) => {
    const text = files.get(url);
    const type = TYPES[extname(url ?? "")] ?? "text/plain";
    const headers = { "Content-Type": `${type}; charset=utf-8`, "Content-Security-Policy": POLICY };
    response.writeHead(text === undefined ? 404 : 200, headers).end(text ?? "");
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { server, origin: `http://127.0.0.1:${server.address().port}` };
}

const mistakes = [];
const expect = (condition, message) => {
  if (!condition) mistakes.push(message);
};

function judge({ page, worker, worklet, predicted, streams, violations }, shown) {
  expect(page.accuracy >= 0.93, `the page reaches an accuracy of ${page.accuracy}`);
  expect(shown === page.accuracy.toFixed(3), `the page shows ${shown}, not ${page.accuracy}`);
  expect(page.first === "setosa", `the first flower is called ${page.first}`);
  expect(JSON.stringify(worker) === JSON.stringify(page), "the worker learns something else than the page");
  expect(new Set(worklet).size > 10, "the worklet writes hardly any values");
  expect(worklet.length === predicted.length, "the worklet does not write a value for each row");
  expect(
    worklet.every((value, i) => value === predicted[i]),
    "the worklet predicts something else than the page",
  );
  expect(new Set(streams.page).size > 1000, "the stream holds hardly any values");
  expect(
    JSON.stringify(streams.worklet) === JSON.stringify(streams.page),
    "the worklet streams something else, block by block, than the page in one call",
  );
  // The page tries once, to see that it cannot.
  expect(violations.join() === "eval", `the policy was violated: ${violations.join()}`);
}

async function visit(executablePath) {
  const files = site();
  const { server, origin } = await serve(files);
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  try {
    const page = await browser.newPage();
    page.on("pageerror", (error) => mistakes.push(`in the page: ${error.message}`));
    page.on("requestfailed", (request) => mistakes.push(`not loaded: ${request.url()}`));
    await page.goto(`${origin}/index.html`);
    await page.waitForFunction(() => globalThis.results !== undefined, undefined, { timeout: 30_000 });
    const results = await page.evaluate(() => globalThis.results);
    const shown = await page.textContent("#accuracy");
    judge(results, shown);
    console.log(`Chromium ${browser.version()}: page, worker and AudioWorklet, accuracy ${shown}`);
  } finally {
    await browser.close();
    server.close();
  }
}

const executable = CANDIDATES.find((path) => existsSync(path));
if (executable !== undefined) {
  try {
    await visit(executable);
  } catch (error) {
    mistakes.push(error.stack);
  }
  for (const mistake of mistakes) console.error(mistake);
  process.exitCode = mistakes.length > 0 ? 1 : 0;
} else {
  console.log(`there is no Chromium here (looked for ${CANDIDATES.join(", ")}): apt-get install chromium`);
  // Continuous integration has one, and must notice when it has not.
  process.exitCode = process.env.CI ? 1 : NOT_RUN;
}

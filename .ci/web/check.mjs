// Checks a report: node check.mjs path/to/report.html …
//
// axe (WCAG 2.1 AA, EN 301 549, best practice) at 360 and 1280 px, light, dark and with every fold
// open; no sideways scrolling of the page; no request, no error in the console; html-validate; vnu.
// The whole page is looked at once (1280 px, light); the other runs leave out the rows of a table
// after the fortieth, which look like those before and take axe many minutes.
// Exit status 1 on any violation. CHROMIUM and JAVA name the programs when they are elsewhere.

import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
// Packages may be installed elsewhere: WEB_TOOLS=/tmp/html-tools
const require = createRequire(join(process.env.WEB_TOOLS ?? here, "package.json"));
const { chromium } = require("playwright-core");
const axePath = require.resolve("axe-core/axe.min.js");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "EN-301-549", "best-practice"];
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync"];

const pages = process.argv.slice(2).map((path) => resolve(path));
if (pages.length === 0) {
  console.error("usage: node check.mjs report.html …");
  process.exit(2);
}
let failures = 0;
const fail = (text) => { failures += 1; console.error(text); };

await browse(pages);
for (const path of pages) {
  htmlValidate(path);
  vnu(path);
}
console.log(failures === 0 ? "web checks: no violation" : `web checks: ${failures} violations`);
process.exit(failures === 0 ? 0 : 1);

async function browse(paths) {
  const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
  const browser = await chromium.launch({ executablePath, args: FLAGS });
  for (const path of paths) {
    for (const width of [360, 1280]) {
      for (const colorScheme of ["light", "dark"]) await look(browser, path, width, colorScheme);
    }
  }
  await browser.close();
}

async function look(browser, path, width, colorScheme) {
  const name = `${path} at ${width} px, ${colorScheme}`;
  // The page's own policy forbids scripts, the checker's too.
  const context = await browser.newContext({
    bypassCSP: true, colorScheme, viewport: { width, height: 900 },
  });
  const page = await context.newPage();
  page.on("request", (request) => {
    if (!/^(file|data):/.test(request.url())) fail(`${name}: asks for ${request.url()}`);
  });
  page.on("console", (message) => {
    if (message.type() === "error") fail(`${name}: console: ${message.text()}`);
  });
  await page.goto(pathToFileURL(path).href);
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (wider > 0) fail(`${name}: the page is ${wider} px wider than the screen`);
  await page.addScriptTag({ path: axePath });
  for (const folds of ["as they are", "open"]) {
    if (folds === "open") {
      await page.evaluate(() => document.querySelectorAll("details").forEach((d) => { d.open = true; }));
      // What scrolls or is not laid out yet cannot be measured: spread it out.
      await page.addStyleTag({
        content: "* { content-visibility: visible !important; overflow: visible !important; position: static !important }",
      });
    }
    const whole = width === 1280 && colorScheme === "light" && folds === "as they are";
    if (!whole) {
      await page.evaluate((rows) => document.querySelectorAll("table").forEach((table) =>
        [...table.querySelectorAll("tbody > tr")].slice(rows).forEach((row) => row.remove())), 40);
      await page.evaluate(() => document.querySelectorAll(".sources .table-responsive ~ .table-responsive")
        .forEach((table) => table.remove()));
    }
    const run = (tags) => globalThis.axe.run(document, { runOnly: { type: "tag", values: tags } });
    const { violations, incomplete, passes } = await page.evaluate(run, TAGS);
    for (const { id, help, nodes } of violations) {
      fail(`${name}: axe ${id}: ${help}\n` + nodes.slice(0, 5)
        .map((n) => `    ${n.target.join(" ")}: ${n.html.slice(0, 200)}\n      ${n.failureSummary}`).join("\n"));
    }
    // The text of a drawing is measured by the tests of the drawings: axe cannot see its ground.
    const open = incomplete.map(({ id, nodes }) => [id, nodes.filter((n) => !/^<t(ext|span)\b/.test(n.html))])
      .filter(([, nodes]) => nodes.length > 0)
      .map(([id, nodes]) => `${id} (${nodes.length}, ${nodes[0].target.join(" ")})`);
    console.log(`${name}, folds ${folds}: axe ${passes.length} rules passed, ${violations.length} violated`
      + (open.length > 0 ? `, to look at: ${open.join("; ")}` : ""));
  }
  await context.close();
}

function htmlValidate(path) {
  const program = join(dirname(require.resolve("html-validate/package.json")), "bin", "html-validate.mjs");
  const config = join(here, "htmlvalidate.json");
  command("html-validate", process.execPath, [program, "-c", config, path], path);
}

// The style sheet is left out: vnu does not know all of CSS yet.
function vnu(path) {
  const jar = join(dirname(require.resolve("vnu-jar/package.json")), "build", "dist", "vnu.jar");
  const java = process.env.JAVA ?? "java";
  command("vnu", java, ["-Xss4m", "-jar", jar, "--errors-only", "--filterpattern", ".*CSS.*", path], path);
}

function command(name, program, args, path) {
  const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: "utf8", maxBuffer: 1 << 26 });
  if (error || status !== 0) fail(`${path}: ${name}: ${error ?? (stdout + stderr).slice(0, 8000)}`);
  else console.log(`${path}: ${name}: no error`);
}

// SPDX-License-Identifier: EUPL-1.2
// Opens what the payloads of tests/payloads.txt came out in: node payloads.mjs folder
//
// The folder is that of SESTANTE_PAYLOADS (tests/suite/payloads.rs). In Chromium, without the page's
// own policy and clicked all over: no script runs, no dialog opens, nothing is asked for, no page is
// left. LibreOffice reads the .docx, .xlsx and .pptx and computes every formula anew: what was typed
// stays text. Exit status 1 on anything else.

import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const require = createRequire(join(process.env.WEB_TOOLS ?? join(here, "web"), "package.json"));
const { chromium } = require("playwright-core");
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync"];

const folder = resolve(process.argv[2] ?? "payloads");
let failures = 0;
const fail = (text) => { failures += 1; console.error(text); };
const files = readdirSync(folder).sort();

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: FLAGS,
});
await canSeeAScript();
const pages = files.filter((name) => name.endsWith(".html"));
for (const name of pages) await look(name);
await browser.close();
await office();
console.log(`payloads: ${pages.length} pages, ${files.length} files, ${failures} failures`);
process.exit(failures === 0 && pages.length >= 4 ? 0 : 1);

// The check itself must be able to fail.
async function canSeeAScript() {
  const page = await browser.newPage();
  await page.setContent("<img src=x: onerror='window.__hit=1'>");
  await page.waitForTimeout(200);
  if (!(await page.evaluate(() => window.__hit === 1))) fail("the tripwire does not work");
  await page.close();
}

async function look(name) {
  const url = pathToFileURL(join(folder, name)).href;
  const context = await browser.newContext({ bypassCSP: true });
  const page = await context.newPage();
  page.on("dialog", (dialog) => { fail(`${name}: a dialog`); dialog.dismiss(); });
  page.on("popup", () => fail(`${name}: another window`));
  page.on("request", (request) => {
    if (request.url().split("#")[0] !== url && !request.url().startsWith("data:")) {
      fail(`${name}: asks for ${request.url()}`);
    }
  });
  await page.goto(url);
  const found = await page.evaluate(async () => {
    for (const fold of document.querySelectorAll("details")) fold.open = true;
    for (const element of document.querySelectorAll("body *")) {
      for (const kind of ["mouseover", "focus", "toggle", "load", "error"]) {
        element.dispatchEvent(new Event(kind));
      }
    }
    await new Promise((done) => setTimeout(done, 300));
    const own = (element) => [...element.attributes].some((a) => /^on/i.test(a.name));
    const scheme = (element) => /^\s*(javascript|data|file|vbscript):/i.test(element.getAttribute("href"));
    return {
      hit: window.__hit !== undefined,
      scripts: document.querySelectorAll("script, iframe, object, embed, base, form, meta[http-equiv=refresh]").length,
      handlers: [...document.querySelectorAll("*")].filter(own).length,
      links: [...document.querySelectorAll("[href]")].filter(scheme).length,
      text: document.body.textContent.match(/q\d+z/g)?.length ?? 0,
    };
  });
  if (found.hit) fail(`${name}: a script ran`);
  for (const what of ["scripts", "handlers", "links"]) {
    if (found[what] > 0) fail(`${name}: ${found[what]} ${what}`);
  }
  if (name === "report.html" && found.text < 60) fail(`${name}: only ${found.text} payloads`);
  console.log(`${name}: ${found.text} payloads shown, no script, dialog, request`);
  await context.close();
}

async function office() {
  const work = mkdtempSync(join(tmpdir(), "sestante-payloads-"));
  const profile = `-env:UserInstallation=${pathToFileURL(join(work, "profile")).href}`;
  const convert = (to, names) => spawnSync(process.env.SOFFICE ?? "soffice",
    [profile, "--headless", "--convert-to", to, "--outdir", work, ...names.map((n) => join(folder, n))],
    { encoding: "utf8", timeout: 240_000 });
  const books = files.filter((name) => name.endsWith(".xlsx"));
  // Every sheet as it is shown: formulas computed, one file a sheet.
  convert("csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1", books);
  const sheets = readdirSync(work).filter((name) => name.endsWith(".csv"));
  const text = sheets.map((name) => readFileSync(join(work, name), "utf8")).join("\n");
  if (sheets.length < books.length) fail(`LibreOffice reads ${sheets.length} sheets of ${books.length} workbooks`);
  for (const formula of ["=HYPERLINK(", "=WEBSERVICE(", "@SUM(A1", "=cmd|", "=IMPORTXML("]) {
    if (!text.includes(formula)) fail(`${formula} is no longer what was typed`);
  }
  for (const name of files.filter((file) => /\.(docx|pptx)$/.test(file))) {
    const ran = convert("pdf", [name]);
    const made = join(work, name.replace(/\.\w+$/, ".pdf"));
    try {
      const shown = spawnSync("pdftotext", [made, "-"], { encoding: "utf8" }).stdout;
      const count = new Set(shown.match(/q\d+z/g)).size;
      if (name.endsWith(".docx") && count < 30) fail(`${name}: only ${count} payloads`);
      console.log(`${name}: ${count} payloads shown by LibreOffice`);
    } catch (error) {
      fail(`${name}: LibreOffice does not read it: ${ran.stderr} ${error}`);
    }
  }
  for (const name of files.filter((file) => file.endsWith(".pdf"))) {
    for (const what of ["-js", "-url"]) {
      const said = spawnSync("pdfinfo", [what, join(folder, name)], { encoding: "utf8" }).stdout;
      if (/javascript:|data:|file:|__hit/i.test(said)) fail(`${name}: pdfinfo ${what}: ${said}`);
    }
  }
  rmSync(work, { recursive: true });
}

# SPDX-License-Identifier: EUPL-1.2
"""Checks a PDF against the standards and against the same in another format.

Usage: python .ci/pdf.py REPORT.pdf REPORT.html, python .ci/pdf.py SLIDES.pdf SLIDES.pptx

1. `outloud` and `pdfua` find no error. One kind is judged here instead: outloud takes a table's
   head, repeated on the next page and rightly left out of the tags there, for lost prose; what is
   left out must consist of words of heads, titles and contents.
2. Language, title, embedded fonts, PDF/UA and PDF/A marks; every figure has an alternative text,
   every table has heads with a scope, every one of more than one column has row heads.
3. Every table of the page stands in the PDF with the same caption, heads, rows and cells; every
   slide is a page with the same title and the same cells.
"""

import json
import re
import subprocess
import sys
import xml.etree.ElementTree as xml
import zipfile
from html.parser import HTMLParser

import pikepdf
from outloud.model import Document
from outloud.rules._common import element_text
from outloud.rules.tables import grids

NUMBERISH = re.compile(r"[\W\d_]*")


def squeezed(text):
    """A text without what lines do to it: spaces, hyphens of syllables, places to break."""
    return re.sub(r"[\s\u00ad\u200b\u00a0\u202f-]+", "", text)


class Tables(HTMLParser):
    """The tables of the page: caption, head cells, rows of cells."""

    def __init__(self):
        super().__init__()
        self.tables, self.into, self.in_head, self.box = [], None, False, ""
        self.folds = 0

    def handle_starttag(self, tag, attributes):
        if tag == "section":
            self.box = dict(attributes).get("aria-labelledby", "")
        elif tag == "table":
            table = {"caption": [], "heads": [], "rows": [], "box": self.box}
            self.tables.append({**table, "folded": self.folds > 0})
        elif tag == "details":
            self.folds += 1
        elif tag == "thead":
            self.in_head = True
        elif tag == "caption":
            self.into = self.tables[-1]["caption"]
        elif tag == "tr" and not self.in_head and self.tables:
            self.tables[-1]["rows"].append([])
        elif tag in ("td", "th") and self.tables:
            cell = []
            (self.tables[-1]["heads"] if self.in_head else self.tables[-1]["rows"][-1]).append(cell)
            self.into = cell

    def handle_endtag(self, tag):
        if tag == "thead":
            self.in_head = False
        if tag == "details":
            self.folds -= 1
        if tag in ("caption", "td", "th"):
            self.into = None

    def handle_data(self, data):
        if self.into is not None:
            self.into.append(data)


def join(parts):
    return squeezed("".join(parts))


def checkers(pdf, fail):
    said = subprocess.run(["outloud", pdf, "--json", "-", "--quiet"], capture_output=True, text=True)
    report = json.loads(said.stdout[said.stdout.index("{"):])
    found = json.dumps(report)
    errors = [f for f in findings(report) if f["severity"] == "error" and f["rule"] != "TAG-002"]
    for finding in errors:
        fail(f"outloud: {finding['rule']} {finding.get('page')} {finding['message']}")
    if '"rule"' not in found:
        fail("outloud: nothing was checked")
    said = subprocess.run(["pdfua", "check", pdf], capture_output=True, text=True)
    if "result: PASS" not in said.stdout or "errors=0" not in said.stdout:
        fail("pdfua: " + said.stdout)


def findings(node):
    if isinstance(node, dict):
        if "rule" in node and "severity" in node:
            yield node
        for value in node.values():
            yield from findings(value)
    elif isinstance(node, list):
        for value in node:
            yield from findings(value)


def words(text):
    return re.findall(r"\w+", text.replace("\u00ad", "").lower())


def left_out(document, more, fail):
    """What the tags leave out says nothing that they do not say elsewhere."""
    said = set(words(str(document.pdf.docinfo.get("/Title", ""))))
    for element in document.elements_of("TH", "H1", "H2", "H3", "H4", "TOCI", *more):
        said.update(words(element_text(document, element)))
    whole = "".join(sorted(said))
    for page in document.pages:
        for line in document.content(page.index).lines:
            if line.artifact_share < 0.8 or NUMBERISH.fullmatch(line.text):
                continue
            # A word cut at the end of a line is a part of one.
            lost = [w for w in words(line.text) if w not in said and w not in whole and not w.isdigit()]
            if lost:
                fail(f"page {page.number}: left out of the tags: {line.text!r} ({lost})")


def marks(document, fail):
    pdf = document.pdf
    if not str(pdf.Root.get("/Lang", "")).lower().startswith("it"):
        fail("no Italian language")
    metadata = pdf.open_metadata()
    for key, wanted in (("pdfuaid:part", "1"), ("pdfaid:part", "2"), ("pdfaid:conformance", "A")):
        if str(metadata.get(key)) != wanted:
            fail(f"{key} is {metadata.get(key)}")
    if not metadata.get("dc:title"):
        fail("no title")
    for element in document.elements_of("Figure"):
        if not str(element.obj.get("/Alt", "")).strip():
            fail(f"a figure without alternative text: {element.path}")
    for font in pdf.objects:
        if isinstance(font, pikepdf.Dictionary) and font.get("/Type") == "/FontDescriptor":
            if not any(key in font for key in ("/FontFile", "/FontFile2", "/FontFile3")):
                fail(f"font not embedded: {font.get('/FontName')}")


def tables(document, page, fail):
    parser = Tables()
    with open(page, encoding="utf-8") as file:
        parser.feed(file.read())
    # The sources are lines there, in the same order, or links to the page.
    sources = [table for table in parser.tables if len(table["heads"]) == 5 and "fonti" in table["box"]]
    wanted, found = [table for table in parser.tables if table not in sources], grids(document)
    captions = [squeezed(element_text(document, e)) for e in document.elements_of("Caption")]
    # A report with a technical volume has the data of its figures there, folded on the page.
    if len(found) < len(wanted):
        wanted = [table for table in wanted if not table["folded"]]
    if sources and to_page(document, page, sources, fail):
        pass
    elif sources:
        lines(document, sources, fail)
    elif 'id="fonti' in open(page, encoding="utf-8").read():
        fail("the sources of the page were not found")
    # The steps, written once after the sources, are the PDF's own last table.
    if len(found) not in (len(wanted), len(wanted) + 1):
        fail(f"{len(found)} tables, {len(wanted)} on the page")
    compared = 0
    for table, grid in zip(wanted, found):
        caption = join(table["caption"])
        if not any(other.endswith(caption) for other in captions):
            fail(f"no caption {caption!r}")
        heads = [cell for row in grid.rows for cell in row if cell.kind == "TH" and cell.scope != "Row"]
        if not heads or any(not cell.scope for cell in heads):
            fail(f"a table without heads, or heads without a scope: {caption}")
        texts = sorted(text for text in map(squeezed, (c.text for c in heads)) if text)
        if texts != sorted(text for text in map(join, table["heads"]) if text):
            fail(f"heads of {caption}: {texts}")
        rows = [row for row in grid.rows if not all(c.kind == "TH" and c.scope != "Row" for c in row)]
        if len(rows) != len(table["rows"]):
            fail(f"{caption}: {len(rows)} rows, {len(table['rows'])} on the page")
        for one, other in zip(table["rows"], rows):
            one, other = [join(cell) for cell in one], [squeezed(cell.text) for cell in other]
            if one != other:
                fail(f"{caption}: {one} on the page, {other}")
            compared += len(one)
        columns = max((len(row) for row in rows), default=0)
        enough = len(rows) * (columns - 2) > 2 * columns
        if enough and not any(c.scope == "Row" for row in rows for c in row):
            fail(f"{caption}: no row heads")
    print(f"{len(wanted)} tables and {compared} cells are the same in the PDF")
    if compared < 100:
        fail("too little was compared")


def to_page(document, page, sources, fail):
    """Whether values lead to the rows of the page, which must all be there."""
    rows = {join(row[0]) for table in sources for row in table["rows"] if len(row) == 5}
    led = set()
    for one in document.pdf.pages:
        for annotation in one.get("/Annots", []):
            address = str(annotation.get("/A", {}).get("/URI", ""))
            if address.startswith(page.rsplit("/", 1)[-1] + "#fonte-"):
                led.add(address.rsplit("-", 1)[-1])
    if led - rows:
        fail(f"values lead to rows that the page has not: {sorted(led - rows)[:5]}")
    if led:
        print(f"values lead to {len(led)} rows of the page")
    return bool(led)


def lines(document, tables, fail):
    """Every row of the sources stands in a line: number, place, value, cells."""
    found = iter([squeezed(element_text(document, e)) for e in document.elements_of("P")])
    compared = 0
    for row in (row for table in tables for row in table["rows"] if len(row) == 5):
        number, place, value, cells, _ = [join(cell) for cell in row]
        cells = squeezed("; ".join(cell.strip() for cell in row[3]))
        # Links and strong words are gathered apart from the text around them.
        pieces = [place, value, cells]
        if not any(line.startswith(number) and all(p in line for p in pieces) for line in found):
            return fail(f"no line of the sources: {number} {pieces}")
        compared += 1
    print(f"{compared} lines of sources are the same in the PDF")
    if compared < 100:
        fail("too few lines were compared")


def slides(document, deck, fail):
    drawing = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
    shape = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
    titles, cells = [], []
    with zipfile.ZipFile(deck) as parts:
        for number in range(1, len(parts.namelist())):
            name = f"ppt/slides/slide{number}.xml"
            if name not in parts.namelist():
                break
            slide = xml.fromstring(parts.read(name))
            texts = lambda node: join(t.text or "" for t in node.iter(f"{drawing}t"))
            for one in slide.iter(f"{shape}sp"):
                if one.find(f".//{shape}ph[@type='title']") is not None:
                    titles.append(texts(one))
                if one.find(f".//{shape}ph[@type='ctrTitle']") is not None:
                    titles.append(texts(one))
            cells += [text for text in map(texts, slide.iter(f"{drawing}tc")) if text]
    if len(document.pages) != len(titles):
        fail(f"{len(document.pages)} pages, {len(titles)} slides")
    heads = [squeezed(element_text(document, e)) for e in document.elements_of("H1")]
    if heads != titles:
        fail(f"titles: {set(heads) ^ set(titles)}")
    found = [squeezed(c.text) for grid in grids(document) for row in grid.rows for c in row]
    if sorted(filter(None, found)) != sorted(cells):
        fail(f"cells: {set(found) ^ set(cells)}")
    print(f"{len(titles)} slides and {len(cells)} cells are the same in the PDF")
    if len(titles) < 10 or len(cells) < 50:
        fail("too little was compared")


def main(pdf, page):
    failures = []
    document = Document(pdf)
    checkers(pdf, failures.append)
    # The name of the section stands above every slide; of the last, in a paragraph too.
    of_slides = page.endswith(".pptx")
    left_out(document, ["P"] if of_slides else [], failures.append)
    marks(document, failures.append)
    (slides if of_slides else tables)(document, page, failures.append)
    for failure in failures[:20]:
        print(failure, file=sys.stderr)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))

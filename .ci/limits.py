#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Files made to hurt, each taken in by the program within 512 MiB and 5 s; never a panic. So are
chapters made to hurt, whose report is written as a PDF.

Usage: python .ci/limits.py path/to/sestante [only names with this word]

Each grows inside a real form of the study with every type of question, so that it is read to its
end and not only opened. The memory is that of the whole process, its peak, as the system counts it.
"""

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

SESTANTE = Path(sys.argv[1]).resolve()
ONLY = sys.argv[2] if len(sys.argv) > 2 else ""
REPOSITORY = Path(__file__).resolve().parent.parent
SECONDS, MEBIBYTES = 5, 512
PART = 63 << 20
FORMS = {kind: REPOSITORY / f"tests/workbooks/libreoffice_filled.{kind}" for kind in ("xlsx", "ods")}


def form(kind, changes, target):
    """The form with some of its parts changed: text to text; new ones under new names."""
    with zipfile.ZipFile(FORMS[kind]) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        left = dict(changes)
        for name in old.namelist():
            data = old.read(name)
            if name in left:
                change = left.pop(name)
                data = change(data.decode()).encode() if callable(change) else change
            new.writestr(name, data)
        for name, data in left.items():
            new.writestr(name, data("") if callable(data) else data)


def filled(unit, size=PART):
    """Units with `#` counted up, as many as have room."""
    if "#" not in unit:
        return unit * (size // len(unit))
    out, length, number = [], 0, 0
    while length < size:
        out.append(unit.replace("#", str(number)))
        length += len(out[-1])
        number += 1
    return "".join(out)


def before(mark, text):
    return lambda part: part.replace(mark, text + mark, 1)


def after(mark, text):
    return lambda part: part.replace(mark, mark + text, 1)


SHEET, BOOK = "xl/worksheets/sheet2.xml", "xl/workbook.xml"
RELATIONS, STRINGS = "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml"
END = "</sheetData>"
TABLE = "</table:table>"


def row(number, cells):
    return f'<row r="{number}">{cells}</row>'


def numbers(rows, columns, first=200):
    letters = [chr(65 + a) for a in range(26)]
    letters = (letters + [a + b for a in letters for b in letters])[:columns]
    return "".join(row(r, "".join(f'<c r="{c}{r}"><v>{r}7</v></c>' for c in letters))
                   for r in range(first, first + rows))


def sheets(count):
    return before("</sheets>", "".join(f'<sheet name="s{n}" sheetId="{n + 99}" r:id="rId3"/>'
                                       for n in range(count)))


def entities(part):
    head, rest = part.split("?>", 1) if part.startswith("<?xml") else ("<?xml version='1.0'", part)
    levels = "".join('<!ENTITY a%d "%s">' % (n, f"&a{n - 1};" * 10) for n in range(1, 12))
    return f'{head}?><!DOCTYPE x [<!ENTITY a0 "lol">{levels}]>' + rest.replace("<t", "<t>&a11;</t><t", 1)


CASES = {
    "10 000 sheets": ("xlsx", lambda: {BOOK: sheets(10_000)}),
    "a million sheets": ("xlsx", lambda: {BOOK: sheets(1_000_000)}),
    "10 000 sheets, ods": ("ods", lambda: {"content.xml": after(TABLE, filled(
        '<table:table table:name="s#"/>', 400_000))}),
    "a zip bomb": ("xlsx", lambda: {SHEET: before(END, " " * (200 << 20))}),
    "part of 63 MiB": ("xlsx", lambda: {SHEET: before(END, " " * PART)}),
    "last row, last column": ("xlsx", lambda: {SHEET: before(END, row(
        1_048_576, '<c r="XFD1048576"><v>1</v></c>'))}),
    "cells everywhere": ("xlsx", lambda: {SHEET: before(END, numbers(4_700, 42))}),
    "too many cells": ("xlsx", lambda: {SHEET: before(END, numbers(5_000, 60))}),
    "empty cells": ("xlsx", lambda: {SHEET: before(END, filled("<row><c/><c/><c/><c/></row>"))}),
    "shared texts": ("xlsx", lambda: {STRINGS: after("</si>", filled("<si/>"))}),
    "shared texts of one letter": ("xlsx", lambda: {STRINGS: after("</si>", filled("<si><t>a</t></si>"))}),
    "long texts in many cells": ("xlsx", lambda: {
        STRINGS: before("</sst>", f"<si><t>{'lungo ' * 5_000}</t></si>"),
        SHEET: before(END, "".join(row(r, f'<c r="A{r}" t="inlineStr"><is><t>{"lungo " * 5_000}</t></is></c>')
                                   for r in range(300, 2_000)))}),
    "styles": ("xlsx", lambda: {"xl/styles.xml": before("</cellXfs>", filled("<xf/>"))}),
    "number formats": ("xlsx", lambda: {"xl/styles.xml": before(
        "</styleSheet>", filled('<numFmt numFmtId="#" formatCode="0"/>'))}),
    "defined names": ("xlsx", lambda: {BOOK: before("</workbook>", filled('<definedName name="n#">A1</definedName>'))}),
    "relations": ("xlsx", lambda: {RELATIONS: before("</Relationships>", filled(
        '<Relationship Id="x#" Target="y"/>'))}),
    "properties": ("xlsx", lambda: {"docProps/custom.xml": before("</Properties>", filled(
        '<property name="p#">x</property>'))}),
    "attributes of a sheet": ("xlsx", lambda: {BOOK: after("<sheet ", filled('a#="" ', 12 << 20))}),
    "attributes of a cell": ("xlsx", lambda: {SHEET: before(END, row(
        300, '<c r="A300" ' + filled('a#="" ') + "><v>1</v></c>"))}),
    "merged areas": ("xlsx", lambda: {SHEET: after(END, "<mergeCells>" + filled(
        '<mergeCell ref="A#:B#"/>', 30 << 20) + "</mergeCells>")}),
    "deep elements": ("xlsx", lambda: {SHEET: before(END, "<a>" * 10_000_000)}),
    "deep elements in a cell": ("ods", lambda: {"content.xml": before(
        TABLE, "<table:table-row><table:table-cell>" + "<table:table>" * 2_000_000)}),
    "entities": ("xlsx", lambda: {STRINGS: entities}),
    "entities, ods": ("ods", lambda: {"content.xml": lambda part: entities(part).replace(
        "<text:p>", "<text:p>&a11;", 3)}),
    "repeated rows": ("ods", lambda: {"content.xml": before(TABLE, (
        '<table:table-row table:number-rows-repeated="1048576"><table:table-cell '
        'table:number-columns-repeated="16384" office:value-type="float" office:value="1"/>'
        '</table:table-row>'))}),
    "repeated empty rows": ("ods", lambda: {"content.xml": before(TABLE, filled(
        '<table:table-row table:number-rows-repeated="1048576"><table:table-cell '
        'table:number-columns-repeated="16384"/></table:table-row>', 40 << 20))}),
    "repeated cells to the cap": ("ods", lambda: {"content.xml": before(TABLE, (
        '<table:table-row table:number-rows-repeated="1900"><table:table-cell '
        'table:number-columns-repeated="100" office:value-type="float" office:value="7777"/>'
        '</table:table-row>'))}),
    "repeated blanks": ("ods", lambda: {"content.xml": before(TABLE, (
        "<table:table-row><table:table-cell><text:p>" + '<text:s text:c="9999"/>' * 2_000_000 +
        "</text:p></table:table-cell></table:table-row>"))}),
    "notes": ("ods", lambda: {"content.xml": before(TABLE, (
        "<table:table-row>" + filled("<table:table-cell><office:annotation><text:p>n#</text:p>"
                                     "</office:annotation></table:table-cell>", 40 << 20) +
        "</table:table-row>"))}),
    "boxes": ("ods", lambda: {"content.xml": before(TABLE, (
        "<table:table-row><table:table-cell>" + filled("<draw:a><text:p>n#</text:p></draw:a>", 40 << 20) +
        "</table:table-cell></table:table-row>"))}),
    "spanned cells": ("ods", lambda: {"content.xml": before(TABLE, (
        "<table:table-row>" + filled('<table:table-cell table:number-columns-spanned="2"/>', 40 << 20) +
        "</table:table-row>"))}),
    "names, ods": ("ods", lambda: {"content.xml": before(TABLE, filled(
        '<table:named-range table:name="n#" table:cell-range-address="A1"/>'))}),
    "properties, ods": ("ods", lambda: {"meta.xml": before("</office:meta>", filled(
        '<meta:user-defined meta:name="p#">x</meta:user-defined>'))}),
}


def directory(target):
    """A package whose table of contents has a million lines."""
    shutil.copy(FORMS["xlsx"], target)
    data = target.read_bytes()
    end = data.rindex(b"PK\5\6")
    start = int.from_bytes(data[end + 16:end + 20], "little")
    entry = b"PK\1\2" + bytes(42)
    count = PART // 47
    table = b"".join(entry[:28] + b"\1\0" + entry[30:] + b"x" for _ in range(count))
    zip64 = (b"PK\6\6" + (44).to_bytes(8, "little") + bytes(12) + count.to_bytes(8, "little") * 2 +
             len(table).to_bytes(8, "little") + start.to_bytes(8, "little"))
    place = (start + len(table)).to_bytes(8, "little")
    locator = b"PK\6\7" + bytes(4) + place + (1).to_bytes(4, "little")
    last = b"PK\5\6" + bytes(4) + b"\xFF" * 12 + bytes(2)
    target.write_bytes(data[:start] + table + zip64 + locator + last)


WHOLE = {
    "a million parts": directory,
    "ends of packages": lambda target: target.write_bytes(b"PK\3\4" + b"PK\5\6" * (PART // 4)),
    "ends of packages, well formed": lambda target: target.write_bytes(
        b"PK\3\4" + (b"PK\5\6" + bytes(18)) * (PART // 22)),
    "nothing but zeros": lambda target: target.write_bytes(bytes(PART)),
    "an old file": lambda target: target.write_bytes(b"\xD0\xCF\x11\xE0" + b"W\0o\0r\0k\0" * (PART // 8)),
    "64 MiB of lines": lambda target: target.write_bytes(b"a;b\n" * (PART // 4)),
}


def table(rows, columns):
    line = "|" + " parola |" * columns + "\n"
    return "\n" + line + "|" + "---|" * columns + "\n" + line * rows


RANGES = "".join("{% for " + name + " in range(end=999) %}" for name in "abcd")
CHAPTERS = {
    "loops that print nothing": RANGES + "{% endfor %}" * 4,
    "numbers that nobody prints": "{% for a in range(end=9999) %}{% set x = range(end=99999) %}{% endfor %}",
    "one table too long": table(5_000, 8),
    "many tables, none too long": table(290, 8) * 40,
}


def make(name, target):
    if name in CASES:
        kind, changes = CASES[name]
        form(kind, changes(), target)
    else:
        WHOLE[name](target)


def take_in(study, target):
    shutil.rmtree(study, ignore_errors=True)
    shutil.copytree(REPOSITORY / "tests/studies/tipi/questionnaire", study / "questionnaire")
    return run(study, "import", target, "--received", "2026-11-01")


def write(study, chapter):
    take_in(study, FORMS["xlsx"])
    chapters = study / "report-templates/chapters"
    chapters.mkdir(parents=True)
    (chapters.parent / "report.yaml").write_text("chapters: [one]\n")
    (chapters / "one.md").write_text("# Titolo\n\n" + chapter + "\n")
    return run(study, "report", "--format", "pdf")


def run(study, *args):
    start = time.monotonic()
    process = subprocess.Popen([SESTANTE, "--study", study, *args],
                               stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                               preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (60, 60)))
    said = process.stdout.read().decode(errors="replace")
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, said, seconds, usage.ru_maxrss / 1024


def line(name, size, outcome):
    """Prints what came out; whether it is beyond the limits."""
    status, said, seconds, memory = outcome
    bad = (status not in (0, 1, 2) or "panicked" in said
           or seconds > SECONDS or memory > MEBIBYTES)
    word = "taken in" if status in (0, 1) else "refused" if status == 2 else f"status {status}"
    print(f"| {name} | {size / 1024:.0f} KiB | {word} | {seconds:.2f} s | "
          f"{memory:.0f} MiB |{' <-- beyond' if bad else ''}", flush=True)
    return bad


def main():
    work = Path(tempfile.mkdtemp(prefix="sestante-limits-"))
    wrong = 0
    try:
        for name in (name for name in [*CASES, *WHOLE] if ONLY in name):
            target = work / "f.xlsx"
            if name in CASES:
                target = work / f"f.{CASES[name][0]}"
            # In a process of its own: what this one holds counts as the program's before it starts.
            child = os.fork()
            if child == 0:
                make(name, target)
                os._exit(0)
            if os.waitpid(child, 0)[1] != 0:
                sys.exit(f"not made: {name}")
            wrong += line(name, target.stat().st_size, take_in(work / "study", target))
            target.unlink()
        for name, chapter in CHAPTERS.items():
            if ONLY in name:
                wrong += line(name, len(chapter), write(work / "study", chapter))
    finally:
        shutil.rmtree(work)
    print(f"{wrong} beyond the limits")
    sys.exit(wrong > 0)


main()

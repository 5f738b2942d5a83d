#!/usr/bin/python3
"""Fills in a form in LibreOffice, as a Province would: opens it, types the answers, saves it.

Usage: fill_with_libreoffice.py FORM ANSWERS.csv OUT...

ANSWERS.csv has the columns question, row, value; a value stands there as a person types it in an
Italian LibreOffice. Row is empty for a single question, a number from 1 in a table,
`row/column` (ids) in a grid. Each OUT (.xlsx or .ods) is made by a LibreOffice of its own with a
fresh profile. Needs the Python of Debian with python3-uno.
"""

import csv
import glob
import os
import re
import subprocess
import sys
import tempfile
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

FILTERS = {"xlsx": "Calc MS Excel 2007 XML", "ods": "calc8"}
ITALIAN = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse">\
<value>it-IT</value></prop></item>
</oor:items>
"""


class Office:
    """A LibreOffice without windows, in a profile of its own, set to Italian numbers and dates."""

    def __init__(self, folder):
        profile = os.path.join(folder, "profile")
        os.makedirs(os.path.join(profile, "user"))
        with open(os.path.join(profile, "user", "registrymodifications.xcu"), "w") as file:
            file.write(ITALIAN)
        self.pipe = f"sestante{os.getpid()}{time.monotonic_ns()}"
        self.process = subprocess.Popen(
            [
                "soffice",
                f"-env:UserInstallation=file://{profile}",
                "--headless",
                "--norestore",
                f"--accept=pipe,name={self.pipe};urp;",
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def desktop(self):
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext(
            "com.sun.star.bridge.UnoUrlResolver", local
        )
        address = f"uno:pipe,name={self.pipe};urp;StarOffice.ComponentContext"
        for _ in range(240):
            try:
                context = resolver.resolve(address)
                return context.ServiceManager.createInstanceWithContext(
                    "com.sun.star.frame.Desktop", context
                )
            except NoConnectException:
                time.sleep(0.25)
        raise SystemExit("LibreOffice does not answer")

    def end(self):
        try:
            self.desktop().terminate()
        except Exception:  # it may be gone before it answers
            pass
        try:
            self.process.wait(60)
        except subprocess.TimeoutExpired:
            self.process.kill()


def option(name, value):
    prop = PropertyValue()
    prop.Name, prop.Value = name, value
    return prop


def anchors(document):
    """Sheet and first cell of each defined name: `q_…`, `t_…`, `g_…`."""
    found = {}
    for name in document.NamedRanges.ElementNames:
        ranges = document.NamedRanges.getByName(name).getReferredCells()
        if ranges is not None:
            at = ranges.RangeAddress
            found[name] = (document.Sheets.getByIndex(at.Sheet), at.StartRow, at.StartColumn)
    return found


def locked(sheet, row, column):
    return sheet.getCellByPosition(column, row).CellProtection.IsLocked


def target(names, lists, question, row):
    """The cell of an answer."""
    name = question.replace(".", "_")
    if "q_" + name in names:
        sheet, at, column = names["q_" + name]
        return sheet.getCellByPosition(column, at)
    if "g_" + name in names:
        sheet, at, column = names["g_" + name]
        down, across = row.split("/")
        rows, columns = lists[question]
        return sheet.getCellByPosition(column + columns.index(across), at + rows.index(down))
    sheet, at, column = names["t_" + name]
    cell = sheet.getCellByPosition(column, at + int(row))
    assert not locked(sheet, at + int(row), column), (question, row)
    return cell


def type_in(document, cell, text):
    """What happens when somebody types the text into the cell and presses Enter."""
    kind = document.NumberFormats.getByKey(cell.NumberFormat).FormatString
    if kind == "@":
        cell.setString(text)
    else:
        cell.FormulaLocal = text


def fill(form, answers, lists, out):
    with tempfile.TemporaryDirectory() as folder:
        office = Office(folder)
        try:
            hidden = option("Hidden", True)
            document = office.desktop().loadComponentFromURL(
                uno.systemPathToFileUrl(os.path.abspath(form)), "_blank", 0, (hidden,)
            )
            names = anchors(document)
            for question, row, value in answers:
                type_in(document, target(names, lists, question, row), value)
            document.storeToURL(
                uno.systemPathToFileUrl(os.path.abspath(out)),
                (option("FilterName", FILTERS[out.rsplit(".", 1)[1]]),),
            )
            document.close(False)
        finally:
            office.end()


def grids(questionnaire):
    """Ids down and across of each grid, read from the YAML as far as this study writes it."""
    found = {}
    for path in glob.glob(os.path.join(questionnaire, "*.yaml")):
        text = open(path, encoding="utf-8").read()
        section = os.path.basename(path)[: -len(".yaml")]
        pattern = r"- id: (\w+)\n    type: grid\n(?:.*\n)*?    rows_from: (\w+)\n    columns_from: (\w+)"
        for grid, rows, columns in re.findall(pattern, text):
            found[f"{section}.{grid}"] = [choice_ids(questionnaire, n) for n in (rows, columns)]
    return found


def choice_ids(questionnaire, name):
    text = open(os.path.join(questionnaire, "choices", name + ".yaml"), encoding="utf-8").read()
    return re.findall(r"^\s+- (?:\{ *)?id: (\w+)", text, re.MULTILINE)


def main():
    form, answers, *outs = sys.argv[1:]
    with open(answers, encoding="utf-8", newline="") as file:
        facts = [(a["question"], a["row"], a["value"]) for a in csv.DictReader(file)]
    here = os.path.dirname(os.path.abspath(__file__))
    lists = grids(os.path.join(here, "..", "questionnaire"))
    for out in outs:
        fill(form, facts, lists, out)
        print(out, len(facts))


main()

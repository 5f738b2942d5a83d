#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""Makes the files of this folder in LibreOffice: fills in the form of tests/studies/tipi as a person
would, and does to it what people do.

Usage: tests/workbooks/make.py path/to/sestante
"""

import csv
import os
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.join(HERE, "..", "..")
STUDY = os.path.join(ROOT, "tests", "studies", "tipi")

sys.path.insert(0, os.path.join(ROOT, ".ci"))
sys.argv, arguments = ["make.py"], sys.argv[1:]


def library():
    """The parts of .ci/fill_with_libreoffice.py, without running it."""
    path = os.path.join(ROOT, ".ci", "fill_with_libreoffice.py")
    text = open(path, encoding="utf-8").read().rsplit("\nmain()\n", 1)[0]
    scope = {"__name__": "fill", "__file__": path}
    exec(compile(text, path, "exec"), scope)
    return scope


fill = library()
uno, option = fill["uno"], fill["option"]


def italian(question, value):
    """A value of answers.csv as a person types it: 1234.5 is 1234,5; 2021-02-01 is 01/02/2021."""
    parts = value.split("-")
    if [len(part) for part in parts] == [4, 2, 2] and value.replace("-", "").isdigit():
        return "/".join(reversed(parts))
    try:
        float(value)
        return value if question == "answers.protocol" else value.replace(".", ",")
    except ValueError:
        return value


def answers():
    with open(os.path.join(STUDY, "answers.csv"), encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [(r["question"], r["row"], italian(r["question"], r["value"])) for r in rows]


class Form:
    """The form, filled in, open in LibreOffice."""

    def __init__(self, office, form):
        self.desktop = office.desktop()
        address = uno.systemPathToFileUrl(os.path.abspath(form))
        self.document = self.desktop.loadComponentFromURL(
            address, "_blank", 0, (option("Hidden", True),)
        )
        names = fill["anchors"](self.document)
        lists = fill["grids"](os.path.join(STUDY, "questionnaire"))
        for question, row, value in answers():
            cell = fill["target"](names, lists, question, row)
            fill["type_in"](self.document, cell, value)
        for sheet in self.document.Sheets:
            if sheet.isProtected():
                sheet.unprotect("")

    def at(self, name):
        """The cell of a defined name."""
        area = self.document.NamedRanges.getByName(name).getReferredCells()
        return area.getCellByPosition(0, 0)

    def sheet(self, name):
        return self.document.Sheets.getByName(name)

    def do(self, cells, command, *options):
        """A command of the menu, on these cells."""
        controller = self.document.CurrentController
        controller.ActiveSheet = cells.Spreadsheet
        controller.select(cells)
        helper = self.helper()
        helper.executeDispatch(controller.Frame, ".uno:" + command, "", 0, options)

    def helper(self):
        context = self.context
        return context.ServiceManager.createInstanceWithContext(
            "com.sun.star.frame.DispatchHelper", context
        )

    def cut_and_paste(self, cells, onto):
        self.do(cells, "Cut")
        self.do(onto, "Paste")

    def drag(self, cells, onto):
        """What dragging with the mouse does: the cells are moved."""
        cells.Spreadsheet.moveRange(onto.CellAddress, cells.RangeAddress)

    def save(self, name, kind):
        path = os.path.join(HERE, name)
        self.document.storeToURL(
            uno.systemPathToFileUrl(path), (option("FilterName", fill["FILTERS"][kind]),)
        )
        print(name, os.path.getsize(path))

    def close(self):
        self.document.close(False)


def without_asking(context):
    """Pasting over a filled cell asks back; a person says yes."""
    provider = context.ServiceManager.createInstanceWithContext(
        "com.sun.star.configuration.ConfigurationProvider", context
    )
    node = option("nodepath", "/org.openoffice.Office.Calc/Input")
    access = provider.createInstanceWithArguments(
        "com.sun.star.configuration.ConfigurationUpdateAccess", (node,)
    )
    access.ReplaceCellsWarning = False
    access.commitChanges()


def nothing(form):
    pass


def cut_onto_another(form):
    form.cut_and_paste(form.at("q_answers_people"), form.at("q_answers_surface"))


def dragged_down(form):
    people = form.at("q_answers_cost")
    below = people.Spreadsheet.getCellByPosition(
        people.CellAddress.Column, people.CellAddress.Row + 1
    )
    form.drag(people, below)


def rows_inserted(form):
    answer = form.at("q_answers_cost").CellAddress
    form.sheet("1 Risposte").Rows.insertByIndex(answer.Row, 2)
    head = form.at("t_tables_roles_role").CellAddress
    form.sheet("2 Tabelle").Rows.insertByIndex(head.Row + 2, 1)


def column_moved(form):
    """Column F of the table cut and pasted behind the last one, heads and all; F stays empty."""
    sheet = form.sheet("2 Tabelle")
    head = form.at("t_tables_roles_time").CellAddress
    last = form.at("t_tables_roles_mail").CellAddress.Column
    moved = sheet.getCellRangeByPosition(head.Column, head.Row - 1, head.Column, head.Row + 8)
    target = sheet.getCellByPosition(last + 1, head.Row - 1)
    sheet.moveRange(target.CellAddress, moved.RangeAddress)


def sheets_changed(form):
    sheets = form.document.Sheets
    sheets.copyByName("3 Luoghi", "3 Luoghi_2", 4)
    form.sheet("1 Risposte").Name = "Nostre risposte"
    sheets.moveByName("2 Tabelle", 0)
    form.sheet("3 Luoghi").IsVisible = False


def rows_sorted(form):
    sheet = form.sheet("2 Tabelle")
    head = form.at("t_tables_roles_role").CellAddress
    last = form.at("t_tables_roles_mail").CellAddress.Column
    area = sheet.getCellRangeByPosition(head.Column, head.Row + 1, last, head.Row + 3)
    field = uno.createUnoStruct("com.sun.star.table.TableSortField")
    field.Field, field.IsAscending = 0, False
    fields = uno.Any("[]com.sun.star.table.TableSortField", (field,))
    descriptor = (option("SortFields", fields), option("ContainsHeader", False))
    uno.invoke(area, "sort", (descriptor,))


def notes_errors_merged(form):
    sheet = form.sheet("1 Risposte")
    people = form.at("q_answers_people")
    sheet.Annotations.insertNew(people.CellAddress, "di cui 50 a tempo parziale")
    form.at("q_answers_cost").Formula = "=NA()"
    form.at("q_answers_share").Formula = "=1/0"
    form.at("q_answers_surface").Formula = "=1000+234.5"
    added = form.document.Sheets
    added.insertNewByName("Note", added.Count)
    added.getByName("Note").getCellByPosition(0, 0).String = "Abbiamo risposto in fretta"
    cells = form.sheet("2 Tabelle")
    head = form.at("t_tables_roles_form").CellAddress
    merged = cells.getCellRangeByPosition(head.Column, head.Row + 1, head.Column, head.Row + 2)
    merged.merge(True)


FILES = [
    ("filled", nothing, ["xlsx", "ods"]),
    ("cut_onto_another", cut_onto_another, ["xlsx", "ods"]),
    ("dragged_down", dragged_down, ["xlsx", "ods"]),
    ("rows_inserted", rows_inserted, ["xlsx", "ods"]),
    ("column_moved", column_moved, ["xlsx", "ods"]),
    ("sheets_changed", sheets_changed, ["xlsx", "ods"]),
    ("rows_sorted", rows_sorted, ["xlsx", "ods"]),
    ("notes_errors_merged", notes_errors_merged, ["xlsx", "ods"]),
]


def main(sestante):
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [sestante, "--study", STUDY, "form", "uno", "--out", folder],
            check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        form = [os.path.join(folder, name) for name in os.listdir(folder)][0]
        office = fill["Office"](folder)
        try:
            office.desktop()
            local = uno.getComponentContext()
            resolver = local.ServiceManager.createInstanceWithContext(
                "com.sun.star.bridge.UnoUrlResolver", local
            )
            context = resolver.resolve(
                f"uno:pipe,name={office.pipe};urp;StarOffice.ComponentContext"
            )
            without_asking(context)
            for name, change, kinds in FILES:
                filled = Form(office, form)
                filled.context = context
                change(filled)
                for kind in kinds:
                    filled.save(f"libreoffice_{name}.{kind}", kind)
                filled.close()
        finally:
            office.end()


main(*arguments)

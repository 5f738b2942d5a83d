#!/usr/bin/env python3
"""Fills the generated forms with the facts of tests/transcription.csv, with openpyxl.

Usage: fill.py FORMS_DIR OUT_DIR

FORMS_DIR holds <participant>*.xlsx as `sestante form` writes them; the filled workbooks go to
OUT_DIR under the same names. Cells are found by the form's own defined names: `q_…` for a single
question, `t_…` for the head of a table's column, `g_…` for the first cell of a grid.
"""
import csv
import datetime
import glob
import os
import re
import sys
from collections import defaultdict

import openpyxl

NUMBER = re.compile(r"-?\d+(\.\d+)?")
DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


def typed(text, cell):
    """A number or a day where the form's cell asks for one, text anywhere else."""
    if cell.number_format != "@":
        if DATE.fullmatch(text):
            return datetime.date(*map(int, DATE.fullmatch(text).groups()))
        if NUMBER.fullmatch(text):
            number = float(text)
            return int(number) if number.is_integer() else number
    return text


def anchors(book):
    found = {}
    for name, defined in book.defined_names.items():
        for sheet, cell in defined.destinations:
            found[name] = (sheet, cell.replace("$", "").split(":")[0])
    return found


def fill(form, facts, out):
    book = openpyxl.load_workbook(form)
    names = anchors(book)
    for question, row, value in facts:
        name = question.replace(".", "_")
        if "q_" + name in names:
            sheet, cell = names["q_" + name]
            target = book[sheet][cell]
        else:
            sheet, cell = names["t_" + name]
            head = book[sheet][cell]
            # the row of explanations below the heads is the form's own
            offset = int(row) + (1 if explained(book[sheet], head) else 0)
            target = book[sheet].cell(head.row + offset, head.column)
        assert not target.protection.locked, (question, row, target.coordinate)
        target.value = typed(value, target)
    book.save(out)


def explained(sheet, head):
    """Whether the row under a table's heads is locked: it explains the columns."""
    return sheet.cell(head.row + 1, head.column).protection.locked


def main():
    forms, out = sys.argv[1:3]
    here = os.path.dirname(os.path.abspath(__file__))
    facts = defaultdict(list)
    with open(os.path.join(here, "..", "transcription.csv"), encoding="utf-8", newline="") as file:
        for fact in csv.DictReader(file):
            facts[fact["participant"]].append((fact["question"], fact["row"], fact["value"]))
    os.makedirs(out, exist_ok=True)
    for participant in sorted(facts):
        (form,) = glob.glob(os.path.join(forms, participant + "*.xlsx"))
        fill(form, facts[participant], os.path.join(out, os.path.basename(form)))
        print(os.path.basename(form), len(facts[participant]))


main()

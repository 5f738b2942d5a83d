#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Fills the first N forms of any study with seeded answers: of each kind, some left out, some «n.d.».

Usage: python .ci/oracle/fill.py STUDY FORMS FILLED N
"""

import random
import sys
import warnings
from pathlib import Path

import openpyxl
from answers import Sheet, Study

WORDS = ["Protocollo", "Contabilità", "Urbi", "Halley", "tributi", "Anagrafe"]


def value(study, question, draw):
    """An answer to a question; nothing where it is left out."""
    chance, kind = draw.random(), question["type"]
    if chance < 0.12:
        return None
    if chance > 0.96:
        return "n.d."
    if kind in ("integer", "decimal", "money", "percent"):
        most = min(question.get("max", 60), 60)
        return draw.randint(0, most) if kind == "integer" else round(draw.uniform(0, most), 2)
    if kind == "year":
        return draw.randint(1995, 2021)
    if kind == "yes_no":
        return draw.choice(["Sì", "No"])
    if kind == "choice":
        return draw.choice(study.labels(question["choices"]))
    if kind == "choices":
        labels = study.labels(question["choices"])
        return "; ".join(draw.sample(labels, draw.randint(1, len(labels))))
    if kind == "date":
        return f"{draw.randint(1, 28):02}/{draw.randint(1, 12):02}/{draw.randint(2000, 2021)}"
    return draw.choice(WORDS)


def fill(study, source, target):
    draw, book = random.Random(source.name), openpyxl.load_workbook(source)
    for section in study.sections:
        found, last = Sheet(book[section["sheet"]]), -1
        cells = book[section["sheet"]]
        for question in section["questions"]:
            last = found.find(question["label"], last)
            for at, column, one in places(study, found, question, last, draw):
                cells.cell(at + 1, column + 1).value = value(study, one, draw)
    book.save(target)


def places(study, found, question, at, draw):
    """Row, column and question of each cell of an item."""
    if question["type"] == "grid":
        for choice in study.lists[question["rows_from"]]:
            where = found.find(choice["label"], at)
            for column, _ in enumerate(study.lists[question["columns_from"]]):
                yield where, 2 + column, question["cell"]
    elif question["type"] == "table":
        head = found.find(question["columns"][0]["label"], at)
        for row in range(draw.randint(0, min(6, question["rows"]))):
            for column, one in enumerate(question["columns"]):
                yield head + 1 + row, 1 + column, one
    else:
        yield at, 2, question


def main():
    warnings.filterwarnings("ignore")
    study, forms, filled = Study(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3])
    filled.mkdir(parents=True, exist_ok=True)
    for form in sorted(forms.glob("*.xlsx"))[: int(sys.argv[4])]:
        fill(study, form, filled / form.name)


main()

# SPDX-License-Identifier: EUPL-1.2
"""The answers of a study, read from its YAML and the returned workbooks alone.

Nothing of the program is used: cells are found by the labels that stand on the sheets, and typed by
the few rules below. Each table becomes a data frame, one row an answer row; a value that is not
known is None, with its state beside it (`x__state`).
"""

import re
from pathlib import Path

import openpyxl
import pandas
import yaml

EMPTY = {"": "blank", "n.d.": "not_available", "nd": "not_available", "nessuno": "none"}
NUMBERS = ("integer", "decimal", "money", "percent", "year")
SKIPPED = {"Istruzioni", "Verifica", "Voci"}


class Study:
    """What the YAML says, as far as it is needed to find and to type answers."""

    def __init__(self, folder):
        self.folder = Path(folder)
        about = self.load("study.yaml")
        self.rounds = [r["id"] for r in about["rounds"]]
        self.grouping = about.get("grouping")
        self.participants = self.load("participants.yaml")["participants"]
        self.sections = [self.load(f"{name}.yaml") for name in about["sections"]]
        lists = (self.folder / "questionnaire/choices").glob("*.yaml")
        self.lists = {one["id"]: one["choices"] for one in map(parse, lists)}
        codings = (self.folder / "questionnaire/codings").glob("*.yaml")
        self.codings = [parse(file) for file in codings]

    def load(self, name):
        return parse(self.folder / "questionnaire" / name)

    def labels(self, name):
        return [choice["label"] for choice in self.lists[name]]


def parse(file):
    return yaml.safe_load(Path(file).read_text(encoding="utf-8"))


def fold(text):
    return re.sub(r"\s+", " ", str(text)).strip().lower()


def typed(study, question, value):
    """State and value of a cell."""
    kind = question["type"]
    text = "" if value is None else str(value).strip()
    if fold(text) in EMPTY:
        return EMPTY[fold(text)], None
    if kind in NUMBERS:
        return number(question, value)
    if kind == "yes_no":
        word = {"sì": "yes", "si": "yes", "no": "no"}.get(fold(text))
        return ("value", word) if word else ("unreadable", None)
    if kind in ("choice", "choices"):
        return chosen(study, question, text)
    if kind == "date":
        day = getattr(value, "date", None) or re.fullmatch(r"(\d\d)/(\d\d)/(\d{4})", text)
        return ("value", text) if day else ("unreadable", None)
    return "value", text


def number(question, value):
    """Numbers are numbers, also where a whole one was asked; of texts only digits with Italian points."""
    if isinstance(value, str):
        text = value.strip()
        if not re.fullmatch(r"-?\d{1,3}(\.\d{3})*(,\d+)?|-?\d+(,\d+)?", text):
            return "unreadable", None
        value = float(text.replace(".", "").replace(",", "."))
    percent = question["type"] == "percent"
    least = question.get("min", 0 if percent else None)
    greatest = question.get("max", 100 if percent else None)
    # a value outside its limits enters no sum until somebody confirms it
    if (least is not None and value < least) or (greatest is not None and value > greatest):
        return "beyond", None
    return "value", float(value)


def chosen(study, question, text):
    """Labels are known whatever their case; of several choices all must be known."""
    ids = {fold(choice["label"]): choice["id"] for choice in study.lists[question["choices"]]}
    parts = [text] if question["type"] == "choice" else [p for p in text.split(";") if p.strip()]
    found = [ids.get(fold(part)) for part in parts]
    if any(one is None for one in found):
        return "unreadable", None
    return "value", found[0] if question["type"] == "choice" else found


class Sheet:
    """A sheet with its labels and where they stand."""

    def __init__(self, sheet):
        self.rows = [list(row) for row in sheet.iter_rows(values_only=True)]
        self.labels = {}
        for at, row in enumerate(self.rows):
            label = row[1] if len(row) > 1 else None
            if label is not None:
                self.labels.setdefault(self.plain(label), []).append(at)

    @staticmethod
    def plain(label):
        return str(label).replace(" *", "").strip()

    def at(self, row, column):
        row = self.rows[row] if row < len(self.rows) else []
        return row[column] if column < len(row) else None

    def find(self, label, after=-1):
        return next(at for at in self.labels[self.plain(label)] if at > after)


def sheets(study, file):
    """The sheet of each section: by its labels, as somebody may have renamed it."""
    book = openpyxl.load_workbook(file)
    found = {}
    for sheet in (Sheet(book[name]) for name in book.sheetnames if name not in SKIPPED):
        for section in study.sections:
            labels = [q["label"] for q in section["questions"]]
            if all(Sheet.plain(label) in sheet.labels for label in labels):
                found[section["id"]] = sheet
    return found


def read(study, round_id):
    """Tables by id, of those who returned a file for a round."""
    rows = {}
    for participant in study.participants:
        folder = study.folder / "responses" / participant["id"] / round_id
        files = sorted(folder.glob("*.xlsx"))
        if not files:
            continue
        found = sheets(study, files[-1])
        for section in study.sections:
            one = Reader(study, participant["id"], section, found.get(section["id"]))
            for table, own in one.tables():
                rows.setdefault(table, []).extend(own)
    return {table: pandas.DataFrame(own) for table, own in rows.items()}


class Reader:
    """The answers of one participant to one section."""

    def __init__(self, study, participant, section, sheet):
        self.study, self.participant, self.section, self.sheet = study, participant, section, sheet

    def tables(self):
        single = {"participant": self.participant}
        for question in self.section["questions"]:
            kind = question["type"]
            at = self.sheet.find(question["label"]) if self.sheet else None
            if kind == "grid":
                yield f"{self.section['id']}.{question['id']}", list(self.grid(question, at))
            elif kind == "table":
                yield f"{self.section['id']}.{question['id']}", list(self.table(question, at))
            else:
                self.put(single, question["id"], question, at, 2)
        self.irrelevant(single)
        self.coded(single)
        if any(q["type"] not in ("grid", "table") for q in self.section["questions"]):
            yield self.section["id"], [single]

    def put(self, row, name, question, at, column):
        value = self.sheet.at(at, column) if self.sheet else None
        row[f"{name}__state"], row[name] = typed(self.study, question, value)

    def grid(self, question, at):
        for choice in self.study.lists[question["rows_from"]]:
            where = self.sheet.find(choice["label"], at) if self.sheet else None
            for column, across in enumerate(self.study.lists[question["columns_from"]]):
                row = {"participant": self.participant}
                row |= {"row_id": choice["id"], "column_id": across["id"]}
                self.put(row, "value", question["cell"], where, 2 + column)
                yield row

    def table(self, question, at):
        if not self.sheet:
            return
        head = self.sheet.find(question["columns"][0]["label"], at)
        for number in range(1, question["rows"] + 1):
            row = {"participant": self.participant, "number": number}
            for position, column in enumerate(question["columns"]):
                self.put(row, column["id"], column, head + number, 1 + position)
            states = [row[f"{column['id']}__state"] for column in question["columns"]]
            if set(states) == {"blank"} or set(states) <= {"blank", "none"}:
                continue
            yield row

    def irrelevant(self, row):
        """A blank question that depends on an answer that is none of those wanted."""
        for question in self.section["questions"]:
            condition = question.get("relevant")
            if not condition or row[f"{question['id']}__state"] != "blank":
                continue
            parent = condition["question"].split(".")[1]
            state, given = row[f"{parent}__state"], row[parent]
            given = given if isinstance(given, list) else [given]
            known = state == "value" and not set(given) & set(condition["is"])
            if known or state == "not_applicable":
                row[f"{question['id']}__state"] = "not_applicable"

    def coded(self, row):
        """Researchers' classes of free words."""
        for coding in self.study.codings:
            section, question = coding["question"].split(".")
            if section != self.section["id"]:
                continue
            entries = {fold(e["text"]): e["classes"] for e in coding["codings"]}
            name, state = coding["id"], row[f"{question}__state"]
            found = entries.get(fold(row[question])) if state == "value" else None
            row[name] = found
            row[f"{name}__state"] = "value" if found else "uncoded" if state == "value" else state

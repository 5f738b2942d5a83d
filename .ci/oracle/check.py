#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Computes every number of a report again and says where it differs.

Usage: python .ci/oracle/check.py STUDY report.xlsx [ROUND]

The numbers are those of the sheet «Dati»; the answers are read from the returned workbooks with
openpyxl, the tables made with pandas: nothing of the program is used. Ends with 1 where a number
differs, or is one that this script does not know.
"""

import math
import sys
import warnings

import pandas
from answers import Study, parse, read
from expected import Report, Value

FIELDS = ["minimo", "valore", "massimo", "noti", "ignoti", "partecipanti"]


def comparisons(study):
    folder = study.folder / "report-templates/comparisons"
    return [spec for file in sorted(folder.glob("*.yaml")) for spec in parse(file)["comparisons"]]


def claims(study):
    file = study.folder / "report-templates/claims.yaml"
    return parse(file)["claims"] if file.exists() else []


def expected(study, report):
    """All values by comparison, row and column; several in one cell in a list."""
    found = {}

    def put(name, cells):
        for (row, column), value in cells.items():
            found[name, row, column] = value if isinstance(value, list) else [value]

    for spec in comparisons(study):
        shape = spec.get("shape", "pivot")
        if shape == "pivot":
            put(spec["id"], report.pivot(spec))
        elif shape == "side_by_side":
            put(spec["id"], report.lines(spec))
        else:
            put(spec["id"], records(report, spec))
    for section in study.sections:
        put(f"all:{section['id']}", report.section(section))
        for question in section["questions"]:
            name = f"{section['id']}.{question['id']}"
            if question["type"] == "grid":
                put(f"all:{name}", report.pivot(report.grid(name, question)))
            elif question["type"] == "table":
                put(f"all:{name}", records(report, {"from": name}))
    for claim in claims(study):
        test = claim["test"]
        put(f"claim:{claim['id']}", {("value", ""): report.part(test)})
        other = next(iter(test["is"].values()))
        if isinstance(other, dict):
            other = {"unknown": test.get("unknown"), **other}
            put(f"claim:{claim['id']}", {("other", ""): report.part(other)})
    return found


def records(report, spec):
    """Numbers in rows that are shown as they are."""
    found, counts = {}, {}
    for row in report.table(spec["from"]).to_dict("records"):
        who = row["participant"]
        counts[who] = counts.get(who, 0) + 1
        for name, value in row.items():
            if isinstance(value, float) and not math.isnan(value):
                found[f"{who}:{counts[who]}", name] = Value(value, value, value, 1, 0, 1 if who else None)
    return found


def same(found, wanted):
    if wanted is None or (isinstance(wanted, float) and math.isnan(wanted)):
        return pandas.isna(found)
    if pandas.isna(found):
        return False
    return math.isclose(found, wanted, rel_tol=1e-9, abs_tol=1e-9)


def matches(row, value):
    """All fields; nothing is said of who it rests on where a row belongs to nobody."""
    if value.n == 0 and value.point is None:
        value = value._replace(least=value.least if value.greatest else None, point=None)
    fields = zip(FIELDS, value)
    return all(f == "partecipanti" and v is None or same(row[f], v) for f, v in fields)


def main():
    warnings.filterwarnings("ignore")
    study = Study(sys.argv[1])
    round_id = sys.argv[3] if len(sys.argv) > 3 else study.rounds[-1]
    tables = read(study, round_id)
    views = {}
    if (study.folder / "report-templates/views").exists():
        from views import views as make

        earlier = study.rounds[: study.rounds.index(round_id)]
        before = read(study, earlier[-1]) if earlier else {name: t.iloc[:0] for name, t in tables.items()}
        views = make(study, tables, before)
    wanted = expected(study, Report(study, tables, views))
    data = pandas.read_excel(sys.argv[2], sheet_name="Dati", keep_default_na=False, na_values=[""], dtype={"riga": str, "colonna": str})
    wrong = []
    for at, row in data.iterrows():
        key = (row.confronto, "" if pandas.isna(row.riga) else row.riga, "" if pandas.isna(row.colonna) else row.colonna)
        values = wanted.get(key)
        if values is None:
            wrong.append((key, "not known here", row[FIELDS].tolist(), row.stampato))
            continue
        hit = next((v for v in values if matches(row, v)), None)
        if hit is None:
            wrong.append((key, values[:3], row[FIELDS].tolist(), row.stampato))
        elif len(values) > 1:
            values.remove(hit)
    for one in wrong[:20]:
        print("differs:", *one)
    print(f"{len(data)} numbers computed again, {len(wrong)} differ")
    return 1 if wrong else 0


sys.exit(main())

# SPDX-License-Identifier: EUPL-1.2
"""What every number of a report must be: the declared comparisons and the default tables, computed
with pandas from the tables of `answers.py`.

A value is `(least, point, greatest, n, unknown, participants)`; open ends are None.
"""

import itertools
import re
import unicodedata
from collections import namedtuple

import numpy
import pandas

Value = namedtuple("Value", "least point greatest n unknown participants")
UNKNOWN = {"blank", "not_available", "not_in_source", "uncoded", "unreadable"}
ADDED = ("count", "sum")
NOTHING = {"none", "not_applicable"}


def plain(text):
    """As keys of rows are written: no accents, no capitals, one blank between words."""
    text = unicodedata.normalize("NFKD", str(text))
    text = "".join(c for c in text if not unicodedata.combining(c)).lower()
    return re.sub(r"\s+", " ", text).strip()


def is_missing(value):
    return value is None or (isinstance(value, float) and numpy.isnan(value))


class Report:
    """A report of one round."""

    def __init__(self, study, tables, views=None):
        self.study, self.tables, self.views = study, tables, views or {}
        # whether participants stand one by one: on a map, which has room for all
        self.each = False
        self.questions = {}
        for section in study.sections:
            for question in section["questions"]:
                name = f"{section['id']}.{question['id']}"
                if question["type"] == "grid":
                    self.questions[f"{name}.value"] = question["cell"]
                elif question["type"] == "table":
                    for column in question["columns"]:
                        self.questions[f"{name}.{column['id']}"] = column
                else:
                    self.questions[name] = question
        self.groups = {}
        if study.grouping:
            section, question = study.grouping.split(".")
            own = tables[section].set_index("participant")[question]
            self.groups = {who: value for who, value in own.items() if not is_missing(value)}
        self.answered = list(next(iter(t for t in tables.values() if "row_id" not in t))["participant"])

    # ---- rows, keys, conditions ----

    def table(self, name):
        if name.startswith("view."):
            return self.views[name.removeprefix("view.")]
        return self.tables[name]

    def group(self, participant):
        if not self.study.grouping:
            return "all"
        return self.groups.get(participant, "no_group")

    def keys(self, row, axis):
        if axis is None or axis == "none":
            return ["all"]
        if axis == "participant" and self.each:
            return [row["participant"]]
        if axis in ("participant", "group"):
            return [self.group(row["participant"])]
        state, value = row.get(f"{axis}__state", "value"), row[axis]
        if is_missing(value) if not isinstance(value, list) else False:
            state = "not_available" if state == "value" else state
        if state == "unreadable":
            return ["unreadable"]
        if state != "value":
            return [f"empty_{state}"]
        if isinstance(value, list):
            return value
        if isinstance(value, (float, numpy.floating)):
            return [f"{value:.0f}" if value == int(value) else f"{value:.2f}".replace(".", ",")]
        return [value if re.fullmatch("[a-z][a-z0-9_]*", value) else plain(value)]

    def select(self, rows, where):
        """Rows that pass, and rows of which nobody knows whether they do."""
        sure, perhaps = [], []
        for row in rows:
            verdicts = [self.passes(row, column, wanted) for column, wanted in (where or {}).items()]
            if all(verdict is True for verdict in verdicts):
                sure.append(row)
            elif all(verdict is not False for verdict in verdicts):
                perhaps.append(row)
        return sure, perhaps

    def passes(self, row, column, wanted):
        opposite = isinstance(wanted, dict)
        wanted = wanted["not"] if opposite else wanted
        wanted = [str(one) for one in (wanted if isinstance(wanted, list) else [wanted])]
        keys = [row["participant"]] if column == "participant" else self.keys(row, column)
        if keys[0] == "unreadable" or keys[0].removeprefix("empty_") in UNKNOWN:
            return None
        return bool(set(keys) & set(wanted)) != opposite

    # ---- measures ----

    def limits(self, source, column):
        question = self.questions.get(f"{source}.{column}", {})
        least, greatest = question.get("min"), question.get("max")
        if question.get("type") == "percent":
            least, greatest = least or 0, 100 if greatest is None else greatest
        return least, greatest

    def measure(self, source, measure, sure, perhaps, left_out):
        kind, column = (measure, None) if isinstance(measure, str) else next(iter(measure.items()))
        people = {row["participant"] for row in [*sure, *([] if left_out else perhaps)]} - {""}
        if left_out or kind not in ADDED or (kind == "count" and column):
            perhaps = []
        if kind == "count" and column is None:
            n, more = len(sure), len(perhaps)
            # where something may belong and nothing does for sure, there is no count yet
            point = n if n or not more else None
            return Value(n, point, n + more, n, more, len(people))
        data = [(row[column], row.get(f"{column}__state", "value")) for row in sure]
        known = [value for value, _ in data if not is_missing(value)]
        zeros = sum(1 for value, state in data if is_missing(value) and state in NOTHING)
        if kind == "count":
            n = len(known)
            return Value(n, n, n, n, 0, len(people))
        if kind == "sum":
            return self.sum(source, column, known, zeros, len(data), perhaps, left_out, len(people))
        unknown = len(data) - len(known)
        if kind == "share":
            return self.share(measure, sure, known, unknown, len(people))
        if not known:
            return Value(None, None, None, 0, unknown, len(people))
        average = {"mean": numpy.mean, "median": numpy.median}[kind]
        number = average(known)
        if left_out or not unknown:
            return Value(number, number, number, len(known), unknown, len(people))
        # all that is unknown is as small as it can be, or as great
        low, high = self.limits(source, column)
        least = average([*known, *[-numpy.inf if low is None else low] * unknown])
        greatest = average([*known, *[numpy.inf if high is None else high] * unknown])
        ends = [float(end) if numpy.isfinite(end) else None for end in (least, greatest)]
        return Value(ends[0], number, ends[1], len(known), unknown, len(people))

    def share(self, measure, rows, known, unknown, people):
        """Of what is known: rows whose class nobody knows are neither part nor whole."""
        column = measure["share"]
        part, open_class = self.select(rows, measure["of"])
        whole = sum(known) - sum(row[column] for row in open_class if not is_missing(row[column]))
        if not whole:
            return Value(None, None, None, 0, unknown, people)
        number = 100 * sum(row[column] for row in part if not is_missing(row[column])) / whole
        return Value(number, number, number, len(known) - len(open_class), unknown + len(open_class), people)

    def sum(self, source, column, known, zeros, rows, perhaps, left_out, people):
        low, high = self.limits(source, column)
        n, missing = len(known) + zeros, rows - len(known) - zeros
        total = float(numpy.sum(known))
        least, greatest = total, total
        if not left_out and missing:
            least = None if low is None else total + low * missing
            greatest = None if high is None else total + high * missing
        for row in perhaps:
            value = row[column]
            lower, upper = (low, high) if is_missing(value) else (value, value)
            least = None if least is None or lower is None else least + min(lower, 0)
            greatest = None if greatest is None or upper is None else greatest + max(upper, 0)
        point = total if n else None
        return Value(least, point, greatest, n, missing + len(perhaps), people)

    # ---- comparisons ----

    def pivot(self, spec):
        """Each cell by its keys."""
        figure = spec.get("figure")
        self.each = isinstance(figure, dict) and figure.get("kind") == "map"
        source, measure = spec["from"], spec["measure"]
        axes = spec.get("columns") or []
        axes = axes if isinstance(axes, list) else [axes]
        left_out = spec.get("unknown") == "left_out"
        kind = measure if isinstance(measure, str) else next(iter(measure))
        rows = self.table(source).to_dict("records")
        sure, perhaps = self.select(rows, spec.get("where"))
        perhaps = [] if left_out or kind not in ADDED else perhaps
        cells, columns, axis_keys = {}, {}, {}
        for row, certain in [*((r, True) for r in sure), *((r, False) for r in perhaps)]:
            across = itertools.product(*(self.keys(row, axis) for axis in axes))
            for keys in across:
                name = "/".join(keys)
                axis_keys[name] = keys
                columns.setdefault(name, []).append((row, certain))
                for key in self.keys(row, spec.get("rows")):
                    cells.setdefault((key, name), []).append((row, certain))
        return self.filled(spec, (cells, columns, axis_keys), (sure, perhaps), (source, measure, left_out, kind))

    def filled(self, spec, sorted_rows, both, how):
        cells, columns, axis_keys = sorted_rows
        source, measure, left_out, kind = how
        widens = kind in ADDED and not left_out and not (isinstance(measure, dict) and kind == "count")
        lines = sorted({key for key, _ in cells})
        if spec.get("all_choices"):
            lines = sorted({*lines, *self.choices(source, spec["rows"])})
        found = {}

        def may_be_in(name, wanted):
            pairs = zip(axis_keys.get(name, ()), axis_keys.get(wanted, ()))
            return all(may_be(found, key) for found, key in pairs)

        def may_be_here(place, row, wanted):
            return may_be(place[0], row) and any(may_be_in(place[1], name) for name in wanted)

        def put(row, column, sure, perhaps):
            value = self.outcome(kind, source, measure, sure, perhaps, left_out)
            if value is not None:
                found[row, column] = value

        names = [*columns] or [""]
        for row in lines:
            for column in [*names, "total"]:
                wanted = names if column == "total" else [column]
                own = unique(one for name in wanted for one in cells.get((row, name), []))
                sure = [r for r, certain in own if certain]
                perhaps = [r for r, certain in own if not certain]
                if widens:
                    may = [o for place, rows in cells.items() if may_be_here(place, row, wanted) for o in rows]
                    perhaps = unique_rows([*perhaps, *(r for r, _ in may)], sure)
                put(row, column, sure, perhaps)
        for column in names:
            own = columns.get(column, [])
            sure = unique_rows([r for r, c in own if c])
            may = [r for r, c in own if not c]
            if widens:
                may += [r for name in names if may_be_in(name, column) for r, _ in columns.get(name, [])]
            put("total", column, sure, unique_rows(may, sure))
        put("total", "total", *both)
        return found

    def outcome(self, kind, source, measure, sure, perhaps, left_out):
        if kind in ("list", "mark"):
            return None
        if kind == "value":
            column = measure["value"]
            values = [row[column] for row in sure]
            if len(values) != 1 or is_missing(values[0]) or isinstance(values[0], str):
                return None
            people = len({row["participant"] for row in sure} - {""})
            return Value(values[0], values[0], values[0], 1, 0, people)
        return self.measure(source, measure, sure, perhaps, left_out)

    def choices(self, source, column):
        name = f"{source}.{column}"
        if column in ("row_id", "column_id"):
            section, grid = source.split(".")
            questions = next(s for s in self.study.sections if s["id"] == section)["questions"]
            question = next(q for q in questions if q["id"] == grid)
            return [c["id"] for c in self.study.lists[question[f"{column[:-3]}s_from"]]]
        coding = next((c for c in self.study.codings if c["id"] == column), None)
        name = coding["choices"] if coding else self.questions[name].get("choices")
        return [choice["id"] for choice in self.study.lists.get(name, [])]

    def by_group(self, rows):
        found = {}
        for row in rows:
            found.setdefault(self.group(row["participant"]), []).append(row)
        return found

    def section(self, section):
        """The single questions of a section, group by group: medians, or how many chose."""
        found = {}
        table = self.tables.get(section["id"])
        if table is None:
            return found
        for group, rows in self.by_group(table.to_dict("records")).items():
            for question in section["questions"]:
                kind, name = question["type"], question["id"]
                if kind in ("grid", "table", "contact") or question.get("private"):
                    continue
                key = (f"{section['id']}.{name}", group)
                found[key] = list(self.answers_of(rows, name, kind))
        return found

    def answers_of(self, rows, name, kind):
        values = [row[name] for row in rows if isinstance(row[name], list) or not is_missing(row[name])]
        n, people = len(values), len(rows)
        if kind in ("integer", "decimal", "money", "percent", "year"):
            if n:
                median = float(numpy.median(values))
                yield Value(median, median, median, n, people - n, people)
            return
        if kind not in ("choice", "choices", "yes_no"):
            yield Value(n, n, n, people, 0, people)
            return
        flat = [one for v in values for one in (v if isinstance(v, list) else [v])]
        for count in pandas.Series(flat, dtype=object).value_counts():
            yield Value(count, count, count, n, people - n, people)

    def lines(self, spec):
        """Measures of each participant, group by group: the median of those that are known."""
        found = {}
        for line in spec["lines"]:
            rows = self.table(line["from"]).to_dict("records")
            sure, _ = self.select(rows, line.get("where"))
            groups = {}
            for who in self.answered:
                own = [row for row in sure if row["participant"] == who]
                any_row = any(row["participant"] == who for row in rows)
                kind = next(iter(line["measure"]))
                value = self.outcome(kind, line["from"], line["measure"], own, [], True) if any_row else None
                groups.setdefault(self.group(who), []).append(value)
            for group, values in groups.items():
                known = [v.point for v in values if v and v.point is not None]
                if known:
                    median = float(numpy.median(known))
                    rest = (len(known), len(values) - len(known), len(values))
                    found[line["id"], group] = Value(median, median, median, *rest)
        return found

    def part(self, part):
        rows = self.table(part["from"]).to_dict("records")
        sure, perhaps = self.select(rows, part.get("where"))
        left_out = part.get("unknown") == "left_out"
        return self.measure(part["from"], part["measure"], sure, perhaps, left_out)

    def grid(self, name, question):
        """A grid as the default tables show it where many answer."""
        kind = question["cell"]["type"]
        spec = {"from": name, "rows": "row_id", "unknown": "left_out"}
        if kind in ("integer", "decimal", "money", "percent", "year"):
            return {**spec, "measure": {"median": "value"}, "columns": ["group", "column_id"]}
        if kind in ("choice", "choices", "yes_no"):
            return {**spec, "measure": "count", "columns": ["column_id", "value"]}
        return {**spec, "measure": {"count": "value"}, "columns": ["group", "column_id"]}


def is_open(key):
    return key == "unreadable" or key.removeprefix("empty_") in UNKNOWN


def may_be(found, wanted):
    """Whether what stands at a key may belong to another: it is the same, or not known."""
    return found == wanted or (is_open(found) and not is_open(wanted))


def unique(pairs):
    seen, found = set(), []
    for row, certain in pairs:
        if id(row) not in seen:
            seen.add(id(row))
            found.append((row, certain))
    return found


def unique_rows(rows, but=()):
    seen, found = {id(row) for row in but}, []
    for row in rows:
        if id(row) not in seen:
            seen.add(id(row))
            found.append(row)
    return found

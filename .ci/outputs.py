#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Every output of a study as text, to be compared with what another version of the program makes.

Usage: python .ci/outputs.py path/to/sestante STUDY FOLDER

Runs the program on a copy of the study and writes into FOLDER one text file for each thing it
makes: reports in all formats, forms, feedback, profiles, and what it says on the terminal. What may
differ without meaning anything is written by rank: ids in the order in which they first appear,
colours in theirs. Parts of packages are inflated, one element a line. FOLDER is emptied first, when
an earlier run has filled it. Needs pdftotext.
"""

import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

NAMED = re.compile(
    r'(?P<head>\b(?:id|href|for|headers|aria-labelledby|aria-describedby|w:anchor|w:name|name|location)="#?'
    r'|url\(#)(?P<ids>[^")]+)'
)
COLOUR = re.compile(r"#[0-9a-fA-F]{6}\b")
# What is no part of a study, beside the one that stands in this repository.
NO_STUDY = shutil.ignore_patterns(
    "target", ".git", "output", "src", "tests", "benches", "node_modules", "scheda-fabbisogni"
)
# From so many participants on, a few stand for all.
MANY = 10
# Says that a folder was filled by this script, and may be emptied by it.
MARK = "outputs-of-a-study"


def main():
    program, study, folder = Path(sys.argv[1]).resolve(), Path(sys.argv[2]), Path(sys.argv[3])
    if folder.exists() and any(folder.iterdir()):
        if not (folder / MARK).exists():
            sys.exit(f"{folder} holds something else: name another folder")
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MARK).touch()
    with tempfile.TemporaryDirectory() as work:
        copy = Path(work) / "study"
        shutil.copytree(study, copy, ignore=NO_STUDY)
        (copy / "output").mkdir()
        make_all(str(program), copy, folder)
        normalise(copy / "output", folder / "output")


def make_all(program, study, folder):
    """Runs every command that writes or says something, and keeps what it says."""
    said = folder / "said"
    said.mkdir()

    def run(name, *arguments):
        command = [program, "--study", str(study), *arguments]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        text = f"status {done.returncode}\n{done.stdout}\n---\n{done.stderr}"
        (said / f"{name}.txt").write_text(text.replace(str(study.parent), "WORK"), encoding="utf-8")

    def out(name):
        return ["--out", str(study / "output" / name)]

    run("home")
    run("check", "check")
    run("check-json", "check", "--format", "json")
    run("status", "status")
    run("form", "form", *out("forms"))
    run("report", "report")
    run("final", "report", "--final", *out("final"))
    run("query", "query", "SELECT name, sql FROM sqlite_schema")
    participants = ids(study / "questionnaire/participants.yaml", r"^  - id: (\S+)|^\s+- \{ id: (\w+)")
    few = len(participants) < MANY
    for one in participants if few else participants[:2]:
        run(f"feedback-{one}", "feedback", one, *out(f"feedback-{one}"))
        run(f"profile-{one}", "report", "--participant", one, *out(f"profile-{one}"))
        run(f"prefill-{one}", "form", one, "--prefill", *out(f"prefill-{one}"))
    files = sorted((study / "report-templates/comparisons").glob("*.yaml"))
    comparisons = [one for file in files for one in ids(file, r"^  - id: (\S+)()")]
    for one in comparisons if few else comparisons[:3]:
        run(f"trace-{one}", "trace", one)


def ids(file, entries):
    """The ids of the entries of a YAML file, as this pattern finds them."""
    return [a or b for a, b in re.findall(entries, file.read_text(encoding="utf-8"), re.M)]


def normalise(source, to):
    """Every file below `source` as text below `to`."""
    for path in sorted(source.rglob("*")):
        if not path.is_file() or path.name == ".gitignore":
            continue
        out = to / path.relative_to(source)
        out.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix in (".xlsx", ".docx", ".pptx"):
            package(path, out)
        elif path.suffix == ".pdf":
            subprocess.run(["pdftotext", "-layout", str(path), f"{out}.txt"], check=True)
        elif path.suffix in (".html", ".svg", ".xml"):
            text = path.read_text(encoding="utf-8")
            out.write_text(ranked(lines(text)).replace("><", ">\n<"), encoding="utf-8")
        else:
            shutil.copy(path, out)


def package(path, to):
    """The parts of a package; in workbooks names stay, as the cells' formulas say them."""
    with zipfile.ZipFile(path) as parts:
        for name in parts.namelist():
            data = parts.read(name)
            out = to / name.lstrip("/")
            out.parent.mkdir(parents=True, exist_ok=True)
            if name.endswith((".xml", ".rels", ".vml", ".svg")):
                text = lines(data.decode("utf-8"))
                out.write_text(text if path.suffix == ".xlsx" else ranked(text), encoding="utf-8")
            else:
                out.write_bytes(data)


def lines(text):
    """One element a line."""
    return re.sub(r">\s*<", ">\n<", text)


def ranked(text):
    """The text with its ids by rank and its colours by theirs."""
    names, colours = {}, {}

    def one(match):
        words = match["ids"].split(" ")
        return match["head"] + " ".join(names.setdefault(word, f"id{len(names)}") for word in words)

    text = NAMED.sub(one, text)
    return COLOUR.sub(lambda m: colours.setdefault(m[0].lower(), f"colour{len(colours)}"), text)


main()

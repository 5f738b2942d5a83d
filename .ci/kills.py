#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Kills `import`, `feedback` and `report` (SIGKILL) at seeded moments, from their start to their end.

Usage: python .ci/kills.py path/to/sestante [kills, 200] [seed, 1] [only this command]

After each kill: nothing that was returned is lost; every kept file that a log names is whole; every
log and every output file has the bytes of before or those of an undisturbed run, never others. Then
the command is given again: it succeeds, and the folder is that of an undisturbed run, file by file.
"""

import hashlib
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SESTANTE = Path(sys.argv[1]).resolve()
KILLS = int(sys.argv[2]) if len(sys.argv) > 2 else 200
SEED = int(sys.argv[3]) if len(sys.argv) > 3 else 1
ONLY = sys.argv[4] if len(sys.argv) > 4 else ""
REPOSITORY = Path(__file__).resolve().parent.parent
OLD = b"the file of last time\n"

COMMANDS = {
    # The files lie in responses/arrivi/ and are taken away when they are kept.
    "import": ["import", "--received", "2026-11-01"],
    "feedback": ["feedback"],
    "report": ["report", "--format", "html,md,docx,xlsx,slides"],
}
# When files are put in place, as parts of the whole: `import` goes on to check all answers after it.
PLACING = {"import": (0.1, 0.6), "feedback": (0.3, 1.05), "report": (0.6, 1.05)}


def digest(data):
    return hashlib.sha256(data).hexdigest()


def files(folder):
    """Every file below the folder, hidden ones too, with its bytes."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


def is_hidden(name):
    return Path(name).name.startswith(".")


def run(study, arguments, kill_after=None):
    """Runs the program; returns whether it was killed, and the seconds it took."""
    start = time.monotonic()
    process = subprocess.Popen([SESTANTE, "--study", study, *arguments],
                               stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    try:
        if kill_after is not None:
            try:
                process.wait(max(0, kill_after - (time.monotonic() - start)))
            except subprocess.TimeoutExpired:
                process.kill()
        said = process.communicate(timeout=120)[1].decode()
    finally:
        process.kill()
    if kill_after is None and process.returncode not in (0, 1):
        sys.exit(f"{arguments}: status {process.returncode}\n{said}")
    return process.returncode == -9, time.monotonic() - start


def blank(work):
    """The study with what was returned still in responses/arrivi/."""
    study = work / "blank"
    for folder in ("questionnaire", "report-templates"):
        shutil.copytree(REPOSITORY / folder, study / folder)
    arrived = study / "responses" / "arrivi"
    arrived.mkdir(parents=True)
    for number, path in enumerate(sorted((REPOSITORY / "responses").glob("*/r1/*.xlsx"))):
        shutil.copy(path, arrived / f"modulo {number}.xlsx")
    return study


def prepared(work, name, study):
    """What the command finds, without and with the output of last time; what it makes of it."""
    done = work / f"{name}-done"
    shutil.copytree(study, done)
    run(done, COMMANDS[name])
    starts = [study]
    present = files(study)
    made = [n for n in files(done) if n.startswith("output/") and n not in present]
    if made:
        with_old = work / f"{name}-old"
        shutil.copytree(study, with_old)
        for path in made:
            (with_old / path).parent.mkdir(parents=True, exist_ok=True)
            (with_old / path).write_bytes(OLD)
        starts.append(with_old)
    return starts, done


def problems_of(before, now, end):
    """What is wrong in a folder after the kill."""
    found = []
    kept = {digest(data) for name, data in now.items() if not is_hidden(name)}
    for name, data in before.items():
        returned = name.startswith("responses/") and name.endswith(".xlsx")
        if returned and digest(data) not in kept:
            found.append(f"lost: {name}")
        if name.startswith(("questionnaire/", "report-templates/")) and now.get(name) != data:
            found.append(f"changed: {name}")
    for name, data in now.items():
        if is_hidden(name) or data == before.get(name) or data == end.get(name):
            continue
        found.append(f"neither old nor new: {name}, {len(data)} bytes")
    for name in (n for n in now if n.endswith("/log.yaml")):
        text = now[name].decode()
        named = re.findall(r"file: (\S+)", text)
        sums = re.findall(r"sha256: \"?([0-9a-f]{64})", text)
        if not named or len(named) != len(sums):
            found.append(f"half a log: {name}")
        for file, expected in zip(named, sums):
            data = now.get(f"{Path(name).parent}/{file.strip(chr(34))}")
            if data is None or digest(data) != expected:
                found.append(f"not as in its log: {name} {file}")
    return found


def main():
    dice = random.Random(SEED)
    work = Path(tempfile.mkdtemp(prefix="sestante-kills-"))
    failures = total = 0
    try:
        study = blank(work)
        for turn, name in enumerate(COMMANDS):
            starts, done = prepared(work, name, study)
            end = files(done)
            lasts = min(run(copy_of(start, work), COMMANDS[name])[1] for start in starts)
            wanted = (KILLS // 3 + (turn < KILLS % 3)) * (ONLY in ("", name))
            total += wanted
            killed = survived = between = 0
            while killed < wanted:
                start = starts[(killed + survived) % len(starts)]
                before = files(start)
                trial = copy_of(start, work)
                # Two of three kills come while files are put in place, the others at any moment.
                low, high = (0.0, 1.05) if killed % 3 == 0 else PLACING[name]
                moment = dice.uniform(low, high) * lasts
                was_killed, took = run(trial, COMMANDS[name], moment)
                if not was_killed:
                    survived += 1
                    # It was measured while others had the processor too.
                    lasts = min(lasts, took)
                    if survived > 4 * wanted:
                        sys.exit(f"{name}: it is always faster")
                    continue
                killed += 1
                now = files(trial)
                between += now != before and any(now.get(n) != end.get(n) for n in end)
                found = problems_of(before, now, end)
                run(trial, COMMANDS[name])
                again = files(trial)
                names = sorted(set(again) | set(end))
                found += [f"otherwise when given again: {n}" for n in names
                          if again.get(n) != end.get(n)]
                failures += bool(found)
                for line in found:
                    print(f"{name}, kill {killed}: {line}", file=sys.stderr)
            print(f"{name:9} {killed:4} kills in {lasts:.2f} s, {between} of them "
                  f"between its first and its last file")
            study = done
    finally:
        shutil.rmtree(work)
    print(f"kills: {total}, wrong afterwards: {failures}")
    sys.exit(failures > 0)


def copy_of(start, work):
    trial = work / "trial"
    shutil.rmtree(trial, ignore_errors=True)
    shutil.copytree(start, trial)
    return trial


main()

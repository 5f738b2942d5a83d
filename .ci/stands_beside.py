#!/usr/bin/env python3
"""Whether the last participant stands beside the others in a report.

Usage: stands_beside.py REPORT.html PARTICIPANTS.yaml [TITLE...]

Wherever two of the others are heads of one table, or are named in one drawing, the last one is
too; and it has its own table wherever two of the others have one of their own. The tables with the TITLEs are made of facts that are no answers.
"""

import html
import re
import sys
from collections import defaultdict

page = open(sys.argv[1], encoding="utf-8").read()
participants = open(sys.argv[2], encoding="utf-8").read()
shorts = re.findall(r"^\s+short: (.+)$", participants, re.MULTILINE)
names = dict(zip(re.findall(r"^\s+name: (.+)$", participants, re.MULTILINE), shorts))
last, others = shorts[-1], shorts[:-1]
faults = []


def text(markup):
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def judge(where, found):
    """Counts a table or drawing with participants in it; notes it when the last one is not."""
    if len(set(found) & set(others)) < 2:
        return 0
    if last not in found:
        faults.append(f"{where}: {', '.join(sorted(found))}")
    return 1


tables = 0
own = defaultdict(set)
for table in re.findall(r"<table.*?</table>", page, re.S):
    caption = re.search(r"<caption[^>]*>(.*?)</caption>", table, re.S)
    caption = text(caption.group(1)) if caption else "?"
    heads = {text(head) for head in re.findall(r"<th[^>]*>(.*?)</th>", table, re.S)}
    found = {names.get(head, head) for head in heads} & set(shorts)
    if not caption.endswith(tuple(sys.argv[3:])):
        tables += judge(caption, found)
    title, _, who = caption.rpartition(" – ")
    if who in shorts:
        own[re.sub(r"^Tabella \d+ ", "", title)].add(who)
for title, found in own.items():
    judge(f"{title} – …", found)

drawings = 0
for figure in re.findall(r"<figure.*?</figure>", page, re.S):
    at = re.search(r'id="([^"]*)"', figure)
    for drawing in re.findall(r"<svg.*?</svg>", figure, re.S):
        # a long name may stand on two lines: its longest word will do
        words = set(text(drawing).split())
        found = {short for short in shorts if max(short.split(), key=len) in words}
        drawings += judge(at.group(1) if at else "drawing", found)

if faults or tables < 20 or drawings < 10 or len(own) < 5:
    sys.exit("\n".join([f"{last} does not stand beside the others", *faults]))
print(f"{last} stands beside the others: {tables} tables, {drawings} drawings, {len(own)} own tables")

#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# Time and peak memory of the whole command `sestante report`, for each format and for all: the best of
# three runs. Usage: bash benches/formats.sh path/to/sestante STUDY
#
# A study of 107 participants: SESTANTE_BENCH_STUDY=FOLDER cargo bench -- compose
set -euo pipefail
sestante=$(realpath "$1")
study=$(realpath "$2")
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

# run ARGUMENTS... : seconds and kilobytes
run() {
  /usr/bin/time -f '%e %M' -o "$out/time" "$sestante" --study "$study" report --out "$out/report" "$@" >/dev/null 2>&1
  cat "$out/time"
}

printf '| format | s | MiB |\n|---|---|---|\n'
for format in html pdf docx slides xlsx md html,pdf,docx,slides,xlsx,md; do
  for _ in 1 2 3; do run --format "$format"; done | sort -n | head -1 |
    awk -v format="$format" '{ printf "| %s | %.2f | %d |\n", format, $1, $2 / 1024 }'
done

#!/usr/bin/env bash
# Forms and report again and again: under another folder, home, language and time zone, on another
# day, with another number of threads. Always the same bytes.
# Usage: bash .ci/same_bytes.sh path/to/sestante
set -euo pipefail
sestante=$(realpath "$1")
cd "$(dirname "$0")/.."
repository=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# make FOLDER COMMAND... : a copy of the study in the folder; its forms, draft and final report,
# by the program run under the command.
make() {
  local folder="$work/$1"
  shift
  mkdir -p "$folder/output"
  cp -r "$repository"/{questionnaire,responses,report-templates} "$folder/"
  # the study's own authors have not written yet
  cp -r "$repository"/tests/final/slots "$folder/report-templates/"
  quietly "$@" "$sestante" --study "$folder" form --out "$folder/output/forms"
  quietly "$@" "$sestante" --study "$folder" report
  quietly "$@" "$sestante" --study "$folder" report --final --out "$folder/output/final"
}

# Runs without a word; shows what was said when it fails.
quietly() { "$@" >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }; }

threads() { echo "RAYON_NUM_THREADS=$1 TOKIO_WORKER_THREADS=$1"; }
mkdir "$work/casa" "$work/home"
cd /
# shellcheck disable=SC2046 # two words are wanted
make one env -i PATH="$PATH" HOME="$work/casa" LANG=C LC_ALL=C TZ=UTC $(threads 1) \
  taskset --cpu-list 0
# shellcheck disable=SC2046
make "un'altra cartella, più lunga" env -i PATH="$PATH" HOME="$work/home" LANG=it_IT.UTF-8 \
  LC_ALL=it_IT.UTF-8 TZ=Europe/Rome $(threads 4)
# I and i are no pair in Turkish; on this island it is tomorrow
# shellcheck disable=SC2046
make "três/köklü" env -i PATH="$PATH" HOME=/nonexistent LANG=tr_TR.UTF-8 LC_ALL=tr_TR.UTF-8 \
  TZ=Pacific/Kiritimati $(threads 4) faketime -f '+400d'

count=$(find "$work/one/output" -type f | wc -l)
forms=$(grep -c '^ *- id:' "$repository/questionnaire/participants.yaml")
# one format more than commas; the slides are two files, and three are of the technical volume
formats=$(grep '^formats:' "$repository/report-templates/report.yaml" | tr -cd ',' | wc -c)
wanted=$((forms + 2 * (formats + 5)))
[ "$count" -eq "$wanted" ] || { echo "$count files were made, not $wanted" >&2; exit 1; }
for other in "un'altra cartella, più lunga" "três/köklü"; do
  diff -r "$work/one/output" "$work/$other/output"
done
echo "same bytes: $count files, three times"

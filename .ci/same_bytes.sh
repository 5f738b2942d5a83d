#!/usr/bin/env bash
# Forms and report twice, under another folder, home, language, time zone, day and number of
# threads: the same bytes. Usage: bash .ci/same_bytes.sh path/to/sestante
set -euo pipefail
sestante=$(realpath "$1")
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# A copy of the study in a folder of this name.
study() {
  local folder="$work/$1"
  mkdir -p "$folder/output"
  cp -r questionnaire responses report-templates "$folder/"
  printf '%s' "$folder"
}

one=$(study one)
two=$(study "un'altra cartella, più lunga")
mkdir "$work/home"

make() { # folder, then what to run the program under
  local folder=$1
  shift
  "$@" "$sestante" --study "$folder" form --out "$folder/output/forms" >/dev/null
  "$@" "$sestante" --study "$folder" report >/dev/null
}
make "$one" env RAYON_NUM_THREADS=1 taskset --cpu-list 0 "$(command -v env)"
cd /
make "$two" env -i PATH="$PATH" HOME="$work/home" LANG=tr_TR.UTF-8 LC_ALL=tr_TR.UTF-8 \
  TZ=Pacific/Kiritimati RAYON_NUM_THREADS=4 faketime -f '+400d'

count=$(find "$one/output" -type f | wc -l)
[ "$count" -ge 2 ] || { echo "only $count files were made" >&2; exit 1; }
diff -r "$one/output" "$two/output"
echo "same bytes: $count files"

#!/usr/bin/env bash
# A fourth Province joins: named in questionnaire/participants.yaml and nowhere else, its form is
# filled in by LibreOffice, taken in, checked and reported; it stands beside the others in every
# table and figure. The same answers saved as .ods are the same answers.
# Usage: bash .ci/fourth_province.sh path/to/sestante
set -euo pipefail
sestante=$(realpath "$1")
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

study=$work/study
mkdir "$study"
cp -r questionnaire responses report-templates "$study/"
cat >>"$study/questionnaire/participants.yaml" <<YAML
  - id: bg
    name: Provincia di Bergamo
    short: Bergamo
    keys: { province_code: "016" }
    group: public
YAML
changed=$(diff -rq questionnaire "$study/questionnaire" || true)
[ "$(wc -l <<<"$changed")" -eq 1 ] && grep -q participants.yaml <<<"$changed"

run() { "$sestante" --study "$study" "$@"; }

run form bg --out "$work" 2>/dev/null
/usr/bin/python3 .ci/fill_with_libreoffice.py "$work"/bg-*.xlsx tests/fourth_province/bg.csv \
  "$work/bg.xlsx" "$work/bg.ods"

# All tables of the answers, without the name of the file in the references to cells.
answers() {
  local table
  for table in $(run query "SELECT name FROM sqlite_master ORDER BY name" --format csv 2>/dev/null |
    tail -n +2); do
    echo "== $table"
    run query "SELECT * FROM \"$table\"" --format csv 2>/dev/null
  done | sed -E 's#responses/bg/r1/01-[0-9a-f]{8}\.(xlsx|ods)#FILE#g'
}
for format in ods xlsx; do
  rm -rf "$study/responses/bg"
  run import "$work/bg.$format" --received 2022-07-20
  answers >"$work/$format.txt"
  run check bg --format short | sed -E 's#01-[0-9a-f]{8}\.(xlsx|ods)#FILE#g' >"$work/$format.check"
done
diff "$work/ods.txt" "$work/xlsx.txt"
diff "$work/ods.check" "$work/xlsx.check"
# what is noticed: the researchers have not seen these words yet; nothing that was mistyped
if grep -E 'errore\[|avviso\[' "$work/xlsx.check"; then exit 1; fi

run report >/dev/null 2>"$work/said" || { cat "$work/said" >&2; exit 1; }
# the meetings are outside data: nobody met the new one
python3 .ci/stands_beside.py "$study/output/technical.html" "$study/questionnaire/participants.yaml" \
  "Incontri con i referenti dei Centri"

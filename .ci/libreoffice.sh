#!/usr/bin/env bash
# LibreOffice opens the forms and the returned workbooks and saves them as .ods and as .xlsx; the
# program takes them back and reads the same answers. It opens the report's workbook too.
# Usage: bash .ci/libreoffice.sh path/to/sestante
set -euo pipefail
sestante=$(realpath "$1")
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Saves workbooks in another format: format, folder, files.
save_as() {
  local format=$1 folder=$2
  shift 2
  soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to "$format" \
    --outdir "$folder" "$@" >/dev/null 2>&1
  local saved
  saved=$(find "$folder" -name "*.$format" | wc -l)
  [ "$saved" -eq $# ] || { echo "LibreOffice saved $saved of $# files as $format" >&2; exit 1; }
}

# A copy of the study that has received these files.
received() {
  local study=$1
  shift
  mkdir -p "$study/responses/arrivi"
  cp -r questionnaire report-templates "$study/"
  "$sestante" --study "$study" import "$@" --received 2022-07-01 --transcribed prova >/dev/null 2>&1
}

# Everything that was understood, without the names of the files.
answers() {
  local table
  for table in $("$sestante" --study "$1" query \
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'reference%'" --format csv \
    2>/dev/null | tail -n +2 | tr -d '\r'); do
    echo "$table"
    "$sestante" --study "$1" query "SELECT * FROM \"$table\"" --format csv 2>/dev/null
  done | sed -E 's/[0-9]{2}-[0-9a-f]{8}\.(xlsx|ods)//g'
}

"$sestante" form --out "$work/forms" >/dev/null 2>&1
mkdir "$work/kept"
for file in responses/*/*/*.xlsx; do cp "$file" "$work/kept/$(echo "$file" | tr / -)"; done
received "$work/as-kept" "$work"/kept/*.xlsx
answers "$work/as-kept" >"$work/as-kept.csv"

for format in ods xlsx; do
  save_as "$format" "$work/forms-$format" "$work"/forms/*.xlsx
  received "$work/study-forms-$format" "$work/forms-$format"/*."$format"
  save_as "$format" "$work/kept-$format" "$work"/kept/*.xlsx
  received "$work/study-$format" "$work/kept-$format"/*."$format"
  answers "$work/study-$format" | diff "$work/as-kept.csv" -
done
echo "LibreOffice: forms and answers saved as .ods and .xlsx, $(wc -l <"$work/as-kept.csv") rows read back the same"

"$sestante" report --format xlsx --out "$work/report" >/dev/null
soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to pdf \
  --outdir "$work/report" "$work/report/report.xlsx" >/dev/null 2>&1
pages=$(pdfinfo "$work/report/report.pdf" | sed -n 's/^Pages: *//p')
[ "$pages" -ge 50 ] || { echo "LibreOffice printed $pages pages of the report" >&2; exit 1; }
echo "LibreOffice: the report's workbook opened, $pages pages"

#!/usr/bin/env bash
# LibreOffice opens every form, saves it as .ods and as .xlsx, and the program takes both back. It
# opens the report's workbook too.
# Usage: bash .ci/libreoffice.sh path/to/sestante
set -euo pipefail
sestante=$(realpath "$1")
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

mkdir "$work/study"
cp -r questionnaire report-templates "$work/study/"
mkdir -p "$work/study/responses/arrivi"
"$sestante" --study "$work/study" form --out "$work/forms" >/dev/null

for format in ods xlsx; do
  soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to "$format" \
    --outdir "$work/$format" "$work"/forms/*.xlsx >/dev/null 2>&1
  made=$(find "$work/$format" -name "*.$format" | wc -l)
  sent=$(find "$work/forms" -name '*.xlsx' | wc -l)
  [ "$made" -eq "$sent" ] || { echo "LibreOffice saved $made of $sent forms as $format" >&2; exit 1; }
  "$sestante" --study "$work/study" import "$work/$format"/*."$format" --received 2022-07-01
done
echo "LibreOffice: $sent forms opened, saved as .ods and .xlsx, and taken back"

"$sestante" report --format xlsx --out "$work/report" >/dev/null
soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to pdf \
  --outdir "$work/report" "$work/report/report.xlsx" >/dev/null 2>&1
pages=$(pdfinfo "$work/report/report.pdf" | sed -n 's/^Pages: *//p')
[ "$pages" -ge 50 ] || { echo "LibreOffice printed $pages pages of the report" >&2; exit 1; }
echo "LibreOffice: the report's workbook opened, $pages pages"

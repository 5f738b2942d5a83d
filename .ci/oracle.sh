#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# Every number of two reports is computed again with pandas from the returned workbooks alone:
# `tests/studies/ict_pa` with 107 participants and two rounds, `scheda-fabbisogni` with 40.
#
# Usage: bash .ci/oracle.sh path/to/sestante; needs openpyxl, pandas and PyYAML
set -euo pipefail
sestante=$(realpath "$1")
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# A copy of a study without answers.
copy() {
  mkdir -p "$2/responses/arrivi" "$2/output"
  cp -r "$1/questionnaire" "$1/report-templates" "$2/"
}
silent() { "$@" >"$work/log" 2>&1 || { [ $? -eq 1 ] || { cat "$work/log" >&2; return 1; }; }; }

ict=$work/ict
copy tests/studies/ict_pa "$ict"
export STUDY=$ict PROVINCE_CSV=$ict/questionnaire/reference/province.csv
for round in r2018 r2021; do
  silent "$sestante" --study "$ict" form --round "$round" --out "$work/forms-$round"
  (cd tests/studies/ict_pa && PYTHONDONTWRITEBYTECODE=1 python fill.py "$work/forms-$round" "$work/filled-$round" "$round")
  silent "$sestante" --study "$ict" import "$work/filled-$round"/*
done
silent "$sestante" --study "$ict" report --format xlsx --out "$work/ict-out"

needs=$work/needs
copy scheda-fabbisogni "$needs"
silent "$sestante" --study "$needs" form
export PYTHONDONTWRITEBYTECODE=1
python .ci/oracle/fill.py "$needs" "$needs/output/forms" "$work/filled-needs" 40
silent "$sestante" --study "$needs" import "$work/filled-needs"/*
silent "$sestante" --study "$needs" report --format xlsx --out "$work/needs-out"

python .ci/oracle/check.py "$ict" "$work/ict-out/report.xlsx"
python .ci/oracle/check.py "$needs" "$work/needs-out/report.xlsx"

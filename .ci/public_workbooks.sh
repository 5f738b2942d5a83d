#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# Reads the workbooks that public packages carry in their tests: no panic, at most 512 MiB and 5 s.
# Nothing of them is kept in the repository. Not a step of .ci/run: it downloads some hundred MB.
# Usage: bash .ci/public_workbooks.sh path/to/sestante [folder for what is downloaded]
set -euo pipefail
sestante=$(realpath "$1")
repository=$(realpath "$(dirname "$0")/..")
folder=${2:-$(mktemp -d)}
mkdir -p "$folder/sources" "$folder/apt/lists/partial"

# Sources as Debian has them, with the tests that other packagings leave out.
packages=(libexcel-writer-xlsx-perl libxlsxwriter liborcus gnumeric)
if [ ! -e "$folder/sources/done" ]; then
  sed 's/^Types: .*/Types: deb-src/' /etc/apt/sources.list.d/debian.sources >"$folder/apt/debian.sources"
  apt=(apt-get -qq -o "Dir::State::Lists=$folder/apt/lists" -o "Dir::Etc::SourceParts=-"
    -o "Dir::Etc::SourceList=$folder/apt/debian.sources")
  "${apt[@]}" update
  cd "$folder/sources"
  for package in "${packages[@]}"; do
    "${apt[@]}" source --download-only "$package" >/dev/null 2>"$folder/log" ||
      "${apt[@]}" source --download-only "$package" >/dev/null 2>"$folder/log" ||
      echo "not to be had: $package"
  done
  for archive in *.orig*.tar.*; do
    tar --extract --file "$archive" --wildcards '*.xls' '*.xlsx' '*.xlsm' '*.xlsb' '*.ods' 2>/dev/null ||
      true
  done
  touch done
fi

study=$folder/study
mkdir -p "$study"
cp -r "$repository/questionnaire" "$study/"
find "$folder/sources" -type f -size +0 -regextype posix-extended \
  -regex '.*\.(xlsx|xlsm|xlsb|xls|ods)' | sort --reverse >"$folder/files"
# Said to be a participant's, each is read as a form that has lost its stamp, question by question.
cat >"$folder/one" <<'ONE'
rm -rf "$2/responses"
ulimit -v 524288
seconds=$( { TIMEFORMAT=%R; time timeout 5 "$1" --study "$2" import "$3" --participant pu --received 2026-11-01 >"$4/out" 2>&1; echo $? >"$4/status"; } 2>&1 )
status=$(cat "$4/status")
said=other
grep -q 'panicked' "$4/out" && said=panic
[ "$status" -gt 2 ] && said="status-$status"
if [ $said = other ]; then
  if [ -e "$2/responses/pu" ]; then said=read
  elif grep -q 'rimedio' "$4/out"; then said=refused; fi
fi
printf '%s\t%s\t%s\t%s\n' "${3##*.}" "$said" "$seconds" "$3"
ONE
while read -r file; do
  bash "$folder/one" "$sestante" "$study" "$file" "$folder"
done <"$folder/files" >"$folder/results.tsv"

echo "kind  outcome  files"
cut -f 1,2 "$folder/results.tsv" | sort | uniq -c | awk '{ print $2 "\t" $3 "\t" $1 }'
echo "slowest: $(cut -f 3,4 "$folder/results.tsv" | sort -rn | sed -n 1p | sed "s#$folder/sources/##")"
if cut -f 2 "$folder/results.tsv" | grep -qv '^read$\|^refused$'; then
  grep -v -P '\t(read|refused)\t' "$folder/results.tsv" >&2
  exit 1
fi

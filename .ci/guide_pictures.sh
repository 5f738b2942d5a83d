#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
# Makes the pictures of GUIDA.md in docs/ anew: the form and the feedback as LibreOffice shows them.
# Usage: bash .ci/guide_pictures.sh path/to/sestante     (soffice, poppler-utils, ImageMagick)
set -euo pipefail
sestante=$(realpath "$1")
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# One page of a workbook as a picture: workbook, words on the page, picture, part from the top.
picture() {
  local book=$1 words=$2 name=$3 part=$4 pdf page pages
  pdf="$work/$(basename "${book%.xlsx}").pdf"
  [ -f "$pdf" ] || soffice "-env:UserInstallation=file://$work/profile" --headless \
    --convert-to pdf --outdir "$work" "$book" >/dev/null 2>&1
  pages=$(pdfinfo "$pdf" | awk '/^Pages/ { print $2 }')
  for page in $(seq "$pages"); do
    if pdftotext -layout -f "$page" -l "$page" "$pdf" - | grep "$words" >/dev/null; then
      pdftoppm -r 110 -f "$page" -l "$page" -singlefile -png "$pdf" "$work/page"
      convert "$work/page.png" -gravity North -crop "100%x$part%+0+0" +repage -trim \
        -bordercolor white -border 8 -resize 1200x +dither -colors 96 -define png:compression-level=9 \
        -strip "PNG8:docs/$name.png"
      return
    fi
  done
  echo "no page of $book says «$words»" >&2
  exit 1
}

mkdir -p docs
"$sestante" form lc --out "$work/forms" >/dev/null 2>&1
"$sestante" feedback lc --out "$work/feedback" >/dev/null 2>&1
form=$(find "$work/forms" -name '*.xlsx')
back=$(find "$work/feedback" -name '*.xlsx')
picture "$form" "Qui elencate le figure" modulo 92
picture "$back" "Che cosa vogliono dire i segni" riscontro-elenco 92
picture "$back" "Qui indicate quanto pagano" riscontro-celle 75
ls -l docs

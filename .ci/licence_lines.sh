#!/usr/bin/env bash
# Puts the licence at the head of every source file that does not name it yet.
set -euo pipefail
cd "$(dirname "$0")/.."
line="// SPDX-License-""Identifier: EUPL-1.2"
git ls-files '*.rs' | while read -r file; do
  head -1 "$file" | grep -qxF "$line" || sed -i "1i $line" "$file"
done

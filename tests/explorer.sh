#!/usr/bin/env bash
# The page of the explorer in the browsers that are installed (exit status 77 where there is none, or no npm).
#   bash tests/explorer.sh PROGRAM ENGINE.wasm FOLDER [TEST.mjs ...]    FOLDER: of the page that is built, and of packages of npm
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
program="$(realpath "$1")" engine="$(realpath "$2")" folder="$3"
shift 3
[ $# -gt 0 ] || set -- "$here"/explorer/{modules,workers,page,own_data,file,hostile}.test.mjs

command -v npm >/dev/null || { echo "explorer.sh: no npm: skipped"; exit 77; }
[ -n "$(ls /usr/bin/{chromium,google-chrome,firefox-esr,firefox} 2>/dev/null)" ] || { echo "explorer.sh: no browser: skipped"; exit 77; }
mkdir -p "$folder/tests"
folder="$(realpath "$folder")"
bash "$here/../src/explorer/page/build.sh" "$engine" "$folder/mirage.html"
if ! cmp -s "$here/explorer/package-lock.json" "$folder/tests/node_modules/.installed"; then
    cp "$here/explorer/package.json" "$here/explorer/package-lock.json" "$here/explorer/.npmrc" "$folder/tests/"
    npm ci --prefix "$folder/tests" --ignore-scripts --loglevel=error || { echo "explorer.sh: npm has no packages: skipped"; exit 77; }
    cp "$here/explorer/package-lock.json" "$folder/tests/node_modules/.installed"
fi
MIRAGE_PROGRAM="$program" MIRAGE_PAGE="$folder/mirage.html" MIRAGE_TEST_MODULES="$folder/tests/node_modules" \
    node --test --test-concurrency=1 "$@"

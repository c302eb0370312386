#!/usr/bin/env bash
# The page of the explorer in the browsers that are installed: explorer.sh PROGRAM PAGE.html [TEST.mjs ...]. Packages of npm
# are installed beside the page. Status 77, skipped: no page, no browser or no packages.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
[ -e "$2" ] || { echo "explorer.sh: no $2: bash jobs/explorer.sh" >&2; exit 77; }
command -v chromium >/dev/null || command -v firefox-esr >/dev/null || { echo "explorer.sh: no browser" >&2; exit 77; }
program="$(realpath "$1")" page="$(realpath "$2")" packages="$(dirname "$(realpath "$2")")/tests"
shift 2
[ $# -gt 0 ] || set -- "$here"/explorer/{modules,workers,page,own_data,file,hostile}.test.mjs

mkdir -p "$packages"
if ! cmp -s "$here/explorer/package-lock.json" "$packages/node_modules/.installed"; then
    cp "$here/explorer/package.json" "$here/explorer/package-lock.json" "$here/explorer/.npmrc" "$packages/"
    npm ci --prefix "$packages" --ignore-scripts --loglevel=error || { echo "explorer.sh: npm has no packages" >&2; exit 77; }
    cp "$here/explorer/package-lock.json" "$packages/node_modules/.installed"
fi
MIRAGE_PROGRAM="$program" MIRAGE_PAGE="$page" MIRAGE_TEST_MODULES="$packages/node_modules" node --test --test-concurrency=1 "$@"

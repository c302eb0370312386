#!/usr/bin/env bash
# The page of the explorer in the browsers that are installed: explorer.sh PROGRAM PAGE.html [TEST.mjs ...]. Packages of npm
# are installed beside the page.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
program="$(realpath "$1")" page="$(realpath "$2")" packages="$(dirname "$(realpath "$2")")/tests"
shift 2
[ $# -gt 0 ] || set -- "$here"/explorer/{modules,workers,page,own_data,file,hostile}.test.mjs

mkdir -p "$packages"
if ! cmp -s "$here/explorer/package-lock.json" "$packages/node_modules/.installed"; then
    cp "$here/explorer/package.json" "$here/explorer/package-lock.json" "$here/explorer/.npmrc" "$packages/"
    npm ci --prefix "$packages" --ignore-scripts --loglevel=error
    cp "$here/explorer/package-lock.json" "$packages/node_modules/.installed"
fi
MIRAGE_PROGRAM="$program" MIRAGE_PAGE="$page" MIRAGE_TEST_MODULES="$packages/node_modules" node --test --test-concurrency=1 "$@"

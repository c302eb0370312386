#!/usr/bin/env bash
# Makes one HTML file of the page and the engine: build.sh ENGINE.wasm OUTPUT.html. Packages of npm (esbuild, d3-contour: versions
# and checksums in package-lock.json) are installed beside the output, where they are not yet; status 77 where they cannot be had.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
engine="$1" output="$2" packages="$(dirname "$2")/page"

for tool in node npm; do
    command -v "$tool" >/dev/null || { echo "build.sh: $tool is needed (Node.js 18 or newer)" >&2; exit 1; }
done
mkdir -p "$packages"
if ! cmp -s "$here/package-lock.json" "$packages/node_modules/.installed"; then
    cp "$here/package.json" "$here/package-lock.json" "$here/.npmrc" "$packages/"
    npm ci --prefix "$packages" --ignore-scripts --loglevel=error || { echo "build.sh: npm has no packages" >&2; exit 77; }
    cp "$here/package-lock.json" "$packages/node_modules/.installed"
fi
node "$here/build.mjs" --engine "$engine" --output "$output" --modules "$packages/node_modules"

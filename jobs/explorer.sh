#!/usr/bin/env bash
# Builds the live explorer, build/explorer/mirage.html: one file with the engine inside (src/explorer/README.md).
#   bash jobs/explorer.sh [engine]      engine: build/explorer/engine.wasm alone
# Status 77: the packages of npm that the page is made with could not be had.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

bash jobs/install.sh explorer
mkdir -p build/explorer
log=build/explorer/engine.log
if ! { cmake -S . -B build/engine -DCMAKE_TOOLCHAIN_FILE=cmake/wasm32-wasi.cmake -DCMAKE_BUILD_TYPE=Release &&
    cmake --build build/engine --parallel "$(nproc)" --target mirage_engine; } >"$log" 2>&1; then
    tail -n 40 "$log" >&2
    echo "explorer.sh: the engine was not built; the whole log is $log" >&2
    exit 1
fi
cp build/engine/engine.wasm build/explorer/engine.wasm
echo "build/explorer/engine.wasm: $(stat -c %s build/explorer/engine.wasm) bytes, $(gzip -9 -c build/explorer/engine.wasm | wc -c) compressed"
[ "${1:-}" != engine ] || exit 0

# node and npm from wherever they are; of Debian only where there are none
if ! command -v node >/dev/null || ! command -v npm >/dev/null; then bash jobs/install.sh nodejs npm; fi
bash src/explorer/page/build.sh build/explorer/engine.wasm build/explorer/mirage.html

#!/usr/bin/env bash
# Builds the documentation into build/docs/html: installs what is missing, builds the program if need be, runs the examples.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

bash jobs/install.sh
bash jobs/install.sh docs
. jobs/environment.sh
mkdir -p build
[ -f build/CMakeCache.txt ] || cmake -S . -B build -DCMAKE_BUILD_TYPE=Release >build/configure.log 2>&1 ||
    { cat build/configure.log; exit 1; }
cmake --build build --parallel "$(nproc)" --target docs

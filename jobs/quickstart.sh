#!/usr/bin/env bash
# From a bare Debian machine to a phase diagram: installs what is missing, builds, runs jobs/quickstart.cfg on all cores,
# draws the pictures. Results in build/quickstart.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

step() { printf '\n== %s\n' "$1"; }
out=build/quickstart
mkdir -p "$out"

step "packages"
bash jobs/install.sh
. jobs/environment.sh

step "build"
{ cmake -S . -B build -DCMAKE_BUILD_TYPE=Release -DMIRAGE_BUILD_TESTS=OFF &&
  cmake --build build --parallel "$(nproc)"; } >build/build.log 2>&1 ||
    { tail -n 30 build/build.log; echo "quickstart.sh: the build failed; the whole log is build/build.log"; exit 1; }
build/mirage --version

step "phase diagram of monolayer NbSe2 (jobs/quickstart.cfg)"
OMP_NUM_THREADS=1 mpirun --oversubscribe -n "$(nproc)" build/mirage sweep jobs/quickstart.cfg --output "$out/quickstart.h5"
build/mirage show "$out/quickstart.h5"

step "pictures"
"$MIRAGE_PYTHON" jobs/plot.py "$out/quickstart.h5" --out "$out"

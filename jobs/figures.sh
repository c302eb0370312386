#!/usr/bin/env bash
# Computes and draws the figures of the papers and the new ones: PNG, PDF and CSV in build/figures.
# MIRAGE_PROGRAM names another program than build/mirage.
#   bash jobs/figures.sh [--out DIR] [--reduced] [--not-in FILE] [--list] [NAME ...]        without a name: all of them
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

. jobs/environment.sh
if [ ! -x "${MIRAGE_PROGRAM:-build/mirage}" ] || [ -z "$MIRAGE_PYTHON" ]; then
    mkdir -p build
    bash jobs/install.sh
    . jobs/environment.sh
    { cmake -S . -B build -DCMAKE_BUILD_TYPE=Release && cmake --build build --parallel "$(nproc)" --target mirage_executable; } \
        >build/build.log 2>&1 || { tail -n 30 build/build.log >&2; echo "figures.sh: the build failed; see build/build.log" >&2; exit 1; }
fi
if [ -z "$MIRAGE_PYTHON" ]; then
    echo "figures.sh: no python3 with h5py, matplotlib and numpy" >&2
    exit 1
fi
exec "$MIRAGE_PYTHON" jobs/figures/draw.py "$@"

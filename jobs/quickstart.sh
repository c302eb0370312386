#!/usr/bin/env bash
# From a bare Debian machine to a phase diagram: installs what is missing, builds, runs jobs/quickstart.cfg on all cores,
# draws the pictures, and a critical field from Python. Results in build/quickstart.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

out=build/quickstart
mkdir -p "$out"
step() { printf '\n== %s\n' "$1"; SECONDS=0; }
took() { echo "($SECONDS s)"; }

step "packages"
bash jobs/install.sh
. jobs/environment.sh
took

step "build"
{ cmake -S . -B build -DCMAKE_BUILD_TYPE=Release -DMIRAGE_BUILD_TESTS=OFF &&
  cmake --build build --parallel "$(nproc)"; } >build/build.log 2>&1 ||
    { tail -n 30 build/build.log >&2; echo "quickstart.sh: the build failed; the whole log is build/build.log" >&2; exit 1; }
build/mirage --version
took

step "phase diagram of monolayer NbSe2 (jobs/quickstart.cfg) on $(nproc) cores"
OMP_NUM_THREADS=1 mpirun --oversubscribe --bind-to none -n "$(nproc)" \
    build/mirage sweep jobs/quickstart.cfg --output "$out/quickstart.h5" --overwrite
build/mirage show "$out/quickstart.h5"

step "pictures"
if [ -z "$MIRAGE_PYTHON" ]; then
    echo "quickstart.sh: no python3 with h5py, matplotlib and numpy; the result is $out/quickstart.h5" >&2
    exit 1
fi
build/mirage plot "$out/quickstart.h5" --out "$out"

step "from Python"
export PYTHONPATH=$PWD/src/python${PYTHONPATH:+:$PYTHONPATH}
"$MIRAGE_PYTHON" -c 'import xarray' 2>/dev/null || MIRAGE_PYTHON=/usr/bin/python3
printf '%s\n' "\$ export PYTHONPATH=$PWD/src/python" "\$ $MIRAGE_PYTHON"
sed 's/^/>>> /' jobs/examples/three_lines.py
(cd "$out" && "$MIRAGE_PYTHON" ../../jobs/examples/three_lines.py)
echo "$out/B_c2.png"

#!/usr/bin/env bash
# Builds mirage with warnings as errors, runs every test, and fuzzes what reads files of others.
#   bash jobs/test.sh [plain|full]      plain: without the fuzzing; full: tests of what reads and writes files with sanitizers too (9 minutes)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

bash jobs/install.sh
bash jobs/install.sh python3-pytest python3-tqdm python3-dask r-base-core docs explorer chromium firefox-esr
. jobs/environment.sh
mkdir -p build
cmake -S . -B build -DCMAKE_BUILD_TYPE=Release -DMIRAGE_BUILD_TESTS=ON -DMIRAGE_WARNINGS_AS_ERRORS=ON >build/configure.log 2>&1 ||
    { cat build/configure.log; exit 1; }
cmake --build build --parallel "$(nproc)"

slowest() { # what ctest took, in all and for the slowest tests
    sed -n 's/^Total Test time (real) = */total /p' build/ctest.log
    sed -nE 's/.*Test +#[0-9]+: ([^ ]+) .* ([0-9.]+) sec.*/\2 sec  \1/p' build/ctest.log | sort -rn | sed -n 1,10p
}
trap slowest EXIT
# one more than there are cores: slurm and faults mostly wait
ctest --test-dir build --parallel $(($(nproc) + 1)) --output-on-failure | tee build/ctest.log
[ "${1:-}" != plain ] || exit 0

# by hand: tests/sanitize.sh memory, the whole of it, and threads
bash jobs/install.sh clang libclang-rt-dev llvm libomp-dev
bash tests/fuzz/run.sh 5
[ "${1:-}" != full ] || bash tests/sanitize.sh input

#!/usr/bin/env bash
# Wall time of jobs/quickstart.cfg with 1 rank and 2 ranks of one thread each, in turn: medians and their ratio.
#   bash tests/benchmark/sweep.sh [RUNS]     needs build/mirage
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
. jobs/environment.sh
runs=${1:-3}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

run() { # ranks
    local start end
    start=$(date +%s.%N)
    OMP_NUM_THREADS=1 mpirun --oversubscribe -n "$1" build/mirage sweep jobs/quickstart.cfg --output "$folder/out.h5" >/dev/null 2>&1
    end=$(date +%s.%N)
    echo "$start $end" | awk '{printf "%.2f\n", $2 - $1}' >>"$folder/$1"
}
for ((i = 0; i < runs; ++i)); do run 1; run 2; done
median() { sort -n "$1" | awk '{v[NR] = $1} END {print v[int((NR + 1) / 2)]}'; }
one=$(median "$folder/1")
two=$(median "$folder/2")
echo "1 rank  $one s, 2 ranks $two s, ratio $(echo "$one $two" | awk '{printf "%.2f", $1 / $2}') (medians of $runs)"

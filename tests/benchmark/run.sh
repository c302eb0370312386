#!/usr/bin/env bash
# Measures, prints one table and writes build/benchmark.json.
#   bash tests/benchmark/run.sh [points|spectra|commands|sweep|scaling|all ...] [RUNS] [--readme]
# points   single points, fields and lines, of materials and with momentum too, with AVX2 and AVX-512 where the processor has them; the
#          textbook way beside them, the inner loops
# spectra  densities of states
# commands whole commands and their memory, fits, calls from Python and of the engine of the live page
# sweep    ranks and threads, the grid of 250,000 points, a file of 1.4 GB against dd
# scaling  how cost grows with 1/T, beta, tolerance, directions, size of the grid
# RUNS     repetitions, at least 5 (the default); medians and extremes of them are told
# --readme puts the tables into tests/benchmark/README.md too
# Parts left out keep what an earlier call measured. Needs a build in build/ (or $MIRAGE_BUILD) with
# -DMIRAGE_BUILD_BENCHMARKS=ON, and a machine with nothing else to do. build/benchmark holds all single figures.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
. jobs/environment.sh

build=${MIRAGE_BUILD:-build}
out=$build/benchmark
runs=5 parts="" readme=""
for word in "$@"; do
    case $word in
        points|spectra|commands|sweep|scaling) parts+=" $word" ;;
        all) parts=" points spectra commands sweep scaling" ;;
        --readme) readme="--readme tests/benchmark/README.md" ;;
        *[!0-9]*|"") echo "run.sh: '$word': points, spectra, commands, sweep, scaling, all, a number of runs or --readme" >&2; exit 2 ;;
        *) runs=$word ;;
    esac
done
[ -n "$parts" ] || parts=" points spectra commands sweep scaling"
[ "$runs" -ge 5 ] || { echo "run.sh: $runs runs are too few for a median: at least 5" >&2; exit 2; }
for program in "$build/mirage" "$build"/tests/benchmark/{{point,material,momentum,textbook,kernel,spectrum,scaling}_benchmark,file_write}; do
    [ -x "$program" ] || { echo "run.sh: no $program: build with -DMIRAGE_BUILD_BENCHMARKS=ON" >&2; exit 1; }
done
mkdir -p "$out"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

awk '$1 > 0.5 {print "run.sh: the machine is busy, load average " $1 ": times will be too long" > "/dev/stderr"}' /proc/loadavg
note_load() { awk -v part="$1" '{print part "," $1}' /proc/loadavg >>"$out/$1.load"; }

library() { # stem, seconds of one repetition
    echo "== $1_benchmark" >&2
    "$build/tests/benchmark/$1_benchmark" --benchmark_repetitions="$runs" --benchmark_enable_random_interleaving=true \
        --benchmark_min_time="$2" --benchmark_out="$out/$1.json" --benchmark_out_format=json >"$out/$1.log" 2>&1 ||
        { tail -n 5 "$out/$1.log" >&2; exit 1; }
}

# The same with each of the wider instruction sets that this processor has.
with_sets() { # stem, seconds of one repetition
    local set
    for set in avx2 avx512; do
        MIRAGE_INSTRUCTION_SET=$set "$build/mirage" point --T 0.1 --B 1 --beta 7 >/dev/null 2>&1 || continue
        MIRAGE_INSTRUCTION_SET=$set library "$1" "$2"
        mv "$out/$1.json" "$out/$1-$set.json"
    done
    library "$1" "$2"
}

# Adds name,ranks,threads,points,seconds of the command,seconds of the sweep in it (without mpirun and MPI_Init).
sweep() { # name, ranks, threads, then words of the sweep
    local name=$1 ranks=$2 threads=$3 start end
    shift 3
    start=$(date +%s.%N)
    mpirun --oversubscribe --bind-to none -n "$ranks" "$build/mirage" sweep "$@" --threads "$threads" --restart \
        --output "$folder/out.h5" --overwrite >"$folder/log" 2>&1 || { tail -n 5 "$folder/log" >&2; exit 1; }
    end=$(date +%s.%N)
    awk -v head="$name,$ranks,$threads" -v whole="$(awk "BEGIN {print $end - $start}")" '
        $2 == "points" && $3 == "in" { # 64800 points in 11.5 s: 5652 points/s on ...
            for (i = 4; i < NF; ++i) if ($(i + 1) == "points/s") print head "," $1 "," whole "," $1 / $i
        }' "$folder/log" >>"$out/$part.csv"
}

# Adds bytes,seconds of a collective write by two ranks,seconds of dd.
write_file() {
    local file=$build/benchmark/file bytes took start
    sync # nothing left of what was written or removed before
    sleep 2
    read -r took _ bytes _ < <(mpirun --oversubscribe -n 2 "$build/tests/benchmark/file_write" "$file")
    rm -f "$file"
    sync
    sleep 2
    start=$(date +%s.%N)
    dd if=/dev/zero of="$file" bs=16M count=$(((bytes + 8388608) / 16777216)) conv=fsync status=none
    echo "$bytes,$took,$(awk "BEGIN {print $(date +%s.%N) - $start}")" >>"$out/files.csv"
    rm -f "$file"
}

for part in $parts; do
    rm -f "$out/$part.csv" "$out/$part.load"
    note_load "$part"
    case $part in
        points) with_sets point 0.1; with_sets material 0.1; with_sets momentum 0.1; library kernel 0.1; library textbook 0.1 ;;
        spectra) with_sets spectrum 0.1 ;;
        commands)
            echo "== commands" >&2
            python3 tests/benchmark/commands.py "$build" "$out/commands.json" "$runs"
            ;;
        sweep)
            for ((i = 1; i <= runs; ++i)); do
                echo "== sweeps, $i of $runs" >&2
                for shape in "1 1" "2 1" "1 2" "2 2"; do sweep shape $shape tests/benchmark/grid.cfg; done
                note_load "$part"
            done
            rm -f "$out/files.csv"
            for ((i = 1; i <= runs; ++i)); do
                echo "== file of 1.4 GB, $i of $runs" >&2
                write_file
            done
            ;;
        scaling)
            library scaling 0.05
            for ((i = 1; i <= runs; ++i)); do
                echo "== grids, $i of $runs" >&2
                for n in 4 10 30 100 300; do
                    for material in 0 0.3; do
                        sweep "alpha_$material" 1 1 tests/benchmark/grid.cfg --grid.T="0.05:0.95:$n" --grid.B="0.1:5:$n" \
                            --grid.gamma=0 --grid.alpha=$material
                    done
                done
            done
            ;;
    esac
    note_load "$part"
done
# shellcheck disable=SC2086
python3 tests/benchmark/table.py "$out" "$build/benchmark.json" $readme

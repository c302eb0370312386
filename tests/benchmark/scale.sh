#!/usr/bin/env bash
# How time, memory, journals and files grow with the number of points and of work items, and what an interruption costs.
#   bash tests/benchmark/scale.sh [grids|large|items|parts ...]
# grids  complete sweeps of 1e4 to 1e7 points with lines, clean and with alpha = 0.3, on two ranks
# large  the same with 1e8 points, clean: some three minutes, and 35 GB of disk while it runs
# items  4e6 points in more than a million work items: stopped by a signal, resumed on other numbers of ranks, compared bit by bit
# parts  a grid of 1e8 points in T, B, gamma and alpha, started 13 times for 30 s each, as a queue with a time limit would
# Needs build/mirage (or $MIRAGE_BUILD) and python3-h5py; writes to $SCALE_FOLDER or a temporary folder. Prints tables.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
. jobs/environment.sh

mirage=$(realpath "${MIRAGE_BUILD:-build}")/mirage
[ -x "$mirage" ] || { echo "scale.sh: no $mirage" >&2; exit 1; }
folder=${SCALE_FOLDER:-$(mktemp -d)}
mkdir -p "$folder"
cd "$folder"
trap 'rm -rf run.h5 run.h5.checkpoint whole.h5' EXIT

now() { date +%s.%N; }
since() { awk "BEGIN {printf \"%.2f\", $(now) - $1}"; }
# What every rank runs: the program, and beside it its largest resident size [kB] in a file. The signals of a queue are for the program.
watched='
import os, resource, signal, subprocess, sys
for number in (signal.SIGUSR1, signal.SIGTERM): signal.signal(number, lambda *_: None)
code = subprocess.call(sys.argv[1:])
rank = os.environ["OMPI_COMM_WORLD_RANK"]
open("rank." + rank, "w").write(f"{resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss}\n")
sys.exit(code)'
start() { # ranks, then words of the sweep
    local ranks=$1
    shift
    rm -f rank.*
    exec mpirun --oversubscribe --bind-to none -n "$ranks" python3 -c "$watched" "$mirage" sweep "$@" --threads 1 \
        --output run.h5 --overwrite 2>&1
}
memory() { sort -n rank.* | awk '{most = $1} END {printf "%.0f", most / 1e3}'; }
master() { awk '{printf "%.0f", $1 / 1e3}' rank.0; }
journals() { cat run.h5.checkpoint/journal.* 2>/dev/null | wc -c | awk '{printf "%.4g", $1 / 1e6}'; }
# The largest that the checkpoint is, without the result in it [bytes].
watch_journals() {
    local most=0 bytes
    while sleep 0.2; do
        bytes=$( (cat run.h5.checkpoint/journal.* 2>/dev/null || true) | wc -c)
        [ "$bytes" -le "$most" ] || { most=$bytes; echo "$most" >journals; }
    done
}

grid() { # name, T, B, then words
    local name=$1 T=$2 B=$3 watcher begin wall
    shift 3
    echo 0 >journals
    watch_journals &
    watcher=$!
    begin=$(now)
    (start 2 --beta 7 --grid.T="0.02:0.98:$T" --grid.B="0:6:$B" "$@" --restart) >log || { tail -n 3 log >&2; exit 1; }
    wall=$(since "$begin")
    kill "$watcher" 2>/dev/null || true
    wait "$watcher" 2>/dev/null || true
    awk -v name="$name" -v points=$((T * B)) -v wall="$wall" -v memory="$(memory)" -v master="$(master)" -v journals="$(cat journals)" \
        -v file="$(stat -c %s run.h5)" 'BEGIN {printf "| %s | %.0e | %.2f s | %.0f | %.0f MB | %.0f MB | %.4g MB | %.4g MB | %.1f |\n",
            name, points, wall, points / wall, master, memory, journals / 1e6, file / 1e6, file / points}'
    rm -rf run.h5 run.h5.checkpoint
}

# Stops a run by the signal of a queue after so many seconds; the number of the finished work is in the log.
stopped() { # seconds, ranks, then words
    local seconds=$1 pid
    shift
    (start "$@") >log &
    pid=$!
    sleep "$seconds"
    kill -USR1 "$pid" || true
    wait "$pid" || true
}

header() {
    echo "| sweep | points | command | points/s | master | largest rank | journals | file | bytes/point |"
    echo "|---|--:|--:|--:|--:|--:|--:|--:|--:|"
}

[ $# -gt 0 ] || set -- grids items parts
for part in "$@"; do
    echo
    awk -v part="$part" '{print part ", load average " $1}' /proc/loadavg
    case $part in
        grids)
            header
            for shape in "100 100" "250 400" "1000 1000" "2500 4000"; do
                # shellcheck disable=SC2086
                grid clean $shape
                # shellcheck disable=SC2086
                grid "alpha = 0.3" $shape --alpha 0.3
            done
            ;;
        large)
            header
            grid clean 10000 10000
            ;;
        items)
            many=(--beta 7 --grid.T=0.5:5:1000000 --grid.B=0:3:4)
            begin=$(now)
            (start 2 "${many[@]}" --restart) >log
            echo "whole: $(since "$begin") s, $(memory) MB"
            mv run.h5 whole.h5
            stopped 12 2 "${many[@]}" --restart
            grep -h "stopped at" log || { echo "scale.sh: not stopped" >&2; exit 1; }
            echo "journals: $(journals) MB"
            for ranks in 1 3; do
                cp -r run.h5.checkpoint kept
                begin=$(now)
                (start "$ranks" "${many[@]}") | while read -r line; do case $line in resuming*) echo "$(since "$begin") s: $line" ;; esac; done
                echo "$ranks ranks: $(since "$begin") s, $(memory) MB"
                python3 - <<'COMPARE'
import h5py, numpy, sys
a, b = (h5py.File(name) for name in ("whole.h5", "run.h5"))
for name, values in a.items():
    if values[()].tobytes() != b[name][()].tobytes(): sys.exit(f"scale.sh: {name} differs")
print("bitwise equal to the run that was not stopped")
COMPARE
                rm -rf run.h5 run.h5.checkpoint
                mv kept run.h5.checkpoint
            done
            rm -rf run.h5.checkpoint
            ;;
        parts)
            echo "| start | ranks | already done | stopped at | journals | largest rank |"
            echo "|--:|--:|--:|--:|--:|--:|"
            rm -rf run.h5.checkpoint
            for i in {1..13}; do
                ranks=$((1 + i % 2))
                stopped 30 "$ranks" --beta 7 --grid.T=0.02:0.98:1000 --grid.B=0:6:1000 --grid.gamma=0:0.45:10 --grid.alpha=0:0.9:10
                echo "| $i | $ranks | $(awk '/^resuming/ {print $2 " %"}' log) | $(awk '/stopped at/ {print $4 " %"}' log |
                    tr -d ,) | $(journals) MB | $(memory) MB |"
            done
            ;;
        *) echo "scale.sh: '$part': grids, large, items or parts" >&2; exit 2 ;;
    esac
done

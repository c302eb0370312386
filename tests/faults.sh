#!/usr/bin/env bash
# Disturbs sweeps in every way, resumes them and compares the results with an undisturbed one, bit for bit.
#   bash tests/faults.sh [--full] [PROGRAM]
# Where a fault comes is a position in the work, not a time: MIRAGE_TEST_HOLD (src/parallel/hold.hpp) holds the run there.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/../jobs/environment.sh"

kills=6 cuts=2 flips=2 signals=6 others=1
if [ "${1:-}" = --full ]; then
    kills=60 cuts=20 flips=20 signals=24 others=10
    shift
fi
program=$(realpath "${1:-${MIRAGE_PROGRAM:-$here/../build/mirage}}")
for tool in mpirun h5diff h5ls pgrep prlimit; do
    command -v $tool >/dev/null || { echo "faults.sh: needs $tool" >&2; exit 1; }
done
export OMP_NUM_THREADS=1 OMPI_MCA_rmaps_base_oversubscribe=1
interval=0.05 # of the checkpoint [s]: so short that writing itself is hit
longest=60    # a disturbed job must end within [s]; those that do take 4 s and what a busy machine adds
positions=200 # of faults, in items: the deck has 223, the last of them spectra

work=$(mktemp -d)
mounted=""  # a full disk
disk=""     # another, with faults of its own
group=""    # of processes with a limit of memory
before=()   # words in front of the program
clean() {
    [ -z "$mounted" ] || umount "$mounted"
    [ -z "$disk" ] || umount -l "$disk"
    [ -z "$group" ] || rmdir "$group"
    rm -rf "$work"
}
trap clean EXIT

cat >"$work/deck.cfg" <<DECK
[material]
beta = 7
[grid]
T = 0.05:0.95:40
B = 0:6:40
gamma = 0.2
alpha = 0,0.3
[spectrum]
energy = -9:9:41
T = 0.05
DECK

fail() {
    echo "faults.sh: $*" >&2
    cat "$work/log" >&2
    exit 1
}
now() { date +%s.%N; }
seconds() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", b - a }'; }
larger() { awk -v a="$1" -v b="$2" 'BEGIN { print (a > b ? a : b) }'; }

# start RANKS OUTPUT [HOLD]: a sweep in the background; job is its process
start() {
    env ${3:+"MIRAGE_TEST_HOLD=$3"} mpirun -n "$1" "${before[@]}" "$program" sweep "$work/deck.cfg" --output "$2" --checkpoint $interval \
        >"$work/log" 2>&1 </dev/null &
    job=$!
}

# Whatever is left to do, with another number of ranks and threads; then all data and coordinates must be equal.
finish_and_compare() {
    mpirun -n $((1 + RANDOM % 3)) "$program" sweep "$work/deck.cfg" --output "$1" --threads $((1 + RANDOM % 2)) \
        --checkpoint $interval >"$work/log" 2>&1 </dev/null || fail "it does not go on"
    [ ! -e "$1.checkpoint" ] || fail "the checkpoint is left"
    compare "$1"
}
compare() {
    local name
    for name in $(h5ls "$work/undisturbed.h5" | awk '{ print $1 }'); do
        h5diff "$work/undisturbed.h5" "$1" "/$name" >>"$work/log" 2>&1 || fail "$name differs from the undisturbed run"
    done
}

# How long ago every rank wrote its journal, the longest time; empty before the first one.
since_last_write() {
    local file at last=""
    for file in "$1".checkpoint/journal.*; do
        at=$(date -r "$file" +%s.%N 2>/dev/null) || continue # a run that is over takes them away
        last=$(larger "$(seconds "$at" "$2")" "${last:-0}")
    done
    echo "$last"
}

# eventually COMMAND...: waits for it, as long as the job runs
eventually() {
    until "$@" 2>/dev/null; do
        kill -0 $job 2>/dev/null || return 0
        sleep 0.01
    done
}
written() { [ -n "$(find "$1.checkpoint" -name 'journal.*' -size +0)" ]; }

# disturbed HOW WHEN: one start, held at a random position, the fault, its end; sets status, took and lost. WHEN is
#   held      as soon as nothing more is handed out: the last items are still being computed
#   written   when a journal has some of them
#   released  when it has just gone on: a fast run may be over before
disturbed() {
    local how=$1 when=$2 output=$work/run.h5 position=$((RANDOM % positions)) time processes
    [ "$when" != written ] || position=$((1 + position))
    rm -rf "$output" "$output.checkpoint" "$work/go" "$work/go.held"
    start 2 "$output" "$position:$work/go"
    eventually [ -e "$work/go.held" ]
    [ -e "$work/go.held" ] || fail "the run ended before it was held after $position items: has the deck fewer?"
    [ "$when" != written ] || eventually written "$output"
    [ "$when" != released ] || touch "$work/go"
    processes=$(pgrep -P $job || true)
    time=$(now)
    case $how in
        rank) [ -z "$processes" ] || kill -9 "$(shuf -n 1 <<<"$processes")" 2>/dev/null || true ;;
        mpirun) kill -9 $job 2>/dev/null || true ;;
        term) [ -z "$processes" ] || kill -TERM "$(shuf -n 1 <<<"$processes")" 2>/dev/null || true ;;
        usr1) kill -USR1 $job 2>/dev/null || true ;;
    esac
    lost=$(since_last_write "$output" "$time")
    status=0
    { wait $job || status=$?; } 2>/dev/null
    local process
    for process in $processes; do
        while kill -0 "$process" 2>/dev/null && [ "$(ps -o stat= -p "$process")" != Z ]; do
            [ "$(seconds "$time" "$(now)" | cut -d. -f1)" -lt $longest ] || fail "a rank is left $longest s after $how"
            sleep 0.02
        done
    done
    took=$(seconds "$time" "$(now)")
    [ "${took%.*}" -lt $longest ] || fail "the job ends only $took s after $how"
}

# report NAME TIMES FINISHED TOOK LOST
report() { printf '| %-36s | %5s | %15s | %13s | %11s | %5s |\n' "$@"; }

# A fault many times, by each of the means and at each of the moments. repeat NAME TIMES HOW...
repeat() {
    local name=$1 times=$2 finished=0 longest_end=0 longest_loss=0 i when moments=(held written released)
    shift 2
    for ((i = 0; i < times; ++i)); do
        when=${moments[i / $# % 3]}
        disturbed "${@:1+i%$#:1}" "$when"
        case $status in
            0)
                [ "$when" = released ] || fail "status 0 of a run that was held"
                finished=$((finished + 1))
                ;;
            75) ;;
            # PMIx_Finalize waits 2 s for the answer of a busy mpirun, then the rank leaves, which mpirun takes for a failure
            *) [ "$1" != term ] || grep -q 'exited without calling "finalize"' "$work/log" || fail "status $status after a signal" ;;
        esac
        longest_end=$(larger "$longest_end" "$took")
        [ "$status" -eq 0 ] || longest_loss=$(larger "$longest_loss" "${lost:-0}")
        finish_and_compare "$work/run.h5"
    done
    report "$name" "$times" "$finished" "$longest_end s" "$longest_loss s" yes
}

# A byte of a random journal of a run that was killed. damage NAME TIMES COMMAND
damage() {
    local name=$1 times=$2 how=$3 i file size
    for ((i = 0; i < times; ++i)); do
        disturbed mpirun written
        file=$(find "$work/run.h5.checkpoint" -name 'journal.*' -size +0 | shuf -n 1)
        size=$(stat -c %s "$file")
        $how "$file" $(((RANDOM * 32768 + RANDOM) % size))
        "$program" show "$work/run.h5.checkpoint" >"$work/log" 2>&1 || fail "show"
        finish_and_compare "$work/run.h5"
    done
    report "$name" "$times" - - - yes
}
cut_file() { truncate -s "$2" "$1"; }
flip_byte() {
    local byte
    byte=$(od -An -tu1 -j "$2" -N 1 "$1")
    byte=$(printf %02x $((byte ^ (1 + RANDOM % 255))))
    printf '%b' "\\x$byte" | dd of="$1" bs=1 seek="$2" conv=notrunc status=none
}

# The disk has room for a part of the journal; more room, and it goes on.
full_disk() {
    local output=$work/disk/run.h5 status=0
    if [ "$(id -u)" -ne 0 ] || ! { mkdir -p "$work/disk" && mount -t tmpfs -o size=64k tmpfs "$work/disk"; } 2>/dev/null; then
        echo "disk full: skipped, needs root and mount" >&2
        return
    fi
    mounted=$work/disk
    start 2 "$output"
    wait $job || status=$?
    [ $status -eq 1 ] || fail "status $status on a full disk"
    [ ! -e "$output" ] || fail "a result on a full disk"
    grep -q 'No space left on device' "$work/log" || fail "the full disk is not named"
    mount -o remount,size=16m "$work/disk"
    finish_and_compare "$output"
    report "disk full" 1 0 - - yes
}

. "$here/support/faults_of_machines.sh"

begin=$(now)
start 2 "$work/undisturbed.h5"
wait $job || fail "the undisturbed run"
echo "undisturbed: $(seconds "$begin" "$(now)") s on 2 ranks, checkpoint every $interval s"
echo
report fault times "finished before" "end of job" "last write" equal
report ------------------------------------ ----: --------------: ------------: ----------: -----
repeat "kill -9 of a rank or of mpirun" $kills rank mpirun
repeat "SIGTERM to a rank, SIGUSR1 to mpirun" $signals term usr1
damage "journal cut at a random byte" $cuts cut_file
damage "random byte of a journal flipped" $flips flip_byte
full_disk
clock_jumps $others
vanished $others
different_processors
network_folder
on_a_disk "power cut, ext4" $others power_cut
on_a_disk "disk becomes read-only, ext4" $others read_only
memory_ends "killed for want of memory" $others killed_by_the_kernel
[ "$others" -eq 1 ] || memory_ends "no more memory is given" $others prlimit_of
echo
echo "$(seconds "$begin" "$(now)") s"

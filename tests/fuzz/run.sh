#!/usr/bin/env bash
# Builds the fuzz targets with clang and runs each for a bounded time, from its corpus; prints how often each was executed.
#   bash tests/fuzz/run.sh [SECONDS [TARGET ...]]      10 seconds each; RUNS=1000000: that many executions instead
# As many targets at a time as there are cores. MIRAGE_BUILD names a build that has them (tests/sanitize.sh input makes one).
# What a target stopped at is left in build-fuzz/found, to be run again: build-fuzz/tests/fuzz/TARGET_fuzz FILE
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
seconds=${1:-10}
targets=("${@:2}")
[ ${#targets[@]} -gt 0 ] || targets=(axis deck arguments data checkpoint)
if ! echo 'extern "C" int LLVMFuzzerTestOneInput(const char*, unsigned long) { return 0; }' |
    clang++ -x c++ -fsanitize=fuzzer,address,undefined -o /dev/null - 2>/dev/null; then
    echo "tests/fuzz/run.sh: needs clang with libFuzzer (Debian: clang libclang-rt-dev)" >&2
    exit 1
fi

build=${MIRAGE_BUILD:-build-fuzz}
found="build-fuzz/found"
mkdir -p "$found"
if [ -z "${MIRAGE_BUILD:-}" ]; then
    cmake -S . -B build-fuzz -DCMAKE_C_COMPILER=clang -DCMAKE_CXX_COMPILER=clang++ -DCMAKE_BUILD_TYPE=None -DMIRAGE_BUILD_FUZZERS=ON \
        -DMIRAGE_BUILD_PROGRAM=OFF -DMIRAGE_BUILD_TESTS=OFF -DMIRAGE_INSTRUCTION_SETS=plain >build-fuzz/configure.log 2>&1 ||
        { cat build-fuzz/configure.log; exit 1; }
fi
cmake --build "$build" --parallel "$(nproc)" --target fuzzers >build-fuzz/build.log 2>&1 || { cat build-fuzz/build.log; exit 1; }

export ASAN_OPTIONS=malloc_context_size=0:quarantine_size_mb=8:thread_local_quarantine_size_kb=64  # a third faster
bound=(-max_total_time="$seconds")
[ -z "${RUNS:-}" ] || bound=(-runs="$RUNS")
fuzz() {
    local target=$1 log=build-fuzz/$1.log executions coverage
    local grown=build-fuzz/corpus/$target  # what a run adds goes here, not into the sources
    mkdir -p "$grown"
    if ! "$build/tests/fuzz/${target}_fuzz" "${bound[@]}" -timeout=30 -rss_limit_mb=2048 -max_len=4096 -print_final_stats=1 \
        -artifact_prefix="$found/$target-" "$grown" "tests/fuzz/corpus/$target" >"$log" 2>&1; then
        tail -n 60 "$log"
        echo "tests/fuzz/run.sh: $target failed, see $log" >&2
        return 1
    fi
    executions=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
    coverage=$(grep -o 'cov: [0-9]*' "$log" | tail -n 1)
    echo "fuzz $target: $executions executions, ${coverage#cov: } edges, no failure"
}
running=() failed=0
for target in "${targets[@]}"; do
    if [ ${#running[@]} -ge "$(nproc)" ]; then
        wait "${running[0]}" || failed=1
        running=("${running[@]:1}")
    fi
    fuzz "$target" &
    running+=($!)
done
for job in "${running[@]}"; do wait "$job" || failed=1; done
exit $failed

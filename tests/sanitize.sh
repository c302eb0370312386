#!/usr/bin/env bash
# Builds the tests with sanitizers (clang: g++ takes a minute for each of the kernels) and runs them.
#   bash tests/sanitize.sh memory [CTEST OPTIONS]    AddressSanitizer and UndefinedBehaviorSanitizer, nearly every test
#   bash tests/sanitize.sh input [CTEST OPTIONS]     the same for what reads and writes files, and a few of the rest, without the kernels: half the time;
#                                                    builds what tests/fuzz/run.sh runs, too
#   bash tests/sanitize.sh threads                   ThreadSanitizer, the OpenMP parts
#
# memory. Leaks are looked for in tests that start neither MPI nor HDF5: OpenMPI, libevent and HDF5 keep what they have until the end.
# MIRAGE_TEST_REDUCED=1 is set: show_command_test and damage_test.py, which start the program hundreds of times, take a tenth of
# the damaged files, and damage_test.py none for plot.py, of which sanitizers see nothing. Left out, because they start the program
# as others do and take many minutes: plot, pictures, figures, readme, slurm, faults. MPI tests run on 2 ranks.
#
# threads. g++'s libgomp is not instrumented: its barriers are invisible and everything after one looks like a race. So this
# is clang's libomp, whose tool archer tells ThreadSanitizer of every fork, join, barrier and task. MPI and HDF5 are not
# instrumented either and are ignored (ignore_noninstrumented_modules). What it proves: in the runs below, no two threads of
# a rank touch the same memory unordered in mirage's own code (queue, records, progress, journals, tables made once). It says
# nothing about races inside MPI or HDF5, nor between ranks. A race written on purpose is run first and must be found.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. jobs/environment.sh
kind=${1:-}
shift || true
build=build-$kind
kernels=ON sets="" fuzzers=OFF
case $kind in
memory) sanitizers=address,undefined targets=(all) ;;
input)
    sanitizers=address,undefined
    kernels=OFF sets=plain fuzzers=ON
    stems=(input_error text axis settings configuration check arguments output data request journal fingerprint checkpoint
           checkpoint_writer resume hdf5_handle result_file result_reader result_writer communicator hold scheduler sweep point_sweep
           spectrum_sweep program point_command line_command formula_command show_command sweep_command matsubara gap_equation point
           retarded_spectrum interface)
    targets=("${stems[@]/%/_test}" mirage_executable fuzzers)
    set -- --tests-regex "^($(IFS="|"; echo "${stems[*]}")|damage)(_2_ranks)?\$" "$@"
    ;;
threads) sanitizers=thread targets=(checkpoint_writer_test scheduler_test sweep_test spectrum_sweep_test race mirage_executable) ;;
*)
    echo "usage: bash tests/sanitize.sh memory|input|threads" >&2
    exit 2
    ;;
esac
if ! command -v clang++ >/dev/null; then
    echo "tests/sanitize.sh: needs clang (Debian: clang libclang-rt-dev llvm libomp-dev)" >&2
    exit 1
fi
mkdir -p "$build"
cmake -S . -B "$build" -DCMAKE_C_COMPILER=clang -DCMAKE_CXX_COMPILER=clang++ -DCMAKE_BUILD_TYPE=None \
    -DCMAKE_CXX_FLAGS="-O1 -D_GLIBCXX_ASSERTIONS" -DMIRAGE_BUILD_TESTS=ON -DMIRAGE_SANITIZE="$sanitizers" -DMIRAGE_SANITIZE_KERNELS=$kernels \
    ${sets:+-DMIRAGE_INSTRUCTION_SETS=$sets} -DMIRAGE_BUILD_FUZZERS=$fuzzers \
    -DCMAKE_DISABLE_PRECOMPILE_HEADERS=ON >"$build/configure.log" 2>&1 || # every source includes what it uses
    { cat "$build/configure.log"; exit 1; }
cmake --build "$build" --parallel "$(nproc)" --target "${targets[@]}" >"$build/build.log" 2>&1 || { tail -n 50 "$build/build.log"; exit 1; }

export OMPI_MCA_rmaps_base_oversubscribe=1
if [ "$kind" != threads ]; then
    export ASAN_OPTIONS=detect_leaks=0:detect_stack_use_after_return=1 UBSAN_OPTIONS=print_stacktrace=1 MIRAGE_TEST_REDUCED=1
    ctest --test-dir "$build" --exclude-regex '^(plot|pictures|figures|readme|slurm|faults|.*_(1|3|5)_ranks)$' --parallel "$(nproc)" --timeout 900 --output-on-failure "$@"
    # leaks, in what starts neither MPI nor HDF5
    for test in matsubara gap_equation point retarded_spectrum text axis settings configuration check arguments data hold journal checkpoint interface/interface; do
        ASAN_OPTIONS=detect_leaks=1 "$build/tests/${test}_test" >"$build/leaks.log" 2>&1 || { cat "$build/leaks.log"; exit 1; }
    done
    exit
fi

archer=$(ls /usr/lib/llvm-*/lib/libarcher.so 2>/dev/null | head -n 1)
export OMP_TOOL_LIBRARIES=$archer OMP_NUM_THREADS=4
export TSAN_OPTIONS=ignore_noninstrumented_modules=1:halt_on_error=1:second_deadlock_stack=1:atexit_sleep_ms=0
if "$build/tests/race" >"$build/race.log" 2>&1 || ! grep -q 'data race' "$build/race.log"; then
    echo "tests/sanitize.sh: a race written on purpose was not found" >&2
    exit 1
fi
run() {
    "$@" >"$build/run.log" 2>&1 || { cat "$build/run.log"; echo "tests/sanitize.sh: $*" >&2; exit 1; }
    if grep -q 'ThreadSanitizer' "$build/run.log"; then cat "$build/run.log"; exit 1; fi
    echo "threads: ${*#"$build"/} clean"
}
for test in checkpoint_writer scheduler sweep spectrum_sweep; do run "$build/tests/${test}_test"; done
run mpirun --oversubscribe -n 2 "$build/tests/scheduler_test"  # with the thread that talks
run "$build/mirage" line --T 0.05:1:8 --beta 7 --alpha 0.3 --threads 4
run "$build/mirage" spectrum --T 0.1 --B 2 --beta 7 --gamma 0.2 --energy 0:8:64 --threads 4

#!/usr/bin/env bash
# By hand: the library, the C interface and the Python package without program, MPI, HDF5 and OpenMP, by each compiler: what the library
# shows and needs, the examples in other languages, and the tests of the Python package that need no program.
#   bash tests/library_alone.sh [COMPILER ...]       default: g++ clang++
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
compilers=("$@")
[ ${#compilers[@]} -gt 0 ] || compilers=(g++ clang++)
python=${MIRAGE_PYTHON:-/usr/bin/python3}
for compiler in "${compilers[@]}"; do
    c=${compiler/clang++/clang}
    c=${c/g++/gcc}
    build=build-alone-$compiler
    mkdir -p "$build"
    cmake -S . -B "$build" -DCMAKE_CXX_COMPILER="$compiler" -DCMAKE_C_COMPILER="$c" -DCMAKE_BUILD_TYPE=Release -DMIRAGE_BUILD_PROGRAM=OFF \
        -DMIRAGE_BUILD_TESTS=OFF -DMIRAGE_WARNINGS_AS_ERRORS=ON -DCMAKE_DISABLE_FIND_PACKAGE_MPI=ON -DCMAKE_DISABLE_FIND_PACKAGE_HDF5=ON \
        -DCMAKE_DISABLE_FIND_PACKAGE_OpenMP=ON ${MIRAGE_ALONE_OPTIONS:-} >"$build/configure.log" 2>&1 || { cat "$build/configure.log"; exit 1; }
    cmake --build "$build" --parallel "$(nproc)" --target mirage_interface >"$build/build.log" 2>&1 || { tail -n 50 "$build/build.log"; exit 1; }
    library=$PWD/$build/libmirage-ising.so.1
    echo "== $compiler"
    cmake -DLIBRARY="$library" -DNM=nm -DREADELF=readelf -DHEADER="$PWD/include/mirage/mirage.h" -P tests/interface/symbols.cmake
    bash tests/interface/examples_test.sh "$PWD" "$PWD/$build" "$PWD/$build/examples" "$c"
    # whoever starts the program after all fails: it is not there
    MIRAGE_LIBRARY=$library MIRAGE_PROGRAM=/nonexistent bash tests/python/run.sh "$python" -m "not program"
done

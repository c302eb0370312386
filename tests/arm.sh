#!/usr/bin/env bash
# By hand: compiles the library and the C interface for 64-bit Arm on an x86 machine (Debian's cross compiler, headers of the host) and
# runs tests of the library under qemu-user, which takes about 50 times as long as on the machine itself.
#   bash tests/arm.sh [TEST ...]        default: from every folder of the library the quick ones, five minutes of one core
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
bash jobs/install.sh g++-aarch64-linux-gnu qemu-user googletest
build=${MIRAGE_ARM_BUILD:-build-arm}
tests=("$@")
[ ${#tests[@]} -gt 0 ] || tests=(
    complex_lane roots matsubara digamma units material film
    generating_function self_energy kernel general_terms direction_rule material_kernel pair_kernel turning_terms retarded_pocket
    gap_equation gap_roots material_gap material_point
    second_order_field field_curve momentum_ridges pair_breaking
    mirage_gap abrikosov_gorkov pocket_field tilted_field
    retarded_spectrum clean_features triplet_spectrum bands
    fermi_surface interface)

mkdir -p "$build"
cat >"$build/toolchain.cmake" <<'C'
set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR aarch64)
set(CMAKE_C_COMPILER aarch64-linux-gnu-gcc)
set(CMAKE_CXX_COMPILER aarch64-linux-gnu-g++)
set(CMAKE_CROSSCOMPILING_EMULATOR qemu-aarch64 -L /usr/aarch64-linux-gnu)
C
host=/usr/lib/$(dpkg-architecture -qDEB_HOST_MULTIARCH)/cmake
common=(-DCMAKE_TOOLCHAIN_FILE="$PWD/$build/toolchain.cmake" -DCMAKE_BUILD_TYPE=Release)
if [ ! -d "$build/gtest/lib" ]; then
    cmake -S /usr/src/googletest -B "$build/googletest" "${common[@]}" -DBUILD_GMOCK=OFF -DCMAKE_INSTALL_PREFIX="$PWD/$build/gtest" \
        -DCMAKE_INSTALL_LIBDIR=lib >"$build/configure.log"
    cmake --build "$build/googletest" --target install --parallel "$(nproc)" >"$build/gtest.log"
fi
# fmt, Boost, Eigen and nlohmann-json are headers alone here: those of the host do
cmake -S . -B "$build" "${common[@]}" -DMIRAGE_BUILD_PROGRAM=OFF -DMIRAGE_STATIC_RUNTIME=ON -DMIRAGE_BUILD_TESTS=ON \
    -DMIRAGE_WARNINGS_AS_ERRORS=ON -DCMAKE_DISABLE_FIND_PACKAGE_MPI=ON -DCMAKE_DISABLE_FIND_PACKAGE_HDF5=ON \
    -DGTest_DIR="$PWD/$build/gtest/lib/cmake/GTest" -Dfmt_DIR="$host/fmt" -Dnlohmann_json_DIR=/usr/share/cmake/nlohmann_json \
    -DBoost_DIR="$host/Boost-1.74.0" -DBoost_INCLUDE_DIR=/usr/include -DCMAKE_DISABLE_PRECOMPILE_HEADERS=ON \
    ${MIRAGE_ARM_OPTIONS:-} >>"$build/configure.log"
cmake --build "$build" --parallel "$(nproc)" --target mirage_interface "${tests[@]/%/_test}"
ctest --test-dir "$build" --parallel "$(nproc)" --output-on-failure -R "^($(IFS='|'; echo "${tests[*]}"))\$"

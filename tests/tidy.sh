#!/usr/bin/env bash
# Looks for slips without running anything, and ends with status 1 where there is one.
#   bash tests/tidy.sh               every source of src and tests, scripts and Python
#   bash tests/tidy.sh FILE.cpp ...  these sources
# C++: clang-tidy with the checks of .clang-tidy; about 8 s for each source on one core. What was clean is not looked at again
# until the source, a header of the project or the checks change (build-tidy/clean). Scripts: shellcheck, warnings and errors; the
# words that are split on purpose are notes to it. Python: pyflakes3, without the lines marked noqa and without the recipe of
# Spack, which has to begin with `import *`.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
root=$PWD
build="$root/build-tidy"
for program in clang++ clang-tidy shellcheck pyflakes3; do
    if ! command -v "$program" >/dev/null; then
        echo "tests/tidy.sh: needs $program (Debian: clang clang-tidy libomp-dev shellcheck pyflakes3)" >&2
        exit 1
    fi
done
mkdir -p "$build/clean" "$build/found"
rm -f "$build"/found/*
cmake -S . -B "$build" -DCMAKE_CXX_COMPILER=clang++ -DMIRAGE_BUILD_TESTS=ON -DMIRAGE_BUILD_BENCHMARKS=ON -DCMAKE_EXPORT_COMPILE_COMMANDS=ON \
    -DCMAKE_DISABLE_PRECOMPILE_HEADERS=ON >"$build/configure.log" 2>&1 && # headers parsed before belong to another compiler
    cmake --build "$build" --target mirage_write_version >>"$build/configure.log" 2>&1 ||
    { cat "$build/configure.log"; exit 1; }

if [ $# -gt 0 ]; then
    mapfile -t sources < <(realpath --relative-to="$root" "$@")
else # those that are compiled
    mapfile -t sources < <(grep -o "\"file\": \"$root/[^\"]*\.cpp\"" "$build/compile_commands.json" | sed "s|.*\"$root/||; s|\"\$||" |
        grep -v '^build' | sort -u)
    git ls-files -z '*.sh' '*.sbatch' | xargs -0 shellcheck -x -S warning -f gcc >"$build/found/scripts" || true
    { git ls-files -z '*.py' ':!*/spack/*' | xargs -0 pyflakes3 || true; } | while IFS=: read -r file line what; do
        sed -n "${line}p" "$file" | grep -q '# noqa' || echo "$file:$line:$what"
    done >"$build/found/python"
fi
common=$({ cat .clang-tidy "$build/CMakeCache.txt" && git ls-files -z 'src/*.hpp' 'include/*.hpp' 'tests/*.hpp' | xargs -0 cat; } | sha256sum)
export root build common
tidy() { # SOURCE
    local name=${1//\//+} state
    state=$(echo "$common" | cat - "$1" | sha256sum)
    [ "$(cat "$build/clean/$name" 2>/dev/null)" != "$state" ] || return 0
    clang-tidy -p "$build" --quiet "$1" >"$build/found/$name" 2>"$build/found/$name.log" || true
    if [ -s "$build/found/$name" ]; then return; fi
    if grep -q 'rror' "$build/found/$name.log"; then mv "$build/found/$name.log" "$build/found/$name"; return; fi
    rm "$build/found/$name" "$build/found/$name.log"
    echo "$state" >"$build/clean/$name"
}
export -f tidy
printf '%s\0' "${sources[@]}" | xargs -0 -n 1 -P "$(nproc)" bash -c 'tidy "$1"' tidy
rm -f "$build"/found/*.log
find "$build/found" -type f -exec cat {} + | sed "s|$root/||" | sort -u >"$build/findings"
# one of a header comes with every source that includes it
grep -E '^[^ ]+:[0-9]+:' "$build/findings" || true
if [ -s "$build/findings" ]; then exit 1; fi
echo "tidy: ${#sources[@]} sources clean"

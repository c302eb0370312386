#!/usr/bin/env bash
# Installs what is missing of the packages named on the command line, or of those that mirage needs (Debian 12).
#   bash jobs/install.sh [PACKAGE|GROUP ...]      a group: docs, what the documentation is built with;
#                                               explorer, what the live page is built with
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

declare -A groups=(
    [docs]="python3-sphinx furo python3-myst-parser python3-breathe doxygen libjs-katex
            python3-numpydoc python3-lmfit python3-h5py python3-h5netcdf python3-xarray python3-matplotlib hdf5-tools"
    [explorer]="clang-14 lld-14 lld llvm-14 wasi-libc libc++-14-dev-wasm32 libc++abi-14-dev-wasm32 libclang-rt-14-dev-wasm32 zstd
                cmake make git libeigen3-dev libboost-dev libfmt-dev nlohmann-json3-dev"
)
packages=()
# shellcheck disable=SC2206  # a group is words
for word in "$@"; do packages+=(${groups[$word]:-$word}); done
if [ ${#packages[@]} -eq 0 ]; then
    packages=(g++ cmake make git openmpi-bin libopenmpi-dev libeigen3-dev libhdf5-openmpi-dev hdf5-tools
              libboost-dev libfmt-dev nlohmann-json3-dev zlib1g-dev libgtest-dev libbenchmark-dev
              python3 python3-numpy python3-matplotlib python3-h5py python3-xarray python3-h5netcdf)
fi

if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
    echo "install.sh: not a Debian system, nothing installed; needed are the equivalents of: ${packages[*]}" >&2
    exit 0
fi
missing=()
for package in "${packages[@]}"; do
    status=$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null || true)
    [ "$status" = installed ] || missing+=("$package")
done
[ ${#missing[@]} -gt 0 ] || exit 0

# sudo asks for a password only where somebody can type it
root=()
if [ "$(id -u)" -ne 0 ]; then
    root=(sudo)
    if ! sudo -n true 2>/dev/null && ! { [ -t 0 ] && sudo -v; }; then
        echo "install.sh: no rights to install packages; please have installed: ${missing[*]}" >&2
        exit 1
    fi
fi

echo "installing ${missing[*]}"
mkdir -p build
log=build/packages.log
apt() { "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 "$@" </dev/null; }
if ! { apt update && apt install -y --no-install-recommends "${missing[@]}"; } >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    echo "install.sh: apt-get failed; the whole log is $log" >&2
    exit 1
fi

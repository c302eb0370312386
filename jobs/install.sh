#!/usr/bin/env bash
# Installs what is missing of the packages named on the command line, or of those that mirage needs (Debian 12).
#   bash jobs/install.sh [PACKAGE ...]
set -euo pipefail

packages=("$@")
if [ ${#packages[@]} -eq 0 ]; then
    packages=(g++ cmake make git openmpi-bin libopenmpi-dev libeigen3-dev libhdf5-openmpi-dev hdf5-tools
              libboost-program-options-dev libboost-dev libfmt-dev nlohmann-json3-dev libgtest-dev libbenchmark-dev
              python3 python3-numpy python3-matplotlib python3-h5py python3-xarray python3-h5netcdf)
fi

missing=()
for package in "${packages[@]}"; do
    status=$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null || true)
    [ "$status" = installed ] || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

run=()
if [ "$(id -u)" -ne 0 ]; then
    if sudo -n true 2>/dev/null; then
        run=(sudo)
    else
        echo "install.sh: please have installed: ${missing[*]}" >&2
        exit 1
    fi
fi
echo "installing ${missing[*]}"
log=$(mktemp)
export DEBIAN_FRONTEND=noninteractive
if ! { "${run[@]}" apt-get -o DPkg::Lock::Timeout=300 update -qq &&
       "${run[@]}" apt-get -o DPkg::Lock::Timeout=300 install -y -qq --no-install-recommends "${missing[@]}"; } >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    echo "install.sh: apt-get failed; the whole log is in $log" >&2
    exit 1
fi
rm -f "$log"

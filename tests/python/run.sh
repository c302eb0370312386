#!/usr/bin/env bash
# bash run.sh PYTHON [PYTEST OPTIONS]: the tests and the examples of the docstrings; -m "not program": those that need the library alone.
# MIRAGE_LIBRARY and MIRAGE_PROGRAM say what is tested, MIRAGE_CALLS how many random calls are made.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
python=${1:-/usr/bin/python3}
if ! "$python" -c 'import h5netcdf, h5py, matplotlib, numpy, pytest, xarray' 2>/dev/null; then
    echo "$python has no h5netcdf, h5py, matplotlib, numpy, pytest or xarray: left out"
    exit 77
fi
export PYTHONPATH=src/python PYTHONDONTWRITEBYTECODE=1
exec "$python" -m pytest -q -p no:cacheprovider --doctest-modules src/python tests/python "${@:2}"

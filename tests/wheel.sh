#!/usr/bin/env bash
# By hand: a wheel compiled from source, from the tree and from a source archive, installed without network in an environment of its own
# (wheel_test.sh does it with a library that is there); what the library needs of the machine; every Python that is there.
#   bash tests/wheel.sh [PYTHON ...]       default: /usr/bin/python3, whose packages are used, and those of pyenv
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
bash jobs/install.sh python3-pip python3-venv binutils
base=/usr/bin/python3
pythons=("$@")
# shellcheck disable=SC2207  # no name here has a space
[ ${#pythons[@]} -gt 0 ] || pythons=("$base" $(ls -d "${PYENV_ROOT:-$HOME/.pyenv}"/versions/*/bin/python 2>/dev/null || true))
work=$PWD/build-wheel
rm -rf "$work"
mkdir "$work"
unset PYTHONPATH MIRAGE_LIBRARY PIP_REQUIRE_VIRTUALENV
export PIP_DISABLE_PIP_VERSION_CHECK=1 PYTHONDONTWRITEBYTECODE=1

cat >"$work/tried.py" <<'P'
import os, sys
import ising_mirage as mirage
from ising_mirage._library import library
assert os.path.realpath(library._name).startswith(os.path.realpath(sys.prefix)), library._name
point = mirage.point(T=0.02, B=0.74, beta=0.3)
line = mirage.line(T=[0.5, 2.0], beta=4.1, tc0=3.0)
assert abs(point.order_parameter - 0.885979657032) < 1e-10, point
assert abs(line.B_c2.values - [53.7081433291518, 26.254581274066]).max() < 1e-9, line
print(f"  Python {sys.version.split()[0]}: point and line as in the README")
P

# pip wheel of the tree, pip install of the source archive: both compile, the second one only one build of the kernels
(cd src/python && "$base" -c "import backend; backend.build_sdist('$work')")
"$base" -m pip wheel --quiet --no-index --no-deps --wheel-dir "$work" ./src/python
"$base" -m venv --system-site-packages "$work/venv-source"
CMAKE_ARGS=-DMIRAGE_INSTRUCTION_SETS=plain "$work/venv-source/bin/python" -m pip install --quiet --no-index "$work"/*.tar.gz
echo "== installed from the source archive"
"$work/venv-source/bin/python" "$work/tried.py"

wheel=$(ls "$work"/*.whl)
mkdir "$work/content"
"$base" -m zipfile -e "$wheel" "$work/content"
library=$work/content/ising_mirage/libmirage-ising.so.1
echo "== $(basename "$wheel"), $(stat -c %s "$wheel") bytes"
echo "  needs $(readelf -d "$library" | sed -nE 's/.*NEEDED.*\[(.*)\]/\1/p' | xargs), $(objdump -T "$library" | grep -oE 'GLIBC_[0-9.]+' | sort -Vu | tail -n 1)"
if readelf -d "$library" | grep -E 'NEEDED.*(stdc\+\+|gcc_s|gomp|fmt|mpi|hdf5)'; then exit 1; fi

for python in "${pythons[@]}"; do
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 8))' 2>/dev/null || { echo "  $python: before Python 3.8, left out"; continue; }
    name=$work/venv-$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')-$(printf %s "$python" | cksum | cut -d ' ' -f 1)
    "$python" -m venv --system-site-packages "$name"
    "$name/bin/python" -m pip install --quiet --no-index --no-deps "$wheel"
    if "$name/bin/python" -c 'import numpy, xarray' 2>/dev/null; then
        "$name/bin/python" "$work/tried.py"
    else # the sources are of its language, the library is loaded
        "$name/bin/python" -m compileall -q -f "$name"/lib/python3*/site-packages/ising_mirage
        "$name/bin/python" -c "
import ctypes, glob, sys
library = ctypes.CDLL(glob.glob(sys.prefix + '/lib/python3*/site-packages/ising_mirage/libmirage-ising.so.1')[0])
library.mirage_version.restype = ctypes.c_char_p
assert library.mirage_abi() == 1
print('  Python', sys.version.split()[0] + ': no NumPy or xarray; compiles the package, loads the library', library.mirage_version().decode())"
    fi
done

#!/usr/bin/env bash
# bash wheel_test.sh PYTHON LIBRARY FOLDER: a wheel with that library, installed without network in an environment of its own, from a
# source archive too; computes there.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
python=$1 library=$2 folder=$3
if ! "$python" -c 'import ensurepip, venv, xarray' 2>/dev/null || ! "$python" -m pip --version >/dev/null 2>&1; then
    echo "$python has no pip, venv or xarray: left out"
    exit 77
fi
rm -rf "$folder"
mkdir -p "$folder"
source=$PWD/src/python
unset PYTHONPATH PIP_REQUIRE_VIRTUALENV
export PYTHONDONTWRITEBYTECODE=1 PIP_DISABLE_PIP_VERSION_CHECK=1 MIRAGE_LIBRARY=$library

(cd "$source" && "$python" -c "import backend; print(backend.build_sdist('$folder'))") >"$folder/name"
mkdir "$folder/unpacked"
tar -xzf "$folder/$(cat "$folder/name")" -C "$folder/unpacked" --strip-components=1
for from in "$source" "$folder/unpacked"; do
    "$python" -m pip wheel --quiet --no-index --no-deps --wheel-dir "$folder/wheels" "$from"
    sha256sum "$folder"/wheels/*.whl | cut -d ' ' -f 1 >>"$folder/sums"
    rm -rf "$folder/venv"
    "$python" -m venv --system-site-packages --without-pip "$folder/venv"
    "$python" -m pip --python "$folder/venv/bin/python" install --quiet --no-index "$folder"/wheels/*.whl
    (cd "$folder" && env -u MIRAGE_LIBRARY venv/bin/python -c "
import ising_mirage, importlib.metadata, os
from ising_mirage._library import library
assert os.path.realpath(library._name).startswith(os.path.realpath('venv')), library._name
assert importlib.metadata.version('mirage-ising') == ising_mirage.__version__
assert abs(ising_mirage.line(T=[0.5], beta=7).B_c2.item() - ising_mirage.formula.ising(T=0.5, beta=7).item()) < 1e-9
assert ising_mirage.point(T=0.1, B=2, beta=7).phase == 'gapped'")
    rm -rf "$folder/wheels"
done
[ "$(sort -u "$folder/sums" | wc -l)" = 1 ] || { echo "the source archive gives another wheel"; exit 1; }
[ ! -e "$source/build" ] && [ -z "$(find "$source" -name '*.egg-info')" ]

#!/usr/bin/env bash
# Makes anew what README.md prints and shows: the outputs of its commands, the pictures in jobs/figures. With --check it writes nothing and
# says what no longer holds.
#   bash jobs/readme.sh [--check] [--program build/mirage] [--out build/readme]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

. jobs/environment.sh
python="${MIRAGE_PYTHON:-/usr/bin/python3}"
"$python" -c 'import xarray' 2>/dev/null || python=/usr/bin/python3
exec "$python" -B jobs/docs/readme.py --python-path src/python "$@"

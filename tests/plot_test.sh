#!/usr/bin/env bash
# jobs/plot.py on result files of every shape, and on files that are none.
#   bash tests/plot_test.sh PROGRAM
set -euo pipefail
program=$(realpath "$1")
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. jobs/environment.sh
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
fail() { echo "plot_test.sh: $1" >&2; exit 1; }
printf '[material]\nbeta = 7\n' >"$folder/empty.cfg"

# grid -> the pictures that it must give, one or several axes long
expect() { # kinds, settings...
    local kinds=$1 kind
    shift
    rm -rf "$folder/pictures" "$folder/run.h5"
    "$program" sweep "$folder/empty.cfg" --output "$folder/run.h5" "$@" >"$folder/log" 2>&1 || fail "$* : $(cat "$folder/log")"
    "$MIRAGE_PYTHON" jobs/plot.py "$folder/run.h5" --out "$folder/pictures" >"$folder/names" || fail "$*: plot.py failed"
    for kind in $kinds; do
        for suffix in png pdf; do [ -s "$folder/pictures/run-$kind.$suffix" ] || fail "$*: no $kind.$suffix"; done
    done
    [ "$(wc -l <"$folder/names")" -eq "$(echo "$kinds" | wc -w)" ] || fail "$*: $(cat "$folder/names")"
}
expect "phase-diagram lines" --T 0.1:1.1:4 --B 0:6:5
expect "phase-diagram lines spectra" --T 0.1:1.1:3 --B 0:6:5 --gamma 0,0.1,0.2,0.3,0.4,0.5 --alpha 0,0.3 --energy 0:8:9 --spectrum.T 0.1
expect "order-parameter lines" --T 0.1:1:4 --B 2 --gamma 0,0.4
expect "order-parameter" --T 0.1 --B 0:6:5
expect "order-parameter lines" --T 0.1 --B 0:6:5 --gamma 0:1:9
expect "couplings" --T 0.1 --B 2 --alpha 0:1:3 --gamma 0:1:3
expect "couplings spectra" --T 0.1 --B 2 --energy 0:8:33
expect "couplings" --T 1.2 --B 2
# a further axis: pictures for its values, and one that compares them
expect "phase-diagram-beta-3 lines-beta-3 phase-diagram-beta-7 lines-beta-7 lines-beta" --T 0.1:1.1:4 --B 0:6:5 --beta 3,7.0
expect "phase-diagram-beta-3 lines-beta-3 spectra-beta-3 phase-diagram-beta-7 lines-beta-7 lines-beta" --T 0.1:1.1:4 --B 0:6:5 \
    --beta 3,7.0 --energy 0:8:9 --spectrum-beta 3
# lines that did not converge are marked, and a file of an older version has no status of lines
"$MIRAGE_PYTHON" - "$folder/run.h5" <<'END'
import sys, h5py
with h5py.File(sys.argv[1], "r+") as f:
    f["line_status"][..., 1:3] = 1
    f["B_c2"][..., 1:3] = float("nan")
END
"$MIRAGE_PYTHON" jobs/plot.py "$folder/run.h5" --out "$folder/marked" >/dev/null || fail "lines that did not converge"
"$MIRAGE_PYTHON" -c 'import h5py, sys; f = h5py.File(sys.argv[1], "r+"); del f["line_status"], f["plane_status"]' "$folder/run.h5"
"$MIRAGE_PYTHON" jobs/plot.py "$folder/run.h5" --out "$folder/older" >/dev/null || fail "a file without status of lines"
"$program" show "$folder/run.h5" >/dev/null || fail "show: a file without status of lines"

# fits: one sample with a plan, two that share a coupling
"$program" fit jobs/data/synthetic-nbse2.csv --model ising --plan 60 --format json --output "$folder/one.json"
"$program" fit jobs/data/synthetic-two-samples.csv --model ising --share beta --format json --output "$folder/two.json"
for name in one two; do
    "$MIRAGE_PYTHON" jobs/plot.py "$folder/$name.json" --out "$folder/pictures" >"$folder/names"
    for suffix in png pdf; do [ -s "$folder/pictures/$name-fit.$suffix" ] || fail "no $name-fit.$suffix"; done
done

refuse() { # file
    local status=0
    "$MIRAGE_PYTHON" jobs/plot.py "$1" --out "$folder/none" >"$folder/out" 2>"$folder/err" || status=$?
    [ "$status" -eq 2 ] || fail "$1: exit status $status"
    [ "$(wc -l <"$folder/err")" -eq 1 ] || fail "$1: $(cat "$folder/err")"
    [ ! -e "$folder/none" ] || fail "$1: something was written"
}
refuse "$folder/missing.h5"
refuse "$folder"
refuse jobs/plot.py
head -c 3000 "$folder/run.h5" >"$folder/cut.h5"
refuse "$folder/cut.h5"
"$MIRAGE_PYTHON" -c 'import h5py, sys; h5py.File(sys.argv[1], "w")["x"] = 1' "$folder/other.h5"
refuse "$folder/other.h5"
for content in '' '{}' '[1]' '{"model": "exact", "parameters": {}, "reduced_chi2": 1, "samples": []}'; do
    echo "$content" >"$folder/none.json"
    refuse "$folder/none.json"
done
sed 's/"curve": {/"curve": {"T": [1], "old": {/' "$folder/one.json" >"$folder/bent.json"
refuse "$folder/bent.json"
"$MIRAGE_PYTHON" jobs/plot.py --help >/dev/null
status=0
"$MIRAGE_PYTHON" jobs/plot.py "$folder/run.h5" --out "$folder/run.h5/x" 2>/dev/null || status=$?
[ "$status" -eq 1 ] || fail "an impossible folder: exit status $status"

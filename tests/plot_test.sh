#!/usr/bin/env bash
# `mirage plot` and jobs/plot.py on files of every kind and shape, and on files that are none.
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
    "$program" sweep "$folder/empty.cfg" --output "$folder/run.h5" --overwrite "$@" >"$folder/log" 2>&1 || fail "$* : $(cat "$folder/log")"
    "$MIRAGE_PYTHON" jobs/plot.py "$folder/run.h5" --out "$folder/pictures" >"$folder/names" || fail "$*: plot.py failed"
    for kind in $kinds; do
        for suffix in png pdf; do [ -s "$folder/pictures/run-$kind.$suffix" ] || fail "$*: no $kind.$suffix"; done
    done
    [ "$(grep -c 'png$' "$folder/names")" -eq "$(echo "$kinds" | wc -w)" ] || fail "$*: $(cat "$folder/names")"
}
expect "phase-diagram lines spectra" --T 0.1:1.1:3 --B 0:6:5 --gamma 0,0.1 --alpha 0,0.3 --energy 0:8:9 --spectrum.T 0.1
expect "order-parameter lines" --T 0.1:1:4 --B 2 --gamma 0,0.4
expect "order-parameter" --T 0.1 --B 0:6:5
expect "order-parameter lines" --T 0.1 --B 0:6:5 --gamma 0:1:9
expect "couplings" --T 0.1 --B 2 --alpha 0:1:3 --gamma 0:1:3
expect "spectra" --T 0.1 --B 2 --energy 0:8:33
expect "phase-diagram lines spectra conductance" --T 0.1:1.1:6 --B 0:6:5 --beta 7 --gamma 0.1 --alpha 0.3 --energy=-8:8:33 --conductance true
for select in T=0.1 B=1.5 T=0.1,0.3,B=1.5; do # maps over field and over temperature, curves
    for kind in spectra conductance; do
        "$MIRAGE_PYTHON" jobs/plot.py "$folder/run.h5" --out "$folder/maps" --kind $kind --select "$select" >"$folder/names" || fail "$kind at $select"
        [ "$(cat "$folder/names")" = "$(printf "$folder/maps/run-$kind.%s\n" png pdf)" ] || fail "$kind at $select: $(cat "$folder/names")"
        case $select in *,B*) continue ;; esac
        "$MIRAGE_PYTHON" jobs/plot.py "$folder/run.h5" --out "$folder/maps" --kind $kind-curvature --select "$select" >/dev/null || fail "$kind-curvature at $select"
    done
done
# a further axis: pictures for its values, and one that compares them
expect "phase-diagram-beta-3 lines-beta-3 spectra-beta-3 phase-diagram-beta-7 lines-beta-7 lines-beta" --T 0.1:1.1:4 --B 0:6:5 \
    --beta 3,7.0 --energy 0:8:9 --spectrum-beta 3
# lines that did not converge are marked, and a file of an older version has no status of lines
"$MIRAGE_PYTHON" - "$folder/run.h5" <<'END'
import sys, h5py
with h5py.File(sys.argv[1], "r+") as f:
    f["line_status"][..., 1:3] = 1
    f["B_c2"][..., 1:3] = float("nan")
END
"$MIRAGE_PYTHON" jobs/plot.py "$folder/run.h5" --out "$folder/marked" --kind phase-diagram >/dev/null || fail "lines that did not converge"
"$MIRAGE_PYTHON" -c 'import h5py, sys; f = h5py.File(sys.argv[1], "r+"); del f["line_status"], f["plane_status"]' "$folder/run.h5"
"$MIRAGE_PYTHON" jobs/plot.py "$folder/run.h5" --out "$folder/older" --kind lines >/dev/null || fail "a file without status of lines"
"$program" show "$folder/run.h5" >/dev/null || fail "show: a file without status of lines"

# what other commands print, as CSV and JSON -> the pictures that it must give, for one file or several
print_() { # file, words...
    "$program" "${@:2}" --output "$folder/$1" || fail "${*:2}"
}
expect_of() { # kinds, files and options...
    local kinds=$1 kind suffix
    shift
    rm -rf "$folder/pictures"
    (cd "$folder" && "$program" plot "$@" --out pictures) >"$folder/names" || fail "plot $*"
    for kind in $kinds; do
        for suffix in png pdf; do [ -s "$folder/pictures/$kind.$suffix" ] || fail "plot $*: no $kind.$suffix"; done
    done
    [ "$(grep -c 'png$' "$folder/names")" -eq "$(echo "$kinds" | wc -w)" ] || fail "plot $*: $(cat "$folder/names")"
}
si="--units si --tc0 3 --beta 4.1"
print_ a.csv line $si --T 0.1:3:9
print_ b.json line $si --T 0.1:3:9 --gamma 0.2 --format json
print_ t.csv line --beta 7 --B 0:6:5
print_ ising.csv formula ising $si --T 0.1:2.9:9
print_ gap.csv formula mirage --beta 7 --B 0:4:5
print_ s.csv spectrum --T 0.1 --B 2 --beta 7 --conductance --energy -9:9:91
print_ s2.json spectrum --T 0.1 --B 1 --beta 7 --energy -9:9:91 --format json
print_ seen.csv visibility --beta 3 --gamma 0.1 --T 0.1,0.4 --B 0.5:2:4
print_ cold.json visibility --beta 3 --T 0.1 --B 0.5:2:4 --format json
print_ bands.csv bands --T 0.1 --B 2 --beta 7 --xi -9:9:91
print_ p.json point --T 0.1 --B 2 --beta 7 --format json
print_ q.csv point --T 0.1 --B 1 --beta 7 --format csv
print_ one.json fit "$PWD/jobs/data/synthetic-nbse2.csv" --model ising --plan 60 --format json
print_ two.json fit "$PWD/jobs/data/synthetic-two-samples.csv" --model ising --share beta --format json
print_ curve.csv fit "$PWD/jobs/data/synthetic-two-samples.csv" --model ising --share beta --format csv
"$program" sweep "$folder/empty.cfg" --output "$folder/si.h5" $si --T 0.1:3:6 --B 0:60:5 --gamma 0,0.2 >/dev/null 2>&1
expect_of "a-b-lines" a.csv b.json
expect_of "t-temperatures" t.csv
expect_of "a-ising-lines" a.csv ising.csv
expect_of "gap-formula" gap.csv
expect_of "s-s2-spectra s-s2-amplitudes" s.csv s2.json
expect_of "seen-visibility seen-broadening" seen.csv
expect_of "cold-broadening" cold.json
expect_of "bands-bands" bands.csv
expect_of "p-q-solutions" p.json q.csv
expect_of "two-fit" two.json --select sample=bilayer
expect_of "one-two-fit" one.json two.json
expect_of "curve-lines" curve.csv
"$program" show "$folder/si.h5" --variable order_parameter --select gamma=0.2 --output "$folder/x.csv"
expect_of "x-values" x.csv --select T=0.1
expect_of "si-phase-diagram si-lines" si.h5 --data "$PWD/jobs/data/synthetic-nbse2.csv" --select gamma=0.2
expect_of "si-and-3-more-lines" si.h5 a.csv one.json curve.csv --kind lines
expect_of "one-fit" one.json --data "$PWD/jobs/data/synthetic-two-samples.csv"

printf 'a,t,b\n1,0.5,2\n2,0.9,1\n' >"$folder/reduced.csv"
expect_of "one-fit" one.json --data reduced.csv --columns 'T[Tc]=2,B[Bp]=3' --tc0 3

refuse() { # words...
    local status=0
    (cd "$folder" && "$program" plot "$@" --out none) >"$folder/out" 2>"$folder/said" || status=$?
    grep -v '^mirage: note: ' "$folder/said" >"$folder/err" || true
    [ "$status" -eq 2 ] || fail "$*: exit status $status"
    [ "$(wc -l <"$folder/err")" -eq 1 ] || fail "$*: $(cat "$folder/err")"
    grep -q '^mirage: ' "$folder/err" || fail "$*: $(cat "$folder/err")"
    [ ! -e "$folder/none" ] || fail "$*: something was written"
}
refuse missing.h5
refuse "$folder"
refuse "$PWD/jobs/plot.py"
head -c 3000 "$folder/run.h5" >"$folder/cut.h5"
refuse cut.h5
"$MIRAGE_PYTHON" -c 'import h5py, sys; h5py.File(sys.argv[1], "w")["x"] = 1' "$folder/other.h5"
refuse other.h5
for content in '' '{}' '[1]' '{"model": "exact", "parameters": {}, "reduced_chi2": 1, "samples": []}'; do
    echo "$content" >"$folder/none.json"
    refuse none.json
done
sed 's/"curve": {/"curve": {"T": [1], "old": {/' "$folder/one.json" >"$folder/bent.json"
refuse bent.json
refuse si.h5 --select gamma=0.3
refuse s.csv --data "$PWD/jobs/data/synthetic-nbse2.csv"
refuse run.h5 --data "$PWD/jobs/data/synthetic-nbse2.csv" # in reduced units
refuse a.csv run.h5 --kind lines
refuse si.h5 --data "$folder/empty.cfg"
refuse si.h5 --kind fit
refuse a.csv t.csv --kind lines --select beta=5
refuse run.h5 --kind conductance # without conductance = true
"$program" sweep "$folder/empty.cfg" --output "$folder/single.h5" --T 0.1 --B 2 --energy 0:8:33 >"$folder/log" 2>&1 || fail "single.h5"
refuse single.h5 --kind spectra-curvature # of one curve
"$MIRAGE_PYTHON" jobs/plot.py --help >/dev/null
status=0
"$MIRAGE_PYTHON" jobs/plot.py "$folder/run.h5" --out "$folder/run.h5/x" 2>/dev/null || status=$?
[ "$status" -eq 1 ] || fail "an impossible folder: exit status $status"

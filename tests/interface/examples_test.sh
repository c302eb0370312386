#!/usr/bin/env bash
# bash examples_test.sh SOURCE LIBRARY_FOLDER WORK CC: the examples print B_c2(T) as the C one does, which is what `mirage line` prints. A
# language whose compiler is not there is left out and said so.
set -euo pipefail
source=$1 library=$2 work=$3 cc=$4
export LD_LIBRARY_PATH=$library MIRAGE_LIBRARY=$library/libmirage-ising.so
examples=$source/jobs/examples
mkdir -p "$work" && cd "$work"

"$cc" -std=c99 -Wall -Wextra -Wpedantic -Werror -I"$source/include" "$examples/critical_fields.c" -L"$library" -lmirage-ising -o example_c
./example_c | tee expected.csv
[ "$(wc -l <expected.csv)" -eq 4 ]
grep -q '^2,26.2545812741,2$' expected.csv # of the README

compare() { # the same numbers to 9 digits
    awk -F, 'NR == FNR { for (i = 1; i <= 3; ++i) x[FNR, i] = $i; rows = FNR; next }
             { for (i = 1; i <= 3; ++i) if (($i - x[FNR, i])^2 > (1e-9 * x[FNR, i])^2) { print "differs:", $0; exit 1 } }
             END { if (FNR != rows) exit 1 }' expected.csv "$1"
}
if command -v gfortran >/dev/null; then
    gfortran -Wall -Wno-c-binding-type "$examples/critical_fields.f90" -L"$library" -lmirage-ising -o example_fortran
    ./example_fortran >fortran.csv && compare fortran.csv && echo Fortran agrees
else
    echo "no gfortran: left out"
fi
if command -v Rscript >/dev/null; then
    cp "$examples/mirage_r.c" . # R compiles where the source is
    PKG_CPPFLAGS="-I$source/include" PKG_LIBS="-L$library -lmirage-ising" R CMD SHLIB -o example_r.so mirage_r.c >r.log 2>&1 || { cat r.log; exit 1; }
    Rscript --vanilla "$examples/critical_fields.R" ./example_r.so >r.csv && compare r.csv && echo R agrees
else
    echo "no R: left out"
fi

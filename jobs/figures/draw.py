#!/usr/bin/env python3
"""Computes and draws figures: PNG, PDF and a CSV of the numbers behind each.

    python3 jobs/figures/draw.py [--out DIR] [--ranks N] [--reduced] [--not-in FILE] [NAME ...]

Without a name all of them; --list tells the names. Needs build/mirage. Exit status 2 for bad usage, 1 if a figure failed.
"""

import argparse
import os
import pathlib
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[1] / "src" / "python")]

import beyond  # noqa: E402
import harms  # noqa: E402
import materials  # noqa: E402
import momentum  # noqa: E402
import overview  # noqa: E402
import review  # noqa: E402
import supercurrent  # noqa: E402
import tang  # noqa: E402
import tunnelling_map  # noqa: E402
from bench import Bench  # noqa: E402
from ising_mirage.plot import style  # noqa: E402

FIGURES = {**overview.FIGURES, **tang.FIGURES, **review.FIGURES, **harms.FIGURES, **beyond.FIGURES,
           **materials.FIGURES, **momentum.FIGURES, **supercurrent.FIGURES, **tunnelling_map.FIGURES}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--out", default="build/figures", metavar="DIR", help="folder for the results (default: build/figures)")
    parser.add_argument("--ranks", type=int, default=os.cpu_count(), help="MPI ranks of sweeps (default: all cores)")
    parser.add_argument("--reduced", action="store_true", help="coarse grids: quick, to see that everything runs")
    parser.add_argument("--not-in", type=pathlib.Path, metavar="FILE", help="without the figures that this text shows")
    parser.add_argument("--list", action="store_true", help="the names of the figures")
    options = parser.parse_args()
    if options.list:
        for name, draw in FIGURES.items():
            print(f"{name:<21}{draw.__doc__.splitlines()[0]}")
        return 0
    unknown = [name for name in options.names if name not in FIGURES]
    if unknown:
        print(f"draw.py: '{unknown[0]}': no such figure; there are {', '.join(FIGURES)}", file=sys.stderr)
        return 2
    try:
        bench = Bench(options.out, options.ranks, options.reduced)
    except OSError as error:
        print(f"draw.py: --out '{options.out}': {error.strerror}", file=sys.stderr)
        return 2
    style.use()
    failed = 0
    shown = options.not_in.read_text(encoding="utf-8") if options.not_in else ""
    for name in options.names or [name for name in FIGURES if f"figures/{name}.png" not in shown]:
        start = time.monotonic()
        try:
            picture, _ = style.save(FIGURES[name](bench), bench.out, name)
        except (RuntimeError, OSError) as error:
            print(f"draw.py: {name}: {error}", file=sys.stderr)
            failed += 1
            continue
        print(f"{picture}  ({time.monotonic() - start:.1f} s)", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

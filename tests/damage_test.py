#!/usr/bin/env python3
"""Result files of others: `mirage show` and jobs/plot.py on a small result with random damage, and on files of hostile structure.

    python3 tests/damage_test.py PROGRAM [--show N] [--plot N] [--seed S]

Each answers with exit status 0, or with one line and exit status 2: no signal, no traceback, no hang.
"""

import argparse
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import time

import h5py

ROOT = pathlib.Path(__file__).resolve().parent.parent
LONGEST = 60  # seconds, for one file
SWEEP = ["--T", "0.1:0.9:3", "--B", "0:6:4", "--beta", "7", "--gamma", "0,0.1", "--energy", "0:8:9", "--spectrum.T", "0.1"]
# A sanitizer must leave the faults of HDF5 to the program.
ENVIRONMENT = dict(os.environ, MPLBACKEND="Agg", ASAN_OPTIONS=os.environ.get("ASAN_OPTIONS", "") +
                   ":handle_segv=0:handle_sigbus=0:handle_sigfpe=0:handle_abort=0:allocator_may_return_null=1:detect_leaks=0")


def answer(command):
    """Exit status, what stands on standard error, and the seconds it took; status None for a hang."""
    start = time.monotonic()
    try:
        run = subprocess.run(command, env=ENVIRONMENT, stdin=subprocess.DEVNULL, capture_output=True, timeout=LONGEST)
        return run.returncode, run.stderr.decode(errors="replace"), time.monotonic() - start
    except subprocess.TimeoutExpired:
        return None, "", LONGEST


def damaged(whole, random_numbers):
    """A copy with a few bytes changed, most of them in the structure at the front, or with a stretch lost, repeated or zeroed."""
    data = bytearray(whole)
    span = random_numbers.choice([512, 2048, 8192, len(data)])
    kind = random_numbers.randrange(8)
    at = random_numbers.randrange(min(span, len(data)))
    length = random_numbers.choice([1, 2, 4, 8, 64, 512])
    if kind == 0:
        del data[at:]
    elif kind == 1:
        del data[at:at + length]
    elif kind == 2:
        data[at:at] = data[at:at + length]
    elif kind == 3:
        data[at:at + length] = bytes([random_numbers.choice([0, 255])]) * len(data[at:at + length])
    else:
        for _ in range(2 ** random_numbers.randrange(6)):
            at = random_numbers.randrange(min(span, len(data)))
            data[at] = random_numbers.choice([0, 1, 127, 128, 255, data[at] ^ 1 << random_numbers.randrange(8),
                                              random_numbers.randrange(256)])
    return bytes(data)


def replace(file, name, **dataset):
    attributes = dict(file[name].attrs) if name in file else {}
    del file[name]
    file.create_dataset(name, **dataset)
    if "units" in attributes:
        file[name].attrs["units"] = attributes["units"]


def huge(file):
    replace(file, "phase", shape=(1, 2, 3, 2**40), chunks=(1, 1, 1, 4096), dtype="i1")
    replace(file, "order_parameter", shape=(1, 2, 3, 2**40), chunks=(1, 1, 1, 4096), dtype="f8")


def huge_axes(file):
    for axis in "alpha", "gamma", "T", "B":
        replace(file, axis, shape=(100000,), dtype="f8")


def huge_everything(file):
    """All fits together, 2^60 points of which the file holds none."""
    axes = ["alpha", "gamma", "T", "B"]
    for name in list(file):
        old = file[name]
        rank = len(old.shape) if isinstance(old, h5py.Dataset) else 0
        if name in axes:
            replace(file, name, shape=(2**15,), chunks=(2**15,), dtype="f8")
        elif rank in (2, 3, 4):
            replace(file, name, shape=(2**15,) * rank, chunks=(1,) * (rank - 1) + (4096,), dtype=old.dtype)


def long_axis(file):
    replace(file, "B", shape=(2**40,), chunks=(4096,), dtype="f8")


def link(file):
    del file["B_c2"]
    file["B_c2"] = h5py.SoftLink("/B_c2")


def link_out(file):
    del file["B_c2"]
    file["B_c2"] = h5py.ExternalLink("/dev/zero", "/B_c2")


def group(file):
    del file["B_c2"]
    file.create_group("B_c2")


def attributes(file):
    for key in file.attrs:
        file.attrs[key] = [1, 2, 3]


def units(file):
    for name in "alpha", "gamma", "T", "B", "order_parameter", "energy":
        file[name].attrs["units"] = "$\\frac{\x1b[31m\n%s{}" * 50


def no_numbers(file):
    for name in file:
        if isinstance(file[name], h5py.Dataset) and file[name].dtype == "f8" and name not in ("alpha", "gamma", "T", "B"):
            file[name][...] = float("nan")


def values(*numbers):
    def change(file):
        for name in file:
            if isinstance(file[name], h5py.Dataset) and file[name].dtype == "f8":
                data = file[name][()]
                data.flat = [numbers[i % len(numbers)] for i in range(data.size)]
                file[name][...] = data
    return change


HOSTILE = {
    "huge": huge, "huge-axes": huge_axes, "huge-everything": huge_everything, "long-axis": long_axis, "link": link,
    "link-out": link_out, "group": group, "attributes": attributes, "units": units, "nan": no_numbers,
    "text": lambda f: replace(f, "T", data=[b"a", b"b", b"c"]),
    "complex": lambda f: replace(f, "order_parameter", data=f["order_parameter"][()] + 1j),
    "record": lambda f: replace(f, "B_c2", shape=(1, 2, 3), dtype=[("a", "f8"), ("b", "i4")]),
    "scalar": lambda f: replace(f, "B", data=1.0),
    "empty-axis": lambda f: replace(f, "B", shape=(0,), dtype="f8"),
    "null": lambda f: replace(f, "B", data=h5py.Empty("f8")),
    "infinite": values(float("inf"), -float("inf")), "all-nan": values(float("nan")), "constant": values(1.0),
    "enormous": values(1e308, -1e308), "descending": values(3.0, 2.0, 1.0, -1.0),
}


class Report:
    def __init__(self):
        self.bad, self.count, self.slowest = [], {}, (0.0, "")

    def add(self, tool, what, outcome):
        status, error, seconds = outcome
        self.slowest = max(self.slowest, (seconds, f"{tool}, {what}"))
        self.count[tool, status] = self.count.get((tool, status), 0) + 1
        lines = error.count("\n")
        named = error.startswith("mirage: ")
        if not (status == 0 and lines == 0 or status == 2 and lines == 1 and named):
            self.bad.append(f"{tool}, {what}: exit status {status}: {error[:2000]}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", type=pathlib.Path)
    reduced = bool(os.environ.get("MIRAGE_TEST_REDUCED"))  # under sanitizers, which see nothing of plot.py
    parser.add_argument("--show", type=int, default=20 if reduced else 200, metavar="N", help="damaged files for `mirage show`")
    parser.add_argument("--plot", type=int, default=0 if reduced else 20, metavar="N", help="damaged files for plot.py")
    parser.add_argument("--seed", type=int, default=1, help="of the damage")
    parser.add_argument("--keep", type=pathlib.Path, metavar="DIR", help="keeps the files that were not answered")
    options = parser.parse_args()
    report = Report()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        deck, result, bad = folder / "a.cfg", folder / "a.h5", folder / "bad.h5"
        deck.touch()
        subprocess.run([options.program.resolve(), "sweep", deck, *SWEEP, "--output", result], check=True, capture_output=True,
                       env=ENVIRONMENT)
        show = [options.program.resolve(), "show", bad]
        plot = [sys.executable, ROOT / "jobs/plot.py", bad, "--out", folder / "pictures"]

        def ask(tools, what):
            for tool in tools:
                before = len(report.bad)
                report.add(tool, what, answer(show if tool == "show" else plot))
                if options.keep and len(report.bad) > before:
                    shutil.copy(bad, options.keep / f"{tool}-{what}.h5")

        for what, change in HOSTILE.items():
            shutil.copy(result, bad)
            with h5py.File(bad, "r+") as file:
                change(file)
            ask(("show", "plot") if options.plot else ("show",), what)
        whole = result.read_bytes()
        for i in range(max(options.show, options.plot)):
            bad.write_bytes(damaged(whole, random.Random(options.seed * 1_000_003 + i)))
            ask([tool for tool, most in (("show", options.show), ("plot", options.plot)) if i < most], f"damage-{options.seed}-{i}")
    for line in report.bad:
        print(line, file=sys.stderr)
    for (tool, status), count in sorted(report.count.items(), key=str):
        print(f"{tool}: exit status {status}: {count} files")
    print(f"slowest answer {report.slowest[0]:.1f} s: {report.slowest[1]}")
    return 1 if report.bad else 0


if __name__ == "__main__":
    sys.exit(main())

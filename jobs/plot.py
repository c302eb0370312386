#!/usr/bin/env python3
"""usage: plot.py FILE [MORE ...] [--data CSV] [--select name=value] [--kind KIND] [--out DIR]

What `mirage plot` runs; `mirage help plot` tells the kinds of pictures and what the options mean.
"""

import argparse
import difflib
import importlib.util
import os
import pathlib
import sys
import tempfile
import warnings

sys.dont_write_bytecode = True  # nothing but pictures is written

PACKAGES = ("h5py", "matplotlib", "numpy")
SYSTEM_PYTHON = "/usr/bin/python3"  # of which the packages of the system are


def fail(message, status):
    print(f"mirage: {message}", file=sys.stderr, flush=True)
    return status


def missing_packages():
    return [name for name in PACKAGES if importlib.util.find_spec(name) is None]


def package_folder():
    """Of the Python package: beside this script where it is installed, in the tree of its sources."""
    here = pathlib.Path(__file__).resolve().parent
    return here if (here / "ising_mirage").is_dir() else here.parent / "src" / "python"


class Parser(argparse.ArgumentParser):
    """One line for a mistake, like the program; the help is the text above."""

    def error(self, message):
        sys.exit(fail(f"plot: {message}; mirage help plot", 2))

    def format_help(self):
        return __doc__


def read_options(words):
    parser = Parser(add_help=True, allow_abbrev=False)
    parser.add_argument("files", nargs="*")
    for name in ("--data", "--select", "--kind"):
        parser.add_argument(name, action="append", default=[])
    parser.add_argument("--out", default=".")
    for name in ("--columns", "--tc0", "--g-factor"):
        parser.add_argument(name)
    options, unknown = parser.parse_known_intermixed_args(words)
    for word in unknown:
        close = difflib.get_close_matches(word.partition("=")[0], ["--data", "--columns", "--tc0", "--g-factor", "--select", "--kind", "--out", "--help"], 1)
        parser.error(f"unrecognised option '{word}'" + (f": did you mean {close[0]}?" if close else ""))
    if not options.files:
        parser.error("needs a file to draw")
    options.kind = [kind.lower() for kind in options.kind]
    return options


def from_standard_input(files):
    """Those names of `files` that are standard input replaced by a file that holds what it says; what must be deleted."""
    names, kept = [], None
    for name in files:
        if name in ("-", "/dev/stdin"):
            if kept is None:
                kept = tempfile.TemporaryDirectory()
                (pathlib.Path(kept.name) / "stdin").write_bytes(sys.stdin.buffer.read())
            name = str(pathlib.Path(kept.name) / "stdin")
        names.append(name)
    return names, kept


def in_child(work):
    """Exit status of work(). HDF5 itself can fault on a damaged file, so a child process does it; what a process that faults
    says of its memory is not shown."""
    with tempfile.TemporaryFile() as said:
        child = os.fork()
        if child == 0:
            status = 1
            try:
                os.dup2(said.fileno(), 2)
                status = work()
            finally:
                sys.stderr.flush()
                os._exit(status)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        if status < 0:
            return None
        said.seek(0)
        sys.stderr.buffer.write(said.read())
        return status


def main():
    options = read_options(sys.argv[1:])
    missing = missing_packages()
    if missing and not os.environ.get("MIRAGE_PYTHON") and os.access(SYSTEM_PYTHON, os.X_OK) \
            and os.path.realpath(sys.executable) != os.path.realpath(SYSTEM_PYTHON):
        os.execv(SYSTEM_PYTHON, [SYSTEM_PYTHON, *sys.argv])
    if missing:
        return fail(f"plot: {sys.executable} has no {', '.join(missing)}: install them (Debian: "
                    f"{' '.join('python3-' + name for name in missing)}) or name a python3 that has them by MIRAGE_PYTHON", 2)
    warnings.simplefilter("ignore")  # of matplotlib, about strange values
    sys.path.insert(0, str(package_folder()))
    sys.modules["xarray"] = None  # slow to load, and of no use here
    from ising_mirage.plot import drawing, style

    style.use()
    options.files, kept = from_standard_input(options.files)
    status = in_child(lambda: drawing.draw_all(options))
    if kept:
        kept.cleanup()
    if status is None:
        return fail(f"{', '.join(repr(name) for name in options.files)}: damaged, HDF5 fails on it", 2)
    return status


if __name__ == "__main__":
    sys.exit(main())

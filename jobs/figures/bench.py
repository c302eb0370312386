"""How a figure gets its numbers: the program run as a user would, decks, tables of what was drawn."""

import concurrent.futures
import csv
import json
import os
import pathlib
import shlex
import subprocess

import h5py
import numpy as np

HERE = pathlib.Path(__file__).resolve().parent
PROJECT = HERE.parent.parent


class Bench:
    """Runs build/mirage (or what MIRAGE_PROGRAM names) and keeps what the figures are made of in one folder. `reduced`: coarse
    grids, to try every script."""

    def __init__(self, out, ranks, reduced=False):
        self.program = pathlib.Path(os.environ.get("MIRAGE_PROGRAM", PROJECT / "build" / "mirage"))
        self.out = pathlib.Path(out)
        self.ranks = ranks
        self.reduced = reduced
        self.out.mkdir(parents=True, exist_ok=True)

    def size(self, full, reduced):
        return reduced if self.reduced else full

    def run(self, words):
        """Standard output of `mirage WORDS`."""
        done = subprocess.run([self.program, *shlex.split(words)], capture_output=True, text=True)
        if done.returncode != 0:
            raise RuntimeError(f"mirage {words}: exit status {done.returncode}: {done.stderr.strip()}")
        return done.stdout

    def table(self, words):
        """A command's CSV as one array for each column."""
        rows = [line for line in self.run(words).splitlines() if not line.startswith("#")]
        data = np.genfromtxt(rows, delimiter=",", names=True)
        return {name: np.atleast_1d(data[name]) for name in data.dtype.names}

    def tables(self, commands):
        """Many of them, as many at a time as there are ranks."""
        return self.each(lambda words: self.table(f"{words} --threads 1"), commands)

    def each(self, compute, cases):
        """[compute(case)], as many at a time as there are ranks."""
        with concurrent.futures.ThreadPoolExecutor(self.ranks) as pool:
            return list(pool.map(compute, cases))

    def json(self, words):
        return json.loads(self.run(f"{words} --format json"))

    def sweep(self, name, words=""):
        """The result of the deck jobs/figures/NAME.cfg: one array for each variable."""
        file = self.out / f"{name}.h5"
        command = ["mpirun", "--oversubscribe", "--bind-to", "none", "-n", str(self.ranks), self.program, "sweep", HERE / f"{name}.cfg",
                   "--output", file, "--overwrite", *shlex.split(words)]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode != 0:
            raise RuntimeError(f"{name}.cfg: exit status {done.returncode}: {done.stderr.strip()}")
        with h5py.File(file, "r") as result:
            return {key: result[key][()] for key in result}

    def numbers(self, name, columns):
        """NAME.csv beside the picture: columns of equal length."""
        with open(self.out / f"{name}.csv", "w", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(columns)
            for row in zip(*columns.values(), strict=True):
                writer.writerow([f"{x:.10g}" if isinstance(x, float) else x for x in row])


def long_format(**axes_and_values):
    """Columns for `numbers` from arrays that broadcast against each other."""
    arrays = np.broadcast_arrays(*axes_and_values.values())
    return {name: array.ravel().tolist() for name, array in zip(axes_and_values, arrays)}


def quoted(material):
    """Measured values that the review's text quotes: rows of jobs/data/review-points.csv for one material."""
    with open(PROJECT / "jobs" / "data" / "review-points.csv", newline="") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        return [row for row in rows if row["material"] == material]

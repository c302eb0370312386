"""Measured points over the pictures. The program reads them (`mirage show DATA --format csv`), so that every format that
`mirage fit` takes is taken here; without it, a CSV with columns T [K], B [T] and, if known, sigma_T, sigma_B, sample."""

import csv
import io
import os
import re
import subprocess
import sys

import numpy as np

from ising_mirage.plot.words import Refused, in_short, plain
from ising_mirage.plot import style
from ising_mirage.plot.style import COLOURS, MARKERS, plt

COLUMNS = ("T", "B", "sigma_T", "sigma_B")


def program():
    return os.environ.get("MIRAGE_PROGRAM")


def text_by_program(name, reading):
    done = subprocess.run([program(), "show", name, "--format", "csv", *reading], capture_output=True, text=True, errors="replace")
    if done.returncode != 0:
        raise Refused("--data: " + (in_short(done.stderr).removeprefix("mirage: ") or f"'{name}' was not read"))
    sys.stderr.write(done.stderr)
    return done.stdout


def text_of_file(name):
    try:
        with open(name, encoding="utf-8-sig", errors="replace") as file:
            return file.read(10**8)
    except OSError as error:
        raise Refused(f"--data '{in_short(name)}': {error.strerror}") from None


def bare(name):
    """`T [K]`, `T (K)` are T; any other unit is part of the name, and so of none that is known."""
    found = re.fullmatch(r"(T|sigma_T) *[\[(]K[\])]|(B|sigma_B) *[\[(]T[\])]", name)
    return next(filter(None, found.groups())) if found else name


def rows_of(name, text):
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    reader = csv.DictReader(io.StringIO("\n".join(lines)))
    fields = [bare(f.strip()) for f in reader.fieldnames or []]
    if "T" not in fields or "B" not in fields:
        raise Refused(f"--data '{in_short(name)}': needs a header with T and B, in K and T; `mirage plot` reads other formats too")
    reader.fieldnames = fields
    return list(reader)


BOUNDS = {">": "lower", "<": "upper"}


def number(name, row, column):
    text = (row.get(column) or "").strip().lstrip("<>" if column == "B" else "")
    if column.startswith("sigma") and text in ("", "nan"):
        return np.nan
    try:
        value = float(text)
    except ValueError:
        value = np.nan
    if not np.isfinite(value) or value < 0:
        raise Refused(f"--data '{in_short(name)}': {column} = '{in_short(text)}': must be a number, not negative")
    return value


def read(names, reading=()):
    """[sample]: name, columns and bound of every point. reading: options that tell the program how."""
    samples = {}
    for name in names:
        if not os.path.isfile(name):
            raise Refused(f"--data '{in_short(name)}': no such file")
        text = text_by_program(name, reading) if program() else text_of_file(name)
        for row in rows_of(name, text):
            of = row.get("sample") or os.path.splitext(os.path.basename(name))[0]
            sample = samples.setdefault(of, {k: [] for k in (*COLUMNS, "bound")})
            for column in COLUMNS:
                sample[column].append(number(name, row, column))
            sample["bound"].append(BOUNDS.get((row["B"] or "").strip()[:1], "none"))
    if not samples:
        raise Refused(f"--data '{in_short(names[0])}': holds no point")
    return [{"name": name, **{k: np.array(v) for k, v in sample.items()}} for name, sample in samples.items()]


def check_units(units, file):
    if units != "si":
        why = "is in reduced units" if units == "reduced" else "does not say its units"
        raise Refused(f"--data: measured points are in K and T, '{in_short(file)}' {why}; compute with --units si")


def errorbars(axes, sample, marker, colour, face):
    """Points with errors; an arrow where only a bound of the field is known."""
    axes.errorbar(sample["T"], sample["B"], xerr=np.nan_to_num(sample["sigma_T"]), yerr=np.nan_to_num(sample["sigma_B"]), fmt=marker,
                  color=colour, markerfacecolor=face, markersize=3.5, elinewidth=0.6, markeredgewidth=0.7, zorder=7)
    for bound, sign in (("lower", 1), ("upper", -1)):
        for T, B in zip(sample["T"][sample["bound"] == bound], sample["B"][sample["bound"] == bound]):
            axes.annotate("", (T, B), xytext=(0, 13 * sign), textcoords="offset points", zorder=7,
                          arrowprops={"arrowstyle": "<|-", "linewidth": 0.7, "color": colour, "shrinkA": 0, "shrinkB": 0})


def plot(axes, samples):
    """Draws the points, widens the axes to show all of them; handles for a legend."""
    handles = []
    for i, sample in enumerate(samples):
        marker, colour = MARKERS[i % len(MARKERS)], COLOURS[5] if len(samples) == 1 else COLOURS[(i + 4) % len(COLOURS)]
        errorbars(axes, sample, marker, colour, "white")
        handles.append(plt.Line2D([], [], linestyle="", marker=marker, color=colour, markerfacecolor="white", markersize=3.5,
                                  label=f"measured: {plain(sample['name'])}"))
    right = max(np.nanmax(s["T"] + np.nan_to_num(s["sigma_T"])) for s in samples)
    top = max(np.nanmax(s["B"] + np.nan_to_num(s["sigma_B"])) for s in samples)
    if min(np.nanmin(s["T"]) for s in samples) < axes.get_xlim()[0] + 0.02 * right:
        axes.set_xlim(left=0)
    if right > 0.98 * axes.get_xlim()[1]:
        axes.set_xlim(right=1.03 * right)
    if top > 0.97 * axes.get_ylim()[1]:
        axes.set_ylim(top=1.05 * top)
    return handles


def samples_of_table(table):
    """The samples of what `mirage transitions` printed, CSV or JSON; the name of the file where they have none."""
    texts = [str(v) for v in table.values("B")]
    signs = [str(v) for v in table.values("bound")] if "bound" in table.columns else [t[:1] for t in texts]
    names = [str(v) for v in table.values("sample")] if "sample" in table.columns else [table.file] * len(texts)
    numbers = {"B": np.array([float(t.lstrip("<>")) for t in texts]),
               "bound": np.array([BOUNDS.get(s, "none") for s in signs]), **{k: table.numbers(k) for k in ("T", "sigma_T", "sigma_B")}}
    return [{"name": name, **{k: v[np.array(names) == name] for k, v in numbers.items()}} for name in dict.fromkeys(names)]


def draw(tables):
    """Points of measured curves alone."""
    figure, axes = plt.subplots(figsize=(4.2, 3.2))
    axes.set(xlabel="$T$ (K)", ylabel="$B$ (T)", xlim=(0, 1e-9), ylim=(0, 1e-9))
    style.legend(axes, plot(axes, [s for t in tables for s in samples_of_table(t)]))
    return figure

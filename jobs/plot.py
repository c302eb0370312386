#!/usr/bin/env python3
"""Draws a result file of mirage: the order parameter over temperature and field with the critical lines, and the lines alone.

    python3 jobs/plot.py FILE.h5 [--out DIR]

Writes DIR/<name>-phase-diagram.{png,pdf} and DIR/<name>-lines.{png,pdf}. Exit status 2 for a file that is not a result.
"""

import argparse
import pathlib
import sys

import h5py
import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt  # noqa: E402
import numpy as np  # noqa: E402

# name -> label, colour, dash pattern: different in grey too. B_c2 is split by the order of the transition.
LINES = {
    "second": (r"$B_{c2}$, second order", "#000000", "-"),
    "first": (r"$B_{c2}$, first order", "#000000", (0, (3, 1.2))),
    "B_supercooling": (r"supercooling", "#d55e00", "-."),
    "B_superheating": (r"superheating", "#0072b2", ":"),
    "B_jump": (r"jump of $\Delta$", "#cc79a7", "--"),
    "B_collapse": (r"collapse of the gap", "#009e73", (0, (1, 1))),
}
FIELDS = ("B_c2", "B_supercooling", "B_superheating", "B_jump", "B_collapse")
POINTS = {"T_tricritical": ("tricritical point", "black"), "T_critical_point": ("critical point", "white")}
# one style for each (gamma, alpha): lightness and marker for gamma, dashes for alpha
MARKERS = "os^DvPX<>*"
DASHES = ["-", "--", "-.", ":", (0, (5, 1, 1, 1, 1, 1))]
GAMMA, ALPHA = r"\Gamma", r"\alpha"
UNITS = {"Delta0": r"$\Delta_0$", "Tc0": r"$T_{c0}$", "K": "K", "T": "T", "meV": "meV"}

plt.rcParams.update({
    "font.size": 9, "axes.titlesize": 9, "axes.labelsize": 10, "legend.fontsize": 8, "xtick.labelsize": 8, "ytick.labelsize": 8,
    "axes.linewidth": 0.7, "lines.linewidth": 1.4, "pdf.fonttype": 42, "savefig.dpi": 200, "mathtext.fontset": "dejavusans",
})


class NotAResult(Exception):
    pass


class Result:
    """The arrays that the pictures need, with units."""

    def __init__(self, name):
        try:
            with h5py.File(name, "r") as file:
                if "format_version" not in file.attrs:
                    raise NotAResult("not a mirage result")
                self.axis = {k: file[k][()] for k in ("alpha", "gamma", "T", "B")}
                self.unit = {k: UNITS.get(text(file[k].attrs["units"]), text(file[k].attrs["units"])) for k in self.axis}
                self.gap = file["order_parameter"][()]
                self.gap_unit = UNITS.get(text(file["order_parameter"].attrs["units"]), "")
                self.lines = {k: file[k][()] for k in FIELDS}
                self.order = file["transition_order"][()]
                self.points = {k: file[k][()] for k in POINTS}
        except (OSError, KeyError, ValueError, TypeError, RuntimeError) as error:
            raise NotAResult(f"not a readable mirage result ({str(error).splitlines()[0]})") from None
        shape = tuple(len(self.axis[k]) for k in ("alpha", "gamma", "T", "B"))
        on_lines = list(self.lines.values()) + [self.order]
        if self.gap.shape != shape or any(v.shape != shape[:3] for v in on_lines) or any(v.shape != shape[:2] for v in self.points.values()):
            raise NotAResult("its variables do not fit its axes")
        self.split()

    def split(self):
        """The lines as they are drawn: B_c2 by its order, supercooling and superheating only where they are lines of their own."""
        field = self.lines["B_c2"]
        self.drawn = {"B_jump": self.lines["B_jump"], "B_collapse": self.lines["B_collapse"]}
        first = self.order == 1
        # a first-order stretch reaches over to the neighbouring point, so that no gap is left between the two styles
        reach = first | np.roll(first, 1, axis=2) & (np.arange(field.shape[2]) > 0)
        self.drawn["second"] = np.where(~first, field, np.nan)
        self.drawn["first"] = np.where(reach, field, np.nan)
        for name in ("B_supercooling", "B_superheating"):
            apart = np.abs(self.lines[name] - field) > 1e-4 * np.abs(field)
            self.drawn[name] = np.where(apart, self.lines[name], np.nan)

    def shown(self):
        return [k for k in LINES if np.isfinite(self.drawn[k]).any()]

    def label(self, key, symbol, what):
        return f"{what} ${symbol}$ [{self.unit[key]}]"

    def value(self, key, symbol, index):
        return f"${symbol}$ = {self.axis[key][index]:.4g} {self.unit[key]}"


def text(value):
    return value.decode() if isinstance(value, bytes) else str(value)


def edges(values):
    """Borders of the cells around the points of an axis."""
    if len(values) == 1:
        half = 0.5 * abs(values[0]) or 0.5
        return np.array([values[0] - half, values[0] + half])
    middle = 0.5 * (values[1:] + values[:-1])
    return np.concatenate([[values[0]], middle, [values[-1]]])


def draw_panel(axes, r, a, g, largest):
    """Order parameter over (T, B), or a curve where one of the two has a single value."""
    T, B, gap = r.axis["T"], r.axis["B"], r.gap[a, g]
    if len(T) == 1 or len(B) == 1:
        values = r.axis["B" if len(T) == 1 else "T"]
        axes.plot(values, gap.reshape(-1), color="black", marker="." if len(values) < 20 else None)
        axes.set_ylim(0, 1.05 * largest)
        return None
    axes.patch.set(facecolor="#d9d9d9", hatch="xxxx", edgecolor="#606060")  # seen through points that failed
    image = axes.pcolormesh(edges(T), edges(B), gap.T, cmap="Blues", vmin=0, vmax=largest, rasterized=True)
    levels = [f * largest for f in (0.2, 0.4, 0.6, 0.8) if np.nanmin(gap, initial=largest) < f * largest < np.nanmax(gap, initial=0)]
    if levels:
        axes.contour(T, B, np.ma.masked_invalid(gap.T), levels=levels, colors="#303030", linewidths=0.4)
    axes.fill_between(T, r.lines["B_collapse"][a, g], r.lines["B_c2"][a, g], color="#009e73", alpha=0.35, linewidth=0)
    for name in reversed(r.shown()):
        _, colour, dash = LINES[name]
        axes.plot(T, r.drawn[name][a, g], color="white", linewidth=2.0)
        axes.plot(T, r.drawn[name][a, g], color=colour, linestyle=dash)
    for name, (_, colour) in POINTS.items():
        at = r.points[name][a, g]
        field = r.lines["B_c2" if name == "T_tricritical" else "B_jump"][a, g]
        known = np.isfinite(field)
        if np.isfinite(at) and known.any() and T[0] <= at <= T[-1]:
            axes.plot(at, np.interp(at, T[known], field[known]), "o", markersize=4.5, markerfacecolor=colour, markeredgecolor="black", zorder=5)
    axes.set_xlim(edges(T)[[0, -1]])
    axes.set_ylim(edges(B)[[0, -1]])
    return image


def phase_diagram(r):
    rows, columns = len(r.axis["alpha"]), len(r.axis["gamma"])
    figure, panels = plt.subplots(rows, columns, figsize=(1.6 + 2.1 * columns, 1.3 + 1.75 * rows), sharex=True, sharey=True,
                                  squeeze=False, layout="constrained")
    largest = np.nanmax(r.gap) if np.isfinite(r.gap).any() else 1.0
    largest = largest or 1.0
    image = None
    for a in range(rows):
        for g in range(columns):
            image = draw_panel(panels[a, g], r, a, g, largest) or image
            panels[a, g].set_title(f"{r.value('gamma', GAMMA, g)}, {r.value('alpha', ALPHA, a)}")
    curve_over_field = len(r.axis["T"]) == 1
    curve = curve_over_field or len(r.axis["B"]) == 1
    figure.supxlabel(r.label("B", "B", "field") if curve_over_field else r.label("T", "T", "temperature"), fontsize=10)
    figure.supylabel(f"order parameter $\\Delta$ [{r.gap_unit}]" if curve else r.label("B", "B", "field"), fontsize=10)
    if image is not None:
        bar = figure.colorbar(image, ax=panels, fraction=0.05, pad=0.02)
        bar.set_label(f"order parameter $\\Delta$ [{r.gap_unit}]")
    shown = [] if curve else r.shown()
    if shown:
        handles = [plt.Line2D([], [], color=LINES[k][1], linestyle=LINES[k][2], label=LINES[k][0]) for k in shown]
        if "B_collapse" in shown:
            handles.append(plt.Rectangle((0, 0), 1, 1, color="#009e73", alpha=0.35, linewidth=0, label="gapless"))
        for name, (label, colour) in POINTS.items():
            if np.isfinite(r.points[name]).any():
                handles.append(plt.Line2D([], [], linestyle="", marker="o", markerfacecolor=colour, markeredgecolor="black", label=label))
        width, height = figure.get_size_inches()
        per_row = max(1, min(len(handles), int(width / 1.7)))
        band = 0.08 + 0.2 * -(-len(handles) // per_row)  # inches above the panels
        figure.set_size_inches(width, height + band)
        figure.get_layout_engine().set(rect=(0, 0, 1, height / (height + band)))
        figure.legend(handles=handles, loc="upper center", ncols=per_row, frameon=False, handlelength=2.2)
    return figure


def lines_alone(r):
    """The thermodynamic critical field against temperature for every (gamma, alpha)."""
    T = r.axis["T"]
    if not np.isfinite(r.lines["B_c2"]).any() or len(T) == 1:
        return None
    gammas, alphas = len(r.axis["gamma"]), len(r.axis["alpha"])
    shades = [plt.get_cmap("cividis")(0.8 * g / max(gammas - 1, 1)) for g in range(gammas)]
    every = max(1, len(T) // 10)
    figure, axes = plt.subplots(figsize=(5.2, 3.6), layout="constrained")
    for a in range(alphas):
        for g in range(gammas):
            axes.plot(T, r.lines["B_c2"][a, g], color=shades[g], linestyle=DASHES[a % len(DASHES)], linewidth=1.2,
                      marker=MARKERS[g % len(MARKERS)], markevery=every, markersize=3.5)
    handles = [plt.Line2D([], [], color=shades[g], linestyle="", marker=MARKERS[g % len(MARKERS)], markersize=5,
                          label=r.value("gamma", GAMMA, g)) for g in range(gammas)]
    handles += [plt.Line2D([], [], color="black", linewidth=1.2, linestyle=DASHES[a % len(DASHES)],
                           label=r.value("alpha", ALPHA, a)) for a in range(alphas)]
    if gammas * alphas > 1:
        beside = {"loc": "upper left", "bbox_to_anchor": (1.01, 1.0)} if len(handles) > 10 else {"ncols": 2}
        axes.legend(handles=handles, frameon=False, handlelength=2.6, **beside)
    axes.set_xlim(0, T[-1])
    axes.set_ylim(bottom=0)
    axes.set_xlabel(r.label("T", "T", "temperature"))
    axes.set_ylabel(rf"critical field $B_{{c2}}$ [{r.unit['B']}]")
    return figure


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", help="result file of mirage sweep")
    parser.add_argument("--out", default=".", metavar="DIR", help="folder for the pictures (default: here)")
    options = parser.parse_args()
    name = pathlib.Path(options.file)
    if not name.is_file():
        print(f"plot.py: '{name}': no such file", file=sys.stderr)
        return 2
    try:
        result = Result(name)
    except NotAResult as error:
        print(f"plot.py: '{name}': {error}", file=sys.stderr)
        return 2
    folder = pathlib.Path(options.out)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        print(f"plot.py: --out '{folder}': {error.strerror}", file=sys.stderr)
        return 2
    for kind, figure in (("phase-diagram", phase_diagram(result)), ("lines", lines_alone(result))):
        if figure is None:
            continue
        for suffix in ("png", "pdf"):
            target = folder / f"{name.stem}-{kind}.{suffix}"
            figure.savefig(target)
        plt.close(figure)
        print(folder / f"{name.stem}-{kind}.png")
    return 0


if __name__ == "__main__":
    sys.exit(main())

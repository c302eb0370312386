#!/usr/bin/env python3
"""Draws a result file of mirage, whatever its axes: order parameter, critical fields, spectra; or a fit.

    python3 jobs/plot.py FILE.h5 | FIT.json [--out DIR]

Of a fit (mirage fit --format json) it writes DIR/<name>-fit.{png,pdf}; of a result DIR/<name>-<kind>.{png,pdf}, kind one of: phase-diagram (order parameter over temperature and field, with the critical
lines), order-parameter (curves, where one of the two has a single value), couplings (over alpha and gamma, where both have),
lines (critical fields), spectra (density of states). Of long axes of panels a few values are drawn. Where the grid has more
axes (beta, ...), each of a few of their values has pictures of its own, named after it, and DIR/<name>-lines-beta compares
the critical fields. Temperatures whose lines did not converge are marked. Exit status 2 for a file that is not a result, 1 if
the pictures could not be written.
"""

import argparse
import itertools
import os
import pathlib
import sys
import tempfile
import warnings

import h5py
import numpy as np

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

import fit_picture  # noqa: E402
import style  # noqa: E402
from style import COLOURS, DASHES, MARKERS, plt  # noqa: E402

# name -> label, colour, dash pattern: different in grey too. B_c2 is split by the order of the transition.
LINES = {
    "second": (r"$B_{c2}$, second order", COLOURS[0], "-"),
    "first": (r"$B_{c2}$, first order", COLOURS[0], (0, (3, 1.2))),
    "B_supercooling": (r"supercooling", COLOURS[1], "-."),
    "B_superheating": (r"superheating", COLOURS[2], ":"),
    "B_jump": (r"jump of $\Delta$", COLOURS[4], "--"),
    "B_collapse": (r"collapse of the gap", COLOURS[3], (0, (1, 1))),
}
FIELDS = ("B_c2", "B_supercooling", "B_superheating", "B_jump", "B_collapse")
POINTS = {"T_tricritical": ("tricritical point", "black"), "T_critical_point": ("critical point", "white")}
FAILED = "line did not converge"
SYMBOLS = {"beta": r"\beta", "tc0": "T_{c0}", "g_factor": "g", "alpha": r"\alpha", "gamma": r"\Gamma", "T": "T", "B": "B", "energy": "E"}
NAMES = {"beta": "Ising coupling", "tc0": "critical temperature", "g_factor": "g-factor", "alpha": "Rashba coupling", "gamma": "scattering rate", "T": "temperature", "B": "field", "energy": "energy"}
AXES = ("alpha", "gamma", "T", "B")


class NotAResult(Exception):
    pass


def in_short(error):
    """The first line of what went wrong, without control characters."""
    first = (str(error) or type(error).__name__).splitlines()[0]
    return "".join(c if c.isprintable() else " " for c in first)[:300]


def sane(values):
    """Numbers that can be drawn: NaN for those beyond any meaning."""
    values = np.asarray(values, dtype=float)
    with np.errstate(invalid="ignore"):
        return np.where(np.abs(values) < 1e15, values, np.nan)


def text(value):
    return value.decode() if isinstance(value, bytes) else str(value)


def dimensions(file):
    """Names of the axes of the grid: any further ones, then alpha, gamma, T, B."""
    names = []
    for dimension in file["order_parameter"].dims:
        names.append(pathlib.PurePosixPath(dimension[0].name).name if len(dimension) else "")
    further = tuple(names[:-len(AXES)])
    return (further if tuple(names[-len(AXES):]) == AXES else ()) + AXES


class Result:
    """The arrays that the pictures need at one value of each further axis, with units. Files of others are taken for what they
    may be: anything."""

    def __init__(self, name, at=()):
        self.most_bytes = 100 * name.stat().st_size + 10**8  # a small file may tell of more data than any memory holds
        try:
            with h5py.File(name, "r") as file:
                if "format_version" not in file.attrs:
                    raise NotAResult("not a mirage result")
                names = dimensions(file)
                self.further = names[:-len(AXES)]
                self.axis = {k: self.read_axis(file, k) for k in names}
                self.unit = {k: self.unit_of(file[k]) for k in names}
                self.at = tuple(at) or (0,) * len(self.further)
                self.gap = self.read(file, "order_parameter", names)
                self.gap_unit = self.unit_of(file["order_parameter"])
                self.lines = {k: self.read(file, k, names[:-1]) for k in FIELDS}
                self.order = self.read(file, "transition_order", names[:-1])
                known = "line_status" in file  # not in files of older versions
                self.failed = self.read(file, "line_status", names[:-1]) != 0 if known else np.zeros_like(self.order, bool)
                self.points = {k: self.read(file, k, names[:-2]) for k in POINTS}
                self.all_fields = self.read_all_fields(file, names[:-1]) if self.further else None
                self.spectra = self.read_spectra(file, names) if "dos" in file else None
        except (OSError, KeyError, ValueError, TypeError, RuntimeError, AttributeError, MemoryError, IndexError) as error:
            raise NotAResult(f"not a readable mirage result ({in_short(error)})") from None
        self.split()

    def dataset(self, file, name):
        data = file[name]
        if not isinstance(data, h5py.Dataset) or data.shape is None or data.dtype.kind not in "fi":
            raise NotAResult(f"'{name}' is not a grid of numbers")
        if data.size * 8 > self.most_bytes:
            raise NotAResult(f"'{name}' is larger than the whole file")
        return data

    def read(self, file, name, axes):
        """On the axes named, at one value of each further one."""
        data = self.dataset(file, name)
        if data.shape != tuple(len(self.axis[k]) for k in axes):
            raise NotAResult("its variables do not fit its axes")
        return sane(data[self.at + (Ellipsis,)])

    def read_all_fields(self, file, axes):
        """B_c2 at the first alpha and gamma, over the further axes and temperature."""
        data = self.dataset(file, "B_c2")
        return sane(data[(slice(None),) * len(self.further) + (0, 0)])

    def read_axis(self, file, name):
        values = sane(self.dataset(file, name)[()])
        if values.ndim != 1 or len(values) == 0 or not np.isfinite(values).all() or (np.diff(values) <= 0).any():
            raise NotAResult(f"'{name}' is not an axis")
        return values

    @staticmethod
    def unit_of(dataset):
        name = text(dataset.attrs["units"])
        return style.UNITS.get(name, "".join(c for c in name if c.isalnum() or c in " ^/*.-")[:20])

    def read_spectra(self, file, names):
        """{axis: values} of the part of the grid that has spectra, and at most a few of the spectra themselves; None where there
        are none at this value of a further axis."""
        axis = {k: self.read_axis(file, f"{k}_spectrum" if f"{k}_spectrum" in file else k) for k in names}
        energy, dos = self.read_axis(file, "energy"), self.dataset(file, "dos")
        if dos.shape != tuple(len(axis[k]) for k in names) + energy.shape:
            raise NotAResult("its spectra do not fit their axes")
        at = []
        for k, i in zip(self.further, self.at):
            here = np.flatnonzero(np.isclose(axis[k], self.axis[k][i], rtol=1e-9, atol=0))
            if len(here) == 0:
                return None
            at.append(int(here[0]))
        self.unit["energy"] = self.unit_of(file["energy"])
        chosen = {"alpha": few(axis["alpha"], 3), "gamma": few(axis["gamma"], 3), "T": few(axis["T"], 3)}
        stride = max(1, len(energy) // 4000)
        index = tuple(at)
        values = {(a, g, t): sane(dos[index + (a, g, t, slice(None), slice(None, None, stride))])
                  for a in chosen["alpha"] for g in chosen["gamma"] for t in chosen["T"]}
        return {"axis": axis, "chosen": chosen, "energy": energy[::stride], "dos": values}

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

    def label(self, key):
        return f"{NAMES.get(key, key)} ${self.symbol(key)}$ [{self.unit[key]}]"

    @staticmethod
    def symbol(key):
        return SYMBOLS.get(key, r"\mathrm{" + key.replace("_", r"\_") + "}")

    def here(self):
        """The values of the further axes, for titles and names of files."""
        return [(k, self.axis[k][i]) for k, i in zip(self.further, self.at)]

    def gap_label(self):
        return f"order parameter $\\Delta$ [{self.gap_unit}]"

    def value(self, key, value):
        return f"${self.symbol(key)}$ = {value:.4g} {self.unit[key]}"


def few(values, most):
    """Indices of at most `most` values, spread evenly, ends included."""
    return sorted(set(np.linspace(0, len(values) - 1, min(most, len(values))).round().astype(int).tolist()))


def edges(values):
    """Borders of the cells around the points of an axis."""
    if len(values) == 1:
        half = 0.5 * abs(values[0]) or 0.5
        return np.array([values[0] - half, values[0] + half])
    middle = 0.5 * (values[1:] + values[:-1])
    return np.concatenate([[values[0]], middle, [values[-1]]])


def hatch(axes):
    axes.patch.set(facecolor="#d9d9d9", hatch="xxxx", edgecolor="#606060")  # seen through points that failed


def mark_failed(axes, T, failed):
    """Crosses on the axis of temperature where the critical fields did not converge."""
    if failed.any():
        axes.plot(T[failed], np.zeros(failed.sum()) + 0.02, "x", color=COLOURS[5], markersize=5, clip_on=False,
                  transform=axes.get_xaxis_transform(), zorder=6)


def failed_handle():
    return plt.Line2D([], [], linestyle="", marker="x", color=COLOURS[5], label=FAILED)


def draw_diagram(axes, r, a, g, largest):
    """Order parameter over (T, B) with the lines."""
    T, B, gap = r.axis["T"], r.axis["B"], r.gap[a, g]
    hatch(axes)
    image = axes.pcolormesh(edges(T), edges(B), gap.T, cmap="Blues", vmin=0, vmax=largest, rasterized=True)
    levels = [f * largest for f in (0.2, 0.4, 0.6, 0.8) if np.nanmin(gap, initial=largest) < f * largest < np.nanmax(gap, initial=0)]
    if levels:
        axes.contour(T, B, np.ma.masked_invalid(gap.T), levels=levels, colors="#303030", linewidths=0.4)
    axes.fill_between(T, r.lines["B_collapse"][a, g], r.lines["B_c2"][a, g], color=COLOURS[3], alpha=0.35, linewidth=0)
    for name in reversed(r.shown()):
        _, colour, dash = LINES[name]
        axes.plot(T, r.drawn[name][a, g], color="white", linewidth=2.0)
        axes.plot(T, r.drawn[name][a, g], color=colour, linestyle=dash)
    mark_failed(axes, T, r.failed[a, g])
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
    """Panels for alpha (down) and gamma (across)."""
    if len(r.axis["T"]) == 1 or len(r.axis["B"]) == 1:
        return None
    alphas, gammas = few(r.axis["alpha"], 4), few(r.axis["gamma"], 4)
    figure, panels = style.panels(len(alphas), len(gammas), width=1.6 + 2.1 * len(gammas), height=1.3 + 1.75 * len(alphas),
                                  sharex=True, sharey=True)
    largest = (np.nanmax(r.gap) if np.isfinite(r.gap).any() else 1.0) or 1.0
    for row, a in zip(panels, alphas):
        for panel, g in zip(row, gammas):
            image = draw_diagram(panel, r, a, g, largest)
            panel.set_title(f"{r.value('gamma', r.axis['gamma'][g])}, {r.value('alpha', r.axis['alpha'][a])}")
    figure.supxlabel(r.label("T"), fontsize=9)
    figure.supylabel(r.label("B"), fontsize=9)
    figure.colorbar(image, ax=panels, fraction=0.05, pad=0.02, label=r.gap_label())
    shown = r.shown()
    if shown:
        handles = [plt.Line2D([], [], color=LINES[k][1], linestyle=LINES[k][2], label=LINES[k][0]) for k in shown]
        if "B_collapse" in shown:
            handles.append(plt.Rectangle((0, 0), 1, 1, color=COLOURS[3], alpha=0.35, linewidth=0, label="gapless"))
        if r.failed.any():
            handles.append(failed_handle())
        for name, (label, colour) in POINTS.items():
            if np.isfinite(r.points[name]).any():
                handles.append(plt.Line2D([], [], linestyle="", marker="o", markerfacecolor=colour, markeredgecolor="black", label=label))
        columns = max(1, min(len(handles), int(figure.get_size_inches()[0] / 1.6)))
        style.legend_above(figure, handles, [h.get_label() for h in handles], columns)
    return figure


def family(axes, r, x, values, alphas, gammas):
    """Curves against axis x for several alpha (dashes) and gamma (shade and marker); values[alpha, gamma, x]."""
    at = r.axis[x]
    colours = style.shades(len(gammas))
    every = max(1, len(at) // 10)
    for i, a in enumerate(alphas):
        for k, g in enumerate(gammas):
            axes.plot(at, values[a, g], color=colours[k], linestyle=DASHES[i % len(DASHES)], marker=MARKERS[k % len(MARKERS)],
                      markevery=every, markersize=3.5)
    if len(alphas) * len(gammas) > 1:
        handles = [plt.Line2D([], [], color=colours[k], linestyle="", marker=MARKERS[k % len(MARKERS)],
                              label=r.value("gamma", r.axis["gamma"][g])) for k, g in enumerate(gammas)]
        handles += [plt.Line2D([], [], color="black", linestyle=DASHES[i % len(DASHES)], label=r.value("alpha", r.axis["alpha"][a]))
                    for i, a in enumerate(alphas)]
        beside = {"loc": "upper left", "bbox_to_anchor": (1.01, 1.0)} if len(handles) > 6 else {}
        axes.legend(handles=handles, **beside)
    axes.set(xlim=(at[0], at[-1]) if len(at) > 1 else None, ylim=(0, None), xlabel=r.label(x))


def order_parameter(r):
    """Curves against temperature or field, where the other has a single value."""
    T, B = r.axis["T"], r.axis["B"]
    if (len(T) == 1) == (len(B) == 1):
        return None
    x, other = ("B", "T") if len(T) == 1 else ("T", "B")
    figure, axes = plt.subplots(figsize=(4.6, 3.2))
    values = r.gap[:, :, 0, :] if x == "B" else r.gap[:, :, :, 0]
    family(axes, r, x, values, few(r.axis["alpha"], 4), few(r.axis["gamma"], 5))
    axes.set(ylabel=r.gap_label(), title=r.value(other, r.axis[other][0]))
    return figure


def over_couplings(axes, r, values, label):
    """A map over alpha and gamma, or a curve over the one that has several values."""
    alpha, gamma = r.axis["alpha"], r.axis["gamma"]
    if len(alpha) > 1 and len(gamma) > 1:
        hatch(axes)
        image = axes.pcolormesh(edges(alpha), edges(gamma), values.T, cmap="cividis", rasterized=True)
        axes.figure.colorbar(image, ax=axes, label=label)
        axes.set(xlabel=r.label("alpha"), ylabel=r.label("gamma"))
        return
    x = "alpha" if len(alpha) > 1 else "gamma"
    axes.plot(r.axis[x], values.ravel(), color=COLOURS[0], marker="." if values.size < 20 else None)
    axes.set(xlabel=r.label(x), ylabel=label, ylim=(0, None))


def couplings(r):
    """Order parameter and critical field over alpha and gamma at one temperature and one field."""
    T, B = r.axis["T"], r.axis["B"]
    if len(T) > 1 or len(B) > 1:
        return None
    figure, axes = style.panels(1, 2, height=2.8)
    over_couplings(axes[0, 0], r, r.gap[:, :, 0, 0], r.gap_label())
    axes[0, 0].set_title(f"{r.value('T', T[0])}, {r.value('B', B[0])}")
    over_couplings(axes[0, 1], r, r.lines["B_c2"][:, :, 0], rf"critical field $B_{{c2}}$ [{r.unit['B']}]")
    axes[0, 1].set_title(r.value("T", T[0]))
    return figure


def lines_alone(r):
    """The thermodynamic critical field against temperature for several (gamma, alpha); at one temperature over them."""
    T = r.axis["T"]
    if not np.isfinite(r.lines["B_c2"]).any():
        return None
    figure, axes = plt.subplots(figsize=(5.2, 3.6))
    label = rf"critical field $B_{{c2}}$ [{r.unit['B']}]"
    if len(T) > 1:
        family(axes, r, "T", r.lines["B_c2"], few(r.axis["alpha"], 4), few(r.axis["gamma"], 5))
        mark_failed(axes, T, r.failed.any(axis=(0, 1)))
        axes.set(xlim=(0, T[-1]), ylabel=label)
    elif len(r.axis["B"]) > 1 and max(len(r.axis["alpha"]), len(r.axis["gamma"])) > 1:
        over_couplings(axes, r, r.lines["B_c2"][:, :, 0], label)
        axes.set_title(r.value("T", T[0]))
    else:
        plt.close(figure)
        return None
    return figure


def draw_spectra(axes, r, dos):
    """A map over energy and field, or a curve for one field."""
    energy, B = r.spectra["energy"], r.spectra["axis"]["B"]
    if len(B) > 3 and len(energy) > 1:
        hatch(axes)
        return axes.pcolormesh(edges(energy), edges(B), dos, cmap="cividis", vmin=0, vmax=2, rasterized=True)
    for i, (field, curve) in enumerate(zip(B, dos)):
        axes.plot(energy, curve, color=style.shades(len(B))[i], linestyle=DASHES[i], label=r.value("B", field))
    axes.set_ylim(0, min(4, 1.05 * np.nanmax(dos, initial=1)))
    if len(B) > 1:
        axes.legend()
    return None


def spectra(r):
    """Density of states: panels for (alpha, gamma) across and temperature down."""
    if r.spectra is None or len(r.spectra["energy"]) < 2:
        return None
    axis, chosen = r.spectra["axis"], r.spectra["chosen"]
    pairs = [(a, g) for a in chosen["alpha"] for g in chosen["gamma"]][:6]
    figure, panels = style.panels(len(chosen["T"]), len(pairs), width=1.6 + 2.1 * len(pairs), height=0.8 + 1.9 * len(chosen["T"]),
                                  sharex=True, sharey=True)
    image = None
    for row, t in zip(panels, chosen["T"]):
        for panel, (a, g) in zip(row, pairs):
            image = draw_spectra(panel, r, r.spectra["dos"][a, g, t]) or image
            panel.set_title(f"{r.value('T', axis['T'][t])}\n{r.value('gamma', axis['gamma'][g])}, {r.value('alpha', axis['alpha'][a])}")
    figure.supxlabel(r.label("energy"), fontsize=9)
    figure.supylabel(r"density of states $N/N_0$" if image is None else r.label("B"), fontsize=9)
    if image is not None:
        figure.colorbar(image, ax=panels, fraction=0.05, pad=0.02, label=r"density of states $N/N_0$", extend="max")
    return figure


def lines_over(r, k):
    """The critical field against temperature for several values of a further axis, at the first of all others."""
    T, values = r.axis["T"], r.axis[r.further[k]]
    fields = np.moveaxis(r.all_fields, k, 0)[(slice(None),) + (0,) * (len(r.further) - 1)]
    if len(T) < 2 or not np.isfinite(fields).any():
        return None
    figure, axes = plt.subplots(figsize=(5.2, 3.6))
    chosen = few(values, 6)
    for colour, dash, i in zip(style.shades(len(chosen)), itertools.cycle(DASHES), chosen):
        axes.plot(T, fields[i], color=colour, linestyle=dash, label=r.value(r.further[k], values[i]))
    axes.set(xlim=(0, T[-1]), ylim=(0, None), xlabel=r.label("T"), ylabel=rf"critical field $B_{{c2}}$ [{r.unit['B']}]",
             title=f"{r.value('gamma', r.axis['gamma'][0])}, {r.value('alpha', r.axis['alpha'][0])}")
    axes.legend()
    return figure


PICTURES = {"phase-diagram": phase_diagram, "order-parameter": order_parameter, "couplings": couplings, "lines": lines_alone,
            "spectra": spectra}


def titled(figure, r):
    """With the values of the further axes above it."""
    if figure is not None and r.further:
        figure.suptitle(", ".join(r.value(k, value) for k, value in r.here()), fontsize=9, x=0.02, ha="left")
    return figure


def pictures_of(name):
    """{kind: what draws it} of a result: those of a few values of each further axis, then what compares these."""
    first = Result(name)
    if not first.further:
        return {kind: lambda draw=draw: draw(first) for kind, draw in PICTURES.items()}
    pictures = {}
    for at in itertools.product(*(few(first.axis[k], 3) for k in first.further)):
        r = Result(name, at)
        suffix = "".join(f"-{k}-{value:.6g}" for k, value in r.here())
        for kind, draw in PICTURES.items():
            pictures[kind + suffix] = lambda draw=draw, r=r: titled(draw(r), r)
    for k, axis in enumerate(first.further):
        pictures[f"lines-{axis}"] = lambda k=k: lines_over(first, k)
    return pictures


def draw_all(name, folder):
    """Exit status."""
    try:
        if name.suffix == ".json":
            fit = fit_picture.Fit(name)
            pictures = {"fit": lambda: fit_picture.draw(fit)}
        else:
            pictures = pictures_of(name)
        for kind, draw in pictures.items():
            figure = draw()
            if figure is not None:
                print(style.save(figure, folder, f"{name.stem}-{kind}"), flush=True)
    except (NotAResult, fit_picture.NotAFit) as error:
        return fail(f"'{in_short(name)}': {in_short(error)}", 2)
    except OSError as error:
        return fail(f"--out '{folder}': {error.strerror or error}", 1)
    except Exception as error:  # values that matplotlib cannot draw
        return fail(f"'{in_short(name)}': cannot be drawn ({type(error).__name__}: {in_short(error)})", 2)
    return 0


def fail(message, status):
    print(f"plot.py: {message}", file=sys.stderr, flush=True)
    return status


def in_child(work, name):
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
            return fail(f"'{in_short(name)}': damaged, HDF5 fails on it", 2)
        said.seek(0)
        sys.stderr.buffer.write(said.read())
        return status


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", help="result file of mirage sweep, or what mirage fit --format json wrote")
    parser.add_argument("--out", default=".", metavar="DIR", help="folder for the pictures (default: here)")
    options = parser.parse_args()
    name = pathlib.Path(options.file)
    if not name.is_file():
        return fail(f"'{in_short(name)}': no such file", 2)
    warnings.simplefilter("ignore")  # of matplotlib, about strange values
    return in_child(lambda: draw_all(name, options.out), name)


if __name__ == "__main__":
    sys.exit(main())

"""Densities of states and pair amplitudes against energy."""

import numpy as np

from ising_mirage.plot import style
from ising_mirage.plot import curves, words
from ising_mirage.plot.curves import Curve
from ising_mirage.plot.style import COLOURS, DASHES, plt

HIGHEST = 12.0  # of a density of states on a picture: peaks of a small broadening would hide everything else
DOS = r"density of states $N/N_0$"
FURTHER = {"dos_along_field": "spin along the field", "dos_against_field": "spin against the field", "conductance": "dI/dV at voltage $E/e$"}
AMPLITUDES = {"f0": "$f_0$", "fx": "$f_x$", "ify": "$if_y$"}


def top_of(values, name=DOS):
    """(upper end of the axis, its name): the largest of all, cut where that would hide the rest, which is said."""
    largest = max((np.nanmax(v, initial=1.0) for v in values), default=1.0)
    if largest <= HIGHEST:
        return 1.05 * largest, name
    return HIGHEST, f"{name}\n(cut, peaks up to {largest:.4g})"


def of_table(table, file):
    """The curves of `mirage spectrum`, of a formula of the density of states, or of exported ones."""
    if "dos" not in table.columns or "energy" not in table.coordinates():
        return []
    lines = {k: table.numbers(k) for k in table.columns if k not in (*table.coordinates(), "dos")}
    found = []
    for values, rows in table.groups("energy"):
        settings = {**table.settings, **values, "model": table.model()}
        found.append(Curve(table.numbers("energy")[rows], table.numbers("dos")[rows], settings, table.units, file,
                           lines={k: v[rows] for k, v in lines.items()}))
    return [c for c in found if len(c.x) > 1]


def name_of_model(found):
    """What the title leaves out: that a spectrum is one."""
    return ("energy", "model") if all(c.settings["model"] == "exact" for c in found) else ("energy",)


def draw(found, choice):
    """Densities of states of several files; of one file with those of each spin and dI/dV where it has them."""
    found = curves.at_most(found, choice, 8)
    units = curves.units_of(found)
    figure, axes = curves.figure_of(found, name_of_model(found))
    if len(found) > 1:
        styles, handles = curves.looks(found)
        for curve, how in zip(found, styles):
            axes.plot(curve.x, curve.y, color=how["color"], linestyle=how["linestyle"])
        for handle in handles:
            handle.set_marker("")
            handle.set_linestyle("-" if handle.get_linestyle() == "None" else handle.get_linestyle())
        values = [c.y for c in found]
    else:
        further = {k: found[0].lines[k] for k in FURTHER if k in found[0].lines}
        values, handles = [found[0].y, *further.values()], []
        for i, (name, y) in enumerate([("dos", found[0].y), *further.items()]):
            handles += axes.plot(found[0].x, y, color=COLOURS[i], linestyle=DASHES[i], label=FURTHER.get(name, "both spins"))
        handles = handles if further else []
    top, name = top_of(values)
    axes.set(xlim=(min(c.x[0] for c in found), max(c.x[-1] for c in found)), ylim=(0, top), ylabel=name,
             xlabel=words.label("energy", words.unit("energy", units)))
    style.legend(axes, handles)
    return figure


def draw_amplitudes(found, choice):
    """Singlet and triplet pair amplitudes, one panel each: real parts full, imaginary parts dashed. None where there are none."""
    found = [c for c in found if "f0_re" in c.lines]
    if not found:
        return None
    found = curves.at_most(found, choice, 6)
    units = curves.units_of(found)
    figure, panels = style.panels(3, 1, width=5.2, height=5.0, sharex=True)
    styles, _ = curves.looks(found)
    names = curves.differing(found) if len(found) > 1 else []
    for axes, (column, name) in zip(panels[:, 0], AMPLITUDES.items()):
        for curve, how in zip(found, styles):
            for part, dash in (("_re", "-"), ("_im", "--")):
                axes.plot(curve.x, curve.lines[column + part], color=how["color"], linestyle=dash)
        axes.axhline(0, color="#999999", linewidth=0.5, zorder=0)
        axes.set_ylabel(name)
    panels[-1, 0].set(xlabel=words.label("energy", words.unit("energy", units)), xlim=(found[0].x[0], found[0].x[-1]))
    handles = [plt.Line2D([], [], color="black", linestyle=dash, label=f"{part} part") for part, dash in (("real", "-"), ("imaginary", "--"))]
    if names:
        handles += [plt.Line2D([], [], color=how["color"], label=curves.text_of(c, names)) for c, how in zip(found, styles)]
    title = words.title(curves.common(found), units, 4.8, name_of_model(found))
    style.legend_above(figure, handles, [h.get_label() for h in handles], 2, title)
    return figure

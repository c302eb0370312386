"""dI/dV of one sweep over voltage and field and over voltage and temperature, and its second derivative."""

import numpy as np

from bench import long_format
from ising_mirage.plot import style
from ising_mirage.plot.curvature import second_derivative
from ising_mirage.plot.lines import LINES
from ising_mirage.plot.style import COLOURS, plt

DASHED = (0, (4, 2))


def draw_edges(panel, r, at, along, colour):
    """The gap edge and epsilon_1,2 at positive voltages, so that the other half is seen without."""
    for name, dash in (("gap_edge", "-"), ("epsilon_1", DASHED), ("epsilon_2", DASHED)):
        edge = r[name][at]
        panel.plot(np.where(edge > 0, edge, np.nan), along, color=colour, linestyle=dash, linewidth=0.8)


def draw_map(panel, r, at, along, view):
    """dI/dV or its second derivative; its image and the values."""
    V, g = r["energy"], r["conductance"][at]
    values, colour = (g, COLOURS[1]) if view == "value" else (second_derivative(V, g), COLOURS[0])
    options = {"cmap": "cividis", "vmin": 0, "vmax": 1.6} if view == "value" else {"cmap": "RdBu_r", "vmin": -4, "vmax": 4}
    image = panel.pcolormesh(V, along, values, rasterized=True, **options)
    draw_edges(panel, r, at, along, colour)
    return image, values


def cut(r, name, value):
    """(axis upwards, its label, where the curves lie, title) at this value of the other one."""
    k = int(np.argmin(np.abs(r[name] - value)))
    if name == "T":
        return r["B"], "field $B$ [T]", (0, 0, k), f"$T$ = {r['T'][k]:g} K"
    return r["T"], "temperature $T$ [K]", (0, 0, slice(None), k), f"$B$ = {r['B'][k]:g} T"


def draw_levels(panel, r, at):
    for name, colour, dash in (("B_c2", COLOURS[0], "-"), ("B_collapse", *LINES["B_collapse"][1:])):
        panel.axhline(r[name][at], color=colour, linestyle=dash)


def handles():
    edges = (("gap edge", "-"), (r"$\varepsilon_{1,2}$, clean", DASHED))
    collapse, colour, dash = LINES["B_collapse"]
    return [*(plt.Line2D([], [], color=COLOURS[1], linewidth=0.8, linestyle=d, label=label) for label, d in edges),
            plt.Line2D([], [], color=COLOURS[0], label="$B_{c2}$"), plt.Line2D([], [], color=colour, linestyle=dash, label=collapse)]


def tunnelling_map(bench):
    """dI/dV of NbSe2 over voltage, field and temperature, and its second derivative, from one sweep."""
    r = bench.sweep("tunnelling-map", f"--T 0.1:3:{bench.size(59, 30)} --B 0:60:{bench.size(41, 7)} --energy=-6:6:{bench.size(601, 61)}")
    figure, axes = style.panels(2, 2, height=5.4, sharex=True)
    rows = (("value", "d$I$/d$V$ over that of\nthe normal state", 0.3), ("curvature", r"$\partial_V^2$ d$I$/d$V$ [1/mV$^2$]", 1.2))
    letters = iter("abcd")
    for row, (view, label, T) in zip(axes, rows):
        for panel, (along, name, at, title) in zip(row, (cut(r, "T", T), cut(r, "B", 30.0))):
            letter = next(letters)
            image, values = draw_map(panel, r, at, along, view)
            panel.set(xlim=r["energy"][[0, -1]], ylim=along[[0, -1]], ylabel=name)
            panel.set_title(f"({letter}) {title}", loc="left")
            bench.numbers(f"tunnelling-map-{letter}", long_format(along=along[:, None], voltage=r["energy"][None, :], values=values))
            if len(at) == 3:
                draw_levels(panel, r, at)
        figure.colorbar(image, ax=row, label=label, extend="max" if view == "value" else "both")
    for panel in axes[1]:
        panel.set_xlabel("voltage $V$ [mV]")
    lines = handles()
    title = r"NbSe$_2$: $T_{c0}$ = 3 K, $\beta$ = 4.1 meV, $\Gamma$ = 0.03 meV, $\alpha p_F$ = 0.1 meV, $\eta$ = 0.02 meV"
    style.legend_above(figure, lines, [line.get_label() for line in lines], 4, title)
    return figure


FIGURES = {"tunnelling-map": tunnelling_map}

"""The order parameter where the grid is a line in temperature or field, or a plane of couplings."""

import numpy as np

from ising_mirage.plot import style
from ising_mirage.plot import curves, words
from ising_mirage.plot.curves import Curve
from ising_mirage.plot.phase_diagram import edges, hatch
from ising_mirage.plot.style import COLOURS, plt


def draw(r):
    """Curves against temperature or field, where the other has a single value; None elsewhere."""
    T, B = r.axis["T"], r.axis["B"]
    if (len(T) == 1) == (len(B) == 1):
        return None
    x, other = ("B", "T") if len(T) == 1 else ("T", "B")
    values = r.gap[:, :, 0, :] if x == "B" else r.gap[:, :, :, 0]
    found = []
    for a in r.choice.few("alpha", r.axis["alpha"], 4):
        for g in r.choice.few("gamma", r.axis["gamma"], 7):
            settings = r.settings(alpha=float(r.axis["alpha"][a]), gamma=float(r.axis["gamma"][g]), **{other: float(r.axis[other][0])})
            found.append(Curve(r.axis[x], values[a, g], settings, r.units, str(r.name)))
    figure, axes = curves.figure_of(found, (x,))
    handles = curves.plot(axes, found)
    axes.set(xlim=(r.axis[x][0], r.axis[x][-1]), ylim=(0, None), xlabel=r.label(x), ylabel=r.gap_label())
    style.legend(axes, handles)
    return figure


def over_couplings(axes, r, values, label):
    """A map over alpha and gamma, or a curve over the one that has several values."""
    alpha, gamma = r.axis["alpha"], r.axis["gamma"]
    if len(alpha) > 1 and len(gamma) > 1:
        hatch(axes, edges(alpha), edges(gamma))
        image = axes.pcolormesh(edges(alpha), edges(gamma), values.T, cmap="cividis", rasterized=True)
        axes.figure.colorbar(image, ax=axes, label=label)
        axes.set(xlabel=r.label("alpha"), ylabel=r.label("gamma"), xlim=edges(alpha)[[0, -1]], ylim=edges(gamma)[[0, -1]])
        return
    x = "alpha" if len(alpha) > 1 else "gamma"
    axes.plot(r.axis[x], values.ravel(), color=COLOURS[0], marker="." if values.size < 20 else None)
    axes.set(xlabel=r.label(x), ylabel=label, ylim=(0, None))


def couplings(r):
    """Order parameter and critical field over alpha and gamma at one temperature and one field; None elsewhere."""
    T, B = r.axis["T"], r.axis["B"]
    several = len(r.axis["alpha"]) > 1 or len(r.axis["gamma"]) > 1
    if len(T) > 1 or len(B) > 1 or not several:
        return None
    figure, axes = style.panels(1, 2, height=2.8)
    over_couplings(axes[0, 0], r, r.gap[:, :, 0, 0], r.gap_label())
    axes[0, 0].set_title(f"{r.value('T', T[0])}, {r.value('B', B[0])}")
    over_couplings(axes[0, 1], r, r.lines["B_c2"][:, :, 0], r.field_label())
    axes[0, 1].set_title(r.value("T", T[0]))
    style.legend_above(figure, [], [], 1, words.title(r.settings(), r.units, 6.6))
    return figure


def lines_at_one_temperature(r):
    """The critical field over the couplings, where there is one temperature and several fields; None elsewhere."""
    several = max(len(r.axis["alpha"]), len(r.axis["gamma"])) > 1
    if len(r.axis["T"]) > 1 or len(r.axis["B"]) == 1 or not several or not np.isfinite(r.lines["B_c2"]).any():
        return None
    figure, axes = plt.subplots(figsize=(5.2, 3.6))
    over_couplings(axes, r, r.lines["B_c2"][:, :, 0], r.field_label())
    axes.set_title(words.title(r.settings(T=float(r.axis["T"][0])), r.units, 4.6))
    return figure

"""What is neither a critical field nor a spectrum: quasiparticle energies, the further formulas, the solutions at one point."""

import numpy as np

from ising_mirage.plot import style
from ising_mirage.plot import curves, words
from ising_mirage.plot.curves import Curve
from ising_mirage.plot.table import is_energy
from ising_mirage.plot.style import COLOURS, DASHES, plt

KINDS = {"stable": ("o", "black"), "metastable": ("s", "white"), "unstable": ("^", "white")}
TEXTS = {"B_c2": "$B_{c2}$", "B_p": "$B_p$", "order_parameter": r"$\Delta$", "epsilon_1": r"$\epsilon_1$", "epsilon_2": r"$\epsilon_2$",
         "T_c": "$T_c$", "B_strong_ising": "strong Ising coupling", "T_strong_ising": "strong Ising coupling",
         "susceptibility_ratio": "valleys", "susceptibility_ratio_nodes": r"nodes of $\beta\,\cos 3\varphi$"}
AXES = {"B_c2": "critical field $B_{c2}$", "T_c": "critical temperature $T_c$", "order_parameter": r"order parameter $\Delta$",
        "dos": "density of states $N/N_0$",
        "zero_energy_dos": "zero-energy density of states $N(0)/N_0$"}
QUANTITIES = {"field": ("field $B$", lambda c: c.startswith("B_")), "energy": ("energy", is_energy),
              "temperature": ("temperature $T$", lambda c: c.startswith("T_")),
              "susceptibility": (r"spin susceptibility $\chi_S/\chi_N$", lambda c: c.startswith("susceptibility_ratio"))}


def text_of(column):
    """`position_eq5`: position, eq. 5."""
    base, _, equation = column.partition("_eq")
    text = TEXTS.get(base, words.plain(base).replace("_", " "))
    return f"{text}, eq. {words.plain(equation)}" if equation else text


def draw_bands(tables, choice):
    """Quasiparticle energies against kinetic energy; of several files each in its colour."""
    found = [Curve(t.numbers("xi"), None, dict(t.settings), t.units, t.file,
                   lines={k: t.numbers(k) for k in t.columns if k.startswith("energy_")}) for t in tables]
    found = curves.at_most(found, choice, 6)
    units = curves.units_of(found)
    figure, axes = curves.figure_of(found, ("xi",))
    names = curves.differing(found) if len(found) > 1 else []
    handles = []
    for i, curve in enumerate(found):
        for energy in curve.lines.values():
            axes.plot(curve.x, energy, color=COLOURS[i], linestyle=DASHES[i])
        handles.append(plt.Line2D([], [], color=COLOURS[i], linestyle=DASHES[i], label=curves.text_of(curve, names)))
    axes.set(xlim=(found[0].x[0], found[0].x[-1]), xlabel=words.label("xi", words.unit("xi", units)),
             ylabel=words.label("energy", words.unit("energy", units)))
    style.legend(axes, handles if names else [])
    return figure


def draw_currents(tables, choice):
    """J and, dashed, the order parameter against the pair momentum; the largest |J| among the rows is marked."""
    found = [Curve(t.numbers("Q"), t.numbers("current"), dict(t.settings), t.units, t.file,
                   lines={"order_parameter": t.numbers("order_parameter")}) for t in tables]
    found = curves.at_most(found, choice, 6)
    units = curves.units_of(found)
    figure, axes = curves.figure_of(found, ("Q",))
    names = curves.differing(found) if len(found) > 1 else []
    handles = [plt.Line2D([], [], color="black", label=words.symbol("current")),
               plt.Line2D([], [], color="black", linestyle="--", label=words.symbol("order_parameter"))]
    for i, curve in enumerate(found):
        axes.plot(curve.x, curve.y, color=COLOURS[i])
        axes.plot(curve.x, curve.lines["order_parameter"], color=COLOURS[i], linestyle="--")
        if np.isfinite(curve.y).any():
            largest = np.nanargmax(np.abs(curve.y))
            axes.plot(curve.x[largest], curve.y[largest], "o", color=COLOURS[i])
        if names:
            handles.append(plt.Line2D([], [], color=COLOURS[i], label=curves.text_of(curve, names)))
    axes.set(xlabel=words.label("Q", words.unit("Q", units)), ylabel=words.label("energy", words.unit("energy", units)))
    style.legend(axes, handles)
    return figure


def axis_of(table, choice):
    """The coordinate with most values, of which none is selected."""
    several = {k: len(np.unique(table.numbers(k))) for k in table.coordinates() if k != "sample" and k not in choice.wanted}
    if not several:
        raise words.Refused("has no column of temperature, field, coupling or energy")
    return max(several, key=several.get)


def pieces(tables, x, choice):
    """[(table, rows, Curve without y)] of those that are selected, a few of many."""
    found = []
    for t in tables:
        for values, rows in t.groups(x):
            curve = Curve(t.numbers(x)[rows], None, {**t.settings, **values, "model": t.model()}, t.units, t.file)
            if choice.keeps(curve.settings):
                found.append((t, rows, curve))
    if not found:
        choice.check()
        raise words.Refused("--select: together they leave no curve")
    chosen = curves.at_most([curve for _, _, curve in found], choice, 7)
    return [(t, rows, c) for c in chosen for t, rows, other in found if other is c]


def grouped(tables):
    """{quantity: its columns}: those of one unit share a panel."""
    groups = {}
    for column in dict.fromkeys(c for t in tables for c in t.columns if c not in t.coordinates() and isinstance(t.columns[c], np.ndarray)):
        groups.setdefault(next((k for k, (_, has) in QUANTITIES.items() if has(column)), column), []).append(column)
    if not groups:
        raise words.Refused("has no column of numbers to draw")
    return groups


def draw(tables, choice):
    """Every column against the axis, panels for fields, energies and plain numbers; one file or several."""
    units = curves.units_of([Curve(None, None, {}, t.units, t.file) for t in tables])
    x = axis_of(tables[0], choice)
    if any(axis_of(t, choice) != x for t in tables):
        raise words.Refused("the files have different axes: one figure has one")
    drawn = pieces(tables, x, choice)
    alone = [c for _, _, c in drawn]
    if max(len(c.x) for c in alone) < 2:
        return None
    groups = grouped(tables)
    figure, panels = style.panels(len(groups), 1, width=5.2, height=0.6 + 2.8 * len(groups), sharex=True)
    names = curves.differing(alone) if len(alone) > 1 else []
    for axes, (quantity, group) in zip(panels[:, 0], groups.items()):
        draw_quantity(axes, drawn, group, names)
        unit = next((t.unit_of(c) for c in group for t in tables if c in t.columns), "")
        name = QUANTITIES[quantity][0] if len(group) > 1 else AXES.get(group[0], text_of(group[0]))
        axes.set_ylabel(f"{name} [{unit}]" if unit else name)
    if 0 <= min(c.x[0] for c in alone) < 0.3 * max(c.x[-1] for c in alone):
        panels[-1, 0].set_xlim(left=0)
    panels[-1, 0].set_xlabel(words.label(x, tables[0].unit_of(x)))
    panels[0, 0].set_title(words.title(curves.common(alone), units, 4.6, unsaid(alone, x)))
    return figure


def unsaid(drawn, x):
    return (x, "model") if curves.common(drawn).get("model") == "exact" else (x,)


def draw_quantity(axes, drawn, group, names):
    """The columns of one unit: colour by curve, dashes by column; or colour by column, where there is one curve."""
    handles = []
    for i, (table, rows, curve) in enumerate(drawn):
        for k, column in enumerate(c for c in group if c in table.columns):
            n = k if len(drawn) == 1 else i
            label = ", ".join(filter(None, [text_of(column) if len(group) > 1 else "", curves.text_of(curve, names) if names else ""]))
            handles += axes.plot(curve.x, table.numbers(column)[rows], color=COLOURS[n % len(COLOURS)], linestyle=DASHES[k % len(DASHES)],
                                 marker="." if len(rows) < 20 else None, label=label)
    style.legend(axes, handles if len(handles) > 1 else [])


def solutions_of(table):
    """[(kind, order parameter, free energy)] of a point; the normal state where it is the only one."""
    told = table.more.get("solutions")
    if told:
        return [(str(s["kind"]), float(s["order_parameter"]), float(s["free_energy"])) for s in told]
    row = [float(table.numbers(k)[0]) for k in ("order_parameter", "free_energy")]
    return [("stable", *row)]


def draw_points(tables):
    """Free energy and order parameter of every solution; the normal state is the origin."""
    units = curves.units_of([Curve(None, None, {}, t.units, t.file) for t in tables])
    found = [Curve(None, None, dict(t.settings), t.units, t.file) for t in tables]
    figure, axes = curves.figure_of(found)
    names, handles, met = curves.differing(found) if len(found) > 1 else [], [], []
    for i, (table, curve) in enumerate(zip(tables, found)):
        colour = COLOURS[i % len(COLOURS)] if names else COLOURS[0]
        for kind, gap, energy in solutions_of(table):
            marker, face = KINDS.get(kind, ("x", "black"))
            axes.plot(gap, energy, marker, color=colour, markerfacecolor=colour if face == "black" else face, markersize=6)
            met.append(kind)
        if names:
            handles.append(plt.Line2D([], [], color=colour, linewidth=4, label=curves.text_of(curve, names)))
    axes.plot(0, 0, "D", color="#888888", markersize=5, clip_on=False)
    handles += [plt.Line2D([], [], linestyle="", marker=KINDS[k][0], color="black", markerfacecolor=KINDS[k][1], label=k) for k in KINDS if k in met]
    handles.append(plt.Line2D([], [], linestyle="", marker="D", color="#888888", label="normal state"))
    energy = words.unit("energy", units)
    axes.axhline(0, color="#999999", linewidth=0.5, zorder=0)
    axes.margins(0.12)
    axes.set_xlim(left=0)
    axes.set(xlabel=words.label("order_parameter", energy), ylabel=rf"free energy $(\Omega_S-\Omega_N)/N_0$ [{energy}$^2$]" if energy else
             r"free energy $(\Omega_S-\Omega_N)/N_0$")
    style.legend(axes, handles)
    return figure



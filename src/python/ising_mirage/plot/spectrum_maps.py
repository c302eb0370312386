"""Density of states and dI/dV of a result: maps over energy and field or temperature with the edges of their gaps, their second
derivatives, and curves where there are few fields."""

import numpy as np

from ising_mirage.plot import style
from ising_mirage.plot import lines, spectra, stored_spectra, words
from ising_mirage.plot.curvature import second_derivative
from ising_mirage.plot.phase_diagram import edges, hatch
from ising_mirage.plot.style import COLOURS, DASHES, plt

# kind of picture -> the curves that it shows, and whether as they are
KINDS = {"spectra": ("dos", "value"), "conductance": ("conductance", "value"), "spectra-curvature": ("dos", "curvature"),
         "conductance-curvature": ("conductance", "curvature")}
ON_DEMAND = {"spectra-curvature", "conductance-curvature"}
LABELS = {"dos": spectra.DOS, "conductance": r"d$I$/d$V$ over that of the normal state"}
CURVATURES = {"dos": r"$\partial_E^2 N/N_0$", "conductance": r"$\partial_V^2$ d$I$/d$V$"}
HIGHEST = {"dos": 2.0, "conductance": 1.6}  # of the colours
# edges -> label, dash pattern; the measured flanks only where the formula is none for them
EDGES = {"gap_edge": ("gap edge", "-"), "epsilon": (r"$\varepsilon_{1,2}$, clean", (0, (4, 2))),
         "flanks": ("flanks of the mirage gap", (0, (1, 1.2)))}
LEVELS = {"B_c2": (COLOURS[0], "-"), "B_collapse": lines.LINES["B_collapse"][1:]}


def draw(r, kind):
    """Panels for (alpha, gamma) across, and down for temperature, or for field where maps are over temperature. None where the file
    does not have the curves."""
    name, view = KINDS[kind]
    s = r.spectra
    if s is None or name not in s.curves or len(s.energy) < 2:
        return None
    as_map = s.up == "T" or len(s.axis["B"]) > (len(DASHES) if "B" in r.choice.wanted else 3)
    if view == "curvature" and (not as_map or len(s.energy) < 7):
        return None
    chosen = {k: r.choice.few(k, s.axis[k], most) for k, most in (("alpha", 3), ("gamma", 4), (s.down, stored_spectra.MOST_ROWS))}
    pairs = [(a, g) for a in chosen["alpha"] for g in chosen["gamma"]]
    figure, panels = style.panels(len(chosen[s.down]), len(pairs), width=1.6 + 2.1 * len(pairs), height=0.8 + 1.9 * len(chosen[s.down]),
                                  sharex=True, sharey=True)
    keys = {(row, column): (*pair, i) for row, i in enumerate(chosen[s.down]) for column, pair in enumerate(pairs)}
    values = {place: shown(s, name, view, key) for place, key in keys.items()}
    for place, (a, g, i) in keys.items():
        panels[place].set_title(f"{r.value(s.down, s.axis[s.down][i])}\n{r.value('gamma', s.axis['gamma'][g])}, "
                                f"{r.value('alpha', s.axis['alpha'][a])}")
    figure.supxlabel(energy_label(r, name), fontsize=9)
    legend = (draw_maps if as_map else draw_curves)(r, figure, panels, values, keys, name, view)
    return style_legend(r, figure, *legend)


def shown(s, name, view, key):
    return s.curves[name][key] if view == "value" else second_derivative(s.energy, s.curves[name][key])


def energy_label(r, name):
    if name == "dos":
        return r.label("energy")
    return "voltage $V$ [mV]" if r.units == "si" else f"voltage $eV$ [{r.unit['energy']}]"


def style_legend(r, figure, settings, handles):
    width = figure.get_size_inches()[0] - 0.4
    title = words.title({**r.material, **r.here(), **settings}, r.units, width)
    columns = max(1, min(len(handles), int(width / 1.4)))
    style.legend_above(figure, handles, [h.get_label() for h in handles], columns, title)
    return figure


def draw_curves(r, figure, panels, values, keys, name, view):
    """A curve for each field; (settings, handles) of the legend."""
    B, energy = r.spectra.axis["B"], r.spectra.energy
    for place, rows in values.items():
        for i, curve in enumerate(rows):
            panels[place].plot(energy, curve, color=style.shades(len(B))[i], linestyle=DASHES[i])
    top, label = spectra.top_of(values.values(), LABELS[name])
    panels[0, 0].set(xlim=(energy[0], energy[-1]), ylim=(0, top))
    figure.supylabel(label, fontsize=9)
    if len(B) == 1:
        return {"B": float(B[0])}, []
    shades = style.shades(len(B))
    return {}, [plt.Line2D([], [], color=shades[i], linestyle=DASHES[i], label=r.value("B", v)) for i, v in enumerate(B)]


def colours(values, name, view):
    """Options of the map: a symmetric scale for second derivatives, which a few peaks do not decide."""
    if view == "value":
        return {"cmap": "cividis", "vmin": 0, "vmax": HIGHEST[name]}
    sizes = np.abs(np.concatenate([v[np.isfinite(v)] for v in values.values()] or [np.zeros(0)]))
    largest = np.quantile(sizes, 0.95) if sizes.size else 0.0
    return {"cmap": "RdBu_r", "vmin": -(largest or 1.0), "vmax": largest or 1.0}


def draw_maps(r, figure, panels, values, keys, name, view):
    """A map in each panel, with the edges of gaps along it and critical fields across; (settings, handles) of the legend."""
    s, options, found = r.spectra, colours(values, name, view), set()
    x, y = edges(s.energy), edges(s.axis[s.up])
    for place, rows in values.items():
        hatch(panels[place], x, y)
        image = panels[place].pcolormesh(x, y, rows, rasterized=True, **options)
        panels[place].set(xlim=x[[0, -1]], ylim=y[[0, -1]])
        found |= draw_edges(panels[place], s, keys[place], COLOURS[1] if view == "value" else COLOURS[0])
        found |= draw_levels(panels[place], r, keys[place])
    figure.supylabel(r.label(s.up), fontsize=9)
    label, unit = (LABELS if view == "value" else CURVATURES)[name], r.unit["energy"]
    if view == "curvature":
        label += f" [1/{'mV' if r.units == 'si' and name == 'conductance' else unit}$^2$]"
    figure.colorbar(image, ax=panels, fraction=0.05, pad=0.02, label=label, extend="max" if view == "value" else "both")
    return {}, handles_of(r, found, COLOURS[1] if view == "value" else COLOURS[0])


def edges_at(s, key):
    """{name: [values over the axis upwards]} of what is known: one line or two for each name."""
    at, found = {k: v[key] for k, v in s.edges.items()}, {}
    if "gap_edge" in at:
        found["gap_edge"] = [np.where(at["gap_edge"] > 0, at["gap_edge"], np.nan)]
    if "epsilon_1" in at and "epsilon_2" in at:
        found["epsilon"] = [at["epsilon_1"], at["epsilon_2"]]
    if "mirage_energy" in at and "mirage_width" in at:
        flanks = [at["mirage_energy"] + sign * at["mirage_width"] / 2 for sign in (1, -1)]
        if not same_edges(flanks, found.get("epsilon", ()), at["mirage_width"]):
            found["flanks"] = flanks
    return found


def same_edges(found, others, width):
    """Whether they are mostly within a tenth of the width of each other."""
    with np.errstate(all="ignore"):
        apart = np.array([np.abs(a - b) / width for a, b in zip(found, others)])
    known = apart[np.isfinite(apart)]
    return bool(known.size) and np.median(known) < 0.1


def draw_edges(axes, s, key, colour):
    """At positive energies, so that the other half of the map is seen without; the names of those that are seen."""
    y, seen = s.axis[s.up], set()
    left, right = axes.get_xlim()
    sign = 1 if right > 0 else -1
    for name, found in edges_at(s, key).items():
        for x in (sign * line for line in found):
            if ((x > left) & (x < right)).any():
                axes.plot(x, y, color=colour, linewidth=0.8, linestyle=EDGES[name][1])
                seen.add(name)
    return seen


def levels_at(r, key):
    """{name: place on the axis upwards} of the critical field and of the collapse of the gap."""
    s, (a, g, i) = r.spectra, key
    a, g = (stored_spectra.index_of(r.axis[k], s.axis[k][n]) for k, n in (("alpha", a), ("gamma", g)))
    if None in (a, g):
        return {}
    value, T = s.axis[s.down][i], r.axis["T"]
    if s.up == "B":
        t = stored_spectra.index_of(T, value)
        return {} if t is None else {name: r.lines[name][a, g, t] for name in LEVELS}
    T, *fields = lines.to_critical_temperature(T, r.tc0(a, g), *(r.lines[name][a, g] for name in LEVELS))
    return {name: crossing(T, field, value) for name, field in zip(LEVELS, fields)}


def crossing(T, field, value):
    """The highest temperature at which a line has this field; NaN where it never has."""
    above = np.flatnonzero((field[:-1] >= value) & (field[1:] < value))
    if not above.size:
        return np.nan
    k = above[-1]
    return T[k] + (T[k + 1] - T[k]) * (field[k] - value) / (field[k] - field[k + 1])


def draw_levels(axes, r, key):
    """Lines across with a white rim; the names of those that are seen."""
    bottom, top = axes.get_ylim()
    seen = {name: at for name, at in levels_at(r, key).items() if bottom < at < top}
    for at in seen.values():
        axes.axhline(at, color="white", linewidth=2.0)
    for name, at in seen.items():
        axes.axhline(at, color=LEVELS[name][0], linestyle=LEVELS[name][1])
    return set(seen)


def handles_of(r, found, colour):
    label = {"B_c2": words.symbol("B_c2" if r.spectra.up == "B" else "T_c"), "B_collapse": lines.LINES["B_collapse"][0]}
    return ([plt.Line2D([], [], color=colour, linewidth=0.8, linestyle=EDGES[k][1], label=EDGES[k][0]) for k in EDGES if k in found] +
            [plt.Line2D([], [], color=LEVELS[k][0], linestyle=LEVELS[k][1], label=label[k]) for k in LEVELS if k in found])

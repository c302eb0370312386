"""Critical fields against temperature or any other setting: of results, lines, formulas and fits, several in one figure."""

import dataclasses

import numpy as np

from ising_mirage.plot import style
from ising_mirage.plot import curves, measured, words
from ising_mirage.plot.choice import listed
from ising_mirage.plot.curves import Curve
from ising_mirage.plot.words import Refused
from ising_mirage.plot.style import COLOURS, plt

# name -> label, colour, dash pattern: different in grey too. B_c2 is split by the order of the transition.
LINES = {
    "second": (r"$B_{c2}$, second order", COLOURS[0], "-"),
    "first": (r"$B_{c2}$, first order", COLOURS[0], (0, (3, 1.2))),
    "B_supercooling": (r"supercooling", COLOURS[1], "-."),
    "B_superheating": (r"superheating", COLOURS[2], ":"),
    "B_jump": (r"jump of $\Delta$", COLOURS[4], "--"),
    "B_collapse": (r"collapse of the gap", COLOURS[3], (0, (1, 1))),
}
FAILED = "line did not converge"


def to_critical_temperature(T, tc0, *fields):
    """T and fields with the end of the curves, 0 at Tc0, where the temperatures reach it and the points before it are known."""
    reached = np.flatnonzero(T >= tc0 * (1 - 1e-9)) if tc0 else []
    if len(reached) == 0 or reached[0] == 0:
        return (T, *fields)
    k = reached[0]
    if not np.isclose(T[k], tc0, rtol=1e-9):
        T, fields = np.insert(T, k, tc0), [np.insert(f.astype(float), k, np.nan) for f in fields]
    ends = np.arange(len(T)) == k
    return (T, *(np.where(ends & ~np.isfinite(f) & np.isfinite(f[k - 1]), 0.0, f) for f in fields))


def split(field, order, lines):
    """The lines as they are drawn: B_c2 by its order, supercooling and superheating only where they are lines of their own."""
    first = order == 1
    # a first-order stretch reaches over to the neighbouring points, so that no gap is left between the two styles
    reach = first | np.append(False, first[:-1]) | np.append(first[1:], False)
    drawn = {"second": np.where(~first, field, np.nan), "first": np.where(reach, field, np.nan)}
    for name in ("B_jump", "B_collapse"):
        drawn[name] = lines.get(name, np.full_like(field, np.nan))
    for name in ("B_supercooling", "B_superheating"):
        line = lines.get(name, np.full_like(field, np.nan))
        drawn[name] = np.where(np.abs(line - field) > 1e-4 * np.abs(field), line, np.nan)
    return drawn


def handle(name):
    label, colour, dash = LINES[name]
    return plt.Line2D([], [], color=colour, linestyle=dash, label=label)


def mark_failed(axes, T, failed):
    """Crosses on the lower axis where the critical fields did not converge."""
    if failed is not None and failed.any():
        axes.plot(T[failed], np.zeros(failed.sum()) + 0.02, "x", color=COLOURS[1], markersize=5, clip_on=False,
                  transform=axes.get_xaxis_transform(), zorder=6)


def failed_handle():
    return plt.Line2D([], [], linestyle="", marker="x", color=COLOURS[1], label=FAILED)


def of_result(r, file):
    """The curves of a result over gamma and alpha."""
    T, found = r.axis["T"], []
    if len(T) < 2:
        return []
    for a in range(len(r.axis["alpha"])):
        for g in range(len(r.axis["gamma"])):
            lines = {k: r.lines[k][a, g] for k in r.lines if k != "B_c2"}
            settings = r.settings(alpha=float(r.axis["alpha"][a]), gamma=float(r.axis["gamma"][g]))
            found.append(Curve(T, r.lines["B_c2"][a, g], settings, r.units, file, r.failed[a, g], lines, r.order[a, g],
                               end=r.tc0(a, g)))
    return [c for c in found if np.isfinite(c.y).any()]


def few_of_result(r, file, gammas, alphas):
    """Those of at most so many values of gamma and alpha."""
    found = of_result(r, file)
    if not found:
        return []
    chosen = {k: {float(r.axis[k][i]) for i in r.choice.few(k, r.axis[k], most)} for k, most in (("gamma", gammas), ("alpha", alphas))}
    return [c for c in found if all(c.settings[k] in chosen[k] for k in chosen)]


def of_table(table, file):
    """The curves of a line, a formula, a fitted curve or exported fields: one for each value of what is not on their axis, which is
    temperature but for lines along another setting."""
    coordinates = [k for k in table.coordinates() if k != "sample"]
    if "B_c2" not in table.columns or not coordinates:
        return []
    along = "T" if "T" in coordinates or table.command != "line" else coordinates[0]
    if along not in coordinates:
        return []
    lines = {k: table.numbers(k) for k in table.columns if k.startswith("B_")}
    order = next((table.numbers(k) for k in ("order", "transition_order") if k in table.columns), None)
    status = next((table.columns[k] for k in ("status", "line_status") if k in table.columns), None)
    failed = np.array([s not in ("converged", "nan") for s in status]) if isinstance(status, list) else None
    found = []
    for values, rows in table.groups(along):
        settings = {**{k: v for k, v in table.settings.items() if k != along}, **values, "model": table.model()}
        one = {k: v[rows] for k, v in lines.items()}
        found.append(Curve(table.numbers(along)[rows], one.pop("B_c2"), settings, table.units, file,
                           None if failed is None else failed[rows], one, None if order is None else order[rows], along))
    return [c for c in found if len(c.x) > 1 and np.isfinite(c.y).any()]


def of_fit(fit, file):
    """The fitted curve of each sample."""
    found = []
    for s in fit.samples:
        own = f"fit, {words.plain(s['name'])}: " + ", ".join(fit.values_of(s["name"]))
        settings = {"model": fit.model, "sample": s["name"]}
        found.append(Curve(s["curve"]["T"], s["curve"]["B_c2"], settings, "si", file, own=own))
    return found


def tc0_of(curve):
    """Where the curve ends; None along other settings, and where a material lowers it by an amount that no file tells."""
    if curve.along != "T" or curve.end is not None:
        return curve.end
    if {"gamma_magnetic", "pockets"} & set(curve.settings):
        return None
    return 1.0 if curve.units == "reduced" else curve.settings.get("tc0")


def ended(curve):
    """The curve with its end at Tc0."""
    T, y = to_critical_temperature(curve.x, tc0_of(curve), curve.y)
    return dataclasses.replace(curve, x=T, y=y)


def all_lines(curve):
    """(T, {name: field}) of one material, the lines ending at Tc0; without an order B_c2 is of second order."""
    order = np.full(len(curve.x), 2) if curve.order is None else curve.order
    T, field, order, *others = to_critical_temperature(curve.x, tc0_of(curve), curve.y, order, *curve.lines.values())
    return T, split(field, order, dict(zip(curve.lines, others)))


def draw_alone(axes, curve):
    """One material: all of its critical lines. Handles of their legend."""
    T, drawn = all_lines(curve)
    shown = [name for name in LINES if np.isfinite(drawn[name]).any()]
    for name in shown:
        _, colour, dash = LINES[name]
        axes.plot(T, drawn[name], color=colour, linestyle=dash, marker="." if len(T) < 20 and name == "second" else None)
    return [handle(name) for name in shown]


def draw_on(axes, found, points):
    """The curves, over them the measured points; handles of their legend."""
    alone = len(found) == 1 and found[0].order is not None
    handles = draw_alone(axes, found[0]) if alone else curves.plot(axes, [ended(c) for c in found])
    for line in [*axes.lines, *handles] if points and not alone else []:
        line.set(marker="", linestyle="-" if line.get_linestyle() == "None" else line.get_linestyle())
    for curve in found:
        mark_failed(axes, curve.x, curve.failed)
    if any(c.failed is not None and c.failed.any() for c in found):
        handles.append(failed_handle())
    along, units = found[0].along, found[0].units
    left, right = min(c.x[0] for c in found), max(c.x[-1] for c in found)
    axes.set(xlim=(0 if along == "T" else left, right), ylim=(0, None), xlabel=words.label(along, words.unit(along, units)),
             ylabel=words.label("B_c2", words.unit("B_c2", units)))
    return handles + (measured.plot(axes, points) if points else [])


def draw(found, points, choice):
    """One figure of all curves, over them the measured points."""
    found = curves.at_most(found, choice)
    curves.units_of(found)
    along = found[0].along
    for curve in found:
        if curve.along != along:
            raise Refused(f"critical fields against {along}, and against {curve.along} in '{words.in_short(curve.file)}': "
                          "one figure has one axis")
    if points and along != "T":
        raise Refused(f"--data: the critical fields are against {along}, not temperature")
    for curve in found if points else []:
        measured.check_units(curve.units, curve.file)
    unsaid = ("model",) if curves.common(found).get("model") == "exact" else ()
    figure, axes = curves.figure_of(found, (along, "B", *unsaid))
    style.legend(axes, draw_on(axes, found, points))
    return figure


def draw_temperatures(found, choice):
    """The transition temperature against field, as `mirage line --B` prints it; where there are several, the highest is joined."""
    found = curves.at_most(found, choice)
    units = curves.units_of(found)
    figure, axes = curves.figure_of(found, ("B", "T"))
    handles = curves.plot(axes, found)
    axes.set(xlim=(found[0].x[0], max(c.x[-1] for c in found)), ylim=(0, None), xlabel=words.label("B", words.unit("B", units)),
             ylabel=words.label("T_c", words.unit("T_c", units)))
    style.legend(axes, handles)
    return figure


def temperatures_of_table(table, file):
    """T_c(B): points in the order of the field, of each field from high to low temperature."""
    if not {"B", "T_c"} <= set(table.columns) or len(table.columns["T_c"]) < 2:
        return []
    settings = {k: v for k, v in table.settings.items() if k not in ("T", "B")}
    return [Curve(table.numbers("B"), table.numbers("T_c"), settings, table.units, file)]


def over(r, axis, of_value, file):
    """Curves for several values of a further axis, at the first gamma and alpha; of_value(i) is the result there."""
    found = []
    for i in r.choice.few(axis, r.axis[axis], 7):
        found += of_result(of_value(r.pick[axis][i]), file)[:1]
    first = {k: r.axis[k] for k in ("gamma", "alpha") if len(r.axis[k]) > 1}
    for k, values in first.items():
        r.choice.say(f"compared at {k} = {listed(values[:1])}; --select {k}=VALUE for others")
    return found

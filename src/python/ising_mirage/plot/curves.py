"""Several curves in one figure: colour, dashes and markers by what differs between them, a legend that names it, a title with
the rest."""

import dataclasses
import itertools

import numpy as np

from ising_mirage.plot import style
from ising_mirage.plot import words
from ising_mirage.plot.choice import few, same
from ising_mirage.plot.words import Refused
from ising_mirage.plot.style import COLOURS, DASHES, MARKERS, plt

MOST = 16  # curves of one figure


@dataclasses.dataclass
class Curve:
    """y against x, of these settings: {name: number or word}; `model` and `file` among them."""

    x: np.ndarray
    y: np.ndarray
    settings: dict
    units: str  # "si", "reduced", or "" where a file does not say
    file: str = ""
    failed: np.ndarray = None  # where x has no converged value
    lines: dict = dataclasses.field(default_factory=dict)  # further lines of the same x, by name
    order: np.ndarray = None  # of the transition
    along: str = "T"  # what x is
    end: float = None  # critical temperature, where it is known
    own: str = ""  # what the legend says of a curve that its settings do not describe


def units_of(curves):
    """The units that all of them have."""
    first = curves[0]
    for curve in curves:
        if curve.units != first.units:
            names = {"si": "SI", "reduced": "reduced", "": "unknown"}
            raise Refused(f"{names[first.units]} units, and {names[curve.units]} ones in '{words.in_short(curve.file)}': one figure has one kind")
    return first.units


def at_most(curves, choice, most=MOST):
    """A few of them, which is said, in their order."""
    curves = ordered(curves)
    chosen = few(len(curves), most)
    if len(chosen) < len(curves):
        choice.say(f"drew {len(chosen)} of {len(curves)} curves; --select name=value for others")
    return [curves[i] for i in chosen]


def described(curves):
    return [c for c in curves if not c.own]


def differing(curves):
    """The settings that tell the curves apart, known ones first; the name of the file only where nothing else does."""
    curves = described(curves)
    found = []
    for name in words.in_order({name: None for curve in curves for name in curve.settings if name not in words.NUMERICS}):
        values = [setting(c, name) for c in curves if setting(c, name) is not None]
        if not all(same(v, values[0]) for v in values):
            found.append(name)
    keys = {tuple(str(setting(c, name)) for name in found) for c in curves}
    return found if len(keys) == len(curves) else [*found, "file"]


def common(curves):
    """The settings of one value in all curves that have them."""
    curves = described(curves)
    every = {name: value for curve in curves for name, value in curve.settings.items()}
    return {name: value for name, value in every.items()
            if all(same(setting(c, name), value) for c in curves if setting(c, name) is not None)}


def setting(curve, name):
    """None where the curve has none; what is beyond the two-valley model is absent where it is not given."""
    if name == "file":
        return curve.file
    if name in curve.settings or curve.settings.get("model", "exact") != "exact":
        return curve.settings.get(name)
    return 0.0 if name in words.ZERO else "no further pocket" if name == "pockets" else None


def text_of(curve, names):
    if curve.own:
        return curve.own
    parts = [words.value(name, setting(curve, name), words.unit(name, curve.units)) for name in names if setting(curve, name) is not None]
    return ", ".join(parts)


def in_numbers(curves, names):
    """Whether every curve has these settings, as numbers."""
    return all(isinstance(setting(c, name), float) for c in curves for name in names)


def ordered(curves):
    """By what differs, where that is numbers."""
    names = differing(curves)
    numbers = in_numbers(curves, names) and len(described(curves)) == len(curves)
    return sorted(curves, key=lambda c: [setting(c, name) for name in names]) if numbers else curves


def values_of(curves, name):
    found = []
    for curve in curves:
        if not any(same(setting(curve, name), v) for v in found):
            found.append(setting(curve, name))
    return found


def look(i, count):
    """Of the i-th of `count` values: colours that keep their order in grey where there are many."""
    colour = COLOURS[i] if count <= 4 else style.shades(count)[i]
    return {"color": colour, "marker": MARKERS[i % len(MARKERS)]}


def looks(curves):
    """([what plot() is told for each curve], handles of the legend)."""
    names = differing(curves) if len(curves) > 1 else []
    values = [values_of(curves, n) for n in names] if len(names) == 2 and in_numbers(curves, names) else []
    if values and len(values[0]) * len(values[1]) == len(curves):
        # a grid of two settings: colour for the one with more values, dashes for the other
        across, down = (0, 1) if len(values[0]) >= len(values[1]) else (1, 0)
        return by_two(curves, (names[across], values[across]), (names[down], values[down]))
    found, handles = [], []
    for i, (curve, dash) in enumerate(zip(curves, itertools.cycle(DASHES))):
        found.append({**look(i, len(curves)), "linestyle": dash})
        if len(curves) > 1:
            handles.append(plt.Line2D([], [], **found[-1], markersize=3.5, label=text_of(curve, names)))
    return found, handles


def by_two(curves, across, down):
    """Colour and marker by the first setting, dashes by the second; each is (name, values)."""
    def place(curve, setting_of):
        return next(i for i, v in enumerate(setting_of[1]) if same(v, setting(curve, setting_of[0])))

    found = [{**look(place(c, across), len(across[1])), "linestyle": DASHES[place(c, down) % len(DASHES)]} for c in curves]
    units = curves[0].units
    handles = [plt.Line2D([], [], **look(i, len(across[1])), linestyle="", markersize=3.5,
                          label=words.value(across[0], v, words.unit(across[0], units))) for i, v in enumerate(across[1])]
    handles += [plt.Line2D([], [], color="black", linestyle=DASHES[i % len(DASHES)],
                           label=words.value(down[0], v, words.unit(down[0], units))) for i, v in enumerate(down[1])]
    return found, handles


def plot(axes, curves):
    """Draws them; handles of their legend."""
    styles, handles = looks(curves)
    for curve, how in zip(curves, styles):
        marker = dict(how) if len(curves) > 1 and len(curve.x) > 1 else {**how, "marker": None if len(curve.x) > 1 else "o"}
        axes.plot(curve.x, curve.y, **marker, markevery=max(1, len(curve.x) // 10), markersize=3.5)
    return handles


def figure_of(curves, without=()):
    """(figure, axes) with the title of what the curves have in common."""
    figure, axes = plt.subplots(figsize=(5.2, 3.6))
    axes.set_title(words.title(common(curves), curves[0].units, 4.6, without))
    return figure, axes

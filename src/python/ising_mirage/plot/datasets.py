"""Datasets and fits, in the style of the pictures of files: the same lines, colours, names and units."""

import contextlib
import textwrap

import numpy as np

from ising_mirage.errors import InputError
from ising_mirage.plot import curves, lines, phase_diagram, spectrum_fit, style, words
from ising_mirage.plot import fit as fits
from ising_mirage.plot.choice import Choice
from ising_mirage.plot.curves import Curve
from ising_mirage.plot.style import COLOURS, plt

ALONG = ("energy", "xi", "Q", "T", "B")  # what quantities are drawn against, the likeliest first
OTHERS = ("B_supercooling", "B_superheating", "B_jump", "B_collapse")
SIZE = (5.2, 3.6)  # of a figure [inch]


@contextlib.contextmanager
def refusals():
    """What cannot be read is an InputError."""
    try:
        yield
    except words.Refused as error:
        raise InputError(words.in_short(error)) from None


@contextlib.contextmanager
def axes_for(ax):
    """Those given as they are, or of a new figure in the style of all pictures."""
    if ax is not None:
        yield ax
        return
    with plt.rc_context(style.SETTINGS):
        yield plt.figure(figsize=SIZE).add_subplot()


def units_of(data):
    """"si" or "reduced" """
    if "T" in data.coords and "units" in data["T"].attrs:
        return "si" if data["T"].attrs["units"] == "K" else "reduced"
    return str(data.attrs.get("units", "reduced"))


def label(data, name):
    """Of an axis, with the unit of the variable; quantities without a symbol by their long name."""
    attrs = data[name].attrs
    unit = words.shown_unit(str(attrs.get("units", "1")))
    if name in words.NAMES or "long_name" not in attrs:
        return words.label(name, unit)
    return textwrap.fill(words.plain(attrs["long_name"]) + (f" [{unit}]" if unit else ""), 40)


def settings_of(data):
    """What holds for the whole."""
    found = {}
    for name, value in {**data.attrs, **{k: v.item() for k, v in data.coords.items() if v.ndim == 0}}.items():
        if name == "pockets" or name == "momentum" and value == "auto":
            found[name] = str(value)
        elif name in words.SYMBOLS and isinstance(value, (int, float, np.number)):
            found[name] = float(value)
    return found


def without_single(data, kept):
    """Dimensions of one value become settings."""
    return data.squeeze([d for d, size in data.sizes.items() if size == 1 and d not in kept])


def variables_of(data, names):
    for name in names:
        if name not in data:
            raise InputError(f"variable = {name!r}: allowed: {', '.join(map(str, data))}")
    return data[list(names)]


def axis_of(data):
    """The dimension that curves run along."""
    several = [d for d, size in data.sizes.items() if size > 1]
    if not several:
        raise InputError("one value alone: nothing to draw")
    return next((d for d in ALONG if d in several), several[0])


def each_curve(data, along):
    """(settings, the part of the Dataset that is one curve) for each value of the other dimensions."""
    others = [d for d in data.dims if d != along]
    for index in np.ndindex(*(data.sizes[d] for d in others)):
        one = data.isel(dict(zip(others, index)))
        unnamed = {d: str(i) for d, i in zip(others, index) if d not in data.coords}
        named = {d: one[d].item() for d in others if d in data.coords}
        yield {**settings_of(one), **{k: v if isinstance(v, str) else float(v) for k, v in named.items()}, **unnamed}, one


def critical_fields(data):
    """Curves of B_c2 with the other lines of the same material."""
    if "B_c2" not in data:
        raise InputError("no critical fields in this Dataset")
    order = next((name for name in ("order", "transition_order") if name in data), None)
    status = next((name for name in ("line_status", "status") if name in data and set(data[name].dims) <= set(data["B_c2"].dims)), None)
    kept = [n for n in ("B_c2", *OTHERS, order, status, "critical_temperature") if n in data]
    data = without_single(data[kept], ())
    along, units = axis_of(data), units_of(data)
    found = []
    for settings, one in each_curve(data, along):
        end = one["critical_temperature"].item() if along == "T" and "critical_temperature" in one else None
        found.append(Curve(one[along].values.astype(float), one["B_c2"].values.astype(float), settings, units, along=along,
                           failed=one[status].values != 0 if status else None,
                           lines={k: one[k].values for k in OTHERS if k in one}, order=one[order].values if order else None,
                           end=end if end is not None and np.isfinite(end) else None))
    found = [c for c in found if np.isfinite(c.y).any()]
    if not found:
        raise InputError("no critical fields in this Dataset")
    return found


def curves_of(data, names):
    """Of any quantities against their axis."""
    data = without_single(variables_of(data, names), ())
    along, found = axis_of(data), []
    for name in names:
        if along not in data[name].dims:
            raise InputError(f"{name}: does not depend on {along}")
        for settings, one in each_curve(data[[name]], along):
            more = {"quantity": name} if len(names) > 1 else {}
            found.append(Curve(one[along].values.astype(float), one[name].values.astype(float), {**settings, **more}, units_of(data), along=along))
    return found


def draw_quantities(ax, found, data, names):
    """Handles of their legend."""
    handles = curves.plot(ax, found)
    units = {str(data[name].attrs.get("units", "1")) for name in names}
    shared = words.shown_unit(units.pop()) if len(units) == 1 else ""
    symbols = ", ".join(map(words.symbol, names)) + (f" [{shared}]" if shared else "")
    x = found[0].x
    ax.set(xlabel=label(data, found[0].along), ylabel=label(data, names[0]) if len(names) == 1 else symbols, xlim=(x.min(), x.max()))
    for line in ax.lines:
        line.sticky_edges.y.append(0.0)  # no margin beyond zero of what has one sign
    ax.autoscale_view(scalex=False)
    return handles


def draw_band(ax, found, data):
    """Of a fitted curve."""
    if len(found) == 1 and {"low", "high"} <= set(data):
        ax.fill_between(found[0].x, data["low"], data["high"], color=COLOURS[1], alpha=0.25, linewidth=0)


def found_curves(data, names):
    """The critical fields, or the quantities that are named."""
    return curves.at_most(curves_of(data, names) if names else critical_fields(data), Choice())


def draw_found(ax, found, data, names):
    """Handles of their legend. More may be drawn into the same axes, or into others with the same limits."""
    if not names:
        draw_band(ax, found, data)
    handles = draw_quantities(ax, found, data, names) if names else lines.draw_on(ax, found, [])
    ax.margins(x=0)
    ax.set_xlim(auto=True)
    ax.set_ylim(auto=True)
    return handles


def finish(ax, given, handles, title):
    """Legend, and of a figure of its own the title of what is on no axis."""
    if given is None:
        ax.set_title(title)
        style.legend(ax, handles)
    elif handles:
        ax.legend(handles=handles, frameon=False)
    return ax


def title_of_curves(found):
    """What all of them have in common."""
    return words.title(curves.common(found), found[0].units, 4.6, (found[0].along, *(() if found[0].along == "energy" else ("B",))))


def title_of_plane(data):
    return words.title(settings_of(data), units_of(data), 4.6, ("T", "B"))


def draw_grid_on(ax, data, variable, options):
    """A map over T and B with the critical lines that the Dataset has."""
    T, B = data["T"].values.astype(float), data["B"].values.astype(float)
    x, y = phase_diagram.edges(T), phase_diagram.edges(B)
    phase_diagram.hatch(ax, x, y)
    image = ax.pcolormesh(x, y, data[variable].transpose("B", "T"), **{"cmap": "Blues", "rasterized": True, **options})
    ax.figure.colorbar(image, ax=ax, label=label(data, variable))
    ax.set(xlim=x[[0, -1]], ylim=y[[0, -1]], xlabel=label(data, "T"), ylabel=label(data, "B"))
    curve = critical_fields(data)[0] if "B_c2" in data and np.isfinite(data["B_c2"]).any() else None
    return [lines.handle(name) for name in phase_diagram.draw_visible(ax, *lines.all_lines(curve))] if curve else []


def plane_of(data, variable):
    """The variable and the critical lines over T and B alone."""
    kept = [n for n in ("B_c2", *OTHERS, "order", "transition_order", "critical_temperature") if n in data and n != variable]
    data = without_single(variables_of(data, [variable, *kept]), ("T", "B"))
    left = [str(d) for d in data.dims if d not in ("T", "B")]
    if left:
        raise InputError(f"several values of {', '.join(left)}: choose one, data.sel({left[0]}=...)")
    if set(data[variable].dims) != {"T", "B"} or min(data[variable].shape) < 2:
        raise InputError(f"{variable}: several values of T and of B are needed")
    return data


def is_of_spectra(report):
    return isinstance(report, dict) and "curves" in report


def draw_fit_on(ax, report):
    """Points and curves with their bands; of dI/dV the curves."""
    if is_of_spectra(report):
        content = spectrum_fit.SpectrumFit(report, "fit")
        return spectrum_fit.draw_curves(ax, content, spectrum_fit.few(content.curves))
    content = fits.Fit(report, "fit")
    drawn = [(content, s) for s in content.samples]
    handles = fits.draw_samples(ax, drawn, [content])
    fits.set_limits(ax, drawn)
    ax.set(xlabel=words.label("T", "K"), ylabel=words.label("B_c2", "T"))
    return handles


def figure_of_fit(report):
    with plt.rc_context(style.SETTINGS):
        if is_of_spectra(report):
            return spectrum_fit.draw(spectrum_fit.SpectrumFit(report, "fit"), Choice())
        return fits.draw([fits.Fit(report, "fit")], [], Choice())

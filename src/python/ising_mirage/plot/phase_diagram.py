"""Order parameter over temperature and field with the critical lines: panels for alpha (down) and gamma (across)."""

import numpy as np

from ising_mirage.plot import style
from ising_mirage.plot import lines, measured, words
from ising_mirage.plot.style import COLOURS, plt

POINTS = {"T_tricritical": ("tricritical point", "black"), "T_critical_point": ("critical point", "white")}


def edges(values):
    """Borders of the cells around the points of an axis."""
    if len(values) == 1:
        half = 0.5 * abs(values[0]) or 0.5
        return np.array([values[0] - half, values[0] + half])
    middle = 0.5 * (values[1:] + values[:-1])
    return np.concatenate([[values[0]], middle, [values[-1]]])


def hatch(axes, x, y):
    """What is seen through points that failed."""
    width, height = x[-1] - x[0], y[-1] - y[0]
    axes.add_patch(plt.Rectangle((x[0], y[0]), width, height, facecolor="#d9d9d9", hatch="xxxx", edgecolor="#606060", linewidth=0, zorder=0))


def critical_lines(r, a, g):
    """(T, {name: field}), the curves ending at Tc0."""
    fields = {name: values[a, g] for name, values in r.lines.items()}
    T, order, *ended = lines.to_critical_temperature(r.axis["T"], r.tc0(a, g), r.order[a, g], *fields.values())
    fields = dict(zip(fields, ended))
    return T, lines.split(fields["B_c2"], order, fields)


def visible(axes, x, y):
    """Whether any of a line lies inside the axes."""
    (left, right), (bottom, top) = axes.get_xlim(), axes.get_ylim()
    return bool(((x >= left) & (x <= right) & (y >= bottom) & (y <= top)).any())


def draw_visible(axes, T, drawn):
    """Lines with a white rim, so that they are seen on every colour; the names of those that are inside the axes."""
    found = [name for name in reversed(lines.LINES) if visible(axes, T, drawn[name])]
    for name in found:
        _, colour, dash = lines.LINES[name]
        axes.plot(T, drawn[name], color="white", linewidth=2.0)
        axes.plot(T, drawn[name], color=colour, linestyle=dash)
    return found


def draw_lines(axes, r, a, g, shown):
    """The critical lines and special points; what is seen of them is added to `shown`."""
    T, drawn = critical_lines(r, a, g)
    axes.fill_between(r.axis["T"], r.lines["B_collapse"][a, g], r.lines["B_c2"][a, g], color=COLOURS[3], alpha=0.35, linewidth=0)
    shown.update(draw_visible(axes, T, drawn))
    lines.mark_failed(axes, r.axis["T"], r.failed[a, g])
    T = r.axis["T"]
    for name, (_, colour) in POINTS.items():
        at, field = r.points[name][a, g], r.lines["B_c2" if name == "T_tricritical" else "B_jump"][a, g]
        known = np.isfinite(field)
        if np.isfinite(at) and known.any() and T[0] <= at <= T[-1]:
            B = np.interp(at, T[known], field[known])
            axes.plot(at, B, "o", markersize=4.5, markerfacecolor=colour, markeredgecolor="black", zorder=5)
            if visible(axes, np.array([at]), np.array([B])):
                shown.add(name)


def draw_panel(axes, r, a, g, largest, shown):
    T, B, gap = r.axis["T"], r.axis["B"], r.gap[a, g]
    hatch(axes, edges(T), edges(B))
    image = axes.pcolormesh(edges(T), edges(B), gap.T, cmap="Blues", vmin=0, vmax=largest, rasterized=True)
    levels = [f * largest for f in (0.2, 0.4, 0.6, 0.8) if np.nanmin(gap, initial=largest) < f * largest < np.nanmax(gap, initial=0)]
    if levels:
        axes.contour(T, B, np.ma.masked_invalid(gap.T), levels=levels, colors="#303030", linewidths=0.4)
    axes.set_xlim(edges(T)[[0, -1]])
    axes.set_ylim(edges(B)[[0, -1]])
    draw_lines(axes, r, a, g, shown)
    return image


def handles_of(r, shown):
    handles = [lines.handle(k) for k in lines.LINES if k in shown]
    if "B_collapse" in shown:
        handles.append(plt.Rectangle((0, 0), 1, 1, color=COLOURS[3], alpha=0.35, linewidth=0, label="gapless"))
    if r.failed.any():
        handles.append(lines.failed_handle())
    for name, (label, colour) in POINTS.items():
        if name in shown:
            handles.append(plt.Line2D([], [], linestyle="", marker="o", markerfacecolor=colour, markeredgecolor="black", label=label))
    return handles


def draw(r, points):
    """None where the grid has no plane of temperature and field."""
    if len(r.axis["T"]) == 1 or len(r.axis["B"]) == 1:
        return None
    if points:
        measured.check_units(r.units, r.name)
    alphas, gammas = r.choice.few("alpha", r.axis["alpha"], 4), r.choice.few("gamma", r.axis["gamma"], 4)
    figure, panels = style.panels(len(alphas), len(gammas), width=1.6 + 2.1 * len(gammas), height=1.3 + 1.75 * len(alphas),
                                  sharex=True, sharey=True)
    largest = (np.nanmax(r.gap) if np.isfinite(r.gap).any() else 1.0) or 1.0
    shown, of_points = set(), []
    for row, a in zip(panels, alphas):
        for panel, g in zip(row, gammas):
            image = draw_panel(panel, r, a, g, largest, shown)
            panel.set_title(f"{r.value('gamma', r.axis['gamma'][g])}, {r.value('alpha', r.axis['alpha'][a])}")
            if points:
                of_points = measured.plot(panel, points)
    figure.supxlabel(r.label("T"), fontsize=9)
    figure.supylabel(r.label("B"), fontsize=9)
    figure.colorbar(image, ax=panels, fraction=0.05, pad=0.02, label=r.gap_label())
    handles = handles_of(r, shown) + of_points
    width = figure.get_size_inches()[0]
    columns = max(1, min(len(handles), int(width / 1.6)))
    title = words.title({**r.material, **r.here()}, r.units, width - 0.4)
    style.legend_above(figure, handles, [h.get_label() for h in handles], columns, title)
    return figure

"""Where dI/dV shows the mirage gap: the depth of its dip over temperature and field, or the broadening that it survives over the field."""

import numpy as np

from ising_mirage.plot import phase_diagram, style, words
from ising_mirage.plot.style import COLOURS, DASHES, plt
from ising_mirage.plot.words import Refused

DEPTH = "depth of the dip [% of $G_N$]"
LIMITS = {"largest_lock_in": "lock-in amplitude", "largest_eta": r"Dynes broadening $\eta$"}


class Grid:
    """The columns of a table on their grid: of each an array over (T, B)."""

    def __init__(self, table):
        T, B = table.numbers("T"), table.numbers("B")
        self.T, rows = np.unique(T, return_inverse=True)
        self.B, columns = np.unique(B, return_inverse=True)
        if len(self.T) * len(self.B) != len(T):
            raise Refused("its rows are no grid of temperatures and fields")
        self.table, self.place = table, (rows, columns)
        least = table.settings.get("noise", np.nan), table.settings.get("threshold", np.nan)
        self.least = 100 * least[0] * least[1]
        self.depth = 100 * self.over("depth")
        self.B_c2, self.B_from, self.B_to = map(self.fields, ("B_c2", "B_from", "B_to"))

    def over(self, column):
        values = np.full((len(self.T), len(self.B)), np.nan)
        values[self.place] = self.table.numbers(column)
        return values

    def fields(self, name):
        """At each temperature; NaN where the file does not tell."""
        told = {f.get("T"): f.get(name, np.nan) for f in self.table.more.get("fields", [])}
        return np.array([next((v for t, v in told.items() if np.isclose(t, T)), np.nan) for T in self.T])

    def outline(self):
        """(T, B) around the visible fields: their edges, as they were found at each temperature."""
        seen = np.isfinite(self.B_from)
        T, low = self.T[seen], self.B_from[seen]
        high = np.where(np.isfinite(self.B_to[seen]), self.B_to[seen], self.B[-1])
        return np.concatenate([T, T[::-1], T[:1]]), np.concatenate([low, high[::-1], low[:1]])

    def title(self, width, **more):
        settings = {**self.table.settings, **more}
        kept = {k: v for k, v in settings.items() if k in words.SYMBOLS or k in words.WORDS}
        parts = [words.title(kept, self.table.units, width), f"noise {100 * settings['noise']:.3g} %" if "noise" in settings else ""]
        if settings.get("lock_in"):
            parts.append(f"lock-in {settings['lock_in']:.3g} {self.unit('V_dip')}")
        return ", ".join(filter(None, parts))

    def unit(self, column):
        return self.table.unit_of(column)


def draw_map(grid):
    """Depth in colours, the visible fields outlined at the threshold, B_c2."""
    figure = plt.figure(figsize=(4.4, 3.4))
    axes = figure.add_subplot()
    x, y = phase_diagram.edges(grid.T), phase_diagram.edges(grid.B)
    phase_diagram.hatch(axes, x, y)
    image = axes.pcolormesh(x, y, np.ma.masked_invalid(grid.depth.T), cmap="Blues", vmin=0, rasterized=True)
    figure.colorbar(image, ax=axes, label=DEPTH)
    handles = []
    if np.isfinite(grid.B_from).any():
        axes.plot(*grid.outline(), color=COLOURS[1], linewidth=1.4)
        handles.append(plt.Line2D([], [], color=COLOURS[1], linewidth=1.4, label=f"visible: above {grid.least:.3g} %"))
    if np.isfinite(grid.B_c2).any():
        axes.plot(grid.T, grid.B_c2, color="white", linewidth=2.0)
        axes.plot(grid.T, grid.B_c2, color="black")
        handles.append(plt.Line2D([], [], color="black", label="$B_{c2}$"))
    axes.set(xlim=x[[0, -1]], ylim=y[[0, -1]], xlabel=words.label("T", grid.unit("T")), ylabel=words.label("B", grid.unit("B")))
    axes.set_title(grid.title(4.0))
    axes.legend(handles=handles, loc="upper right")
    return figure


def draw_limits(grid, choice):
    """At each of a few temperatures over the field: the depth, and up to which broadening of each kind the dip is seen."""
    few = choice.few("T", grid.T, 5)
    figure, (panels,) = style.panels(1, 3, width=style.DOUBLE, height=2.6, sharex=True)
    for axes, letter in zip(panels, "abc"):
        style.mark(axes, letter)
    colours = style.shades(len(few))
    of_temperature = grid.over("largest_temperature")
    for i, colour in zip(few, colours):
        panels[0].plot(grid.B, grid.depth[i], color=colour)
        panels[1].plot(grid.B, of_temperature[i], color=colour)
        for column, dash in zip(LIMITS, DASHES):
            panels[2].plot(grid.B, grid.over(column)[i], color=colour, linestyle=dash)
    panels[0].axhline(grid.least, color=COLOURS[1], linestyle=":")
    panels[0].set_ylabel(DEPTH)
    panels[1].set_ylabel(f"visible up to temperature [{grid.unit('T')}]")
    panels[2].set_ylabel(f"visible up to broadening [{grid.unit('largest_eta')}]")
    for axes in panels:
        axes.set(xlabel=words.label("B", grid.unit("B")), xlim=grid.B[[0, -1]], ylim=(0, None))
    lines = [plt.Line2D([], [], color=colour, label=words.value("T", grid.T[i], grid.unit("T"))) for i, colour in zip(few, colours)]
    lines.append(plt.Line2D([], [], color=COLOURS[1], linestyle=":", label="threshold"))
    lines += [plt.Line2D([], [], color="black", linestyle=dash, label=name) for name, dash in zip(LIMITS.values(), DASHES)]
    style.legend_above(figure, lines, [line.get_label() for line in lines], 4, grid.title(6.6))
    return figure


def draw(table, choice):
    """The map. None where the file has one temperature or one field."""
    grid = Grid(table)
    if not np.isfinite(grid.depth).any():
        raise Refused("no point was solved")
    return draw_map(grid) if min(len(grid.T), len(grid.B)) > 1 else None


def draw_broadening(table, choice):
    """None where the file has one field."""
    grid = Grid(table)
    return draw_limits(grid, choice) if len(grid.B) > 1 else None

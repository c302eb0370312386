"""The drawing style that all pictures share: fonts at print size, colours that everyone can tell apart, units on every axis."""

import pathlib

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt  # noqa: E402

SINGLE, DOUBLE = 3.4, 7.0  # widths of one and of two columns of a journal [inch]

# Okabe and Ito's colours, black first; with a dash pattern each, different in grey too.
COLOURS = ["#000000", "#d55e00", "#0072b2", "#009e73", "#cc79a7", "#e69f00", "#56b4e9"]
DASHES = ["-", "--", "-.", ":", (0, (5, 1, 1, 1, 1, 1)), (0, (3, 1.2)), (0, (1, 1))]
MARKERS = "os^DvPX<>*"

UNITS = {"Delta0": r"$\Delta_0$", "Delta0^2": r"$\Delta_0^2$", "Tc0": r"$T_{c0}$", "K": "K", "T": "T", "meV": "meV"}

plt.rcParams.update({
    "font.size": 8, "axes.titlesize": 8, "axes.labelsize": 9, "legend.fontsize": 7, "xtick.labelsize": 7.5, "ytick.labelsize": 7.5,
    "axes.linewidth": 0.6, "lines.linewidth": 1.2, "lines.markersize": 4, "legend.frameon": False, "legend.handlelength": 2.4,
    "xtick.direction": "in", "ytick.direction": "in", "xtick.top": True, "ytick.right": True, "pdf.fonttype": 42,
    "savefig.dpi": 200, "mathtext.fontset": "dejavusans", "figure.constrained_layout.use": True,
})


def shades(count):
    """`count` colours from dark to light that keep their order in grey."""
    return [plt.get_cmap("cividis")(0.85 * i / max(count - 1, 1)) for i in range(count)]


def panels(rows, columns, width=DOUBLE, height=None, **options):
    return plt.subplots(rows, columns, figsize=(width, height or 0.75 * width * rows / columns), squeeze=False, **options)


def legend_above(figure, handles, labels, columns):
    """One legend for all panels, in a band of its own above them."""
    width, height = figure.get_size_inches()
    band = 0.08 + 0.17 * -(-len(labels) // columns)
    figure.set_size_inches(width, height + band)
    figure.get_layout_engine().set(rect=(0, 0, 1, height / (height + band)))
    figure.legend(handles, labels, loc="upper center", ncols=columns)


def mark(axes, letter):
    """The letter of a panel, inside its upper left corner."""
    axes.text(0.02, 0.98, f"({letter})", transform=axes.transAxes, ha="left", va="top")


def save(figure, folder, name):
    """Writes NAME.png and NAME.pdf; returns the path of the first."""
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for suffix in ("pdf", "png"):
        # no creation date: the same picture is the same file
        figure.savefig(folder / f"{name}.{suffix}", metadata={"CreationDate": None} if suffix == "pdf" else None)
    plt.close(figure)
    return folder / f"{name}.png"

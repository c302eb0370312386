"""The drawing style that all pictures share: fonts at print size, colours that everyone can tell apart, units on every axis."""

import io
import os
import pathlib
import stat

import matplotlib
import matplotlib.pyplot as plt

SINGLE, DOUBLE = 3.4, 7.0  # widths of one and of two columns of a journal [inch]

# Okabe and Ito's colours, black first; with a dash pattern each, different in grey too.
COLOURS = ["#000000", "#d55e00", "#0072b2", "#009e73", "#cc79a7", "#e69f00", "#56b4e9"]
DASHES = ["-", "--", "-.", ":", (0, (5, 1, 1, 1, 1, 1)), (0, (3, 1.2)), (0, (1, 1))]
MARKERS = "os^DvPX<>*"

UNITS = {"Delta0": r"$\Delta_0$", "Delta0^2": r"$\Delta_0^2$", "Tc0": r"$T_{c0}$", "K": "K", "T": "T", "meV": "meV", "meV^2": "meV$^2$",
         "degree": "°", "mV": "mV", "Delta0/e": r"$\Delta_0/e$", "1/Delta0": r"$1/\Delta_0$", "1/meV": "1/meV", "nm": "nm", "cm^2/s": "cm$^2$/s"}

SETTINGS = {
    "font.size": 8, "axes.titlesize": 8, "axes.labelsize": 9, "legend.fontsize": 7, "xtick.labelsize": 7.5, "ytick.labelsize": 7.5,
    "axes.linewidth": 0.6, "lines.linewidth": 1.2, "lines.markersize": 4, "legend.frameon": False, "legend.handlelength": 2.4,
    "xtick.direction": "in", "ytick.direction": "in", "xtick.top": True, "ytick.right": True, "pdf.fonttype": 42,
    "savefig.dpi": 200, "mathtext.fontset": "dejavusans", "figure.constrained_layout.use": True,
}


def use():
    """For a script that writes files: every figure in this style, none on a screen."""
    matplotlib.use("Agg")
    plt.rcParams.update(SETTINGS)


def shades(count):
    """`count` colours from dark to light that keep their order in grey."""
    return [plt.get_cmap("cividis")(0.85 * i / max(count - 1, 1)) for i in range(count)]


def panels(rows, columns, width=DOUBLE, height=None, **options):
    return plt.subplots(rows, columns, figsize=(width, height or 0.75 * width * rows / columns), squeeze=False, **options)


def legend_above(figure, handles, labels, columns, title=""):
    """One legend for all panels, in a band of its own above them, the title over it."""
    width, height = figure.get_size_inches()
    of_title = 0.04 + 0.15 * len(title.splitlines()) if title else 0.0
    band = of_title + (0.08 + 0.17 * -(-len(labels) // columns) if labels else 0.0)
    figure.set_size_inches(width, height + band)
    figure.get_layout_engine().set(rect=(0, 0, 1, height / (height + band)))
    if title:
        figure.text(0.5, 1 - 0.04 / (height + band), title, ha="center", va="top", fontsize=8)
    if labels:
        figure.legend(handles, labels, loc="upper center", ncols=columns, bbox_to_anchor=(0.5, 1 - of_title / (height + band)))


def legend(axes, handles):
    """Inside where it covers no curve and no point, else beside the axes."""
    if not handles:
        return
    if len(handles) <= 6:
        inside = axes.legend(handles=handles, loc="best")
        axes.figure.draw_without_rendering()
        box = inside.get_window_extent().expanded(1.03, 1.05)
        marks = [line for line in axes.lines if line.get_xydata().size]
        if not any(line.get_path().transformed(line.get_transform()).intersects_bbox(box, filled=False) for line in marks):
            return
    beside = axes.legend(handles=handles, loc="upper left", bbox_to_anchor=(1.01, 1.0))
    axes.figure.draw_without_rendering()
    width, height = axes.figure.get_size_inches()
    axes.figure.set_size_inches(width + beside.get_window_extent().width / axes.figure.dpi, height)  # the axes keep their size


def mark(axes, letter):
    """The letter of a panel, inside its upper left corner."""
    axes.text(0.02, 0.98, f"({letter})", transform=axes.transAxes, ha="left", va="top")


def save(figure, folder, name):
    """Writes NAME.png and NAME.pdf, each whole or not at all; returns their paths."""
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for suffix in ("png", "pdf"):
        picture = io.BytesIO()
        # no creation date: the same picture is the same file
        figure.savefig(picture, format=suffix, metadata={"CreationDate": None} if suffix == "pdf" else None)
        paths.append(folder / f"{name}.{suffix}")
        put_in_place(paths[-1], picture.getvalue())
    plt.close(figure)
    return paths


def put_in_place(path, data):
    """Puts a file in the place of another: after a full disk or a power cut there is the old one or the new one, whole."""
    path = path.resolve()  # a link stays a link
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with open(part, "xb") as file:
            file.write(data)
            file.flush()
            if path.exists():
                os.fchmod(file.fileno(), stat.S_IMODE(path.stat().st_mode))
            os.fsync(file.fileno())
        os.replace(part, path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)

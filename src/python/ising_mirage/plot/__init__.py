"""Pictures of Datasets, fits and files in one style, that of `mirage plot`. They need matplotlib, and h5py for files of results;
neither the shared library nor xarray.

>>> import ising_mirage as mirage
>>> ax = mirage.plot.draw_lines(mirage.line(T=[0.1, 0.5, 0.9], gamma=[0, 0.2], beta=7, special=False))
>>> ax.get_xlabel()
'temperature $T$ [$T_{c0}$]'
"""

# What is read: result (HDF5), table (CSV and JSON of single commands), fit, measured; what is drawn: one module for each kind of
# picture. words has the names and units of everything, choice which values are drawn, curves how several curves share one figure.

from __future__ import annotations

import os
import pathlib
import types
from typing import TYPE_CHECKING, Any, Dict, Iterable, Mapping, Optional, Union

from ising_mirage.plot import datasets, style
from ising_mirage.plot.style import use as use_style

if TYPE_CHECKING:
    import xarray
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["draw_files", "draw_fit", "draw_grid", "draw_lines", "style", "use_style"]
Path = Union[str, "os.PathLike[str]"]


def draw_grid(data: "xarray.Dataset", variable: str = "order_parameter", *, ax: Optional["Axes"] = None, **options: Any) -> "Axes":
    """A quantity over temperature and field, with the critical lines that the Dataset has.

    Parameters
    ----------
    data : xarray.Dataset
        Of `points`, or of a file; over T and B, other dimensions of one value.
    variable : str
        Its name.
    ax : matplotlib Axes, optional
        Where; without it a new figure.
    **options
        Of `matplotlib.axes.Axes.pcolormesh`.

    Returns
    -------
    matplotlib Axes

    Raises
    ------
    InputError
        There is no such variable, or it has several values of another dimension.
    """
    plane = datasets.plane_of(data, variable)
    with datasets.axes_for(ax) as axes:
        handles = datasets.draw_grid_on(axes, plane, variable, options)
        return datasets.finish(axes, ax, handles, datasets.title_of_plane(plane))


def draw_lines(data: "xarray.Dataset", *names: str, ax: Optional["Axes"] = None) -> "Axes":
    """Critical fields against temperature, or the first dimension that has several values: all of them of one material, B_c2 alone
    for each value of further dimensions. With names those quantities, against energy, xi, Q, T or B.

    Parameters
    ----------
    data : xarray.Dataset
        Of any function of the package, or of a file.
    *names : str
        Variables.
    ax : matplotlib Axes, optional
        Where; without it a new figure.

    Returns
    -------
    matplotlib Axes

    Raises
    ------
    InputError
        There is nothing of it to draw.
    """
    found = datasets.found_curves(data, names)
    with datasets.axes_for(ax) as axes:
        handles = datasets.draw_found(axes, found, data, names)
        return datasets.finish(axes, ax, handles, datasets.title_of_curves(found))


def draw_fit(fit: Any, *, ax: Optional["Axes"] = None) -> "Axes":
    """Measured points and fitted curves with their bands of 95 %, or dI/dV curves over their fits; without `ax` a figure with residuals
    and parameters, that of `mirage plot`.

    Parameters
    ----------
    fit : Fit or mapping
        A fit, or the JSON of `mirage fit` or `mirage fit-spectrum`.
    ax : matplotlib Axes, optional
        Where the curves alone are drawn.

    Returns
    -------
    matplotlib Axes
        Of the curves.

    Raises
    ------
    InputError
        It is no fit.
    """
    report = fit if isinstance(fit, Mapping) else getattr(fit, "report", None)
    with datasets.refusals():
        if ax is not None:
            return datasets.finish(ax, ax, datasets.draw_fit_on(ax, report), "")
        return datasets.figure_of_fit(report).axes[0]


def draw_files(*files: Path, data: Iterable[Path] = (), select: Iterable[str] = (), kind: Iterable[str] = (),
               columns: Optional[str] = None, tc0: Optional[float] = None, g_factor: Optional[float] = None) -> "Dict[str, Figure]":
    """What `mirage plot` draws of files, as figures.

    Parameters
    ----------
    *files : path
        Results of `sweep`, or what a command printed as CSV or JSON.
    data : paths
        Measured points to draw over them; `columns`, `tc0`, `g_factor` tell how they are read (`mirage help plot`).
    select : sequence of str
        ``"gamma=0.1"`` picks values of long axes.
    kind : sequence of str
        Kinds of pictures: ``"lines"``, ``"phase-diagram"``, ...

    Returns
    -------
    dict
        matplotlib Figures by the names of their files.

    Raises
    ------
    InputError
        A file cannot be read, or holds nothing of what is asked for.
    """
    from ising_mirage.plot import choice, drawing

    options = types.SimpleNamespace(data=list(map(os.fspath, data)), kind=list(kind), columns=columns, tc0=tc0, g_factor=g_factor)
    with style.plt.rc_context(style.SETTINGS), datasets.refusals():
        return drawing.figures_of(list(map(pathlib.Path, files)), choice.Choice(select), options)

"""Datasets that draw themselves: `data.mirage.plot()`, `data.mirage.plot_lines()`. matplotlib is loaded where it is used."""

from __future__ import annotations

from typing import Any, Hashable, List

import numpy as np
import xarray

from ising_mirage.errors import InputError

LINES = ("B_c2", "B_supercooling", "B_superheating", "B_jump", "B_collapse", "low", "high")


def label_of(variable: xarray.DataArray) -> str:
    """Name and unit."""
    unit = str(variable.attrs.get("units", "1"))
    return str(variable.name) if unit in ("1", "") else f"{variable.name} ({unit})"


def one_value(data: xarray.Dataset, kept: List[Hashable]) -> xarray.Dataset:
    """Without the dimensions of one value.

    Raises
    ------
    InputError
        Another dimension has several.
    """
    data = data.squeeze([d for d, size in data.sizes.items() if size == 1 and d not in kept], drop=True)
    left = [str(d) for d in data.dims if d not in kept]
    if left:
        raise InputError(f"several values of {', '.join(left)}: choose one, data.sel({left[0]}=...)")
    return data


@xarray.register_dataset_accessor("mirage")
class Pictures:
    """Of a Dataset of this package or of a file of a sweep."""

    def __init__(self, data: xarray.Dataset) -> None:
        self._data = data

    def plot(self, variable: str = "order_parameter", *, ax: Any = None, **options: Any) -> Any:
        """A quantity over temperature and field, with B_c2 where it is known.

        Parameters
        ----------
        variable : str
        ax : matplotlib Axes, optional
        **options
            Of `matplotlib.pyplot.pcolormesh`.

        Returns
        -------
        matplotlib Axes
        """
        wanted = [name for name in (variable, "B_c2") if name in self._data]
        if variable not in wanted:
            raise InputError(f"variable = {variable!r}: allowed: {', '.join(map(str, self._data))}")
        data = one_value(self._data[wanted], ["T", "B"])
        if set(data[variable].dims) != {"T", "B"} or min(data[variable].shape) < 2:
            raise InputError(f"{variable}: several values of T and of B are needed")
        ax = axes_or_new(ax)
        T, B = data["T"], data["B"]
        drawn = ax.pcolormesh(T, B, data[variable].transpose("B", "T"), **{"cmap": "Blues", "shading": "nearest", **options})
        ax.figure.colorbar(drawn, ax=ax, label=label_of(data[variable]))
        if "B_c2" in data:
            ax.plot(T, data["B_c2"], color="black")
        ax.set_ylim(float(B.min()), float(B.max()))
        ax.set_xlabel(label_of(T))
        ax.set_ylabel(label_of(B))
        return ax

    def plot_lines(self, *names: str, ax: Any = None, **options: Any) -> Any:
        """Critical fields against temperature, or the only dimension that has several values; B_c2 alone for each value of further
        ones.

        Parameters
        ----------
        *names : str
            Variables; without them those that are not NaN everywhere.
        ax : matplotlib Axes, optional
        **options
            Of `matplotlib.pyplot.plot`.

        Returns
        -------
        matplotlib Axes
        """
        found = list(names) or [name for name in LINES if name in self._data and bool(np.isfinite(self._data[name]).any())]
        if not found:
            raise InputError("no critical fields in this Dataset")
        data = self._data[found].squeeze(drop=True)
        dims = [str(d) for d in data.sizes]
        if not dims:
            raise InputError("one value alone: nothing to draw")
        axis = "T" if "T" in dims else dims[0]
        others = [d for d in dims if d != axis]
        ax = axes_or_new(ax)
        for name in found[:1] if others and not names else found:
            curves = data[name].stack(curve=others) if others else data[name].expand_dims("curve")
            for i in range(curves.sizes["curve"]):
                one = curves.isel(curve=i)
                text = ", ".join(f"{d} = {one[d].item():.6g}" for d in others)
                ax.plot(data[axis], one, label=" ".join(filter(None, [name if len(found) > 1 and not others else "", text])), **options)
        ax.set_xlabel(label_of(data[axis]))
        ax.set_ylabel(label_of(data[found[0]]) if others or len(found) == 1 else f"field ({data[found[0]].attrs.get('units', '')})")
        if ax.get_legend_handles_labels()[1] and (others or len(found) > 1):
            ax.legend()
        return ax


def axes_or_new(ax: Any) -> Any:
    if ax is not None:
        return ax
    import matplotlib.pyplot

    return matplotlib.pyplot.gca()

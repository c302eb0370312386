"""Datasets that draw themselves: `data.mirage.plot()`, `data.mirage.plot_lines()`. matplotlib is loaded where it is used."""

from __future__ import annotations

from typing import Any

import xarray


@xarray.register_dataset_accessor("mirage")
class Pictures:
    """Of a Dataset of this package or of a file of a sweep."""

    def __init__(self, data: xarray.Dataset) -> None:
        self._data = data

    def plot(self, variable: str = "order_parameter", *, ax: Any = None, **options: Any) -> Any:
        """`ising_mirage.plot.draw_grid`"""
        from ising_mirage.plot import draw_grid

        return draw_grid(self._data, variable, ax=ax, **options)

    def plot_lines(self, *names: str, ax: Any = None) -> Any:
        """`ising_mirage.plot.draw_lines`"""
        from ising_mirage.plot import draw_lines

        return draw_lines(self._data, *names, ax=ax)

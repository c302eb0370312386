"""A material with its settings, and the table of materials."""

from __future__ import annotations

import dataclasses
import html
from typing import Any, Dict, Mapping, Optional, Tuple

import numpy as np
import xarray

from ising_mirage import _lines, _points, _spectra, _tables, _visibility
from ising_mirage._arguments import short
from ising_mirage._datasets import delta0
from ising_mirage.errors import InputError
from ising_mirage._points import asked


def frozen(value: Any) -> Any:
    """As something that can be hashed."""
    if isinstance(value, Mapping):
        return tuple((key, frozen(one)) for key, one in value.items())
    if isinstance(value, np.ndarray):
        value = value.tolist()
    return tuple(map(frozen, value)) if isinstance(value, list) else value


@dataclasses.dataclass(frozen=True, init=False, repr=False)
class Material:
    """Settings of a material, given once. All its methods take further settings, which win.

    Parameters
    ----------
    name : str, optional
        One of `materials()`: its tc0 and beta where they are not given.
    **settings
        Numbers and words: `ising_mirage.Settings`.

    Examples
    --------
    >>> nbse2 = Material(tc0=3.0, beta=4.1)
    >>> round(nbse2.line(T=[0.06]).B_c2.item(), 4)
    77.334
    >>> Material("MoS2").tc0, round(Material("MoS2").delta0, 4)
    (7.4, 1.1248)
    """

    name: Optional[str]
    settings: Tuple[Tuple[str, Any], ...]

    def __init__(self, name: Optional[str] = None, **settings: Any) -> None:
        given = {**(preset(name) if name else {}), **asked(None, None, settings)}
        object.__setattr__(self, "name", name)
        object.__setattr__(self, "settings", tuple((key, frozen(value)) for key, value in given.items()))

    def to_dict(self) -> Dict[str, Any]:
        """The settings by their names."""
        return {key: thawed(value) if key == "pockets" else value for key, value in self.settings}

    def __getattr__(self, name: str) -> Any:
        for key, value in self.__dict__.get("settings", ()):
            if key == name:
                return value
        raise AttributeError(f"a material has no {name!r}")

    def __repr__(self) -> str:
        words = [repr(self.name)] if self.name else []
        return f"Material({', '.join(words + [f'{key}={value!r}' for key, value in self.to_dict().items()])})"

    def _repr_html_(self) -> str:
        rows = "".join(f"<tr><th>{key}</th><td>{html.escape(str(value))}</td></tr>" for key, value in self.to_dict().items())
        return f"<table><caption>{html.escape(self.name or 'material')}</caption>{rows}</table>"

    @property
    def delta0(self) -> float:
        """BCS gap at T = 0, B = 0 [meV], or 1 in reduced units."""
        tc0 = self.to_dict().get("tc0")
        return delta0(tc0) if tc0 is not None else 1.0

    def point(self, T: Any = None, B: Any = None, **more: Any) -> Any:
        """`ising_mirage.point`"""
        return _points.point(T, B, **{**self.to_dict(), **more})

    def points(self, T: Any = None, B: Any = None, **more: Any) -> xarray.Dataset:
        """`ising_mirage.points`"""
        return _points.points(T, B, **{**self.to_dict(), **more})

    def solutions(self, T: Any = None, B: Any = None, **more: Any) -> xarray.Dataset:
        """`ising_mirage.solutions`"""
        return _points.solutions(T, B, **{**self.to_dict(), **more})

    def line(self, T: Any = None, **more: Any) -> xarray.Dataset:
        """`ising_mirage.line`"""
        return _lines.line(T, **{**self.to_dict(), **more})

    def second_order_field(self, T: Any = None, **more: Any) -> xarray.DataArray:
        """`ising_mirage.second_order_field`"""
        return _lines.second_order_field(T, **{**self.to_dict(), **more})

    def critical_temperature(self, B: Any = None, **more: Any) -> xarray.Dataset:
        """`ising_mirage.critical_temperature`"""
        return _lines.critical_temperature(B, **{**self.to_dict(), **more})

    def spectrum(self, T: Any = None, B: Any = None, energy: Any = "auto", **more: Any) -> xarray.Dataset:
        """`ising_mirage.spectrum`"""
        return _spectra.spectrum(T, B, energy, **{**self.to_dict(), **more})

    def bands(self, T: Any = None, B: Any = None, xi: Any = None, **more: Any) -> xarray.Dataset:
        """`ising_mirage.bands`"""
        return _spectra.bands(T, B, xi, **{**self.to_dict(), **more})

    def current(self, T: Any = None, B: Any = None, Q: Any = None, **more: Any) -> xarray.Dataset:
        """`ising_mirage.current`"""
        return _spectra.current(T, B, Q, **{**self.to_dict(), **more})

    def visibility(self, T: Any = None, B: Any = None, **more: Any) -> xarray.Dataset:
        """`ising_mirage.visibility`"""
        return _visibility.visibility(T, B, **{**self.to_dict(), **more})


def is_mapping(value: Any) -> bool:
    """Whether it was one before it was frozen."""
    return isinstance(value, tuple) and bool(value) and all(isinstance(one, tuple) and len(one) == 2 for one in value)


def thawed(value: Any) -> Any:
    """Pockets as they were given."""
    if is_mapping(value):
        return {key: dict(keys) if is_mapping(keys) else keys for key, keys in value}
    return list(value) if isinstance(value, tuple) else value


def preset(name: str) -> Dict[str, Any]:
    """tc0 and beta of the table.

    Raises
    ------
    InputError
        There is no such material.
    """
    for row in _tables.DESCRIPTION["materials"]:
        if row["name"].lower() == str(name).lower():
            return {"tc0": row["tc0"], "beta": row["beta"]}
    raise InputError(f"material = {short(name)}: allowed: {', '.join(row['name'] for row in _tables.DESCRIPTION['materials'])}")


def materials() -> xarray.Dataset:
    """Starting values for materials, with their sources. Tc0 and beta of a sample depend on its thickness, gating and disorder: fit
    them.

    Returns
    -------
    xarray.Dataset
        Over `material`: tc0 [K], beta [meV], sources, pockets that may be added.

    Examples
    --------
    >>> materials().tc0.sel(material="NbSe2").item()
    3.0
    """
    rows = _tables.DESCRIPTION["materials"]
    variables: Dict[str, Any] = {}
    for key in rows[0]:
        if key != "name":
            attrs = {"units": _tables.SETTINGS[key]["unit"]["si"]} if key in _tables.SETTINGS else {}
            variables[key] = ("material", [row[key] for row in rows], attrs)
    return xarray.Dataset(variables, coords={"material": [row["name"] for row in rows]})

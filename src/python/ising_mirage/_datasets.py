"""Results as xarray.Datasets laid out like the file of a sweep."""

from __future__ import annotations

import warnings
from typing import Any, Dict, Iterable, Mapping, Optional, Sequence, Tuple

import numpy as np
import xarray

from ising_mirage import _tables
from ising_mirage._arguments import Arguments, short
from ising_mirage._library import version
from ising_mirage.errors import InputError, NotConverged


def described(entry: Mapping[str, Any], units: str) -> Dict[str, Any]:
    """Attributes of a variable, those of a file."""
    attrs: Dict[str, Any] = {"long_name": entry.get("long_name") or entry.get("help", ""), "units": entry["unit"][units]}
    if entry.get("meanings"):
        words = entry["meanings"].split()
        attrs["flag_values"] = np.arange(len(words), dtype=np.int8)
        attrs["flag_meanings"] = entry["meanings"]
    return attrs


def stored(values: np.ndarray, entry: Mapping[str, Any]) -> np.ndarray:
    """Flags as small whole numbers, as the file has them."""
    if not entry.get("flag"):
        return values
    return np.where(np.isnan(values), entry["missing"], values).astype(np.int8)


def variable(dims: Sequence[str], values: np.ndarray, entry: Mapping[str, Any], units: str) -> Tuple[Any, ...]:
    """For a Dataset."""
    return tuple(dims), stored(values, entry), described(entry, units)


def coordinates(given: Arguments, entries: Optional[Mapping[str, Any]] = None) -> Dict[str, Any]:
    """Of all dimensions, and the numbers that hold for all of them; with their units."""
    known = {**_tables.SETTINGS, **(entries or {})}
    coords: Dict[str, Any] = {}
    for name, (dims, values, attrs) in given.coords.items():
        coords[name] = (dims, values, {**attrs, **described(known[name], given.units)} if name in known else attrs)
    for name, array in given.arrays.items():
        if name not in coords and name not in given.sizes:
            coords[name] = (array.dims, array.values, described(known[name], given.units))
    return coords


def attributes(given: Arguments, entries: Optional[Mapping[str, Any]] = None) -> Dict[str, Any]:
    """Numbers and texts that hold for the whole, each with its unit beside it."""
    known = {**_tables.SETTINGS, **(entries or {})}
    attrs: Dict[str, Any] = {"units": given.units}
    for name, value in given.scalars.items():
        attrs[name] = value
        attrs[f"{name}_units"] = known[name]["unit"][given.units] if name in known else ""
    pockets = "; ".join(text for name, text in given.texts if name == "pocket")
    attrs.update({name: text for name, text in given.texts if name not in ("pocket", "units")})
    if pockets:
        attrs["pockets"] = pockets
    if given.units == "si" and "tc0" in given.scalars:
        attrs["Delta0"] = delta0(given.scalars["tc0"])
        attrs["Delta0_units"] = "meV"
    attrs["program_version"] = version()
    return attrs


def delta0(tc0: float) -> float:
    """The BCS gap at T = 0, B = 0 [meV] of a critical temperature [K].

    Raises
    ------
    InputError
        It is no number.
    """
    constants = _tables.DESCRIPTION["constants"]
    try:
        return constants["delta0_over_tc0"] * constants["boltzmann"] * float(tc0)
    except (TypeError, ValueError, OverflowError):
        raise InputError(f"tc0 = {short(tc0)}: must be a number") from None


def dataset(variables: Mapping[str, Any], given: Arguments, entries: Optional[Mapping[str, Any]] = None) -> xarray.Dataset:
    """With coordinates and attributes."""
    used = {d for v in variables.values() for d in v[0]} | set(given.sizes)
    coords = {name: c for name, c in coordinates(given, entries).items() if set(c[0]) <= used}
    return xarray.Dataset(dict(variables), coords=coords, attrs=attributes(given, entries))


def warn_of(status: np.ndarray, what: str, level: int = 4) -> None:
    """A warning where something was not found."""
    failed = int(np.count_nonzero(status != 0))
    if failed:
        warnings.warn(f"{failed} of {status.size} {what} did not converge: see status", NotConverged, stacklevel=level)


def names_file(output: Mapping[str, Any]) -> str:
    """The name of an output in the file of a sweep."""
    return output.get("file_name") or output["name"]


def checked(names: Iterable[str], known: Iterable[str]) -> Sequence[str]:
    """Quantities that are asked for.

    Raises
    ------
    InputError
        There is none of this name.
    """
    known = list(known)
    try:
        names = [names] if isinstance(names, str) else list(names)
    except (TypeError, MemoryError):
        raise InputError(f"quantities = {short(names)}: names are needed") from None
    for name in names:
        if name not in known:
            raise InputError(f"quantities = {short(name)}: allowed: {', '.join(known)}")
    return names

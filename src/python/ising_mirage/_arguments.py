"""Arguments of any form as columns of numbers over named dimensions."""

from __future__ import annotations

import dataclasses
import math
from typing import Any, Dict, Iterable, List, Mapping, NamedTuple, Optional, Sequence, Tuple, Union

import numpy as np
import xarray

from ising_mirage import _tables
from ising_mirage.errors import InputError, UnitError

Value = Union[float, str, Sequence[float], np.ndarray, xarray.DataArray, Any]


def units_of(given: Mapping[str, Any]) -> str:
    """SI where a critical temperature is given, unless said otherwise."""
    if given.get("units") is not None:
        return str(given["units"])
    return "si" if given.get("tc0") is not None else "reduced"


def without_unit(name: str, value: Any, unit: str) -> Any:
    """The numbers of a quantity of pint or astropy in the unit of the argument."""
    if not (hasattr(value, "magnitude") or hasattr(value, "to_value")):
        return value
    if unit not in ("K", "T", "meV", "degree", "nm", "1/meV", "cm^2/s", "mV", "uS", "Ohm"):
        raise UnitError(f"{name} = {value}: a quantity with a unit has no meaning in reduced units: give tc0")
    try:
        return value.to_value(unit) if hasattr(value, "to_value") else value.to(unit).magnitude
    except Exception:
        raise UnitError(f"{name} = {value}: is no quantity in {unit}") from None


def numbers(name: str, value: Any) -> np.ndarray:
    """As doubles.

    Raises
    ------
    InputError
        It is something else.
    """
    try:
        array = np.asarray(value)
        if array.dtype.kind not in "biufO":
            raise TypeError
        return array.astype(float)
    except (TypeError, ValueError, OverflowError):
        raise InputError(f"{name} = {short(value)}: must be a number, or an array of numbers") from None


def short(value: Any) -> str:
    """On one line, without its middle where it is long."""
    try:
        text = " ".join(repr(value).split())
    except Exception:
        text = type(value).__name__
    return text if len(text) < 80 else f"{text[:40]}...{text[-30:]}"


class Array(NamedTuple):
    """Numbers over named dimensions; coordinates as (dimensions, values, attributes)."""

    dims: Tuple[str, ...]
    values: np.ndarray
    coords: Dict[str, Tuple[Tuple[str, ...], np.ndarray, Dict[str, Any]]]

    def over(self, sizes: Mapping[str, int]) -> np.ndarray:
        """One number for each row of these dimensions, the last fastest."""
        own = [d for d in sizes if d in self.dims]
        turned = self.values.transpose([self.dims.index(d) for d in own])
        shape = [sizes[d] if d in self.dims else 1 for d in sizes]
        return np.broadcast_to(turned.reshape(shape), list(sizes.values())).ravel()


def named(name: str, value: xarray.DataArray) -> Union[float, Array]:
    """With the dimensions and coordinates that it has."""
    if value.ndim == 0:
        return float(numbers(name, value.values))
    dims = tuple(str(d) for d in value.dims)
    coords = {str(k): (tuple(map(str, c.dims)), c.values, dict(c.attrs)) for k, c in value.coords.items()
              if set(c.dims) <= set(value.dims)}
    return Array(dims, numbers(name, value.values), coords)


def array(name: str, value: Any, unit: str) -> Union[float, str, Array]:
    """A number, a text, or an array with named dimensions: a plain one of one dimension spans the dimension of its name."""
    if isinstance(value, (float, int)) and not isinstance(value, bool):
        return numbers(name, value).item() if isinstance(value, int) else value
    if isinstance(value, str):
        return value
    value = without_unit(name, value, unit)
    if isinstance(value, xarray.DataArray):
        return named(name, value)
    plain = numbers(name, value)
    if plain.ndim == 0:
        return float(plain)
    if plain.ndim > 1:
        raise InputError(f"{name}: an array of {plain.ndim} dimensions: name them, as an xarray.DataArray")
    return Array((name,), plain, {name: ((name,), plain, {})})


def pocket_texts(pockets: Any) -> List[str]:
    """Further pockets as the command line takes them: `NAME:share=0.4,beta=2`, or {NAME: {"share": 0.4, "beta": 2}}."""
    if pockets is None:
        return []
    if isinstance(pockets, str):
        return [text.strip() for text in pockets.split(";") if text.strip()]
    if isinstance(pockets, Mapping):
        try:
            return [f"{name}:" + ",".join(f"{key.replace('_', '-')}={value if isinstance(value, str) else repr(float(value))}"
                                          for key, value in keys.items()) for name, keys in pockets.items()]
        except (AttributeError, TypeError, ValueError):
            raise InputError(f"pockets = {short(pockets)}: {{NAME: {{'share': 0.4, 'beta': 2}}}} is needed") from None
    try:
        return [text for one in pockets for text in pocket_texts(str(one))]
    except TypeError:
        raise InputError(f"pockets = {short(pockets)}: a text, a list of texts or a dictionary is needed") from None


@dataclasses.dataclass
class Arguments:
    """What a call is given: numbers for all rows, arrays, texts; and the dimensions that the arrays span."""

    units: str
    scalars: Dict[str, float]
    arrays: Dict[str, Array]
    texts: List[Tuple[str, str]]
    sizes: Dict[str, int]
    coords: Dict[str, Tuple[Tuple[str, ...], np.ndarray, Dict[str, Any]]]

    @property
    def rows(self) -> int:
        return math.prod(self.sizes.values())

    @property
    def shape(self) -> Tuple[int, ...]:
        return tuple(self.sizes.values())

    def columns(self) -> Dict[str, np.ndarray]:
        """The numbers of every input: one, or one for each row with the last dimension fastest."""
        columns = {name: np.array([value]) for name, value in self.scalars.items()}
        for name, value in self.arrays.items():
            columns[name] = value.over(self.sizes)
        return columns


def ordered(dimensions: Iterable[str], last: Sequence[str]) -> List[str]:
    """As in a file: dimensions of the user, further settings, alpha, gamma, T, B, then those that a call adds."""
    known = [*_tables.AXES, *last]
    seen = list(dict.fromkeys(dimensions))
    return [d for d in seen if d not in known] + [d for d in known if d in seen]


def same(a: np.ndarray, b: np.ndarray) -> bool:
    """NaN equals itself."""
    return a.shape == b.shape and bool(np.all((a == b) | ((a != a) & (b != b))))


def spanned(arrays: Mapping[str, Array], last: Sequence[str]) -> Tuple[Dict[str, int], Dict[str, Any]]:
    """Sizes and coordinates of all dimensions."""
    sizes: Dict[str, int] = {}
    coords: Dict[str, Any] = {}
    for name, value in arrays.items():
        for dimension, size in zip(value.dims, value.values.shape):
            if sizes.setdefault(dimension, size) != size:
                raise InputError(f"{name}: {size} values along {dimension}, another argument has {sizes[dimension]}")
        for key, coord in value.coords.items():
            if key in coords and not same(coords[key][1], coord[1]):
                raise InputError(f"{name}: other values of {key} than another argument has")
            coords.setdefault(key, coord)
    return {d: sizes[d] for d in ordered(sizes, last)}, coords


PARTS = {"gamma_intra", "gamma_inter"}  # in place of gamma, their sum


def splits_gamma(given: Mapping[str, Any]) -> bool:
    return any(given.get(part) is not None for part in PARTS)


def arguments(given: Mapping[str, Any], *, entries: Optional[Mapping[str, Any]] = None, always: Sequence[str] = (),
              last: Sequence[str] = ()) -> Arguments:
    """Arguments of a call.

    Parameters
    ----------
    given : mapping
        Name and value; None: not given.
    entries : mapping, optional
        Numbers of the call beside the settings, with their units.
    always : sequence of str
        Settings that are dimensions even where they are numbers.
    last : sequence of str
        Dimensions behind those of the settings, the last fastest.
    """
    units = units_of(given)
    known = {**_tables.SETTINGS, **(entries or {})}
    scalars: Dict[str, float] = {}
    arrays: Dict[str, Array] = {}
    silent: Dict[str, Array] = {}  # dimensions that nobody is told of
    texts: List[Tuple[str, str]] = [("pocket", text) for text in pocket_texts(given.get("pockets"))]
    for name, value in given.items():
        if value is None or name == "pockets":
            continue
        unit = known[name]["unit"].get(units, "") if name in known else ""
        one = array(name, value, unit)
        if isinstance(one, str):
            texts.append((name, one))
        elif isinstance(one, Array):
            arrays[name] = one
        else:
            scalars[name] = one
    if all(name in value.dims for name, value in arrays.items()):  # a grid: as in a file
        for name in always:
            if name not in arrays:
                value = np.array([scalars.pop(name, _tables.SETTINGS[name]["default"])])
                if name == "gamma" and splits_gamma(given):
                    value = np.array([math.nan if arrays.keys() & PARTS else sum(scalars.get(part, 0.0) for part in PARTS)])
                (silent if name not in given else arrays)[name] = Array((name,), value, {name: ((name,), value, {})})
    sizes, coords = spanned({**arrays, **silent}, last)
    return Arguments(units, scalars, arrays, texts, sizes, coords)

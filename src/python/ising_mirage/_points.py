"""Points of the phase diagram: the stable state and all solutions of the gap equation."""

from __future__ import annotations

import difflib
import math
from typing import TYPE_CHECKING, Any, Dict, Iterable, Mapping, Optional, Union

import numpy as np
import xarray

from ising_mirage import _tables
from ising_mirage._arguments import Arguments, arguments, pocket_texts
from ising_mirage._calls import Progress, call
from ising_mirage._datasets import checked, dataset, stored, variable, warn_of
from ising_mirage._state import OUTPUTS, ROOM, SOLUTIONS, STATE, STIFFNESS, Point, scalar_point, solved, with_defaults
from ising_mirage.errors import InputError
from ising_mirage.settings import Numbers, Settings

if TYPE_CHECKING:
    from typing_extensions import Unpack

KNOWN = frozenset(_tables.SETTINGS) | {"pockets"}


def is_scalar(value: Any) -> bool:
    return isinstance(value, (int, float, str, np.floating, np.integer)) and not isinstance(value, bool)


def asked(T: Any, B: Any, settings: Mapping[str, Any]) -> Dict[str, Any]:
    """The arguments that are given.

    Raises
    ------
    InputError
        Nobody knows one of them.
    """
    given = {"T": T, "B": B, **settings}
    if not KNOWN.issuperset(given):
        name = next(name for name in given if name not in KNOWN)
        also = [key for key, setting in _tables.SETTINGS.items() if name.replace("_", "-") in setting["also"]]
        near = also or difflib.get_close_matches(name, sorted(KNOWN), 1)
        raise InputError(f"{name}: no such argument" + (f": did you mean {near[0]}?" if near else ""))
    return {name: value for name, value in given.items() if value is not None}


def point(T: Optional[Numbers] = None, B: Optional[Numbers] = None, *, threads: Optional[int] = None,
          progress: Progress = False, **settings: Unpack[Settings]) -> Union[Point, xarray.Dataset]:
    """One point: every solution of the gap equation, the stable state, its phase.

    Parameters
    ----------
    T, B : number
        Temperature [Tc0; K with `tc0`] and field in the plane [Delta0; tesla]. Arrays give what `points` gives.
    **settings
        `beta`, `gamma`, `alpha`, `tc0`, ...: `ising_mirage.Settings`.

    Returns
    -------
    Point
        Frozen; the names of the JSON of `mirage point` as attributes, and `solutions`.

    Raises
    ------
    InputError
        The line that the program would print.

    Examples
    --------
    >>> p = point(T=0.1, B=2, beta=7)
    >>> p.phase, round(p.order_parameter, 10)
    ('gapped', 0.8375573695)
    >>> [s.kind for s in point(T=0.02, B=0.74, beta=0.3).solutions]
    ['metastable', 'unstable', 'stable']
    """
    given = asked(T, B, settings)
    if "pockets" not in given and all(map(is_scalar, given.values())):
        return scalar_point(given)
    columns = arguments(given)
    if columns.sizes:
        return points(T, B, threads=threads, progress=progress, **settings)
    plain: Dict[str, Any] = {**columns.scalars, **{k: v for k, v in columns.texts if k != "pocket"}}
    if pocket_texts(given.get("pockets")):
        plain["pockets"] = "; ".join(pocket_texts(given["pockets"]))
    return solved(tuple(columns.scalars), list(columns.scalars.values()), tuple(columns.texts), columns.units,
                  with_defaults(plain, columns.units))


def points(T: Optional[Numbers] = None, B: Optional[Numbers] = None, *, quantities: Optional[Iterable[str]] = None,
           threads: Optional[int] = None, progress: Progress = False, **settings: Unpack[Settings]) -> xarray.Dataset:
    """A grid of points, laid out like the file of a sweep.

    Parameters
    ----------
    T, B : number or array
        Temperature [Tc0; K] and field [Delta0; tesla]. An array of one dimension spans the dimension of its name; DataArrays are
        combined by the names of their dimensions.
    quantities : names, optional
        Variables to be computed; without it those of a file. The stiffness is computed where it or a momentum is asked for.
    threads : int, optional
        Without it all processors that the process may use. The numbers do not depend on it.
    progress : bool or callable
        A bar of tqdm, or a function of (done, total).
    **settings
        Numbers, arrays or words: `ising_mirage.Settings`.

    Returns
    -------
    xarray.Dataset
        On (..., alpha, gamma, T, B); with units and long names. A point that failed is NaN, its `status` says so.

    Warns
    -----
    NotConverged
        Some points failed or missed the tolerance.

    Examples
    --------
    >>> d = points(T=[0.1, 0.5], B=[0, 2, 4], beta=7)
    >>> dict(d.order_parameter.sizes)
    {'alpha': 1, 'gamma': 1, 'T': 2, 'B': 3}
    >>> points(T=[1.0, 2.0], B=10.0, tc0=3.0, beta=4.1).order_parameter.units
    'meV'
    """
    given = asked(T, B, settings)
    allowed = [*STATE, "critical_temperature"]
    wanted = list(STATE if quantities is None else checked(quantities, allowed))
    if quantities is None and given.get("momentum") is None:
        wanted = [name for name in wanted if name not in STIFFNESS]
    columns = arguments(given, always=_tables.ALWAYS)
    found = computed(columns, wanted, threads, progress)
    if quantities is None:
        for name in set(STIFFNESS) - set(wanted):
            found[name] = np.full(columns.rows, math.nan)
        wanted = STATE
    status = stored(found["status"], OUTPUTS["status"])
    variables = {name: variable(list(columns.sizes), found[name].reshape(columns.shape), OUTPUTS[name], columns.units)
                 for name in wanted}
    warn_of(status, "points")
    return dataset(variables, columns)


def computed(columns: Arguments, wanted: Iterable[str], threads: Optional[int], progress: Progress) -> Dict[str, np.ndarray]:
    """The status is always among them."""
    outputs = {name: 1 for name in dict.fromkeys([*wanted, "status"])}
    return call("points", columns.rows, columns.columns(), columns.texts, outputs, threads=threads, progress=progress)


def solutions(T: Optional[Numbers] = None, B: Optional[Numbers] = None, *, threads: Optional[int] = None,
              progress: Progress = False, **settings: Unpack[Settings]) -> xarray.Dataset:
    """All solutions of the gap equation at one or many points.

    Parameters
    ----------
    T, B, **settings
        As those of `points`.

    Returns
    -------
    xarray.Dataset
        Over `solution`, by order parameter, behind the dimensions of the arguments; NaN (`kind`: -1) where there is none.

    Examples
    --------
    >>> s = solutions(T=0.02, B=[0.1, 0.74], beta=0.3)
    >>> s.solution_count.values
    array([1, 3], dtype=int8)
    >>> s.order_parameter.sel(B=0.74).round(6).values
    array([0.185051, 0.547312, 0.88598 ])
    """
    columns = arguments(asked(T, B, settings))
    room = ROOM
    while True:
        outputs = {**{name: room for name in SOLUTIONS}, "solution_count": 1, "status": 1}
        found = call("points", columns.rows, columns.columns(), columns.texts, outputs, threads=threads, progress=progress)
        most = int(np.nanmax(found["solution_count"], initial=0))
        if most <= room:
            break
        room = most
    dims = list(columns.sizes)
    variables = {}
    for name in SOLUTIONS:
        values = found[name].reshape(*columns.shape, room)[..., :most]
        entry = {**OUTPUTS[name], "missing": -1}
        variables[name.partition(".")[2]] = variable([*dims, "solution"], values, entry, columns.units)
    for name in ("solution_count", "status"):
        variables[name] = variable(dims, found[name].reshape(columns.shape), OUTPUTS[name], columns.units)
    warn_of(variables["status"][1], "points")
    return dataset(variables, columns)

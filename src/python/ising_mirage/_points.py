"""Points of the phase diagram: the stable state and all solutions of the gap equation."""

from __future__ import annotations

import dataclasses
import difflib
import html
import math
from typing import TYPE_CHECKING, Any, Dict, Iterable, List, Mapping, Optional, Tuple, Union

import numpy as np
import xarray

from ising_mirage import _tables
from ising_mirage._arguments import Arguments, arguments, pocket_texts, units_of
from ising_mirage._calls import Progress, call, scalar_call
from ising_mirage._datasets import checked, dataset, stored, variable, warn_of
from ising_mirage.errors import InputError
from ising_mirage.settings import Numbers, Settings

if TYPE_CHECKING:
    from typing_extensions import Unpack

OUTPUTS = _tables.outputs("points")
STATE = [name for name, output in OUTPUTS.items()
         if "." not in name and name != "critical_temperature"]  # those of a file of a sweep, on every point
STIFFNESS = ("stiffness_along", "stiffness_across")
SOLUTIONS = [name for name, output in OUTPUTS.items() if output["several"]]
PLAIN = {name: _tables.SETTINGS[name]["default"] for name in ("T", "B", "beta", "gamma", "alpha")}
ROOM = 8  # solutions of a point; a point with more is computed again
WIDTHS = {name: ROOM if name in SOLUTIONS else 1 for name in OUTPUTS if name not in STIFFNESS}
WORDS = {name: output["meanings"].split() for name, output in OUTPUTS.items() if output["meanings"]}
WHOLE = [name for name, output in OUTPUTS.items() if output["flag"] and not output["meanings"]]


@dataclasses.dataclass(frozen=True)
class Solution:
    """One solution of the gap equation."""

    order_parameter: float
    triplet_order_parameter: float
    free_energy: float
    kind: str  #: "stable", "metastable", "unstable"


@dataclasses.dataclass(frozen=True)
class Point:
    """One point: the names are those of the JSON of `mirage point`, the units those of the arguments (`units`)."""

    units: str
    settings: Dict[str, Any]  #: what was asked
    phase: str  #: "normal", "gapped", "gapless", "failed"
    order_parameter: float
    free_energy: float
    magnetization: float
    susceptibility_ratio: float
    zero_energy_dos: float
    entropy: float
    specific_heat: float
    triplet_order_parameter: float
    solution_count: int
    status: str  #: "converged", "tolerance_not_met", "failed"
    pair_momentum: float
    current: float
    stiffness_along: float
    stiffness_across: float
    critical_temperature: float
    solutions: Tuple[Solution, ...]
    numerics: Dict[str, Any]

    def __getattr__(self, name: str) -> Any:
        settings = self.__dict__.get("settings", {})
        if name in STIFFNESS and settings:  # as costly as all the rest: computed where it is looked at
            self.__dict__.update(stiffness_of(self))
            return self.__dict__[name]
        if name in settings:
            return settings[name]
        raise AttributeError(f"a point has no {name!r}")

    def to_dict(self) -> Dict[str, Any]:
        """As in the JSON of the program; NaN stays NaN."""
        own = dataclasses.asdict(self)
        settings = own.pop("settings")
        own["solutions"] = [dataclasses.asdict(solution) for solution in self.solutions]
        return {"units": own.pop("units"), **settings, **own}

    def _repr_html_(self) -> str:
        rows = []
        for name, value in {**self.settings, **{k: getattr(self, k) for k in STATE}}.items():
            entry = OUTPUTS.get(name) or _tables.SETTINGS.get(name) or {"unit": {self.units: "1"}, "long_name": ""}
            unit = entry["unit"][self.units]
            text = f"{value:.12g}" if isinstance(value, float) else html.escape(str(value))
            rows.append(f"<tr><th>{name}</th><td>{text}</td><td>{'' if unit == '1' else unit}</td>"
                        f"<td>{html.escape(entry['long_name'])}</td></tr>")
        return f"<table>{''.join(rows)}</table>"


def value_of(name: str, number: float) -> Any:
    """A number, a whole number, or the word of a flag."""
    if name in WORDS:
        return WORDS[name][int(number)] if number >= 0 else "failed"
    if name in WHOLE:
        return int(number) if number == number else 0
    return number


#: of each output that is one number: its place among all numbers, where it belongs, its name there
PLACES: List[Tuple[int, bool, str, str]] = []
COLUMNS: Dict[str, int] = {}  # of each output of solutions: the place of its first number
_place = 0
for _name, _width in WIDTHS.items():
    if _name in SOLUTIONS:
        COLUMNS[_name.partition(".")[2]] = _place
    else:
        PLACES.append((_place, _name.startswith("numerics."), _name.rpartition(".")[2], _name))
    _place += _width
KNOWN = frozenset(_tables.SETTINGS) | {"pockets"}
FLAGS = frozenset(WORDS) | frozenset(WHOLE)
KINDS = WORDS["solutions.kind"]
COUNT = next(place for place, _, _, name in PLACES if name == "solution_count")


def point_of(numbers: List[float], units: str, settings: Dict[str, Any], columns: Mapping[str, List[float]]) -> Point:
    """From the numbers of all outputs, one behind the other, and those of the solutions."""
    values: Dict[str, Any] = {"units": units, "settings": settings}
    numerics: Dict[str, Any] = {}
    for place, of_numerics, key, name in PLACES:
        number = numbers[place]
        (numerics if of_numerics else values)[key] = value_of(name, number) if name in FLAGS else number
    numerics["status"] = values["status"]
    values["numerics"] = numerics
    values["solutions"] = tuple(solution_of(columns, i) for i in range(values["solution_count"]))
    made = object.__new__(Point)
    made.__dict__.update(values)
    return made


def solution_of(columns: Mapping[str, List[float]], i: int) -> Solution:
    """Number i."""
    made = object.__new__(Solution)
    for key, column in columns.items():
        made.__dict__[key] = column[i]
    made.__dict__["kind"] = KINDS[int(columns["kind"][i])]
    return made


def solved(names: Tuple[str, ...], values: List[float], texts: Tuple[Tuple[str, str], ...], units: str,
           settings: Dict[str, Any]) -> Point:
    """The point of these numbers and texts."""
    numbers = scalar_call("points", names, texts, WIDTHS)(values)
    count = int(numbers[COUNT])
    columns = {key: numbers[place:place + ROOM] for key, place in COLUMNS.items()}
    if count > ROOM:
        whole = scalar_call("points", names, texts, {name: count for name in SOLUTIONS})(values)
        columns = {key: whole[i * count:(i + 1) * count] for i, key in enumerate(COLUMNS)}
    return point_of(numbers, units, settings, columns)


def stiffness_of(point: Point) -> Dict[str, float]:
    """Of a point that was solved."""
    given = {**point.settings, "units": point.units}
    if "gamma_intra" in given or "gamma_inter" in given:
        given.pop("gamma")
    columns = arguments(given)
    found = scalar_call("points", tuple(columns.scalars), tuple(columns.texts), dict.fromkeys(STIFFNESS, 1))
    return dict(zip(STIFFNESS, found(list(columns.scalars.values()))))


def with_defaults(given: Mapping[str, Any], units: str) -> Dict[str, Any]:
    """What JSON says of a point: also T, B, beta, gamma and alpha that were not given."""
    settings = {**PLAIN, **given}
    settings.pop("units", None)
    if units == "si":
        settings.setdefault("g_factor", _tables.SETTINGS["g_factor"]["default"])
    if "gamma_intra" in given or "gamma_inter" in given:
        settings["gamma"] = given.get("gamma_intra", 0.0) + given.get("gamma_inter", 0.0)
    return settings


def scalar_point(given: Mapping[str, Any]) -> Point:
    """Of numbers and texts alone."""
    names, values, texts = [], [], []
    for name, value in given.items():
        if isinstance(value, str):
            texts.append((name, value))
        else:
            names.append(name)
            values.append(value)
    units = units_of(given)
    return solved(tuple(names), values, tuple(texts), units, with_defaults(given, units))


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
        values = found[name].reshape(*columns.shape, -1)[..., :most]
        entry = {**OUTPUTS[name], "missing": -1}
        variables[name.partition(".")[2]] = variable([*dims, "solution"], values, entry, columns.units)
    for name in ("solution_count", "status"):
        variables[name] = variable(dims, found[name].reshape(columns.shape), OUTPUTS[name], columns.units)
    warn_of(variables["status"][1], "points")
    return dataset(variables, columns)

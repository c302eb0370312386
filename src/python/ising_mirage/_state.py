"""One point as a frozen object: quick, since nothing of it is an array."""

from __future__ import annotations

import contextlib
import dataclasses
import html
from typing import Any, Dict, List, Mapping, Tuple

from ising_mirage import _tables
from ising_mirage._arguments import arguments, units_of
from ising_mirage._calls import scalar_call

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
        with contextlib.suppress(TypeError, ValueError, OverflowError):  # what is no number the library refuses
            settings["gamma"] = float(given.get("gamma_intra", 0.0)) + float(given.get("gamma_inter", 0.0))
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

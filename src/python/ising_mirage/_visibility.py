"""At which temperature and field, and through how much broadening, dI/dV shows the mirage gap."""

from __future__ import annotations

import json
import warnings
from typing import TYPE_CHECKING, Any, Dict, List, Mapping, Optional

import numpy as np
import xarray

from ising_mirage import _tables, program
from ising_mirage._arguments import pocket_texts, units_of, without_unit
from ising_mirage.errors import NotConverged
from ising_mirage.fits import options
from ising_mirage.settings import Numbers, Settings

if TYPE_CHECKING:
    from typing_extensions import Unpack

FLAGS = {"visible": ("no", "yes"), "status": ("found", "none", "normal")}
EDGES = ("B_c2", "B_from", "B_to")
OWN = {"t_effective": "T", "lock_in": "beta", "eta": "beta"}  # in the unit of this setting


def words_of(given: Mapping[str, Any]) -> List[str]:
    """The command line, with numbers in the units of the settings."""
    units = units_of(given)
    plain: Dict[str, Any] = {}
    for name, value in given.items():
        entry = _tables.SETTINGS.get(OWN.get(name, name))
        plain[name] = without_unit(name, value, entry["unit"].get(units, "")) if entry and value is not None else value
    pockets = [f"--pocket={text}" for text in pocket_texts(plain.pop("pockets", None))]
    arrays = {name: np.asarray(value).ravel() if isinstance(value, xarray.DataArray) else value for name, value in plain.items()}
    return options(arrays) + pockets


def numbers_of(rows: List[Dict[str, Any]], name: str) -> np.ndarray:
    """Of a column; flags as small whole numbers, -1 where a point failed."""
    if name in FLAGS:
        meanings = FLAGS[name]
        return np.array([meanings.index(row[name]) if row[name] in meanings else -1 for row in rows], dtype=np.int8)
    return np.array([row[name] for row in rows], dtype=float)  # null is NaN


def attributes_of(name: str, units: Mapping[str, str]) -> Dict[str, Any]:
    attrs: Dict[str, Any] = {"units": units.get(name, units["B"] if name.startswith(("B_", "best_B")) else "1")}
    if name in FLAGS:
        attrs.update(flag_values=np.arange(len(FLAGS[name]), dtype=np.int8), flag_meanings=" ".join(FLAGS[name]))
    return attrs


def dataset_of(report: Mapping[str, Any]) -> xarray.Dataset:
    """Of the JSON of `mirage visibility`."""
    rows, temperatures, units = report["rows"], report["temperatures"], report["unit_of"]
    T, count = numbers_of(temperatures, "T"), len(rows) // len(temperatures)
    B = numbers_of(rows[:count], "B")
    variables: Dict[str, Any] = {}
    for name in rows[0]:
        if name not in ("T", "B"):
            variables[name] = (("T", "B"), numbers_of(rows, name).reshape(len(T), count), attributes_of(name, units))
    for name in EDGES:
        variables[name] = ("T", numbers_of(temperatures, name), attributes_of(name, units))
    for name in ("B", "depth", "V_dip", "largest_temperature", "largest_lock_in", "largest_eta"):
        variables[f"best_{name}"] = ("T", numbers_of(temperatures, name), {**attributes_of(name, units)})
    attrs = {"units": report["units"], **report["parameters"], "statement": report["statement"], "program_version": report["version"]}
    return xarray.Dataset(variables, coords={name: (name, values, {"units": units[name]}) for name, values in (("T", T), ("B", B))},
                          attrs=attrs)


def visibility(T: Optional[Numbers] = None, B: Optional[Numbers] = None, *, noise: Optional[float] = None,
               threshold: Optional[float] = None, t_effective: Optional[float] = None, lock_in: Optional[float] = None,
               eta: Optional[float] = None, threads: Optional[int] = None, **settings: Unpack[Settings]) -> xarray.Dataset:
    """The dip of the mirage gap in dI/dV over temperature and field, where an instrument sees it, and through how much broadening: runs
    `mirage visibility`.

    Parameters
    ----------
    T, B : number or array, optional
        Temperatures [Tc0; K], without them ten up to 0.95 Tc0, and fields [Delta0; tesla], without them forty up to B_c2.
    noise, threshold : number, optional
        RMS error of a point, of the normal conductance (0.01), and how many times it a visible dip is deep (3).
    t_effective, lock_in, eta : number, optional
        Least temperature of the electrons [Tc0; K], peak lock-in amplitude [Delta0/e; mV], Dynes broadening [Delta0; meV], without it
        0.01 Delta0.
    threads, **settings
        As those of `points`.

    Returns
    -------
    xarray.Dataset
        The columns of the command over (T, B); `B_c2`, `B_from`, `B_to`, and `best_B`, `best_depth`, ... of the deepest dip, over T; the
        result in words as the attribute `statement`. What does not exist is NaN.

    Examples
    --------
    >>> seen = visibility(T=[0.1], B=[2.0, 4.0], beta=7)
    >>> seen.depth.values.round(4)
    array([[0.5925, 0.5933]])
    >>> seen.B_to.values.round(3)
    array([6.159])
    """
    given = {"T": T, "B": B, "noise": noise, "threshold": threshold, "t_effective": t_effective, "lock_in": lock_in, "eta": eta,
             "threads": threads, **settings}
    report = json.loads(program.run(["visibility", "--format=json", *words_of(given)]))
    found = dataset_of(report)
    failed = int(np.count_nonzero(found.status.values < 0)) + sum(one["failed"] for one in report["temperatures"])
    if failed:
        warnings.warn(f"{failed} points or temperatures were not found: they are NaN", NotConverged, stacklevel=2)
    return found

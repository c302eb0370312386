"""Critical fields and critical temperatures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Dict, List, Mapping, Optional

import numpy as np
import xarray

from ising_mirage import _tables
from ising_mirage._arguments import arguments, short, units_of
from ising_mirage._calls import Progress, call
from ising_mirage._datasets import dataset, stored, variable, warn_of
from ising_mirage.errors import InputError
from ising_mirage._points import asked
from ising_mirage.settings import Numbers, Settings

if TYPE_CHECKING:
    from typing_extensions import Unpack

FIELDS = _tables.outputs("fields")
SPECIAL = _tables.outputs("special_temperatures")
TEMPERATURES = _tables.outputs("critical_temperatures")
ROOM = 8  # values of a row


def default_temperatures(given: Mapping[str, Any]) -> np.ndarray:
    """A whole curve where no temperature is asked for.

    Raises
    ------
    InputError
        Temperatures in K are needed where there are several tc0.
    """
    if units_of(given) == "reduced":
        return np.linspace(0.05, 1.0, 20)
    try:
        return np.linspace(0.05, 1.0, 20) * float(given["tc0"])
    except (KeyError, TypeError, ValueError, OverflowError):
        raise InputError("T: temperatures are needed where tc0 is not one number") from None


def is_yes(special: Any) -> bool:
    """Whether special temperatures are asked for.

    Raises
    ------
    InputError
        It is neither True nor False.
    """
    if not isinstance(special, (bool, int, np.bool_)):
        raise InputError(f"special = {short(special)}: must be True or False")
    return bool(special)


def line(T: Optional[Numbers] = None, *, special: bool = True, threads: Optional[int] = None, progress: Progress = False,
         **settings: Unpack[Settings]) -> xarray.Dataset:
    """Critical fields against temperature or any other setting.

    Parameters
    ----------
    T : number or array, optional
        Temperature [Tc0; K]; without it 20 values from 0.05 Tc0 to Tc0.
    special : bool
        Whether tricritical points, ends of jump lines and the upturn are looked for, which takes as long as some ten temperatures.
    threads, progress, **settings
        As those of `points`; `B` has no meaning.

    Returns
    -------
    xarray.Dataset
        The columns of `mirage line` (`B_c2`, `order`, `B_supercooling`, ..., `status`) over T and the other dimensions; the highest
        special temperatures without T. A field that does not exist is NaN.

    Examples
    --------
    >>> line(T=[0.1, 0.5], beta=7, alpha=1).B_c2.values.round(6)
    array([3.720541, 3.062385])
    >>> round(line(T=[0.1], beta=7, alpha=1).T_tricritical.item(), 6)
    0.099518
    """
    given = asked(T, None, settings)
    if T is None:
        given["T"] = default_temperatures(given)
    columns = arguments(given)
    found = call("fields", columns.rows, columns.columns(), columns.texts, {name: 1 for name in FIELDS}, threads=threads,
                 progress=progress)
    dims = list(columns.sizes)
    variables = {name: variable(dims, found[name].reshape(columns.shape), output, columns.units)
                 for name, output in FIELDS.items()}
    warn_of(variables["status"][1], "lines")
    if is_yes(special):
        variables.update(special_temperatures(given, threads))
    return dataset(variables, columns)


def special_temperatures(given: Mapping[str, Any], threads: Optional[int]) -> Dict[str, Any]:
    """The highest of each kind, on all dimensions but that of T; the upturn down to the lowest temperature."""
    T = np.asarray(given["T"], dtype=float)
    columns = arguments({**given, "T": float(T.min())})
    outputs = {name: ROOM if output["several"] else 1 for name, output in SPECIAL.items()}
    found = call("special_temperatures", columns.rows, columns.columns(), columns.texts, outputs, threads=threads)
    variables = {}
    for name, output in SPECIAL.items():
        values = found[name]
        if output["several"]:
            values = np.fmax.reduce(values, axis=-1) if values.size else np.zeros(columns.rows)
        key = "temperatures_status" if name == "status" else name
        variables[key] = variable(list(columns.sizes), values.reshape(columns.shape), output, columns.units)
    warn_of(stored(found["status"], SPECIAL["status"]), "special temperatures", 5)
    return variables


def critical_temperature(B: Optional[Numbers] = None, *, threads: Optional[int] = None, progress: Progress = False,
                         **settings: Unpack[Settings]) -> xarray.Dataset:
    """T_c(B), the other way round of B_c2(T).

    Parameters
    ----------
    B : number or array
        Field [Delta0; tesla].
    threads, progress, **settings
        As those of `points`; `T` has no meaning.

    Returns
    -------
    xarray.Dataset
        `T_c` and `order` over B and `branch`, ascending: several where B_c2(T) is not monotonic, NaN where superconductivity has
        ended; `status` over B.

    Examples
    --------
    >>> critical_temperature(B=[0.5, 2.0], beta=7).T_c.isel(branch=0).values.round(6)
    array([0.986668, 0.80405 ])
    """
    columns = arguments(asked(None, B, settings))
    outputs = {name: ROOM if output["several"] else 1 for name, output in TEMPERATURES.items()}
    found = call("critical_temperatures", columns.rows, columns.columns(), columns.texts, outputs, threads=threads,
                 progress=progress)
    most = max(1, int(np.count_nonzero(~np.isnan(found["T_c"]), axis=-1).max(initial=0)))
    dims: List[str] = list(columns.sizes)
    variables = {}
    for name, output in TEMPERATURES.items():
        values, own = found[name], dims
        if output["several"]:
            values, own = values[:, :most], [*dims, "branch"]
        variables[name] = variable(own, values.reshape(*columns.shape, *values.shape[1:]), output, columns.units)
    warn_of(variables["status"][1], "fields")
    return dataset(variables, columns)


def second_order_field(T: Optional[Numbers] = None, *, threads: Optional[int] = None, progress: Progress = False,
                       **settings: Unpack[Settings]) -> xarray.DataArray:
    """The largest field at which the normal state is linearly unstable: `B_supercooling` of `line`, and B_c2 where the transition
    is of second order. Microseconds for each temperature: for fits of your own.

    Parameters
    ----------
    T, threads, progress, **settings
        As those of `line`.

    Returns
    -------
    xarray.DataArray
        Over T and the other dimensions; NaN above the critical temperature.

    Examples
    --------
    >>> second_order_field(T=[0.3, 0.9], beta=7).values.round(6)
    array([4.576823, 1.395821])
    """
    given = asked(T, None, settings)
    if T is None:
        given["T"] = default_temperatures(given)
    columns = arguments(given)
    name = "B_supercooling"
    found = call("second_order_fields", columns.rows, columns.columns(), columns.texts, {name: 1}, threads=threads,
                 progress=progress)[name]
    values = variable(list(columns.sizes), found.reshape(columns.shape), FIELDS[name], columns.units)
    return dataset({name: values}, columns)[name].assign_attrs(values[2])

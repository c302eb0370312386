"""Closed expressions of the papers, and exact limits of materials: one function for each formula of `mirage formula`, with `_` for
`-`. The docstring of each says where it holds.

>>> from ising_mirage import formula
>>> formula.ising(T=[0.1, 0.5], beta=7).values.round(6)
array([6.206469, 3.514792])
>>> formula.pauli(T=0.6).B_p.item()
0.7071067811865475
"""

from __future__ import annotations

import re
from typing import Any, Callable, Dict, List, Optional, Union

import xarray

from ising_mirage import _tables
from ising_mirage._arguments import Value, arguments, short
from ising_mirage._calls import call
from ising_mirage._datasets import dataset, described
from ising_mirage.errors import InputError

Result = Union[xarray.DataArray, xarray.Dataset]


def value(name: str, /, *, threads: Optional[int] = None, **given: Value) -> Result:
    """The formula of a name.

    Parameters
    ----------
    name : str
        As `mirage formula` has it, or with `_`.
    **given
        Numbers or arrays; arrays of one dimension span a grid of the dimensions of their names.

    Returns
    -------
    xarray.DataArray or xarray.Dataset
        A Dataset where the formula has several columns. NaN where it has no value.
    """
    entry = _tables.FORMULAS.get(name.replace("_", "-"))
    if entry is None:
        raise InputError(f"formula = {short(name)}: allowed: {', '.join(_tables.FORMULAS)}")
    own = {number["name"].replace("-", "_"): number for number in entry["inputs"]}
    allowed = ["units", "tc0", "g_factor", *entry["settings"], *own]
    for key in given:
        if key not in allowed:
            raise InputError(f"{key}: formula {entry['name']} has no such parameter: {', '.join(dict.fromkeys(allowed))}")
    columns = arguments(given, entries=own, last=[*own])
    outputs = {output["name"]: output for output in entry["outputs"] if output["name"] not in given}
    outputs = {k: v for k, v in outputs.items() if k not in _tables.SETTINGS and k not in own} or outputs
    found = call("formula", columns.rows, columns.columns(), columns.texts, {k: 1 for k in outputs}, threads=threads,
                 formula=entry["name"])
    variables = {k: (list(columns.sizes), found[k].reshape(columns.shape),
                     {**described(v, columns.units), "long_name": f"{k}, formula {entry['name']}"})
                 for k, v in outputs.items()}
    result = dataset(variables, columns, own).assign_attrs(source=entry["source"], validity=entry["validity"])
    if len(outputs) > 1:
        return result
    (only,) = outputs
    return result[only].assign_attrs(source=entry["source"], validity=entry["validity"])


def documented(entry: Dict[str, Any]) -> str:
    """The docstring of a formula."""
    about = f"{entry['source']}.\n\nValid: {entry['validity']}."
    lines = [re.sub(r"\|([^|]+)\|", r"abs(\1)", about), "", "Parameters", "----------"]  # which reStructuredText would replace
    for name in entry["settings"]:
        setting = _tables.SETTINGS[name]
        lines += [f"{name} : number or array", f"    {setting['help']} [{setting['unit']['reduced']}; {setting['unit']['si']}]"]
    for number in entry["inputs"]:
        lines += [f"{number['name'].replace('-', '_')} : number or array", f"    {number['help']}"]
    columns = ", ".join(f"`{output['name']}`" for output in entry["outputs"])
    lines += ["", "Returns", "-------", "xarray.DataArray or xarray.Dataset", f"    {columns}"]
    return "\n".join(lines)


def function_of(entry: Dict[str, Any]) -> Callable[..., Result]:
    """A formula as a function of T and its other parameters."""

    def function(T: Optional[Value] = None, **given: Value) -> Result:
        whole: Dict[str, Any] = given if T is None else {"T": T, **given}
        return value(entry["name"], **whole)

    function.__name__ = function.__qualname__ = entry["name"].replace("-", "_")
    function.__doc__ = documented(entry)
    return function


def __getattr__(name: str) -> Callable[..., Result]:
    entry = _tables.FORMULAS.get(name.replace("_", "-"))
    if entry is None:
        raise AttributeError(f"module {__name__!r} has no formula {name!r}")
    function = globals()[name] = function_of(entry)
    return function


def __dir__() -> List[str]:
    return sorted([name.replace("-", "_") for name in _tables.FORMULAS] + ["value"])


__all__ = ["value", *(name.replace("-", "_") for name in _tables.FORMULAS)]

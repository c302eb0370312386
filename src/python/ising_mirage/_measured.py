"""Measured curves of any form as columns of one table, one curve under the other."""

from __future__ import annotations

import json
import os
import pathlib
import tempfile
from typing import Any, Dict, List, Mapping, Optional, Sequence, Tuple

import numpy as np
import xarray

from ising_mirage import program
from ising_mirage._arguments import numbers, short, without_unit
from ising_mirage.errors import InputError
from ising_mirage.fits import write_table

Columns = Dict[str, np.ndarray]


def is_path(value: Any) -> bool:
    return isinstance(value, (str, os.PathLike))


def paths_of(data: Any) -> List[str]:
    """Names of files, or nothing where the data are numbers."""
    if is_path(data):
        return [os.fspath(data)]
    if isinstance(data, (list, tuple)) and data and all(is_path(one) for one in data):
        return [os.fspath(one) for one in data]
    return []


def is_nested(value: Any) -> bool:
    return isinstance(value, (list, tuple)) and any(np.ndim(one) > 0 for one in value)


def rows_of(name: str, value: Any, unit: str) -> List[np.ndarray]:
    """The curves of an array (n,), (curves, n), or of a list of arrays of any length."""
    if is_nested(value):
        rows = [numbers(name, without_unit(name, one, unit)) for one in value]
    else:
        plain = numbers(name, without_unit(name, value, unit))
        rows = list(plain) if plain.ndim == 2 else [plain]
    if any(row.ndim != 1 for row in rows):
        raise InputError(f"{name}: an array of one dimension for each curve is needed")
    return rows


def beside(name: str, value: Any, unit: str, curves: int) -> np.ndarray:
    """A number for all curves, or one for each."""
    plain = numbers(name, without_unit(name, value, unit))
    if plain.ndim > 1 or plain.size not in (1, curves):
        raise InputError(f"{name} = {short(value)}: one number, or one for each of the {curves} curves")
    return np.broadcast_to(plain.reshape(-1), (curves,))


def stacked(axis: Tuple[str, List[np.ndarray]], values: Mapping[str, List[np.ndarray]], fixed: Mapping[str, np.ndarray]) -> Columns:
    """One curve under the other; rows without a number are left out."""
    name, places = axis
    curves = max(len(rows) for rows in values.values())
    places = places * curves if len(places) == 1 else places
    columns: Dict[str, List[np.ndarray]] = {key: [] for key in (name, *values, *fixed)}
    for k in range(curves):
        for key, rows in values.items():
            if len(rows) != curves or len(places) != curves or rows[k].shape != places[k].shape:
                raise InputError(f"{key}: {curves} curves over {name} are needed, each as long as its {name}")
            columns[key].append(rows[k])
        columns[name].append(places[k])
        for key, numbers_of in fixed.items():
            columns[key].append(np.full(places[k].shape, numbers_of[k]))
    whole = {key: np.concatenate(parts) for key, parts in columns.items()}
    kept = np.all([np.isfinite(whole[key]) for key in (name, *values)], axis=0)
    return {key: column[kept] for key, column in whole.items()}


def numbers_beside(data: Any, name: str, unit: str) -> Optional[xarray.DataArray]:
    """A coordinate or a variable of that name, else the attribute where its unit is told."""
    if name in data.coords or (isinstance(data, xarray.Dataset) and name in data):
        return data[name]
    if data.attrs.get(f"{name}_units") == unit:
        return xarray.DataArray(data.attrs[name])
    return None


def curves_along(data: xarray.DataArray, along: str) -> List[np.ndarray]:
    """All curves over one dimension, in the order of the others."""
    others = [d for d in data.dims if d != along]
    return list(numbers(str(data.name or "data"), data.transpose(*others, along).values).reshape(-1, data.sizes[along]))


def of_curves(value: xarray.DataArray, data: xarray.DataArray, along: str) -> np.ndarray:
    """A quantity beside the curves: one number for each."""
    if along in value.dims:
        raise InputError(f"{value.name}: must be one number for each curve over {along}")
    others = [d for d in data.dims if d != along]
    return numbers(str(value.name), value.broadcast_like(data.isel({along: 0}, drop=True)).transpose(*others).values).reshape(-1)


def answer(command: str, data: Any, columns: Optional[Mapping[str, Any]], words: Sequence[str]) -> Dict[str, Any]:
    """The JSON of a command on the files that are named, or on one with the columns."""
    said = [*words, "--format=json"]
    named = paths_of(data)
    if named:
        return json.loads(program.run([command, *named, *said]))
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "curves.csv"
        write_table(data if columns is None else columns, file)
        try:
            return json.loads(program.run([command, str(file), *said]).replace(f"{folder}{os.sep}", ""))
        except InputError as error:
            raise InputError(str(error).replace(f"{folder}{os.sep}", "")) from None

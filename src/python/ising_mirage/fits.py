"""Parameters of a material from measured critical fields."""

from __future__ import annotations

import csv
import dataclasses
import html
import json
import os
import pathlib
import tempfile
from typing import Any, Dict, Iterable, List, Mapping, Optional, Tuple, Union

import numpy as np
import xarray

from ising_mirage import program
from ising_mirage._arguments import short
from ising_mirage.errors import InputError


@dataclasses.dataclass(frozen=True)
class Fit:
    """A fit, as the JSON of `mirage fit` has it."""

    report: Dict[str, Any]  #: the whole JSON

    @property
    def parameters(self) -> Dict[str, Dict[str, Any]]:
        """By name, with `_`: value, error, interval (95 %), status, unit."""
        return {name.replace("-", "_"): entry for name, entry in self.report["parameters"].items()}

    @property
    def values(self) -> Dict[str, float]:
        """Of the parameters: what `line` and the others take."""
        return {name: entry["value"] for name, entry in self.parameters.items()}

    @property
    def errors(self) -> Dict[str, float]:
        """Standard errors."""
        return {name: entry["error"] for name, entry in self.parameters.items()}

    @property
    def intervals(self) -> Dict[str, Tuple[float, float]]:
        """Of 95 %, by the profile of chi-squared."""
        return {name: (entry["interval"][0], entry["interval"][1]) for name, entry in self.parameters.items()}

    @property
    def statuses(self) -> Dict[str, str]:
        """"determined", "upper bound", "lower bound", "undetermined" or "fixed"."""
        return {name: entry["status"] for name, entry in self.parameters.items()}

    def __getattr__(self, name: str) -> Any:
        report = self.__dict__.get("report", {})
        if name in report:
            return report[name]
        raise AttributeError(f"a fit has no {name!r}")

    @property
    def samples(self) -> List[str]:
        """Their names."""
        return [sample["name"] for sample in self.report["samples"]]

    def curve(self, sample: Optional[str] = None) -> xarray.Dataset:
        """The fitted B_c2(T) of a sample with its band of 95 %: `B_c2`, `low`, `high` over T.

        Raises
        ------
        InputError
            There is no such sample, or several and none is named.
        """
        found = [one for one in self.report["samples"] if sample in (None, one["name"])]
        if len(found) != 1:
            raise InputError(f"sample = {sample!r}: allowed: {', '.join(self.samples)}")
        units = self.report["unit_of"]
        columns = {key: np.array(values, dtype=float) for key, values in found[0]["curve"].items()}  # null is NaN
        T = columns.pop("T")
        return xarray.Dataset({key: ("T", values, {"units": units.get(key, "1")}) for key, values in columns.items()},
                              coords={"T": ("T", T, {"units": units["T"]})}, attrs={"sample": found[0]["name"]})

    def plot(self, ax: Any = None) -> Any:
        """`ising_mirage.plot.draw_fit`"""
        from ising_mirage.plot import draw_fit

        return draw_fit(self, ax=ax)

    def _rows(self) -> List[List[str]]:
        return [[name, f"{p['value']:.6g}", f"{p['error']:.2g}" if p.get("error") is not None else "", p.get("unit", ""),
                 p["status"]] for name, p in self.parameters.items()]

    def __repr__(self) -> str:
        return "\n".join("{:<18}{:>12} +- {:<10}{:<6}{}".format(*row) for row in self._rows())

    def _repr_html_(self) -> str:
        head = "<tr><th>parameter</th><th>value</th><th>error</th><th>unit</th><th>status</th></tr>"
        return f"<table>{head}" + "".join(
            "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in self._rows()) + "</table>"


def with_bounds(columns: Dict[str, List[Any]]) -> Dict[str, List[Any]]:
    """With the signs of `bound` before B: ">9"."""
    signs = columns.pop("bound", None)
    if signs is not None and "B" in columns:
        columns["B"] = [f"{sign}{text_of(value)}" for sign, value in zip(signs, columns["B"])]
    return columns


def table_of(data: Any) -> Dict[str, List[Any]]:
    """Columns of a mapping, a DataFrame or a Dataset."""
    if isinstance(data, xarray.Dataset):
        data = data.to_dataframe().reset_index().drop(columns=[d for d in data.dims if d not in data.coords])
    try:
        columns = {str(name): list(np.atleast_1d(np.asarray(data[name]))) for name in data}
    except (TypeError, KeyError, IndexError, ValueError):
        raise InputError(f"data = {short(data)}: a file, a DataFrame or a mapping of columns is needed") from None
    if len({len(values) for values in columns.values()}) != 1:
        raise InputError("data: columns of one length are needed")
    return with_bounds(columns)


def write_table(data: Any, file: pathlib.Path) -> None:
    """As CSV."""
    columns = table_of(data)
    with file.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(columns)
        writer.writerows(zip(*columns.values()))


def options(settings: Mapping[str, Any]) -> List[str]:
    """Settings as words of the command line."""
    words = []
    for name, value in settings.items():
        if value is None or value is False:
            continue
        option = "--" + name.replace("_", "-")
        words.append(option if value is True else f"{option}={text_of(value)}")
    return words


def text_of(value: Any) -> str:
    """A list with commas, name=a:b of a mapping."""
    if isinstance(value, Mapping):
        return ",".join(f"{key}={':'.join(map(text_of, one)) if isinstance(one, (tuple, list)) else text_of(one)}"
                        for key, one in value.items())
    if isinstance(value, (list, tuple, set, np.ndarray)):
        return ", ".join(text_of(one) for one in value)
    return repr(float(value)) if isinstance(value, (float, np.floating)) else str(value)


def choice_of(**names: Optional[Iterable[str]]) -> Dict[str, Any]:
    """Lists of parameters as the command takes them."""
    return {option: ",".join(name.replace("_", "-") for name in chosen) if chosen else None for option, chosen in names.items()}


def bounds_of(bounds: Optional[Mapping[str, Any]]) -> Dict[str, Any]:
    """{"beta": (0, 5)} as the command takes it."""
    return {"bounds": {name.replace("_", "-"): limits for name, limits in bounds.items()} if bounds else None}


def fit(data: Union[str, "os.PathLike[str]", Mapping[str, Any], Any], *, model: str = "exact", free: Optional[Iterable[str]] = None,
        bounds: Optional[Mapping[str, Any]] = None, **settings: Any) -> Fit:
    """Fits measured B_c2(T): runs `mirage fit`.

    Parameters
    ----------
    data : path, DataFrame, mapping of columns, or what `transitions` found
        Columns T [K], B_c2 [tesla], and errors and the sample where they are known.
    model : str
        "exact", "ising", "klb" or "whh".
    free : names, optional
        Parameters that are fitted; the others are fixed at `**settings`.
    bounds : mapping, optional
        name: (least, most).
    **settings
        Options of the command with `_`: `tc0`, `beta`, `gamma`, `columns`, `share`, ...

    Returns
    -------
    Fit
        `.values`, `.errors`, `.parameters`, `.curve()`, `.plot()`; every name of the JSON as an attribute (`chi2`, `goodness`).

    Raises
    ------
    InputError
        The line of the program.
    """
    words = options({"model": model, **choice_of(free=free), **bounds_of(bounds), **settings})
    if isinstance(data, (str, os.PathLike)):
        return Fit(json.loads(program.run(["fit", os.fspath(data), "--format=json", *words])))
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "data.csv"
        write_table(data, file)
        return Fit(json.loads(program.run(["fit", str(file), "--format=json", *words])))

"""Points of B_c2(T) from measured resistances."""

from __future__ import annotations

from typing import Any, Dict, List, Optional, Union

import numpy as np
import xarray

from ising_mirage._arguments import numbers, short
from ising_mirage._measured import answer, beside, curves_along, is_nested, numbers_beside, of_curves, rows_of, stacked
from ising_mirage.errors import InputError
from ising_mirage.fits import options

SWEPT = {"R(T)": "T", "R(B)": "B"}
FIXED = {"T": ("B", "T", "field"), "B": ("T", "K", "temperature")}
WORDS = ("onset", "zero", "slope", "all")
NOT_NUMBERS = ("bound", "sample", "criterion", "sweep")


def criterion_text(criterion: Any) -> str:
    """Shares of R_n as per cent, words as they are."""
    texts = []
    for one in criterion if isinstance(criterion, (list, tuple, np.ndarray)) else [criterion]:
        if isinstance(one, str) and one in WORDS:
            texts.append(one)
            continue
        share = numbers("criterion", one)
        if share.ndim > 0 or not 0.0 < share < 1.0:
            raise InputError(f"criterion = {short(one)}: a share of the normal resistance between 0 and 1, or {', '.join(WORDS)}")
        texts.append(f"{100.0 * float(share):.10g}")
    return ",".join(texts)


def named_swept(kind: Any) -> Optional[str]:
    """T or B by the kind, nothing without one."""
    if kind is None:
        return None
    if not isinstance(kind, str) or kind not in SWEPT:
        raise InputError(f"kind = {short(kind)}: allowed: {', '.join(SWEPT)}")
    return SWEPT[kind]


def swept_of(kind: Any, given: Dict[str, Any]) -> str:
    """T or B: by the kind, else by what is fixed."""
    if kind is None and (given["field"] is None) == (given["temperature"] is None):
        raise InputError("kind: 'R(T)' with the field of every curve, or 'R(B)' with its temperature")
    swept = named_swept(kind) or ("T" if given["field"] is not None else "B")
    if given["field" if swept == "B" else "temperature"] is not None:
        raise InputError(f"kind = R({swept}): the {FIXED[swept][2]} is fixed")
    return swept


def of_arrays(places: Any, resistance: Any, kind: Optional[str], given: Dict[str, Any]) -> Dict[str, np.ndarray]:
    """Of T or B and the resistances of all curves over it."""
    swept = swept_of(kind, given)
    fixed, unit, argument = FIXED[swept]
    rows = rows_of("resistance", resistance, "Ohm")
    if given[argument] is None:
        raise InputError(f"{argument}: is needed, one number for each curve")
    return stacked((swept, rows_of(swept, places, "K" if swept == "T" else "T")), {"R": rows},
                   {fixed: beside(argument, given[argument], unit, len(rows))})


def of_dataarray(data: xarray.DataArray, kind: Optional[str], given: Dict[str, Any]) -> Dict[str, np.ndarray]:
    """Of resistances over T, B or both."""
    along = [d for d in ("T", "B") if d in data.dims and d in data.coords]
    if kind is None and len(along) == 1:
        kind = f"R({along[0]})"
    swept = swept_of(kind, given)
    if swept not in along:
        raise InputError(f"R: a dimension {swept} with its coordinate is needed")
    fixed, unit, argument = FIXED[swept]
    rows = curves_along(data, swept)
    found = numbers_beside(data, fixed, unit)
    if given[argument] is not None:
        one_each = beside(argument, given[argument], unit, len(rows))
    elif found is not None:
        one_each = of_curves(found, data, swept)
    else:
        raise InputError(f"{argument}: is needed, or a coordinate {fixed} of the curves")
    return stacked((swept, [numbers(swept, data[swept].values)]), {"R": rows}, {fixed: one_each})


def dataset_of(report: Dict[str, Any]) -> xarray.Dataset:
    """Of the JSON of `mirage transitions`."""
    rows: List[Dict[str, Any]] = report["rows"]
    units = {"bound": "", **report["unit_of"]}
    variables = {}
    for name in dict.fromkeys(key for row in rows for key in row):
        values = [row.get(name) for row in rows]
        column = np.array([str(v) for v in values] if name in NOT_NUMBERS else [np.nan if v is None else v for v in values],
                          dtype=object if name in NOT_NUMBERS else float)
        variables[name] = ("point", column, {} if name in NOT_NUMBERS else {"units": units.get(name, "1")})
    return xarray.Dataset(variables, attrs={"notes": "\n".join(report.get("notes", []))})


def transitions(curves: Any, resistance: Any = None, *, kind: Optional[str] = None, field: Any = None, temperature: Any = None,
                criterion: Union[float, str, List[Any]] = 0.5, **settings: Any) -> xarray.Dataset:
    """T_c and B_c2 with errors from measured R(T) and R(B): runs `mirage transitions`.

    Parameters
    ----------
    curves : path, paths, DataFrame, mapping of columns, DataArray, or array
        Files as instruments write them; columns T [K], B [tesla], R; resistances over dimensions T and B; or with `resistance` the
        temperatures [K] or fields [tesla] of the curves: (n,), or one array for each.
    resistance : array, optional
        (curves, n), (n,) or a list of arrays, in any unit.
    kind : str, optional
        "R(T)" or "R(B)": which of two is swept; without it what is not fixed.
    field, temperature : number or array, optional
        The field [tesla] of R(T), the temperature [K] of R(B): of all curves or one for each; of files and columns one that they do not tell.
    criterion : number, str or list of them
        Share of the normal resistance, between 0 and 1, "onset", "zero", "slope" or "all".
    **settings
        Options of the command with `_`: `sweeps`, `error`, `columns`, `normal_resistance`.

    Returns
    -------
    xarray.Dataset
        Over `point`, sorted by temperature: T, sigma_T, width_T [K], B, sigma_B, width_B [tesla], `bound` of B (">", "<" or ""), `sample`
        where there are several, `criterion`, R_n, `sweep`; what `fit` takes. The notes of the program are an attribute.

    Raises
    ------
    InputError
        The line of the program; no curve has a transition.

    Examples
    --------
    >>> import numpy
    >>> T = numpy.linspace(0.5, 4, 351)
    >>> R = [(100 + T) / (1 + numpy.exp((Tc - T) / 0.02)) for Tc in (3.0, 2.8)]
    >>> found = transitions(T, R, kind="R(T)", field=[0, 4])
    >>> found["T"].values.round(3), found["B"].values
    (array([2.8, 3. ]), array([4., 0.]))
    """
    given = {"field": field, "temperature": temperature}
    columns = None
    if isinstance(curves, xarray.DataArray) and resistance is None:
        columns = of_dataarray(curves, kind, given)
    elif resistance is not None or isinstance(curves, np.ndarray) or is_nested(curves):
        if resistance is None:
            raise InputError("resistance: is needed beside temperatures or fields")
        columns = of_arrays(curves, resistance, kind, given)
    if columns is None:
        words = {"swept": named_swept(kind), **given}
    else:
        words = {"swept": next(iter(columns))}
    words = {"criterion": criterion_text(criterion), **words, **settings}
    return dataset_of(answer("transitions", curves, columns, options(words)))

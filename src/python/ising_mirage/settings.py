"""The settings of the program as arguments."""

from __future__ import annotations

from typing import Any, Dict, List, Sequence, TypedDict, Union

import numpy as np
import xarray

from ising_mirage import _tables

Numbers = Union[float, Sequence[float], np.ndarray, xarray.DataArray]


class Settings(TypedDict, total=False):
    """What every function takes beside T and B; `describe()` tells units and limits. With `tc0` temperatures are in K, fields in
    tesla and energies in meV, without it in units of Tc0 and Delta0."""

    units: str
    tc0: Numbers
    g_factor: Numbers
    beta: Numbers
    gamma: Numbers
    alpha: Numbers
    gamma_intra: Numbers
    gamma_inter: Numbers
    gamma_pocket: Numbers
    gamma_magnetic: Numbers
    gamma_spin_orbit: Numbers
    orbital: Numbers
    thickness: Numbers
    diffusion: Numbers
    theta: Numbers
    t_triplet: Numbers
    momentum: Union[Numbers, str]
    momentum_direction: Union[Numbers, str]
    pockets: Union[str, List[str], Dict[str, Dict[str, Any]]]
    tolerance: float


def describe() -> xarray.Dataset:
    """The table of settings.

    Returns
    -------
    xarray.Dataset
        Over `setting`: meaning, units, limits, default (NaN: none).

    Examples
    --------
    >>> describe().allowed.sel(setting="beta").item()
    '0 to 100 Delta0'
    """
    rows = list(_tables.SETTINGS.values())
    names = [row["name"] for row in rows]

    def column(key: str) -> Any:
        return "setting", [str(row[key]) for row in rows]

    return xarray.Dataset({"help": column("help"), "allowed": column("allowed"), "default": column("default"),
                           "reduced": ("setting", [row["unit"]["reduced"] for row in rows]),
                           "si": ("setting", [row["unit"]["si"] for row in rows])}, coords={"setting": names})

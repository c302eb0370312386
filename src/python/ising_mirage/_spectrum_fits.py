"""Parameters of a material from measured dI/dV curves."""

from __future__ import annotations

import dataclasses
from typing import Any, Dict, Iterable, List, Mapping, Optional

import numpy as np
import xarray

from ising_mirage._arguments import numbers, pocket_texts, short
from ising_mirage._measured import answer, beside, curves_along, numbers_beside, of_curves, rows_of, stacked
from ising_mirage.errors import InputError
from ising_mirage.fits import Fit, bounds_of, choice_of, options

VOLTAGES = ("voltage", "V", "bias", "energy")  # names of the dimension


@dataclasses.dataclass(frozen=True, repr=False)
class SpectrumFit(Fit):
    """A fit of dI/dV curves, as the JSON of `mirage fit-spectrum` has it."""

    @property
    def samples(self) -> List[str]:
        """Names of the curves."""
        return [curve["name"] for curve in self.report["curves"]]

    @property
    def correlation(self) -> xarray.DataArray:
        """Of the free parameters."""
        names = [name.replace("-", "_") for name in self.report["correlation"]["parameters"]]
        matrix = np.array(self.report["correlation"]["matrix"], dtype=float).reshape(len(names), len(names))
        return xarray.DataArray(matrix, dims=("parameter", "with"), coords={"parameter": names, "with": names})

    @property
    def curves(self) -> List[xarray.Dataset]:
        """`curve` of every one."""
        return [self.curve(k + 1) for k in range(len(self.report["curves"]))]

    def curve(self, number: Optional[int] = None) -> xarray.Dataset:  # type: ignore[override]
        """One curve with its fit: `measured`, `fitted`, `residual` (in units of the error) over V; T, B, delta, noise, chi2 as attributes.

        Parameters
        ----------
        number : int, optional
            From 1 on, as in delta[1]; of one curve it needs none.

        Raises
        ------
        InputError
            There is no such curve, or several and none is named.
        """
        all_curves = self.report["curves"]
        at = 1 if number is None and len(all_curves) == 1 else number
        if not isinstance(at, (int, np.integer)) or not 1 <= at <= len(all_curves):
            raise InputError(f"number = {short(number)}: allowed: 1 to {len(all_curves)}")
        curve, units = all_curves[at - 1], self.report["unit_of"]
        columns = {key: ("V", np.array(curve[key], dtype=float), {"units": units.get(key, "1")}) for key in ("measured", "fitted", "residual")}
        attrs = {key: np.nan if curve[key] is None else curve[key] for key in ("name", "T", "B", "delta", "noise", "chi2")}
        return xarray.Dataset(columns, coords={"V": ("V", np.array(curve["V"], dtype=float), {"units": units["V"]})}, attrs=attrs)


def voltage_of(data: Any) -> str:
    """The dimension that is a voltage."""
    found = [name for name in VOLTAGES if name in data.dims]
    if not found:
        raise InputError(f"conductance: a dimension of voltages is needed: {', '.join(VOLTAGES)}")
    return found[0]


def units_of(data: Any, units: Optional[str]) -> Optional[str]:
    """Those of a result of this package, else what is said."""
    own = data.attrs.get("units") if isinstance(data, xarray.Dataset) else None
    if own in ("si", "reduced") and units not in (None, own):
        raise InputError(f"units = {short(units)}: the Dataset is in units {own}")
    return "reduced" if own == "reduced" else units


def is_reduced(data: Any) -> bool:
    """A result of this package without tc0."""
    return isinstance(data, xarray.Dataset) and data.attrs.get("units") == "reduced"


def of_xarray(data: Any, given: Mapping[str, Any]) -> Dict[str, np.ndarray]:
    """Of conductances over a voltage, T and B; of a Dataset its `conductance` or `G`, and `sigma_G`."""
    is_set = isinstance(data, xarray.Dataset)
    names = [name for name in ("conductance", "G") if is_set and name in data]
    if is_set and not names:
        raise InputError("conductance: the Dataset has neither conductance nor G")
    G = data[names[0]] if is_set else data
    along = voltage_of(G)
    if along not in G.coords:
        raise InputError(f"{along}: the voltages are needed as a coordinate")
    values = {"G": curves_along(G, along)}
    if is_set and "sigma_G" in data:
        values["sigma_G"] = curves_along(data["sigma_G"].broadcast_like(G), along)
    fixed = {}
    for name, unit in (("T", "Tc0" if is_reduced(data) else "K"), ("B", "Delta0" if is_reduced(data) else "T")):
        found = numbers_beside(data, name, unit)
        if given[name] is not None:
            fixed[name] = beside(name, given[name], unit, len(values["G"]))
        elif found is not None:
            fixed[name] = of_curves(found, G, along)
    return stacked(("V", [numbers(along, G[along].values)]), values, fixed)


def of_arrays(V: Any, conductance: Any, given: Mapping[str, Any]) -> Dict[str, np.ndarray]:
    """Of voltages and the conductances of all curves over them."""
    rows = rows_of("conductance", conductance, "uS")
    values = {"G": rows}
    if given["sigma"] is not None:
        sigma = numbers("sigma", given["sigma"]) if np.ndim(given["sigma"]) == 0 else given["sigma"]
        errors = [np.full(row.shape, sigma) for row in rows] if np.ndim(sigma) == 0 else rows_of("sigma", sigma, "uS")
        values["sigma_G"] = errors * len(rows) if len(errors) == 1 else errors
    fixed = {name: beside(name, given[name], unit, len(rows)) for name, unit in (("T", "K"), ("B", "T")) if given[name] is not None}
    return stacked(("V", rows_of("V", V, "mV")), values, fixed)


def names_with_units(columns: Mapping[str, np.ndarray], units: str, unit: Optional[str]) -> Dict[str, np.ndarray]:
    """As the reader of tables knows them."""
    of = {"V": "Delta0/e", "T": "Tc0", "B": "Delta0"} if units == "reduced" else {"V": "mV", "T": "K", "B": "T"}
    named = {**{name: f"{name} [{one}]" for name, one in of.items()}, "G": f"G [{unit}]" if unit else "G"}
    return {named.get(key, key): column for key, column in columns.items()}


def fit_spectrum(V: Any, conductance: Any = None, *, T: Any = None, B: Any = None, sigma: Any = None, unit: Optional[str] = None,
                 model: str = "exact", free: Optional[Iterable[str]] = None, share: Optional[Iterable[str]] = None,
                 each: Optional[Iterable[str]] = None, bounds: Optional[Mapping[str, Any]] = None, pockets: Any = None,
                 units: Optional[str] = None, **settings: Any) -> SpectrumFit:
    """Fits dI/dV curves of a tunnel junction with a normal metal, all together: runs `mirage fit-spectrum`.

    Parameters
    ----------
    V : array, path, paths, DataFrame, mapping of columns, Dataset or DataArray
        Voltages [mV], (n,) or one array for each curve; files; columns V [mV], G, T [K], B [tesla], sigma_G; or conductances over a
        dimension of voltages and others, T and B beside them.
    conductance : array, optional
        With arrays of voltages: (curves, n), (n,) or a list of arrays, in `unit` or in any unit. NaN is left out.
    T, B : number or array, optional
        Temperature [K] and field [tesla], of all curves or one for each.
    sigma : number or array, optional
        Standard errors of the conductance, one for all or in its shape; without them the scatter of neighbours tells the noise.
    unit : str, optional
        Of the conductance: "uS", "nS", "S", ...; a series resistance needs it.
    model : str
        "exact", "dynes" or "maki".
    free : names, optional
        Parameters that are fitted: `delta`, `eta`, `beta`, `gamma`, `v_ac`, ...; the others are fixed at `**settings`.
    share, each : names, optional
        Parameters that all curves have in common, or each its own.
    bounds : mapping, optional
        name: (least, most).
    pockets : str or mapping, optional
        Further pockets, as `Material` takes them.
    units : str, optional
        "si" (without it), or "reduced": V in Delta0/e, T in Tc0, B and energies in Delta0, in all arguments and in the result; of a
        Dataset that says so its own.
    **settings
        Options of the command with `_`: `self_consistent=True`, `background="linear"`, `beta` [meV], `eta` [meV], ...

    Curves one after the other at one T and B are sweeps of one curve.

    Returns
    -------
    SpectrumFit
        `.values`, `.errors`, `.intervals`, `.statuses`, `.correlation`, `.curves`, `.curve(1)`, `.plot()`; every name of the JSON as an
        attribute (`chi2`, `goodness`, `statements`).

    Raises
    ------
    InputError
        The line of the program.

    Examples
    --------
    >>> import numpy
    >>> V = numpy.linspace(-2, 2, 201)
    >>> import ising_mirage as mirage
    >>> s = mirage.spectrum(T=0.5, B=0, energy=V, tc0=3.0, eta=0.02, conductance=True)
    >>> fit = fit_spectrum(V, 5 * s.conductance.values, T=0.5, B=0, model="dynes")
    >>> round(fit.values["delta"], 4), round(fit.values["eta"], 4)
    (0.456, 0.02)
    """
    given = {"T": T, "B": B, "sigma": sigma}
    columns = None
    if isinstance(V, (xarray.Dataset, xarray.DataArray)) and conductance is None:
        columns = of_xarray(V, given)
        units = units_of(V, units)
    elif conductance is not None:
        columns = of_arrays(V, conductance, given)
    words: Dict[str, Any] = {"model": model, **choice_of(free=free, share=share, each=each), **bounds_of(bounds), "units": units,
                             **settings}
    if columns is None:
        words.update({name: given[name] for name in ("T", "B")})
        if sigma is not None:
            raise InputError("sigma: a column sigma_G, where V is a file or a table")
    else:
        columns = names_with_units(columns, units or "si", unit)
    pocket_words = [f"--pocket={text}" for text in pocket_texts(pockets)]
    return SpectrumFit(answer("fit-spectrum", V, columns, [*options(words), *pocket_words]))

"""Parameters of a material from all that was measured on one sample."""

from __future__ import annotations

import dataclasses
import json
import os
import pathlib
import tempfile
from typing import Any, Dict, Iterable, List, Mapping, Optional

import numpy as np
import xarray

from ising_mirage import program
from ising_mirage._arguments import pocket_texts, short
from ising_mirage._measured import paths_of
from ising_mirage._spectrum_fits import SpectrumFit, is_reduced, names_with_units, of_xarray
from ising_mirage.errors import InputError
from ising_mirage.fits import bounds_of, choice_of, options, write_table


@dataclasses.dataclass(frozen=True, repr=False)
class SampleFit(SpectrumFit):
    """A fit of points and dI/dV curves together, as the JSON of `mirage fit-sample` has it."""

    @property
    def agree(self) -> bool:
        """Whether transport and tunnelling agree; by how much they do not: `.consistency`."""
        return bool(self.report["consistency"]["agree"])

    @property
    def line(self) -> xarray.Dataset:
        """The fitted B_c2 over T."""
        T = np.array(self.report["samples"][0]["curve"]["T"], dtype=float)
        B_c2 = np.array(self.report["samples"][0]["curve"]["B_c2"], dtype=float)
        return xarray.Dataset({"B_c2": ("T", B_c2, {"units": "T"})}, coords={"T": ("T", T, {"units": "K"})})


def files_of(name: str, data: Any, folder: str) -> List[str]:
    """Those that are named, else one with the columns."""
    named = paths_of(data)
    if named:
        return named
    if name == "spectra" and isinstance(data, (xarray.Dataset, xarray.DataArray)):
        if is_reduced(data):
            raise InputError(f"{name}: K, tesla and mV are needed, and the Dataset is in reduced units")
        data = names_with_units(of_xarray(data, {"T": None, "B": None}), "si", None)
    file = pathlib.Path(folder) / f"{name}.csv"
    write_table(data, file)
    return [str(file)]


def fit_sample(points: Any, spectra: Any, *, free: Optional[Iterable[str]] = None, each: Optional[Iterable[str]] = None,
               bounds: Optional[Mapping[str, Any]] = None, pockets: Any = None, **settings: Any) -> SampleFit:
    """Fits critical fields and dI/dV curves of one sample with one set of parameters: runs `mirage fit-sample`.

    Parameters
    ----------
    points : path, paths, DataFrame, mapping of columns, or what `transitions` found
        B_c2(T), T_c(B) and bounds, as `fit` takes them: columns T [K], B_c2 [tesla], errors where they are known.
    spectra : path, paths, DataFrame, mapping of columns, Dataset or DataArray
        dI/dV curves: columns V [mV], G, T [K], B [tesla], sigma_G; or conductances over a dimension of voltages and others, T and B
        beside them.
    free : names, optional
        Parameters that are fitted (without it tc0, beta and eta, unless given): of the material `tc0`, `beta`, `gamma`, `alpha`, ..., of
        the junction `eta`, `v_ac`, `t_effective`, ...; the others are fixed at `**settings`.
    each : names, optional
        Parameters of the junction of which every curve has its own.
    bounds : mapping, optional
        name: (least, most).
    pockets : str or mapping, optional
        Further pockets, as `Material` takes them.
    **settings
        Options of the command with `_`: `background="linear"`, `beta` [meV], `points_range`, `bootstrap`, ...

    Returns
    -------
    SampleFit
        As of `fit_spectrum`; `.agree`, `.consistency`, `.parts` tell of both parts, `.line` is the fitted B_c2 over T.

    Raises
    ------
    InputError
        The line of the program.
    """
    for name, data in (("points", points), ("spectra", spectra)):
        if data is None:
            raise InputError(f"{name} = {short(data)}: a file, a table or columns are needed")
    words: Dict[str, Any] = {**choice_of(free=free, each=each), **bounds_of(bounds), **settings}
    with tempfile.TemporaryDirectory() as folder:
        inputs = [f"--{name}={file}" for name, data in (("points", points), ("spectra", spectra)) for file in files_of(name, data, folder)]
        pocket_words = [f"--pocket={text}" for text in pocket_texts(pockets)]
        try:
            said = program.run(["fit-sample", *inputs, *options(words), *pocket_words, "--format=json"])
        except InputError as error:
            raise InputError(str(error).replace(f"{folder}{os.sep}", "")) from None
        return SampleFit(json.loads(said.replace(f"{folder}{os.sep}", "")))

"""Result files of `mirage sweep`."""

from __future__ import annotations

import os
import pathlib
from typing import Any, Union

import xarray

from ising_mirage.errors import InputError

Path = Union[str, "os.PathLike[str]"]


def read(file: Path, chunks: Any = None) -> xarray.Dataset:
    """A result of `mirage sweep`.

    Parameters
    ----------
    file : path
    chunks : optional
        Pieces in which dask reads and computes, as of `xarray.open_dataset`: ``{"T": 500}``, ``"auto"``. For files larger than the memory.

    Returns
    -------
    xarray.Dataset
        On (..., alpha, gamma, T, B), read where it is used; the settings are attributes.

    Raises
    ------
    OSError
        There is no such file, or it cannot be read.
    InputError
        It is a file of another kind, or `chunks` do not fit it.
    ImportError
        `chunks` are given, and there is no dask.
    """
    path = pathlib.Path(file)
    try:
        path.open("rb").close()  # its own error, with the name
    except ValueError as error:
        raise InputError(f"{str(path)!r}: {error}") from None
    try:
        data = xarray.open_dataset(path, engine="h5netcdf")
    except Exception as error:
        raise InputError(f"'{path}': not a result of mirage ({' '.join(str(error).split())[:200]})") from None
    if "format_version" not in data.attrs:
        data.close()
        raise InputError(f"'{path}': not a result of mirage")
    if chunks is None:
        return data
    try:
        return data.chunk(chunks)
    except (TypeError, ValueError) as error:
        data.close()
        raise InputError(f"chunks = {chunks!r}: {' '.join(str(error).split())}") from None

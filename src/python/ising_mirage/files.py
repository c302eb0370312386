"""Result files of `mirage sweep`."""

from __future__ import annotations

import os
import pathlib
from typing import Union

import xarray

from ising_mirage.errors import InputError

Path = Union[str, "os.PathLike[str]"]


def read(file: Path) -> xarray.Dataset:
    """A result of `mirage sweep`.

    Parameters
    ----------
    file : path

    Returns
    -------
    xarray.Dataset
        On (..., alpha, gamma, T, B), read where it is used; the settings are attributes.

    Raises
    ------
    OSError
        There is no such file, or it cannot be read.
    InputError
        It is a file of another kind.
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
    return data

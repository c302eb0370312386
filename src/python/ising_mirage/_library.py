"""The shared library: where it is, its structures and functions (include/mirage/mirage.h)."""

from __future__ import annotations

import ctypes
import os
import pathlib
from typing import Any, Iterator, List

ABI = 1
NAME = "libmirage-ising.so.1"
CALLS = ("points", "fields", "second_order_fields", "critical_temperatures", "special_temperatures", "spectrum", "energies",
         "bands", "current", "depairing_current")


class Input(ctypes.Structure):
    """mirage_input; the address of the numbers as an integer."""

    _fields_ = [("name", ctypes.c_char_p), ("values", ctypes.c_void_p), ("count", ctypes.c_int64), ("text", ctypes.c_char_p)]


class Output(ctypes.Structure):
    """mirage_output"""

    _fields_ = [("name", ctypes.c_char_p), ("values", ctypes.c_void_p), ("count", ctypes.c_int64)]


class Run(ctypes.Structure):
    """mirage_run"""

    _fields_ = [("threads", ctypes.c_int32), ("stop", ctypes.POINTER(ctypes.c_int32)),
                ("done", ctypes.POINTER(ctypes.c_int64))]


def places() -> Iterator[pathlib.Path]:
    """Files that may be the library, the likeliest first: that of MIRAGE_LIBRARY alone where it is set; beside the package,
    in the prefix where it is installed, in the build tree of its sources."""
    if os.environ.get("MIRAGE_LIBRARY"):
        yield pathlib.Path(os.environ["MIRAGE_LIBRARY"])
        return
    here = pathlib.Path(__file__).resolve().parent
    yield here / NAME
    for folder in here.parents:
        for library in ("lib", "lib64"):
            yield folder / library / NAME
            yield from sorted((folder / library).glob(f"*-linux-gnu*/{NAME}"))
    if len(here.parents) > 2:
        yield here.parents[2] / "build" / NAME


def declared(library: ctypes.CDLL) -> ctypes.CDLL:
    """With the types of every function."""
    columns: List[Any] = [ctypes.c_int64, ctypes.POINTER(Input), ctypes.c_int32, ctypes.POINTER(Output), ctypes.c_int32]
    columns.append(ctypes.POINTER(Run))
    for name in CALLS:
        getattr(library, f"mirage_{name}").argtypes = columns
    library.mirage_formula.argtypes = [ctypes.c_char_p, *columns]
    for name in ("error", "description", "version"):
        getattr(library, f"mirage_{name}").restype = ctypes.c_char_p
    return library


def load() -> ctypes.CDLL:
    """The library of this package.

    Raises
    ------
    ImportError
        There is none, or it belongs to another version of the package.
    """
    found = next((place for place in places() if place.exists()), os.environ.get("MIRAGE_LIBRARY") or NAME)
    try:
        library = ctypes.CDLL(str(found))
    except OSError as error:
        raise ImportError(f"{NAME} is not found ({error}); MIRAGE_LIBRARY=FILE says where it is") from None
    abi = library.mirage_abi()
    if abi != ABI:
        raise ImportError(f"{found} has the interface {abi}, this package needs {ABI}: install both from one version")
    return declared(library)


library = load()


def version() -> str:
    """Version and commit of the library."""
    return library.mirage_version().decode()

"""Calls with NumPy alone: no names of dimensions, no units, microseconds."""

from __future__ import annotations

from typing import Any, Dict, Iterable, Optional

import numpy as np

from ising_mirage import _tables
from ising_mirage._arguments import numbers, pocket_texts, short
from ising_mirage._calls import call
from ising_mirage.errors import InputError


def evaluate(what: str, quantities: Iterable[str], *, threads: Optional[int] = 1, **settings: Any) -> Dict[str, np.ndarray]:
    """Quantities as NumPy arrays: for inner loops, fits and samplers of your own.

    Parameters
    ----------
    what : str
        "points", "fields", "second_order_fields", "spectrum", "bands", "current", "depairing_current", "special_temperatures".
    quantities : names
        Of numbers, flags too; several values in one row (`solutions.*`) are not among them.
    threads : int, optional
        None: all processors that the process may use.
    **settings
        Numbers and arrays, which broadcast as NumPy has it, and words.

    Returns
    -------
    dict of name to array
        Of the common shape.

    Examples
    --------
    >>> evaluate("second_order_fields", ["B_supercooling"], T=[0.3, 0.9], beta=7.0)["B_supercooling"].round(6)
    array([4.576823, 1.395821])
    """
    if what not in _tables.CALLS:
        raise InputError(f"what = {short(what)}: allowed: {', '.join(_tables.CALLS)}")
    texts = [("pocket", text) for text in pocket_texts(settings.pop("pockets", None))]
    texts += [(name, value) for name, value in settings.items() if isinstance(value, str)]
    arrays = {name: numbers(name, value) for name, value in settings.items() if value is not None and not isinstance(value, str)}
    try:
        shape = np.broadcast_shapes(*(values.shape for values in arrays.values()))
    except ValueError:
        raise InputError("; ".join(f"{name}: shape {values.shape}" for name, values in arrays.items())) from None
    columns = {name: values.reshape(1) if values.size == 1 else np.broadcast_to(values, shape).ravel()
               for name, values in arrays.items()}
    rows = int(np.prod(shape, dtype=int))
    found = call(what, rows, columns, texts, {str(name): 1 for name in quantities}, threads=threads)
    return {name: values.reshape(shape) for name, values in found.items()}

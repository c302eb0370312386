"""Sweeps: the whole grid with its critical lines into a file, by the program."""

from __future__ import annotations

import os
import pathlib
import tempfile
from typing import Any, List, Mapping, Optional, Union

import xarray

from ising_mirage import program
from ising_mirage.errors import InputError
from ising_mirage.files import Path, read
from ising_mirage.fits import text_of


def word_of(value: Any) -> str:
    """True and False as a deck has them."""
    return str(value).lower() if isinstance(value, bool) else text_of(value)


def deck_of(sections: Mapping[str, Mapping[str, Any]]) -> str:
    """The text of a deck: {"material": {"beta": 7}, "grid": {"T": "0.1:1:10"}}."""
    text: List[str] = []
    for section, settings in sections.items():
        if not isinstance(settings, Mapping):
            raise InputError(f"{section}: a section {{name: value}} is needed")
        text += [f"[{section}]", *(f"{name.replace('_', '-')} = {word_of(value)}" for name, value in settings.items())]
    return "\n".join(text) + "\n"


def sweep(deck: Union[Path, Mapping[str, Mapping[str, Any]]], output: Path, *, ranks: int = 1, overwrite: bool = False,
          arguments: Optional[List[str]] = None, progress: bool = False) -> xarray.Dataset:
    """Computes a grid with all its critical lines: runs `mirage sweep`, under mpirun where several ranks are asked for. A run that was
    stopped (Ctrl-C) is resumed by the same call.

    Parameters
    ----------
    deck : path or mapping
        A file, or sections of settings: ``{"material": {"beta": 7}, "grid": {"T": "0.1:1:10", "B": [0, 1, 2]}}``.
    output : path
        The file to write.
    ranks : int
        Processes.
    overwrite : bool
        Whether a result of other settings may be replaced.
    arguments : list of str, optional
        Further words of the command line, ``["--grid.gamma=0,0.1"]``.
    progress : bool
        Whether the lines of the program are printed.

    Returns
    -------
    xarray.Dataset
        The file, opened.
    """
    launcher = ["mpirun", "--oversubscribe", "-n", str(int(ranks))] if ranks > 1 else None
    words = [f"--output={os.fspath(output)}", *(["--overwrite"] if overwrite else []), *(arguments or [])]
    tell = print if progress else None
    if not isinstance(deck, Mapping):
        program.run(["sweep", os.fspath(deck), *words], launcher=launcher, tell=tell)
        return read(output)
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "deck.cfg"
        file.write_text(deck_of(deck), encoding="utf-8")
        program.run(["sweep", str(file), *words], launcher=launcher, tell=tell)
    return read(output)

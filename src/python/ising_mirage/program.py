"""The program `mirage`, which fits and sweeps run as a process of its own: no MPI in the interpreter."""

from __future__ import annotations

import os
import pathlib
import shutil
import signal
import subprocess
from typing import Callable, List, Optional, Sequence

from ising_mirage._library import library
from ising_mirage.errors import InputError, MirageError

BAD_INPUT, STOPPED = 2, 75


def find() -> str:
    """The program: that of MIRAGE_PROGRAM, beside the library, in the prefix where the package is installed, or in PATH.

    Raises
    ------
    FileNotFoundError
        It is not installed.
    """
    named = os.environ.get("MIRAGE_PROGRAM")
    if named:
        return named
    folder = pathlib.Path(library._name).resolve().parent
    for place in (folder / "mirage", *(parent / "bin" / "mirage" for parent in folder.parents)):
        if place.is_file() and os.access(place, os.X_OK):
            return str(place)
    found = shutil.which("mirage")
    if not found:
        raise FileNotFoundError("the program mirage is not found; MIRAGE_PROGRAM=FILE says where it is")
    return found


def environment() -> "dict[str, str]":
    """OpenMPI refuses to run as root unless told twice."""
    own = dict(os.environ)
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        own.update(OMPI_ALLOW_RUN_AS_ROOT="1", OMPI_ALLOW_RUN_AS_ROOT_CONFIRM="1")
    return own


def message_of(lines: Sequence[str]) -> str:
    """The line that matters, without the name of the program."""
    said = [line.strip() for line in lines if line.startswith("mirage: ") and not line.startswith("mirage: note: ")]
    return (said or [line.strip() for line in lines if line.strip()] or ["the program failed"])[-1].replace("mirage: ", "", 1)


def run(arguments: Sequence[str], *, launcher: Optional[Sequence[str]] = None, stdin: Optional[str] = None,
        tell: Optional[Callable[[str], None]] = None) -> str:
    """Standard output of the program.

    Parameters
    ----------
    arguments : sequence of str
        After `mirage`.
    launcher : sequence of str, optional
        Words in front of the program: mpirun, ...
    tell : callable, optional
        Is told each line of standard error as it comes.

    Raises
    ------
    InputError
        The program refused: its line.
    MirageError
        It failed, or was stopped and keeps a checkpoint.
    """
    command: List[str] = [*(launcher or []), find(), *arguments]
    with subprocess.Popen(command, stdin=subprocess.PIPE if stdin is not None else subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, text=True, errors="replace", env=environment(), start_new_session=True) as process:
        return outcome(process, stdin, tell)


def outcome(process: "subprocess.Popen[str]", stdin: Optional[str], tell: Optional[Callable[[str], None]]) -> str:
    """Of a process; an interrupt is passed on once, so that a checkpoint is written."""
    import threading

    lines: List[str] = []

    def listen() -> None:
        for line in process.stderr or ():
            lines.append(line)
            if tell:
                tell(line.rstrip())

    listener = threading.Thread(target=listen, daemon=True)
    listener.start()
    try:
        if process.stdin:
            process.stdin.write(stdin or "")
            process.stdin.close()
        output = process.stdout.read() if process.stdout else ""
        status = process.wait()
    except BaseException:
        os.killpg(process.pid, signal.SIGINT)
        process.wait()
        raise
    listener.join()
    if status == BAD_INPUT:
        raise InputError(message_of(lines))
    if status == STOPPED or (status != 0 and not output):
        raise MirageError(message_of(lines))
    return output

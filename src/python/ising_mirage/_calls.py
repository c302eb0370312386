"""Calls of the library: numbers in, numbers out. The interpreter lock is free meanwhile."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import sys
import threading
from typing import Any, Callable, Dict, List, Mapping, Optional, Sequence, Tuple, Union

import numpy as np

from ising_mirage._arguments import short
from ising_mirage._library import Input, Output, Run, library
from ising_mirage.errors import InputError, MirageError

Progress = Union[bool, Callable[[int, int], None]]
OK, STOPPED, BAD_INPUT = 0, 1, 2
DIRECT = 16  # rows that take less than a second in any case are computed without a thread of their own


def thread_count(threads: Optional[int]) -> int:
    """0 stands for all processors that the process may use; a child of multiprocessing uses one."""
    if threads is not None:
        if isinstance(threads, bool) or not isinstance(threads, (int, np.integer)) or not 0 <= threads <= 1024:
            raise InputError(f"threads = {short(threads)}: must be a whole number from 0 (all) to 1024")
        return int(threads)
    if multiprocessing.parent_process() is not None:
        return 1
    slurm = os.environ.get("SLURM_CPUS_PER_TASK", "")
    return int(slurm) if slurm.isdigit() else 0


def check(result: int) -> None:
    """Raises what the library refused."""
    if result == OK:
        return
    text = (library.mirage_error() or b"").decode(errors="replace")
    if result == BAD_INPUT:
        raise InputError(text)
    raise MirageError(text)


def encoded(text: str) -> bytes:
    """For C, which ends a text at its first zero."""
    return text.replace("\0", "\ufffd").encode("utf-8", errors="replace")


class Call:
    """One call with everything that it points to, which must live until it returns."""

    def __init__(self, name: str, rows: int, columns: Mapping[str, np.ndarray], texts: Sequence[Tuple[str, str]],
                 outputs: Mapping[str, int], threads: Optional[int], formula: Optional[str] = None) -> None:
        self.rows = rows
        self.columns = columns
        self.found = {key: np.empty(rows * width) for key, width in outputs.items()}
        self.widths = outputs
        self.stop, self.done = ctypes.c_int32(0), ctypes.c_int64(0)
        self.run = Run(thread_count(threads), ctypes.pointer(self.stop), ctypes.pointer(self.done))
        self.inputs = (Input * (len(columns) + len(texts)))(
            *[Input(encoded(key), values.ctypes.data, values.size, None) for key, values in columns.items()],
            *[Input(encoded(key), None, 0, encoded(text)) for key, text in texts])
        self.outputs = (Output * len(outputs))(
            *[Output(key.encode(), values.ctypes.data, values.size) for key, values in self.found.items()])
        self.function = library.mirage_formula if formula is not None else getattr(library, f"mirage_{name}")
        self.first: List[Any] = [] if formula is None else [encoded(formula)]
        self.error: Optional[BaseException] = None

    def compute(self) -> None:
        """Raises InputError, MirageError."""
        check(self.function(*self.first, self.rows, self.inputs, len(self.inputs), self.outputs, len(self.outputs),
                            ctypes.byref(self.run)))

    def results(self) -> Dict[str, np.ndarray]:
        """Of every output n numbers, or n rows of numbers."""
        return {key: values if self.widths[key] == 1 else values.reshape(self.rows, self.widths[key])
                for key, values in self.found.items()}

    def compute_apart(self, tell: Optional[Callable[[int, int], None]]) -> None:
        """In a thread, so that Ctrl-C is answered at once. The thread holds the arrays: they outlive an interrupt. (To join a
        thread with a time limit would not do: Python 3.11 takes an interrupted one for ended.)"""
        ended = threading.Event()

        def work() -> None:
            try:
                self.compute()
            except BaseException as error:  # handed to the caller
                self.error = error
            finally:
                ended.set()

        threading.Thread(target=work, daemon=True, name="ising_mirage").start()
        try:
            while not ended.wait(0.1):
                if tell:
                    tell(self.done.value, self.rows)
        except BaseException:
            self.stop.value = 1
            raise
        if self.error:
            raise self.error
        if tell:
            tell(self.rows, self.rows)


class Bar:
    """A bar of tqdm that appears after a second, where somebody looks."""

    def __init__(self) -> None:
        from tqdm.auto import tqdm

        self.bar = tqdm(total=0, delay=1.0, disable=None, leave=False, file=sys.stderr)

    def __call__(self, done: int, total: int) -> None:
        self.bar.total = total
        self.bar.update(done - self.bar.n)
        if done == total:
            self.bar.close()


def teller(progress: Progress) -> Optional[Callable[[int, int], None]]:
    """What is told of the progress: done, total."""
    if callable(progress):
        return progress
    if not isinstance(progress, (bool, int, type(None))):
        raise InputError(f"progress = {short(progress)}: must be True, False or a function of (done, total)")
    if not progress:
        return None
    try:
        return Bar()
    except ImportError:
        return None


def call(name: str, rows: int, columns: Mapping[str, np.ndarray], texts: Sequence[Tuple[str, str]],
         outputs: Mapping[str, int], *, threads: Optional[int] = None, progress: Progress = False,
         formula: Optional[str] = None) -> Dict[str, np.ndarray]:
    """The outputs of one call.

    Parameters
    ----------
    columns : mapping of name to array
        One number, or `rows` of them.
    texts : sequence of (name, text)
    outputs : mapping of name to int
        How many numbers each row has.
    """
    one = Call(name, rows, columns, texts, outputs, threads, formula)
    quick = rows <= DIRECT and name in ("points", "second_order_fields", "bands", "formula") and ("momentum", "auto") not in texts
    if quick:
        one.compute()
    else:
        one.compute_apart(teller(progress))
    return one.results()


def too_large(value: Any) -> bool:
    """Whether a number is no double."""
    try:
        float(value)
        return False
    except (OverflowError, TypeError, ValueError):
        return True


class ScalarCall:
    """One row of numbers, prepared once for the names of its inputs and outputs."""

    def __init__(self, name: str, inputs: Tuple[str, ...], texts: Tuple[Tuple[str, str], ...], outputs: Mapping[str, int]) -> None:
        self.given: Any = (ctypes.c_double * len(inputs))()
        self.found = (ctypes.c_double * sum(outputs.values()))()
        self.names = inputs
        size = ctypes.sizeof(ctypes.c_double)
        start = ctypes.addressof(self.given)
        self.inputs = (Input * (len(inputs) + len(texts)))(
            *[Input(encoded(key), start + i * size, 1, None) for i, key in enumerate(inputs)],
            *[Input(encoded(key), None, 0, encoded(text)) for key, text in texts])
        self.outputs = (Output * len(outputs))()
        place = ctypes.addressof(self.found)
        for i, (key, width) in enumerate(outputs.items()):
            self.outputs[i] = Output(key.encode(), place, width)
            place += width * size
        function = getattr(library, f"mirage_{name}")
        self.run = Run(1, None, None)
        whole = (1, self.inputs, len(self.inputs), self.outputs, len(self.outputs), ctypes.byref(self.run))
        self.compute = lambda: function(*whole)

    def __call__(self, values: List[float]) -> List[float]:
        """All numbers of all outputs, one behind the other."""
        try:
            self.given[:] = values
        except (OverflowError, TypeError):
            raise InputError(f"{self.names[[too_large(value) for value in values].index(True)]}: must be a finite number") from None
        result = self.compute()
        if result:
            check(result)
        return self.found[:]


_kept = threading.local()


def scalar_call(name: str, inputs: Tuple[str, ...], texts: Tuple[Tuple[str, str], ...], outputs: Mapping[str, int]) -> ScalarCall:
    """The prepared call of this thread."""
    calls = _kept.__dict__.setdefault("calls", {})
    key = (name, inputs, texts, tuple(outputs), tuple(outputs.values()))
    found = calls.get(key)
    if found is None:
        if len(calls) > 64:
            calls.clear()
        found = calls[key] = ScalarCall(name, inputs, texts, outputs)
    return found

"""Threads, forks, interrupts, pickles, memory."""

import multiprocessing
import os
import pathlib
import pickle
import resource
import shutil
import signal
import subprocess
import sys

import numpy as np
import pytest

import ising_mirage as mirage
from ising_mirage import _calls, _library

GRID = dict(T=np.linspace(0.05, 1, 8), B=np.linspace(0, 4, 12), gamma=[0.0, 0.2], alpha=[0.0, 0.3], beta=7.0)


def test_numbers_do_not_depend_on_threads():
    one, four = mirage.points(threads=1, **GRID), mirage.points(threads=4, **GRID)
    for name in one:
        np.testing.assert_array_equal(one[name], four[name])
    with pytest.raises(mirage.InputError):
        mirage.points(threads=-1, **GRID)


def fields(beta):
    return mirage.line(T=[0.1, 0.5], beta=beta, special=False, threads=2).B_c2.values


def test_a_forked_child_computes_too():
    here = [fields(beta) for beta in (3.0, 7.0)]
    with multiprocessing.get_context("fork").Pool(2) as pool:
        there = pool.map_async(fields, (3.0, 7.0)).get(timeout=100)
    np.testing.assert_array_equal(here, there)


SLOW = """
import sys, numpy, ising_mirage as mirage
def tell(done, total):
    print("begun", flush=True)
try:
    mirage.line(T=numpy.linspace(0.05, 0.9, 1000000), beta=7, gamma=0.3, alpha=0.5, gamma_magnetic=0.01, special=False, progress=tell)
except KeyboardInterrupt:
    print("interrupted", flush=True)
    mirage.point(T=0.1, B=2, beta=7)
    sys.exit(7)
"""


def test_an_interrupt_ends_a_call():
    """One that would take an hour."""
    with subprocess.Popen([sys.executable, "-c", SLOW], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "begun\n"
        process.send_signal(signal.SIGINT)
        said = process.stdout.read().splitlines()
        assert said[-1] == "interrupted" and process.wait(timeout=100) == 7


def test_progress_is_told():
    told = []
    mirage.points(progress=lambda done, total: told.append((done, total)), **GRID)
    assert told[-1] == (8 * 12 * 4, 8 * 12 * 4)
    assert all(a[0] <= b[0] for a, b in zip(told, told[1:]))


def test_results_are_pickled():
    point = mirage.point(T=0.1, B=2, beta=7)
    copy = pickle.loads(pickle.dumps(point))
    assert copy == point and copy.stiffness_across == point.stiffness_across and copy.beta == 7
    material = mirage.Material(tc0=3.0, beta=4.1, pockets={"G": {"share": 0.4, "beta": 30.0}})
    assert pickle.loads(pickle.dumps(material)) == material and len({material, mirage.Material(tc0=3.0)}) == 2
    data = mirage.points(T=[0.1], B=[2.0], beta=7)
    assert pickle.loads(pickle.dumps(data)).identical(data)


def test_a_point_is_frozen_and_has_a_table():
    point = mirage.point(T=0.1, B=2, beta=7)
    with pytest.raises(AttributeError):
        point.phase = "normal"
    with pytest.raises(AttributeError):
        point.nothing
    assert "order_parameter" in point._repr_html_() and "Delta0" in point._repr_html_()


def test_memory_stays_flat():
    def several():
        for _ in range(300):
            mirage.point(T=0.1, B=2.0, beta=7.0)
            mirage.evaluate("points", ["order_parameter"], T=[0.1, 0.2], B=1.0)
            try:
                mirage.point(beta=-1.0)
            except mirage.InputError:
                pass

    several()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for _ in range(10):
        several()
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 4096  # kB


def test_every_call_that_is_declared_is_in_the_library():
    for name in (*_library.CALLS, "formula", "error", "description", "version", "abi"):
        assert hasattr(_library.library, f"mirage_{name}")
    header = (pathlib.Path(__file__).parents[2] / "include/mirage/mirage.h").read_text()
    assert f"#define MIRAGE_ABI {_library.ABI} " in header
    for name in _library.CALLS:
        assert f"mirage_{name}(int64_t n" in header


@pytest.mark.parametrize("minor", range(8, 16))
def test_every_python_that_is_there_loads_the_library(minor):
    python = shutil.which(f"python3.{minor}")
    if not python or subprocess.run([python, "-c", ""], capture_output=True).returncode:
        pytest.skip("not there")
    package = pathlib.Path(_library.__file__).parent
    code = ("import importlib.util, pathlib, sys\n"
            "for file in pathlib.Path(sys.argv[1]).glob('*.py'): compile(file.read_text(encoding='utf-8'), file, 'exec')\n"
            "spec = importlib.util.spec_from_file_location('library', sys.argv[1] + '/_library.py')\n"
            "module = importlib.util.module_from_spec(spec); spec.loader.exec_module(module); print(module.version())")
    done = subprocess.run([python, "-B", "-c", code, str(package)], capture_output=True, text=True)
    assert done.stdout.strip() == mirage.version(), done.stderr


def test_another_version_of_the_library_is_refused(monkeypatch):
    monkeypatch.setattr(_library, "ABI", 99)
    with pytest.raises(ImportError, match="this package needs 99"):
        _library.load()
    monkeypatch.setenv("MIRAGE_LIBRARY", "/no/such/file")
    with pytest.raises(ImportError, match="MIRAGE_LIBRARY"):
        _library.load()


def test_a_child_of_multiprocessing_takes_one_thread(monkeypatch):
    monkeypatch.setenv("SLURM_CPUS_PER_TASK", "3")
    assert _calls.thread_count(None) == 3
    monkeypatch.setattr(multiprocessing, "parent_process", lambda: object())
    assert _calls.thread_count(None) == 1
    assert os.environ["SLURM_CPUS_PER_TASK"] == "3"

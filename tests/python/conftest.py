"""What the tests of the Python package share: the program, whose numbers are the reference."""

import json
import math
import os
import subprocess

import numpy as np
import pytest

import ising_mirage as mirage  # noqa: F401  (first: its message says what is missing)
from ising_mirage import program


def options(settings):
    """As words of the command line; numbers with all their digits."""
    words = []
    for name, value in settings.items():
        if name == "pockets":
            words += [f"--pocket={text}" for text in value.split(";")]
            continue
        values = value if isinstance(value, (list, np.ndarray)) else [value]
        text = ", ".join(value if isinstance(value, str) else repr(float(value)).removesuffix(".0") for value in values)
        words.append(f"--{name.replace('_', '-')}={text}")
    return words


def pytest_configure(config):
    config.addinivalue_line("markers", "program: starts the program")


PROGRAMS = ("fits.py", "sweeps.py", "_spectrum_fits.py", "_transitions.py")


def starts_program(item):
    """What holds itself against the program; the examples of fits and sweeps."""
    return {"run", "refusal"} & set(getattr(item, "fixturenames", ())) or item.path.name in PROGRAMS


def pytest_collection_modifyitems(items):
    for item in items:
        if starts_program(item):
            item.add_marker("program")


@pytest.fixture
def run():
    """`run("point", T=0.1)`: the JSON of the program."""

    def run(*words, **settings):
        command = [program.find(), *words, *options(settings), "--format=json"]
        done = subprocess.run(command, capture_output=True, text=True, env=program.environment())
        assert done.stdout, done.stderr
        return json.loads(done.stdout)

    return run


@pytest.fixture
def refusal():
    """The line of the program without its name."""

    def refusal(*words, **settings):
        done = subprocess.run([program.find(), *words, *options(settings)], capture_output=True, text=True, env=program.environment())
        assert done.returncode == 2, done.stderr
        return done.stderr.strip().replace("mirage: ", "", 1)

    return refusal


def same(a, b):
    """The same bits; null in JSON is NaN."""
    if b is None:
        return isinstance(a, float) and math.isnan(a)
    return a == b


@pytest.fixture
def calls():
    """How many random calls: MIRAGE_CALLS of them by hand."""
    return int(os.environ.get("MIRAGE_CALLS", "2000"))

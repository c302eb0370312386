"""Random calls with hostile arguments: each is answered or refused in one line, none does harm. By hand

    PYTHONPATH=src/python python3 tests/python/hostile.py [--calls 100000] [--seed 1] [--first 0]

Call i of a seed is always the same one: `--first i --calls 1` makes it alone.
"""

import argparse
import collections
import faulthandler
import random
import sys
import time
import warnings

import numpy as np
import xarray

import ising_mirage as mirage


class Spite(Exception):
    """What a hostile object throws itself."""


class Thrower:
    """Fails in whatever it is asked."""

    def fail(self, *ignored, **unused):
        raise Spite

    __float__ = __int__ = __index__ = __array__ = __len__ = __iter__ = __getitem__ = __bool__ = __eq__ = __contains__ = __str__ = fail
    __hash__ = object.__hash__


class Liar:
    """An array that it is not."""

    shape, ndim, dtype, size = (3,), 1, float, 3
    __array_interface__ = {"shape": (-1,), "typestr": "<f8", "version": 3, "data": (0, False)}

    def __len__(self):
        return 10**12

    def __getitem__(self, index):
        if index == 3:
            raise IndexError
        return "x"


class Endless(float):
    """A number with another value each time."""

    def __float__(self):
        return random.random()


NAN, INF = float("nan"), float("inf")
NUMBERS = [0.0, -0.0, 0.1, 0.5, 1, 2, 7, -1, -1e-300, 5e-324, 1e-9, 1e9, 1e300, -1e300, 10**400, -10**400, NAN, INF, -INF, 2**63, 3j, True, Endless(0.3)]
TEXTS = ["", "x", "auto", "nan", "inf", "0.1", "0:1:3", "1e999", "si", "reduced", "G:share=0.2", "G:share=2", "G:share=0.2,beta=x", ":", ";;", "\0",
         "a\nb", "é" * 50, "%s%n", "x" * 10000, "--beta=1", "../../etc", b"1", b"\xff"]
ARRAYS = [[], [[]], [0.1, 0.2], [0.2, 0.1], [0.1, 0.1], [[1, 2], [3, 4]], [1, "a"], [None], [NAN, 0.1], (0.1,), {0.1}, range(3), np.zeros(0), np.zeros((2, 0, 3)),
          np.float32([0.1, 0.2]), np.array([1, 2], dtype=object), np.array(["a"]), np.array([1 + 1j]), np.array(["2020-01-01"], dtype="M8[D]"),
          np.arange(6.0)[::-2], np.asfortranarray(np.ones((2, 3))), np.broadcast_to(0.1, (4,)), np.array([0.1, 0.2], dtype=">f8"),
          np.ma.masked_array([0.1, 0.2], [True, False]), np.zeros((1,) * 20), xarray.DataArray([0.1, 0.2], dims="x"),
          xarray.DataArray([0.1, 0.2], dims="x", coords={"x": [0, 0]}), xarray.DataArray([0.1], dims="T"), xarray.DataArray([[0.1]], dims=("T", "B")),
          xarray.DataArray([0.1, 0.2], dims="T", attrs={"units": "tesla"}), xarray.DataArray(0.1), xarray.Dataset({"a": 1})]
OBJECTS = [None, object(), object, len, lambda: 0, {}, {"a": 1}, {"G": {"share": 0.2}}, {"G": {"share": None}}, {"G": 1}, iter([1]), Ellipsis, slice(3), Thrower(), Liar(),
           [Thrower()], {"G": Thrower()}, ..., NotImplemented, mirage, sys]
VALUES = [NUMBERS, NUMBERS, TEXTS, ARRAYS, OBJECTS]
NAMES = ["T", "B", "beta", "gamma", "alpha", "tc0", "g_factor", "theta", "momentum", "momentum_direction", "pockets", "units", "tolerance", "gamma_intra",
         "gamma_inter", "gamma_magnetic", "t_triplet", "thickness", "diffusion", "orbital", "eta", "threads", "progress", "quantities", "special",
         "energy", "xi", "Q", "", "x", "self", "__class__"]


def formula(**given):
    name = random.choice(mirage.formula.__all__)
    return getattr(mirage.formula, name)(**given)


def of_material(**given):
    material = mirage.Material(**given)
    return material.point(0.1, 1.0), repr(material), material._repr_html_(), hash(material)


def evaluated(**given):
    return mirage.evaluate("points", ["order_parameter", "status"], **given)


def drawn(**given):
    """Anything at all, to be drawn."""
    value = next(iter(given.values()), None)
    return random.choice([mirage.plot.draw_fit, mirage.read, mirage.delta0, mirage.describe])(value)


QUICK = [mirage.point] * 6 + [mirage.points] * 6 + [mirage.solutions] * 3 + [mirage.second_order_field] * 4 + [mirage.bands] * 3 + [formula] * 4
QUICK += [evaluated] * 3 + [of_material] * 3 + [drawn]
FUNCTIONS = QUICK * 5 + [mirage.line, mirage.critical_temperature, mirage.spectrum, mirage.current]
ALLOWED = (mirage.MirageError, Spite, OSError)  # OSError: of a file that is not there


def call_of(seed, i, functions):
    """(function, arguments) of call i."""
    random.seed(f"{seed} {i}")
    given = {random.choice(NAMES): random.choice(random.choice(VALUES)) for _ in range(random.choice([0, 1, 1, 2, 2, 3, 4]))}
    return random.choice(functions), given


def outcome(function, given):
    """"answered" or the name of the exception that refused.

    Raises
    ------
    AssertionError
        It was refused by something else than a line of text.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            function(**given)
        return "answered"
    except ALLOWED as error:
        if isinstance(error, mirage.InputError):
            assert str(error) and len(str(error)) < 2000, f"{function.__name__}({list(given)}): {str(error)[:100]!r}"
        return type(error).__name__
    except Exception as error:
        if type(error) is TypeError and any(word in str(error) for word in ("argument", "os.PathLike", "unhashable")):
            # the function has no such argument; no name of a file; an object that has no hash
            return "TypeError"
        raise AssertionError(f"{function.__name__}({given!r:.300}): {type(error).__name__}: {error}") from error


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--calls", type=int, default=100000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0)
    options = parser.parse_args()
    faulthandler.enable()
    counts, wrong, start = collections.Counter(), [], time.monotonic()
    slowest = (0.0, 0)
    for i in range(options.first, options.first + options.calls):
        before = time.monotonic()
        try:
            counts[outcome(*call_of(options.seed, i, FUNCTIONS))] += 1
        except AssertionError as error:
            wrong.append(f"call {i}: {error}")
        slowest = max(slowest, (time.monotonic() - before, i))
    print(f"{options.calls} calls in {time.monotonic() - start:.0f} s, slowest {slowest[0]:.1f} s (call {slowest[1]}): "
          + ", ".join(f"{count} {name}" for name, count in counts.most_common()))
    print("\n".join(wrong[:20]))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

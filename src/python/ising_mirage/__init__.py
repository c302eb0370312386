"""Phase diagrams of Ising superconductors from Python.

With `tc0` temperatures are in K, fields in tesla, energies in meV, without it in units of Tc0 and Delta0. Arguments are the
settings of the program `mirage` with `_` for `-`, results have the names of its columns and files.

>>> import ising_mirage as mirage
>>> mirage.point(T=0.1, B=2, beta=7).phase
'gapped'
>>> nbse2 = mirage.Material(tc0=3.0, beta=4.1)
>>> nbse2.line(T=[0.5, 1.0]).B_c2.values.round(4)
array([53.7081, 42.5597])
"""

import contextlib
import importlib
from typing import TYPE_CHECKING, Any, List

with contextlib.suppress(ModuleNotFoundError):  # without xarray files can be drawn
    from ising_mirage import _accessor as _accessor  # noqa: F401  (registers itself)

if TYPE_CHECKING:
    from ising_mirage import formula, plot
    from ising_mirage._datasets import delta0
    from ising_mirage._evaluate import evaluate
    from ising_mirage._library import version
    from ising_mirage._lines import critical_temperature, line, second_order_field
    from ising_mirage._points import point, points, solutions
    from ising_mirage._sample_fits import SampleFit, fit_sample
    from ising_mirage._spectra import bands, current, spectrum
    from ising_mirage._spectrum_fits import SpectrumFit, fit_spectrum
    from ising_mirage._state import Point, Solution
    from ising_mirage._transitions import transitions
    from ising_mirage._visibility import visibility
    from ising_mirage.errors import InputError, MirageError, NotConverged, UnitError
    from ising_mirage.files import read
    from ising_mirage.fits import Fit, fit
    from ising_mirage.material import Material, materials
    from ising_mirage.settings import Settings, describe
    from ising_mirage.sweeps import sweep

    __version__: str

__all__ = ["Fit", "InputError", "Material", "MirageError", "NotConverged", "Point", "SampleFit", "Settings", "Solution", "SpectrumFit",
           "UnitError", "bands", "critical_temperature", "current", "delta0", "describe", "evaluate", "fit", "fit_sample", "fit_spectrum",
           "formula", "line", "materials", "plot", "point", "points", "read", "second_order_field", "solutions", "spectrum", "sweep",
           "transitions", "version", "visibility"]

# The shared library is loaded where something is first asked for that needs it: pictures of files do not.
_PLACES = {"_datasets": ("delta0",), "_evaluate": ("evaluate",), "_library": ("version",),
           "_lines": ("critical_temperature", "line", "second_order_field"), "_points": ("point", "points", "solutions"),
           "_sample_fits": ("SampleFit", "fit_sample"), "_spectra": ("bands", "current", "spectrum"), "_spectrum_fits": ("SpectrumFit", "fit_spectrum"),
           "_state": ("Point", "Solution"), "_transitions": ("transitions",), "_visibility": ("visibility",),
           "errors": ("InputError", "MirageError", "NotConverged", "UnitError"), "files": ("read",), "fits": ("Fit", "fit"),
           "material": ("Material", "materials"), "settings": ("Settings", "describe"), "sweeps": ("sweep",)}
_MODULES = {name: module for module, names in _PLACES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name in ("formula", "plot"):
        return importlib.import_module(f"ising_mirage.{name}")
    if name == "__version__":
        value = __getattr__("version")().partition(" ")[0]
    elif name in _MODULES:
        value = getattr(importlib.import_module(f"ising_mirage.{_MODULES[name]}"), name)
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__() -> List[str]:
    return [*globals(), *__all__]

"""The reference of the Python package, from its docstrings, where the package is there."""

import importlib
import importlib.util
import inspect

PACKAGE = "ising_mirage"


def is_there():
    return importlib.util.find_spec(PACKAGE) is not None


def directive(name, thing):
    """What documents one public name."""
    if inspect.ismodule(thing):
        return f".. automodule:: {PACKAGE}.{name}\n   :members:\n"
    if inspect.isclass(thing):
        return f".. autoclass:: {PACKAGE}.{name}\n   :members:\n"
    return f".. autofunction:: {PACKAGE}.{name}\n" if callable(thing) else ""


def reference():
    """All public names of the package in its order, or nothing."""
    if not is_there():
        return ""
    package = importlib.import_module(PACKAGE)
    lines = "\n".join(directive(name, getattr(package, name)) for name in package.__all__)
    return f"## Reference\n\n```{{eval-rst}}\n{lines}```\n"

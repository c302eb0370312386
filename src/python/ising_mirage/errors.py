"""What can go wrong, as exceptions and warnings."""

import re
from typing import Optional


class MirageError(Exception):
    """Of the library or the program."""


class InputError(MirageError, ValueError):
    """What was asked for cannot be done: the line that the program prints.

    Attributes
    ----------
    argument : str or None
        Name of the argument that is to blame, where the line begins with one.
    """

    @property
    def argument(self) -> Optional[str]:
        found = re.match(r"(?:--)?([A-Za-z][\w-]*)(?= =|:)", str(self))
        return found.group(1).replace("-", "_") if found else None


class UnitError(InputError):
    """A quantity has a unit of another kind than the argument."""


class NotConverged(UserWarning):
    """Some results are NaN because they were not found; `status` says which."""

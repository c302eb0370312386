"""A result file of `mirage sweep`: the arrays that the pictures need, with units."""

import pathlib

import h5py
import numpy as np

from ising_mirage.plot import stored_spectra, words
from ising_mirage.plot.choice import NothingSelected
from ising_mirage.plot.words import Refused

FIELDS = ("B_c2", "B_supercooling", "B_superheating", "B_jump", "B_collapse")
POINTS = ("T_tricritical", "T_critical_point")
AXES = ("alpha", "gamma", "T", "B")
MATERIAL = ("tc0", "g_factor", "beta", *words.BEYOND)  # attributes where they are no axes


def sane(values):
    """Numbers that can be drawn: NaN for those beyond any meaning."""
    values = np.asarray(values, dtype=float)
    with np.errstate(invalid="ignore"):
        return np.where(np.abs(values) < 1e15, values, np.nan)


def text(value):
    return value.decode() if isinstance(value, bytes) else str(value)


def dimensions(file):
    """Names of the axes of the grid: any further ones, then alpha, gamma, T, B."""
    names = []
    for dimension in file["order_parameter"].dims:
        names.append(pathlib.PurePosixPath(dimension[0].name).name if len(dimension) else "")
    further = tuple(names[:-len(AXES)])
    return (further if tuple(names[-len(AXES):]) == AXES else ()) + AXES


class Result:
    """At one value of each further axis, of the values that `choice` selects. Files of others are taken for what they may be:
    anything."""

    def __init__(self, name, choice, at=None):
        self.name, self.choice = name, choice
        self.most_bytes = 100 * name.stat().st_size + 10**8  # a small file may tell of more data than any memory holds
        try:
            with h5py.File(name, "r") as file:
                if "format_version" not in file.attrs:
                    raise Refused("not a mirage result")
                self.read_all(file, at)
        except (OSError, KeyError, ValueError, TypeError, RuntimeError, AttributeError, MemoryError, IndexError) as error:
            raise Refused(f"not a readable mirage result ({words.in_short(error)})") from None

    def read_all(self, file, at):
        names = dimensions(file)
        self.further = names[:-len(AXES)]
        self.whole = {k: self.read_axis(file, k) for k in names}
        self.pick = {k: self.choice.indices(k, self.whole[k]) for k in names}
        self.axis = {k: self.whole[k][self.pick[k]] for k in names}
        self.unit = {k: self.unit_of(file[k]) for k in names}
        self.units = "si" if self.unit["T"] == "K" else "reduced"
        self.at = tuple(at) if at is not None else tuple(self.pick[k][0] for k in self.further)
        self.material = {k: float(file.attrs[k].ravel()[0]) for k in MATERIAL if k in file.attrs and k not in names}
        if not self.choice.keeps(self.material):
            raise NothingSelected("")
        if "pockets" in file.attrs:
            self.material["pockets"] = text(file.attrs["pockets"])
        self.gap = self.read(file, "order_parameter", names)
        self.gap_unit = self.unit_of(file["order_parameter"])
        self.lines = {k: self.read(file, k, names[:-1]) for k in FIELDS}
        self.order = self.read(file, "transition_order", names[:-1])
        known = "line_status" in file  # not in files of older versions
        self.failed = self.read(file, "line_status", names[:-1]) != 0 if known else np.zeros_like(self.order, bool)
        self.critical = self.read(file, "critical_temperature", names[:-2]) if "critical_temperature" in file else None
        self.points = {k: self.read(file, k, names[:-2]) for k in POINTS}
        self.spectra = stored_spectra.read(self, file, names) if "dos" in file else None
        self.unit["energy"] = self.unit_of(file["energy"]) if "dos" in file else ""

    def dataset(self, file, name):
        data = file[name]
        if not isinstance(data, h5py.Dataset) or data.shape is None or data.dtype.kind not in "fi":
            raise Refused(f"'{name}' is not a grid of numbers")
        if data.size * 8 > self.most_bytes:
            raise Refused(f"'{name}' is larger than the whole file")
        return data

    def read(self, file, name, axes):
        """On the axes named, at one value of each further one."""
        data = self.dataset(file, name)
        if data.shape != tuple(len(self.whole[k]) for k in axes):
            raise Refused("its variables do not fit its axes")
        picked = np.ix_(*(self.pick[k] for k in axes if k not in self.further))
        return sane(data[self.at + (Ellipsis,)])[picked]

    def read_axis(self, file, name):
        values = sane(self.dataset(file, name)[()])
        if name == "gamma" and values.shape == (1,) and np.isnan(values[0]):
            return values  # one of its parts is an axis
        if values.ndim != 1 or len(values) == 0 or not np.isfinite(values).all() or (np.diff(values) <= 0).any():
            raise Refused(f"'{name}' is not an axis")
        return values

    @staticmethod
    def sane(values):
        return sane(values)

    @staticmethod
    def unit_of(dataset):
        return words.shown_unit(text(dataset.attrs["units"]))

    def here(self):
        """The values of the further axes."""
        return {k: float(self.whole[k][i]) for k, i in zip(self.further, self.at)}

    def settings(self, **values):
        """Of the material and at these values of axes, with those of axes that have one."""
        single = {k: float(self.axis[k][0]) for k in ("alpha", "gamma") if len(self.axis[k]) == 1}
        return {**self.material, **self.here(), **single, **values}

    def tc0(self, a=0, g=0):
        """Where B_c2 ends at these values of alpha and gamma, in the units of its temperatures; None where it is not known."""
        if self.critical is not None and np.isfinite(self.critical[a, g]):
            return self.critical[a, g]
        return 1.0 if self.units == "reduced" else self.settings().get("tc0")

    def label(self, key):
        return words.label(key, self.unit[key])

    def value(self, key, value):
        return words.value(key, value, self.unit[key])

    def field_label(self):
        return words.label("B_c2", self.unit["B"])

    def gap_label(self):
        return words.label("order_parameter", self.gap_unit)

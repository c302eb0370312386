"""Spectra of a result file as pictures need them: curves over energy for a whole axis of field or temperature, and the edges of gaps."""

import dataclasses

import numpy as np

from ising_mirage.plot.choice import same
from ising_mirage.plot.words import Refused

CURVES = ("dos", "conductance")
EDGES = ("gap_edge", "epsilon_1", "epsilon_2", "mirage_energy", "mirage_width")
MOST_ENERGIES = 4000
MOST_ROWS = 4  # of panels


@dataclasses.dataclass
class Spectra:
    """On the part of the grid that has them. Curves and edges lie along the axis `up`, B or T, one array for each (alpha, gamma, value
    of the other one), by their indices."""

    axis: dict
    energy: np.ndarray
    up: str
    chosen: dict  # axis -> indices of the values that are drawn
    curves: dict  # name -> {(a, g, i): values over (up, energy)}
    edges: dict  # name -> {(a, g, i): values over up}

    @property
    def down(self):
        return "T" if self.up == "B" else "B"


def axis_up(axis, choice):
    """What maps have upwards: the field, or the temperature where few fields of many temperatures are asked for."""
    few_fields = len(axis["B"]) == 1 or "B" in choice.wanted and len(axis["B"]) <= MOST_ROWS
    return "T" if few_fields and len(axis["T"]) > MOST_ROWS else "B"


def read(r, file, names):
    """Of the result `r` on the axes `names`; None where there are none at its value of a further axis, or at those selected."""
    axis = {k: r.read_axis(file, f"{k}_spectrum" if f"{k}_spectrum" in file else k) for k in names}
    energy, shape = r.read_axis(file, "energy"), tuple(len(axis[k]) for k in names)
    variables = {k: r.dataset(file, k) for k in (*CURVES, *EDGES) if k in file}
    if any(data.shape != (shape + energy.shape if k in CURVES else shape) for k, data in variables.items()):
        raise Refused("its spectra do not fit their axes")
    pick = {k: [i for i, v in enumerate(axis[k]) if any(same(v, w) for w in r.axis[k])] for k in names if k not in r.further}
    at = [index_of(axis[k], r.whole[k][i]) for k, i in zip(r.further, r.at)]
    if None in at or not all(pick.values()):
        return None
    axis = {k: axis[k][pick[k]] for k in pick}
    up = axis_up(axis, r.choice)
    chosen = {k: r.choice.silent_few(k, axis[k], most) for k, most in (("alpha", 3), ("gamma", 4), ("T", MOST_ROWS), ("B", MOST_ROWS))}
    stride = max(1, len(energy) // MOST_ENERGIES)
    found = Spectra(axis, energy[::stride], up, chosen, {}, {})
    for name, data in variables.items():
        values = found.curves if name in CURVES else found.edges
        every = (slice(None, None, stride),) if name in CURVES else ()
        values[name] = {key: r.sane(data[(*at, *place, *every)])[pick[up]] for key, place in places(found, pick)}
    return found


def places(s, pick):
    """((a, g, i), where these lie in a variable) of all that is drawn."""
    for a in s.chosen["alpha"]:
        for g in s.chosen["gamma"]:
            for i in s.chosen[s.down]:
                other = pick[s.down][i]
                yield (a, g, i), (pick["alpha"][a], pick["gamma"][g], *((other, slice(None)) if s.up == "B" else (slice(None), other)))


def index_of(values, wanted):
    return next((i for i, v in enumerate(values) if np.isclose(v, wanted, rtol=1e-9, atol=0)), None)

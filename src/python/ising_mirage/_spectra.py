"""Spectra, bands and currents of one state or many."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Dict, Mapping, Optional, Sequence, Tuple, Union

import numpy as np
import xarray

from ising_mirage import _tables
from ising_mirage._arguments import Arguments, arguments, pocket_texts, short
from ising_mirage._calls import Progress, call
from ising_mirage._datasets import dataset, stored, variable, warn_of
from ising_mirage.errors import InputError
from ising_mirage._points import asked
from ising_mirage.settings import Numbers, Settings

if TYPE_CHECKING:
    from typing_extensions import Unpack

SPECTRUM, BANDS, CURRENT = (_tables.outputs(name) for name in ("spectrum", "bands", "current"))
DEPAIRING = _tables.outputs("depairing_current")
MOST_ENERGIES = 200_000
SPIN = ("dos_along_field", "dos_against_field")
CURVES = ("dos", "f0_re", "f0_im", "fx_re", "fx_im", "ify_re", "ify_im", "status")
OF_STATE = [name for name in SPECTRUM if name not in (*CURVES, *SPIN, "conductance")]


def file_name(name: str) -> str:
    """Of a mirage gap: `mirage_energy` and `mirage_width` as in a file, `mirage_depth`, ..."""
    return {"mirage.position": "mirage_energy"}.get(name, name.replace(".", "_"))


def given_with(T: Any, B: Any, settings: Mapping[str, Any], **own: Any) -> Dict[str, Any]:
    """The settings and what the call has beside them."""
    return {**asked(T, B, settings), **{name: value for name, value in own.items() if value is not None}}


def of_states(values: np.ndarray, columns: Arguments, entry: Mapping[str, Any], curve: Sequence[str]) -> Tuple[Any, ...]:
    """A variable that is the same along the dimensions of the curve, without these."""
    sizes = {d: size for d, size in columns.sizes.items() if d not in curve}
    if values.size:
        values = values.reshape(*sizes.values(), -1)[..., 0]
    else:
        values = np.full(list(sizes.values()), np.nan)
    return variable(list(sizes), values, entry, columns.units)


def resolving_energies(given: Mapping[str, Any], threads: Optional[int]) -> np.ndarray:
    """Energies that resolve the curve of one state."""
    columns = arguments({k: v for k, v in given.items() if k != "energy"}, entries=_tables.inputs("energies"))
    if columns.sizes:
        raise InputError("energy = 'auto': one axis for all states is needed, give the energies")
    found = call("energies", MOST_ENERGIES, columns.columns(), columns.texts, {"energy": 1}, threads=threads)["energy"]
    return found[~np.isnan(found)]


def spectrum(T: Optional[Numbers] = None, B: Optional[Numbers] = None, energy: Union[Numbers, str] = "auto", *,
             eta: Optional[float] = None, order_parameter: Optional[Numbers] = None, energy_error: Optional[float] = None,
             spin: bool = False, conductance: bool = False, threads: Optional[int] = None, progress: Progress = False,
             **settings: Unpack[Settings]) -> xarray.Dataset:
    """Retarded spectra: density of states, pair amplitudes, gaps.

    Parameters
    ----------
    T, B : number or array
        Temperature [Tc0; K] and field [Delta0; tesla].
    energy : array or "auto"
        From the Fermi energy [Delta0; meV]; "auto": those that resolve the curve of one state to `energy_error` (0.001).
    eta : number, optional
        Dynes broadening [Delta0; meV]; without it 0.01 Delta0.
    order_parameter : number, optional
        Delta [Delta0; meV]; without it that of the stable state.
    spin, conductance : bool
        Whether the densities of states of both spins and dI/dV of a junction with a normal metal at T are computed too.
    threads, progress, **settings
        As those of `points`.

    Returns
    -------
    xarray.Dataset
        The columns of `mirage spectrum` over (..., energy), with further pockets `dos_valleys` and `dos_NAME`; without energy
        `order_parameter`, `gap_edge`, `zero_energy_dos`, `mirage_energy`, `mirage_width`, ... An energy that was not solved is NaN.

    Examples
    --------
    >>> s = spectrum(T=0.1, B=2, energy=[0.0, 1.0], beta=7)
    >>> s.dos.values.round(6)
    array([0.012422, 1.686373])
    >>> round(spectrum(T=0.1, B=2, beta=7, gamma=0.2).gap_edge.item(), 6)
    0.714127
    """
    given = given_with(T, B, settings, eta=eta, order_parameter=order_parameter)
    if isinstance(energy, str):
        if energy != "auto":
            raise InputError(f"energy = {short(energy)}: an array, or 'auto'")
        energy = resolving_energies({**given, **({} if energy_error is None else {"energy_error": energy_error})}, threads)
    elif energy_error is not None:
        raise InputError("energy_error: is of energy = 'auto', the energies are given")
    entries = _tables.inputs("spectrum")
    columns = arguments({**given, "energy": energy}, entries=entries, last=("energy",))
    pockets = ["dos_" + text.partition(":")[0].strip() for text in pocket_texts(settings.get("pockets"))]
    more = {name: {**SPECTRUM["dos"], "long_name": f"density of states of {name[4:]} in units of its normal state"}
            for name in (["dos_valleys", *pockets] if pockets else [])}
    outputs = {**{name: SPECTRUM[name] for name in (*CURVES, *(SPIN if spin else ()), *(("conductance",) if conductance else ()))},
               **more, **{name: SPECTRUM[name] for name in OF_STATE}}
    found = call("spectrum", columns.rows, columns.columns(), columns.texts, {name: 1 for name in outputs}, threads=threads,
                 progress=progress)
    variables = {}
    for name, output in outputs.items():
        if name in OF_STATE:
            variables[file_name(name)] = of_states(found[name], columns, output, ("energy",))
        else:
            variables[name] = variable(list(columns.sizes), found[name].reshape(columns.shape), output, columns.units)
    warn_of(variables["status"][1], "energies")
    return dataset(variables, columns, entries)


def bands(T: Optional[Numbers] = None, B: Optional[Numbers] = None, xi: Optional[Numbers] = None, *, phi: Numbers = 0.0,
          of: Optional[str] = None, order_parameter: Optional[Numbers] = None, threads: Optional[int] = None,
          progress: Progress = False, **settings: Unpack[Settings]) -> xarray.Dataset:
    """Bogoliubov quasiparticle energies near a valley, or of a pocket.

    Parameters
    ----------
    T, B : number or array
        Temperature [Tc0; K] and field [Delta0; tesla].
    xi : array, optional
        Energies of the normal state without spin-orbit coupling and field [Delta0; meV]; without it 401 that show all bands.
    phi : number or array
        Direction [rad], g = (-alpha sin phi, alpha cos phi, +-beta), the field along x.
    of : str, optional
        The name of a pocket.
    order_parameter, threads, progress, **settings
        As those of `spectrum`.

    Returns
    -------
    xarray.Dataset
        `energy` over (..., xi, band), ascending; `order_parameter` of the state.

    Examples
    --------
    >>> bands(T=0.1, B=0, xi=[0.0], beta=0).energy.values.round(6)
    array([[-1., -1.,  1.,  1.]])
    """
    given = given_with(T, B, settings, phi=phi, of=of, order_parameter=order_parameter)
    entries: Dict[str, Any] = {**_tables.inputs("bands"), "of": {"unit": {}}}
    if xi is None:
        xi = default_xi(given)
    columns = arguments({**given, "xi": xi}, entries=entries, last=("phi", "xi"))
    found = call("bands", columns.rows, columns.columns(), columns.texts, {name: 1 for name in BANDS}, threads=threads,
                 progress=progress)
    dims = list(columns.sizes)
    energies = np.stack([found[f"energy_{i}"].reshape(columns.shape) for i in range(1, 5)], axis=-1)
    entry = {**BANDS["energy_1"], "long_name": "quasiparticle energy"}
    variables = {"energy": variable([*dims, "band"], energies, entry, columns.units)}
    for name in ("order_parameter", "status"):
        variables[name] = of_states(found[name], columns, BANDS[name], ("phi", "xi"))
    warn_of(stored(found["status"], BANDS["status"]), "energies")
    return dataset(variables, columns, entries)


def default_xi(given: Mapping[str, Any]) -> np.ndarray:
    """Up to beyond all bands, as `mirage bands` has them."""
    probe = arguments({k: v for k, v in given.items() if k != "of"}, entries=_tables.inputs("bands"))
    if probe.sizes:
        raise InputError("xi: one axis for all states is needed, give the energies")
    own = {**probe.scalars, "xi": 0.0}
    Delta = call("bands", 1, {k: np.array([v]) for k, v in own.items()}, probe.texts, {"order_parameter": 1})["order_parameter"][0]
    B = abs(own.get("B", 0.0))
    unit = 1.0
    if probe.units == "si":
        constants = _tables.DESCRIPTION["constants"]
        B *= 0.5 * own.get("g_factor", 2.0) * constants["bohr_magneton"]
        unit = constants["delta0_over_tc0"] * constants["boltzmann"] * own["tc0"]
    end = 1.5 * (np.hypot(own.get("beta", 0.0), own.get("alpha", 0.0)) + B + Delta + 0.1 * unit)
    return np.linspace(-end, end, 401)


def current(T: Optional[Numbers] = None, B: Optional[Numbers] = None, Q: Optional[Numbers] = None, *,
            fermi_velocity: Optional[Numbers] = None, density_of_states: Optional[Numbers] = None,
            threads: Optional[int] = None, progress: Progress = False, **settings: Unpack[Settings]) -> xarray.Dataset:
    """The current J(Q) = d(Omega/N0)/dQ of pairs with the momentum Q = v_F q/2, and the depairing current.

    Parameters
    ----------
    T, B : number or array
        Temperature [Tc0; K] and field [Delta0; tesla].
    Q : array, optional
        Pair momenta [Delta0; meV]; without it 61 from 0 to where superconductivity ends.
    fermi_velocity, density_of_states : number, optional
        v_F of the valleys [km/s] and N0 of one spin [1/(eV nm^2)]: with `tc0` also the current of the film, `sheet_current` [A/m].
    threads, progress, **settings
        As those of `points`.

    Returns
    -------
    xarray.Dataset
        `order_parameter`, `free_energy`, `current` over (..., Q); without Q `depairing_current`, `depairing_Q`, ..., of the largest
        current over all Q.

    Examples
    --------
    >>> c = current(T=0.1, B=2, Q=[0.0, 0.4], beta=7, gamma=0.2)
    >>> c.current.values.round(6), round(c.depairing_current.item(), 6)
    (array([0.      , 0.330057]), 0.564591)
    """
    given = given_with(T, B, settings, fermi_velocity=fermi_velocity, density_of_states=density_of_states)
    film = fermi_velocity is not None and density_of_states is not None
    entries = _tables.inputs("current")
    largest, states = depairing(given, film, threads)
    if Q is None:
        Q = default_momenta(largest)
    columns = arguments({**given, "Q": Q}, entries=entries, last=("Q",))
    outputs = {name: output for name, output in CURRENT.items() if film or name != "sheet_current"}
    found = call("current", columns.rows, columns.columns(), columns.texts, {name: 1 for name in outputs}, threads=threads,
                 progress=progress)
    variables = {name: variable(list(columns.sizes), found[name].reshape(columns.shape), output, columns.units)
                 for name, output in outputs.items()}
    warn_of(variables["status"][1], "momenta")
    for name, values in largest.items():
        if name != "end":
            variables[f"depairing_{name}"] = variable(list(states.sizes), values.reshape(states.shape), DEPAIRING[name],
                                                      states.units)
    return dataset(variables, columns, entries)


def depairing(given: Mapping[str, Any], film: bool, threads: Optional[int]) -> Tuple[Dict[str, np.ndarray], Arguments]:
    """The largest current of every state."""
    columns = arguments(given, entries=_tables.inputs("depairing_current"))
    outputs = [name for name in DEPAIRING if film or name != "sheet_current"]
    found = call("depairing_current", columns.rows, columns.columns(), columns.texts, {name: 1 for name in outputs},
                 threads=threads)
    warn_of(stored(found["status"], DEPAIRING["status"]), "depairing currents", 5)
    return found, columns


def default_momenta(largest: Mapping[str, np.ndarray]) -> Sequence[float]:
    """From rest to where superconductivity ends."""
    if largest["end"].size != 1:
        raise InputError("Q: one axis for all states is needed, give the momenta")
    end = largest["end"][0]
    return np.linspace(0.0, end if end > 0.0 else 1.0, 61)

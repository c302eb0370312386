"""Names, symbols and units of quantities as pictures show them, and the error of what cannot be drawn."""

import math

from ising_mirage.errors import MirageError
from ising_mirage.plot import style

SYMBOLS = {"tc0": "T_{c0}", "beta": r"\beta", "gamma": r"\Gamma", "alpha": r"\alpha p_F", "g_factor": "g", "T": "T", "B": "B",
           "eta": r"\eta", "energy": "E", "xi": r"\xi", "phi": r"\varphi", "order_parameter": r"\Delta", "B_c2": "B_{c2}",
           "T_c": "T_c", "spin_orbit_rate": r"\hbar/\tau_{SO}", "alpha_maki": r"\alpha_M", "theta": r"\theta", "rate": "a",
           "gamma_magnetic": r"\Gamma_m", "gamma_spin_orbit": r"\Gamma_{so}", "t_triplet": "T_t",
           "gamma_intra": r"\Gamma_{intra}", "gamma_inter": r"\Gamma_{inter}", "gamma_pocket": r"\Gamma_{pocket}",
           "orbital": r"\Gamma_o/B^2", "thickness": "d", "diffusion": "D", "triplet_order_parameter": "\\eta",
           "critical_temperature": "T_c", "pocket_beta": r"\beta_\Gamma", "momentum": "Q", "momentum_direction": r"\varphi_Q",
           "Q": "Q", "pair_momentum": "Q", "current": "J", "stiffness_along": r"\rho_\parallel", "stiffness_across": r"\rho_\perp"}
NAMES = {"tc0": "critical temperature", "beta": "Ising coupling", "gamma": "scattering rate", "alpha": "Rashba coupling",
         "g_factor": "g-factor", "T": "temperature", "B": "field", "energy": "energy", "xi": "kinetic energy",
         "order_parameter": "order parameter", "B_c2": "critical field", "T_c": "critical temperature", "theta": "angle out of the plane",
         "rate": "pair-breaking rate", "gamma_intra": "scattering within a valley", "gamma_inter": "scattering between the valleys",
         "gamma_pocket": "scattering between pockets", "gamma_magnetic": "magnetic scattering", "gamma_spin_orbit": "spin-orbit scattering",
         "orbital": "orbital pair breaking", "thickness": "thickness", "diffusion": "diffusion constant",
         "t_triplet": "triplet temperature", "triplet_order_parameter": "triplet order parameter",
         "critical_temperature": "critical temperature", "momentum": "pair momentum", "momentum_direction": "direction of the momentum",
         "Q": "pair momentum", "pair_momentum": "pair momentum", "current": "current", "stiffness_along": "stiffness along the field",
         "stiffness_across": "stiffness across the field"}
# settings that only some materials have, in the order of the table of settings
BEYOND = ("gamma_intra", "gamma_inter", "gamma_pocket", "gamma_magnetic", "gamma_spin_orbit", "orbital", "thickness", "diffusion",
          "theta", "t_triplet", "momentum", "momentum_direction")
ZERO = BEYOND[3:6] + BEYOND[8:11]  # that are 0 where they are not given
WORDS = ("model", "pockets", "of", "momentum")  # settings that are no numbers, or need not be
ENERGIES = {"beta", "gamma", "alpha", "eta", "energy", "xi", "order_parameter", "spin_orbit_rate",
            "pocket_beta", "rate", "triplet_order_parameter", "momentum", "Q", "pair_momentum", "current"}
# how a calculation is done, not of what; Delta0 follows from tc0
NUMERICS = {"tolerance", "threads", "energy_error", "checkpoint", "Delta0"}


class Refused(MirageError):
    """Why something cannot be read or drawn, in one line."""


def in_short(error):
    """The first line of what went wrong, without control characters."""
    first = (str(error) or type(error).__name__).splitlines()[0]
    return "".join(c if c.isprintable() else " " for c in first)[:300]


def plain(text):
    """Text of a file on a picture: nothing in it is taken for a formula, and none of it is endless."""
    return in_short(text).replace("\\", "").replace("$", r"\$")[:60]


def shown_unit(name):
    """A unit as a file names it, for a picture; "" for plain numbers."""
    known = style.UNITS.get(name)
    if known is None:
        known = "".join(c for c in name if c.isalnum() or c in " ^/*.-")[:20]
    return "" if known == "1" else known


def unit(name, units):
    """Of a setting in "si" or "reduced" units; "" where these are not known or it has none."""
    if name == "tc0":
        return "K"
    si = {"T": "K", "B": "T", "B_c2": "T", "T_c": "K", "t_triplet": "K", "critical_temperature": "K", "orbital": "1/meV"}
    reduced = {"T": "Tc0", "B": "Delta0", "B_c2": "Delta0", "T_c": "Tc0", "t_triplet": "Tc0", "critical_temperature": "Tc0",
               "orbital": "1/Delta0"}
    both = {"theta": "degree", "thickness": "nm", "diffusion": "cm^2/s", "momentum_direction": "degree"}
    if units not in ("si", "reduced"):
        return ""
    if name in ENERGIES or name.startswith("gamma_"):
        return shown_unit("meV" if units == "si" else "Delta0")
    return shown_unit({**both, **(si if units == "si" else reduced)}.get(name, "1"))


def symbol(name):
    return f"${SYMBOLS[name]}$" if name in SYMBOLS else plain(name).replace("_", " ")


def label(name, of_unit=""):
    """Of an axis."""
    text = f"{NAMES[name]} {symbol(name)}" if name in NAMES else symbol(name)
    return f"{text} [{of_unit}]" if of_unit else text


def value(name, number, of_unit=""):
    """`symbol = number unit`; a word stands for itself."""
    if name == "pockets":
        return pockets(number)
    if name == "quantity":
        return symbol(number)
    if name == "momentum" and number == "auto":
        return "pair momentum of lowest free energy"
    if isinstance(number, str):
        return plain(number)
    if name == "gamma" and math.isnan(number):  # one of its parts is an axis
        return r"$\Gamma = \Gamma_{intra} + \Gamma_{inter}$"
    return f"{symbol(name)} = {number:.5g} {of_unit}".rstrip()


def pockets(text):
    """`G:share=0.4,beta=0.8,...; ...` without what is as in the valleys."""
    if ":" not in str(text):
        return plain(text)
    shown = []
    for pocket in str(text).split("; ")[:8]:
        name, _, settings = pocket.partition(":")
        values = dict(s.partition("=")[::2] for s in settings.split(","))
        parts = [f"share {plain(values.get('share', ''))}"]
        parts += [f"{symbol(k)} = {plain(values[k])}" for k in ("beta", "alpha") if values.get(k, "0") != "0"]
        parts += [r"$\cos 3\varphi$"] if values.get("form") == "cos3phi" and values.get("beta", "0") != "0" else []
        parts += [f"gap {plain(values['gap'])}"] if values.get("gap", "1") != "1" else []
        shown.append(f"pocket {plain(name)} ({', '.join(parts)})")
    return ", ".join(shown)


def in_order(names):
    """Known ones in the order of the table, then the others."""
    known = [name for name in SYMBOLS if name in names]
    return known + [name for name in names if name not in SYMBOLS]


def title(settings, units, width, without=()):
    """What a picture is of: the settings that are on none of its axes, in lines that `width` [inch] holds."""
    parts = []
    for name in in_order(settings):
        number = settings[name]
        if name in without or name in NUMERICS or isinstance(number, float) and not math.isfinite(number):
            continue
        if name == "g_factor" and units != "si":
            continue
        parts.append(value(name, number, unit(name, units)))
    return wrapped(parts, width)


def wrapped(parts, width, separator=", "):
    """The parts in lines that `width` [inch] holds at the size of a title."""
    lines, length = [""], 0.0
    for part in parts:
        size = 0.068 * len("".join(c for c in part if c not in "$\\{}_")) + 0.1
        if lines[-1] and length + size > width:
            lines.append("")
            length = 0.0
        lines[-1] += (separator if lines[-1] else "") + part
        length += size
    return "\n".join(lines)

"""Fits of dI/dV curves: every curve over its fit, the residuals beside it, what is known of each parameter."""

import textwrap

import numpy as np

from ising_mirage.plot import words
from ising_mirage.plot.fit import Fit, column, label, number, unit_of
from ising_mirage.plot.style import COLOURS, plt, shades
from ising_mirage.plot.words import Refused

LABELS = {"delta": r"$\Delta$", "eta": r"$\eta$", "t-effective": r"$T_{eff}$", "v-ac": r"$V_{ac}$", "r-series": r"$R_s$", "v-offset": r"$V_0$"}
MODELS = {"exact": "exact engine", "dynes": "Dynes", "maki": "Maki, spin-orbit scattering"}
MOST_CURVES = 12
MOST_PARAMETERS = 24


class SpectrumFit:
    """What `mirage fit-spectrum --format json` wrote, checked."""

    def __init__(self, content, file):
        self.file = file
        try:
            self.model = str(content["model"])
            self.reduced_chi2 = number(content["reduced_chi2"])
            self.parameters = {str(k): dict(v) for k, v in content["parameters"].items()}
            for p in self.parameters.values():
                p["value"], p["status"], p["interval"] = number(p["value"]), str(p["status"]), column(p["interval"], 2)
            self.curves = [self.curve(c) for c in content["curves"]]
            units = content.get("unit_of") or {}
            self.units = {name: words.shown_unit(str(units.get(name, usual))) for name, usual in (("V", "mV"), ("T", "K"), ("B", "T"))}
            goodness = content.get("goodness") or {}
            self.p_value = number(goodness.get("p_value"))
            self.statement = str(goodness.get("statement")) if goodness.get("describes") is False else ""
            if not self.curves:
                raise ValueError("no curve")
        except (KeyError, ValueError, TypeError, AttributeError, RecursionError, IndexError) as error:
            raise Refused(f"not a fit by mirage ({words.in_short(error)})") from None

    @staticmethod
    def curve(c):
        V = column(c["V"])
        mirage = c.get("mirage") or {}
        return {"T": number(c["T"]), "B": number(c["B"]), "V": V, "scale": abs(number(c["background"][0])) or 1.0,
                **{k: column(c[k], len(V)) for k in ("measured", "fitted", "residual")},
                "mirage": [number(mirage.get(k)) for k in ("epsilon_2", "epsilon_1")] if mirage.get("inside_window") else []}

    def lines(self):
        """One line for each parameter, then how well it fits."""
        found = [MODELS.get(self.model, words.plain(self.model))]
        for name, p in self.parameters.items():
            bare, _, of = name.partition("[")
            p["unit"] = words.shown_unit(unit_of(p, bare)) or "1"
            text = Fit.text_of(p, bare)
            if text:
                found.append(f"{LABELS.get(bare) or label(bare)}{f' ({of[:-1]})' if of else ''} {text}")
        if len(found) > MOST_PARAMETERS:
            found = [*found[:MOST_PARAMETERS], f"and {len(found) - MOST_PARAMETERS} more"]
        if np.isfinite(self.reduced_chi2):
            found.append(rf"$\chi^2$/dof = {self.reduced_chi2:.3g}" + (f",  p = {self.p_value:.2g}" if np.isfinite(self.p_value) else ""))
        return found


def few(curves):
    """At most MOST_CURVES of them, evenly chosen."""
    if len(curves) <= MOST_CURVES:
        return list(range(len(curves)))
    return sorted({round(i * (len(curves) - 1) / (MOST_CURVES - 1)) for i in range(MOST_CURVES)})


def selected(fit, choice):
    found = [k for k, c in enumerate(fit.curves) if choice.keeps({"T": c["T"], "B": c["B"]})]
    if not found:
        choice.check()
        raise Refused("--select: together they leave no curve")
    return [found[i] for i in few(found)]


def draw_curves(ax, fit, which):
    """Relative to the normal conductance, one above the other. Handles of their legend."""
    curves = [fit.curves[k] for k in which]
    height = 0.55 * max(np.nanmax(c["measured"] / c["scale"]) for c in curves)
    handles = []
    for i, (k, c, colour) in enumerate(zip(which, curves, shades(len(curves)))):
        up = i * height
        handles += ax.plot(c["V"], c["measured"] / c["scale"] + up, ".", color=colour, markersize=2, label=name_of(fit, k))
        ax.plot(c["V"], c["fitted"] / c["scale"] + up, color=COLOURS[1], linewidth=0.9)
        for energy in c["mirage"]:
            ax.plot([energy, energy, np.nan, -energy, -energy], [up + 1.1, up + 1.3, np.nan, up + 1.1, up + 1.3], color="#777777", linewidth=0.6)
    ax.set_xlabel(f"voltage $V$ [{fit.units['V']}]")
    ax.set_ylabel("dI/dV over that of the normal state, shifted" if len(which) > 1 else "dI/dV over that of the normal state")
    return handles


def name_of(fit, k):
    """Of a curve in a legend."""
    return f"{k + 1}: {fit.curves[k]['T']:.3g} {fit.units['T']}, {fit.curves[k]['B']:.3g} {fit.units['B']}"


def draw_residuals(rest, fit, which):
    """In units of their largest."""
    curves = [fit.curves[k] for k in which]
    far = max(3.0, *(np.nanmax(np.abs(c["residual"])) for c in curves))
    for i, (k, c, colour) in enumerate(zip(which, curves, shades(len(curves)))):
        rest.plot(c["V"], c["residual"] + 2.0 * far * i, ".", color=colour, markersize=1.5)
        rest.axhline(2.0 * far * i, color="grey", linewidth=0.5)
        rest.text(1.02, 2.0 * far * i, name_of(fit, k), transform=rest.get_yaxis_transform(), va="center", fontsize=6.5,
                  color=colour)
    rest.set_ylim(-1.1 * far, 2.0 * far * len(curves) - 0.9 * far)
    rest.set_yticks([2.0 * far * i for i in range(len(curves))], [])
    rest.set_xlabel(f"voltage $V$ [{fit.units['V']}]")
    rest.set_title(rf"residuals, $\pm${far:.3g} $\sigma$ from line to line", fontsize=7)


def draw(fit, choice):
    which = selected(fit, choice)
    lines = fit.lines()
    height = max(3.4, 0.9 + 0.55 * len(which), 0.16 * len(lines) + 0.6)
    figure, (main, rest, beside) = plt.subplots(1, 3, figsize=(9.0, height), width_ratios=[4, 3, 3.4])
    draw_curves(main, fit, which)
    draw_residuals(rest, fit, which)
    beside.axis("off")
    beside.text(0.0, 1.0, "\n".join(lines), transform=beside.transAxes, ha="left", va="top", fontsize=7, linespacing=1.5)
    if len(which) < len(fit.curves):
        beside.text(0.0, 0.0, f"{len(which)} of {len(fit.curves)} curves", transform=beside.transAxes, fontsize=7)
    if fit.statement:
        figure.suptitle(textwrap.fill(words.in_short(fit.statement).replace("$", r"\$"), 120), fontsize=8, color=COLOURS[1], x=0.02, ha="left")
    return figure

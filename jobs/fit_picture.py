"""The picture of a fit: measured points, fitted curves with their bands, residuals, what is known of each parameter."""

import json

import numpy as np

import style
from style import COLOURS, MARKERS, plt

LABELS = {"tc0": r"$T_{c0}$", "beta": r"$\beta$", "gamma": r"$\Gamma$", "alpha": r"$\alpha p_F$", "g-factor": "$g$",
          "spin-orbit-rate": r"$\hbar/\tau_{SO}$"}
UNITS = {"tc0": "K", "g-factor": ""}
MODELS = {"exact": "exact engine", "ising": "Ising formula", "klb": "Klemm-Luther-Beasley", "whh": "Werthamer-Helfand-Hohenberg"}


class NotAFit(Exception):
    pass


def column(values, size=None):
    """Numbers with NaN for null, finite or NaN."""
    array = np.array([np.nan if v is None else v for v in values], dtype=float)
    if array.ndim != 1 or (size is not None and len(array) != size):
        raise ValueError("columns of different length")
    return array


class Fit:
    """What `mirage fit --format json` wrote, checked."""

    def __init__(self, name):
        try:
            with open(name, encoding="utf-8") as file:
                content = json.load(file)
            self.model = str(content["model"])
            self.reduced_chi2 = content["reduced_chi2"]
            self.parameters = {str(k): dict(v) for k, v in content["parameters"].items()}
            for p in self.parameters.values():
                p["value"], p["status"], p["interval"] = float(p["value"]), str(p["status"]), column(p["interval"], 2)
            self.samples = [self.sample(s) for s in content["samples"]]
            self.plan = [p for p in content.get("plan", [])][:1]
            if not self.samples:
                raise ValueError("no sample")
        except (OSError, KeyError, ValueError, TypeError, AttributeError, RecursionError) as error:
            raise NotAFit(f"not a fit by mirage ({(str(error) or type(error).__name__).splitlines()[0]})") from None

    @staticmethod
    def sample(s):
        points = {k: column(s["points"][k]) for k in ("T", "B", "sigma_T", "sigma_B", "residual")}
        curve = {k: column(s["curve"][k]) for k in ("T", "B_c2", "low", "high")}
        for table in (points, curve):
            for values in table.values():
                column(values, len(table["T"]))
        return {"name": str(s["name"]), "points": points, "curve": curve, "pauli": float(s["pauli_field"])}

    def lines(self):
        """One line for each parameter."""
        lines = [MODELS.get(self.model, self.model)]
        for name, p in self.parameters.items():
            bare, _, sample = name.partition("@")
            unit = UNITS.get(bare, "meV")
            label = LABELS.get(bare, bare) + (f" ({sample})" if sample else "")
            low, high = p["interval"]
            text = {"determined": f"= {p['value']:.4g}  [{low:.4g}, {high:.4g}]", "upper bound": f"< {high:.3g}",
                    "lower bound": f"> {low:.3g}", "undetermined": "undetermined"}.get(p["status"])
            if text is None:  # fixed
                if p["value"] == 0.0 or bare == "g-factor":
                    continue
                text = f"= {p['value']:.4g} (fixed)"
            lines.append(f"{label} {text} {unit}".rstrip())
        if self.reduced_chi2 is not None:
            lines.append(rf"$\chi^2$/freedom {self.reduced_chi2:.3g}")
        return lines


def draw(fit):
    figure, panels = plt.subplots(2, 1, figsize=(style.SINGLE * 1.35, 3.9), sharex=True, height_ratios=[4, 1])
    main, rest = panels
    several = len(fit.samples) > 1
    for i, s in enumerate(fit.samples):
        colour, p, c = COLOURS[(i + 1) % len(COLOURS)], s["points"], s["curve"]
        main.fill_between(c["T"], c["low"], c["high"], color=colour, alpha=0.25, linewidth=0)
        main.plot(c["T"], c["B_c2"], color=colour)
        main.errorbar(p["T"], p["B"], xerr=np.nan_to_num(p["sigma_T"]), yerr=np.nan_to_num(p["sigma_B"]), fmt=MARKERS[i % len(MARKERS)],
                      color="black" if not several else colour, markersize=3, elinewidth=0.6, label=s["name"] if several else None)
        main.plot([0], [s["pauli"]], marker="_", color=colour, markersize=12, clip_on=False)
        rest.plot(p["T"], p["residual"], MARKERS[i % len(MARKERS)], color="black" if not several else colour, markersize=3)
    measured = max(np.max(s["points"]["B"]) for s in fit.samples)
    # a curve may rise far above the points at T -> 0: show how it leaves
    top = max(1.35 * measured, 1.15 * min(max(np.nanmax(s["curve"]["B_c2"]) for s in fit.samples), 2.0 * measured))
    for p in fit.plan:
        main.plot([p["T"]], [p["B"]], "*", color="black", markerfacecolor="white", markersize=9, label="next point")
    main.set_ylim(0, top)
    main.set_xlim(0, 1.03 * max(np.nanmax(s["curve"]["T"]) for s in fit.samples))
    main.set_ylabel("critical field $B_{c2}$ (T)")
    main.annotate("$B_P$", (0, fit.samples[0]["pauli"]), xytext=(9, 2), textcoords="offset points", fontsize=7)
    main.text(0.98, 0.97, "\n".join(fit.lines()), transform=main.transAxes, ha="right", va="top", fontsize=7, linespacing=1.5)
    if several or fit.plan:
        main.legend(loc=(0.16, 0.02))
    rest.axhline(0, color="grey", linewidth=0.6)
    limit = max(2.5, 1.15 * np.nanmax([np.nanmax(np.abs(s["points"]["residual"])) for s in fit.samples]))
    rest.set_ylim(-limit, limit)
    rest.set_ylabel("distance\n(errors)")
    rest.set_xlabel("temperature $T$ (K)")
    return figure

"""Fits: measured points, fitted curves with their bands and those of compared models, residuals, what is known of each parameter."""

import textwrap

import numpy as np

from ising_mirage.plot import measured, words
from ising_mirage.plot.words import Refused
from ising_mirage.plot.style import COLOURS, DASHES, MARKERS, plt

LABELS = {"tc0": r"$T_{c0}$", "beta": r"$\beta$", "gamma": r"$\Gamma$", "alpha": r"$\alpha p_F$", "g-factor": "$g$",
          "spin-orbit-rate": r"$\hbar/\tau_{SO}$", "gamma-intra": r"$\Gamma_{intra}$", "gamma-inter": r"$\Gamma_{inter}$",
          "gamma-pocket": r"$\Gamma_{pocket}$", "gamma-magnetic": r"$\Gamma_m$", "gamma-spin-orbit": r"$\Gamma_{so}$", "orbital": r"$\Gamma_o/B^2$",
          "thickness": "$d$", "diffusion": "$D$", "theta": r"$\theta$", "t-triplet": "$T_t$"}
LABELS_OF_POCKETS = {"share": "$n$", "beta": r"$\beta$", "alpha": r"$\alpha p_F$", "gap": r"$\chi$"}
UNITS = {"tc0": "K", "g-factor": ""}
MODELS = {"exact": "exact engine", "ising": "Ising formula", "klb": "Klemm-Luther-Beasley", "whh": "Werthamer-Helfand-Hohenberg"}


def column(values, size=None):
    """Numbers with NaN for null, finite or NaN."""
    array = np.array([np.nan if v is None else v for v in values], dtype=float)
    if array.ndim != 1 or (size is not None and len(array) != size):
        raise ValueError("columns of different length")
    return array


def label(bare):
    """Of a parameter without its sample: `beta`, `pocket.G.share`."""
    if bare in LABELS:
        return LABELS[bare]
    parts = bare.split(".")
    if len(parts) == 3 and parts[0] == "pocket" and parts[2] in LABELS_OF_POCKETS:
        return f"{LABELS_OF_POCKETS[parts[2]]} of {words.plain(parts[1])}"
    return words.plain(bare)


def unit_of(p, bare):
    """As the fit has it; files of older versions have none."""
    unit = p.get("unit")
    return UNITS.get(bare, "meV") if unit is None else "" if unit == "1" else words.plain(str(unit))


def number(value):
    return np.nan if value is None else float(value)


class Fit:
    """What `mirage fit --format json` wrote, checked."""

    def __init__(self, content, file):
        self.file = file
        try:
            self.model = str(content["model"])
            self.points = content.get("points")
            self.reduced_chi2 = number(content["reduced_chi2"])
            self.parameters = {str(k): dict(v) for k, v in content["parameters"].items()}
            for p in self.parameters.values():
                p["value"], p["status"], p["interval"] = number(p["value"]), str(p["status"]), column(p["interval"], 2)
            self.samples = [self.sample(s) for s in content["samples"]]
            self.plan = [{k: float(p[k]) for k in ("T", "B")} for p in content.get("plan") or []][:1]
            self.compared = [self.other_model(c) for c in content.get("compared") or []]
            self.read_goodness(content.get("goodness") or {})
            if not self.samples:
                raise ValueError("no sample")
        except (KeyError, ValueError, TypeError, AttributeError, RecursionError) as error:
            raise Refused(f"not a fit by mirage ({words.in_short(error)})") from None

    def read_goodness(self, goodness):
        self.p_value = number(goodness.get("p_value"))
        self.fails = goodness.get("describes") is False
        self.statement = str(goodness.get("statement") or "the model does not describe the data") if self.fails else ""

    @staticmethod
    def sample(s):
        points = {k: column(s["points"][k]) for k in ("T", "B", "sigma_T", "sigma_B", "residual")}
        curve = {k: column(s["curve"][k]) for k in ("T", "B_c2", "low", "high")}
        for table in (points, curve):
            for values in table.values():
                column(values, len(table["T"]))
        bound = [str(b) for b in s["points"].get("bound") or ["none"] * len(points["T"])]
        points["bound"] = np.array(bound if len(bound) == len(points["T"]) else ["none"] * len(points["T"]))
        return {"name": str(s["name"]), "points": points, "curve": curve, "pauli": number(s["pauli_field"])}

    @staticmethod
    def other_model(c):
        curves = {}
        for s in c["samples"]:
            T = column(s["curve"]["T"])
            curves[str(s["name"])] = (T, column(s["curve"]["B_c2"], len(T)))
        return {"model": str(c["model"]), "curves": curves}

    def lines(self):
        """One line for each parameter, then how well it fits."""
        lines = [MODELS.get(self.model, words.plain(self.model))]
        for name, p in self.parameters.items():
            text = self.text_of(p, name)
            if text:
                bare, _, sample = name.partition("@")
                lines.append(f"{label(bare)}{f' ({words.plain(sample)})' if sample else ''} {text}")
        if np.isfinite(self.reduced_chi2):
            lines.append(rf"$\chi^2$/dof = {self.reduced_chi2:.3g}" + (f",  p = {self.p_value:.2g}" if np.isfinite(self.p_value) else ""))
        return lines

    def values_of(self, sample):
        """Its parameters in short, for a legend."""
        found = []
        for name, p in self.parameters.items():
            bare, _, of = name.partition("@")
            if of in ("", sample) and p["value"] != 0.0 and not (bare == "g-factor" and p["value"] == 2.0):
                found.append(f"{label(bare)} = {p['value']:.4g} {unit_of(p, bare)}".rstrip())
        return found

    @staticmethod
    def text_of(p, name):
        """`= value [interval] unit`; "" for what a fit of this model has not."""
        bare = name.partition("@")[0]
        unit = unit_of(p, bare)
        low, high = p["interval"]
        if p["status"] == "undetermined":
            return "undetermined"
        if p["status"] == "upper bound":
            return f"< {high:.3g} {unit}".rstrip()
        if p["status"] == "lower bound":
            return f"> {low:.3g} {unit}".rstrip()
        if p["status"] == "fixed":
            return "" if p["value"] == 0.0 else f"= {p['value']:.4g} {unit}".rstrip() + " (fixed)"
        interval = f"  [{low:.4g}, {high:.4g}]" if np.isfinite(low) and np.isfinite(high) else ""
        at_bound = ", at its bound" if p.get("at_bound") else ""
        return f"= {p['value']:.4g}{interval} {unit}".rstrip() + at_bound


def all_samples(fits, choice):
    """[(fit, sample)] of those that are selected."""
    found = [(fit, s) for fit in fits for s in fit.samples if choice.keeps({"sample": s["name"], "model": fit.model})]
    if not found:
        choice.check()
        raise Refused("--select: together they leave no sample")
    return found


def label_of(fit, sample, fits):
    parts = [sample["name"]] if len(fit.samples) > 1 or len(fits) == 1 else []
    if len({f.model for f in fits}) > 1:
        parts.append(MODELS.get(fit.model, fit.model))
    if len(fits) > 1 and (not parts or len({(f.model, len(f.samples)) for f in fits}) < len(fits)):
        parts.insert(0, fit.file)
    return words.plain(", ".join(parts))


def draw_curve(axes, curve, colour):
    """With its band."""
    axes.fill_between(curve["T"], curve["low"], curve["high"], color=colour, alpha=0.25, linewidth=0)
    axes.plot(curve["T"], curve["B_c2"], color=colour)


def draw_samples(main, drawn, fits):
    """Points, curves and bands; handles of the samples, where there are several."""
    handles = []
    for i, (fit, s) in enumerate(drawn):
        colour, marker, p, c = COLOURS[(i + 1) % len(COLOURS)], MARKERS[i % len(MARKERS)], s["points"], s["curve"]
        of_points = colour if len(drawn) > 1 else "black"
        draw_curve(main, c, colour)
        measured.errorbars(main, p, marker, of_points, of_points)
        if len(drawn) > 1:
            handles.append(plt.Line2D([], [], color=colour, marker=marker, markersize=3, label=label_of(fit, s, fits)))
    if len(drawn) == 1:
        handles = [plt.Line2D([], [], color="black", linestyle="", marker="o", markersize=3, label=words.plain(drawn[0][1]["name"])),
                   plt.Line2D([], [], color=COLOURS[1], label=f"fit, {MODELS.get(drawn[0][0].model, drawn[0][0].model)}")]
    return handles


def draw_residuals(axes, drawn):
    for i, (_, s) in enumerate(drawn):
        colour = COLOURS[(i + 1) % len(COLOURS)] if len(drawn) > 1 else "black"
        axes.plot(s["points"]["T"], s["points"]["residual"], MARKERS[i % len(MARKERS)], color=colour, markersize=3)


def finish_residuals(axes, drawn):
    axes.axhline(0, color="grey", linewidth=0.6)
    limit = max(2.5, 1.15 * max(np.nanmax(np.abs(s["points"]["residual"]), initial=0.0) for _, s in drawn))
    axes.set_ylim(-limit, limit)
    axes.set_ylabel("residual\n" + r"[$\sigma$]")
    axes.set_xlabel("temperature $T$ [K]")


def draw_compared(axes, drawn):
    """The other models, dashed; handles of their names."""
    names = list(dict.fromkeys(c["model"] for fit, _ in drawn for c in fit.compared))
    for fit, s in drawn:
        for c in fit.compared:
            k = names.index(c["model"])
            if s["name"] in c["curves"]:
                axes.plot(*c["curves"][s["name"]], color=COLOURS[(k + 2) % len(COLOURS)], linestyle=DASHES[1 + k % 4], linewidth=1.0)
    return [plt.Line2D([], [], color=COLOURS[(k + 2) % len(COLOURS)], linestyle=DASHES[1 + k % 4], linewidth=1.0,
                       label=MODELS.get(name, words.plain(name))) for k, name in enumerate(names)]


def set_limits(main, drawn):
    """All measured points and curves across; up, how a curve leaves that rises far above the points at T -> 0."""
    points = [s["points"] for _, s in drawn]
    right = max(max(np.nanmax(p["T"] + np.nan_to_num(p["sigma_T"])) for p in points), max(np.nanmax(s["curve"]["T"]) for _, s in drawn),
                *(np.nanmax(c["curves"][s["name"]][0]) for fit, s in drawn for c in fit.compared if s["name"] in c["curves"]))
    measured_top = max(np.nanmax(p["B"] + np.nan_to_num(p["sigma_B"])) for p in points)
    curve_top = max(np.nanmax(s["curve"]["B_c2"], initial=0.0) for _, s in drawn)
    main.set_xlim(0, 1.04 * right)
    main.set_ylim(0, max(1.08 * measured_top, 1.08 * min(curve_top, 2.0 * measured_top)))


def mark_pauli_fields(main, drawn):
    """The Pauli limit of each sample, named beside the axes."""
    top, named = main.get_ylim()[1], []
    for i, (_, s) in enumerate(drawn):
        if not np.isfinite(s["pauli"]) or s["pauli"] > top:
            continue
        colour = COLOURS[(i + 1) % len(COLOURS)] if len(drawn) > 1 else "#777777"
        main.axhline(s["pauli"], color=colour, linewidth=0.7, linestyle=(0, (1, 2)), zorder=1)
        if all(abs(s["pauli"] - other) > 0.05 * top for other in named):
            main.text(1.015, s["pauli"], "$B_P$", transform=main.get_yaxis_transform(), va="center", fontsize=7, color=colour)
            named.append(s["pauli"])


def beside(figure, main, fits, handles):
    """Parameters and legend in a column of their own, where no curve runs."""
    lines = []
    for fit in fits:
        lines += ([] if len(fits) == 1 else [f"{words.plain(fit.file)}:"]) + fit.lines() + [""]
    main.text(1.09, 1.0, "\n".join(lines[:-1]), transform=main.transAxes, ha="left", va="top", fontsize=7, linespacing=1.5)
    height = 0.155 * (len(lines) + len(handles)) + 0.3
    spare = max(0.0, height - 2.75)
    figure.set_size_inches(figure.get_size_inches()[0], figure.get_size_inches()[1] + spare)
    main.legend(handles=handles, loc="lower left", bbox_to_anchor=(1.07, 0.0), borderpad=0)


def draw(fits, points, choice):
    """One figure of all fits: curves above, residuals below, parameters beside."""
    drawn = all_samples(fits, choice)
    figure, (main, rest) = plt.subplots(2, 1, figsize=(6.6, 4.2), sharex=True, height_ratios=[4, 1])
    handles = draw_samples(main, drawn, fits)
    draw_residuals(rest, drawn)
    handles += draw_compared(main, drawn)
    set_limits(main, drawn)
    for p in [p for fit in fits for p in fit.plan]:
        handles += main.plot([p["T"]], [p["B"]], "*", color="black", markerfacecolor="white", markersize=9, linestyle="", label="next point")
        main.set_ylim(top=max(main.get_ylim()[1], 1.08 * p["B"]))
    if points:
        handles += measured.plot(main, points)
    mark_pauli_fields(main, drawn)
    beside(figure, main, fits, handles)
    failing = [f"{fit.file}: {fit.statement}" if len(fits) > 1 else fit.statement for fit in fits if fit.fails]
    if failing:
        figure.suptitle("\n".join(textwrap.fill(words.in_short(f).replace("$", r"\$"), 105) for f in failing), fontsize=8, color=COLOURS[1],
                        x=0.02, ha="left")
    main.set_ylabel("critical field $B_{c2}$ [T]")
    finish_residuals(rest, drawn)
    figure.align_ylabels([main, rest])
    return figure

"""Fits of one sample: critical fields and dI/dV curves with their common fit, the residuals of both, what each part says by itself."""

import textwrap

import numpy as np

from ising_mirage.plot import fit as points_fit
from ising_mirage.plot import spectrum_fit, words
from ising_mirage.plot.fit import Fit, label, number
from ising_mirage.plot.spectrum_fit import SpectrumFit
from ising_mirage.plot.style import COLOURS, plt
from ising_mirage.plot.words import Refused


class SampleFit:
    """What `mirage fit-sample --format json` wrote, checked: a Fit and a SpectrumFit with the same parameters."""

    def __init__(self, content, file):
        self.file = file
        self.points = Fit(content, file) if content.get("samples") else None
        self.spectra = SpectrumFit(content, file) if content.get("curves") else None
        if not self.points or not self.spectra:
            raise Refused("a fit of a single part: mirage fit or mirage fit-spectrum draws it")
        try:
            agreement = content["consistency"]
            self.sigmas, self.p_value, self.agree = number(agreement["sigmas"]), number(agreement["p_value"]), bool(agreement["agree"])
            self.apart = {str(k): number(v["sigmas"]) for k, v in agreement["parameters"].items()}
            self.alone = {part: {str(k): (number(p["value"]), number(p["error"])) for k, p in (content["parts"][part].get("alone") or {}).items()}
                          for part in ("points", "spectra")}
        except (KeyError, ValueError, TypeError, AttributeError) as error:
            raise Refused(f"not a fit by mirage ({words.in_short(error)})") from None

    def lines(self):
        found = self.spectra.lines()
        if np.isfinite(self.p_value):
            found.append(f"parts {'agree' if self.agree else 'disagree'}: p = {self.p_value:.2g}, {self.sigmas:.2g} " + r"$\sigma$")
        return found


def draw_parts(axes, fit):
    """Of every shared parameter the value of each part with its error, relative to that of both together, in units of its error."""
    names = [n for n in fit.apart if all(n in part and part[n][1] > 0 for part in fit.alone.values())]
    colours = {"points": "black", "spectra": COLOURS[2]}
    for row, name in enumerate(names):
        p = fit.points.parameters[name]
        for part, up in (("points", 0.14), ("spectra", -0.14)):
            value, error = fit.alone[part][name]
            axes.errorbar([(value - p["value"]) / error], [-row + up], xerr=[[1.0], [1.0]], fmt="o", color=colours[part], markersize=3, linewidth=1.0,
                          label=f"{part} alone" if row == 0 else None)
    axes.axvline(0.0, color=COLOURS[1], linewidth=0.9)
    axes.set_yticks([-row for row in range(len(names))], [label(n) for n in names])
    axes.set_ylim(-len(names) + 0.4, 0.6)
    limit = max(3.2, 1.1 * max((abs(v) for c in axes.containers for v in np.ravel(c[0].get_xdata())), default=0.0) + 1.0)
    axes.set_xlim(-limit, limit)
    axes.set_xlabel(r"from both together [$\sigma$ of the part]")
    if names:
        axes.legend(fontsize=6.5, loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=2, borderpad=0)


def draw(fit, choice):
    which = spectrum_fit.selected(fit.spectra, choice)
    lines = fit.lines()
    height = max(4.4, 0.9 + 0.55 * len(which), 0.16 * len(lines) + 2.3)
    figure = plt.figure(figsize=(11.5, height))
    grid = figure.add_gridspec(2, 4, width_ratios=[4, 3.4, 2.6, 3.4], height_ratios=[3, 1.2])
    main, rest = figure.add_subplot(grid[0, 0]), figure.add_subplot(grid[1, 0])
    curves, residuals = figure.add_subplot(grid[:, 1]), figure.add_subplot(grid[:, 2])
    beside, parts = figure.add_subplot(grid[0, 3]), figure.add_subplot(grid[1, 3])
    drawn = [(fit.points, s) for s in fit.points.samples]
    points_fit.draw_samples(main, drawn, [fit.points])
    points_fit.draw_residuals(rest, drawn)
    points_fit.set_limits(main, drawn)
    points_fit.finish_residuals(rest, drawn)
    rest.set_xlim(main.get_xlim())
    main.set_xticklabels([])
    main.set_ylabel("critical field $B_{c2}$ [T]")
    spectrum_fit.draw_curves(curves, fit.spectra, which)
    spectrum_fit.draw_residuals(residuals, fit.spectra, which)
    beside.axis("off")
    beside.text(0.0, 1.0, "\n".join(lines), transform=beside.transAxes, ha="left", va="top", fontsize=7, linespacing=1.5)
    draw_parts(parts, fit)
    if fit.spectra.statement:
        figure.suptitle(textwrap.fill(words.in_short(fit.spectra.statement).replace("$", r"\$"), 130), fontsize=8, color=COLOURS[1], x=0.02, ha="left")
    return figure

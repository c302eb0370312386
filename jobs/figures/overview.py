"""One look: the mirage gap, a fit of measured fields, the phases beyond the Rashba collapse."""

import numpy as np

from bench import PROJECT, long_format
from beyond import FIELD, TEMPERATURE
from ising_mirage.plot import style
from ising_mirage.plot.style import COLOURS
from materials import in_words
from momentum import draw_phases, free_lines

DATA = PROJECT / "jobs" / "data" / "synthetic-nbse2.csv"


def draw_spectra(bench, panel):
    """dI/dV over voltage and field."""
    fields = np.linspace(0, 5.6, bench.size(64, 6))
    voltages = f"-9.2:9.2:{bench.size(461, 41)}"
    curves = bench.tables([f"spectrum --T 0.05 --B {B:.8g} --beta 7 --alpha 0.3 --gamma 0.05 --eta 0.02 --energy {voltages} --conductance"
                           for B in fields])
    values = np.array([c["conductance"] for c in curves])
    panel.pcolormesh(np.linspace(-9.2, 9.2, values.shape[1]), fields, values, cmap="cividis", vmin=0, vmax=1.6, rasterized=True)
    for x, y, text, colour in ((0, 5.35, "gap closes", "white"), (-5.2, 4.4, "mirage\ngap", "white"), (5.2, 4.4, "mirage\ngap", "white")):
        panel.text(x, y, text, color=colour, fontsize=7, ha="center")
    panel.set(xlabel=r"voltage $eV$ [$\Delta_0$]", ylabel=FIELD)
    return {"spectra_energy": curves[0]["energy"], "spectra_B": fields, "conductance": values}


def draw_fit(bench, panel):
    """Measured critical fields, the fit with its band, and two readings with less in them."""
    T = np.linspace(0.03, 2.99, bench.size(80, 8))
    fit = bench.json(f"fit {DATA} --free tc0,beta,gamma")
    values = {p: fit["parameters"][p]["value"] for p in ("tc0", "beta", "gamma")}
    words = f"--tc0 {values['tc0']:.10g} --beta {values['beta']:.10g} --T {in_words(T)}"
    fitted = bench.table(f"line {words} --gamma {values['gamma']:.10g}")
    clean = bench.table(f"line {words}")
    data = np.genfromtxt([r for r in DATA.read_text().splitlines() if not r.startswith("#")], delimiter=",", names=True)
    panel.plot(clean["T"], clean["B_c2"], color=COLOURS[2], linestyle="--", label=r"the same $\beta$, clean")
    panel.plot(fitted["T"], fitted["B_c2"], color=COLOURS[1], label="fit")
    panel.errorbar(data["T"], data["B"], xerr=data["sigma_T"], yerr=data["sigma_B"], fmt="o", markersize=3, color=COLOURS[0], label="data")
    panel.set(xlabel="temperature $T$ [K]", ylabel="critical field $B_{c2}$ [T]", xlim=(0, 3.1), ylim=(0, 82))
    panel.legend(loc="upper right")
    panel.text(0.15, 4, f"$T_{{c0}}$ = {values['tc0']:.2f} K\n$\\beta$ = {values['beta']:.2f} meV\n$\\Gamma$ = {values['gamma']:.2f} meV", fontsize=7)
    return {"fit_T": fitted["T"], "fit_B": fitted["B_c2"], "clean_B": clean["B_c2"]}


def draw_momentum(bench, panel):
    """Uniform, gapless and finite-momentum phases."""
    T = in_words([*np.geomspace(0.01, 0.42, bench.size(24, 3), endpoint=False), *np.linspace(0.42, 0.9, bench.size(7, 2))])
    words = f"line --T {T} --beta 7 --alpha 1"
    uniform, free = bench.table(words), free_lines(bench, [f"{words} --momentum auto"])[0]
    draw_phases(panel, uniform, free, free["momentum_onset_order"])
    panel.set(xscale="log", xlim=(0.01, 0.9), ylim=(0.8, 6.6), xlabel=TEMPERATURE, ylabel=FIELD)
    panel.set_xticks([0.01, 0.03, 0.1, 0.3, 0.9], ["0.01", "0.03", "0.1", "0.3", "0.9"])
    for x, y, text in ((0.03, 2.2, "uniform, gapped"), (0.035, 4.3, "pairs with\na momentum"), (0.021, 3.29, "first order"), (0.5, 3.62, "gapless")):
        panel.text(x, y, text, fontsize=7, ha="center")
    return {"phases_T": free["T"], "B_c2_uniform": uniform["B_c2"], "B_c2": free["B_c2"], "B_momentum_onset": free["B_momentum_onset"],
            "B_collapse": free["B_collapse"]}


def overview(bench):
    """The mirage gap in tunnelling, a fit of critical fields, and what lies beyond the Rashba collapse, in one look."""
    figure, axes = style.panels(1, 3, height=3.0)
    drawn = {}
    for panel, draw, title in zip(axes[0], (draw_spectra, draw_fit, draw_momentum),
                                  ("(a) tunnelling conductance", "(b) from a measured file", "(c) beyond the collapse")):
        drawn |= draw(bench, panel)
        panel.set_title(title, loc="left")
    maps = long_format(B=drawn["spectra_B"][:, None], voltage=drawn["spectra_energy"][None, :], conductance=drawn["conductance"])
    bench.numbers("overview", maps)
    lines = {name: values.tolist() for name, values in drawn.items() if name.startswith(("phases_", "B_"))}
    bench.numbers("overview-phases", lines)
    bench.numbers("overview-fit", {name: drawn[name].tolist() for name in ("fit_T", "fit_B", "clean_B")})
    return figure


FIGURES = {"overview": overview}

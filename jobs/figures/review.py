"""D. Zhang, J. Falson, Nanotechnology (2021): critical fields of atomically thin superconductors and their fits."""

import numpy as np

from bench import quoted
from ising_mirage.plot import style
from ising_mirage.plot.style import COLOURS, DASHES

PAULI = 1.86  # T/K, B_p over Tc0
# Tc0 [K], beta of the Ising formula [meV], 3 hbar/(2 tau_SO) of the KLB formula [meV], disorder and Rashba coupling of the exact
# curves [meV] (examples: the text gives none), largest field drawn [T]
MATERIALS = {
    "MoS2": dict(tc0=7.4, beta=3.4, klb=18.0, gamma=0.2, alpha=0.6, top=90),
    "NbSe2": dict(tc0=3.0, beta=4.1, klb=38.0, gamma=0.1, alpha=0.3, top=90),
    "WS2": dict(tc0=1.54, beta=20.3, klb=None, gamma=0.1, alpha=0.3, top=160),
    "Al": dict(tc0=2.04, beta=0.0, klb=None, gamma=None, alpha=None, top=6),
}
# drawn with them; for TaS2 and Pb the text tells temperatures in units of Tc0 alone, and no coupling
MEASURED = {"WS2": {"WS2": "o", "TaS2": "s", "Pb": "D"}, "Al": {"Al 2.04 K": "o", "Al 2.15 K": "s"}}
NAMES = {"MoS2": r"MoS$_2$", "NbSe2": r"NbSe$_2$", "WS2": r"WS$_2$", "Al": "Al, 5 nm"}


def curves(bench, material):
    """{label: (T/Tc0, B [T])}: closed formulas and the exact engine."""
    m = MATERIALS[material]
    tc0, count = m["tc0"], bench.size(60, 8)
    T = f"{0.01 * tc0}:{0.999 * tc0}:{count}"
    si = f"--units si --tc0 {tc0} --T {T}"
    found = {}
    if m["klb"]:
        found["klb"] = bench.table(f"formula klb {si} --spin-orbit-rate {m['klb'] / 1.5}")
    found["ising"] = bench.table(f"formula ising {si} --beta {m['beta']}" if m["beta"] else f"formula pauli {si}")
    exact = f"line {si} --beta {m['beta']}"
    found["exact"] = bench.table(exact)
    if m["gamma"]:
        found["gamma"] = bench.table(f"{exact} --gamma {m['gamma']}")
        found["alpha"] = bench.table(f"{exact} --alpha {m['alpha']}")
    return {key: (value["T"] / tc0, value["B_c2"]) for key, value in found.items()}


LOOK = {"klb": (COLOURS[1], "--"), "ising": (COLOURS[6], (0, (2, 2))), "exact": (COLOURS[0], "-"), "gamma": (COLOURS[3], "-."),
        "alpha": (COLOURS[4], (0, (5, 1, 1, 1)))}


def label_of(key, m):
    return {"klb": rf"KLB, $3\hbar/2\tau_{{SO}}$ = {m['klb']} meV",
            "ising": rf"eq. 6, $\beta$ = {m['beta']} meV" if m["beta"] else "second-order formula",
            "exact": "exact" if m["beta"] else "exact, first order at low $T$",
            "gamma": rf"exact, $\Gamma$ = {m['gamma']} meV",
            "alpha": rf"exact, $\alpha p_F$ = {m['alpha']} meV"}[key]


def points(axes, name, marker="o"):
    """The values that the text quotes; an arrow where B_c2 lies above."""
    for row in quoted(name):
        x, y = float(row["T_over_Tc0"]), float(row["B_T"])
        axes.plot(x, y, marker, color="white", markeredgecolor="black", markersize=5, zorder=5, clip_on=False, linestyle="",
                  label=f"{name}, measured [{row['reference']}]")
        if row["relation"] == "above":
            top = axes.get_ylim()[1]
            axes.annotate("", (x, y + 0.14 * top), (x, y), arrowprops={"arrowstyle": "->", "linewidth": 0.8})


def review_2(bench):
    """Critical field against temperature for the materials whose parameters the text gives."""
    figure, axes = style.panels(2, 2, height=5.4)
    columns = {"material": [], "curve": [], "T_over_Tc0": [], "B_c2_T": []}
    for panel, letter, material in zip(axes.flat, "abcd", MATERIALS):
        m = MATERIALS[material]
        for key, (x, y) in curves(bench, material).items():
            colour, dash = LOOK[key]
            # on top of the exact curve, which it equals where the transition is of second order
            panel.plot(x, y, color=colour, linestyle=dash, label=label_of(key, m), zorder=3 if key == "ising" else 2)
            columns["material"] += [material] * len(x)
            columns["curve"] += [key] * len(x)
            columns["T_over_Tc0"] += x.tolist()
            columns["B_c2_T"] += y.tolist()
        panel.axhline(PAULI * m["tc0"], color="#999999", linewidth=0.7, linestyle=":", label=r"$B_p$")
        panel.set_ylim(0, m["top"])
        for name, marker in MEASURED.get(material, {}).items():
            points(panel, name, marker)
        panel.set(xlim=(0, 1), ylim=(0, m["top"]), ylabel=r"$B_{c2}$ [T]", xlabel=r"$T/T_{c0}$")
        panel.set_title(rf"({letter}) {NAMES[material]}, $T_{{c0}}$ = {m['tc0']} K")
        panel.legend(loc="lower left" if material in ("WS2", "Al") else "upper right")
    bench.numbers("review-2", columns)
    return figure


def review_3(bench):
    """Enhancement of the critical field over the Pauli limit against the Ising coupling and against temperature."""
    # left: over beta/(k Tc0), clean, with disorder, with Rashba coupling; right: the materials
    count = bench.size(25, 6)
    ratios = np.geomspace(0.5, 50, count)  # beta/Delta0
    cases = {"clean": "", "gamma": "--gamma 0.2", "alpha": "--alpha 0.3"}
    labels = {"clean": "clean", "gamma": r"$\Gamma$ = 0.2 $\Delta_0$", "alpha": r"$\alpha p_F$ = 0.3 $\Delta_0$"}
    figure, axes = style.panels(1, 2, height=2.9)
    columns = {"case": [], "T_over_Tc0": [], "beta_over_Delta0": [], "enhancement": []}
    for i, (case, words) in enumerate(cases.items()):
        lines = [bench.table(f"line --T 0.05,0.5 --beta {beta:.6g} {words}")["B_c2"] * np.sqrt(2) for beta in ratios]
        for k, T in enumerate((0.05, 0.5)):
            values = [line[k] for line in lines]
            axes[0, 0].plot(ratios, values, color=COLOURS[i], linestyle=DASHES[k], label=f"{labels[case]}, $T$ = {T} $T_{{c0}}$")
            columns["case"] += [case] * count
            columns["T_over_Tc0"] += [T] * count
            columns["beta_over_Delta0"] += ratios.tolist()
            columns["enhancement"] += [float(v) for v in values]
    axes[0, 0].axhline(1, color="#999999", linewidth=0.7, linestyle=":")
    axes[0, 0].set(xscale="log", yscale="log", xlim=(0.5, 50), xlabel=r"Ising coupling $\beta$ [$\Delta_0$]", ylabel=r"$B_{c2}/B_p$")
    axes[0, 0].legend()
    for i, material in enumerate(("MoS2", "NbSe2", "WS2", "Al")):
        found = curves(bench, material)
        limit = PAULI * MATERIALS[material]["tc0"]
        axes[0, 1].plot(found["exact"][0], found["exact"][1] / limit, color=COLOURS[i], label=f"{NAMES[material]}, exact, clean")
        if "klb" in found:
            axes[0, 1].plot(found["klb"][0], found["klb"][1] / limit, color=COLOURS[i], linestyle="--", label=f"{NAMES[material]}, KLB")
    for name, i in (("WS2", 2), ("Al 2.04 K", 3), ("Al 2.15 K", 3)):
        for row in quoted(name):
            axes[0, 1].plot(float(row["T_over_Tc0"]), float(row["B_T"]) / (PAULI * float(row["Tc0_K"])), "o", color="white",
                            markeredgecolor=COLOURS[i], zorder=5, clip_on=False)
    # the text: NbSe2 monolayer 4 to 6 (ref. 14) at the lowest temperatures
    axes[0, 1].errorbar(0.02, 5, 1, color=COLOURS[1], elinewidth=2.5, capsize=0, linestyle="none", label="NbSe$_2$, measured [14]", zorder=4)
    axes[0, 1].axhline(1, color="#999999", linewidth=0.7, linestyle=":")
    axes[0, 1].set(xlim=(0, 1), ylim=(0, 20), xlabel=r"$T/T_{c0}$", ylabel=r"$B_{c2}/B_p$")
    axes[0, 1].legend(loc="upper right", bbox_to_anchor=(0.86, 1.0))
    bench.numbers("review-3", columns)
    return figure


FIGURES = {"review-2": review_2, "review-3": review_3}

"""L. Harms, M. Hein, W. Belzig 2025: the collapse of the order parameter by Rashba coupling."""

import numpy as np

from bench import long_format
from ising_mirage.plot import style
from ising_mirage.plot.style import COLOURS, plt

BETA = 7.0


def harms_2(bench):
    """Effective gap against field for several Rashba couplings, exact and by the paper's equations."""
    r = bench.sweep("harms-2", f"--grid.B=0:8:{bench.size(321, 33)}")
    B, alphas = r["B"], r["alpha"]
    effective = BETA / np.hypot(BETA, B)
    exact = effective * r["order_parameter"][:, 0, 0]
    equations = [bench.table(f"formula rashba-gap --T 0.01 --beta {BETA} --alpha {a} --B 0:8:{len(B)}") for a in alphas]
    eq3, eq5 = (effective * np.array([e[f"order_parameter_eq{k}"] for e in equations]) for k in (3, 5))
    bench.numbers("harms-2", long_format(alpha=alphas[:, None], B=B[None, :], effective_gap=exact, eq3=eq3, eq5=eq5))
    figure, axes = plt.subplots(figsize=(style.SINGLE, 2.9))
    for i, alpha in enumerate(alphas):
        axes.plot(B, exact[i], color=style.shades(len(alphas))[i], label=rf"$\alpha p_F$ = {alpha:g} $\Delta_0$")
    for i, alpha in enumerate(alphas):
        first = i == 0  # one entry of the legend for all
        axes.plot(B, eq3[i], color=COLOURS[1], linestyle="--", linewidth=0.8, label="eq. 3" if first else None)
        axes.plot(B, eq5[i], color=COLOURS[2], linestyle=":", linewidth=0.8, label="eq. 5" if first else None)
        edge = np.where(exact[i] > 0, alpha * B / np.hypot(BETA, B), np.nan)
        axes.plot(B, edge, color="#999999", linewidth=0.6, label=r"$\alpha p_F B/\sqrt{\beta^2 + B^2}$" if first else None)
    axes.set(xlim=(0, 8), ylim=(0, 1.3), xlabel=r"field $B$ [$\Delta_0$]",
             ylabel=r"effective gap $\beta\Delta/\sqrt{\beta^2 + B^2}$ [$\Delta_0$]")
    axes.legend(loc="upper right", ncols=2)
    return figure


def harms_3(bench):
    """Critical field against Rashba coupling, exact and by the Lambert W function."""
    count = bench.size(60, 8)
    r = bench.sweep("harms-3", f"--grid.alpha=0.02:2:{count}:log")
    alpha, field = r["alpha"], r["B_c2"][:, 0, 0]
    formula = bench.table(f"formula rashba-field --beta {BETA} --alpha 0.02:2:{count}:log")["B_c2"]
    bench.numbers("harms-3", long_format(alpha=alpha, B_c2=field, order=r["transition_order"][:, 0, 0], lambert_w=formula))
    figure, (upper, lower) = plt.subplots(2, 1, figsize=(style.SINGLE, 3.4), sharex=True, height_ratios=(2.2, 1))
    upper.plot(alpha, field, color=COLOURS[0], label="exact, $T$ = 0.01 $T_{c0}$")
    upper.plot(alpha, formula, color=COLOURS[1], linestyle="--", label="Lambert W")
    upper.set(xscale="log", xlim=(0.02, 2), ylim=(0, None), ylabel=r"critical field $B_{c2}$ [$\Delta_0$]")
    upper.legend()
    lower.plot(alpha, 100 * (formula / field - 1), color=COLOURS[1], linestyle="--")
    lower.set(xlabel=r"Rashba coupling $\alpha p_F$ [$\Delta_0$]", ylabel="error [%]")
    return figure


def harms_4(bench):
    """Density of states for several ratios of Rashba coupling times field to beta times Delta, exact and by the integral."""
    Delta, B, eta = 0.5, 4.0, 0.002
    ratios = (0, 0.25, 0.5, 0.75, 1)
    energy = f"0:1.2:{bench.size(1201, 121)}"
    common = f"--B {B} --beta {BETA} --order-parameter {Delta} --eta {eta} --energy {energy}"
    alphas = [ratio * BETA * Delta / B for ratio in ratios]
    exact = [bench.table(f"spectrum --T 0.1 --alpha {a} {common}") for a in alphas]
    integral = [bench.table(f"formula rashba-dos --T 0.1 --alpha {a} {common}")["dos"] for a in alphas]
    E = exact[0]["energy"]
    dos = np.array([c["dos"] for c in exact])
    bench.numbers("harms-4", long_format(alpha_B_over_beta_Delta=np.array(ratios, float)[:, None], energy=E[None, :], dos=dos,
                                         integral=np.array(integral)))
    figure, axes = plt.subplots(figsize=(style.SINGLE, 2.9))
    D = BETA * Delta / np.hypot(BETA, B)
    for i, ratio in enumerate(ratios):
        axes.plot(E / D, dos[i], color=style.shades(len(ratios))[i], label=rf"$\alpha p_F B/\beta\Delta$ = {ratio:g}")
    for i, curve in enumerate(integral):
        axes.plot(E / D, curve, color=COLOURS[1], linestyle="--", linewidth=0.8, label="integral" if i == 0 else None)
    axes.set(xlim=(0, 2), ylim=(0, 4.4), xlabel=r"energy $E\,\sqrt{\beta^2 + B^2}/\beta\Delta$", ylabel=r"density of states $N/N_0$")
    axes.legend(loc="upper right")
    return figure


FIGURES = {"harms-2": harms_2, "harms-3": harms_3, "harms-4": harms_4}

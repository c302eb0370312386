"""What none of the papers could draw: disorder, Rashba coupling, field and temperature together."""

import numpy as np

from bench import long_format
from ising_mirage.plot import style
from ising_mirage.plot.style import COLOURS, DASHES, plt

FIELD = r"field $B$ [$\Delta_0$]"
TEMPERATURE = r"temperature $T$ [$T_{c0}$]"


def phases(bench):
    """The (T, B) diagram for several couplings: order of the transition, metastability, tricritical points, collapse."""
    r = bench.sweep("phases", f"--grid.T=0.01:0.995:{bench.size(80, 10)}")
    T, gammas, alphas = r["T"], r["gamma"], r["alpha"]
    lines = ("B_c2", "B_supercooling", "B_superheating", "B_jump", "B_collapse")
    bench.numbers("phases", long_format(alpha=alphas[:, None, None], gamma=gammas[None, :, None], T=T[None, None, :],
                                        **{k: r[k] for k in lines}, order=r["transition_order"]))
    figure, axes = style.panels(len(alphas), len(gammas), height=2.1 * len(alphas) + 0.3, sharex=True, sharey=True)
    for a, alpha in enumerate(alphas):
        for g, gamma in enumerate(gammas):
            panel = axes[a, g]
            field, order = r["B_c2"][a, g], r["transition_order"][a, g]
            first = order == 1
            # a stretch of one order reaches over to its neighbour, so that no gap is left
            reach = first | np.append(first[1:], False) | np.insert(first[:-1], 0, False)
            panel.fill_between(T, r["B_supercooling"][a, g], r["B_superheating"][a, g], color=COLOURS[5], alpha=0.35, linewidth=0,
                               label="metastable")
            panel.fill_between(T, r["B_collapse"][a, g], field, color=COLOURS[3], alpha=0.35, linewidth=0, label="gapless")
            panel.plot(T, field, color=COLOURS[0], label="second order")
            panel.plot(T, np.where(reach, field, np.nan), color=COLOURS[1], linewidth=2.0, label="first order")
            if np.isfinite(r["B_jump"][a, g]).any():
                panel.plot(T, r["B_jump"][a, g], color=COLOURS[4], linestyle="--", label=r"jump of $\Delta$")
            tricritical = r["T_tricritical"][a, g]
            if np.isfinite(tricritical):
                panel.plot(tricritical, np.interp(tricritical, T, field), "o", color="black", zorder=5, label="tricritical point")
            panel.set_title(rf"$\Gamma$ = {gamma:g} $\Delta_0$, $\alpha p_F$ = {alpha:g} $\Delta_0$")
            panel.set(xlim=(0, 1), ylim=(0, None))
    for panel in axes[-1]:
        panel.set_xlabel(TEMPERATURE)
    for panel in axes[:, 0]:
        panel.set_ylabel(FIELD)
    found = {}
    for panel in axes.flat:
        found.update(dict(zip(*reversed(panel.get_legend_handles_labels()))))
    style.legend_above(figure, found.values(), found.keys(), len(found))
    return figure


def order_map(bench):
    """Order of the transition and critical field at low temperature over Rashba coupling and disorder."""
    n = bench.size(31, 5)
    alpha, gamma = np.linspace(0, 1.6, n), np.linspace(0, 0.4, n)
    lines = bench.tables([f"line --T 0.02 --beta 7 --alpha {a:.8g} --gamma {g:.8g}" for a in alpha for g in gamma])
    order, field, low, high = (np.array([line[k][0] for line in lines]).reshape(n, n)
                               for k in ("order", "B_c2", "B_supercooling", "B_superheating"))
    window = (high - low) / field
    bench.numbers("order-map", long_format(alpha=alpha[:, None], gamma=gamma[None, :], order=order, B_c2=field, hysteresis=window))
    figure, axes = style.panels(1, 2, height=2.9)
    colours = plt.matplotlib.colors.ListedColormap(["#ffffff", "#f5c29b", "#bcd5e8"])
    axes[0, 0].pcolormesh(alpha, gamma, order.T, cmap=colours, vmin=-0.5, vmax=2.5, rasterized=True)
    levels = axes[0, 0].contour(alpha, gamma, field.T, colors="#303030", linewidths=0.6, levels=np.arange(3, 9, 0.5))
    axes[0, 0].clabel(levels, fmt="%g", fontsize=6.5)
    handles = [plt.Rectangle((0, 0), 1, 1, facecolor=c, edgecolor="#606060") for c in ("#f5c29b", "#bcd5e8")]
    axes[0, 0].legend(handles, ["first order", "second order"], loc="upper right", frameon=True, framealpha=1.0)
    image = axes[0, 1].pcolormesh(alpha, gamma, 100 * np.where(order == 1, window, np.nan).T, cmap="cividis", rasterized=True)
    axes[0, 1].set_facecolor("#e8e8e8")
    figure.colorbar(image, ax=axes[0, 1], label=r"hysteresis $(B_{sh} - B_{sc})/B_{c2}$ [%]")
    for panel, title in zip(axes[0], (r"order, and $B_{c2}$ [$\Delta_0$]", "width of the hysteresis")):
        panel.set(xlabel=r"Rashba coupling $\alpha p_F$ [$\Delta_0$]", ylabel=r"scattering rate $\Gamma$ [$\Delta_0$]", title=title)
    return figure


def errors(bench):
    """Errors of the closed formulas against the exact engine."""
    figure, axes = style.panels(2, 2, height=5.0)
    columns = {"formula": [], "parameter": [], "x": [], "error_percent": []}

    def add(panel, formula, parameter, x, error, i, label):
        panel.plot(x, error, color=COLOURS[i], linestyle=DASHES[i], label=label)
        columns["formula"] += [formula] * len(x)
        columns["parameter"] += [float(parameter)] * len(x)
        columns["x"] += [float(v) for v in x]
        columns["error_percent"] += [float(v) for v in error]

    alphas = np.geomspace(0.03, 2, bench.size(20, 4))
    for i, beta in enumerate((3, 7, 20)):
        exact = [line["B_c2"][0] for line in bench.tables([f"line --T 0.01 --beta {beta} --alpha {a:.8g}" for a in alphas])]
        formula = bench.table(f"formula rashba-field --beta {beta} --alpha {','.join(f'{a:.8g}' for a in alphas)}")["B_c2"]
        add(axes[0, 0], "lambert-w", beta, alphas, 100 * (formula / exact - 1), i, rf"$\beta$ = {beta} $\Delta_0$")
    axes[0, 0].set(xscale="log", xlabel=r"$\alpha p_F$ [$\Delta_0$]", title="(a) Lambert W field, $T$ = 0.01 $T_{c0}$")

    T = f"0.01:0.99:{bench.size(50, 6)}"
    for i, gamma in enumerate((0.02, 0.1, 0.5)):
        exact = bench.table(f"line --T {T} --beta 7 --gamma {gamma}")
        formula = bench.table(f"formula ising --T {T} --beta 7")
        add(axes[0, 1], "ising", gamma, exact["T"], 100 * (formula["B_c2"] / exact["B_c2"] - 1), i, rf"$\Gamma$ = {gamma} $\Delta_0$")
    axes[0, 1].set(xlabel=TEMPERATURE, title=r"(b) Ising formula, $\beta$ = 7 $\Delta_0$")

    # KLB belongs to Gamma >> beta: 3 tau_SO/2 = Gamma/beta^2
    for i, (beta, gamma) in enumerate(((3, 10), (7, 10), (15, 10))):
        exact = bench.table(f"line --T {T} --beta {beta} --gamma {gamma}")
        formula = bench.table(f"formula klb --T {T} --spin-orbit-rate {1.5 * beta**2 / gamma}")
        add(axes[1, 0], "klb", beta, exact["T"], 100 * (formula["B_c2"] / exact["B_c2"] - 1), i,
            rf"$\beta$ = {beta} $\Delta_0$, $\Gamma$ = {gamma} $\Delta_0$")
    axes[1, 0].set(xlabel=TEMPERATURE, title=r"(c) KLB formula, $3\tau_{SO}/2 = \Gamma/\beta^2$")

    for i, alpha in enumerate((0.1, 0.3, 1.0)):
        B = np.linspace(0.1, 6, bench.size(60, 8))
        fields = ",".join(f"{b:.8g}" for b in B)
        formula = bench.table(f"formula rashba-gap --T 0.1 --beta 7 --alpha {alpha} --B {fields}")["order_parameter_eq3"]
        exact = np.array([bench.json(f"point --T 0.1 --B {b:.8g} --beta 7 --alpha {alpha}")["order_parameter"] for b in B])
        both = (exact > 0) & (formula > 0)
        add(axes[1, 1], "rashba-gap eq. 3", alpha, B[both], 100 * (formula[both] / exact[both] - 1), i, rf"$\alpha p_F$ = {alpha} $\Delta_0$")
    axes[1, 1].set(xlabel=FIELD, title=r"(d) order parameter of eq. 3, $T$ = 0.1 $T_{c0}$, $\beta$ = 7 $\Delta_0$")
    for panel in axes.flat:
        panel.axhline(0, color="#999999", linewidth=0.6)
        panel.set_ylabel("formula/exact - 1 [%]")
        low, high = panel.get_ylim()
        panel.set_ylim(low - 0.02 * (high - low), high + 0.02 * (high - low))
        panel.legend(loc="best")
    bench.numbers("errors", columns)
    return figure


def tunnelling(bench):
    """dI/dV of a tunnel junction over voltage and field at three temperatures: mirage gaps and the Rashba collapse."""
    temperatures = (0.05, 0.2, 0.5)
    n = bench.size(64, 8)
    fields = np.linspace(0, 5.6, n)
    voltages = f"-9:9:{bench.size(601, 61)}"
    curves = bench.tables([f"spectrum --T {T} --B {B:.8g} --beta 7 --alpha 0.3 --gamma 0.05 --eta 0.02 --energy {voltages} --conductance"
                           for T in temperatures for B in fields])
    maps = np.array([c["conductance"] for c in curves]).reshape(len(temperatures), n, -1)
    V = np.linspace(-9, 9, maps.shape[2])
    bench.numbers("tunnelling", long_format(T=np.array(temperatures)[:, None, None], B=fields[None, :, None], voltage=V[None, None, :],
                                            conductance=maps))
    figure, axes = style.panels(1, 3, height=2.9, sharex=True, sharey=True)
    for panel, T, values in zip(axes[0], temperatures, maps):
        image = panel.pcolormesh(V, fields, values, cmap="cividis", vmin=0, vmax=1.6, rasterized=True)
        panel.set(xlabel=r"voltage $eV$ [$\Delta_0$]", title=rf"$T$ = {T} $T_{{c0}}$")
    axes[0, 0].set_ylabel(FIELD)
    figure.colorbar(image, ax=axes, label=r"$dI/dV$, relative to the normal state", extend="max")
    return figure


FIGURES = {"phases": phases, "order-map": order_map, "errors": errors, "tunnelling": tunnelling}

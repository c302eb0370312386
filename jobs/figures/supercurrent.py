"""Superfluid stiffness, J(Q) and the depairing current: the momentum of the pairs as an experiment would see it."""

import numpy as np

from bench import long_format
from beyond import FIELD
from ising_mirage.plot import style
from ising_mirage.plot.style import COLOURS, DASHES
from momentum import legend_of


def crossings(x, y):
    """Where y goes through zero, downwards."""
    i = np.flatnonzero((y[:-1] > 0) & (y[1:] <= 0))
    return x[i] + (x[i + 1] - x[i]) * y[i] / (y[i] - y[i + 1])


def stiffness(bench):
    """Superfluid stiffness of the uniform state across and along the field, with the sign change that announces the momentum."""
    r = bench.sweep("momentum", f"--momentum 0 --grid.T=0.05,0.15,0.25,0.5 --grid.B=0:3.82:{bench.size(192, 11)}")
    B, T, gammas = r["B"], r["T"], r["gamma"]
    values = {name: np.where(r["order_parameter"][0] > 0, r[name][0], np.nan) for name in ("stiffness_across", "stiffness_along")}
    lines = bench.tables([f"line --T {t:g} --beta 7 --alpha 1 --gamma {g:g} --momentum auto" for g in gammas for t in T])
    onset = np.array([line["B_momentum_onset"][0] for line in lines]).reshape(len(gammas), len(T))
    bench.numbers("stiffness", long_format(gamma=gammas[:, None, None], T=T[None, :, None], B=B[None, None, :], **values,
                                           B_momentum_onset=onset[:, :, None]))
    figure, axes = style.panels(len(gammas), 2, height=4.4, sharex=True, sharey=True)
    for g, gamma in enumerate(gammas):
        for panel, (name, curves) in zip(axes[g], values.items()):
            panel.axhline(0, color="#999999", linewidth=0.6)
            for i, t in enumerate(T):
                stable = np.searchsorted(B, onset[g, i]) if np.isfinite(onset[g, i]) else len(B)
                panel.plot(B[:stable], curves[g, i][:stable], color=COLOURS[i], label=f"$T$ = {t:g} $T_{{c0}}$")
                panel.plot(B[stable - 1:], curves[g, i][stable - 1:], color=COLOURS[i], linestyle=(0, (2, 1)), linewidth=0.9)
                for zero in crossings(B, curves[g, i]):
                    panel.plot(zero, 0, "o", color=COLOURS[i], markerfacecolor="white", zorder=5)
            panel.set_title(rf"{name.split('_')[1]} the field, $\Gamma$ = {gamma:g} $\Delta_0$")
        axes[g, 0].set_ylabel(r"superfluid stiffness")
    for panel in axes[-1]:
        panel.set(xlabel=FIELD, xlim=(0, 4))
    axes[0, 0].plot([], [], color="#666666", linestyle=(0, (2, 1)), linewidth=0.9, label="where a momentum is more stable")
    axes[0, 0].plot([], [], "o", color="#666666", markerfacecolor="white", label="change of sign")
    legend_of(figure, axes[:1, :1], 3, r"$\beta$ = 7 $\Delta_0$, $\alpha p_F$ = $\Delta_0$, uniform state; 1 at $T$ = 0, $B$ = 0, clean")
    return figure


def depairing(bench, words):
    """The largest current over all momenta."""
    found = bench.json(f"current --Q 0:0.1:2 --threads 1 {words}")["depairing"]
    return found["current"] if found else np.nan


def supercurrent(bench):
    """Current against pair momentum at several fields, and the depairing current against field."""
    T, fields = 0.1, (0.0, 2.0, 3.0, 3.4, 3.8)
    curves = bench.tables([f"current --Q 0:1:{bench.size(201, 12)} --T {T} --B {B} --beta 7 --alpha 1" for B in fields])
    cases = [(t, g) for g in (0.0, 0.1) for t in (0.05, 0.15, 0.35)]
    B = np.linspace(0, 5, bench.size(51, 3))
    largest = np.array(bench.each(lambda words: depairing(bench, words), [f"--T {t} --gamma {g} --B {b:.8g} --beta 7 --alpha 1"
                                                                        for t, g in cases for b in B]), dtype=float).reshape(len(cases), -1)
    bench.numbers("supercurrent", long_format(B=np.array(fields)[:, None], Q=curves[0]["Q"][None, :], **{
        name: np.array([curve[name] for curve in curves]) for name in ("order_parameter", "free_energy", "current")}))
    bench.numbers("supercurrent-depairing", long_format(gamma=np.array([c[1] for c in cases])[:, None], T=np.array([c[0] for c in cases])[:, None],
                                                        B=B[None, :], depairing_current=largest))
    figure, axes = style.panels(1, 2, height=2.9)
    for i, (field, curve) in enumerate(zip(fields, curves)):
        axes[0, 0].plot(curve["Q"], np.where(curve["order_parameter"] > 0, curve["current"], np.nan), color=COLOURS[i], linestyle=DASHES[i],
                        label=rf"$B$ = {field:g} $\Delta_0$")
    for i, ((t, g), current) in enumerate(zip(cases, largest)):
        axes[0, 1].plot(B, np.where(current > 0, current, np.nan), color=COLOURS[i % 3], linestyle=DASHES[i // 3],
                        label=rf"$T$ = {t:g} $T_{{c0}}$, $\Gamma$ = {g:g} $\Delta_0$")
    axes[0, 0].axhline(0, color="#999999", linewidth=0.6)
    axes[0, 0].set(xlabel=r"pair momentum $Q = v_F q/2$ [$\Delta_0$]", ylabel=r"current $J$ [$\Delta_0$]", xlim=(0, 1.05),
                   title=f"(a) $T$ = {T:g} $T_{{c0}}$, clean")
    axes[0, 1].set(xlabel=FIELD, ylabel=r"depairing current [$\Delta_0$]", xlim=(0, 5), ylim=(0, None), title="(b) largest $|J|$ over $Q$")
    for panel in axes[0]:
        panel.legend(loc="best", fontsize=6.5)
    style.legend_above(figure, [], [], 1, r"$\beta$ = 7 $\Delta_0$, $\alpha p_F$ = $\Delta_0$, one plane wave across the field")
    return figure


FIGURES = {"stiffness": stiffness, "supercurrent": supercurrent}

"""States whose pairs have a momentum, one plane wave: what becomes of the Rashba collapse when the momentum is free."""

import numpy as np

from bench import long_format
from beyond import FIELD, TEMPERATURE
from ising_mirage.plot import style
from ising_mirage.plot.style import COLOURS, DASHES, plt
from materials import in_words

GAPPED, GAPLESS, MOVING = "#dbe7f3", "#a9d8c5", "#f3cfa6"  # areas of the phases
LINES = ("B_c2", "B_collapse", "B_momentum", "Q_momentum", "B_momentum_onset")


def free_lines(bench, commands):
    """Lines with the momentum free, from JSON, which knows the order of the onset."""
    found = bench.each(lambda words: bench.json(f"{words} --threads 1")["rows"], commands)
    names = ("T", *LINES, "momentum_onset_order")
    return [{name: np.array([row[name] for row in rows], float) for name in names} for rows in found]


def draw_phases(panel, uniform, free, order):
    """Areas and lines of one (T, B) diagram."""
    T, top, onset = free["T"], free["B_c2"], free["B_momentum_onset"]
    end = np.where(np.isfinite(onset), onset, top)
    collapse = np.fmin(np.where(np.isfinite(free["B_collapse"]), free["B_collapse"], end), end)
    panel.fill_between(T, 0, collapse, color=GAPPED, linewidth=0, label="uniform, gapped")
    panel.fill_between(T, collapse, end, color=GAPLESS, linewidth=0, label="uniform, gapless")
    panel.fill_between(T, end, top, where=np.isfinite(onset), color=MOVING, linewidth=0, label="finite momentum (one plane wave)")
    panel.plot(T, top, color=COLOURS[0], label="$B_{c2}$, momentum free")
    panel.plot(T, np.where(np.isfinite(onset), uniform["B_c2"], np.nan), color=COLOURS[0], linestyle=":", label="$B_{c2}$, uniform")
    panel.plot(T, np.where(collapse < end * (1 - 1e-6), collapse, np.nan), color=COLOURS[3], linewidth=0.9, label="gap closes")
    first = order == 1
    reach = first | np.append(first[1:], False) & (order > 0)  # no gap between stretches of either order
    panel.plot(T, np.where(order == 2, onset, np.nan), color=COLOURS[1], linestyle="--", label="onset, second order")
    panel.plot(T, np.where(reach | np.insert(first[:-1], 0, False) & (order > 0), onset, np.nan), color=COLOURS[1], linewidth=1.8,
               label="onset, first order")


def legend_of(figure, axes, columns, title):
    found = {}
    for panel in axes.flat:
        found.update(dict(zip(*reversed(panel.get_legend_handles_labels()))))
    style.legend_above(figure, found.values(), found.keys(), columns, title)


def momentum_phases(bench):
    """(T, B) with the pair momentum free: uniform, gapless and finite-momentum phases over Rashba coupling and disorder."""
    alphas, gammas = (0.1, 0.3, 1.0), (0, 0.02, 0.1, 0.4)
    T = in_words([*np.geomspace(bench.size(0.01, 0.1), 0.42, bench.size(24, 2), endpoint=False), *np.linspace(0.42, 0.8, bench.size(6, 2))])
    words = [f"--beta 7 --alpha {a} --gamma {g}" for g in gammas for a in alphas]
    uniform = bench.tables([f"line --T {T} {w}" for w in words])
    free = free_lines(bench, [f"line --T {T} --momentum auto {w}" for w in words])
    order = [line["momentum_onset_order"] for line in free]
    shape = (len(gammas), len(alphas), -1)
    of = {name: np.array([line[name] for line in free]).reshape(shape) for name in LINES}
    bench.numbers("momentum-phases", long_format(
        gamma=np.array(gammas, float)[:, None, None], alpha=np.array(alphas)[None, :, None], T=free[0]["T"][None, None, :],
        B_c2_uniform=np.array([line["B_c2"] for line in uniform]).reshape(shape), **of, onset_order=np.array(order).reshape(shape)))
    figure, axes = style.panels(len(gammas), len(alphas), height=7.2, sharex=True, sharey=True)
    for panel, w, u, f, o in zip(axes.flat, words, uniform, free, order):
        draw_phases(panel, u, f, o)
        panel.set(xscale="log", xlim=(0.01, 0.8), ylim=(2, 7.6))
        panel.set_xticks([0.01, 0.03, 0.1, 0.3], ["0.01", "0.03", "0.1", "0.3"])
    for i, g in enumerate(gammas):
        axes[i, 0].set_ylabel(FIELD)
        for k, a in enumerate(alphas):
            axes[i, k].set_title(rf"$\Gamma$ = {g:g} $\Delta_0$, $\alpha p_F$ = {a:g} $\Delta_0$")
    for panel in axes[-1]:
        panel.set_xlabel(TEMPERATURE)
    legend_of(figure, axes, 4, r"$\beta$ = 7 $\Delta_0$")
    return figure


def momentum_at(bench, T, alpha, gamma):
    """Q of the largest second-order field; at a rate next to this one where a line did not converge."""
    for rate in (gamma, 1.003 * gamma, 0.997 * gamma):
        try:
            return bench.table(f"line --T {T:.8g} --gamma {rate:.10g} --alpha {alpha:.8g} --beta 7 --momentum auto --threads 1")["Q_momentum"][0]
        except RuntimeError as error:
            if "did not converge" not in str(error):
                raise
    return np.nan


def critical_disorder(bench, T, alpha):
    """The rate above which uniform pairs have the largest second-order field; 0 if they have it without disorder."""
    low, high = 0.005, 2.0
    ends = momentum_at(bench, T, alpha, low), momentum_at(bench, T, alpha, high)
    if ends[0] == 0:
        return 0.0
    if not (ends[0] > 0 and ends[1] == 0):
        return np.nan
    below = []
    for _ in range(bench.size(7, 2)):
        middle = np.sqrt(low * high)
        Q = momentum_at(bench, T, alpha, middle)
        if not np.isfinite(Q):
            return np.nan
        below += [(middle, Q**2)] if Q > 0 else []
        low, high = (middle, high) if Q > 0 else (low, middle)
    if len(below) < 2:
        return np.sqrt(low * high)
    (x, y), (near, last) = below[-2:]  # Q^2 goes to zero in proportion to the distance
    return min(near + last * (near - x) / (y - last), high) if last < y else np.sqrt(low * high)


def momentum_disorder(bench):
    """Disorder that ends the finite-momentum phase, against Rashba coupling and against temperature."""
    temperatures, alphas = (0.02, 0.1, 0.2)[bench.size(0, 1):], (0.1, 0.3, 1.0, 3.0)
    over_alpha, over_T = np.geomspace(0.04, 3, bench.size(13, 2)), np.geomspace(bench.size(0.02, 0.2), 0.5, bench.size(14, 2))
    cases = [(T, a) for T in temperatures for a in over_alpha] + [(T, a) for a in alphas for T in over_T]
    rates = np.array(bench.each(lambda case: critical_disorder(bench, *case), cases))
    first, second = np.split(rates, [len(temperatures) * len(over_alpha)])
    first, second = first.reshape(len(temperatures), -1), second.reshape(len(alphas), -1)
    bench.numbers("momentum-disorder", {"T": [float(c[0]) for c in cases], "alpha": [float(c[1]) for c in cases], "gamma": rates.tolist()})
    figure, axes = style.panels(1, 2, height=2.9, sharey=True)
    for i, T in enumerate(temperatures):
        shown = np.where(first[i] > 0, first[i], np.nan)
        axes[0, 0].plot(over_alpha, shown, color=COLOURS[i], linestyle=DASHES[i], label=f"$T$ = {T:g} $T_{{c0}}$")
    for i, a in enumerate(alphas):
        shown = np.where(second[i] > 0, second[i], np.nan)
        axes[0, 1].plot(over_T, shown, color=COLOURS[i], linestyle=DASHES[i], label=rf"$\alpha p_F$ = {a:g} $\Delta_0$")
    axes[0, 0].set(xlim=(0, 3), ylim=(0, 1.4), xlabel=r"Rashba coupling $\alpha p_F$ [$\Delta_0$]",
                   ylabel=r"critical disorder $\Gamma$ [$\Delta_0$]")
    axes[0, 1].set(xscale="log", xlim=(0.02, 0.5), xlabel=TEMPERATURE)
    axes[0, 1].set_xticks([0.02, 0.05, 0.1, 0.2, 0.5], ["0.02", "0.05", "0.1", "0.2", "0.5"])
    for panel, letter in zip(axes[0], "ab"):
        panel.set_title(f"({letter})", loc="left")
        panel.legend(loc="upper left" if letter == "a" else "upper right", ncols=1 if letter == "a" else 2)
    style.legend_above(figure, [], [], 1, r"$\beta$ = 7 $\Delta_0$; below the curves a phase of finite momentum (one plane wave), above them none")
    return figure


def joined(x, y, onset, order, end, at_end):
    """The curve up to its end, with a gap at an onset of first order."""
    x, y = x[np.isfinite(y)], y[np.isfinite(y)]
    x, y = np.append(x, end), np.append(y, at_end)
    i = np.searchsorted(x, onset)
    return (np.insert(x, i, onset), np.insert(y, i, np.nan)) if order == 1 else (x, y)


def momentum_transition(bench):
    """Order parameter and pair momentum against field through the transition, clean and with disorder."""
    r = bench.sweep("momentum", f"--grid.B=2.6:5.2:{bench.size(209, 10)}")
    B, T, gammas, onset = r["B"], r["T"], r["gamma"], r["B_momentum_onset"][0]
    superconducting = r["order_parameter"][0] > 0
    values = {name: np.where(superconducting, r[name][0], np.nan) for name in ("order_parameter", "pair_momentum")}
    bench.numbers("momentum-transition", long_format(gamma=gammas[:, None, None], T=T[None, :, None], B=B[None, None, :], **values,
                                                     B_momentum_onset=onset[:, :, None]))
    figure, axes = style.panels(2, len(gammas), height=4.2, sharex=True, sharey="row")
    for g, gamma in enumerate(gammas):
        for i, t in enumerate(T):
            order = r["momentum_onset_order"][0, g, i]
            before = np.searchsorted(B, onset[g, i]) - 1
            for panel, curves, last in zip(axes[:, g], (v[g] for v in values.values()), (0, r["Q_momentum"][0, g, i])):
                panel.plot(*joined(B, curves[i], onset[g, i], order, r["B_c2"][0, g, i], last), color=COLOURS[i], label=f"$T$ = {t:g} $T_{{c0}}$")
                if order == 1:
                    panel.plot([onset[g, i]] * 2, curves[i][before:before + 2], color=COLOURS[i], linestyle=":", linewidth=1.0)
        axes[0, g].set_title(rf"$\Gamma$ = {gamma:g} $\Delta_0$")
        axes[1, g].set(xlabel=FIELD, xlim=(2.6, 5.2), ylim=(-0.01, None))
    axes[0, 0].set(ylabel=r"order parameter $\Delta$ [$\Delta_0$]", ylim=(0, None))
    axes[1, 0].set(ylabel=r"momentum $Q = v_F q/2$ [$\Delta_0$]")
    axes[0, 0].plot([], [], color="#666666", linestyle=":", linewidth=1.0, label="first order")
    legend_of(figure, axes[:1], 5, r"$\beta$ = 7 $\Delta_0$, $\alpha p_F$ = $\Delta_0$, one plane wave across the field")
    return figure


def momentum_materials(bench):
    """MoS2 and WS2 with a Rashba coupling of the gap: critical field with uniform pairs and with the momentum free."""
    figure, axes = style.panels(1, 2, height=3.0)
    columns = {name: [] for name in ("material", "gamma_meV", "T_K", "B_c2_uniform_T", *(f"{name}{'_meV' if name[0] == 'Q' else '_T'}" for name in LINES))}
    for panel, (formula, text) in zip(axes[0], (("MoS2", "MoS$_2$"), ("WS2", "WS$_2$"))):
        tc0, beta = constants(bench, formula)
        gap = 1.7638769 * 0.08617333 * tc0
        T = in_words([*np.geomspace(bench.size(0.04, 0.1) * tc0, 0.36 * tc0, bench.size(16, 2), endpoint=False),
                      *np.linspace(0.36 * tc0, 0.99 * tc0, bench.size(14, 2))])
        rates = (0.0, 0.1 * gap)
        words = [f"--tc0 {tc0} --beta {beta} --alpha {gap:.6g} --gamma {g:.6g}" for g in rates]
        uniform, free = (bench.tables([f"line --T {T} {momentum} {w}" for w in words]) for momentum in ("", "--momentum auto"))
        for i, (g, u, f) in enumerate(zip(rates, uniform, free)):
            moving = np.isfinite(f["B_momentum_onset"])
            if i == 0:
                panel.fill_between(u["T"], f["B_momentum_onset"], f["B_c2"], where=moving, color=MOVING, linewidth=0)
            for curve, dash in ((f["B_c2"], "-"), (u["B_c2"], "--"), (f["B_momentum_onset"], ":")):
                panel.plot(u["T"], curve, color=COLOURS[2 * i], linestyle=dash)
            for name, values in zip(columns, ([formula] * len(moving), [g] * len(moving), u["T"], u["B_c2"], *(f[k] for k in LINES))):
                columns[name] += [x if isinstance(x, str) else float(x) for x in values]
        panel.set(xlim=(0, 0.7 * tc0), ylim=(0.55 * uniform[0]["B_c2"][0], None), xlabel="temperature $T$ [K]", ylabel="field $B$ [T]",
                  title=rf"{text}: $T_{{c0}}$ = {tc0:g} K, $\beta$ = {beta:g} meV," "\n" rf"$\alpha p_F$ = $\Delta_0$ = {gap:.3f} meV")
    bench.numbers("momentum-materials", columns)
    handles = [plt.Line2D([], [], color=COLOURS[0]), plt.Line2D([], [], color=COLOURS[2]), plt.Line2D([], [], color="#666666"),
               plt.Line2D([], [], color="#666666", linestyle="--"), plt.Line2D([], [], color="#666666", linestyle=":"),
               plt.Rectangle((0, 0), 1, 1, facecolor=MOVING)]
    style.legend_above(figure, handles, ["clean", r"$\Gamma$ = 0.1 $\Delta_0$", "$B_{c2}$, momentum free", "$B_{c2}$, uniform",
                                         "onset of the momentum", "finite momentum (one plane wave), clean"], 3)
    return figure


def constants(bench, formula):
    """Tc0 [K] and beta [meV] of the program's table."""
    deck = dict(line.split(" = ", 1) for line in bench.run(f"init {formula}").splitlines() if " = " in line and line[0] != "#")
    return float(deck["tc0"]), float(deck["beta"])


FIGURES = {"momentum-phases": momentum_phases, "momentum-disorder": momentum_disorder, "momentum-transition": momentum_transition,
           "momentum-materials": momentum_materials}

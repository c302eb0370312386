"""G. Tang, C. Bruder, W. Belzig, Phys. Rev. Lett. 126, 237001 (2021): the mirage gap."""

import numpy as np

from bench import long_format
from ising_mirage.plot import style
from ising_mirage.plot.style import COLOURS, DASHES, plt

ENERGY = r"energy $E$ [$\Delta_0$]"
FIELD = r"field $B$ [$\Delta_0$]"


def tang_1b(bench):
    """Quasiparticle bands near a valley, with the main and the mirage gaps."""
    xi = f"-12:12:{bench.size(961, 121)}"
    bands = bench.table(f"bands --T 0.1 --B 2 --beta 7 --xi {xi}")
    normal = bench.table(f"bands --T 0.1 --B 2 --beta 7 --order-parameter 0 --xi {xi}")
    gaps = bench.json("spectrum --T 0.1 --B 2 --beta 7 --energy 0")
    bench.numbers("tang-1b", {k: v.tolist() for k, v in bands.items()})
    figure, axes = plt.subplots(figsize=(style.SINGLE, 3.0))
    for k in range(1, 5):
        axes.plot(normal["xi"], normal[f"energy_{k}"], color="#999999", linestyle="--", linewidth=0.7)
        axes.plot(bands["xi"], bands[f"energy_{k}"], color=COLOURS[0])
    mirage = gaps["mirage"]
    for sign in (1, -1):
        band = sorted((sign * mirage["epsilon_2"], sign * mirage["epsilon_1"]))
        axes.axhspan(*band, color=COLOURS[1], alpha=0.25, linewidth=0)
    axes.axhspan(-gaps["gap_edge"], gaps["gap_edge"], color=COLOURS[2], alpha=0.25, linewidth=0)
    axes.text(11.7, mirage["epsilon_1"] + 0.2, "mirage gap", color=COLOURS[1], ha="right")
    axes.text(0, 0, "main gap", color=COLOURS[2], ha="center", va="center")
    axes.set(xlim=(-12, 12), ylim=(-11, 11), xlabel=r"$\xi$ [$\Delta_0$]", ylabel=ENERGY)
    return figure


def tang_1c(bench):
    """Density of states for several fields, offset."""
    r = bench.sweep("tang-1c", f"--spectrum.energy=-10:10:{bench.size(4001, 401)}")
    dos, energy, fields = r["dos"][0, 0, 0], r["energy"], r["B"]
    bench.numbers("tang-1c", long_format(B=fields[:, None], energy=energy[None, :], dos=dos))
    figure, axes = plt.subplots(figsize=(style.SINGLE, 4.2))
    for i, (field, colour) in enumerate(zip(fields, style.shades(len(fields)))):
        axes.plot(energy, np.minimum(dos[i], 3.4) + 2.0 * i, color=colour, linewidth=0.9)
        axes.text(4.1, 2.0 * i + 1.2, rf"$B$ = {field:g} $\Delta_0$", color=colour, ha="center")
    axes.set(xlim=(-10, 10), ylim=(0, 2.0 * len(fields) + 1.6), xlabel=ENERGY, ylabel=r"density of states $N/N_0$ (offset by 2)")
    return figure


def tang_2(bench):
    """Density of states and pair amplitudes of valley K for several scattering rates, offset."""
    gammas = (0, 0.2, 0.4, 1, 2)
    energy = f"-10:10:{bench.size(2001, 201)}"
    curves = [bench.table(f"spectrum --T 0.1 --B 2 --beta 7 --gamma {g} --eta 0.01 --energy {energy}") for g in gammas]
    stack = {name: np.array([c[name] for c in curves]) for name in ("dos", "f0_im", "fx_im", "ify_im")}
    bench.numbers("tang-2", long_format(gamma=np.array(gammas, float)[:, None], energy=curves[0]["energy"][None, :], **stack))
    figure, axes = style.panels(2, 2, height=5.2, sharex=True)
    names = (("dos", r"$\mathrm{Re}\,g_0$", 1.5, 3.2), ("f0_im", r"$\mathrm{Im}\,f_0$", 1.2, 2.4),
             ("fx_im", r"$\mathrm{Im}\,f_x$", 0.9, 1.2), ("ify_im", r"$\mathrm{Im}\,(i f_y)$", 0.9, 1.2))
    for panel, letter, (name, label, step, clip) in zip(axes.flat, "abcd", names):
        for i, gamma in enumerate(gammas):
            values = np.clip(stack[name][i], -clip, clip)
            panel.plot(curves[i]["energy"], values + step * i, color=style.shades(len(gammas))[i], linewidth=0.9,
                       label=rf"$\Gamma$ = {gamma:g} $\Delta_0$")
        panel.set(xlim=(-10, 10), ylabel=f"{label} (offset by {step:g})")
        low, high = panel.get_ylim()
        panel.set_ylim(low, high + 0.08 * (high - low))
        style.mark(panel, letter)
    for panel in axes[1]:
        panel.set_xlabel(ENERGY)
    handles, labels = axes[0, 0].get_legend_handles_labels()
    style.legend_above(figure, handles, labels, len(gammas))
    return figure


def tang_s4(bench):
    """Order parameter and width of the mirage gap against the field."""
    r = bench.sweep("tang-s4", f"--grid.B=0:6.4:{bench.size(129, 17)}")
    B, Delta, width = r["B"], r["order_parameter"][0, :, 0], r["mirage_width"][0, :, 0]
    approximate = 2 * Delta * B / np.hypot(7, B)
    gammas = r["gamma"]
    bench.numbers("tang-s4", long_format(gamma=gammas[:, None], B=B[None, :], order_parameter=Delta, mirage_width=width,
                                         width_eq6=approximate))
    figure, axes = style.panels(1, 2, height=2.5)
    for g, gamma in enumerate(gammas):
        label = rf"$\Gamma$ = {gamma:g} $\Delta_0$"
        axes[0, 0].plot(B, Delta[g], color=COLOURS[g], linestyle=DASHES[g], label=label)
        axes[0, 1].plot(B, width[g], color=COLOURS[g], linestyle=DASHES[g], label=label)
    axes[0, 1].plot(B, approximate[0], color=COLOURS[4], linestyle=":", label=r"eq. 6, $\Gamma$ = 0")
    axes[0, 0].set(xlabel=FIELD, ylabel=r"order parameter $\Delta$ [$\Delta_0$]", xlim=(0, 6.4), ylim=(0, 1.05))
    axes[0, 1].set(xlabel=FIELD, ylabel=r"width of the mirage gap $\delta$ [$\Delta_0$]", xlim=(0, 6.4), ylim=(0, 0.7))
    axes[0, 0].legend(loc="lower left")
    axes[0, 1].legend(loc="upper left", ncols=2)
    return figure


FIGURES = {"tang-1b": tang_1b, "tang-1c": tang_1c, "tang-2": tang_2, "tang-s4": tang_s4}

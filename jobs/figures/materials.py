"""Real materials: pockets with nodes, a triplet channel, the direction of the field, every kind of scattering."""

import csv

import numpy as np

from bench import long_format
from beyond import FIELD, TEMPERATURE
from ising_mirage.plot import style
from ising_mirage.plot.style import COLOURS, DASHES, plt


def temperatures(bench, low=0.003):
    """Dense at low temperature on a logarithmic scale, and towards Tc0."""
    below, above = np.geomspace(low, 0.3, bench.size(30, 3), endpoint=False), np.linspace(0.3, 0.99, bench.size(28, 4))
    return in_words(np.concatenate([below, above]))


def in_words(values):
    return ",".join(f"{v:.6g}" for v in values)


def nodes(bench):
    """A pocket around Gamma with nodes of beta cos 3 phi lowers B_c2; it is scattering that ends the upturn."""
    shares, rates = (0, 0.2, 0.4, 0.8), (0, 0.1)
    T = temperatures(bench)
    pocket = {n: f"--pocket 'G:share={n},beta=30,form=cos3phi'" if n else "" for n in shares}
    lines = bench.tables([f"line --T {T} --beta 60 --gamma {g} {pocket[n]}" for g in rates for n in shares])
    field = np.array([line["B_c2"] for line in lines]).reshape(len(rates), len(shares), -1)
    T = lines[0]["T"]
    klb = bench.table(f"formula klb --T {in_words(T)} --spin-orbit-rate {1.5 * 30}")["B_c2"]
    bench.numbers("nodes", long_format(gamma=np.array(rates)[:, None, None], share=np.array(shares)[None, :, None],
                                       T=T[None, None, :], B_c2=field))
    figure, axes = style.panels(1, 2, height=3.0)
    for i, n in enumerate(shares):
        for k, g in enumerate(rates):
            axes[0, 0].plot(T, field[k, i], color=COLOURS[i], linestyle=DASHES[k])
            axes[0, 1].plot(T, field[k, i] / np.interp(0.1, T, field[k, i]), color=COLOURS[i], linestyle=DASHES[k])
    axes[0, 0].plot(T, klb, color="#999999", linestyle=DASHES[3])
    handles = [plt.Line2D([], [], color=COLOURS[i], label=f"share {n:g}") for i, n in enumerate(shares)]
    handles += [plt.Line2D([], [], color="black", linestyle=DASHES[k], label=rf"$\Gamma$ = {g:g} $\Delta_0$") for k, g in enumerate(rates)]
    handles.append(plt.Line2D([], [], color="#999999", linestyle=DASHES[3], label=r"KLB, $\hbar/\tau_{SO} = 3\beta_\Gamma/2$"))
    axes[0, 0].set(xlabel=TEMPERATURE, ylabel=FIELD.replace("field $B$", "$B_{c2}$"), xlim=(0, 1), ylim=(0, None))
    axes[0, 1].set(xscale="log", xlabel=TEMPERATURE, ylabel=r"$B_{c2}(T)/B_{c2}(0.1\,T_{c0})$", ylim=(0, 2))
    for letter, panel in zip("ab", axes[0]):
        style.mark(panel, letter)
    style.legend_above(figure, handles, [h.get_label() for h in handles], 4,
                       r"$\beta_K$ = 60 $\Delta_0$, pocket with 30 $\Delta_0\,\cos 3\varphi$")
    return figure


def write_points(path, line):
    """A line as measured points with errors of one per cent."""
    with open(path, "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["T [K]", "B [T]", "sigma_B [T]"])
        for T, B in zip(line["T"], line["B_c2"]):
            if np.isfinite(B):
                writer.writerow([f"{T:.8g}", f"{B:.8g}", f"{0.01 * B:.3g}"])


def fits_without_the_channel(bench, channels, tc0, beta, gamma):
    """[(line, beta of a fit without the channel, its chi-squared, its curve)] of made-up samples between 0.35 and 0.97 Tc0."""
    found = []
    for T_t in channels:
        words = f"--tc0 {tc0} --beta {beta} --gamma {gamma}" + (f" --t-triplet {T_t * tc0}" if T_t else "")
        line = bench.table(f"line --T {0.52 * tc0:.6g}:{0.97 * tc0:.6g}:{bench.size(16, 8)} {words}")
        points = bench.out / f"triplet-{T_t:g}-points.csv"
        write_points(points, line)
        fit = bench.json(f"fit {points} --tc0 {tc0} --gamma {gamma} --free beta")
        fitted = fit["parameters"]["beta"]["value"]
        found.append((line, fitted, fit["reduced_chi2"], bench.table(f"line --T {0.02 * tc0:.6g}:{0.99 * tc0:.6g}:{bench.size(50, 8)} "
                                                                    f"--tc0 {tc0} --beta {fitted} --gamma {gamma}")))
    return found


def triplet(bench):
    """What a triplet channel does to B_c2, to the mirage gap, and to a fit that leaves it out."""
    channels, gamma = (0, 0.1, 0.3, 0.5), 0.02
    option = {t: f"--t-triplet {t}" if t else "" for t in channels}
    T = temperatures(bench, 0.02)
    lines = bench.tables([f"line --T {T} --beta 7 --gamma {gamma} {option[t]}" for t in channels])
    fields = np.linspace(0.2, 14, bench.size(50, 6))
    spectra = [bench.json(f"spectrum --T 0.05 --B {B:.6g} --beta 7 --gamma {gamma} {option[t]} --energy 0 --eta 0.001")["mirage"]
               for t in channels for B in fields]
    widths = np.array([s["width"] if s and s.get("width") is not None else np.nan for s in spectra], dtype=float).reshape(len(channels), -1)
    tc0, beta, si_gamma = 3.0, 3.19, 0.009  # 7 and 0.02 Delta0
    fits = fits_without_the_channel(bench, channels, tc0, beta, si_gamma)
    bench.numbers("triplet", long_format(T_t=np.array(channels)[:, None], T=lines[0]["T"][None, :], B_c2=np.array([line["B_c2"] for line in lines])))
    bench.numbers("triplet-width", long_format(T_t=np.array(channels)[:, None], B=fields[None, :], width=widths))
    bench.numbers("triplet-fit", {"T_t": list(map(float, channels)), "beta_meV": [beta] * len(channels), "fitted_beta_meV": [f[1] for f in fits],
                                  "reduced_chi2": [f[2] for f in fits]})
    figure, axes = style.panels(1, 3, height=2.7)
    for i, t in enumerate(channels):
        style_of = {"color": COLOURS[i], "linestyle": DASHES[i]}
        axes[0, 0].plot(lines[i]["T"], lines[i]["B_c2"], **style_of, label=f"$T_t$ = {t:g} $T_{{c0}}$" if t else "no channel")
        axes[0, 1].plot(fields, widths[i], **style_of)
        line, fitted, chi2, curve = fits[i]
        axes[0, 2].plot(line["T"] / tc0, line["B_c2"], "o", markersize=2.5, color=COLOURS[i])
        axes[0, 2].plot(curve["T"] / tc0, curve["B_c2"], **style_of, linewidth=0.9,
                        label=rf"$\beta^*$ = {fitted:.2f} meV, $\chi^2_\nu$ = {chi2:.0f}")
    axes[0, 0].set(yscale="log", xlim=(0, 1), ylim=(0.5, 1500), xlabel=TEMPERATURE, ylabel=FIELD.replace("field $B$", "$B_{c2}$"))
    axes[0, 1].set(xlim=(0, 14), ylim=(0, None), xlabel=FIELD, ylabel=r"width of the mirage gap [$\Delta_0$]")
    axes[0, 2].set(xlim=(0, 1), ylim=(0, None), xlabel=TEMPERATURE, ylabel=r"$B_{c2}$ [T]")
    axes[0, 0].legend(loc="upper right")
    axes[0, 2].set_ylim(0, 1.8 * max(np.nanmax(f[0]["B_c2"]) for f in fits))
    axes[0, 2].legend(loc="upper right", fontsize=6)
    for title, panel in zip((r"(a) $\beta$ = 7 $\Delta_0$, $\Gamma$ = 0.02 $\Delta_0$", r"(b) $T$ = 0.05 $T_{c0}$",
                             rf"(c) fits without it; $\beta$ = {beta} meV"), axes[0]):
        panel.set_title(title)
    return figure


def angle(bench):
    """B_c2 against the angle out of the plane, with and without orbital pair breaking, and Tinkham's formula."""
    tc0, beta = 3.0, 4.1
    cases = {"no orbital pair breaking": "", "1 cm$^2$/s, 0.6 nm": "--diffusion 1 --thickness 0.6",
             "1 cm$^2$/s, 3 nm": "--diffusion 1 --thickness 3"}
    theta = in_words([0, *np.geomspace(0.1, 90, bench.size(70, 6))])
    kelvins = (0.3, 1.5)
    lines = bench.tables([f"line --theta {theta} --T {T} --tc0 {tc0} --beta {beta} {words}" for T in kelvins for words in cases.values()])
    field = np.array([line["B_c2"] for line in lines]).reshape(len(kelvins), len(cases), -1)
    angles = lines[0]["theta"]
    tinkham = np.array([[bench.table(f"formula tinkham --tc0 {tc0} --theta {theta} --B-perpendicular {f[-1]:.10g} --B-parallel {f[0]:.10g}")["B_c2"]
                         for f in of_T] for of_T in field])
    bench.numbers("angle", long_format(T=np.array(kelvins)[:, None, None], case=np.array(["none", "0.6 nm", "3 nm"])[None, :, None],
                                       theta=angles[None, None, :], B_c2=field, tinkham=tinkham))
    figure, axes = style.panels(1, 2, height=2.9)
    for k, T in enumerate(kelvins):
        for i, case in enumerate(cases):
            axes[0, k].plot(angles[1:], field[k, i, 1:], color=COLOURS[i], label=case)
            axes[0, k].plot(angles[1:], tinkham[k, i, 1:], color=COLOURS[i], linestyle=":", linewidth=1.0)
        axes[0, k].set(xscale="log", yscale="log", xlim=(0.1, 90), xlabel=r"angle $\theta$ out of the plane [degree]",
                       ylabel=r"$B_{c2}$ [T]", title=f"({'ab'[k]}) $T$ = {T} K, $T_{{c0}}$ = {tc0} K, $\\beta$ = {beta} meV")
        axes[0, k].set_xticks([0.1, 1, 10, 90], ["0.1", "1", "10", "90"])
        axes[0, k].set_yticks([2, 5, 10, 20, 50], ["2", "5", "10", "20", "50"])
    axes[0, 0].plot([], [], color="#666666", linestyle=":", label="Tinkham, same ends")
    axes[0, 0].legend(loc="lower left")
    return figure


def knight(bench):
    """Residual spin susceptibility (Knight shift) against disorder: Ising, spin-orbit scattering, a pocket with nodes."""
    rates = np.geomspace(0.01, 10, bench.size(25, 5))
    cases = {
        r"valleys, $\beta$ = 7 $\Delta_0$": ("--beta 7 --gamma {0:.8g}", "--beta 7 --gamma {0:.8g}"),
        r"valleys, $\beta$ = 2 $\Delta_0$": ("--beta 2 --gamma {0:.8g}", "--beta 2 --gamma {0:.8g}"),
        "spin-orbit scattering alone": ("--gamma-spin-orbit {0:.8g}", "--gamma-spin-orbit {0:.8g}"),
        r"valleys and 0.4 of a pocket with nodes, both 7 $\Delta_0$":
            ("--beta 7 --gamma {0:.8g} --pocket 'G:share=0.4,beta=7,form=cos3phi'", None),
        r"nodes alone, 7 $\Delta_0\,\cos 3\varphi$": ("--gamma {0:.8g} --pocket 'G:share=1,beta=7,form=cos3phi'", None),
    }
    figure, axes = plt.subplots(figsize=(5.2, 3.4))
    columns = {"case": [], "rate": [], "susceptibility_ratio": [], "formula": []}
    for i, (case, (words, closed)) in enumerate(cases.items()):
        ratio = [bench.json(f"point --T 0.02 --B 0 {words.format(r)}")["susceptibility_ratio"] for r in rates]
        formula = [bench.table(f"formula susceptibility --T 0.02 {closed.format(r)}")["susceptibility_ratio"][0] if closed else np.nan for r in rates]
        axes.plot(rates, ratio, color=COLOURS[i], linestyle=DASHES[i], label=case)
        axes.plot(rates[::3], formula[::3], "o", color=COLOURS[i], markerfacecolor="white", markersize=3.5)
        columns["case"] += [case.replace("$", "").replace("\\", "")] * len(rates)
        columns["rate"] += rates.tolist()
        columns["susceptibility_ratio"] += [float(x) for x in ratio]
        columns["formula"] += [float(x) for x in formula]
    bench.numbers("knight", columns)
    axes.set(xscale="log", xlim=(0.01, 10), ylim=(0, 1), xlabel=r"scattering rate $\Gamma$ or $\Gamma_{so}$ [$\Delta_0$]",
             ylabel=r"$\chi_S/\chi_N$ at $T$ = 0.02 $T_{c0}$")
    handles, labels = axes.get_legend_handles_labels()
    handles.append(plt.Line2D([], [], linestyle="", marker="o", color="black", markerfacecolor="white", label="closed formula"))
    style.legend_above(figure, handles, labels + ["closed formula"], 2)
    return figure


def magnetic(bench):
    """Magnetic impurities: the upturn of B_c2 ends at a temperature of about their rate, the critical temperature falls less."""
    rates = (0, 0.01, 0.03, 0.1, 0.2)
    T = temperatures(bench)
    lines = bench.tables([f"line --T {T} --beta 7 --gamma-magnetic {g}" for g in rates])
    field = np.array([line["B_c2"] for line in lines])
    T = lines[0]["T"]
    critical = np.array([bench.json(f"point --T 0.01 --B 0 --beta 7 --gamma-magnetic {g}")["critical_temperature"] for g in rates], dtype=float)
    over_rates = np.linspace(0, 0.249, bench.size(40, 5))
    over = bench.table(f"line --gamma-magnetic {in_words(over_rates)} --T 0.01 --beta 7")
    law = bench.table("formula abrikosov-gorkov --rate " + in_words(2 * over_rates))["T_c"]
    bench.numbers("magnetic", long_format(gamma_magnetic=np.array(rates)[:, None], T_c=critical[:, None], T=T[None, :], B_c2=field))
    bench.numbers("magnetic-low", {"gamma_magnetic": over["gamma_magnetic"].tolist(), "B_c2": over["B_c2"].tolist(), "T_c": law.tolist()})
    figure, axes = style.panels(1, 2, height=2.9)
    colours = style.shades(len(rates))
    for colour, g, line in zip(colours, rates, field):
        axes[0, 0].plot(T, line, color=colour, label=rf"$\Gamma_m$ = {g:g} $\Delta_0$")
    axes[0, 0].set(xscale="log", xlim=(0.003, 1), ylim=(0, 10), xlabel=TEMPERATURE, ylabel=FIELD.replace("field $B$", "$B_{c2}$"),
                   title=r"(a) $\beta$ = 7 $\Delta_0$")
    axes[0, 0].legend(loc="upper right")
    axes[0, 1].plot(over["gamma_magnetic"], over["B_c2"] / over["B_c2"][0], color=COLOURS[1], label=r"$B_{c2}$ at 0.01 $T_{c0}$")
    axes[0, 1].plot(over["gamma_magnetic"], law, color=COLOURS[0], linestyle="--", label="$T_c$ (Abrikosov and Gor'kov)")
    axes[0, 1].plot(rates, critical, "o", color=COLOURS[0], markerfacecolor="white", label="$T_c$ of the engine")
    axes[0, 1].set(xlim=(0, 0.25), ylim=(0, 1.02), xlabel=r"magnetic scattering $\Gamma_m$ [$\Delta_0$]", ylabel="relative to none", title="(b) at low temperature")
    axes[0, 1].legend(loc="lower left")
    return figure


FIGURES = {"nodes": nodes, "triplet": triplet, "angle": angle, "knight": knight, "magnetic": magnetic}

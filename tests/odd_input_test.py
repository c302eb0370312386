#!/usr/bin/env python3
"""Measured tables and command lines as nobody would write them on purpose: `mirage fit`, `fit-spectrum`, `fit-sample`, `transitions` on
random tables with outliers, points without error, windows that are too narrow and the like, and every command with random options.

    python3 tests/odd_input_test.py PROGRAM [--fit N] [--spectrum N] [--sample N] [--transitions N] [--words N] [--seed S]

Each answers with exit status 0; or with one line, nothing else and exit status 2; or with 1 where it says what it did not find: no
signal, no hang, no number nan among the parameters. Files that it read are what they were.
"""

import argparse
import math
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile

LONGEST = 300  # seconds, for one command
ENVIRONMENT = dict(os.environ, OMP_NUM_THREADS="1")


class Odd(random.Random):
    """Random numbers of every size."""

    def power(self, low, high):
        return 10.0**self.uniform(low, high)

    def rarely(self, usual, *others, chance=0.03):
        return self.choice(others) if self.random() < chance else usual


def table(path, names, rows):
    path.write_text(",".join(names) + "\n" + "".join(",".join(row) + "\n" for row in rows))
    return path


def cell(x):
    return x if isinstance(x, str) else f"{x:.6g}"


def error(odd, size):
    """Of usual size, or far from it."""
    return cell(odd.rarely(size * odd.power(-2, 0.3), 0.0, 1e-300, 1e-14 * size, 1e3 * size, "", chance=0.05))


def field_points(odd, path):
    """B_c2(T) with scatter, outliers, bounds and errors that vanish; the critical temperature and the field at zero."""
    tc, field = odd.power(-1, 1.3), odd.power(-1, 2)
    stated = odd.choice([(), (), ("sigma_B",), ("sigma_T",), ("sigma_B", "sigma_T"), ("err (%)",)])
    scatter = odd.choice([0.0, 0.02, 0.3])
    rows = []
    for _ in range(odd.choice([1, 2, 3, 4, 8, 20])):
        T = tc * odd.rarely(odd.uniform(0.01, 1.02), 1.0, 50.0, 1e-4)
        B = field * math.sqrt(max(0.0, 1.0 - min(T / tc, 1.0)**2)) * (1.0 + odd.gauss(0.0, scatter))
        B = odd.rarely(B, 0.0, -B, 100.0 * B, 1e-9)
        sizes = {"sigma_B": 0.03 * field, "sigma_T": 0.01 * tc, "err (%)": 3.0}
        rows.append([cell(T), odd.rarely("", ">", "<", chance=0.06) + cell(B)] + [error(odd, sizes[name]) for name in stated])
    if odd.random() < 0.2:
        rows += rows[:2]
    return table(path, ["T (K)", "B (T)", *stated], rows), tc, field


def conductance_curve(odd, path, gap):
    """dI/dV like that of Dynes, in a window that may be far too narrow or too wide, with noise and gaps in it."""
    broadening, window = gap * odd.power(-3, 0), gap * odd.choice([0.05, 0.5, 1.5, 3.0, 8.0])
    size, noise = odd.power(-6, 3), odd.choice([1e-3, 0.02, 0.3])
    count = odd.choice([1, 5, 12, 15, 40, 120])
    stated = odd.random() < 0.4
    rows = []
    for i in range(count):
        V = odd.rarely(window * (2.0 * i / max(1, count - 1) - 1.0), 0.0, 100.0 * window, chance=0.01)
        z = complex(V, broadening)
        G = size * (abs((z / (z * z - gap * gap)**0.5).real) + odd.gauss(0.0, noise))
        rows.append([cell(V), cell(odd.rarely(G, 0.0, -G, 100.0 * G, "", "nan", chance=0.01))])
        if stated:
            rows[-1].append(error(odd, size * noise))
    return table(path, ["V (mV)", odd.choice(["G (uS)", "dI/dV"])] + ["sigma_G"] * stated, rows)


def state_of_curves(odd, count, tc, field):
    return ["--T", ",".join(cell(tc * odd.choice([0.03, 0.3, 0.8, 1.2])) for _ in range(count)),
            "--B", ",".join(cell(field * odd.choice([0.0, 0.0, 0.3, 0.9])) for _ in range(count))]


def fit(odd, folder):
    data, tc, _ = field_points(odd, folder / "points.csv")
    words = ["fit", data, "--model", odd.choice(["exact", "exact", "exact", "ising", "klb", "whh"])]
    further = [[], [], [], ["--tc0", cell(tc * odd.uniform(0.7, 1.3))], ["--bootstrap", "3"], ["--plan", "60"]]
    if words[3] == "exact":  # terms beyond the two-valley model take long; beyond Delta0/4 they leave no superconductivity
        further += [["--free", "tc0,beta,gamma"], ["--free", "tc0,beta,gamma,alpha"], ["--free", "gamma"]] * 2
        further += [["--free", "none", "--gamma-magnetic", cell(tc * odd.uniform(0.05, 0.5))],
                    ["--free", "none", "--orbital", cell(odd.power(0, 1))]]
    words += odd.choice(further)
    return words


def fit_spectrum(odd, folder):
    gap = odd.power(-1.5, 0.5)
    curves = [conductance_curve(odd, folder / f"curve{k}.csv", gap) for k in range(odd.choice([1, 1, 2]))]
    words = ["fit-spectrum", *curves, *state_of_curves(odd, len(curves), gap / 0.15, 12.0 * gap), "--model",
             odd.choice(["exact", "dynes", "maki"])]
    words += odd.choice([[], [], ["--background", "linear"], ["--range", f"{cell(-gap)}:{cell(gap * odd.uniform(0.1, 3.0))}"],
                         ["--delta", cell(gap * odd.power(-2, 3))], ["--v-ac", cell(gap * odd.power(-3, 5))]])
    return words


def fit_sample(odd, folder):
    data, tc, field = field_points(odd, folder / "points.csv")
    curve = conductance_curve(odd, folder / "curve.csv", 0.15 * tc * odd.choice([1.0, 1.0, 0.01, 30.0]))
    return ["fit-sample", "--points", data, "--spectra", curve, *state_of_curves(odd, 1, tc, field), "--free",
            odd.choice(["tc0", "eta,beta", "tc0,beta,eta"])]


def transitions(odd, folder):
    files = []
    for k in range(odd.choice([1, 1, 3])):
        swept, count, middle, other = odd.choice("TB"), odd.choice([1, 3, 5, 12, 100]), odd.power(-1, 1.5), odd.power(-2, 1.5)
        width, normal, noise = middle * odd.power(-3, 0), odd.power(-6, 6), odd.choice([0.0, 1e-3, 0.05, 0.5])
        reach = odd.choice([0.1, 0.5, 0.9])
        places = [middle * (1.0 + reach * (2.0 * i / max(1, count - 1) - 1.0)) for i in range(count)]
        places = odd.choice([places, places, places[::-1], places + places[::-1], odd.sample(places, count)])
        rows = []
        for x in places:
            R = normal * (0.5 + 0.5 * math.tanh((x - middle) / width)) + normal * odd.gauss(0.0, 1.0) * noise
            R = odd.rarely(R, 0.0, -R, 1e9 * R, "nan", chance=0.01)
            rows.append([cell(v) for v in ((x, other, R) if swept == "T" else (other, x, R))])
        files.append(table(folder / f"curve{k}.csv", ["T (K)", "B (T)", "R (Ohm)"], rows))
    return ["transitions", *files, *odd.choice([[], [], ["--criterion", "all"], ["--sweeps", "both"], ["--error", "noise"]])]


VALUES = ["", "-1", "0", "nan", "inf", "1e400", "-0", "1e-320", "0:1", "0:1:0", "1:0:3", "0:1:-3", ",", ",,", "1,,2", "1;2", "a", '"', "'",
          "--", "-", "none.csv", "points.csv", "/", "/dev/null", ".", "~", "\u00e9", "5 K", "0.1mK", "1e3 Oe", "tc0", "beta", "tc0=1:2",
          "beta=3:1", "beta=nan:1", "T=1,B=2", "T=9,B=2", "T=1,B=1", "T[mK]=1,B=2", "auto", "json", "table", "csv", "yes",
          "99999999999999999999", "0x10", "1_000", "0.5", "3"]


class Words:
    """Commands with options of their own, wrong, missing and doubled words."""

    def __init__(self, program, folder):
        T = [0.26, 0.52, 0.77, 1.03, 1.29, 1.55, 1.81, 2.06, 2.33, 2.59, 2.85, 3.11]
        B = [40.17, 36.48, 33.58, 30.44, 28.05, 25.22, 22.78, 20.25, 17.84, 14.28, 10.75, 5.42]
        table(folder / "points.csv", ["T", "B"], [[cell(x), cell(y)] for x, y in zip(T, B)])
        conductance_curve(Odd(7), folder / "curve.csv", 0.4)
        table(folder / "resistance.csv", ["T (K)", "R (Ohm)"],
              [[cell(0.1 * i), cell(50.0 + 50.0 * math.tanh(0.5 * i - 10.0))] for i in range(5, 40)])
        subprocess.run([program, "sweep", "--grid.T=0.1:0.9:3", "--grid.B=0:2:3", "--output", folder / "run.h5"], check=True,
                       capture_output=True, env=ENVIRONMENT)
        self.commands = [line.split() for line in """fit points.csv
            fit points.csv --compare ising,klb --format json
            fit points.csv --free tc0,beta,gamma --bootstrap 3
            fit-spectrum curve.csv --T 0.3 --B 0 --model dynes
            fit-sample --points points.csv --spectra curve.csv --T 0.3 --B 0 --free tc0
            transitions resistance.csv --field 2
            point --T 0.1 --B 1 --beta 7 --gamma 0.1
            line --T 0.1:0.9:3 --beta 3
            spectrum --T 0.1 --B 1 --beta 7 --energy 0:3:5
            visibility --beta 7 --T 0.1 --B 1
            bands --beta 3 --B 1 --xi -3:3:5
            current --T 0.5 --Q 0:0.5:3
            formula ising --T 0.1,0.2 --beta 3
            show run.h5
            show run.h5 --T 0.1 --format csv
            show points.csv
            verify run.h5
            help fit
            cite
            init --output deck.cfg
            sweep --grid.T 0.1:0.9:3 --grid.B 0:1:2 --output other.h5""".splitlines()]
        self.options = {}
        for name in {words[0] for words in self.commands}:
            told = subprocess.run([program, name, "--help"], check=True, capture_output=True, text=True, env=ENVIRONMENT).stdout
            self.options[name] = sorted(set(re.findall(r"--[a-zA-Z][\w.-]*", told)))

    def __call__(self, odd, _):
        words = list(odd.choice(self.commands))
        for _ in range(odd.choice([1, 1, 2, 3])):
            at = odd.randrange(1, len(words) + 1)
            option = odd.choice(self.options[words[0]] or ["--format"])
            change = odd.random()
            if change < 0.5:
                words += [option, odd.choice(VALUES)]
            elif change < 0.6:
                words.append(f"{option}={odd.choice(VALUES)}")
            elif change < 0.8:
                words[at:at + 1] = [odd.choice(VALUES)]
            elif change < 0.9:
                del words[at:at + 1]
            else:
                words += odd.choice(self.commands)[1:]
        return words


def fault(program, words, folder):
    """What is wrong with the answer; nothing where all is well."""
    before = {path: path.read_bytes() for path in folder.glob("*.*") if path.suffix in (".csv", ".h5")}
    try:
        run = subprocess.run([program, *words], cwd=folder, env=ENVIRONMENT, stdin=subprocess.DEVNULL, capture_output=True,
                             timeout=LONGEST)
    except subprocess.TimeoutExpired:
        return f"no answer after {LONGEST} s"
    out, err = (text.decode(errors="replace") for text in (run.stdout, run.stderr))
    lines = [line for line in err.splitlines() if line.startswith("mirage: ") and not line.startswith("mirage: note: ")]
    if run.returncode not in (0, 1, 2):
        return f"exit status {run.returncode}: {err[-300:]}"
    if run.returncode == 2 and (out or len(lines) != 1):
        return f"exit status 2, {len(lines)} lines, {len(out)} characters of output: {err[-300:]}"
    if run.returncode == 1 and not lines:
        return "exit status 1 without a word"
    if str(words[0]).startswith("fit") and re.search(r"^\S+ \[?.*\bnan\b.*\b(fixed|determined|bound)", out, re.MULTILINE):
        return "nan among the parameters"
    for path, was in before.items():
        if not path.exists() or (path.read_bytes() != was and path.name != "other.h5"):
            return f"{path.name} is not what it was"
    return ""


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("program", type=lambda text: str(pathlib.Path(text).resolve()))
    makers = {"fit": (fit, 15), "spectrum": (fit_spectrum, 30), "sample": (fit_sample, 2), "transitions": (transitions, 30),
              "words": (None, 120)}
    for name, (_, count) in makers.items():
        parser.add_argument(f"--{name}", type=int, default=count)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    bad = 0
    for name, (make, _) in makers.items():
        with tempfile.TemporaryDirectory() as place:
            folder = pathlib.Path(place)
            make = make or Words(asked.program, folder)
            for number in range(getattr(asked, name)):
                words = [str(word) for word in make(Odd(f"{name} {asked.seed} {number}"), folder)]
                if wrong := fault(asked.program, words, folder):
                    bad += 1
                    print(f"{name} {number}: mirage {' '.join(words)}\n    {wrong}")
                    for path in folder.glob("*.csv"):
                        if make is not None and name != "words":
                            print(f"    {path.name}: {path.read_text()[:1500]!r}")
        print(f"{name}: {getattr(asked, name)} commands")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()

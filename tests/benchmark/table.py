#!/usr/bin/env python3
"""Tables from what run.sh measured: Markdown to stdout (and into a README, between its marks), everything as JSON.

    table.py FOLDER OUT.json [--readme README.md]

Library calls: CPU time, which other jobs on the machine disturb least. Sweeps: wall time of the whole command, and of the
sweep within it where they are compared.
"""

import csv
import json
import os
import re
import statistics
import sys
from pathlib import Path

folder, out = Path(sys.argv[1]), Path(sys.argv[2])
readme = Path(sys.argv[4]) if len(sys.argv) > 4 and sys.argv[3] == "--readme" else None

PROGRAMS = ("point", "material", "momentum", "kernel", "textbook", "spectrum", "scaling")
PARTS = ("points", "spectra", "commands", "sweep", "scaling")
SETS = {"avx2": "AVX2", "avx512": "AVX-512"}
KEPT = Path(__file__).with_name("sets.json")  # medians with an instruction set, of the last machine that had it


# What was measured

def read_library():
    """Benchmark name -> its repetitions, in order; and the contexts of the programs."""
    runs, contexts = {}, {}
    for program in PROGRAMS:
        file = folder / f"{program}.json"
        if not file.exists():
            continue
        data = json.loads(file.read_text())
        contexts[program] = data["context"]
        for entry in data["benchmarks"]:
            if entry["run_type"] == "iteration":
                runs.setdefault(f"{program}:{entry['run_name']}", []).append(entry)
    for entries in runs.values():
        entries.sort(key=lambda entry: entry["repetition_index"])
    return runs, contexts


def read_sets():
    """Instruction set -> what was measured with it: date, processor, benchmark name -> median of seconds. Of this machine, else what is
    kept of another."""
    kept = json.loads(KEPT.read_text()) if KEPT.exists() else {}
    for which in SETS:
        found, date = {}, ""
        for program in PROGRAMS:
            file = folder / f"{program}-{which}.json"
            if not file.exists():
                continue
            data, times = json.loads(file.read_text()), {}
            date = max(date, data["context"]["date"][:10])
            for entry in data["benchmarks"]:
                if entry["run_type"] == "iteration" and not entry.get("error_occurred"):
                    times.setdefault(f"{program}:{entry['run_name']}", []).append(entry["cpu_time"] * UNIT[entry["time_unit"]])
            found |= {name: statistics.median(values) for name, values in times.items()}
        if found:
            kept[which] = {"date": date, "processor": processor(), "seconds": found}
    return kept


def processor():
    info = Path("/proc/cpuinfo")
    model = re.search(r"model name\s*: (.*)", info.read_text()) if info.exists() else None
    return model.group(1) if model else "unknown"


def read_commands():
    file = folder / "commands.json"
    return json.loads(file.read_text()) if file.exists() else {}


def read_sweeps():
    """(name, ranks, threads, points) -> wall times in the order of the runs, of the command; and of the sweep within."""
    commands, sweeps = {}, {}
    for part in PARTS:
        file = folder / f"{part}.csv"
        for row in csv.reader(file.open()) if file.exists() else ():
            key = (row[0], int(row[1]), int(row[2]), int(row[3]))
            commands.setdefault(key, []).append(float(row[4]))
            sweeps.setdefault(key, []).append(float(row[5]))
    return commands, sweeps


def read_load():
    """Load averages noted before, between and after the parts, of those that run on one core less one."""
    return [float(line.split(",")[1]) for part in PARTS if (folder / f"{part}.load").exists()
            for line in (folder / f"{part}.load").read_text().split()]


def read_files():
    """Seconds of writing the same bytes, in turn: by all ranks into a result file, by dd."""
    file = folder / "files.csv"
    rows = list(csv.reader(file.open())) if file.exists() else []
    return [float(row[1]) for row in rows], [float(row[2]) for row in rows], float(rows[0][0]) if rows else 0.0


UNIT = {"ns": 1e-9, "us": 1e-6, "ms": 1e-3, "s": 1.0}
library, contexts = read_library()
sets, whole = read_sets(), read_commands()
commands, sweeps = read_sweeps()
written, copied, file_bytes = read_files()


def seconds(name):
    """CPU times of a benchmark in seconds; nothing where it was not run or is in error."""
    return [e["cpu_time"] * UNIT[e["time_unit"]] for e in library.get(name, ()) if not e.get("error_occurred")]


def per_item(name):
    return [1.0 / e["items_per_second"] for e in library.get(name, ()) if e.get("items_per_second")]


def counter(name, key):
    """A counter as a whole number; it may be missing."""
    entries = library.get(name, ())
    return f"{entries[0][key]:.0f}" if entries and key in entries[0] else ""


def shape(ranks, threads):
    found = [times for key, times in sweeps.items() if key[:3] == ("shape", ranks, threads)]
    return found[0] if found else []


def pairwise(function, *series):
    """Runs taken in turn, so that a change of the machine's load falls on all of one turn."""
    return [function(*values) for values in zip(*series)] if all(series) else []


# Numbers as text

def digits(x, figures=3):
    """x with that many figures, without an exponent."""
    text = f"{x:.{figures}g}"
    return f"{float(text):,.0f}" if "e" in text or abs(x) >= 10 ** figures else text


def time_text(x):
    for unit, size in (("ns", 1e-9), ("µs", 1e-6), ("ms", 1e-3)):
        if x < 999.5 * size:
            return f"{digits(x / size)} {unit}"
    return f"{digits(x)} s"


def ratio_text(x):
    return digits(x)


def spread_text(values, text):
    return f"{text(min(values))} – {text(max(values))}"


# The rows that have a target

BOTH = "gamma_0_4_alpha_0_3"
ROWS = [  # work, values, text, target, whether small is good
    ("clean gap, T = 0.1 Tc0", seconds("point:point/clean_T_0_1"), time_text, 3e-6, True),
    ("the same, T = 0.01 Tc0", seconds("point:point/clean_T_0_01"), time_text, 6e-6, True),
    ("Γ = 0.4", seconds("point:point/gamma_0_4"), time_text, 40e-6, True),
    ("α = 0.3, clean", seconds("point:point/alpha_0_3"), time_text, 60e-6, True),
    ("Γ = 0.4, α = 0.3", seconds(f"point:point/{BOTH}"), time_text, 0.6e-3, True),
    ("largest second-order field, Γ = 0.4, α = 0.3", seconds(f"point:largest_field/{BOTH}"), time_text, 20e-6, True),
    *[(f"triplet channel over none, {name}",
       pairwise(lambda a, b: a / b, seconds(f"material:point/triplet_{case}"), seconds(f"point:point/{plain}")), ratio_text, 10,
       True)
      for name, case, plain in (("clean", "clean", "clean_T_0_1"), ("Γ = 0.4", "gamma_0_4", "gamma_0_4"),
                                ("α = 0.3, clean", "alpha_0_3", "alpha_0_3"), ("Γ = 0.4, α = 0.3", BOTH, BOTH))],
    ("two pockets, clean", seconds("material:point/two_pockets_clean"), time_text, 1e-3, True),
    ("two pockets, α, every scattering channel", seconds("material:point/two_pockets_every_channel"), time_text, 20e-3, True),
    ("density of states, 961 energies, Γ = 0.4", seconds("spectrum:energies_961/gamma_0_4"), time_text, 3e-3, True),
    ("the same, Γ = 0.4, α = 0.3", seconds(f"spectrum:energies_961/{BOTH}"), time_text, 0.1, True),
    ("r with gradient, one frequency, AVX2", per_item("kernel:pair_gradient/avx2/alpha_0"), time_text, 8e-9, True),
    ("the same with α = 0.3, one frequency and direction, AVX2", per_item("kernel:pair_gradient/avx2/alpha_0_3"), time_text,
     8e-9, True),
    ("r with gradient, one frequency, AVX-512", per_item("kernel:pair_gradient/avx512/alpha_0"), time_text, 2.5e-9, True),
    ("the same with α = 0.3, one frequency and direction, AVX-512", per_item("kernel:pair_gradient/avx512/alpha_0_3"),
     time_text, 5.3e-9, True),
    ("textbook over engine, Γ = 0.4, α = 0.3",
     pairwise(lambda a, b: a / b, seconds(f"textbook:textbook/{BOTH}/1e-10"), seconds(f"textbook:engine/{BOTH}/1e-10")),
     ratio_text, 1000, False),
    ("sweep of 250,000 points with all lines, 2 ranks",
     next((times for key, times in commands.items() if key[:3] == ("shape", 2, 1)), []), time_text, 60, True),
    ("2 ranks over 1 rank", pairwise(lambda a, b: a / b, shape(1, 1), shape(2, 1)), ratio_text, 1.9, False),
    ("slowest over fastest of 2 ranks, 2 threads, 2 x 2",
     pairwise(lambda *times: max(times) / min(times), shape(2, 1), shape(1, 2), shape(2, 2)), ratio_text, 1.1, True),
    (f"collective write of {file_bytes / 1e9:.1f} GB by 2 ranks, speed over that of dd with fsync",
     pairwise(lambda a, b: b / a, written, copied), ratio_text, 0.8, False),
]


def row_record(work, values, text, target, small):
    median = statistics.median(values)
    return {"work": work, "median": median, "least": min(values), "most": max(values), "runs": len(values),
            "unit": "s" if text is time_text else "ratio", "target": target,
            "met": median <= target if small else median >= target}


def targets_table():
    lines = ["| work | median | least – most | target | |", "|---|--:|--:|--:|---|"]
    for work, values, text, target, small in ROWS:
        if values:
            met = row_record(work, values, text, target, small)["met"]
            bound = f"{'≤' if small else '≥'} {text(target)}"
            lines.append(f"| {work} | {text(statistics.median(values))} | {spread_text(values, text)} | {bound} | "
                         f"{'met' if met else '**not met**'} |")
    return lines


# Materials and momentum

STATES = [  # work, benchmark
    ("triplet channel, clean", "material:point/triplet_clean"),
    ("triplet channel, Γ = 0.4, α = 0.3", f"material:point/triplet_{BOTH}"),
    ("two pockets, clean", "material:point/two_pockets_clean"),
    ("two pockets, scattering within and between them", "material:point/two_pockets_potential"),
    ("two pockets, α = 0.3, every channel", "material:point/two_pockets_every_channel"),
    ("the same in a tilted field", "material:point/two_pockets_every_channel_tilted"),
    ("B_c2 at one T, two pockets, scattering within and between them", "material:line/two_pockets_potential"),
    ("B_c2 at one T, two pockets, α = 0.3, every channel", "material:line/two_pockets_every_channel"),
    ("largest second-order field of the same", "material:largest_field/two_pockets_every_channel"),
    ("Q = 0.3, clean", "momentum:point/given_clean"),
    ("Q = 0.3, Γ = 0.4", "momentum:point/given_gamma_0_4"),
    ("Q = 0.3, α = 0.3, clean", "momentum:point/given_alpha_0_3"),
    ("Q = 0.3, Γ = 0.4, α = 0.3", f"momentum:point/given_{BOTH}"),
    ("the same with magnetic scattering", "momentum:point/given_magnetic"),
    ("best Q, which is 0, Γ = 0.4, α = 0.3", "momentum:point/best_uniform"),
    ("best Q > 0, T = 0.2 Tc0, B = 3.8, α = 1, clean", "momentum:point/best_moving_clean"),
    ("the same, Γ = 0.1", "momentum:point/best_moving_gamma_0_1"),
    ("with stiffness, clean", "momentum:point_with_stiffness/clean"),
    ("with stiffness, Γ = 0.4", "momentum:point_with_stiffness/gamma_0_4"),
    ("with stiffness, Γ = 0.4, α = 0.3", f"momentum:point_with_stiffness/{BOTH}"),
    ("current at Q = 0.3, Γ = 0.4, α = 0.3", f"momentum:current/{BOTH}"),
    ("depairing current, Γ = 0.4", "momentum:largest_current/gamma_0_4"),
    ("B_momentum, T = 0.2 Tc0, α = 1, clean", "momentum:field/clean"),
    ("the same, Γ = 0.1", "momentum:field/gamma_0_1"),
    ("the same, Γ = 0.1 and magnetic scattering", "momentum:field/magnetic"),
    ("B_c2 and onset of the best momentum, T = 0.2 Tc0, α = 1, clean", "momentum:transitions/clean"),
]


POINTS = [  # work, benchmark
    ("clean gap", "point:point/clean_T_0_1"),
    ("the same, T = 0.01 Tc0", "point:point/clean_T_0_01"),
    ("Γ = 0.4", "point:point/gamma_0_4"),
    ("α = 0.3, clean", "point:point/alpha_0_3"),
    ("Γ = 0.4, α = 0.3", f"point:point/{BOTH}"),
    ("largest second-order field, Γ = 0.4, α = 0.3", f"point:largest_field/{BOTH}"),
    ("density of states, 961 energies, Γ = 0.4", "spectrum:energies_961/gamma_0_4"),
    ("the same, Γ = 0.4, α = 0.3", f"spectrum:energies_961/{BOTH}"),
]


def states_table():
    """A column for each instruction set, with its date."""
    found = {which: sets[which] for which in SETS if which in sets}
    lines = ["| work | " + " | ".join(f"{SETS[which]}, {one['date']}" for which, one in found.items()) + " |", "|---|" + "--:|" * len(found)]
    for work, name in POINTS + STATES:
        cells = [time_text(one["seconds"][name]) if name in one["seconds"] else "" for one in found.values()]
        if any(cells):
            lines.append(f"| {work} | " + " | ".join(cells) + " |")
    return lines


# Whole commands, Python, the live page

def commands_table():
    lines = ["| command, one thread | CPU time | wall time | memory |", "|---|--:|--:|--:|"]
    for work, found in whole.get("commands", {}).items():
        lines.append(f"| {work} | {time_text(statistics.median(found['cpu_s']))} | {time_text(statistics.median(found['wall_s']))} | "
                     f"{found['bytes'] / 1e6:.0f} MB |")
    return lines


def calls_table():
    lines = ["| call | from | time |", "|---|---|--:|"]
    for key, where in (("python", "Python"), ("engine", "node, WebAssembly")):
        lines += [f"| {work} | {where} | {time_text(statistics.median(times))} |" for work, times in whole.get(key, {}).items()]
    return lines


# The textbook way

CASES = {"clean_T_0_1": "clean, T = 0.1 Tc0", "clean_T_0_01": "clean, T = 0.01 Tc0", "gamma_0_4": "Γ = 0.4",
         "alpha_0_3": "α = 0.3, clean", BOTH: "Γ = 0.4, α = 0.3"}


def textbook_table():
    lines = ["| state | error | engine | textbook | ratio | frequencies x directions | steps | improved | ratio |",
             "|---|--:|--:|--:|--:|--:|--:|--:|--:|"]
    for error in ("1e-10", "1e-5"):
        for case, state in CASES.items():
            engine = seconds(f"textbook:engine/{case}/{error}")
            if not engine:
                continue
            cells = [state, error, time_text(statistics.median(engine))]
            for way in ("textbook", "improved"):
                name = f"textbook:{way}/{case}/{error}"
                times = seconds(name)
                if times:
                    ratio = pairwise(lambda a, b: a / b, times, engine)
                    cells += [time_text(statistics.median(times)), digits(statistics.median(ratio))]
                else:
                    cells += ["wrong", ""]
                if way == "textbook":
                    cells += [f"{counter(name, 'frequencies')} x {counter(name, 'directions')}", counter(name, "steps")]
            lines.append("| " + " | ".join(cells) + " |")
    return lines


# Inner loops

def kernel_table():
    sets = [s for s in ("plain", "avx2", "avx512") if f"kernel:frequencies/{s}/clean" in library]
    if not sets:
        return []
    lines = ["| loop, per | " + " | ".join(sets) + " |", "|---|" + "--:|" * len(sets)]
    rows = [("r with gradient, frequency", "pair_gradient/{}/alpha_0"),
            ("r with gradient, α = 0.3, frequency and direction", "pair_gradient/{}/alpha_0_3"),
            ("search at one Δ, frequency: clean", "clean_sums/{}/alpha_0"), ("α = 0.3, clean", "clean_sums/{}/alpha_0_3"),
            ("gap equation at one Δ, frequency: clean", "frequencies/{}/clean"),
            ("Γ = 0.4", "frequencies/{}/gamma_0_4"), ("α = 0.3, clean", "frequencies/{}/alpha_0_3"),
            ("Γ = 0.4, α = 0.3", f"frequencies/{{}}/{BOTH}")]
    for what, name in rows:
        values = [per_item("kernel:" + name.format(s)) for s in sets]
        if all(values):
            lines.append(f"| {what} | " + " | ".join(time_text(statistics.median(v)) for v in values) + " |")
    return lines


# Growth

def growth(axis):
    """value -> material -> benchmark name, in the order of the runs."""
    table = {}
    for name in library:
        parts = name.removeprefix("scaling:").split("/")
        if name.startswith("scaling:") and parts[0] == axis:
            table.setdefault(parts[1], {})[parts[2]] = name
    return dict(sorted(table.items(), key=lambda item: -float(item[0]) if axis in ("T", "tolerance", "collapse")
                       else float(item[0])))


def growth_table(axis, head, columns):
    """Median time and, behind it, nodes x directions."""
    table = growth(axis)
    lines = [f"| {head} | " + " | ".join(columns.values()) + " |", "|--:|" + "--:|" * len(columns)]
    for value, found in table.items():
        cells = [value]
        for column in columns:
            times = seconds(found[column]) if column in found else []
            cells.append(f"{time_text(statistics.median(times))} ({counter(found[column], 'nodes')} x "
                         f"{counter(found[column], 'directions')})" if times else "")
        lines.append("| " + " | ".join(cells) + " |")
    return lines


def grid_table():
    lines = ["| points | clean: command | sweep | points/s | α = 0.3: command | sweep | points/s |",
             "|--:|--:|--:|--:|--:|--:|--:|"]
    for points in sorted({key[3] for key in sweeps if key[0].startswith("alpha_")}):
        cells = [f"{points:,}"]
        for name in ("alpha_0", "alpha_0.3"):
            key = (name, 1, 1, points)
            if key in sweeps:
                command, sweep = statistics.median(commands[key]), statistics.median(sweeps[key])
                cells += [time_text(command), time_text(sweep), digits(points / sweep)]
            else:
                cells += ["", "", ""]
        lines.append("| " + " | ".join(cells) + " |")
    return lines


def sweeps_table():
    lines = ["| deck | ranks x threads | points | command | sweep | least – most | points/s |",
             "|---|--:|--:|--:|--:|--:|--:|"]
    for (name, ranks, threads, points), times in sweeps.items():
        deck = {"shape": "`tests/benchmark/grid.cfg`"}.get(name)
        if deck:
            median = statistics.median(times)
            command = statistics.median(commands[name, ranks, threads, points])
            lines.append(f"| {deck} | {ranks} x {threads} | {points:,} | {time_text(command)} | {time_text(median)} | "
                         f"{spread_text(times, time_text)} | {digits(points / median)} |")
    return lines


# The machine

def machine():
    context = next(iter(contexts.values()), {})
    load = read_load()
    return {"processor": processor(), "cores": os.cpu_count(),
            "instruction_set": context.get("instruction_set", ""), "compiler": context.get("compiler", ""),
            "date": max((c["date"] for c in contexts.values()), default="")[:10],
            "load": [min(load), max(load)] if load else [],
            "runs": max((len(entries) for entries in library.values()), default=0)}


def machine_text(m):
    load = f", load average {m['load'][0]:.1f} – {m['load'][1]:.1f}" if m["load"] else ""
    return [f"{m['processor']}, {m['cores']} cores, {m['instruction_set']}, {m['compiler']}{load}; {m['date']}, medians of "
            f"{m['runs']} runs in random order."]


MATERIALS = {"clean": "clean", "gamma_0_4": "Γ = 0.4", "alpha_0_3": "α = 0.3", BOTH: "Γ = 0.4, α = 0.3"}
CLEANER = {"gamma_0": "Γ = 0", "gamma_0.01": "Γ = 0.01", "gamma_0.4": "Γ = 0.4"}
TABLES = {
    "machine": lambda: machine_text(machine()),
    "targets": targets_table,
    "states": states_table,
    "commands": commands_table,
    "calls": calls_table,
    "textbook": textbook_table,
    "kernel": kernel_table,
    "sweeps": sweeps_table,
    "temperature": lambda: growth_table("T", "T [Tc0]", MATERIALS),
    "beta": lambda: growth_table("beta", "β", MATERIALS),
    "tolerance": lambda: growth_table("tolerance", "tolerance", MATERIALS),
    "alpha": lambda: growth_table("alpha", "α", CLEANER),
    "collapse": lambda: growth_table("collapse", "1 - B/B_collapse", CLEANER),
    "gamma": lambda: growth_table("gamma", "Γ", {"alpha_0": "α = 0", "alpha_0.3": "α = 0.3"}),
    "grid": grid_table,
}

tables = {name: make() for name, make in TABLES.items()}
tables = {name: lines for name, lines in tables.items() if name == "machine" or len(lines) > 2}
print("\n\n".join("\n".join(lines) for lines in tables.values()))

record = {
    "machine": machine(),
    "rows": [row_record(*row) for row in ROWS if row[1]],
    "library": {name: {"cpu_time_s": seconds(name),
                       **{key: value for key, value in entries[0].items()
                          if key in ("nodes", "directions", "frequencies", "steps", "error", "label", "error_message")}}
                for name, entries in library.items()},
    "sweeps": [{"name": key[0], "ranks": key[1], "threads": key[2], "points": key[3], "command_s": commands[key],
                "sweep_s": times} for key, times in sweeps.items()],
    "sets": sets,
    "commands": whole,
    "files": {"bytes": file_bytes, "written_s": written, "dd_s": copied},
}
out.write_text(json.dumps(record, indent=1) + "\n")

if readme:
    KEPT.write_text(json.dumps(sets, indent=1, sort_keys=True) + "\n")
    text = readme.read_text()
    for name, lines in tables.items():
        if name == "machine" and {entry.partition(":")[0] for entry in library} != set(PROGRAMS):
            continue  # tables that were not measured anew are of the machine that is named
        block = "\n".join([f"<!-- {name}, by run.sh -->", *lines, "<!-- end -->"])
        text, count = re.subn(rf"<!-- {name}, by run.sh -->\n.*?<!-- end -->", lambda _: block, text, flags=re.DOTALL)
        if count != 1:
            sys.exit(f"table.py: {readme} has {count} places for the table '{name}'")
    readme.write_text(text)

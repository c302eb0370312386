"""The tables of the result file, from files that the program writes: every variable with its dimensions, units and meaning."""

import json
import subprocess

import h5py

from .manual import escaped

# Two small sweeps that have everything a file can have, in both systems of units.
SWEEPS = {"momentum": ["--momentum", "auto"],
          "spectrum": ["--t-triplet", "0.01", "--energy", "-2:2:3", "--conductance", "true"]}
SYSTEMS = {"reduced": ["--T", "0.5", "--B", "0.5", "--beta", "3"],
           "si": ["--tc0", "3", "--T", "1.5", "--B", "3", "--beta", "1.4"]}


def run_sweeps(program, folder):
    """{system: [files]}"""
    folder.mkdir(parents=True, exist_ok=True)
    files = {}
    for system, grid in SYSTEMS.items():
        for name, settings in SWEEPS.items():
            file = folder / f"{system}-{name}.h5"
            run = subprocess.run([program, "sweep", *grid, *settings, "--output", file, "--overwrite"], capture_output=True, text=True)
            if run.returncode:
                raise SystemExit(f"docs: {' '.join(map(str, run.args))}: {run.stderr}")
            files.setdefault(system, []).append(file)
    return files


def text_of(value):
    return value.decode() if isinstance(value, bytes) else str(value)


def flags(attributes):
    """`0 normal, 1 gapped`, where a variable is a flag."""
    if "flag_meanings" not in attributes:
        return ""
    words = text_of(attributes["flag_meanings"]).split()
    return "; " + ", ".join(f"{value} {word}" for value, word in zip(attributes["flag_values"], words))


def names_in_order(program, path):
    """The variables of a file, as the program lists them."""
    run = subprocess.run([program, "show", path, "--format", "json"], check=True, capture_output=True, text=True)
    return json.loads(run.stdout)["variables"]


def variables(program, files):
    """{name: (dimensions, unit, meaning)} of all files of one system of units, coordinates aside."""
    found = {}
    for path in files:
        names = names_in_order(program, path)
        with h5py.File(path) as file:
            for data in (file[name] for name in names if name not in found):
                axes = [dim[0].name.lstrip("/") for dim in data.dims]
                meaning = text_of(data.attrs["long_name"]) + flags(data.attrs)
                found[data.name.lstrip("/")] = (", ".join(axes), text_of(data.attrs.get("units", "1")), meaning)
    return found


def coordinates(files):
    """{name: (unit, meaning)}, in the order of dimensions"""
    found = {}
    for path in files:
        with h5py.File(path) as file:
            found |= {name: (text_of(data.attrs["units"]), text_of(data.attrs["long_name"])) for name, data in file.items()
                      if data.attrs.get("CLASS") == b"DIMENSION_SCALE"}
    return {name: found[name] for name in ("alpha", "gamma", "T", "B", "energy")}


def attributes(files):
    """[(name, an example)]"""
    found = {}
    for path in files:
        with h5py.File(path) as file:
            found |= {name: text_of(value) for name, value in file.attrs.items() if not name.startswith("_")}
    return sorted(found.items())


def units(reduced, si):
    """The unit in both systems, once where it is the same."""
    return "" if reduced == "1" else escaped(reduced if reduced == si else f"{reduced}, {si}")


def table(title, rows):
    """[(name, unit, meaning)]"""
    return f"| {title} | unit | |\n|---|---|---|\n" + "".join(f"| `{n}` | {unit} | {escaped(what)} |\n" for n, unit, what in rows)


def variable_tables(program, folder):
    """Tables of coordinates and variables, by the dimensions that they are on; units are reduced, SI."""
    files = run_sweeps(program, folder)
    reduced, si = variables(program, files["reduced"]), variables(program, files["si"])
    axes, axes_si = coordinates(files["reduced"]), coordinates(files["si"])
    text = "## Coordinates\n\n" + table("dimension", [(n, units(u, axes_si[n][0]), what) for n, (u, what) in axes.items()])
    for dims in dict.fromkeys(v[0] for v in reduced.values()):
        rows = [(n, units(unit, si[n][1]), what) for n, (on, unit, what) in reduced.items() if on == dims]
        text += f"\n## On {dims}\n\n" + table("variable", rows)
    return text


def attribute_table(folder):
    """The global attributes of one of these files with their values; the deck is shown elsewhere."""
    rows = attributes([folder / "si-spectrum.h5"])
    shown = [(n, v if "\n" not in v and len(v) < 90 else "(text)") for n, v in rows]
    return "| attribute | for example |\n|---|---|\n" + "".join(f"| `{n}` | {escaped(v)} |\n" for n, v in shown)

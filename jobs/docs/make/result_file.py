"""The tables of the result file, from files that the program writes: every variable with its dimensions, units and meaning."""

import subprocess

import h5py

from .manual import escaped

# Two small sweeps that have everything a file can have, in both systems of units.
SWEEPS = {"momentum": ["--momentum", "auto"],
          "spectrum": ["--t-triplet", "0.01", "--energy", "-2:2:3"]}
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


def variables(files):
    """{name: (dimensions, type, unit, meaning)} of all files of one system of units, coordinates aside."""
    found = {}
    for path in files:
        with h5py.File(path) as file:
            for name, data in file.items():
                if name in found or data.attrs.get("CLASS") == b"DIMENSION_SCALE":
                    continue
                axes = [dim[0].name.lstrip("/") for dim in data.dims]
                kind = "int8" if data.dtype.kind == "i" else "double"
                found[name] = (", ".join(axes), kind, text_of(data.attrs.get("units", "1")),
                               text_of(data.attrs["long_name"]) + flags(data.attrs))
    return found


def coordinates(files):
    """{name: (unit, meaning)}"""
    found = {}
    for path in files:
        with h5py.File(path) as file:
            found |= {name: (text_of(data.attrs["units"]), text_of(data.attrs["long_name"])) for name, data in file.items()
                      if data.attrs.get("CLASS") == b"DIMENSION_SCALE"}
    return found


def attributes(files):
    """[(name, an example)]"""
    found = {}
    for path in files:
        with h5py.File(path) as file:
            found |= {name: text_of(value) for name, value in file.attrs.items() if not name.startswith("_")}
    return sorted(found.items())


def unit(text):
    return "" if text == "1" else escaped(text)


def variable_tables(program, folder):
    """Markdown tables of coordinates and variables, by the dimensions that they are on."""
    files = run_sweeps(program, folder)
    reduced, si = variables(files["reduced"]), variables(files["si"])
    axes, axes_si = coordinates(files["reduced"]), coordinates(files["si"])
    text = "## Coordinates\n\n| dimension | reduced | SI | |\n|---|---|---|---|\n"
    text += "".join(f"| `{n}` | {unit(u)} | {unit(axes_si[n][0])} | {escaped(what)} |\n" for n, (u, what) in axes.items())
    for dims in dict.fromkeys(v[0] for v in reduced.values()):
        text += f"\n## On {dims}\n\n| variable | type | reduced | SI | |\n|---|---|---|---|---|\n"
        text += "".join(f"| `{n}` | {v[1]} | {unit(v[2])} | {unit(si[n][2])} | {escaped(v[3])} |\n"
                        for n, v in reduced.items() if v[0] == dims)
    return text


def attribute_table(folder):
    """The global attributes of one of these files with their values; the deck is shown elsewhere."""
    rows = attributes([folder / "si-spectrum.h5"])
    shown = [(n, v if "\n" not in v and len(v) < 90 else "(text)") for n, v in rows]
    return "| attribute | for example |\n|---|---|\n" + "".join(f"| `{n}` | {escaped(v)} |\n" for n, v in shown)

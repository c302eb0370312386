"""What single commands print as CSV or JSON: columns with their units, and the settings that they belong to."""

import csv
import io
import itertools
import json
import re
import shlex

import numpy as np

from ising_mirage.plot import words
from ising_mirage.plot.words import Refused

MOST_ROWS = 10**6
# what a row belongs to: the first columns
COORDINATES = {"sample", "tc0", "g_factor", "beta", "gamma", "alpha", "T", "B", "energy", "xi", "Q", "rate", *words.BEYOND}
TOLD_BESIDE = {"units", "T", "B", "beta", "gamma", "alpha", "tc0", "g_factor", "eta"}  # in JSON, beside the rows


def number(value):
    """NaN for nothing; text stays."""
    if value is None or value == "":
        return np.nan
    if isinstance(value, bool):
        return str(value)
    try:
        return float(value)
    except (TypeError, ValueError):
        return str(value)


def bare(name):
    return str(name).strip().replace("-", "_")


class Table:
    """Columns as arrays of numbers, or lists of words; `command` is the one that printed them: line, spectrum, bands, fit, point,
    formula or show."""

    def __init__(self, name):
        self.name = name
        self.units, self.version = "", ""
        self.settings, self.unit, self.said, self.more = {}, {}, "", {}

    def fill(self, columns, rows):
        if not rows or len(rows) > MOST_ROWS:
            raise Refused("holds no row" if not rows else f"has more than {MOST_ROWS} rows")
        self.columns = {}
        for k, column in enumerate(columns):
            values = [number(row[k]) for row in rows]
            is_text = any(isinstance(v, str) for v in values)
            self.columns[column] = [str(v) for v in values] if is_text else np.array(values)
        self.command = self.command_of(columns)
        if self.command == "fit" and not self.units:
            self.units = "si"
        if self.command == "point":  # its settings are columns
            if len(rows) > 1:
                raise Refused(f"holds {len(rows)} points: one file has one")
            self.settings.update({k: float(v[0]) for k, v in self.columns.items() if k in COORDINATES and isinstance(v, np.ndarray)})
        return self

    def command_of(self, columns):
        """By its columns: they are what is drawn."""
        has = set(columns)
        if {"T", "B_c2", "low", "high"} <= has:
            return "fit"
        if {"B_c2", "order"} <= has or {"B", "T_c", "order"} <= has:
            return "line"
        if {"energy", "f0_re"} <= has:
            return "spectrum"
        if {"xi", "energy_1"} <= has:
            return "bands"
        if {"T", "B", "sigma_T", "sigma_B", "criterion", "R_n"} <= has:
            return "transitions"
        if {"depth", "V_dip", "largest_temperature"} <= has:
            return "visibility"
        if {"Q", "order_parameter", "current"} <= has:
            return "current"
        if {"phase", "order_parameter"} <= has:
            return "point"
        if columns[0] in COORDINATES and not has <= COORDINATES:
            if self.said.startswith("show"):
                return "show"
            if self.said.startswith("formula") or self.is_formula(has):
                return "formula"
        hint = "; measured points are given by --data" if {"T", "B"} <= has and len(has) < 8 else ""
        raise Refused(f"not printed by mirage (columns {', '.join(map(words.in_short, columns[:8]))}){hint}")

    @staticmethod
    def is_formula(has):
        return bool(has & {"B_c2", "dos", "position", "order_parameter_eq3", "order_parameter_eq15"})

    def unit_of(self, column):
        """As the file says, else by the units of the settings."""
        if column in self.unit:
            return self.unit[column]
        base = "B" if column.startswith("B_") else "order_parameter" if is_energy(column) else column
        return words.unit(base, self.units)

    def numbers(self, column):
        values = self.columns.get(column)
        if not isinstance(values, np.ndarray):
            raise Refused(f"column '{column}': must be numbers")
        return np.where(np.abs(values) < 1e15, values, np.nan)

    def coordinates(self):
        """The names of the first columns, which say what a row belongs to."""
        return list(itertools.takewhile(COORDINATES.__contains__, self.columns))

    def groups(self, x):
        """[(coordinates other than x, rows)]: each is a curve along x."""
        others = [k for k in self.coordinates() if k != x]
        keys = list(zip(*(self.values(k) for k in others))) if others else [()] * len(self.values(x))
        rows = {}
        for i, key in enumerate(keys):
            rows.setdefault(key, []).append(i)
        return [(dict(zip(others, key)), np.array(found)) for key, found in rows.items()]

    def values(self, column):
        values = self.columns[column]
        return values.tolist() if isinstance(values, np.ndarray) else values

    def model(self):
        """What the numbers come from, for a legend."""
        name = self.said.removeprefix("formula").split()[:1]
        if self.said.startswith("formula") and name:
            return f"formula {name[0]}"
        if self.command == "fit":
            return f"fit, {self.settings['model']}" if "model" in self.settings else "fit"
        return "formula" if self.command == "formula" else "exact"


def is_energy(column):
    return column.startswith(("order_parameter", "position", "width", "epsilon", "energy"))


def command_line(text):
    """A command as it was typed, without the program."""
    typed = str(text).split()
    return " ".join(typed[1:] if typed and typed[0].rsplit("/", 1)[-1].startswith("mirage") else typed)


def shell_words(text):
    try:
        return shlex.split(text)
    except ValueError:  # the middle of a very long one is left out
        return text.split()


def units_of_columns(text):
    """{name: unit} of `T [Tc0], B_c2 [Delta0], order [1]`."""
    return {bare(n): words.shown_unit(u) for n, u in re.findall(r"([^,\[\]]+)\[([^\]]*)\]", text)}


def take_settings(table, found):
    """Numbers and words of {name: value}; what has several values is on an axis."""
    for name, value in found.items():
        if isinstance(value, list):
            value = value[0] if len(value) == 1 else None
        value = number(value)
        if bare(name) == "units":
            table.units = value if value in ("si", "reduced") else ""
        elif bare(name) in words.WORDS or isinstance(value, float) and np.isfinite(value):
            table.settings[bare(name)] = value


def from_csv(name, text):
    table = Table(name)
    lines = text.splitlines()
    for line in lines:
        if not line.startswith("#"):
            break
        word, _, rest = line[1:].strip().partition(":")
        if word == "command":
            table.said = command_line(rest)
        elif word == "parameters":
            take_settings(table, dict(w.partition("=")[::2] for w in shell_words(rest) if "=" in w))
        elif word == "fields":  # of a temperature: visibility
            table.more.setdefault("fields", []).append({k: number(v) for k, v in (w.split("=") for w in rest.split())})
        elif word == "columns":
            table.unit = units_of_columns(rest)
    body = [line for line in lines if line.strip() and not line.startswith("#")]
    if not body or len(body) > MOST_ROWS or len(body[0]) > 10000:
        raise Refused("not printed by mirage" if body else "empty")
    rows = list(csv.reader(io.StringIO("\n".join(body))))
    columns = [bare(c) for c in rows[0]]
    if len(set(columns)) != len(columns):
        raise Refused("not printed by mirage (two columns of one name)")
    for i, row in enumerate(rows[1:]):
        if len(row) != len(columns):
            raise Refused(f"row {i + 1} has {len(row)} values for {len(columns)} columns")
    return table.fill(columns, rows[1:])


def of_arrays(table, content):
    """(columns, rows) of nested lists, one level for each axis."""
    axes = [bare(k) for k in content["dims"]]
    coordinates = [content["coords"][k] for k in content["dims"]]
    variables = {bare(k): v for k, v in content["values"].items()}
    table.unit = {bare(k): words.shown_unit(str(v)) for k, v in content.get("unit_of", {}).items()}
    rows = list(itertools.product(*coordinates)) if np.prod([len(c) for c in coordinates]) <= MOST_ROWS else []
    flat = [np.array(v, dtype=object).ravel().tolist() for v in variables.values()]
    if any(len(values) != len(rows) for values in flat):
        raise Refused("its variables do not fit its axes")
    return axes + list(variables), [(*row, *values) for row, values in zip(rows, zip(*flat))]


def from_json(name, content):
    """Of any command but fit, which is a picture of its own (fit.py)."""
    table = Table(name)
    table.said = command_line(content.get("command", ""))
    take_settings(table, {k: v for k, v in content.items() if bare(k) in TOLD_BESIDE})
    take_settings(table, content.get("parameters", {}))
    if "dims" in content:
        return table.fill(*of_arrays(table, content))
    if "rows" in content:
        columns, rows = content.get("columns"), content["rows"]
        table.unit = {bare(k): words.shown_unit(str(v)) for k, v in content.get("unit_of", columns if isinstance(columns, dict) else {}).items()}
        if rows and isinstance(rows[0], dict):
            columns = list(rows[0])
            rows = [[row.get(c) for c in columns] for row in rows]
        columns = [bare(c) for c in columns]
        keep = len(columns)
        if any(len(row) != keep for row in rows):
            raise Refused("its rows differ in length")
        table.more = {k: content[k] for k in ("gap_edge", "mirage") if k in content}
        table.more["fields"] = [{k: number(v) for k, v in one.items()} for one in content.get("temperatures", [])]
    else:
        point = {k: v for k, v in content.items() if not isinstance(v, (dict, list))}
        columns, rows = [bare(k) for k in point], [list(point.values())]
        table.more = {"solutions": content.get("solutions", [])}
    return table.fill(columns, rows)


def read(name, text):
    """A table, or the content of a fit's JSON. Throws Refused."""
    try:
        if text.lstrip()[:1] not in ("{", "["):
            return from_csv(name, text.removeprefix("\ufeff"))
        content = json.loads(text)
        if not isinstance(content, dict):
            raise Refused("not printed by mirage")
        return content if "model" in content or "samples" in content else from_json(name, content)
    except (KeyError, ValueError, TypeError, AttributeError, IndexError, RecursionError, csv.Error) as error:
        raise Refused(f"not printed by mirage ({words.in_short(error)})") from None

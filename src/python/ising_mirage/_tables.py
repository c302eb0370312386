"""The tables of settings and results, as the library describes itself."""

from __future__ import annotations

import json
from typing import Any, Dict, List

from ising_mirage._library import library

DESCRIPTION: Dict[str, Any] = json.loads(library.mirage_description().decode())
SETTINGS: Dict[str, Dict[str, Any]] = {setting["name"]: setting for setting in DESCRIPTION["settings"]}
CALLS: Dict[str, Dict[str, Any]] = DESCRIPTION["calls"]
FORMULAS: Dict[str, Dict[str, Any]] = {formula["name"]: formula for formula in DESCRIPTION["formulas"]}
ALWAYS = ("alpha", "gamma", "T", "B")  # the last dimensions of a grid
#: dimensions of a grid, the slowest first
AXES: List[str] = [name for name, setting in SETTINGS.items() if setting["is_axis"] and name not in ALWAYS] + list(ALWAYS)


def outputs(call: str) -> Dict[str, Dict[str, Any]]:
    """What a call can give, by name."""
    return {output["name"]: output for output in CALLS[call]["outputs"]}


def inputs(call: str) -> Dict[str, Dict[str, Any]]:
    """The numbers that a call takes beside settings, by name."""
    return {number["name"]: number for number in CALLS[call]["inputs"]}


def unit(entry: Dict[str, Any], units: str) -> str:
    """Of a setting or a quantity."""
    return entry["unit"][units]

"""Pages of the folders of the sources: their README, in the order of the layers."""

import re

from .files import ROOT

ELSEWHERE = {"propagator"}  # the theory


def layers():
    """The folders in the order in which they may include each other."""
    order = re.search(r"^set\(order (.*)\)$", (ROOT / "tests" / "layers.cmake").read_text(), re.M)
    return order[1].split()


def folders():
    """Those with a text of their own."""
    return [folder for folder in layers() if (ROOT / "src" / folder / "README.md").is_file() and folder not in ELSEWHERE]


def pages():
    """{page: text}"""
    found = {f"developers/{folder}": f"```{{part}} src/{folder}/README.md\n```\n" for folder in folders()}
    return found | {"developers/tests": "```{part} tests/README.md\n```\n", "developers/fuzz": "```{part} tests/fuzz/README.md\n```\n"}


def contents():
    """The list of these pages."""
    names = "\n".join([*folders(), "tests", "fuzz", "documentation"])
    return f"```{{toctree}}\n:maxdepth: 1\n:hidden:\n\n{names}\n```\n"

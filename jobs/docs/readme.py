#!/usr/bin/env python3
"""What the README prints and shows, made anew: outputs of its commands and its pictures.

    python3 jobs/docs/readme.py [--check] --program build/mirage --out build/readme --python-path src/python

With --check nothing is written into the tree: what no longer holds is an error (status 1). Pictures are compared pixel by pixel, outputs
number by number to a relative 1e-6.
"""

import argparse
import os
import pathlib
import re
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.dont_write_bytecode = True

from make import refresh  # noqa: E402
from make.blocks import blocks, same  # noqa: E402
from make.files import ROOT  # noqa: E402
from make.parts import dialogues  # noqa: E402
from make.session import Session  # noqa: E402

README = ROOT / "README.md"
SHOWN = re.compile(r"!\[[^\]]*\]\(jobs/figures/([\w-]+)\.png\)")

# What the pictures are made by, that are no figure of jobs/figures.sh: commands, in a folder with `mirage` on the path.
COMMANDS = {
    "quickstart": "mpirun --bind-to none -n 2 mirage sweep {root}/jobs/quickstart.cfg --output quickstart.h5 --overwrite;"
                  "mirage plot quickstart.h5 --kind phase-diagram; mv quickstart-phase-diagram.png quickstart.png",
    "fit": "mirage fit {root}/jobs/data/synthetic-two-samples.csv --free tc0,beta,gamma --share beta --format json --output fit.json;"
           "mirage plot fit.json; mv fit-fit.png fit.png",
    "three-lines": "{python} {root}/jobs/examples/three_lines.py; mv B_c2.png three-lines.png",
}
PAGE = "explorer"  # of the live page, in a browser, where tests/explorer.sh has been


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="compare instead of writing")
    parser.add_argument("--program", type=pathlib.Path, default="build/mirage")
    parser.add_argument("--out", type=pathlib.Path, default="build/readme", help="folder of what is made on the way")
    parser.add_argument("--python-path", type=pathlib.Path, action="append", default=[], help="folder of the Python package")
    return parser.parse_args()


def checked_outputs(text, session):
    """(the text with its outputs as they are now, what differs)"""
    wrong = []
    for block in blocks(dialogues(text)):
        if block.not_run or block.kind != "console":
            continue
        for command, expected in zip(block.commands, block.expected):
            failed, lines, notes = session.shell(command)
            printed = notes + lines
            if failed:
                wrong.append(f"README.md:{block.line}: failed: {command}\n    " + "\n    ".join(printed))
            elif expected is not None and not same(expected, lines) and not same(expected, printed):
                wrong.append(f"README.md:{block.line}: {command}: prints something else now")
                text = refresh.with_output(text, command, expected, printed)
    return text, wrong


def draw_page(page, out, environment):
    """The live page in a browser. Returns what failed, or nothing where there is no browser to ask."""
    modules = page.parent / "tests/node_modules"
    if not (page.is_file() and modules.is_dir() and shutil.which("node")):
        return []
    run = subprocess.run(["node", ROOT / "tests/explorer/picture.mjs", out / f"{PAGE}.png"], capture_output=True, text=True,
                         env=environment | {"MIRAGE_PAGE": str(page), "MIRAGE_TEST_MODULES": str(modules)})
    return [f"{PAGE}.png: {run.stdout}{run.stderr}"] if run.returncode else []


def draw(names, out, environment):
    """Draws pictures into `out`. Returns what failed."""
    drawn = [name for name in names if name not in COMMANDS and name != PAGE]
    runs = {name: COMMANDS[name].format(root=ROOT, python=sys.executable).replace(";", "\n") for name in names if name in COMMANDS}
    runs["figures"] = " ".join([sys.executable, str(ROOT / "jobs/figures/draw.py"), "--out", ".", *drawn])
    wrong = []
    for name, script in runs.items():
        run = subprocess.run(["bash", "-e", "-c", script], cwd=out, env=environment, capture_output=True, text=True)
        if run.returncode:
            wrong.append(f"{name}.png: {run.stdout}{run.stderr}")
    return wrong


def main():
    given = arguments()
    program, out = given.program.resolve(), given.out.resolve()
    (out / "pictures").mkdir(parents=True, exist_ok=True)
    library = program.parent / "libmirage-ising.so.1"
    if library.exists():
        os.environ.setdefault("MIRAGE_LIBRARY", str(library))
    text = README.read_text(encoding="utf-8")
    session = Session(out / "work", program, [ROOT / "jobs", *[path.resolve() for path in given.python_path]])
    try:
        new, wrong = checked_outputs(text, session)
    finally:
        session.close()
    names = list(dict.fromkeys(SHOWN.findall(text)))
    environment = session.environment | {"MIRAGE_PROGRAM": str(program)}
    failed = draw(names, out / "pictures", environment) + draw_page(program.parent / "explorer/mirage.html", out / "pictures", environment)
    pictures = {name: (out / "pictures" / f"{name}.png", ROOT / "jobs/figures" / f"{name}.png") for name in names}
    pictures = {name: both for name, both in pictures.items() if both[0].exists()}
    changed = [name for name, both in pictures.items() if not refresh.same_picture(*both, share=0.1 if name == PAGE else 0.002)]
    if given.check:
        wrong += [f"jobs/figures/{name}.png: looks different now" for name in changed]
    else:
        README.write_text(new, encoding="utf-8")
        for name in changed:
            pictures[name][1].write_bytes(pictures[name][0].read_bytes())
        wrong = [line for line in wrong if "failed:" in line]
        print(f"README.md: {'written' if new != text else 'as it was'}; pictures: {', '.join(changed) or 'as they were'}")
    for line in wrong + failed:
        print(f"readme: {line}", file=sys.stderr)
    if wrong or failed:
        sys.exit(1)
    print(f"{len(pictures)} pictures and the outputs of README.md hold")


if __name__ == "__main__":
    main()

"""Runs the blocks of one page, each after the other, in a folder of its own."""

import json
import os
import subprocess
import sys

from .blocks import same

# A Python that is told statements as JSON, one on a line, and answers with what they print.
LOOP = """
import contextlib, io, json, sys, traceback
names = {"__name__": "__main__"}
for line in sys.stdin:
    code, kind = json.loads(line)
    out = io.StringIO()
    failed = False
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        try:
            exec(compile(code, "<page>", kind), names)
        except BaseException:
            failed = True
            traceback.print_exc(limit=-1)
    print(json.dumps([failed, out.getvalue()]), flush=True)
"""


class Session:
    """The folder, the environment and the Python of one page."""

    def __init__(self, folder, program, python_path):
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        for name, target in {"build": program.parent, "jobs": python_path[0]}.items():
            if not (folder / name).is_symlink():
                (folder / name).symlink_to(target)
        self.environment = dict(os.environ, PATH=f"{program.parent}:{os.environ['PATH']}", COLUMNS="120", MPLBACKEND="Agg",
                                MIRAGE_PYTHON=sys.executable, OMP_NUM_THREADS="1", OMPI_MCA_rmaps_base_oversubscribe="1",
                                OMPI_MCA_btl="^tcp", OMPI_ALLOW_RUN_AS_ROOT="1", OMPI_ALLOW_RUN_AS_ROOT_CONFIRM="1",
                                PYTHONPATH=":".join(map(str, python_path[1:])), PYTHONDONTWRITEBYTECODE="1")
        self.python = None

    def shell(self, command):
        """(failed, lines, lines on standard error)"""
        run = subprocess.run(["bash", "-e", "-o", "pipefail", "-c", command], cwd=self.folder, env=self.environment,
                             capture_output=True, stdin=subprocess.DEVNULL, text=True, timeout=300)
        return run.returncode != 0, run.stdout.splitlines(), run.stderr.splitlines()

    def statements(self, code, kind):
        """(failed, lines, none)"""
        if not self.python:
            self.python = subprocess.Popen([sys.executable, "-c", LOOP], cwd=self.folder, env=self.environment, text=True,
                                           stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.python.stdin.write(json.dumps([code, kind]) + "\n")
        self.python.stdin.flush()
        failed, text = json.loads(self.python.stdout.readline())
        return failed, text.splitlines(), []

    def run(self, kind, command):
        if kind in ("console", "sh"):
            return self.shell(command)
        return self.statements(command, "single" if kind == "pycon" else "exec")

    def close(self):
        if self.python:
            self.python.stdin.close()
            self.python.wait(timeout=60)
            self.python.stdout.close()


def run_block(session, block):
    """(whether all of it could be run, what went wrong as texts). Notes on standard error may be shown or left out."""
    if block.kind == "file":
        (session.folder / block.name).write_text(block.commands[0])
        return True, []
    wrong = []
    for command, expected in zip(block.commands, block.expected):
        failed, lines, notes = session.run(block.kind, command)
        block.printed.append(lines)
        printed = "\n    ".join(notes + lines)
        if failed:
            return False, [*wrong, f"failed: {command}\n    {printed}"]
        if expected is not None and not same(expected, lines) and not same(expected, notes + lines):
            wanted = "\n    ".join(expected)
            wrong.append(f"{command}\n  should print\n    {wanted}\n  and prints\n    {printed}")
    return True, wrong

"""By hand: the notebooks of the documentation in the kernel that Jupyter starts, and what each cell prints there.

    /usr/bin/python3 tests/docs/jupyter.py [NOTEBOOK ...]     default: those of build/docs (Debian: python3-nbclient python3-ipykernel)

docs_test.py runs the same cells in a session of its own, without Jupyter.
"""

import os
import pathlib
import sys
import tempfile

import nbclient
import nbformat

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "jobs/docs"))
from make import blocks  # noqa: E402


def printed(cell):
    """The lines of a cell, and of the value that it ends with."""
    texts = [output.get("text") or output.get("data", {}).get("text/plain", "") for output in cell.outputs
             if output.output_type != "stream" or output.name == "stdout"]
    return "".join(text if text.endswith("\n") else text + "\n" for text in texts if text).splitlines()


def wrong_cells(file):
    """(cells run, those that print something else)"""
    notebook = nbformat.read(file, as_version=4)
    nbformat.validate(notebook)
    with tempfile.TemporaryDirectory() as folder:
        for name in ("jobs", "src", "build", "tests"):  # as in the folder of the sources; what is written goes elsewhere
            (pathlib.Path(folder) / name).symlink_to(ROOT / name)
        nbclient.NotebookClient(notebook, timeout=600, resources={"metadata": {"path": folder}}).execute()
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    wanted = [(cell, cell.metadata.mirage.expected) for cell in cells]
    return len(cells), [cell for cell, expected in wanted if expected is not None and not blocks.same(expected, printed(cell))]


def main(files):
    os.environ |= {"PATH": f"{ROOT / 'build'}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT / "src/python"),
                   "OMPI_ALLOW_RUN_AS_ROOT": "1", "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM": "1", "OMPI_MCA_rmaps_base_oversubscribe": "1"}
    os.environ["PYDEVD_DISABLE_FILE_VALIDATION"] = "1"  # says nothing of the kernel
    failed = False
    for file in files:
        count, wrong = wrong_cells(file)
        print(f"{file.name}: {count} cells, {len(wrong)} print something else", flush=True)
        for cell in wrong:
            failed = True
            print(f"--- {cell.source}\nexpected:\n" + "\n".join(cell.metadata.mirage.expected) + "\nprinted:\n" + "\n".join(printed(cell)))
    return failed


if __name__ == "__main__":
    sys.exit(main([pathlib.Path(name) for name in sys.argv[1:]] or sorted((ROOT / "build/docs/source/tutorials").glob("*.ipynb"))))

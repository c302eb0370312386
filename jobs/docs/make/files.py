"""Files of the pages: written only where they change, so that Sphinx reads again no more than it has to."""

import pathlib
import shutil

ROOT = pathlib.Path(__file__).resolve().parents[3]
CONTENT = ROOT / "jobs" / "docs" / "content"


def write(path, text):
    """Writes the text, unless the file has it already."""
    if path.is_file() and path.read_text() == text:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def copy(source, path):
    """Copies a file, unless it is there already."""
    if path.is_file() and path.read_bytes() == source.read_bytes():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, path)


def remove_others(folder, kept, suffix):
    """Removes what an earlier build left under the folder."""
    for path in folder.rglob("*" + suffix):
        if path not in kept:
            path.unlink()

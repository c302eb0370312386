"""Runs the code of all pages; the pictures that it draws are those of the pages."""

import concurrent.futures
import hashlib
import importlib.util
import json
import re
import shutil

from .blocks import blocks
from .files import ROOT, copy
from .session import Session, run_block


def missing_module(text):
    """A Python module that a page needs and that is not there, or an empty string."""
    needed = re.search(r"\A---\n(?:.*\n)*?needs: (.+)\n(?:.*\n)*?---\n", text)
    missing = [name for name in needed[1].split() if not importlib.util.find_spec(name)] if needed else []
    return missing[0] if missing else ""


def stamp_of(text, program, python_path):
    """Changes with whatever the outcome of a page depends on."""
    parts = [text, str(program.stat().st_mtime_ns)] + [str(p.stat().st_mtime_ns) for f in python_path for p in sorted(f.rglob("*.py"))]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def run_blocks(session, name, chosen):
    """What went wrong in the blocks of a page; nothing is run after what failed."""
    wrong = []
    for block in chosen:
        done, differences = run_block(session, block)
        wrong += [f"{name}:{block.line}: {text}" for text in differences]
        if not done:
            break
    return wrong


def run_page(name, text, folder, program, python_path):
    """(blocks run, those not run and why, what went wrong) of one page."""
    chosen = blocks(text)
    left_out = [f"{name}:{b.line}: {b.not_run}" for b in chosen if b.not_run and b.not_run != "no file"]
    chosen = [b for b in chosen if not b.not_run]
    if module := missing_module(text):
        return 0, left_out + [f"{name}: {len(chosen)} blocks, no module {module}"], []
    stamp, file = stamp_of(text, program, python_path), folder / ".stamp"
    if file.is_file() and file.read_text() == stamp:
        return len(chosen), left_out, []
    shutil.rmtree(folder, ignore_errors=True)
    if not chosen:
        return 0, left_out, []
    session = Session(folder, program, [ROOT / "jobs", *python_path])
    try:
        wrong = run_blocks(session, name, chosen)
    finally:
        session.close()
    if not wrong:
        (folder / ".printed").write_text(json.dumps([block.printed for block in chosen]))
        file.write_text(stamp)
    return len(chosen), left_out, wrong


def run_pages(texts, work, program, python_path, jobs=2):
    """Runs the pages {name: text}. Returns what run_page does, of all."""
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        results = list(pool.map(lambda page: run_page(page[0], page[1], work / page[0], program, python_path), texts.items()))
    return sum(r[0] for r in results), [line for r in results for line in r[1]], [line for r in results for line in r[2]]


def take_pictures(name, text, work, source):
    """Copies the pictures that a page has drawn and shows to beside it."""
    for picture in re.findall(r"(?:!\[[^\]]*\]\(|\{(?:figure|image)\} )([^)/\s]+\.(?:png|svg))", text):
        if (work / name / picture).is_file():
            copy(work / name / picture, (source / name).parent / picture)

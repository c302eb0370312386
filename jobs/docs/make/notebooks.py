"""A tutorial as a Jupyter notebook: the text of its page, its code as cells, with what they printed when the page was run."""

import ast
import base64
import json
import re

from .blocks import FENCE, block_of, blocks

FOLDER = "tutorials/"
METADATA = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}, "language_info": {"name": "python"}}
START = ("*To run this notebook start Jupyter in the folder of the sources of mirage, after* `export PATH=$PWD/build:$PATH "
         "PYTHONPATH=$PWD/src/python`. *It writes its files there.*")
PICTURE = re.compile(r"^!\[([^\]]*)\]\(([^)/\s]+\.png)\)\n?", re.M)


def is_notebook(name, text):
    """Whether a page is offered as one."""
    return name.startswith(FOLDER) and any(b.kind in ("python", "pycon") for b in blocks(text))


def with_link(name, text):
    """The page with a link to its notebook below the title."""
    file = name.removeprefix(FOLDER) + ".ipynb"
    return re.sub(r"^(# .*\n)", rf"\1\n{{download}}`This page as a notebook <{file}>`\n", text, count=1, flags=re.M)


def plain_links(text):
    """Links to other pages as their texts: a notebook stands alone."""
    text = re.sub(r"\[([^\]]+)\]\((?![a-z]+:)[^)]*\)", r"\1", text)
    return re.sub(r"\[\]\((?:[^)]*/)?([\w-]+)\.md[^)]*\)", lambda match: f"*{match[1].replace('-', ' ')}*", text)


def markdown(text, pictures):
    """Cells of a stretch of text with the pictures in it that the code has drawn to files; none for nothing."""
    attached = {name: pictures[name] for _, name in PICTURE.findall(text) if name in pictures}
    text = PICTURE.sub(lambda match: f"![{match[1]}](attachment:{match[2]})\n" if match[2] in attached else "", text)
    text = plain_links(re.sub(r"<!--.*?-->\n", "", text, flags=re.S)).strip("\n")
    if not text:
        return []
    cell = {"cell_type": "markdown", "metadata": {}, "source": text}
    if attached:
        cell["attachments"] = {name: {"image/png": data} for name, data in attached.items()}
    return [cell]


def shows_value(source):
    """Whether the last statement of a cell is an expression."""
    last = ast.parse(source).body[-1]
    return isinstance(last, ast.Expr) and not (isinstance(last.value, ast.Call) and getattr(last.value.func, "id", "") == "print")


def code(source, expected, printed, is_value):
    """One cell. `expected` is what it has to print, as blocks.same has it, or None where that is free."""
    text = "\n".join(printed)
    output = {"output_type": "stream", "name": "stdout", "text": text + "\n"}
    if is_value:
        output = {"output_type": "execute_result", "execution_count": None, "metadata": {}, "data": {"text/plain": text}}
    return {"cell_type": "code", "execution_count": None, "metadata": {"mirage": {"expected": expected}}, "source": source.rstrip("\n"),
            "outputs": [output] if text else []}


def of_shell(block, printed):
    """All commands of a console in one cell."""
    wanted = [line for lines in block.expected for line in (["..."] if lines is None else lines)]
    return [code("%%bash -e\n" + "\n".join(block.commands), wanted if block.kind == "console" else None, sum(printed, []), False)]


def of_dialogue(block, printed):
    """A cell up to each statement that prints something."""
    cells, source = [], ""
    for command, expected, lines in zip(block.commands, block.expected, printed):
        source += command
        if expected:
            cells.append(code(source, expected, lines, shows_value(source)))
            source = ""
    return cells + ([code(source, [], [], False)] if source else [])


def of_script(block, pictures):
    """A cell with the pictures that it saves."""
    cell = code(block.commands[0], None, [], False)
    for name in re.findall(r'savefig\("([^"]+\.png)"', cell["source"]):
        if name in pictures:
            cell["outputs"].append({"output_type": "display_data", "metadata": {}, "data": {"image/png": pictures.pop(name)}})
    return [cell]


def cells_of(block, printed, pictures):
    """Of one block that is run."""
    if block.kind == "file":
        return [code(f"%%writefile {block.name}\n{block.commands[0]}", None, [], False)]
    if block.kind == "pycon":
        return of_dialogue(block, printed)
    return of_script(block, pictures) if block.kind == "python" else of_shell(block, printed)


def fenced(match):
    """A block that is not run, as text."""
    return f"```{match['kind']}\n{match['text']}```\n"


def notebook(text, printed, pictures):
    """The JSON of a page.

    printed: what each command of each block that is run has printed, as lines; pictures: {file: bytes} that they have drawn.
    """
    text = re.sub(r"\A---\n.*?\n---\n+", "", text, flags=re.S)
    pictures = {name: base64.b64encode(data).decode() for name, data in pictures.items()}
    cells, place, waiting, printed = [], 0, "", iter(printed)
    for match in FENCE.finditer(text):
        waiting += text[place:match.start()]
        place = match.end()
        block = block_of(match, 0)
        if block.not_run:
            waiting += fenced(match)
            continue
        cells += markdown(waiting, pictures) + cells_of(block, next(printed), pictures)
        waiting = ""
    cells += markdown(waiting + text[place:], pictures)
    cells.insert(1, {"cell_type": "markdown", "metadata": {}, "source": START})
    for i, cell in enumerate(cells):
        cell["id"] = f"cell-{i}"
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": METADATA, "cells": cells}, indent=1, ensure_ascii=False) + "\n"


def of_page(text, work):
    """The notebook of a page that was run in the folder `work`, or None where it was not."""
    file = work / ".printed"
    if not file.is_file():
        return None
    pictures = {path.name: path.read_bytes() for path in work.glob("*.png")}
    return notebook(text, json.loads(file.read_text()), pictures)


def run_cell(session, source):
    """(failed, lines printed) of one cell, in a session as of a page."""
    first, _, rest = source.partition("\n")
    if first.startswith("%%writefile "):
        (session.folder / first.split()[1]).write_text(rest)
        return False, []
    if first.startswith("%%bash"):
        return session.shell(rest)[:2]
    tree = ast.parse(source)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    failed, lines = session.statements(ast.unparse(tree), "exec")[:2] if tree.body else (False, [])
    if failed or last is None:
        return failed, lines
    failed, more, _ = session.statements(ast.unparse(last), "single")
    return failed, lines + more

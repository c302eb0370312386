#!/usr/bin/env python3
"""The documentation: it builds without a warning, its examples print what is shown, its links lead somewhere, and it needs no network.

    MIRAGE_PROGRAM=build/mirage MIRAGE_PYTHON_PATH=src/python python3 tests/docs/docs_test.py FOLDER
"""

import concurrent.futures
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "jobs" / "docs"), str(pathlib.Path(__file__).resolve().parent)]

import build  # noqa: E402
import html_pages as pages  # noqa: E402
from make import blocks, manual, notebooks, pages as code, parts, refresh  # noqa: E402
from make.session import Session  # noqa: E402

PROGRAM = pathlib.Path(os.environ["MIRAGE_PROGRAM"]).resolve()


class Comparison(unittest.TestCase):
    """What the examples print is what is shown."""

    def same(self, wanted, got):
        return blocks.same(wanted.splitlines(), got.splitlines())

    def test_numbers_agree_to_six_digits(self):
        self.assertTrue(self.same("B 1.2345678 T", "B   1.2345679 T"))
        self.assertTrue(self.same("J -8.8e-15", "J 3e-16"))
        self.assertFalse(self.same("B 1.23456 T", "B 1.23457 T"))
        self.assertFalse(self.same("Delta 0.379880990604 meV", "Delta 0.199684532554 meV"))
        self.assertFalse(self.same("B 1.0 K", "B 1.0 T"))
        self.assertFalse(self.same("B nan", "B 1"))

    def test_dots_stand_for_any_lines_or_text(self):
        self.assertTrue(self.same("...\nb 2\n...", "a\nb 2\nc\nd"))
        self.assertTrue(self.same("a 1 ...", "a 1 2 3"))
        self.assertTrue(self.same("2460 points in ... 1 rank", "2460 points in 0.6 s: 3828 points/s on 1 rank"))
        self.assertFalse(self.same("...\nb 2", "a\nb 2\nc"))
        self.assertFalse(self.same("a 1 ... 4", "a 1 2 5"))

    def test_commits_differ(self):
        self.assertTrue(self.same("# mirage 1.0.0 (8c6e7f19c13c)", "# mirage 1.0.0 (0a5569921579-dirty)"))
        self.assertFalse(self.same("# mirage 1.0.0 (8c6e7f19c13c)", "# mirage 0.2.0 (8c6e7f19c13c)"))

    def test_nothing_more_is_printed_than_shown(self):
        self.assertFalse(self.same("a", "a\nb"))
        self.assertFalse(self.same("a\nb", "a"))


class Running(unittest.TestCase):
    """Blocks of a page that are not as they should be are found."""

    def outcome(self, text):
        with tempfile.TemporaryDirectory() as folder:
            return code.run_page("page", text, pathlib.Path(folder) / "page", PROGRAM, [])

    def test_a_page_that_is_right(self):
        text = "```{code-block} ini\n:caption: a.cfg\n\n[material]\nbeta = 7\n```\n```console\n$ cat a.cfg\n[material]\nbeta = 7\n```\n"
        text += "```python\nx = 2\n```\n```pycon\n>>> x + 1\n3\n```\n"
        self.assertEqual(self.outcome(text), (4, [], []))

    def test_wrong_output_and_failures(self):
        for text in ("```console\n$ echo 2\n3\n```\n", "```sh\nfalse\n```\n", "```console\n$ mirage point --bta 3\n```\n", "```python\n1/0\n```\n",
                     "```pycon\n>>> 1 + 1\n3\n```\n", "```pycon\n>>> print(1)\n```\n"):
            _, _, wrong = self.outcome(text)
            self.assertEqual(len(wrong), 1, text)

    def test_what_is_not_run_is_said(self):
        count, left_out, wrong = self.outcome("<!-- not run: needs a magnet -->\n```sh\nfalse\n```\n")
        self.assertEqual((count, left_out, wrong), (0, ["page:1: needs a magnet"], []))

    def test_a_module_that_is_not_there(self):
        count, left_out, _ = self.outcome("---\nneeds: no_such_module\n---\n```python\nimport no_such_module\n```\n")
        self.assertEqual((count, len(left_out)), (0, 1))


def wrong_cells(file, folder, python_path):
    """What the cells of a notebook, run in their order, do not print as they should; and what it shows of them without being run."""
    session, wrong = Session(folder, PROGRAM, [ROOT / "jobs", *python_path]), []
    try:
        for cell in json.loads(file.read_text())["cells"]:
            if cell["cell_type"] != "code":
                continue
            failed, lines = notebooks.run_cell(session, cell["source"])
            shown = "".join(o.get("text", "") or o["data"].get("text/plain", "") for o in cell["outputs"]).splitlines()
            expected = cell["metadata"]["mirage"]["expected"]
            if failed or expected is not None and not (blocks.same(expected, lines) and blocks.same(expected, shown)):
                wrong.append(f"{file.name}: {cell['source']}\n" + "\n".join(lines))
    finally:
        session.close()
    return wrong


class Notebooks(unittest.TestCase):
    """Cells from the blocks of a page."""

    PAGE = ("---\nneeds: numpy\n---\n\n# A\n\nSee [b](b.md), [](../how-to/c-d.md), [e](https://e.org).\n\n```console\n$ echo 2\n2\n```\n"
            "```{code-block} ini\n:caption: a.cfg\n\n[material]\n```\n<!-- not run: why -->\n```sh\nfalse\n```\n"
            "```python\nx = 2\nfigure.savefig(\"a.png\")\n```\n\n![a](a.png)\n\n```pycon\n>>> y = x\n>>> y + 1\n3\n```\n\n![b](b.png)\n")

    def cells(self):
        return json.loads(notebooks.notebook(self.PAGE, [[["2"]], [], [[]], [[], ["3"]]], {"a.png": b"a", "b.png": b"b"}))["cells"]

    def test_every_block_is_a_cell(self):
        sources = [cell["source"] for cell in self.cells() if cell["cell_type"] == "code"]
        self.assertEqual(sources, ["%%bash -e\necho 2", "%%writefile a.cfg\n[material]", 'x = 2\nfigure.savefig("a.png")', "y = x\ny + 1"])

    def test_outputs_are_those_of_the_page(self):
        outputs = [cell["outputs"] for cell in self.cells() if cell["cell_type"] == "code"]
        self.assertEqual(outputs[0][0]["text"], "2\n")
        self.assertEqual(outputs[2][0]["data"], {"image/png": "YQ=="})
        self.assertEqual(outputs[3][0]["data"], {"text/plain": "3"})

    def test_texts_stand_alone(self):
        text = [cell for cell in self.cells() if cell["cell_type"] == "markdown"]
        self.assertEqual(text[0]["source"], "# A\n\nSee b, *c d*, [e](https://e.org).")
        self.assertEqual(text[2]["source"], "```sh\nfalse\n```")
        self.assertEqual((text[-1]["source"], text[-1]["attachments"]), ("![b](attachment:b.png)", {"b.png": {"image/png": "Yg=="}}))
        self.assertEqual(len(text), 4)  # the picture of a cell is not shown twice

    def test_cells_that_are_wrong_are_found(self):
        with tempfile.TemporaryDirectory() as name:
            file = pathlib.Path(name) / "a.ipynb"
            for source, expected, printed, wrong in (("1 + 1", ["2"], ["2"], 0), ("1 + 1", ["2"], ["3"], 1), ("1 + 1", ["3"], ["3"], 1),
                                                     ("%%bash -e\nfalse", None, [], 1), ("%%bash -e\necho a\necho b", ["a", "..."], ["a", "b"], 0)):
                file.write_text(json.dumps({"cells": [notebooks.code(source, expected, printed, True)]}))
                self.assertEqual(len(wrong_cells(file, pathlib.Path(name) / "work", [])), wrong, source)


class Parts(unittest.TestCase):
    """Parts of other texts arrive whole, with links that fit."""

    def test_a_section_ends_at_the_next_heading_of_its_level(self):
        text, level = parts.section("# A\n\n## B\n1\n```\n# no heading\n```\n### C\n2\n## D\n3\n", "B", "x")
        self.assertEqual((text, level), ("1\n```\n# no heading\n```\n### C\n2", 2))
        with self.assertRaises(SystemExit):
            parts.section("# A\n", "B", "x")

    def test_links_of_the_readme(self):
        pictures = set()
        text = parts.expanded("# A\n\n```{part} README.md\n:heading: How it works\n```\n", "developers/index", pictures)
        self.assertIn("](../theory/propagator.md)", text)
        self.assertIn("](results.md)", text)
        self.assertNotIn("README.md)", text)

    def test_averages_are_no_html(self):
        text = parts.expanded("```{part} src/propagator/README.md\n```\n", "theory/propagator", set())
        self.assertIn(r"dΦ/dω = <g0>", text)  # code
        self.assertNotRegex(re.sub(r"(?m)^ {4}.*$|`[^`]*`", "", text), r"(?<!\\)<[A-Za-z]\w*>")
        self.assertIn(r"\<g0>", text)

    def test_every_heading_moves_below_that_of_the_page(self):
        text = parts.expanded("# A\n\n## B\n\n```{part} src/results/README.md\n```\n", "x", set())
        self.assertIn("\n## results: the quantities of a calculation\n", text)


class Refresh(unittest.TestCase):
    """What the README prints and shows is made anew."""

    def test_lines_that_are_left_out_stay_so(self):
        self.assertEqual(refresh.kept_lines(["a 1", "...", "c 2"], ["a 7", "b 3", "c 9", "d"]), ["a 7", "...", "c 9"])
        self.assertEqual(refresh.kept_lines(["a 1.00000001 ... x", "..."], ["a 1 y x", "b"]), ["a 1.00000001 ... x", "..."])
        self.assertEqual(refresh.kept_lines(["a 1"], ["b", "c"]), ["b", "c"])
        with self.assertRaises(LookupError):
            refresh.kept_lines(["...", "gone 1"], ["a 1"])

    def test_an_output_is_found_once(self):
        self.assertEqual(refresh.with_output("x\n```\n$ f\n1\n```\n", "f", ["1"], ["2", "3"]), "x\n```\n$ f\n2\n3\n```\n")
        with self.assertRaises(LookupError):
            refresh.with_output("```\n$ f\n1\n$ f\n1\n```\n", "f", ["1"], ["2"])

    def test_pictures_are_compared_by_what_they_show(self):
        import numpy as np
        from matplotlib.image import imsave
        with tempfile.TemporaryDirectory() as folder:
            a, b, c, d = (pathlib.Path(folder) / f"{name}.png" for name in "abcd")
            picture = np.ones((100, 100, 3))
            imsave(a, picture)
            picture[3, 3:10] = 0.5  # a few pixels
            imsave(b, picture)
            picture[20:30, 50] = 0  # a line
            picture[:, 60] = 0
            imsave(c, picture)
            imsave(d, picture[:50])
            self.assertTrue(refresh.same_picture(b, a))
            self.assertFalse(refresh.same_picture(c, a))
            self.assertFalse(refresh.same_picture(d, c))
            self.assertFalse(refresh.same_picture(a, pathlib.Path(folder) / "none.png"))


class Manual(unittest.TestCase):
    """Pages of commands say all that the man pages say."""

    def test_every_option_of_every_command(self):
        index = manual.sections(build.output_of(PROGRAM, "help", "--man"))
        for name, _ in manual.entries(index["COMMANDS"]):
            roff = build.output_of(PROGRAM, "help", name, "--man")
            page = manual.command_page(name, roff)
            options = re.findall(r"^\.TP\n\\fB(\\-\\-\S+?)\\fR", roff, re.M)
            for option in options:
                self.assertRegex(page, rf"(?m)^`{re.escape(manual.plain(option))}[` ]", name)
            self.assertNotIn("\\f", page)

    def test_text_finds_no_markdown(self):
        self.assertEqual(manual.escaped("B_c2 [T] <F> *|$"), r"B\_c2 \[T\] \<F\> \*\|\$")


class Checks(unittest.TestCase):
    """The checks of the pages find what they look for."""

    def test_of_pages_with_every_fault(self):
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            (folder / "index.html").write_text('<a href="a.html#x">1</a> <a href="b.html">2</a> <img src="https://cdn.org/p.png"> <img src="q.png">')
            (folder / "a.html").write_text('<p id="y"></p><a href="https://elsewhere.org/">fine</a>')
            (folder / "alone.html").write_text("")
            (folder / "a.css").write_text("@import '//cdn.org/a.css'; p { background: url(https://cdn.org/b.png) }")
            self.assertEqual(pages.broken_links(folder), ["index.html: a.html#x: no such place", "index.html: b.html", "index.html: q.png"])
            self.assertEqual(len(pages.outside_resources(folder)), 3)
            self.assertEqual(pages.unreachable(folder), ["alone.html"])


class Site(unittest.TestCase):
    """The pages themselves."""

    @classmethod
    def setUpClass(cls):
        cls.out = pathlib.Path(OUT).resolve()
        words = [sys.executable, "-B", ROOT / "jobs" / "docs" / "build.py", "--program", PROGRAM, "--out", cls.out]
        for folder in filter(None, os.environ.get("MIRAGE_PYTHON_PATH", "").split(":")):
            words += ["--python-path", folder]
        cls.run_of = subprocess.run(words, capture_output=True, text=True)
        cls.html = cls.out / "html"

    def test_builds_without_a_warning(self):
        self.assertEqual(self.run_of.returncode, 0, self.run_of.stdout + self.run_of.stderr)
        self.assertEqual(self.run_of.stderr, "")

    def test_examples_are_run(self):
        count = int(re.search(r"(\d+) blocks of code run", self.run_of.stdout)[1])
        self.assertGreater(count, 80)
        if (ROOT / "src" / "python" / "ising_mirage").is_dir():
            self.assertNotIn("no module", self.run_of.stdout)

    def test_notebooks_are_offered_and_run(self):
        files = sorted((self.out / "source" / "tutorials").glob("*.ipynb"))
        offered = {path.name: path for path in (self.html / "_downloads").rglob("*.ipynb")}
        if (ROOT / "src" / "python" / "ising_mirage").is_dir():
            self.assertEqual({file.stem for file in files}, {p.stem for p in (ROOT / "jobs/docs/content/tutorials").glob("*.md")} - {"index"})
        python_path = list(map(pathlib.Path, filter(None, os.environ.get("MIRAGE_PYTHON_PATH", "").split(":"))))
        with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor(2) as pool:
            wrong = pool.map(lambda file: wrong_cells(file, pathlib.Path(folder) / file.stem, [p.resolve() for p in python_path]), files)
            self.assertEqual([line for lines in wrong for line in lines], [])
        for file in files:
            self.assertEqual(offered[file.name].read_bytes(), file.read_bytes())

    def test_links_lead_somewhere(self):
        self.assertEqual(pages.broken_links(self.html), [])

    def test_nothing_is_fetched_from_outside(self):
        self.assertEqual(pages.outside_resources(self.html), [])

    def test_every_page_can_be_reached(self):
        self.assertEqual(pages.unreachable(self.html), [])

    def test_every_setting_and_quantity_has_its_place(self):
        deck = (self.html / "reference" / "deck.html").read_text()
        for key in re.findall(r"^# ?([a-z-]+) = |^([a-zA-Z-]+) = ", build.output_of(PROGRAM, "init"), re.M):
            self.assertIn(f"{key[0] or key[1]} = ", re.sub(r"<[^>]+>", "", deck))
        file = (self.html / "reference" / "result-file.html").read_text()
        source = (ROOT / "src" / "results" / "quantities.hpp").read_text()
        for name in re.findall(r"\{\.name = \"(\w+)\"", source):
            self.assertRegex(file, rf">{name}<", name)

    def test_every_public_function_has_its_place(self):
        text = "".join(path.read_text() for path in (self.html / "reference" / "cpp").glob("*.html"))
        for header in (ROOT / "include" / "mirage").rglob("*.hpp"):
            self.assertIn(f"mirage/{header.relative_to(ROOT / 'include' / 'mirage')}", re.sub(r"<[^>]+>", "", text))
        self.assertRegex(text, r'id="_CPP\w+mirage11solve_point')

    def test_the_version_has_its_changes(self):
        version = re.search(r"project\(mirage VERSION (\S+)", (ROOT / "CMakeLists.txt").read_text())[1]
        self.assertIn(f"\n## {version}", (ROOT / "CHANGELOG.md").read_text())
        self.assertIn(f"\nversion: {version}\n", (ROOT / "CITATION.cff").read_text())
        self.assertEqual(json.loads((ROOT / ".zenodo.json").read_text())["version"], version)


if __name__ == "__main__":
    build.with_sphinx()
    OUT = sys.argv.pop(1)
    unittest.main()

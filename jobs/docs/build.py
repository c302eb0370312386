#!/usr/bin/env python3
"""The pages of mirage: builds them into FOLDER/html. Warnings are errors.

    python3 jobs/docs/build.py --program build/mirage --out build/docs --python-path src/python

Texts come from `content`, from the texts of the repository that they name, from the program itself (commands, decks, formulas, the
result file) and from the public headers. The code of the pages is run on the way, what it draws is what they show.
"""

import argparse
import os
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.dont_write_bytecode = True
NEEDED = "import sphinx, furo, myst_parser, breathe, h5py, matplotlib, xarray"


def with_sphinx():
    """Goes on with Debian's Python where this one has no Sphinx."""
    for python in (sys.executable, "/usr/bin/python3"):
        if subprocess.run([python, "-c", NEEDED], capture_output=True).returncode == 0:
            if python != sys.executable:
                os.execv(python, [python, *sys.argv])
            return
    print("docs: no Python with Sphinx, furo, MyST, breathe, h5py, matplotlib and xarray: bash jobs/install.sh docs", file=sys.stderr)
    sys.exit(77)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", type=pathlib.Path, default="build/mirage", help="the program that the pages are about")
    parser.add_argument("--out", type=pathlib.Path, default="build/docs", help="folder of everything that is made")
    parser.add_argument("--python-path", type=pathlib.Path, action="append", default=[], help="folder of the Python package")
    return parser.parse_args()


def output_of(program, *words):
    return subprocess.run([program, *words], check=True, capture_output=True, text=True).stdout


def headers_as_xml(out):
    """Runs doxygen."""
    from make.files import ROOT
    settings = {"INPUT": ROOT / "include" / "mirage", "STRIP_FROM_PATH": ROOT, "OUTPUT_DIRECTORY": out,
                "INPUT_FILTER": f"sed -E -f {HERE / 'averages.sed'}"}
    text = (HERE / "Doxyfile").read_text() + "".join(f'{name} = "{value}"\n' for name, value in settings.items())
    run = subprocess.run(["doxygen", "-"], input=text, capture_output=True, text=True)
    if run.returncode:
        sys.exit(f"docs: doxygen: {run.stderr}")
    return out / "xml"


def generated_pages(program, out, xml):
    """{page: text} of what the program and the headers say."""
    from make import cpp, developers, manual, python, result_file
    pages = {"reference/commands/index": manual.commands_index(output_of(program, "help", "--man"))}
    for name, _ in manual.entries(manual.sections(output_of(program, "help", "--man"))["COMMANDS"]):
        pages[f"reference/commands/{name}"] = manual.command_page(name, output_of(program, "help", name, "--man"))
    pages["reference/formulas"] = manual.formulas_page(output_of(program, "help", "formula"),
                                                       lambda name: output_of(program, "help", "formula", name))
    pages["reference/deck"] = manual.deck_page(output_of(program, "help", "deck", "--man"))
    for folder in cpp.FOLDERS:
        pages[f"reference/cpp/{folder}"] = cpp.folder_page(folder, xml)
    tables = result_file.variable_tables(program, out / "files")
    inserted = {"c": cpp.c_header(), "python": python.reference(), "folders": developers.contents(),
                "variables": tables, "attributes": result_file.attribute_table(out / "files"),
                "materials": "```text\n" + output_of(program, "init", "--list") + "```\n"}
    return pages | developers.pages(), inserted


def written_pages(inserted):
    """{page: text} of `content`, with what is generated in the middle of a page: `<!-- insert NAME -->`."""
    from make.files import CONTENT
    pages = {}
    for path in sorted(CONTENT.rglob("*.md")):
        text = path.read_text()
        for name, value in inserted.items():
            text = text.replace(f"<!-- insert {name} -->\n", value)
        pages[str(path.relative_to(CONTENT).with_suffix(""))] = text
    return pages


def copy_static(source):
    """Style sheet and KaTeX: one script that also sets the formulas of a page."""
    from make.files import copy, write
    katex = pathlib.Path("/usr/share/javascript/katex")
    static = source / "_static"
    copy(HERE / "static" / "pages.css", static / "pages.css")
    copy(katex / "katex.min.css", static / "katex" / "katex.min.css")
    for font in (katex / "fonts").glob("*.woff2"):
        copy(font, static / "katex" / "fonts" / font.name)
    write(static / "katex" / "formulas.js", (katex / "katex.min.js").read_text() + "\n" + (HERE / "static" / "formulas.js").read_text())


def prepare(program, out, python_path):
    """Writes the sources of Sphinx. Returns what running the code of the pages gave."""
    from make import notebooks, parts, pages as code
    from make.files import ROOT, copy, remove_others, write
    source = out / "source"
    generated, inserted = generated_pages(program, out, headers_as_xml(out))
    written, pictures = written_pages(inserted), set()
    outcome = code.run_pages(written, out / "work", program, python_path)
    kept = set()
    for name, text in (written | generated).items():
        made = notebooks.of_page(text, out / "work" / name) if notebooks.is_notebook(name, text) else None
        if made:
            write(source / f"{name}.ipynb", made)
            text = notebooks.with_link(name, text)
        text = parts.expanded(text, name, pictures)
        pictures |= parts.pictures_of(text)
        kept.add(source / f"{name}.md")
        write(source / f"{name}.md", text)
        code.take_pictures(name, text, out / "work", source)
    remove_others(source, kept, ".md")
    for picture in pictures:
        copy(ROOT / picture, source / "_pictures" / picture)
    copy_static(source)
    return outcome


def build_html(program, out):
    from make import python
    environment = dict(os.environ, MIRAGE_XML=str(out / "xml"), MIRAGE_STATIC=str(out / "source" / "_static"),
                       MIRAGE_PACKAGE="yes" if python.is_there() else "", PYTHONPATH=os.pathsep.join(sys.path[1:]),
                       MIRAGE_VERSION=output_of(program, "version").split()[1])
    return subprocess.run([sys.executable, "-B", "-m", "sphinx", "-b", "html", "-W", "--keep-going", "-q", "-j", "2", "-c", HERE,
                           "-d", out / "doctrees", out / "source", out / "html"], env=environment).returncode


def main():
    given = arguments()
    program, out = given.program.resolve(), given.out.resolve()
    python_path = [path.resolve() for path in given.python_path]
    library = program.parent / "libmirage-ising.so.1"
    if library.exists():
        os.environ.setdefault("MIRAGE_LIBRARY", str(library))
    sys.path[1:1] = map(str, python_path)
    count, left_out, wrong = prepare(program, out, python_path)
    print(f"{count} blocks of code run, {len(left_out)} left out")
    for line in left_out:
        print(f"  {line}")
    for line in wrong:
        print(f"docs: {line}", file=sys.stderr)
    status = build_html(program, out)
    if status or wrong:
        sys.exit(1)
    print(out / "html" / "index.html")


if __name__ == "__main__":
    with_sphinx()
    main()

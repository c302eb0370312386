"""Parts of the texts of the repository in a page: what is said there is not said a second time here.

    ```{part} README.md
    :heading: On a cluster
    ```

stands for the text below that heading, up to the next one of its level; without `:heading:` for the whole file. Headings move to
below the one that they stand under. Links to texts that are pages become links to the pages, those to other files their names.
"""

import posixpath
import re

from .files import ROOT

PART = re.compile(r"^```\{part\} (\S+)\n((?::\w+:.*\n)*)```$", re.M)
LINK = re.compile(r"(!?)\[((?:[^\[\]]|\[[^\]]*\])*)\]\(([^)\s]+)\)")
FENCE = re.compile(r"^(```+)(.*)$")
AVERAGE = re.compile(r"(`[^`]*`)|<(?=[A-Za-z]\w*>)")  # <F>, which is not HTML; not in code

PAGES = {"README.md": "/index", "src/propagator/README.md": "/theory/propagator", "tests/README.md": "/developers/tests",
         "tests/benchmark/README.md": "/accuracy/benchmarks", "tests/fuzz/README.md": "/developers/fuzz",
         "jobs/figures/README.md": "/theory/figures", "CHANGELOG.md": "/changelog"}


def page_of(path):
    """The page that shows a text of the repository, or None."""
    if written := re.fullmatch(r"jobs/docs/content/(.*)\.md", path):
        return f"/{written[1]}"
    folder = re.fullmatch(r"src/(\w+)/README\.md", path)
    return PAGES.get(path) or (f"/developers/{folder[1]}" if folder else None)


def section(text, heading, path):
    """The lines below a heading, up to the next heading of its level or above."""
    result, level, fence = [], 0, ""
    for line in text.splitlines():
        if opens := FENCE.match(line):
            fence = "" if fence and line.startswith(fence) else fence or opens[1]
        title = None if fence else re.match(r"(#+) (.*)", line)
        if title and level and len(title[1]) <= level:
            break
        if level:
            result.append(line)
        if title and title[2] == heading:
            level = len(title[1])
    if not level:
        raise SystemExit(f"docs: {path} has no heading '{heading}'")
    return "\n".join(result).strip("\n"), level


def link(match, path, page, pictures):
    """One link of a text that lies at `path`, as a link of `page`."""
    image, text, target = match.groups()
    if re.match(r"[a-z]+:", target):
        return match[0]
    file, _, anchor = target.partition("#")
    file = posixpath.normpath(posixpath.join(posixpath.dirname(path), file)) if file else path
    if not (ROOT / file).exists():
        raise SystemExit(f"docs: {path} links to '{target}', which does not exist")
    if image:
        pictures.add(file)
        return f"![{text}](/_pictures/{file})"
    to = page_of(file)
    if not to:
        return text if text.startswith("`") else f"{text} (`{file}`)"
    name, _, place = to.partition("#")
    place = place or (anchor if to == page_of(file) else "")
    return f"[{text}]({posixpath.relpath(name, posixpath.dirname('/' + page))}.md{'#' + place if place else ''})"


def outside_code(text, change):
    """The text with `change` made to the stretches that are no code."""
    result, stretch, fence = [], [], ""
    for line in text.splitlines() + [None]:
        opens = line is not None and FENCE.match(line)
        if opens:
            fence = "" if fence and line.startswith(fence) else fence or opens[1]
        is_code = line is None or fence or opens or line.startswith("    ")
        if not is_code:
            stretch.append(line)
            continue
        if stretch:
            result.append(change("\n".join(stretch)))
            stretch = []
        if line is not None:
            result.append(line)
    return "\n".join(result)


def with_console(text):
    """Blocks without a language that begin with a prompt are dialogues."""
    return re.sub(r"^```\n(?=\$ )", "```console\n", text, flags=re.M)


def dialogues(text):
    """A text of the repository of whose blocks the dialogues alone can be run."""
    return re.sub(r"^```(sh|python|pycon)$", "```text", with_console(text), flags=re.M)


def part(path, heading, level, page, pictures):
    """The text of a part in `page`; `level` is that of the heading it stands under."""
    text, own = (ROOT / path).read_text(), 1
    if heading:
        text, own = section(text, heading, path)
    deeper = "#" * max(level - own, 0)

    def changed(stretch):
        stretch = re.sub(r"^(#+ )", rf"{deeper}\1", stretch, flags=re.M)
        stretch = AVERAGE.sub(lambda match: match[1] or r"\<", stretch)
        return LINK.sub(lambda match: link(match, path, page, pictures), stretch)
    text = re.sub(r"^( {4}.*?) {4,}(\(\d+[a-z]?\))$", r"\1   \2", outside_code(text, changed), flags=re.M)  # numbers of equations
    return with_console(text)


def expanded(text, page, pictures):
    """A page with its parts in place; the pictures that they show are added to `pictures`."""
    def replace(match):
        before = re.findall(r"^(#+) ", text[:match.start()], re.M)
        heading = re.search(r"^:heading: (.*)$", match[2], re.M)
        return part(match[1], heading and heading[1], len(before[-1]) if before else 1, page, pictures)
    return PART.sub(replace, text)


def pictures_of(text):
    """The pictures of the repository that a page names by `/_pictures/PATH`."""
    return set(re.findall(r"/_pictures/([^)\s]+)", text))

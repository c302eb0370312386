"""What a folder of pages holds, and what is wrong with it: broken links, resources of other machines, formulas that cannot be set."""

import html.parser
import re
import urllib.parse

RESOURCES = {("script", "src"), ("img", "src"), ("source", "src"), ("iframe", "src"), ("object", "data"), ("video", "src")}


class Page(html.parser.HTMLParser):
    """Links, resources and anchors of one page."""

    def __init__(self, text):
        super().__init__()
        self.links, self.resources, self.anchors = [], [], set()
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        self.anchors |= {values[name] for name in ("id", "name") if values.get(name)}
        if tag == "a" and values.get("href"):
            self.links.append(values["href"])
        if tag == "link" and values.get("rel") not in ("index", "search", "next", "prev", "canonical") and values.get("href"):
            self.resources.append(values["href"])
        self.resources += [values[name] for of, name in RESOURCES if of == tag and values.get(name)]


def is_outside(address):
    return bool(re.match(r"(?:[a-z][a-z0-9+.-]*:)?//", address)) and not address.startswith("data:")


def pages_of(folder):
    return {path.resolve(): Page(path.read_text()) for path in sorted(folder.rglob("*.html"))}


def target_of(path, address):
    """(file, anchor) that a link of a page leads to."""
    file, anchor = urllib.parse.urldefrag(address)
    file = urllib.parse.unquote(file.split("?")[0])
    return (path.parent / file).resolve() if file else path, urllib.parse.unquote(anchor)


def broken_links(folder):
    """Links and resources inside that lead nowhere."""
    pages, wrong = pages_of(folder), []
    for path, page in pages.items():
        for address in page.links + page.resources:
            if is_outside(address) or re.match(r"(?:mailto|data|javascript):", address):
                continue
            file, anchor = target_of(path, address)
            if not file.exists():
                wrong.append(f"{path.name}: {address}")
            elif anchor and file in pages and anchor not in pages[file].anchors:
                wrong.append(f"{path.name}: {address}: no such place")
    return wrong


def outside_resources(folder):
    """What a reader without a network would miss: scripts, pictures and styles of other machines."""
    wrong = [f"{path.name}: {address}" for path, page in pages_of(folder).items() for address in page.resources if is_outside(address)]
    for path in folder.rglob("*.css"):
        found = re.findall(r"(?:url\(|@import )['\"]?((?:https?:)?//[^'\")\s]+)", path.read_text())
        wrong += [f"{path.name}: {address}" for address in found]
    for path in folder.rglob("*.js"):
        found = re.findall(r"(?:\.src ?= ?|fetch\(|importScripts\(|import )['\"]((?:https?:)?//[^'\"]+)", path.read_text())
        wrong += [f"{path.name}: {address}" for address in found]
    return wrong


def unreachable(folder, start="index.html"):
    """Pages that no chain of links from the start leads to."""
    pages = pages_of(folder)
    seen, queue = set(), [(folder / start).resolve()]
    while queue:
        path = queue.pop()
        if path in seen or path not in pages:
            continue
        seen.add(path)
        queue += [target_of(path, address)[0] for address in pages[path].links if not is_outside(address)]
    return sorted(str(path.relative_to(folder.resolve())) for path in pages if path not in seen and path.name != "search.html")

"""Pages of the public headers, one for each folder, from what doxygen reads in them."""

import re
import xml.etree.ElementTree as xml

from .files import ROOT

FOLDERS = ["model", "numeric", "gap", "lines", "formulas", "spectra"]
DIRECTIVES = {"function": "doxygenfunction", "enum": "doxygenenum", "variable": "doxygenvariable", "typedef": "doxygentypedef"}


def heading(path):
    """The comment at the top of a header."""
    lines = []
    for line in path.read_text().splitlines()[1:]:
        if not line.startswith("// "):
            break
        lines.append(line[3:])
    text = " ".join(lines)
    return re.sub(r"([*_<>$\[\]])", r"\\\1", text)


def overloaded(members):
    names = [name for _, name, _ in members]
    return {name for name in names if names.count(name) > 1}


def members_of(compound):
    """[(directive, name, arguments)] of a header, in its order."""
    found = []
    for inner in compound.findall("innerclass"):
        if inner.get("prot") == "public" and "::" in inner.text:
            found.append(("doxygenstruct", inner.text, ""))
    for member in compound.iter("memberdef"):
        directive = DIRECTIVES.get(member.get("kind"))
        if directive:
            found.append((directive, "mirage::" + member.findtext("name"), member.findtext("argsstring") or ""))
    return found


def is_nested(name, names):
    """Whether a struct is shown inside another one."""
    return any(name.startswith(other + "::") for other in names if other != name)


def directive_text(directive, name, arguments):
    options = ":members:\n:undoc-members:\n" if directive == "doxygenstruct" else ""
    return f"```{{{directive}}} {name}{arguments}\n{options}```\n"


def plain_arguments(arguments):
    """Arguments as breathe compares them: without names' defaults and what follows the bracket."""
    inner = arguments[:arguments.rindex(")") + 1]
    return re.sub(r"\s*=\s*[^,()]+(\{\})?(?=[,)])", "", inner)


def header_section(path, compound):
    """The part of a page that shows one header."""
    name = path.relative_to(ROOT / "include")
    text = f"\n## {path.stem.replace('_', ' ')}\n\n{heading(path)}\n\n```cpp\n#include <{name}>\n```\n\n"
    members = members_of(compound)
    twice = overloaded(members)
    names = [member[1] for member in members]
    for directive, member, arguments in members:
        if is_nested(member, names):
            continue
        signature = plain_arguments(arguments) if directive == "doxygenfunction" and member in twice else ""
        text += directive_text(directive, member, signature) + "\n"
    return text


def compounds(xml_folder):
    """{path of a header: its element}"""
    found = {}
    for file in xml_folder.glob("*_8hpp.xml"):
        compound = xml.parse(file).getroot().find("compounddef")
        found[compound.find("location").get("file")] = compound
    return found


def folder_page(folder, xml_folder):
    """The page of one folder of headers."""
    headers = sorted((ROOT / "include" / "mirage" / folder).glob("*.hpp"))
    known = compounds(xml_folder)
    by_name = {str(ROOT / path) if not path.startswith("/") else path: element for path, element in known.items()}
    text = f"# mirage/{folder}\n"
    for header in headers:
        text += header_section(header, by_name[str(header)])
    return text

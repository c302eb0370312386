"""Pages of the public headers: one for each folder of the C++ ones, from what doxygen reads in them, and the C header."""

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


def overloaded(namespaces):
    """The functions of which there are several."""
    names = [member.findtext("name") for namespace in namespaces for member in namespace.iter("memberdef")]
    return {name for name in names if names.count(name) > 1}


def members_of(compound, namespace):
    """[(directive, name, arguments)] of a header, in its order: structs, then what its namespace has of it."""
    file = compound.find("location").get("file")
    found = [("doxygenstruct", inner.text, "") for inner in compound.findall("innerclass") if "::" in inner.text]
    for member in namespace.iter("memberdef"):
        place = member.find("location")
        directive = DIRECTIVES.get(member.get("kind"))
        if directive and file in (place.get("declfile"), place.get("file")):
            name = f"{namespace.findtext('compoundname')}::{member.findtext('name')}"
            found.append((int(place.get("line")), directive, name, member.findtext("argsstring") or ""))
    structs = [member for member in found if len(member) == 3]
    return structs + [member[1:] for member in sorted(member for member in found if len(member) == 4)]


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


def header_section(path, compound, namespaces):
    """The part of a page that shows one header."""
    title = path.stem.replace("_", " ").capitalize()
    text = f"\n## {title}\n\n{heading(path)}\n\n```cpp\n#include <{path.relative_to(ROOT / 'include')}>\n```\n\n"
    members = list(dict.fromkeys(member for namespace in namespaces for member in members_of(compound, namespace)))
    twice, names = overloaded(namespaces), [name for _, name, _ in members]
    for directive, member, arguments in members:
        if is_nested(member, names):
            continue
        signature = plain_arguments(arguments) if directive == "doxygenfunction" and member.split("::")[-1] in twice else ""
        text += directive_text(directive, member, signature) + "\n"
    return text


def compounds(xml_folder, pattern):
    """The elements of files of doxygen."""
    return [xml.parse(file).getroot().find("compounddef") for file in sorted(xml_folder.glob(pattern))]


def folder_page(folder, xml_folder):
    """The page of one folder of headers."""
    files = {ROOT / element.find("location").get("file"): element for element in compounds(xml_folder, "*_8hpp.xml")}
    namespaces = compounds(xml_folder, "namespacemirage*.xml")
    headers = sorted((ROOT / "include" / "mirage" / folder).glob("*.hpp"))
    return f"# mirage/{folder}\n" + "".join(header_section(header, files[header], namespaces) for header in headers)


def c_header():
    """The C header as it stands: its comments are its reference."""
    header = "include/mirage/mirage.h"
    if not (ROOT / header).is_file():
        return ""
    return f"```{{literalinclude}} /_pictures/{header}\n:language: c\n```\n"

"""Pages of the commands, from the man pages that the program writes."""

import re

ROFF = [(r"\&", ""), (r"\-", "-"), (r"\e", "\\")]


def plain(text):
    """A line of roff as text."""
    text = re.sub(r"\\f[BIR]", "", text)
    for escape, character in ROFF:
        text = text.replace(escape, character)
    return text


def escaped(text):
    """Text in which Markdown finds nothing of its own."""
    return re.sub(r"([\\`*_\[\]<>|#$~])", r"\\\1", text)


def prose(text):
    """The same with options as code."""
    return re.sub(r"(?<![\w`-])(--[a-z][\w.-]*[\w])", r"`\1`", escaped(text))


def sections(roff):
    """{title: lines} of a man page."""
    result, title = {}, ""
    for line in roff.splitlines():
        if line.startswith(".SH "):
            title = line[4:]
            result[title] = []
        elif title:
            result[title].append(line)
    return result


def paragraphs(lines):
    """The text of a section, one string for each paragraph; what begins with a blank is a paragraph of its own."""
    result = [[]]
    for line in lines:
        if line == ".PP":
            result.append([])
        elif line.startswith(" "):
            result += [[line], []]
        else:
            result[-1].append(line)
    return [plain(" ".join(part)) for part in result if part]


def entries(lines):
    """[(term, text)] of a section of `.TP` entries; of each the first line and the rest."""
    result = []
    for line in lines:
        if line == ".TP":
            result.append([])
        elif result:
            result[-1].append(plain(line))
    return [(entry[0], " ".join(entry[1:])) for entry in result]


def definitions(pairs):
    """A list of definitions; terms are code."""
    return "\n".join(f"`{term}`\n: {prose(text)}\n" for term, text in pairs)


def table_rows(lines):
    """Rows `  name   text`, each with the lines that go on."""
    rows = []
    for line in lines:
        row = re.match(r"  (\S+(?: \S+)*?) {2,}(\S.*)", line)
        if row:
            rows.append((row[1], row[2]))
        elif rows and line.strip():
            rows[-1] = (rows[-1][0], f"{rows[-1][1]} {line.strip()}")
    return rows


def results(lines):
    """What a command prints: columns as definitions, other lines as they are."""
    text, rows = "", []
    for line in [plain(line) for line in lines if line not in (".nf", ".fi")] + [""]:
        if line.startswith("  "):
            rows.append(line)
            continue
        if rows:
            pairs = table_rows(rows)
            text += "\n" + definitions(pairs) if pairs else "```text\n" + "\n".join(rows) + "\n```\n"
            rows = []
        text += f"\n{prose(line)}\n" if line else "\n"
    return text


def command_page(name, roff):
    """The page of one command."""
    part = sections(roff)
    summary = plain(part["NAME"][0]).split(" - ", 1)[1]
    text = f"# mirage {name}\n\n{escaped(summary[0].upper() + summary[1:])}.\n\n"
    text += f"```text\n{plain(part['SYNOPSIS'][0])}\n```\n\n"
    text += "\n\n".join(map(prose, paragraphs(part["DESCRIPTION"]))) + "\n"
    if "RESULTS" in part:
        text += "\n## Results\n\n" + results(part["RESULTS"])
    if "EXAMPLES" in part:
        examples = [plain(line) for line in part["EXAMPLES"] if line not in (".nf", ".fi")]
        text += "\n## Examples\n\n```sh\n" + "\n".join(examples) + "\n```\n"
    if "OPTIONS" in part:
        text += "\n## Options\n\n" + definitions(entries(part["OPTIONS"]))
    return text


def commands_index(roff):
    """The page of all commands, with what holds for each of them."""
    part = sections(roff)
    pairs = entries(part["COMMANDS"])
    text = "# Commands\n\n| command | |\n|---|---|\n"
    text += "".join(f"| [`mirage {name}`]({name}.md) | {escaped(what)} |\n" for name, what in pairs)
    text += "\nEach page is what `mirage help COMMAND` and `man mirage-COMMAND` say.\n"
    for title in ("EXIT STATUS", "ENVIRONMENT"):
        text += f"\n## {title.capitalize()}\n\n" + definitions(entries(part[title]))
    names = "\n".join(name for name, _ in pairs)
    return text + f"\n```{{toctree}}\n:hidden:\n\n{names}\n```\n"


def deck_page(roff):
    """The keys of a deck, section by section."""
    part = sections(roff)
    text = "# Decks\n\n" + "\n\n".join(map(prose, paragraphs(part["DESCRIPTION"]))) + "\n"
    for title, lines in part.items():
        if title.startswith("["):
            pairs = entries(lines)
            text += f"\n## {escaped(title)}\n\n" + definitions(pairs)
    return text


def formulas_page(list_text, help_of):
    """All closed-form expressions; `help_of(name)` is the help on one."""
    body = list_text.split("formulas:\n", 1)[1].split("\n\n", 1)[0]
    names = [line for line in body.splitlines() if line and not line.startswith(" ")]
    text = "# Closed-form expressions\n\nOf the papers, and exact limits of materials: `mirage formula NAME`.\n"
    for name in names:
        head, options = help_of(name).split("\noptions:\n", 1)
        lines = [line for line in head.splitlines()[1:] if line]
        text += f"\n## {name}\n\n" + "\n\n".join(escaped(line) for line in lines) + "\n\n"
        own = [row for row in option_rows(options) if row[0].split()[0] not in ("--units", "--tc0", "--g-factor", "--output")]
        text += definitions(own)
    return text


def option_rows(text):
    """[(option with its value, text)] of the options of a help."""
    rows = []
    for line in text.split("\n\n", 1)[0].splitlines():
        option = re.match(r"  (--\S+(?: \S+)?)(?: {2,}(.*))?$", line)
        if option:
            rows.append([option[1], option[2] or ""])
        elif rows:
            rows[-1][1] += (" " if rows[-1][1] else "") + line.strip()
    return [(term, what) for term, what in rows]

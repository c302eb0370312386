"""The blocks of code of a page that can be run, and what they have to print.

    console         `$ command` with the lines that it prints; a line `...` stands for any lines, `...` within one for any text
    sh              a script, the lines it prints are free
    python          a script; all of a page share their names
    pycon           `>>> expression` with what it prints
    {code-block}    with `:caption: NAME`: the file of that name

A block below `<!-- not run: why -->` is not run. Numbers agree to a relative 1e-6, or below 1e-9 in all: the last digits are those
of the instruction set.
"""

import dataclasses
import doctest
import re

FENCE = re.compile(r"^(?:<!-- not run: (?P<why>.*?) -->\n+)?```(?P<kind>console|sh|python|pycon|\{code-block\}) *(?P<of>\w*)\n(?P<text>.*?)^```$",
                   re.M | re.S)
NUMBER = re.compile(r"(?<![\w.])[-+]?\d+(?:\.\d*)?(?:e[-+]?\d+)?(?![\w.]*\w)", re.I)
COMMIT = re.compile(r"\([0-9a-f]{12}(-dirty)?\)")


@dataclasses.dataclass
class Block:
    """One block; `expected` is what each of its commands prints, or None where it is free."""
    kind: str
    line: int
    commands: list
    expected: list
    name: str = ""
    not_run: str = ""
    printed: list = dataclasses.field(default_factory=list)  # by each command, once it is run


def dialogue(text):
    """Commands of a console with their output."""
    commands, expected = [], []
    for line in text.splitlines():
        if line.startswith("$ "):
            commands.append(line[2:])
            expected.append([])
        elif commands and commands[-1].endswith("\\") and not expected[-1]:
            commands[-1] += "\n" + line
        elif commands:
            expected[-1].append(line)
        else:
            raise SystemExit(f"docs: a console block begins with '{line}'")
    return commands, [lines or None for lines in expected]


def expressions(text):
    """Statements of a Python dialogue with their output."""
    examples = doctest.DocTestParser().get_examples(text)
    return [e.source for e in examples], [e.want.splitlines() for e in examples]


def block_of(match, line):
    kind, text, why = match["kind"], match["text"], match["why"] or ""
    if kind == "{code-block}":
        caption = re.search(r"^:caption: (\S+)\n", text, re.M)
        body = re.sub(r"\A(?::\w+:.*\n)*\n*", "", text)
        return Block("file", line, [body], [None], caption[1] if caption else "", why or ("" if caption else "no file"))
    if kind in ("console", "pycon"):
        commands, expected = (dialogue if kind == "console" else expressions)(text)
        return Block(kind, line, commands, expected, not_run=why)
    return Block(kind, line, [text], [None], not_run=why)


def blocks(text):
    """The blocks of a page in their order."""
    return [block_of(m, text.count("\n", 0, m.start()) + 1) for m in FENCE.finditer(text)]


def is_close(a, b):
    return a == b or abs(a - b) <= max(1e-9, 1e-6 * max(abs(a), abs(b)))


def same_line(wanted, got):
    """Whether a line is as expected: the same words, numbers that agree."""
    wanted, got = (COMMIT.sub("(commit)", " ".join(line.split())) for line in (wanted, got))
    pieces = [re.escape(NUMBER.sub("\0", piece)) for piece in wanted.split("...")]
    match = re.fullmatch(".*".join(f"({piece})" for piece in pieces).replace("\\\0", "\0"), NUMBER.sub("\0", got))
    if not match:
        return False
    numbers, values = list(NUMBER.finditer(got)), []
    for group in range(1, len(pieces) + 1):
        begin = NUMBER.sub("\0", got)[:match.start(group)].count("\0")
        values += numbers[begin:begin + match[group].count("\0")]
    wanted_values = [m[0] for piece in wanted.split("...") for m in NUMBER.finditer(piece)]
    return len(values) == len(wanted_values) and all(is_close(float(w), float(v[0])) for w, v in zip(wanted_values, values))


def same(wanted, got):
    """Whether lines are as expected; a line `...` stands for any number of them."""
    if not wanted:
        return not got
    if wanted[0].strip() == "...":
        return any(same(wanted[1:], got[i:]) for i in range(len(got) + 1))
    return bool(got) and same_line(wanted[0], got[0]) and same(wanted[1:], got[1:])

"""Puts what a command prints now in the place of what a text says that it prints."""

import re

from .blocks import NUMBER, same_line


def words_of(line):
    """A line without its numbers."""
    return " ".join(NUMBER.sub("\0", line).split())


def kept_lines(expected, printed):
    """Lines that are printed now where the lines `expected` stood; its lines `...` stay."""
    if not any("..." in line for line in expected):
        return printed
    result, position = [], 0
    for line in expected:
        if line.strip() == "...":
            result.append(line)
            continue
        found = next((i for i in range(position, len(printed)) if same_line(line, printed[i]) or words_of(line) == words_of(printed[i])), None)
        if found is None:
            raise LookupError(f"nothing is printed like '{line}'")
        result.append(line if same_line(line, printed[found]) else printed[found])
        position = found + 1
    return result


def with_output(text, command, expected, printed):
    """`text` with the output of `$ command` replaced."""
    old = f"\n$ {command}\n" + "".join(f"{line}\n" for line in expected)
    count = len(re.findall(f"(?={re.escape(old)})", text))
    if count != 1:
        raise LookupError(f"'$ {command}' with its output stands {count} times in the text")
    return text.replace(old, f"\n$ {command}\n" + "".join(f"{line}\n" for line in kept_lines(expected, printed)))


def same_picture(a, b, share=0.002):
    """Whether at most `share` of the pixels of two pictures differ by more than a tenth of the full scale: the last digits of the
    numbers behind a line may move the edge of a pixel."""
    import numpy as np
    from matplotlib.image import imread
    if not b.exists():
        return False
    first, second = imread(a), imread(b)
    return first.shape == second.shape and np.mean(np.abs(first - second).max(axis=-1) > 0.1) <= share

"""Which values are drawn: those asked for by --select, or a few of a long axis, which is said."""

import numpy as np

from ising_mirage.plot.words import Refused

MOST_SELECTED = 16  # values of one axis, where they are asked for
MOST_LISTED = 10000


def few(count, most):
    """Indices of at most `most` of `count` values, spread evenly, ends included."""
    return sorted(set(np.linspace(0, count - 1, min(most, count)).round().astype(int).tolist()))


def same(a, b):
    """Whether two values of a setting are one: numbers to 1e-6, words exactly."""
    if isinstance(a, str) or isinstance(b, str):
        return str(a) == str(b)
    if a != a and b != b:  # gamma, of which one part is an axis
        return True
    return abs(a - b) <= 1e-6 * max(abs(a), abs(b)) + 1e-12


def listed(values):
    """The values in a message, the middle of many left out."""
    texts = [v if isinstance(v, str) else f"{v:.6g}" for v in values]
    return ", ".join(texts if len(texts) <= 12 else [*texts[:5], "...", *texts[-5:]])


class NothingSelected(Refused):
    """A file has none of what is selected; others may."""


class Choice:
    """What --select asks for: {name: values}. Remembers which values were met and which were left out."""

    def __init__(self, words=()):
        self.wanted, self.there, self.said = {}, {}, []
        for word in words:
            name = ""
            for part in word.split(","):  # gamma=0,0.1,T=2: a value without a name is one more of the name before
                before, equals, value = part.rpartition("=")
                name = before.strip().replace("-", "_") if equals else name
                if not name or not value.strip():
                    raise Refused(f"--select '{word}': must be name=value, as in gamma=0.1 or gamma=0,0.1")
                self.wanted.setdefault(name, []).append(self.read(value.strip()))

    @staticmethod
    def read(text):
        try:
            return float(text)
        except ValueError:
            return text

    def meet(self, name, value):
        values = self.there.setdefault(name, [])
        if len(values) < MOST_LISTED and not any(same(value, v) for v in values):
            values.append(value)

    def is_wanted(self, name, value):
        self.meet(name, value)
        return name not in self.wanted or any(same(value, w) for w in self.wanted[name])

    def indices(self, name, values):
        """Of the values asked for; all where nothing is."""
        if name not in self.wanted:
            self.there.setdefault(name, [])
            return list(range(len(values)))
        found = [i for i, v in enumerate(values) if self.is_wanted(name, v)]
        if not found:
            raise NothingSelected("")
        return found

    def keeps(self, settings):
        """Whether curves of these settings are asked for."""
        return all([self.is_wanted(name, value) for name, value in settings.items()])

    def silent_few(self, name, values, most):
        """Indices of the values to draw."""
        return few(len(values), MOST_SELECTED if name in self.wanted else most)

    def few(self, name, values, most):
        """The same; how many are left out is remembered."""
        chosen = self.silent_few(name, values, most)
        if len(chosen) < len(values):
            self.say(f"drew {len(chosen)} of {len(values)} {name} ({listed([values[i] for i in chosen])}); --select {name}=VALUE for others")
        return chosen

    def say(self, text):
        if text not in self.said:
            self.said.append(text)

    def check(self):
        """All that is asked for must have been met."""
        for name, values in self.wanted.items():
            if name not in self.there:
                raise Refused(f"--select {name}: no such setting; there are {', '.join(sorted(self.there)) or 'none'}")
            for value in values:
                if not any(same(value, v) for v in self.there[name]):
                    raise Refused(f"--select {name}={listed([value])}: there are {listed(self.there[name])}")

"""Which values are drawn: those asked for by --select, or a few of a long axis, which is said."""

import numpy as np

from pictures.words import Refused

MOST_SELECTED = 16  # values of one axis, where they are asked for


def few(count, most):
    """Indices of at most `most` of `count` values, spread evenly, ends included."""
    return sorted(set(np.linspace(0, count - 1, min(most, count)).round().astype(int).tolist()))


def same(a, b):
    """Whether two values of a setting are one: numbers to 1e-6, words exactly."""
    if isinstance(a, str) or isinstance(b, str):
        return str(a) == str(b)
    return abs(a - b) <= 1e-6 * max(abs(a), abs(b)) + 1e-12


def listed(values):
    """The values in a message, the middle of many left out."""
    texts = [v if isinstance(v, str) else f"{v:.6g}" for v in values]
    return ", ".join(texts if len(texts) <= 12 else [*texts[:5], "...", *texts[-5:]])


class Choice:
    """What --select asks for: {name: values}. Remembers which names were met and which values were left out."""

    def __init__(self, words=()):
        self.wanted, self.met, self.said = {}, set(), []
        for word in words:
            name, equals, values = word.partition("=")
            name = name.strip().replace("-", "_")
            if not equals or not name or not all(v.strip() for v in values.split(",")):
                raise Refused(f"--select '{word}': must be name=value, as in gamma=0.1 or gamma=0,0.1")
            self.wanted.setdefault(name, []).extend(self.read(v.strip()) for v in values.split(","))

    @staticmethod
    def read(text):
        try:
            return float(text)
        except ValueError:
            return text

    def indices(self, name, values):
        """Of the values asked for; all where nothing is."""
        self.met.add(name)
        if name not in self.wanted:
            return list(range(len(values)))
        found = []
        for wanted in self.wanted[name]:
            here = [i for i, v in enumerate(values) if same(v, wanted)]
            if not here:
                raise Refused(f"--select {name}={listed([wanted])}: there are {listed(values)}")
            found += here
        return sorted(set(found))

    def keeps(self, settings):
        """Whether curves of these settings are asked for."""
        self.met.update(settings)
        return all(any(same(settings[name], v) for v in values) for name, values in self.wanted.items() if name in settings)

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
        """Every name of --select must have been met."""
        for name in self.wanted:
            if name not in self.met:
                raise Refused(f"--select {name}: no such setting; there are {', '.join(sorted(self.met)) or 'none'}")

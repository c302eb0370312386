"""From files to pictures: what each file is, which kinds of pictures it has, and their names."""

import itertools
import pathlib
import sys

from ising_mirage.plot import style
from ising_mirage.plot import choice as choices
from ising_mirage.plot import (fit, formula, lines, measured, order_parameter, phase_diagram, sample_fit, spectra, spectrum_fit,
                               spectrum_maps, table, visibility, words)
from ising_mirage.plot.result import Result
from ising_mirage.plot.words import Refused

SIGNATURE = b"\x89HDF\r\n\x1a\n"
MOST_TEXT = 10**8
MAGIC = {".png": b"\x89PNG", ".pdf": b"%PDF"}


class RefusedFile(Refused):
    """With the name of the file."""


class Source:
    """One file: a result (at each of a few values of its further axes), a table, a fit, or a fit that is drawn by itself: (kind, what draws it, fit)."""

    def __init__(self, path, label, choice):
        self.path, self.label, self.choice = path, label, choice
        self.results, self.table, self.fit, self.alone = [], None, None, None
        with open(path, "rb") as file:
            is_hdf5 = file.read(len(SIGNATURE)) == SIGNATURE
        if is_hdf5 or path.suffix in (".h5", ".hdf5", ".nc"):
            self.read_result()
            return
        with open(path, encoding="utf-8", errors="replace") as file:
            content = table.read(label, file.read(MOST_TEXT))
        if isinstance(content, dict) and content.get("curves") and content.get("samples"):
            self.alone = ("fit-sample", sample_fit.draw, sample_fit.SampleFit(content, label))
        elif isinstance(content, dict) and content.get("curves"):
            self.alone = ("fit-spectrum", spectrum_fit.draw, spectrum_fit.SpectrumFit(content, label))
        elif isinstance(content, dict):
            self.fit = fit.Fit(content, label)
        else:
            content.file = label
            self.table = content
            if not choice.keeps(content.settings):
                raise choices.NothingSelected("")

    def read_result(self):
        first = Result(self.path, self.choice)
        if not first.further:
            self.results = [first]
            return
        few = [[first.pick[k][i] for i in self.choice.silent_few(k, first.axis[k], 3)] for k in first.further]
        self.results = [Result(self.path, self.choice, at) for at in itertools.product(*few)]

    def result_at(self, r, axis, index):
        at = tuple(index if k == axis else i for k, i in zip(r.further, r.at))
        return Result(self.path, self.choice, at)


def of_results(sources, points):
    """{name: (kind, what draws it)} of the pictures that each result, or fit of spectra, has for itself."""
    found = {}
    for source in sources:
        several = len(sources) > 1
        if source.alone:
            kind, draw, of = source.alone
            found[f"{source.label if several else ''}-{kind}"] = (kind, lambda draw=draw, f=of, c=source.choice: draw(f, c))
        if source.table and source.table.command == "visibility":
            for kind, draw in (("visibility", visibility.draw), ("broadening", visibility.draw_broadening)):
                found[f"{source.label if several else ''}-{kind}"] = (kind, lambda t=source.table, c=source.choice, d=draw: d(t, c))
        for r in source.results:
            suffix = "".join(f"-{k}-{v:.6g}" for k, v in r.here().items())
            draws = {"phase-diagram": lambda r=r: phase_diagram.draw(r, points), "order-parameter": lambda r=r: order_parameter.draw(r),
                     "couplings": lambda r=r: order_parameter.couplings(r), **spectra_of_result(r)}
            if not several:
                draws["lines"] = lambda r=r: lines_of_result(r, source.label, points)
            for kind, draw in draws.items():
                found[f"{source.label if several else ''}-{kind}{suffix}"] = (kind, draw)
            for axis in r.further if r is source.results[0] and not several else ():
                found[f"-lines-{axis}"] = ("lines", lambda r=r, axis=axis: lines_over(source, r, axis, points))
    return found


def spectra_of_result(r):
    return {kind: lambda kind=kind: spectrum_maps.draw(r, kind) for kind in spectrum_maps.KINDS}


def lines_of_result(r, label, points):
    curves = lines.few_of_result(r, label, 7, 4)
    return lines.draw(curves, points, r.choice) if curves else order_parameter.lines_at_one_temperature(r)


def lines_over(source, r, axis, points):
    curves = lines.over(r, axis, lambda index: source.result_at(r, axis, index), source.label)
    return lines.draw(curves, points, r.choice) if len(curves) > 1 else None


def together(sources, points, choice):
    """{name: (kind, what draws it)} of the curves of all files in one figure."""
    tables = [s.table for s in sources if s.table]
    fits = [s.fit for s in sources if s.fit]
    only_results = len(sources) == 1 and sources[0].results
    found = {}

    def add(kind, items, draw):
        if items:
            found[f"-{kind}"] = (kind, lambda: draw(items))

    curves = [] if only_results else [c for s in sources for c in line_curves(s)]
    only_fits = len(fits) == len(sources)
    add("lines", curves if not only_fits else [], lambda c: lines.draw(selected(c, choice), points, choice))
    add("temperatures", [c for t in tables for c in lines.temperatures_of_table(t, t.file)], lambda c: lines.draw_temperatures(c, choice))
    of_energy = [c for t in tables for c in spectra.of_table(t, t.file)]
    add("spectra", of_energy, lambda c: spectra.draw(selected(c, choice), choice))
    add("amplitudes", of_energy, lambda c: spectra.draw_amplitudes(c, choice))
    add("bands", [t for t in tables if t.command == "bands"], lambda t: formula.draw_bands(t, choice))
    add("currents", [t for t in tables if t.command == "current"], lambda t: formula.draw_currents(t, choice))
    formulas = [t for t in tables if t.command == "formula"]
    add("formula", formulas if len(formulas) == len(sources) else [], lambda t: formula.draw(t, choice))
    add("values", [t for t in tables if t.command == "show" and not {"B_c2", "dos"} & set(t.columns)], lambda t: formula.draw(t, choice))
    add("solutions", [t for t in tables if t.command == "point"], formula.draw_points)
    add("points", [t for t in tables if t.command == "transitions"], measured.draw)
    add("fit", fits, lambda f: fit.draw(f, points, choice))
    if formulas and len(formulas) == len(sources) and not points:  # the same curves twice
        found = {name: v for name, v in found.items() if v[0] not in ("lines", "temperatures", "spectra")}
    return found


def line_curves(source):
    if source.table:
        return lines.of_table(source.table, source.label)
    if source.fit:
        return lines.of_fit(source.fit, source.label)
    return [c for r in source.results for c in lines.few_of_result(r, source.label, 4, 2)]


def selected(curves, choice):
    found = [c for c in curves if choice.keeps(c.settings)]
    if not found:
        choice.check()
        raise Refused("--select: together they leave no curve")
    return found


def labels_of(paths):
    """A short name for each file: its stem, with as much of its folder as tells it from the others."""
    stems = [p.stem for p in paths]
    if len(set(stems)) == len(stems):
        return stems
    names = [p.name for p in paths]
    return names if len(set(names)) == len(names) else ["/".join(p.parts[-3:]) for p in paths]


def stem_of(labels):
    """Of the pictures."""
    safe = [label.replace("/", "-") for label in labels]
    return "-".join(safe) if len(safe) <= 3 and len("-".join(safe)) < 100 else f"{safe[0]}-and-{len(safe) - 1}-more"


def refuse_targets(folder, name, inputs):
    """A picture replaces a picture, and nothing else."""
    for suffix, magic in MAGIC.items():
        target = folder / f"{name}{suffix}"
        if not target.exists():
            continue
        if any(target.samefile(i) for i in inputs):
            raise Refused(f"--out '{folder}': the picture would replace its input '{target.name}'")
        if not target.is_file():
            raise Refused(f"--out '{folder}': '{target.name}' is not a picture")
        with open(target, "rb") as file:
            if file.read(len(magic)) not in (magic, b""):
                raise Refused(f"--out '{folder}': '{target.name}' is not a picture and stays")


def opened(paths, choice):
    """Those of the files that have something of what is selected. Throws RefusedFile."""
    sources = []
    for path, label in zip(paths, labels_of(paths)):
        try:
            if not path.is_file():
                raise Refused("no such file")
            sources.append(Source(path, label, choice))
        except choices.NothingSelected:
            continue
        except Refused as error:
            raise RefusedFile(f"'{words.in_short(path)}': {words.in_short(error)}") from None
    if not sources:
        choice.check()
        raise Refused("--select: together they leave nothing")
    return sources


def draw_all(options):
    """Exit status."""
    paths = [pathlib.Path(f) for f in options.files]
    name = words.in_short(", ".join(map(str, paths)))
    try:
        choice = choices.Choice(options.select)
        figures = figures_of(paths, choice, options)
        save_all(figures, options.out, [*paths, *map(pathlib.Path, options.data)])
        for said in choice.said:
            print(said, flush=True)
        return 0
    except RefusedFile as error:
        return fail(str(error), 2)
    except Refused as error:
        message = words.in_short(error)
        return fail(message if message.startswith("--") else f"'{name}': {message}", 2)
    except OSError as error:
        return fail(f"--out '{options.out}': {error.strerror or error}", 1)
    except Exception as error:  # values that matplotlib cannot draw
        return fail(f"'{name}': cannot be drawn ({type(error).__name__}: {words.in_short(error)})", 2)


def figures_of(paths, choice, options):
    """{name: figure} of all that is asked for."""
    sources = opened(paths, choice)
    reading = [f"{name}={value}" for name, value in (("--columns", options.columns), ("--tc0", options.tc0),
                                                     ("--g-factor", options.g_factor)) if value is not None]
    points = measured.read(options.data, reading) if options.data else []
    pictures = {**of_results(sources, points), **together(sources, points, choice)}
    stem = stem_of(labels_of(paths))
    figures, drawn = {}, set()
    for name, (kind, draw) in pictures.items():
        asked = kind in options.kind if options.kind else kind not in spectrum_maps.ON_DEMAND
        figure = draw() if asked else None
        if figure is not None:
            drawn.add(kind)
            figures[stem + name if name.startswith("-") else name.replace("/", "-")] = figure
    choice.check()
    check_drawn(sources, options, drawn)
    return figures


def save_all(figures, out, inputs):
    """Nothing is written before everything is drawn."""
    folder = pathlib.Path(out)
    for name in figures:
        refuse_targets(folder, name, inputs)
    for name, figure in figures.items():
        for path in style.save(figure, folder, name):
            print(path, flush=True)


def check_drawn(sources, options, drawn):
    """Everything that was asked for must be there."""
    there = f"; there are {', '.join(sorted(drawn))}" if drawn else ""
    for kind in options.kind:
        if kind not in drawn:
            raise Refused(f"--kind {kind}: the files hold nothing of it{there}")
    if not drawn:
        raise Refused("a single point: nothing to draw" if any(s.results for s in sources) else "a single row: nothing to draw")
    if options.data and not drawn & {"phase-diagram", "lines", "fit"}:
        raise Refused(f"--data: no critical fields to draw the points over{there}")


def fail(message, status):
    print(f"mirage: {message}", file=sys.stderr, flush=True)
    return status

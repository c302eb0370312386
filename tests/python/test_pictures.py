"""Datasets that draw themselves; the README."""

import doctest
import os
import pathlib
import subprocess
import sys

import matplotlib

matplotlib.use("agg")
import matplotlib.pyplot as plt  # noqa: E402
import numpy as np  # noqa: E402
import pytest  # noqa: E402

import ising_mirage as mirage  # noqa: E402
from ising_mirage import program  # noqa: E402


@pytest.fixture
def ax():
    figure, ax = plt.subplots()
    yield ax
    plt.close(figure)


def texts(ax):
    return [text.get_text() for text in ax.get_legend().get_texts()]


def test_a_grid_is_drawn_with_its_line(ax):
    T, B = np.linspace(0.1, 1, 5), np.linspace(0, 5, 6)
    data = mirage.points(T=T, B=B, beta=7)
    data = data.assign(B_c2=mirage.line(T=T, beta=7, special=False).B_c2)
    assert data.mirage.plot(ax=ax) is ax
    assert ax.get_xlabel() == "temperature $T$ [$T_{c0}$]" and ax.get_ylabel() == r"field $B$ [$\Delta_0$]"
    assert ax.collections[0].get_array().size == 30 and len(ax.lines) == 2  # the line and its rim
    np.testing.assert_array_equal(ax.lines[1].get_ydata()[:-1], data.B_c2[:-1])
    assert ax.lines[1].get_ydata()[-1] == 0  # at Tc0


def test_lines_are_drawn_for_each_material(ax):
    mirage.line(T=[0.1, 0.5, 0.9], gamma=[0, 0.2], beta=7, special=False).mirage.plot_lines(ax=ax)
    assert texts(ax) == [r"$\Gamma$ = 0 $\Delta_0$", r"$\Gamma$ = 0.2 $\Delta_0$"]
    assert ax.get_ylabel() == r"critical field $B_{c2}$ [$\Delta_0$]"


def test_every_field_of_one_material_is_drawn(ax):
    data = mirage.line(T=np.linspace(0.02, 0.9, 9), beta=7, alpha=1, special=False)
    data.mirage.plot_lines(ax=ax)
    assert texts(ax)[:2] == [r"$B_{c2}$, second order", r"$B_{c2}$, first order"] and "collapse of the gap" in texts(ax)
    collapse = next(line for line in ax.lines if line.get_color() == mirage.plot.style.COLOURS[3])
    np.testing.assert_array_equal(collapse.get_ydata(), data.B_collapse)


def test_any_quantity_is_drawn_against_its_axis(ax):
    mirage.spectrum(T=0.1, B=[1.0, 2.0], energy=np.linspace(0, 8, 9), beta=7).mirage.plot_lines("dos", ax=ax)
    assert ax.get_xlabel() == r"energy $E$ [$\Delta_0$]" and len(ax.lines) == 2 and texts(ax)[0] == r"$B$ = 1 $\Delta_0$"


def test_a_figure_of_its_own_says_what_is_on_no_axis():
    before = plt.rcParams["font.size"]
    for ax in (mirage.line(T=[1.0, 2.0], tc0=3.0, beta=4.1, special=False).mirage.plot_lines(),
               mirage.points(T=[1.0, 2.0], B=[0, 30.0], tc0=3.0, beta=4.1).mirage.plot("free_energy")):
        assert ax.get_title().startswith(r"$T_{c0}$ = 3 K, $\beta$ = 4.1 meV")
        plt.close(ax.figure)
    assert plt.rcParams["font.size"] == before  # the style is that of the figure alone


@pytest.mark.program
def test_files_are_drawn_as_by_the_program(tmp_path):
    mirage.sweep({"material": {"beta": 7}, "grid": {"T": [0.1, 0.5], "B": [0, 2, 4], "gamma": [0, 0.1]}}, tmp_path / "run.h5").close()
    figures = mirage.plot.draw_files(tmp_path / "run.h5", select=["gamma=0"])
    assert list(figures) == ["run-phase-diagram", "run-lines"]
    done = subprocess.run([program.find(), "plot", tmp_path / "run.h5", "--select", "gamma=0", "--out", tmp_path], env=program.environment())
    assert done.returncode == 0
    for name, figure in figures.items():
        with plt.rc_context(mirage.plot.style.SETTINGS):
            figure.savefig(tmp_path / "own.png")
        assert (tmp_path / "own.png").read_bytes() == (tmp_path / f"{name}.png").read_bytes()
        plt.close(figure)
    with pytest.raises(mirage.InputError, match="there are 0, 0.1"):
        mirage.plot.draw_files(tmp_path / "run.h5", select=["gamma=3"])


def test_pictures_of_files_need_neither_library_nor_xarray():
    code = "import sys; sys.modules['xarray'] = None; import ising_mirage.plot.drawing; sys.exit('ising_mirage._library' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], env={**os.environ, "MIRAGE_LIBRARY": "/nowhere"}).returncode == 0


def test_what_cannot_be_drawn_is_refused(ax):
    with pytest.raises(mirage.InputError, match="several values of gamma"):
        mirage.points(T=[0.1, 0.2], B=[0, 1], gamma=[0, 0.1]).mirage.plot(ax=ax)
    with pytest.raises(mirage.InputError, match="allowed"):
        mirage.points(T=[0.1, 0.2], B=[0, 1]).mirage.plot("nothing", ax=ax)
    with pytest.raises(mirage.InputError):
        mirage.points(T=[0.1, 0.2], B=1.0).mirage.plot(ax=ax)
    with pytest.raises(mirage.InputError):
        mirage.points(T=[0.1, 0.2], B=[0, 1]).mirage.plot_lines(ax=ax)
    count = len(plt.get_fignums())
    with pytest.raises(mirage.InputError, match="allowed"):
        mirage.points(T=[0.1, 0.2], B=[0, 1]).mirage.plot_lines("nothing")
    assert len(plt.get_fignums()) == count  # no empty figure is left


def test_the_three_lines_of_the_readme_are_those_of_the_example():
    root = pathlib.Path(__file__).parents[2]
    lines = (root / "jobs/examples/three_lines.py").read_text().splitlines()
    assert len(lines) == 3
    assert "\n$ python3\n" + "".join(f">>> {line}\n" for line in lines) in (root / "README.md").read_text(encoding="utf-8")


def test_the_readme_says_what_is():
    readme = pathlib.Path(__file__).parents[2] / "README.md"
    section = readme.read_text(encoding="utf-8").split("## From Python")[1].split("\n## ")[0]
    code = section.split("```python")[1].split("```")[0]
    test = doctest.DocTestParser().get_doctest(code, {}, "README", str(readme), 0)
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    runner.run(test)
    assert runner.summarize().failed == 0

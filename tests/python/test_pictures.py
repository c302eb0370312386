"""Datasets that draw themselves; the README."""

import doctest
import pathlib

import matplotlib

matplotlib.use("agg")
import matplotlib.pyplot as plt  # noqa: E402
import numpy as np  # noqa: E402
import pytest  # noqa: E402

import ising_mirage as mirage  # noqa: E402


@pytest.fixture
def ax():
    figure, ax = plt.subplots()
    yield ax
    plt.close(figure)


def test_a_grid_is_drawn_with_its_line(ax):
    T, B = np.linspace(0.1, 1, 5), np.linspace(0, 5, 6)
    data = mirage.points(T=T, B=B, beta=7)
    data = data.assign(B_c2=mirage.line(T=T, beta=7, special=False).B_c2)
    assert data.mirage.plot(ax=ax) is ax
    assert ax.get_xlabel() == "T (Tc0)" and ax.get_ylabel() == "B (Delta0)"
    assert ax.collections[0].get_array().size == 30 and len(ax.lines) == 1


def test_lines_are_drawn_for_each_material(ax):
    mirage.line(T=[0.1, 0.5, 0.9], gamma=[0, 0.2], beta=7, special=False).mirage.plot_lines(ax=ax)
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["gamma = 0", "gamma = 0.2"]
    assert ax.get_ylabel() == "B_c2 (Delta0)"


def test_every_field_of_one_material_is_drawn(ax):
    mirage.line(T=[0.1, 0.5, 0.9], beta=7, alpha=1, special=False).mirage.plot_lines(ax=ax)
    assert {"B_c2", "B_supercooling", "B_collapse"} <= {line.get_label() for line in ax.lines}


def test_what_cannot_be_drawn_is_refused(ax):
    with pytest.raises(mirage.InputError, match="several values of gamma"):
        mirage.points(T=[0.1, 0.2], B=[0, 1], gamma=[0, 0.1]).mirage.plot(ax=ax)
    with pytest.raises(mirage.InputError, match="allowed"):
        mirage.points(T=[0.1, 0.2], B=[0, 1]).mirage.plot("nothing", ax=ax)
    with pytest.raises(mirage.InputError):
        mirage.points(T=[0.1, 0.2], B=1.0).mirage.plot(ax=ax)
    with pytest.raises(mirage.InputError):
        mirage.points(T=[0.1, 0.2], B=[0, 1]).mirage.plot_lines(ax=ax)


def test_the_readme_says_what_is():
    readme = pathlib.Path(__file__).parents[2] / "README.md"
    section = readme.read_text(encoding="utf-8").split("## From Python")[1].split("\n## ")[0]
    code = section.split("```python")[1].split("```")[0]
    test = doctest.DocTestParser().get_doctest(code, {}, "README", str(readme), 0)
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    runner.run(test)
    assert runner.summarize().failed == 0

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


def test_what_has_one_sign_is_drawn_from_zero(ax):
    for name, side in (("B_c2", 0), ("free_energy", 1)):
        ax.clear()
        (mirage.line(T=[0.1, 0.5, 1.0], beta=7, special=False) if name == "B_c2" else mirage.points(T=[0.1, 0.5, 1.0], B=1, beta=7)).mirage.plot_lines(name, ax=ax)
        assert ax.get_ylim()[side] == 0 and np.diff(ax.get_ylim()) > np.ptp(ax.lines[0].get_ydata())


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


@pytest.fixture
def tunnelling(tmp_path):
    deck = {"material": {"beta": 7}, "grid": {"T": "0.1:0.9:9", "B": "0:8:17", "gamma": 0.05, "alpha": 0.3},
            "spectrum": {"energy": "-9:9:181", "conductance": True}}
    mirage.sweep(deck, tmp_path / "run.h5").close()
    return tmp_path / "run.h5"


def drawn(file, kind, *select):
    (figure,) = mirage.plot.draw_files(file, kind=[kind], select=list(select)).values()
    yield figure.axes[0]
    plt.close(figure)


def map_of(ax):
    return np.asarray(ax.collections[0].get_array()).ravel()


def texts_of(figure):
    return [text.get_text() for text in figure.findobj(plt.Text)]


def line_of(ax, x):
    """Whether there is a line through these points."""
    return any(len(line.get_xdata()) == len(x) and np.allclose(line.get_xdata(), x, equal_nan=True) for line in ax.lines)


@pytest.mark.program
def test_conductance_of_a_sweep_is_that_of_a_spectrum(tunnelling):
    with mirage.read(tunnelling) as data:
        assert data.conductance.dims == ("alpha", "gamma", "T", "B", "energy") and data.gap_edge.dims == data.order_parameter.dims
        at = {"alpha": 0.3, "gamma": 0.05, "T": 0.3, "B": 2.0}
        one = mirage.spectrum(energy=data.energy.values, beta=7, eta=data.conductance.attrs["eta"], conductance=True, **at)
        np.testing.assert_allclose(data.conductance.sel(at), one.conductance, rtol=0, atol=1e-10)
        np.testing.assert_allclose(data.gap_edge.sel(at), one.gap_edge, rtol=1e-9)


@pytest.mark.program
def test_conductance_is_drawn_over_field_and_over_temperature(tunnelling):
    with mirage.read(tunnelling) as data:
        here = data.squeeze()
        for ax in drawn(tunnelling, "conductance", "T=0.3"):
            assert r"voltage $eV$ [$\Delta_0$]" in texts_of(ax.figure)
            np.testing.assert_array_equal(map_of(ax), here.conductance.sel(T=0.3).values.ravel())
            edge = here.gap_edge.sel(T=0.3)
            assert line_of(ax, edge.where(edge > 0)) and line_of(ax, here.epsilon_1.sel(T=0.3)) and line_of(ax, here.epsilon_2.sel(T=0.3))
            across = [line.get_ydata()[0] for line in ax.lines if len(line.get_xdata()) == 2]
            assert {float(here.B_c2.sel(T=0.3)), float(here.B_collapse.sel(T=0.3))} == set(across)
        for ax in drawn(tunnelling, "conductance", "B=2"):
            np.testing.assert_array_equal(map_of(ax), here.conductance.sel(B=2).values.ravel())
            assert line_of(ax, here.epsilon_1.sel(B=2)) and "temperature $T$ [$T_{c0}$]" in texts_of(ax.figure)


@pytest.mark.program
def test_second_derivatives_are_drawn_where_asked_for(tunnelling):
    assert not [name for name in mirage.plot.draw_files(tunnelling) if "curvature" in name]
    plt.close("all")
    for kind in ("spectra-curvature", "conductance-curvature"):
        for ax in drawn(tunnelling, kind, "T=0.3"):
            low, high = ax.collections[0].get_clim()
            assert low == -high
            mirage_gap = np.argmin(np.abs(np.linspace(-9, 9, 181) + np.hypot(7, 2)))
            assert map_of(ax).reshape(17, 181)[4, mirage_gap] > 0  # a minimum: red
    with pytest.raises(mirage.InputError, match="the files hold nothing of it"):
        mirage.plot.draw_files(tunnelling, kind=["conductance-curvature"], select=["T=0.1,0.2", "B=2"])


def test_second_derivative_is_exact_for_polynomials():
    from ising_mirage.plot.curvature import second_derivative

    x = np.sort(np.random.default_rng(1).uniform(-3, 3, 40))
    values = np.stack([x**4 - 2 * x**3 + x, 1 + 0 * x])
    np.testing.assert_allclose(second_derivative(x, values), [12 * x**2 - 12 * x, 0 * x], atol=1e-5)
    assert second_derivative(x[:6], values[:, :6]) is None
    values[0, 20] = np.nan
    assert np.isnan(second_derivative(x, values)).sum() == 7
    x = np.linspace(0, 3, 61)
    np.testing.assert_allclose(second_derivative(x, np.sin(x))[3:-3], -np.sin(x[3:-3]), atol=1e-5)  # by the fourth power of 0.05


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

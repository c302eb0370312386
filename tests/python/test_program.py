"""Fits, sweeps, files and materials."""

import pathlib

import numpy as np
import pytest

import ising_mirage as mirage
from ising_mirage import program

DATA = pathlib.Path(__file__).parents[2] / "jobs/data/synthetic-klb-mos2.csv"


def test_a_fit_is_that_of_the_program(run):
    said = run("fit", str(DATA), model="klb")
    fit = mirage.fit(DATA, model="klb")
    assert fit.values["tc0"] == said["parameters"]["tc0"]["value"]
    assert fit.parameters["spin_orbit_rate"] == said["parameters"]["spin-orbit-rate"]
    assert fit.chi2 == said["chi2"] and "tc0" in repr(fit) and "<table>" in fit._repr_html_()
    curve = fit.curve()
    assert curve.B_c2.dims == ("T",) and curve.B_c2.units == "T"
    assert list(curve.B_c2.values) == said["samples"][0]["curve"]["B_c2"]


@pytest.mark.program
def test_data_may_be_columns():
    T = np.linspace(0.5, 2.9, 9)
    field = mirage.formula.ising(T=T, tc0=3.0, beta=4.1)
    fit = mirage.fit({"T": T, "B": field.values, "sigma_B": np.full(9, 0.1)}, model="ising", free=["tc0", "beta"])
    assert fit.values["beta"] == pytest.approx(4.1, rel=1e-4) and fit.values["tc0"] == pytest.approx(3.0, rel=1e-6)
    bounded = mirage.fit({"T": T, "B": field.values, "sigma_B": np.full(9, 0.1)}, model="ising", free=["beta"], tc0=3.0,
                         bounds={"beta": (0.0, 50.0)})
    assert bounded.values["beta"] == pytest.approx(4.1, rel=1e-4)


@pytest.mark.program
def test_every_sample_has_its_curve():
    matplotlib = pytest.importorskip("matplotlib")
    matplotlib.use("agg")
    import matplotlib.pyplot

    fit = mirage.fit(DATA.with_name("synthetic-two-samples.csv"), model="ising")
    assert fit.samples == ["bilayer", "monolayer"] and "tc0@bilayer" in fit.values
    assert fit.curve("monolayer").attrs["sample"] == "monolayer"
    with pytest.raises(mirage.InputError, match="bilayer, monolayer"):
        fit.curve()
    ax = fit.plot(matplotlib.pyplot.figure().add_subplot())
    assert [text.get_text() for text in ax.get_legend().get_texts()] == fit.samples and len(ax.lines) == 4
    assert len(fit.plot().figure.axes) == 2  # with residuals


@pytest.mark.program
def test_what_the_program_refuses_is_an_input_error(tmp_path):
    with pytest.raises(mirage.InputError):
        mirage.fit(DATA, model="nothing")
    with pytest.raises(mirage.InputError):
        mirage.fit(tmp_path / "none.csv")
    with pytest.raises(mirage.InputError):
        mirage.fit(3)
    with pytest.raises(mirage.InputError):
        mirage.sweep({"material": {"betta": 7}}, tmp_path / "run.h5")
    with pytest.raises(mirage.InputError):
        mirage.sweep({"material": 7}, tmp_path / "run.h5")


@pytest.mark.program
def test_a_sweep_on_two_ranks_is_read(tmp_path):
    deck = {"material": {"beta": 7}, "grid": {"T": [0.1, 0.5], "B": [0, 1, 2]}}
    data = mirage.sweep(deck, tmp_path / "run.h5", ranks=2)
    assert data.attrs["ranks"] == 2 and data.order_parameter.shape == (1, 1, 2, 3)
    again = mirage.read(tmp_path / "run.h5")
    np.testing.assert_array_equal(again.order_parameter, data.order_parameter)


def read_values(data):
    """Names of the variables whose values are in memory."""
    return {name for name, variable in data.variables.items() if variable._in_memory and variable.ndim}


@pytest.mark.program
def test_a_result_is_read_where_it_is_used(tmp_path):
    mirage.sweep({"material": {"beta": 7}, "grid": {"T": [0.1, 0.5], "B": [0, 1, 2]}}, tmp_path / "run.h5").close()
    with mirage.read(tmp_path / "run.h5") as data:
        assert read_values(data) == set(data.dims)
        assert data.entropy.isel(T=0).values.shape == (1, 1, 3) and "entropy" not in read_values(data)


@pytest.mark.program
def test_a_result_is_computed_with_in_pieces(tmp_path):
    pytest.importorskip("dask")
    mirage.sweep({"material": {"beta": 7}, "grid": {"T": [0.1, 0.3, 0.5], "B": [0, 1, 2]}}, tmp_path / "run.h5").close()
    with mirage.read(tmp_path / "run.h5", chunks={"T": 2}) as data, mirage.read(tmp_path / "run.h5") as whole:
        assert data.order_parameter.chunks == ((1,), (1,), (2, 1), (3,))
        lowest = data.order_parameter.min(("T", "B"))
        assert read_values(data) == set(data.dims) and lowest.chunks
        np.testing.assert_array_equal(lowest.values, whole.order_parameter.min(("T", "B")).values)
        assert read_values(data) == set(data.dims)
    with pytest.raises(mirage.InputError, match="chunks = "):
        mirage.read(tmp_path / "run.h5", chunks={"nothing": 2})


def test_other_files_are_refused(tmp_path):
    with pytest.raises(FileNotFoundError):
        mirage.read(tmp_path / "none.h5")
    (tmp_path / "text.h5").write_text("text")
    with pytest.raises(mirage.InputError):
        mirage.read(tmp_path / "text.h5")


@pytest.mark.program
def test_the_program_is_found():
    assert pathlib.Path(program.find()).name == "mirage"
    assert program.message_of(["mirage: note: x\n", "mirage: beta = -1: no\n"]) == "beta = -1: no"


def test_a_material_has_its_settings_in_every_call():
    nbse2 = mirage.Material("NbSe2")
    assert nbse2.tc0 == 3.0 and nbse2.delta0 == mirage.delta0(3.0)
    assert nbse2.point(T=1.0, B=10.0).order_parameter == mirage.point(T=1.0, B=10.0, tc0=3.0, beta=4.1).order_parameter
    assert nbse2.point(T=1.0, B=10.0, beta=5.0).beta == 5.0
    assert nbse2.line(T=[1.0], special=False).B_c2.units == "T"
    pocket = mirage.Material(tc0=3.0, beta=4.1, pockets={"G": {"share": 0.35, "beta": 35.0}})
    assert pocket.point(T=1.0, B=10.0).order_parameter == mirage.point(
        T=1.0, B=10.0, tc0=3.0, beta=4.1, pockets="G:share=0.35,beta=35").order_parameter
    nodes = {"share": 0.35, "beta": 35.0, "form": "cos3phi"}
    assert mirage.Material(tc0=3.0, beta=4.1, pockets={"G": nodes}).point(T=1.0, B=10.0).order_parameter == mirage.point(
        T=1.0, B=10.0, tc0=3.0, beta=4.1, pockets="G:share=0.35,beta=35,form=cos3phi").order_parameter
    assert "NbSe2" in mirage.materials().material and "beta=4.1" in repr(nbse2) and "<table>" in nbse2._repr_html_()
    with pytest.raises(mirage.InputError, match="allowed"):
        mirage.Material("lead")
    with pytest.raises(mirage.InputError):
        mirage.Material(betta=1.0)


def test_formulas_say_where_they_hold():
    assert "Zhang and Falson" in mirage.formula.ising.__doc__ and "Valid:" in mirage.formula.klb.__doc__
    assert "rashba_gap" in dir(mirage.formula)
    assert mirage.formula.ising(T=[0.5, 1.0, 2.0], tc0=3.0, beta=4.1).units == "T"
    assert mirage.formula.rashba_dos(T=0.1, B=1.0, beta=7.0, alpha=0.2, energy=[0.1, 0.5]).dims == ("energy",)
    for refused in (dict(alpha=0.1), dict(T="x"), dict(T=-1.0)):
        with pytest.raises(mirage.InputError):
            mirage.formula.ising(**refused)
    with pytest.raises(AttributeError):
        mirage.formula.nothing

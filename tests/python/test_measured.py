"""Measured curves: points of R(T) and R(B), fits of dI/dV."""

import csv
import pathlib
import subprocess

import numpy as np
import pytest
import xarray

import ising_mirage as mirage
from ising_mirage import program

SPECTRA = pathlib.Path(__file__).parents[2] / "jobs/data/synthetic-spectra.csv"
T = np.linspace(0.3, 4, 371)
FIELDS = [0.0, 4.0, 8.0, 12.0]
CURVES = np.array([(100 + T) / (1 + np.exp((Tc - T) / 0.02)) for Tc in (3.0, 2.8, 2.2, 0.0)])


def table_of_curves():
    return {"T": np.tile(T, 4), "B": np.repeat(FIELDS, T.size), "R": CURVES.ravel()}


@pytest.fixture
def file(tmp_path):
    name = tmp_path / "curves.csv"
    with name.open("w", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["T", "B", "R"])
        writer.writerows(zip(*table_of_curves().values()))
    return name


def test_points_are_those_of_the_program(run, file):
    said = run("transitions", str(file), criterion="10,50")
    found = mirage.transitions(file, criterion=[0.1, 0.5])
    for name in ("T", "B", "bound", "criterion", "sweep"):
        assert list(found[name].values) == [row[name] for row in said["rows"]]
    np.testing.assert_array_equal(found.sigma_T, [np.nan if row["sigma_T"] is None else row["sigma_T"] for row in said["rows"]])
    assert found.T.units == "K" and found.B.units == "T" and "B_c2 < 12 T" in found.notes


@pytest.mark.program
def test_curves_may_be_given_in_many_ways(file):
    reference = mirage.transitions(file)
    assert reference.sizes["point"] == 4 and list(reference.bound.values) == ["<", "", "", ""]
    over_both = xarray.DataArray(CURVES, dims=("B", "T"), coords={"B": FIELDS, "T": T})
    ragged = [CURVES[0], np.where(T < 3.9, CURVES[1], np.nan), *CURVES[2:]]
    for found in (mirage.transitions(table_of_curves()), mirage.transitions(T, CURVES, field=FIELDS),
                  mirage.transitions([T] * 4, list(CURVES), kind="R(T)", field=FIELDS), mirage.transitions(over_both, kind="R(T)"),
                  mirage.transitions(over_both.transpose(), kind="R(T)")):
        xarray.testing.assert_equal(found, reference)
    np.testing.assert_allclose(mirage.transitions(T, ragged, field=FIELDS).T, reference.T, rtol=1e-3)


@pytest.mark.program
def test_resistance_against_field():
    B = np.linspace(0, 20, 401)
    R = [50 / (1 + np.exp((Bc - B) / 0.1)) for Bc in (15.0, 9.0)]
    found = mirage.transitions(B, R, temperature=[0.5, 1.5])
    np.testing.assert_allclose(found.B, [15.0, 9.0], atol=0.02)
    assert list(found["T"].values) == [0.5, 1.5] and "width_B" in found
    one = mirage.transitions(xarray.DataArray(R[0], dims="B", coords={"B": B, "T": 0.5}))
    assert one.B.item() == found.B.values[0]


@pytest.mark.program
def test_a_fit_takes_the_points_with_their_bounds(file, tmp_path):
    points = tmp_path / "points.csv"
    subprocess.run([program.find(), "transitions", str(file), f"--output={points}"], check=True, capture_output=True, env=program.environment())
    wanted = mirage.fit(points, model="klb")
    found = mirage.fit(mirage.transitions(file), model="klb")
    of_file, of_points = (fit.report["samples"][0]["points"] for fit in (wanted, found))
    assert of_points["bound"] == of_file["bound"] == ["upper", "none", "none", "none"]
    np.testing.assert_allclose(of_points["T"], of_file["T"], rtol=1e-8)
    for name, value in wanted.values.items():
        assert found.values[name] == pytest.approx(value, rel=1e-6)


@pytest.mark.program
def test_what_is_no_curve_is_refused(tmp_path):
    for refused in (lambda: mirage.transitions(3), lambda: mirage.transitions(T), lambda: mirage.transitions(T, CURVES),
                    lambda: mirage.transitions(T, CURVES, field=[1, 2, 3]), lambda: mirage.transitions(T, CURVES, kind="x"),
                    lambda: mirage.transitions(T, CURVES, kind="R(T)", temperature=1.0), lambda: mirage.transitions(T, CURVES, field=0, criterion=50),
                    lambda: mirage.transitions(T[:3], CURVES, field=0), lambda: mirage.transitions(tmp_path / "none.csv"),
                    lambda: mirage.transitions(T, CURVES, field=FIELDS, sweep="up"), lambda: mirage.transitions(T, "x", field=0)):
        with pytest.raises(mirage.InputError) as error:
            refused()
        assert "\n" not in str(error.value)


def test_a_fit_of_spectra_is_that_of_the_program(run):
    said = run("fit-spectrum", str(SPECTRA), model="dynes", background="linear")
    fit = mirage.fit_spectrum(SPECTRA, model="dynes", background="linear")
    assert isinstance(fit, mirage.Fit) and fit.chi2 == said["chi2"] and fit.samples == [curve["name"] for curve in said["curves"]]
    assert fit.errors["eta"] == said["parameters"]["eta"]["error"] and fit.statuses["eta"] == said["parameters"]["eta"]["status"]
    assert list(fit.intervals["delta[2]"]) == said["parameters"]["delta[2]"]["interval"]
    assert fit.correlation.sel(parameter="eta", **{"with": "eta"}).item() == pytest.approx(1.0)
    curve = fit.curve(2)
    assert len(fit.curves) == 4 and curve.attrs["B"] == 4.0 and list(curve.fitted.values) == said["curves"][1]["fitted"]
    assert curve.V.units == "mV" and curve.measured.units == said["unit_of"]["measured"]
    with pytest.raises(mirage.InputError, match="1 to 4"):
        fit.curve()


@pytest.fixture(scope="module")
def spectra():
    return mirage.spectrum(T=0.5, B=[0.0, 4.0], energy=np.linspace(-2, 2, 161), tc0=3.0, beta=1.2, eta=0.03, conductance=True)


@pytest.mark.program
def test_conductances_may_be_given_in_many_ways(spectra):
    V, G = spectra.energy.values, 5.0 * spectra.conductance.values
    reference = mirage.fit_spectrum(V, G, T=0.5, B=[0.0, 4.0], free=("beta", "eta"))
    assert reference.values["beta"] == pytest.approx(1.2, rel=1e-4) and reference.values["eta"] == pytest.approx(0.03, rel=1e-4)
    assert [c["B"] for c in reference.report["curves"]] == [0.0, 4.0]
    table = {"V": np.tile(V, 2), "G": G.ravel(), "T": np.full(2 * V.size, 0.5), "B": np.repeat([0.0, 4.0], V.size)}
    array = xarray.DataArray(G, dims=("B", "V"), coords={"B": [0.0, 4.0], "V": V, "T": 0.5})
    for other in (mirage.fit_spectrum([V, V], list(G), T=[0.5, 0.5], B=[0.0, 4.0], free=("beta", "eta")),
                  mirage.fit_spectrum(table, free=("beta", "eta")), mirage.fit_spectrum(array.transpose(), free=("beta", "eta"))):
        assert other.values == reference.values and other.chi2 == reference.chi2
    of_a_dataset = mirage.fit_spectrum(spectra, free=("beta", "eta"))
    assert of_a_dataset.values["beta"] == pytest.approx(1.2, rel=1e-4)


@pytest.mark.program
def test_errors_units_and_gaps_of_the_data(spectra):
    V, G = spectra.energy.values, spectra.conductance.values[:1].copy()
    one = {"T": 0.5, "B": 0.0, "model": "dynes", "free": ("eta",)}
    stated = mirage.fit_spectrum(V, G, sigma=0.01, **one)
    wide = mirage.fit_spectrum(V, G, sigma=0.02, **one)
    assert stated.errors_stated and stated.errors["eta"] == pytest.approx(wide.errors["eta"] / 2, rel=1e-3)
    with pytest.raises(mirage.InputError, match="siemens"):
        mirage.fit_spectrum(V, G, r_series=100.0, **one)
    assert mirage.fit_spectrum(V, G, unit="uS", r_series=100.0, **one).unit_of["measured"] == "uS"
    G[0, 10:13] = np.nan
    assert mirage.fit_spectrum(V, G, **one).points == V.size - 3
    bounded = mirage.fit_spectrum(V, G, bounds={"eta": (0.1, 0.2)}, **one)
    assert bounded.values["eta"] == 0.1 and bounded.parameters["eta"]["at_bound"]


@pytest.mark.program
def test_reduced_units_give_the_same_fit():
    tc0, delta0, V = 3.0, mirage.delta0(3.0), np.linspace(-4, 4, 161)
    reduced = mirage.spectrum(T=0.15, B=[0.0, 1.0], energy=V, beta=2.5, eta=0.05, conductance=True)
    fit = mirage.fit_spectrum(reduced, free=("beta", "eta"))
    assert fit.values["beta"] == pytest.approx(2.5, rel=1e-4) and fit.values["eta"] == pytest.approx(0.05, rel=1e-4)
    assert fit.parameters["beta"]["unit"] == "Delta0" and fit.curve(2).V.units == "Delta0/e" and fit.curve(2).attrs["B"] == 1.0
    assert fit.units == "reduced" and "Delta_0" in fit.plot().get_xlabel()
    field = delta0 / 5.7883818060e-2  # of g = 2 [T]
    si = mirage.fit_spectrum(V * delta0, reduced.conductance.values, T=0.15 * tc0, B=[0.0, field], free=("beta", "eta"))
    assert si.values["beta"] == pytest.approx(fit.values["beta"] * delta0, rel=1e-6)
    given = mirage.fit_spectrum(V, reduced.conductance.values, T=0.15, B=[0.0, 1.0], units="reduced", beta=2.5, free=("eta",))
    assert given.values["beta"] == pytest.approx(2.5, rel=1e-12) and given.statuses["beta"] == "fixed"


@pytest.mark.program
def test_what_is_no_spectrum_is_refused(spectra, tmp_path):
    V, G = spectra.energy.values, spectra.conductance.values
    reduced = mirage.spectrum(T=0.1, B=0.0, energy=np.linspace(-3, 3, 41), conductance=True)
    for refused in (lambda: mirage.fit_spectrum(3), lambda: mirage.fit_spectrum(V), lambda: mirage.fit_spectrum(V, G[:, :5], T=0.5, B=0.0),
                    lambda: mirage.fit_spectrum(V, G, B=0.0), lambda: mirage.fit_spectrum(V, G, T=[1, 2, 3], B=0.0),
                    lambda: mirage.fit_spectrum(tmp_path / "none.csv"), lambda: mirage.fit_spectrum(reduced, units="si"),
                    lambda: mirage.fit_spectrum(xarray.DataArray([1.0, 2.0], dims="x")), lambda: mirage.fit_spectrum(V, G, T=0.5, B=0.0, betta=1.0),
                    lambda: mirage.fit_spectrum(V, G, T=0.5, B=0.0, pockets=3), lambda: mirage.fit_spectrum({"V": V, "G": G[0]}, T=0.5, B=0.0, sigma=0.1)):
        with pytest.raises(mirage.InputError) as error:
            refused()
        assert "\n" not in str(error.value)


@pytest.mark.program
def test_a_fit_of_spectra_is_drawn(spectra):
    matplotlib = pytest.importorskip("matplotlib")
    matplotlib.use("agg")
    import matplotlib.pyplot

    fit = mirage.fit_spectrum(spectra, model="dynes")
    ax = fit.plot(matplotlib.pyplot.figure().add_subplot())
    assert len(ax.lines) == 4 and [text.get_text() for text in ax.get_legend().get_texts()] == ["1: 0.5 K, 0 T", "2: 0.5 K, 4 T"]
    assert len(fit.plot().figure.axes) == 3  # with residuals and parameters


SAMPLE = SPECTRA.parent / "synthetic-sample.csv"


def test_one_sample_is_fitted_as_the_program_does(run):
    words = {"free": ("tc0", "beta", "eta"), "gamma": 0.04, "background": "linear"}
    said = run("fit-sample", points=str(SAMPLE), spectra=str(SPECTRA), free="tc0,beta,eta", gamma=0.04, background="linear")
    fit = mirage.fit_sample(SAMPLE, SPECTRA, **words)
    assert fit.chi2 == said["chi2"] and fit.agree and fit.statuses["beta"] == "determined"
    assert fit.line.B_c2.sizes["T"] > 20 and len(fit.curves) == 4
    with SAMPLE.open() as stream:
        rows = list(csv.DictReader(line for line in stream if not line.startswith("#")))
    columns = {name: [row[name] for row in rows] for name in rows[0]}
    assert mirage.fit_sample(columns, [SPECTRA], **words).chi2 == said["chi2"]
    for refused in (lambda: mirage.fit_sample(None, SPECTRA), lambda: mirage.fit_sample(SAMPLE, None),
                    lambda: mirage.fit_sample(SAMPLE, mirage.spectrum(T=0.1, B=1, beta=7, energy=[0, 1], conductance=True)),
                    lambda: mirage.fit_sample(SAMPLE, SPECTRA, free=("tc0", "nonsense"))):
        with pytest.raises(mirage.InputError):
            refused()

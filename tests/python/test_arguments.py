"""Forms of arguments: numbers, arrays, names of dimensions, units; and what is refused."""

import collections

import hostile
import numpy as np
import pytest
import xarray

import ising_mirage as mirage
from ising_mirage import _state, _tables
from ising_mirage.settings import Settings


def test_the_settings_are_those_of_the_table():
    assert set(Settings.__annotations__) == {*_tables.SETTINGS, "pockets"} - {"T", "B"}


def test_a_point_has_every_quantity_of_the_table():
    fields = {field.name for field in _state.Point.__dataclass_fields__.values()}
    assert {name for name in _tables.outputs("points") if "." not in name} <= fields


def test_numbers_of_any_kind_are_the_same():
    plain = mirage.point(T=0.1, B=2.0, beta=7.0)
    for T, B, beta in [(np.float64(0.1), 2, 7), (np.array(0.1), np.int32(2), 7.0), (xarray.DataArray(0.1), 2, np.array(7))]:
        other = mirage.point(T=T, B=B, beta=beta)
        assert other.order_parameter == plain.order_parameter
    assert mirage.point(T=0.1, B=2, beta="7").order_parameter == plain.order_parameter


def test_arrays_span_a_grid_by_their_names():
    d = mirage.points(T=[0.1, 0.5], B=np.linspace(0, 4, 3), gamma=[0, 0.2, 0.4, 0.6], beta=7)
    assert d.order_parameter.dims == ("alpha", "gamma", "T", "B") and d.order_parameter.shape == (1, 4, 2, 3)
    one = mirage.point(T=0.5, B=4, gamma=0.4, beta=7)
    assert d.order_parameter.sel(T=0.5, B=4, gamma=0.4).item() == one.order_parameter
    assert d.phase.dtype == np.int8 and d.order_parameter.dtype == float


def test_dataarrays_are_combined_by_name():
    sample = xarray.DataArray([4.1, 4.8], dims="sample", coords={"sample": ["a", "b"]})
    tc0 = xarray.DataArray([3.0, 3.4], dims="sample", coords={"sample": ["a", "b"]})
    d = mirage.points(T=[1.0, 2.0], B=10.0, beta=sample, tc0=tc0)
    assert d.order_parameter.dims == ("sample", "T")
    one = mirage.point(T=2.0, B=10.0, beta=4.8, tc0=3.4)
    assert d.order_parameter.sel(sample="b", T=2.0).item() == one.order_parameter
    assert list(d.beta.values) == [4.1, 4.8] and d.beta.units == "meV"


def test_the_same_dimension_must_have_the_same_values():
    with pytest.raises(mirage.InputError):
        mirage.points(T=xarray.DataArray([0.1, 0.2], dims="x"), B=xarray.DataArray([1.0, 2.0, 3.0], dims="x"))
    with pytest.raises(mirage.InputError):
        mirage.points(T=xarray.DataArray([0.1, 0.2], dims="x", coords={"x": [0, 1]}),
                      B=xarray.DataArray([1.0, 2.0], dims="x", coords={"x": [0, 2]}))


def test_an_array_without_points_is_an_empty_dataset():
    assert mirage.points(T=[], B=[1.0, 2.0]).order_parameter.shape == (1, 1, 0, 2)
    assert mirage.second_order_field(T=[]).shape == (0,)
    assert mirage.bands(T=0.1, xi=[]).energy.shape == (0, 4) and mirage.spectrum(T=[0.1, 0.2], energy=[]).dos.shape == (2, 0)


def test_spectra_of_many_states_are_those_of_each():
    d = mirage.spectrum(T=0.1, B=[1.0, 2.0], energy=[0.0, 1.5], beta=[3.0, 7.0])
    assert d.dos.dims == ("beta", "B", "energy") and d.gap_edge.dims == ("beta", "B")
    one = mirage.spectrum(T=0.1, B=2.0, energy=[0.0, 1.5], beta=3.0)
    np.testing.assert_array_equal(d.dos.sel(beta=3.0, B=2.0), one.dos)
    assert d.gap_edge.sel(beta=3.0, B=2.0).item() == one.gap_edge.item()


class Quantity:
    """As pint has it."""

    def __init__(self, magnitude, unit):
        self.magnitude, self.unit = magnitude, unit

    def to(self, unit):
        factor = {("mK", "K"): 1e-3, ("K", "K"): 1.0, ("mT", "T"): 1e-3}[self.unit, unit]
        return Quantity(self.magnitude * factor, unit)


def test_quantities_are_converted():
    plain = mirage.point(T=1.5, B=10.0, tc0=3.0, beta=4.1)
    other = mirage.point(T=Quantity(1500.0, "mK"), B=Quantity(10000.0, "mT"), tc0=Quantity(3.0, "K"), beta=4.1)
    assert other.order_parameter == pytest.approx(plain.order_parameter, rel=1e-12)
    with pytest.raises(mirage.UnitError):
        mirage.point(T=Quantity(1.0, "mT"), tc0=3.0)
    with pytest.raises(mirage.UnitError):
        mirage.point(T=Quantity(1.0, "K"))


REFUSED = [dict(beta=-1.0), dict(gamma=11.0), dict(T=1e-4), dict(tc0=3.0, T=1e-3), dict(t_triplet=1.0), dict(theta=400.0),
           dict(tolerance=1.0), dict(gamma=0.1, gamma_intra=0.1), dict(thickness=1.0), dict(units="si"), dict(units="cgs")]


@pytest.mark.parametrize("given", REFUSED, ids=str)
def test_the_error_is_the_line_of_the_program(refusal, given):
    with pytest.raises(mirage.InputError) as error:
        mirage.point(**given)
    said = refusal("point", **given)
    assert str(error.value) == said or str(error.value) == said.replace("--", "", 1)
    assert isinstance(error.value, ValueError)
    with pytest.raises(mirage.InputError):
        mirage.points(**{**given, "B": [0.0, 1.0]})


def test_an_error_names_its_argument():
    with pytest.raises(mirage.InputError) as error:
        mirage.point(beta=-1.0)
    assert error.value.argument == "beta"


def test_a_misspelt_argument_is_refused_with_the_one_that_was_meant():
    for name, meant in (("betta", "beta"), ("rashba", "alpha"), ("gamma_magnetc", "gamma_magnetic")):
        with pytest.raises(mirage.InputError, match=f"did you mean {meant}"):
            mirage.point(**{name: 0.1})


@pytest.mark.parametrize("value", [None, True, "x", [], {}, object(), float("nan"), float("inf"), 1j, b"1", [1, "a"], [[1, 2], [3, 4]],
                                   10**400, "", np.array(["a"]), {"a": 1}, lambda: 0, [None], "0:1:3"], ids=repr)
@pytest.mark.parametrize("name", ["T", "beta", "theta", "momentum", "tolerance", "pockets", "units", "tc0"])
def test_hostile_arguments_are_answered_or_refused(name, value):
    for function in (mirage.point, mirage.points, mirage.second_order_field):
        if (function, name) == (mirage.second_order_field, "B"):
            continue
        try:
            function(**{name: value})
        except (mirage.InputError, mirage.MirageError):
            pass


def test_random_calls_do_no_harm(calls):
    counts = collections.Counter(hostile.outcome(*hostile.call_of(3, i, hostile.QUICK)) for i in range(calls))
    assert min(counts["answered"], counts["InputError"]) > calls / 50


@pytest.mark.parametrize("given", [dict(quantities=3), dict(quantities="x" * 10000), dict(threads="x" * 10000)],
                         ids=lambda given: next(iter(given)))
def test_what_is_no_setting_is_refused_in_a_line_too(given):
    with pytest.raises(mirage.InputError) as error:
        mirage.points(T=[0.1, 0.2], **given)
    assert str(error.value).startswith(next(iter(given))) and len(str(error.value)) < 1000


def test_a_text_in_place_of_a_part_of_gamma():
    with pytest.raises(mirage.InputError, match="gamma_intra"):
        mirage.point(gamma_intra="si", gamma_inter=0.1)
    assert mirage.point(gamma_intra="0.1", gamma_inter=0.1).gamma == 0.2
    with pytest.raises(mirage.InputError, match="gamma_inter"):
        mirage.point(gamma_inter=-10**400)


def test_no_solutions_of_no_points():
    assert mirage.solutions(T=[]).order_parameter.shape == (0, 0)


def test_what_is_no_file_and_no_fit_is_refused(tmp_path):
    with pytest.raises(mirage.InputError):
        mirage.read("\0")
    with pytest.raises(OSError):
        mirage.read(tmp_path / "none.h5")
    with pytest.raises(mirage.InputError):
        mirage.plot.draw_fit(3)
    with pytest.raises(mirage.InputError):
        mirage.delta0("x")
    with pytest.raises(mirage.InputError):
        mirage.line(T=[0.5], special=np.zeros(2))
    with pytest.raises(mirage.InputError):
        mirage.Material(pockets={"a": 1}).point(0.1)


def test_evaluate_broadcasts_as_numpy_does():
    T, B = np.array([0.1, 0.5])[:, None], np.linspace(0, 4, 3)
    found = mirage.evaluate("points", ["order_parameter", "status"], T=T, B=B, beta=7.0)
    assert found["order_parameter"].shape == (2, 3)
    np.testing.assert_array_equal(found["order_parameter"], mirage.points(T=[0.1, 0.5], B=B, beta=7).order_parameter.squeeze())
    with pytest.raises(mirage.InputError):
        mirage.evaluate("points", ["phase"], T=[1.0, 2.0], B=[1.0, 2.0, 3.0])
    with pytest.raises(mirage.InputError):
        mirage.evaluate("points", ["phaze"], T=1.0)
    assert mirage.evaluate("points", ["phase"], T=[])["phase"].shape == (0,)


def test_every_solution_is_there():
    s = mirage.solutions(T=0.02, B=[0.1, 0.74], beta=0.3)
    p = mirage.point(T=0.02, B=0.74, beta=0.3)
    assert list(s.order_parameter.sel(B=0.74).values) == [one.order_parameter for one in p.solutions]
    assert np.isnan(s.order_parameter.sel(B=0.1).values[1:]).all() and (s.kind.sel(B=0.1).values[1:] == -1).all()


def test_what_does_not_converge_is_nan_and_warned_of():
    given = dict(T=0.02, B=1.35, beta=0.0, alpha=1.0, t_triplet=0.2, theta=90.0)  # where two order parameters meet
    with pytest.warns(mirage.NotConverged, match="1 of 1 points"):
        d = mirage.points(**given)
    assert d.status.item() == 2 and np.isnan(d.order_parameter.item()) and d.phase.item() == -1
    assert mirage.point(**given).phase == "failed"

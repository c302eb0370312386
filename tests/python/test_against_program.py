"""Every function against the JSON of the program and a file of a sweep, bit for bit."""

import numpy as np
import pytest
from conftest import same

import ising_mirage as mirage
from ising_mirage import _tables

MATERIALS = [
    dict(T=0.1, B=2.0, beta=7.0),
    dict(T=0.02, B=0.74, beta=0.3),
    dict(T=0.3, B=1.0, beta=7.0, gamma=0.4, alpha=0.3),
    dict(tc0=3.0, T=0.3, B=-20.0, beta=4.1, gamma=0.15),
    dict(T=0.3, B=0.5, beta=7.0, gamma_magnetic=0.02, pockets="G:share=0.4,beta=2,gap=0.7"),
    dict(T=0.2, B=0.5, beta=7.0, gamma_intra=0.1, gamma_inter=0.05, theta=20.0),
    dict(T=0.2, B=0.5, beta=2.0, t_triplet=0.3),
    dict(T=0.05, B=4.5, beta=7.0, alpha=1.0, momentum="auto"),
    dict(tc0=3.0, g_factor=2.1, T=1.0, B=10.0, beta=4.1, thickness=0.6, diffusion=1.5, theta=10.0),
    dict(T=1.5, B=0.0),
]


@pytest.mark.parametrize("given", MATERIALS, ids=str)
def test_point(run, given):
    said, made = run("point", **given), mirage.point(**given)
    for name in ("units", "T", "B", "beta", "gamma", "alpha", *_tables.outputs("points")):
        if "." not in name:
            assert same(getattr(made, name), said["numerics"]["status"] if name == "status" else said[name]), name
    assert len(made.solutions) == len(said["solutions"])
    for mine, other in zip(made.solutions, said["solutions"]):
        assert vars(mine) == other
    assert made.numerics == said["numerics"]
    assert set(said) - {"command", "version", "parameters", "unit_of", "pockets"} <= set(made.to_dict())


@pytest.mark.parametrize("given", [dict(beta=7.0, alpha=1.0), dict(beta=0.0, momentum="auto"), dict(tc0=3.0, beta=4.1, gamma=0.1),
                                   dict(beta=7.0, pockets="G:share=0.4,beta=2,gap=0.7")], ids=str)
def test_line(run, given):
    T = [value * given.get("tc0", 1.0) for value in (0.05, 0.3, 0.9, 1.0)]
    said, made = run("line", T=T, **given), mirage.line(T, **given)
    for i, row in enumerate(said["rows"]):
        for name in row:
            if name in made and name != "status":
                assert same(made[name].values[i], row[name]), name
        assert made.status.flag_meanings.split()[made.status.values[i]] == row["status"]
    for name in ("T_tricritical", "T_critical_point", "T_lifshitz"):
        assert same(made[name].item(), said[name][-1] if said[name] else None)
    assert same(made.T_upturn.item(), said["T_upturn"])
    field = mirage.second_order_field(T, **given)
    assert all(same(a, row["B_supercooling"]) for a, row in zip(field.values, said["rows"]))


def test_line_over_another_setting(run):
    said = run("line", theta=[0.0, 10.0, 90.0], T=0.5, beta=7.0)
    made = mirage.line(T=0.5, theta=[0.0, 10.0, 90.0], beta=7.0, special=False)
    assert made.B_c2.dims == ("theta",)
    assert list(made.B_c2.values) == [row["B_c2"] for row in said["rows"]]


def test_critical_temperature(run):
    said = run("line", B=[0.5, 2.0, 9.0], beta=7.0)
    made = mirage.critical_temperature(B=[0.5, 2.0, 9.0], beta=7.0)
    for i, row in enumerate(said["rows"]):
        assert same(made.T_c.values[i, 0], row["T_c"])
        assert made.order.values[i, 0] == row["order"]


@pytest.mark.parametrize("more", [{}, dict(pockets="G:share=0.4,beta=2,gap=0.7"), dict(tc0=3.0), dict(eta=0.02, order_parameter=0.4)],
                         ids=str)
@pytest.mark.parametrize("energy", ["auto", [-1.0, 0.0, 0.5, 7.3]], ids=str)
def test_spectrum(run, more, energy):
    given = dict(T=0.1, B=2.0, beta=7.0, gamma=0.2, **more)
    said = run("spectrum", "--spin", "--conductance", energy=energy, **given)
    made = mirage.spectrum(energy=energy, spin=True, conductance=True, **given)
    assert len(made.energy) == len(said["rows"])
    for k, name in enumerate(said["columns"]):
        if name != "voltage":
            found = [np.nan if row[k] is None else row[k] for row in said["rows"]]
            if energy == "auto" and "tc0" in more:  # energies in meV, and back: the last digit
                np.testing.assert_allclose(made[name].values, found, rtol=1e-7, atol=1e-9, err_msg=name)
            else:
                np.testing.assert_array_equal(made[name].values, found, err_msg=name)
    for name in ("order_parameter", "gap_edge", "zero_energy_dos", "pair_momentum"):
        assert same(made[name].item(), said[name]), name
    assert same(made.mirage_energy.item(), said["mirage"]["position"])
    assert same(made.mirage_epsilon_1.item(), said["mirage"]["epsilon_1"])


@pytest.mark.parametrize("more", [dict(T=0.1, B=2.0, beta=7.0, phi=0.3), dict(T=0.3, B=15.0, tc0=3.0, beta=3.2)], ids=str)
def test_bands(run, more):
    said, made = run("bands", xi=[-2.0, 0.0, 6.5], **more), mirage.bands(xi=[-2.0, 0.0, 6.5], **more)
    for i, row in enumerate(said["rows"]):
        assert list(made.energy.values[i]) == list(row.values())[1:] if isinstance(row, dict) else row[1:]
    default = mirage.bands(**more)
    reference = run("bands", **more)["rows"]
    first = reference[0]["xi"] if isinstance(reference[0], dict) else reference[0][0]
    assert default.xi.values[0] == pytest.approx(first, rel=1e-12)


def test_current(run):
    given = dict(T=0.5, B=10.0, tc0=3.0, beta=4.1, fermi_velocity=100.0, density_of_states=8.0)
    said, made = run("current", Q=[0.0, 0.1, 0.3], **given), mirage.current(Q=[0.0, 0.1, 0.3], **given)
    for i, row in enumerate(said["rows"]):
        row = row if isinstance(row, dict) else dict(zip(said["columns"], row))
        for name in ("order_parameter", "free_energy", "current", "sheet_current"):
            assert same(made[name].values[i], row[name])
    for name in ("Q", "order_parameter", "current", "sheet_current"):
        assert same(made[f"depairing_{name}"].item(), said["depairing"][name]), name


@pytest.mark.parametrize("name", list(_tables.FORMULAS))
def test_formula(run, name):
    entry = _tables.FORMULAS[name]
    typical = dict(T=0.3, B=0.5, beta=7.0, gamma=0.1, alpha=0.2, spin_orbit_rate=2.0, t_triplet=0.2, energy=0.4, theta=30.0, rate=0.1,
                   pocket_share=0.3, pocket_beta=2.0, mean_gap=0.4, B_perpendicular=1.0, B_parallel=5.0, gamma_magnetic=0.01,
                   orbital=0.01)
    own = [number["name"].replace("-", "_") for number in entry["inputs"]]
    given = {key: value for key, value in typical.items() if key in (*entry["settings"], *own)}
    said, made = run("formula", name, **given)["rows"][0], getattr(mirage.formula, name.replace("-", "_"))(**given)
    values = made.data_vars.items() if hasattr(made, "data_vars") else [(made.name, made)]
    for key, value in values:
        assert same(value.item(), said[key]), key


SWEEPS = [
    {"material": {"beta": 7, "theta": [0, 30]}, "grid": {"T": [0.1, 0.5], "B": "0:4:4", "gamma": [0, 0.2]}},
    {"material": {"tc0": 3.0, "beta": "3.9, 4.1", "momentum": 0}, "grid": {"T": "1, 2", "B": "0, 20", "alpha": "0, 0.1"}},
    {"material": {"beta": 7, "gamma-magnetic": 0.02}, "pocket.G": {"share": 0.4, "beta": 2, "gap": 0.7}, "grid": {"T": 0.3, "B": "0, 1"}},
]
ARGUMENTS = [
    dict(beta=7.0, theta=[0.0, 30.0], T=[0.1, 0.5], B=[0.0, 4 / 3, 8 / 3, 4.0], gamma=[0.0, 0.2]),
    dict(tc0=3.0, beta=[3.9, 4.1], T=[1.0, 2.0], B=[0.0, 20.0], alpha=[0.0, 0.1], momentum=0.0),
    dict(beta=7.0, gamma_magnetic=0.02, pockets="G:share=0.4,beta=2,gap=0.7", T=0.3, B=[0.0, 1.0]),
]


@pytest.mark.program
@pytest.mark.parametrize("deck, given", zip(SWEEPS, ARGUMENTS), ids=["theta", "si", "pocket"])
def test_points_are_laid_out_like_a_file(tmp_path, deck, given):
    file = mirage.sweep(deck, tmp_path / "run.h5")
    made = mirage.points(**given)
    for name, values in made.data_vars.items():
        assert values.dims == file[name].dims, name
        np.testing.assert_array_equal(values.where(values >= 0) if name in ("phase", "solution_count") else values, file[name],
                                      err_msg=name)
        assert values.attrs["units"] == file[name].attrs["units"] and values.attrs["long_name"] == file[name].attrs["long_name"]
    for name in made.coords:
        np.testing.assert_array_equal(made[name], file[name])
        assert made[name].attrs == file[name].attrs
    lines = mirage.line(**{k: v for k, v in given.items() if k != "B"}, special=False)
    np.testing.assert_array_equal(lines.B_c2.squeeze(), file.B_c2.squeeze())
    for name in ("beta", "tc0", "Delta0"):
        if name in file.attrs and name in made.attrs:
            assert made.attrs[name] == file.attrs[name] and made.attrs[f"{name}_units"] == file.attrs[f"{name}_units"]


def test_visibility(run):
    given = {"beta": 3.0, "gamma": 0.1, "noise": 0.02, "lock_in": 0.05}
    made = mirage.visibility(T=[0.1, 0.4], B=[0.0, 1.0, 9.0], **given)
    assert made.depth.dims == ("T", "B") and made.B_to.dims == ("T",)
    assert made.attrs["statement"].startswith("At 0.1 Tc0 and 2 % noise the mirage gap is visible from ")
    assert made.visible.values.tolist()[0] == [0, 1, 0] and made.visible.attrs["flag_meanings"] == "no yes"
    assert made.status.values.tolist()[0] == [1, 0, 2]
    assert np.isnan(made.V_dip.values[0, 0]) and made.depth.values[0, 0] == 0
    assert made.B_from[0] < 1 < made.B_to[0] < made.B_c2[0]
    assert made.best_depth[0] >= made.depth[0].max()
    # the dip is that of the conductance
    point = made.isel(T=0, B=1)
    g = mirage.spectrum(T=0.1, B=1.0, energy=[point.V_low.item(), point.V_dip.item(), point.V_high.item()], beta=3.0, gamma=0.1,
                        conductance=True).conductance.values
    assert 0 < point.depth.item() < min(g[0], g[2]) - g[1]  # modulation takes some of it


def test_visibility_in_si_and_its_refusals():
    seen = mirage.Material(tc0=3.0, beta=1.2).visibility(T=0.3, B=[5.0, 10.0])
    assert seen.V_dip.attrs["units"] == "mV" and seen.B_from.attrs["units"] == "T" and seen.T.attrs["units"] == "K"
    with pytest.raises(mirage.InputError, match="noise"):
        mirage.visibility(T=0.1, B=1.0, beta=3.0, noise=-1.0)

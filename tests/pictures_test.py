#!/usr/bin/env python3
"""What stands on the pictures of `mirage plot`: curves, limits, legends, titles, and what is said of values left out.

    MIRAGE_PROGRAM=build/mirage python3 tests/pictures_test.py
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest
import warnings

import h5py
import numpy as np

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src" / "python"))

from ising_mirage.plot import (choice, drawing, fit, formula, lines, measured, order_parameter, phase_diagram, sample_fit, spectra,  # noqa: E402
                               spectrum_fit, spectrum_maps, style, table, visibility, words)
from ising_mirage.plot.result import Result  # noqa: E402
from ising_mirage.plot.style import plt  # noqa: E402

style.use()
PROGRAM = os.environ["MIRAGE_PROGRAM"]
HEAD = """# mirage 1.0.0 (abc)
# command: mirage line --T 0.5:3:6
# parameters: units=si tc0=3 g-factor=2 beta=4.1 gamma={gamma} alpha=0 tolerance=1e-10
# columns: T [K], B_c2 [T], order [1], B_supercooling [T]
T,B_c2,order,B_supercooling,B_superheating,B_jump,B_collapse,status
"""
ROWS = "0.5,50,1,45,55,nan,nan,converged\n1,40,2,40,40,nan,nan,converged\n2,25,2,25,25,nan,24,converged\n3,nan,0,nan,nan,nan,nan,converged\n"


def legend(figure):
    """The texts of every legend."""
    legends = [*figure.legends, *(a.get_legend() for a in figure.axes if a.get_legend())]
    return [t.get_text() for one in legends for t in one.get_texts()]


def words_on(figure):
    """Titles and free texts."""
    return "\n".join(t.get_text() for t in figure.findobj(plt.Text) if t.get_text())


def no_text_leaves(test, figure):
    """Everything that is written lies inside the picture."""
    figure.draw_without_rendering()
    width, height = figure.canvas.get_width_height()
    ticks = {t for a in figure.axes for axis in (a.xaxis, a.yaxis) for t in axis.get_ticklabels(which="both")}
    for text in figure.findobj(plt.Text):
        if text.get_text() and text.get_visible() and text not in ticks:
            box = text.get_window_extent()
            test.assertTrue(box.x0 > -2 and box.y0 > -2 and box.x1 < width + 2 and box.y1 < height + 2, f"{text.get_text()!r} {box}")


def line_table(gamma=0.1, rows=ROWS, name="a"):
    content = table.read(name, HEAD.format(gamma=gamma) + rows)
    content.file = name
    return content


def fit_content(**changes):
    points = {"T": [0.1, 1.0, 2.5, 4.0], "B": [45.0, 36.0, 18.0, 1.0], "sigma_T": [0.01] * 4, "sigma_B": [0.5, None, 0.5, 0.5],
              "residual": [0.5, -1.0, 2.0, 30.0], "bound": ["none", "lower", "none", "none"]}
    curve = {"T": [0.003, 1.0, 2.0, 3.0], "B_c2": [46.0, 36.0, 22.0, 0.0], "low": [45.0, 35.0, 21.0, None], "high": [47.0, 37.0, 23.0, 0.0]}
    parameters = {"tc0": {"value": 3.0, "error": 0.1, "interval": [2.9, 3.1], "status": "determined"},
                  "beta": {"value": 7.0, "error": None, "interval": [None, None], "status": "undetermined"},
                  "alpha": {"value": 0.1, "error": 0.1, "interval": [0.0, 0.3], "status": "upper bound"}}
    return {"model": "exact", "reduced_chi2": 3.0, "parameters": parameters, "points": 4,
            "samples": [{"name": "flake", "pauli_field": 5.57, "points": points, "curve": curve}], **changes}


def spectrum_fit_content(**changes):
    V = [-1.0, -0.5, 0.0, 0.5, 1.0]
    curve = {"name": "a", "T": 0.3, "B": 2.0, "background": [5.0, 0.1], "V": V, "measured": [5.0, 6.0, 0.5, 6.0, 5.0],
             "fitted": [5.0, 6.1, 0.4, 6.0, 5.0], "residual": [0.0, -1.0, 1.0, 0.0, 0.0],
             "mirage": {"epsilon_2": 0.6, "epsilon_1": 0.8, "inside_window": True}}
    parameters = {"delta[1]": {"value": 0.4, "error": 0.1, "interval": [0.3, 0.5], "status": "determined", "unit": "meV"},
                  "beta": {"value": 7.0, "error": None, "interval": [2.0, 40.0], "status": "lower bound", "unit": "meV"}}
    return {"model": "exact", "reduced_chi2": 1.0, "parameters": parameters, "goodness": {"p_value": 0.4, "describes": True},
            "curves": [curve, {**curve, "B": 4.0, "mirage": {"epsilon_2": None, "epsilon_1": None, "inside_window": False}}], **changes}


def sample_fit_content(**changes):
    known = {"interval": [6.9, 7.1], "status": "determined", "unit": "meV"}
    parameters = {"beta": {"value": 7.0, "error": 0.05, **known}, "gamma": {"value": 0.5, "error": 0.05, **known}}
    alone = {"points": {"beta": {"value": 7.3, "error": 0.1}, "gamma": {"value": None, "error": None}}, "spectra": {"beta": {"value": 6.98, "error": 0.05}}}
    consistency = {"sigmas": 2.7, "p_value": 0.007, "agree": True, "parameters": {"beta": {"points": 7.3, "spectra": 6.98, "sigmas": 2.7}}}
    return {**fit_content(), **spectrum_fit_content(), "parameters": parameters, "parts": {part: {"alone": a} for part, a in alone.items()},
            "consistency": consistency, **changes}


class Files(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        warnings.simplefilter("ignore")
        cls.folder = tempfile.TemporaryDirectory()
        cls.path = pathlib.Path(cls.folder.name)
        cls.deck = cls.path / "a.cfg"
        cls.deck.write_text("[material]\nunits = si\ntc0 = 3\nbeta = 4.1\n")

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def tearDown(self):
        plt.close("all")

    def sweep(self, name, *settings):
        file = self.path / f"{name}.h5"
        subprocess.run([PROGRAM, "sweep", self.deck, "--output", file, *settings], check=True, capture_output=True)
        return file

    def run_plot(self, *words_):
        done = subprocess.run([sys.executable, ROOT / "jobs/plot.py", *map(str, words_)], capture_output=True, text=True)
        return done


class Choices(unittest.TestCase):
    def test_values_are_found_to_a_millionth_and_others_refused(self):
        axis = np.linspace(0, 1, 11)
        self.assertEqual(choice.Choice(["gamma=0.3"]).indices("gamma", axis), [3])
        self.assertEqual(choice.Choice(["gamma=0.3,1"]).indices("gamma", axis), [3, 10])
        for word in ("gamma=0.31", "gamma=0.300001"):
            asked = choice.Choice([word])
            self.assertRaises(choice.NothingSelected, asked.indices, "gamma", axis)
            self.assertRaisesRegex(words.Refused, "there are 0, 0.1, 0.2", asked.check)
        asked = choice.Choice(["gama=0.3"])
        asked.indices("gamma", axis)
        self.assertRaisesRegex(words.Refused, "gama: no such setting; there are gamma", asked.check)
        self.assertEqual(choice.Choice(["gamma=0,0.1,T=2", "gamma=3"]).wanted, {"gamma": [0.0, 0.1, 3.0], "T": [2.0]})
        for word in ("gamma", "=3", "gamma=", "gamma=1,,2"):
            self.assertRaises(words.Refused, choice.Choice, [word])

    def test_few_keep_both_ends_and_say_what_they_left_out(self):
        axis = [0.1 * i for i in range(12)]
        asked = choice.Choice()
        chosen = asked.few("gamma", axis, 5)
        self.assertEqual((chosen[0], chosen[-1], len(chosen)), (0, 11, 5))
        self.assertIn("drew 5 of 12 gamma", asked.said[0])
        asked = choice.Choice(["gamma=0.1,0.2"])
        self.assertEqual(len(asked.few("gamma", axis, 5)), 12)
        self.assertEqual(asked.said, [])


class Tables(unittest.TestCase):
    def test_settings_and_units_are_read_from_the_comments(self):
        t = line_table()
        self.assertEqual((t.command, t.units), ("line", "si"))
        self.assertEqual({k: t.settings[k] for k in ("tc0", "beta", "gamma")}, {"tc0": 3.0, "beta": 4.1, "gamma": 0.1})

    def test_json_of_every_form_gives_the_same(self):
        row = {"T": 1.0, "B_c2": 4.0, "order": 2}
        as_dicts = {"command": "mirage line", "units": "si", "parameters": {"beta": 7.0}, "rows": [row, row]}
        as_lists = {**as_dicts, "rows": [[1.0, 4.0, 2], [1.0, None, 2]], "columns": ["T", "B_c2", "order"], "unit_of": {"B_c2": "T"}}
        for content in (as_dicts, as_lists):
            t = table.read("a", json.dumps(content))
            self.assertEqual((t.command, t.units, t.settings, t.numbers("B_c2")[0]), ("line", "si", {"beta": 7.0}, 4.0))

    def test_exported_variables_are_curves_along_their_longest_axis(self):
        head = "# command: mirage show a.h5\n# parameters: units=si beta=4.1 tc0=3\n"
        t = table.read("x", head + "gamma,T,B,order_parameter\n" + "".join(f"{g},1,{B},{3 - B}\n" for g in (0, 0.1) for B in (0, 1, 2)))
        t.file = "x"
        figure = formula.draw([t], choice.Choice())
        self.assertEqual((len(figure.axes[0].lines), legend(figure)), (2, ["$\\Gamma$ = 0 meV", "$\\Gamma$ = 0.1 meV"]))
        self.assertEqual(len(formula.draw([t], choice.Choice(["gamma=0.1"])).axes[0].lines), 1)
        content = {"command": "mirage show a.h5", "units": "si", "parameters": {"tc0": 3.0}, "dims": ["gamma", "T"],
                   "coords": {"gamma": [0.0, 0.1], "T": [1.0, 2.0]}, "values": {"B_c2": [[40.0, 20.0], [30.0, None]]}}
        found = lines.of_table(table.read("x", json.dumps(content)), "x")
        self.assertEqual([(c.settings["gamma"], c.y[0]) for c in found], [(0.0, 40.0), (0.1, 30.0)])

    def test_what_mirage_did_not_print_is_refused(self):
        for text in ("", "hello", "{}", "[1]", "T,B\n1,2\n", "T,B_c2,order\n1,2\n", "T,T,order\n1,2,3\n", "T,B_c2,order\n", '{"rows": []}'):
            self.assertRaises(words.Refused, table.read, "a", text)
        self.assertRaisesRegex(words.Refused, "--data", table.read, "a", "T,B,sigma_B\n1,2,3\n")


class Lines(unittest.TestCase):
    def draw(self, *tables, points=()):
        curves = [c for t in tables for c in lines.of_table(t, t.file)]
        return lines.draw(curves, list(points), choice.Choice())

    def test_a_curve_ends_at_the_critical_temperature(self):
        T, field = lines.to_critical_temperature(np.array([1.0, 2.0, 3.0]), 3.0, np.array([5.0, 4.0, np.nan]))
        self.assertEqual((T[-1], field[-1]), (3.0, 0.0))
        T, field = lines.to_critical_temperature(np.array([1.0, 2.0, 4.0]), 3.0, np.array([5.0, 4.0, np.nan]))
        self.assertEqual(list(T), [1, 2, 3, 4])
        self.assertEqual(field[2], 0.0)
        for T, field in (([1.0, 2.0], [5.0, 4.0]), ([1.0, 2.0, 3.0], [5.0, np.nan, np.nan])):  # not reached; not known before
            _, ended = lines.to_critical_temperature(np.array(T), 3.0, np.array(field))
            self.assertFalse((ended == 0).any())

    def test_a_single_line_names_its_material_and_only_lines_that_are_there(self):
        figure = self.draw(line_table())
        self.assertIn("$T_{c0}$ = 3 K, $\\beta$ = 4.1 meV", figure.axes[0].get_title())
        self.assertNotIn("tolerance", figure.axes[0].get_title())
        self.assertEqual(len(legend(figure)), 5)  # both orders, supercooling, superheating, collapse; no jump
        ends = [line.get_xydata()[np.isfinite(line.get_ydata())][-1].tolist() for line in figure.axes[0].lines]
        self.assertIn([3.0, 0.0], ends)

    def test_several_lines_are_told_apart_by_what_differs(self):
        figure = self.draw(line_table(0.4, name="a"), line_table(0.1, name="b"))
        self.assertEqual(legend(figure), ["$\\Gamma$ = 0.1 meV", "$\\Gamma$ = 0.4 meV"])
        self.assertNotIn("Gamma", figure.axes[0].get_title())
        self.assertEqual(legend(self.draw(line_table(name="a"), line_table(name="b"))), ["a", "b"])

    def test_units_are_not_mixed(self):
        reduced = table.read("r", HEAD.format(gamma=0).replace("units=si tc0=3", "units=reduced") + ROWS)
        reduced.file = "r"
        self.assertRaisesRegex(words.Refused, "units", self.draw, line_table(), reduced)
        sample = {"name": "d", "T": np.array([1.0]), "B": np.array([2.0])}
        self.assertRaisesRegex(words.Refused, "--units si", self.draw, reduced, points=[sample])

    def test_measured_points_are_all_in_sight(self):
        nothing = np.array([np.nan, np.nan])
        sample = {"name": "d", "T": np.array([0.1, 4.5]), "B": np.array([80.0, 1.0]), "sigma_T": nothing, "sigma_B": nothing,
                  "bound": np.array(["lower", "none"])}
        figure = self.draw(line_table(), points=[sample])
        self.assertGreater(figure.axes[0].get_xlim()[1], 4.5)
        self.assertGreater(figure.axes[0].get_ylim()[1], 80.0)
        self.assertIn("measured: d", legend(figure))
        no_text_leaves(self, figure)


ANGLES = """# mirage 1.0.0 (abc)
# command: mirage line --theta 0,45,90 --T 0.5
# parameters: units=reduced T=0.5 beta=7 gamma=0 alpha=0 {more}
# columns: theta [degree], B_c2 [Delta0], order [1]
theta,B_c2,order,B_supercooling,B_superheating,B_jump,B_collapse,status
0,3.5,2,3.5,3.5,nan,nan,converged
45,0.8,1,0.7,0.9,nan,nan,converged
90,0.6,1,0.5,0.7,nan,nan,converged
"""


class LinesOverOtherSettings(unittest.TestCase):
    def table(self, name, more=""):
        content = table.read(name, ANGLES.format(more=more))
        content.file = name
        return content

    def draw(self, *tables, points=()):
        return lines.draw([c for t in tables for c in lines.of_table(t, t.file)], list(points), choice.Choice())

    def test_the_angle_is_the_axis_and_the_temperature_in_the_title(self):
        figure = self.draw(self.table("a"))
        axes = figure.axes[0]
        self.assertIn("$\\theta$ [°]", axes.get_xlabel())
        self.assertEqual(axes.get_xlim(), (0.0, 90.0))
        self.assertIn("$T$ = 0.5 $T_{c0}$", axes.get_title())
        self.assertIn("$B_{c2}$, first order", legend(figure))
        no_text_leaves(self, figure)

    def test_pockets_and_rates_tell_curves_apart(self):
        pocket = "pockets=G:share=0.4,beta=0.8,form=cos3phi,alpha=0,gap=0.7,velocity=1,tunnel-weight=1"
        figure = self.draw(self.table("a"), self.table("b", "gamma_magnetic=0.1"), self.table("c", pocket))
        texts = "\n".join(legend(figure))
        self.assertIn("$\\Gamma_m$ = 0.1 $\\Delta_0$", texts)
        self.assertIn("pocket G (share 0.4, $\\beta$ = 0.8, $\\cos 3\\varphi$, gap 0.7)", texts)

    def test_one_figure_has_one_axis(self):
        reduced = table.read("r", HEAD.format(gamma=0).replace("units=si tc0=3", "units=reduced") + ROWS)
        reduced.file = "r"
        self.assertRaisesRegex(words.Refused, "one axis", self.draw, self.table("a"), reduced)
        sample = {"name": "d", "T": np.array([1.0]), "B": np.array([2.0])}
        self.assertRaisesRegex(words.Refused, "against theta", self.draw, self.table("a"), points=[sample])

    def test_a_material_of_unknown_critical_temperature_has_no_end(self):
        text = HEAD.format(gamma=0).replace("tolerance", "gamma_magnetic=0.05 tolerance") + ROWS
        content = table.read("m", text)
        content.file = "m"
        ends = [line.get_xydata()[np.isfinite(line.get_ydata())][-1].tolist() for line in self.draw(content).axes[0].lines]
        self.assertNotIn([3.0, 0.0], ends)


class Fits(unittest.TestCase):
    def draw(self, content, points=()):
        return fit.draw([fit.Fit(content, "f")], list(points), choice.Choice())

    def test_every_point_is_in_sight_and_no_text_is_cut_or_on_a_curve(self):
        figure = self.draw(fit_content())
        main, rest = figure.axes
        self.assertGreater(main.get_xlim()[1], 4.0)
        self.assertGreater(rest.get_ylim()[1], 30.0)
        no_text_leaves(self, figure)
        box = main.get_window_extent()
        for text in main.texts:
            inside = box.contains(text.get_window_extent().x0, text.get_window_extent().y0)
            self.assertFalse(inside and text.get_text(), text.get_text())

    def test_words_are_those_of_the_field(self):
        said = words_on(self.draw(fit_content()))
        for part in ("$\\beta$ undetermined\n", "$\\alpha p_F$ < 0.3 meV", "$\\chi^2$/dof = 3", "[$\\sigma$]", "exact engine"):
            self.assertIn(part, said)
        self.assertNotIn("undetermined meV", said)

    def test_a_fit_that_fails_says_so(self):
        goodness = {"p_value": 1e-99, "describes": False, "statement": "the model does not describe the data (p < 1e-99)"}
        figure = self.draw(fit_content(goodness=goodness))
        self.assertIn("does not describe the data", figure._suptitle.get_text())
        self.assertIsNone(self.draw(fit_content(goodness={**goodness, "describes": True}))._suptitle)

    def test_compared_models_are_drawn_with_their_names(self):
        curve = {"T": [0.003, 3.3], "B_c2": [50.0, 0.0]}
        figure = self.draw(fit_content(compared=[{"model": "ising", "samples": [{"name": "flake", "curve": curve}]},
                                                 {"model": "klb", "samples": [{"name": "flake", "curve": curve}]}]))
        for name in ("Ising formula", "Klemm-Luther-Beasley", "flake"):
            self.assertIn(name, legend(figure))
        self.assertEqual(sum(line.get_linestyle() != "-" and len(line.get_xdata()) == 2 and line.get_xdata()[0] == 0.003
                             for line in figure.axes[0].lines), 2)

    def test_what_is_no_fit_is_refused(self):
        for changes in ({"samples": []}, {"parameters": None}, {"reduced_chi2": "x"}, {"compared": [{"model": "klb"}]}):
            self.assertRaises(words.Refused, fit.Fit, fit_content(**changes), "f")


class SpectrumFits(unittest.TestCase):
    def draw(self, content, **selected):
        return spectrum_fit.draw(spectrum_fit.SpectrumFit(content, "f"), choice.Choice(**selected))

    def test_every_curve_has_its_fit_and_its_residuals(self):
        main, rest, _ = self.draw(spectrum_fit_content()).axes
        self.assertEqual(sum(line.get_linestyle() == "-" and len(line.get_xdata()) == 5 and line.get_xdata()[0] == -1.0 for line in main.lines), 2)
        self.assertEqual([t.get_text() for t in rest.texts], ["1: 0.3 K, 2 T", "2: 0.3 K, 4 T"])

    def test_words_are_those_of_the_field(self):
        said = words_on(self.draw(spectrum_fit_content()))
        for part in ("$\\Delta$ (1) = 0.4  [0.3, 0.5] meV", "$\\beta$ > 2 meV", "exact engine", "voltage $V$ [mV]"):
            self.assertIn(part, said)

    def test_a_fit_that_fails_says_so(self):
        figure = self.draw(spectrum_fit_content(goodness={"p_value": 0.0, "describes": False, "statement": "the model does not describe the curves"}))
        self.assertIn("does not describe the curves", figure._suptitle.get_text())

    def test_what_is_no_fit_is_refused(self):
        for changes in ({"curves": []}, {"parameters": None}, {"curves": [{"T": 1.0}]}, {"reduced_chi2": "x"}):
            self.assertRaises(words.Refused, spectrum_fit.SpectrumFit, spectrum_fit_content(**changes), "f")


class SampleFits(unittest.TestCase):
    def draw(self, content, **selected):
        return sample_fit.draw(sample_fit.SampleFit(content, "f"), choice.Choice(**selected))

    def test_points_and_curves_have_their_fit_and_their_residuals(self):
        figure = self.draw(sample_fit_content())
        main, rest, curves, residuals, _, parts = figure.axes
        self.assertTrue(any(len(line.get_xdata()) == 4 and line.get_ydata()[0] == 46.0 for line in main.lines))
        self.assertTrue(any(list(line.get_ydata()) == [0.5, -1.0, 2.0, 30.0] for line in rest.lines))
        self.assertEqual(sum(line.get_linestyle() == "-" and line.get_xdata()[0] == -1.0 for line in curves.lines), 2)
        self.assertEqual(len(residuals.texts), 2)
        self.assertEqual([t.get_text() for t in parts.get_yticklabels()], ["$\\beta$"])

    def test_each_part_lies_where_it_says(self):
        parts = self.draw(sample_fit_content()).axes[-1]
        self.assertEqual([round(float(c[0].get_xdata()[0]), 6) for c in parts.containers], [3.0, -0.4])
        self.assertGreater(parts.get_xlim()[1], 4.0)

    def test_whether_parts_agree_is_said(self):
        self.assertIn("parts agree: p = 0.007, 2.7 $\\sigma$", words_on(self.draw(sample_fit_content())))
        apart = {"sigmas": 9.0, "p_value": 1e-19, "agree": False, "parameters": {}}
        figure = self.draw(sample_fit_content(consistency=apart, goodness={"p_value": None, "describes": False, "statement": "points and spectra disagree"}))
        self.assertIn("parts disagree", words_on(figure))
        self.assertIn("points and spectra disagree", figure._suptitle.get_text())
        no_text_leaves(self, figure)

    def test_what_is_no_fit_is_refused(self):
        for changes in ({"curves": []}, {"samples": []}, {"consistency": None}, {"parts": {}}):
            self.assertRaises(words.Refused, sample_fit.SampleFit, sample_fit_content(**changes), "f")


class Formulas(unittest.TestCase):
    def test_every_column_of_a_formula_is_drawn(self):
        t = table.read("a", "T,B,order_parameter_eq3,order_parameter_eq4\n" + "".join(f"{T},{B},{1 - T},{2 - T - B}\n" for T in (0.1, 0.2, 0.3) for B in (0, 1)))
        t.file = "a"
        figure = formula.draw([t], choice.Choice())
        self.assertEqual(len(figure.axes[0].lines), 4)  # two columns, two fields
        self.assertIn("$\\Delta$, eq. 3, $B$ = 1", legend(figure))

    def test_a_temperature_over_a_rate_and_columns_of_one_kind(self):
        t = table.read("a", "# command: mirage formula abrikosov-gorkov\nrate,T_c\n0,1\n0.2,0.8\n0.4,0.3\n")
        t.file = "a"
        self.assertIn("pair-breaking rate", formula.draw([t], choice.Choice()).axes[0].get_xlabel())
        self.assertEqual(lines.temperatures_of_table(t, "a"), [])  # not over a field
        t = table.read("a", "# command: mirage formula susceptibility\nT,order_parameter,susceptibility_ratio,susceptibility_ratio_nodes\n"
                       "0.1,1,0.9,0.8\n0.5,0.9,0.95,0.9\n")
        t.file = "a"
        figure = formula.draw([t], choice.Choice())
        self.assertEqual([len(axes.lines) for axes in figure.axes], [1, 2])

    def test_currents(self):
        lines = ["# mirage 1.0.0", "# command: mirage current --T 0.5", "# parameters: units=reduced T=0.5 B=0 beta=0 gamma=0 alpha=0",
                 "# depairing: Q=0.68 order_parameter=0.83 free_energy=-0.1 current=0.42",
                 "# columns: Q [Delta0], order_parameter [Delta0], free_energy [Delta0^2], current [Delta0]",
                 "Q,order_parameter,free_energy,current", "0,0.95,-0.3,0", "0.5,0.9,-0.2,0.4", "1,0,0,0"]
        t = table.read("c.csv", "\n".join(lines) + "\n")
        t.file = "c"
        self.assertEqual(t.command, "current")
        axes = formula.draw_currents([t], choice.Choice()).axes[0]
        self.assertEqual(len(axes.lines), 3)
        self.assertEqual(axes.lines[2].get_xdata()[0], 0.5)

    def test_visibilities(self):
        lines = ["# mirage 1.0.0", "# command: mirage visibility --beta 3", "# parameters: units=reduced beta=3 gamma=0 alpha=0 noise=0.01 threshold=3",
                 "# statement: At 0.1 Tc0 ...", "# fields: T=0.1 B_c2=2.5 B_from=0.4 B_to=2.2 B=1 depth=0.5",
                 "# fields: T=0.5 B_c2=1.5 B_from=nan B_to=nan B=1 depth=0.01",
                 "# columns: T [Tc0], B [Delta0], depth [1], V_dip [Delta0/e], largest_temperature [Tc0], largest_lock_in [Delta0/e], "
                 "largest_eta [Delta0], status [1]",
                 "T,B,depth,V_dip,largest_temperature,largest_lock_in,largest_eta,status", "0.1,1,0.5,3.2,0.6,0.5,0.3,found",
                 "0.1,2,0.2,3.5,0.5,0.3,0.1,found", "0.5,1,0.01,3.2,0.4,nan,nan,found", "0.5,2,0,nan,nan,nan,nan,normal"]
        t = table.read("v.csv", "\n".join(lines) + "\n")
        self.assertEqual(t.command, "visibility")
        figure = visibility.draw(t, choice.Choice())
        self.assertEqual(legend(figure), ["visible: above 3 %", "$B_{c2}$"])
        outline, rim, B_c2 = figure.axes[0].lines
        self.assertEqual(outline.get_xydata().tolist(), [[0.1, 0.4], [0.1, 2.2], [0.1, 0.4]])
        self.assertEqual(list(B_c2.get_ydata()), [2.5, 1.5])
        self.assertIn("noise 1 %", words_on(figure))
        no_text_leaves(self, figure)
        over_field = visibility.draw_broadening(t, choice.Choice())
        self.assertEqual([len(axes.lines) for axes in over_field.axes], [3, 2, 4])
        self.assertIn("$T$ = 0.1 $T_{c0}$", legend(over_field))
        no_text_leaves(self, over_field)
        one = table.read("v.csv", "\n".join(lines[:10]) + "\n")
        self.assertIsNone(visibility.draw(one, choice.Choice()))

    def test_points_of_measured_curves(self):
        head = "T,B,sigma_T,sigma_B,criterion,width_T,R_n,sweep"
        t = table.read("p.csv", f"# mirage 0.1.0\n# command: mirage transitions a\n{head}\n0.3,<12,0.03,0,50,,100,up\n2.2,8,0.03,0,50,0.1,100,up\n")
        t.file = "p"
        self.assertEqual(t.command, "transitions")
        sample, = measured.samples_of_table(t)
        self.assertEqual(list(sample["bound"]), ["upper", "none"])
        axes = measured.draw([t]).axes[0]
        self.assertGreater(axes.get_ylim()[1], 12)
        self.assertGreater(axes.get_xlim()[1], 2.2)

    def test_bands_and_solutions(self):
        t = table.read("a", "xi,energy_1,energy_2\n-1,-2,2\n0,-1,1\n1,-2,2\n")
        t.file = "a"
        self.assertEqual(len(formula.draw_bands([t], choice.Choice()).axes[0].lines), 2)
        point = {"T": 0.1, "B": 2.0, "beta": 7.0, "units": "reduced", "phase": "gapped", "order_parameter": 0.8, "free_energy": -0.3,
                 "solutions": [{"order_parameter": 0.8, "free_energy": -0.3, "kind": "stable"},
                               {"order_parameter": 0.3, "free_energy": 0.1, "kind": "unstable"}]}
        t = table.read("p", json.dumps(point))
        t.file = "p"
        figure = formula.draw_points([t])
        self.assertEqual(legend(figure), ["stable", "unstable", "normal state"])
        self.assertIn("$\\beta$ = 7 $\\Delta_0$", figure.axes[0].get_title())

    def test_high_peaks_are_cut_and_said(self):
        self.assertEqual(spectra.top_of([np.array([1.0, 8.0]), np.array([2.0])])[0], 8.4)
        self.assertIn("peaks up to 50", spectra.top_of([np.array([1.0, 50.0])])[1])


class Results(Files):
    def test_a_phase_diagram(self):
        file = self.sweep("plane", "--T", "0.3:3.3:11", "--B", "0:30:7", "--gamma", "0:0.5:6", "--alpha", "0")
        asked = choice.Choice()
        figure = phase_diagram.draw(Result(file, asked), [])
        self.assertIn("$T_{c0}$ = 3 K, $\\beta$ = 4.1 meV, $g$ = 2", words_on(figure))
        self.assertTrue(any("drew 4 of 6 gamma" in said for said in asked.said))
        self.assertNotIn("supercooling", legend(figure))  # there is none
        self.assertIn("$\\alpha p_F$", figure.axes[0].get_title())
        ends = [line.get_xydata()[-1].tolist() for line in figure.axes[0].lines]
        self.assertTrue(any(np.allclose([x, y], [3.0, 0.0]) or np.isnan(y) for x, y in ends))
        no_text_leaves(self, figure)
        # a field out of view: no legend of it
        figure = phase_diagram.draw(Result(self.sweep("low", "--T", "0.3:1:3", "--B", "0:1:3"), choice.Choice()), [])
        self.assertEqual(legend(figure), [])
        # with one temperature selected it is a curve
        r = Result(file, choice.Choice(["T=0.3", "gamma=0.5"]))
        self.assertIsNone(phase_diagram.draw(r, []))
        self.assertIn("$T$ = 0.3 K", order_parameter.draw(r).axes[0].get_title())

    def test_a_material_ends_at_its_own_critical_temperature(self):
        file = self.sweep("magnetic", "--T", "0.6:3:9", "--B", "0:8:5", "--gamma-magnetic", "0, 0.02", "--theta", "5", "--pocket",
                          "G:share=0.4,beta=1", "--gamma", "0")
        asked = choice.Choice(["gamma_magnetic=0.02"])
        r = Result(file, asked)
        self.assertLess(r.tc0(), 2.9)
        figure = phase_diagram.draw(r, [])
        said = words_on(figure)
        for text in ("$\\theta$ = 5 °", "$\\Gamma_m$ = 0.02 meV", "pocket G (share 0.4"):
            self.assertIn(text, said)
        ends = [line.get_xydata()[-1].tolist() for line in drawing.lines_of_result(r, "m", []).axes[0].lines]
        self.assertFalse(any(np.allclose(end, [3.0, 0.0]) for end in ends))

    def test_a_part_of_gamma_as_an_axis(self):
        file = self.sweep("parts", "--T", "0.6:3:4", "--B", "0:20:3", "--gamma-intra", "0.1", "--gamma-inter", "0.1, 0.2")
        figure = phase_diagram.draw(Result(file, choice.Choice()), [])
        self.assertIn("$\\Gamma = \\Gamma_{intra} + \\Gamma_{inter}$", words_on(figure))

    def test_an_old_file_ends_at_the_critical_temperature_too(self):
        file = self.sweep("old", "--T", "0.3:3:10", "--B", "0:30:3")
        with h5py.File(file, "r+") as content:
            for name in ("B_c2", "B_supercooling", "B_superheating"):
                content[name][..., -1] = np.nan
        figure = drawing.lines_of_result(Result(file, choice.Choice()), "old", [])
        self.assertTrue(any(np.allclose(line.get_xydata()[-1], [3.0, 0.0]) for line in figure.axes[0].lines))

    def test_spectra_share_an_axis_that_holds_every_peak(self):
        file = self.sweep("spectra", "--T", "0.3,1.5,3", "--B", "2", "--energy", "-2:2:201")
        figure = spectrum_maps.draw(Result(file, choice.Choice()), "spectra")
        for axes in figure.axes:
            for line in axes.lines:
                self.assertGreater(axes.get_ylim()[1], np.max(line.get_ydata()))
        self.assertIn("$B$ = 2 T", words_on(figure))
        no_text_leaves(self, figure)

    def test_couplings_and_the_field_over_them(self):
        r = Result(self.sweep("couplings", "--T", "0.3", "--B", "2", "--gamma", "0:1:3", "--alpha", "0,0.5"), choice.Choice())
        self.assertIn("$T_{c0}$ = 3 K", words_on(order_parameter.couplings(r)))


class CommandLine(Files):
    def test_measured_points_of_every_format_come_by_the_program(self):
        os.environ["MIRAGE_PROGRAM"] = PROGRAM
        data = self.path / "d.csv"
        data.write_text("B [T];T [K]\n45.5;0.1\n17;2.5\n")
        sample, = measured.read([str(data)])
        self.assertEqual((sample["name"], list(sample["T"]), list(sample["B"])), ("d", [0.1, 2.5], [45.5, 17.0]))
        self.assertRaisesRegex(words.Refused, "no such file", measured.read, [str(self.path / "missing.csv")])
        bound = measured.rows_of("d", "sample,T,B,sigma_T,sigma_B\nd,0.1,>45.5,,\n")
        self.assertEqual(measured.number("d", bound[0], "B"), 45.5)

    def test_without_the_program_only_a_plain_table_is_read(self):
        del os.environ["MIRAGE_PROGRAM"]
        try:
            for name, text in (("good", "T [K],B [T]\n0.1,45\n"), ("mK", "T [mK],B [T]\n100,45\n"), ("none", "0.1,45\n"), ("word", "T,B\n0.1,x\n")):
                file = self.path / f"{name}.csv"
                file.write_text(text)
                if name == "good":
                    self.assertEqual(measured.read([str(file)])[0]["B"][0], 45.0)
                else:
                    self.assertRaises(words.Refused, measured.read, [str(file)])
        finally:
            os.environ["MIRAGE_PROGRAM"] = PROGRAM

    def test_a_picture_replaces_nothing_but_a_picture(self):
        file = self.path / "a.csv"
        file.write_text(HEAD.format(gamma=0) + ROWS)
        (self.path / "a-lines.png").write_text("not a picture")
        done = self.run_plot(file, "--out", self.path)
        self.assertEqual((done.returncode, done.stderr.count("\n")), (2, 1), done.stderr)
        self.assertEqual((self.path / "a-lines.png").read_text(), "not a picture")
        self.assertFalse((self.path / "a-lines.pdf").exists())
        (self.path / "a-lines.png").unlink()
        for _ in range(2):
            done = self.run_plot(file, "--out", self.path)
            self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(done.stdout.split(), [str(self.path / "a-lines.png"), str(self.path / "a-lines.pdf")])

    def test_a_single_point_says_that_there_is_nothing_to_draw(self):
        done = self.run_plot(self.sweep("single", "--T", "1", "--B", "2"), "--out", self.path / "none")
        self.assertEqual(done.returncode, 2)
        self.assertIn("a single point: nothing to draw", done.stderr)
        self.assertFalse((self.path / "none").exists())


if __name__ == "__main__":
    unittest.main()

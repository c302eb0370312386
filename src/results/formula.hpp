#pragma once
// Closed-form expressions by their names: options, columns and rows.

#include <functional>
#include <limits>
#include <string>
#include <vector>

#include "input/settings.hpp"
#include "mirage/gap/point.hpp"
#include "mirage/numeric/constants.hpp"

namespace mirage {

/// What only formulas are told, in the user's units; NaN or the default where it is not given.
struct FormulaExtra {
    Axis energy, theta, rate;
    double spin_orbit_rate = quiet_nan;  ///< hbar/tau_SO
    double alpha_maki = std::numeric_limits<double>::infinity();
    double order_parameter = quiet_nan;  ///< NaN: that of the engine
    double eta = 0.0;
    double gamma_magnetic = 0.0, gamma_spin_orbit = 0.0;
    double orbital = 0.0;  ///< Gamma_o/B^2 [1/energy]
    double t_triplet = 0.0;
    double pocket_share = 0.0, pocket_beta = 0.0, pocket_gap = 1.0;
    double mean_gap = 0.0;
    double B_perpendicular = quiet_nan, B_parallel = quiet_nan;
};

struct FormulaInput {
    Configuration configuration;
    UnitSystem unit;
    FormulaExtra extra;

    double beta() const { return configuration.beta.values[0]; }
    double gamma() const { return configuration.gamma.values[0]; }
    double alpha() const { return configuration.alpha.values[0]; }
};

/// The name of a column, and what it is.
struct FormulaColumn {
    const char* name;
    UnitKind kind;
};

/// One formula: its columns, and the numbers of its rows in the user's units at (T, B).
struct Formula {
    const char* name;
    const char* source;
    const char* validity;
    std::vector<std::string> options;  ///< of its own, beside units, tc0, g-factor and output
    std::vector<FormulaColumn> columns;
    std::function<std::vector<std::vector<double>>(const FormulaInput&, double T, double B)> rows;
    void (*check)(const FormulaInput&) = nullptr;  ///< throws InputError; nothing: no rule of its own
};

bool takes(const Formula& formula, const std::string& option);

/// All, those of the papers first.
const std::vector<Formula>& formulas();

std::vector<std::string> formula_names();

/// Throws InputError with the one that was meant.
const Formula& find_formula(const std::string& name);

/// Throws InputError where a formula does not hold for its options. Of the axes it looks at the first value.
void check_values(const Formula& formula, const FormulaInput& in);

/// [T], [ZF], [H]; and what lies beyond the two-valley model.
std::vector<Formula> formulas_of_papers(), formulas_of_materials();

/// The point in reduced units, without a material.
Parameters reduced_point(const FormulaInput& in, double T, double B);

/// That of the input, else that of the engine [Delta0].
double order_parameter_of(const FormulaInput& in, const Parameters& p);

}  // namespace mirage

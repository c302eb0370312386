#include "results/formula.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "input/input_error.hpp"
#include "input/suggestion.hpp"

namespace mirage {

bool takes(const Formula& formula, const std::string& option) {
    return std::find(formula.options.begin(), formula.options.end(), option) != formula.options.end();
}

const std::vector<Formula>& formulas() {
    static const std::vector<Formula> list = [] {
        std::vector<Formula> all = formulas_of_papers();
        for (Formula& formula : formulas_of_materials()) all.push_back(std::move(formula));
        return all;
    }();
    return list;
}

std::vector<std::string> formula_names() {
    std::vector<std::string> names;
    for (const Formula& formula : formulas()) names.emplace_back(formula.name);
    return names;
}

const Formula& find_formula(const std::string& name) {
    return formulas()[choice("formula", name, formula_names())];
}

void check_values(const Formula& formula, const FormulaInput& in) {
    if (formula.check) formula.check(in);
    if (in.extra.eta > 0.0 && in.extra.eta < 1e-4 * in.unit.energy * (1.0 - 1e-12))
        throw InputError(
            fmt::format("--eta = {}: 0 or at least {:.6g}", in.extra.eta, 1e-4 * in.unit.energy));
}

Parameters reduced_point(const FormulaInput& in, double T, double B) {
    return {T / in.unit.temperature, B / in.unit.field, in.beta() / in.unit.energy,
            in.gamma() / in.unit.energy, in.alpha() / in.unit.energy};
}

double order_parameter_of(const FormulaInput& in, const Parameters& p) {
    if (!std::isnan(in.extra.order_parameter)) return in.extra.order_parameter / in.unit.energy;
    return solve_point(p).order_parameter;
}

}  // namespace mirage

#include "interface/formula_values.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "input/input_error.hpp"
#include "interface/input_names.hpp"
#include "results/formula_options.hpp"

namespace mirage {
namespace {

constexpr const char* order_parameter = "order-parameter";
constexpr const char* scattering_time = "tau-so";

/// Those of every formula.
bool decides_units(const Setting& setting) {
    return setting.name == "units" || setting.name == "tc0" || setting.name == "g-factor";
}

/// The settings and numbers of one row.
void set_row(FormulaInput& in, const Formula& formula, const Request& request, std::int64_t row) {
    Configuration& c = in.configuration;
    const PointSettings s = settings_of(request, row);
    const auto set = [](Axis& axis, double value) { axis.values.assign(1, value); };
    set(c.T, s.T), set(c.B, s.B), set(c.beta, s.beta), set(c.gamma, s.gamma), set(c.alpha, s.alpha);
    in.unit = unit_system(s, c.units);
    const auto given = [&](const char* name) {
        return takes(formula, name) ? request.number(name) : NumberColumn{};
    };
    for (const FormulaNumber& number : formula_numbers())
        if (const NumberColumn column = given(number.name); column.values)
            in.extra.*(number.member) = column.at(row);
    for (const FormulaAxis& axis : formula_axes())
        set(in.extra.*(axis.member), takes(formula, axis.name) ? request.number(axis.name).at(row) : 0.0);
    in.extra.order_parameter = given(order_parameter).at(row);
    if (const NumberColumn time = given(scattering_time); time.values) {
        if (!given("spin-orbit-rate").values) in.extra.spin_orbit_rate = quiet_nan;
        add_scattering_time(fmt::format("{}", time.at(row)), c.units, in.extra);
    }
}

/// Rows that share a copy of the configuration.
std::vector<RowRange> blocks_of(std::int64_t rows) {
    constexpr std::int64_t size = 64;
    std::vector<RowRange> blocks;
    for (std::int64_t row = 0; row < rows; row += size) blocks.push_back({row, std::min(rows, row + size)});
    return blocks;
}

void compute_block(const Formula& formula, const Call& call, const RowRange& rows) {
    FormulaInput in{call.request.configuration, {}, {}};
    for (std::int64_t row = rows.begin; row < rows.end; ++row) {
        set_row(in, formula, call.request, row);
        check_values(formula, in);
        const std::vector<double> values =
            formula.rows(in, in.configuration.T.values[0], in.configuration.B.values[0])[0];
        for (std::size_t i = 0; i < values.size(); ++i)
            call.outputs.named(formula.columns[i].name).set(row, values[i]);
    }
}

}  // namespace

OwnInputs inputs_of(const Formula& formula) {
    OwnInputs own;
    for (const FormulaNumber& number : formula_numbers())
        if (takes(formula, number.name))
            own.numbers.push_back(
                {number.name, UnitKind::number, number.help, quiet_nan, number.allowed, number.rule});
    for (const FormulaAxis& axis : formula_axes())
        if (takes(formula, axis.name))
            own.numbers.push_back({axis.name, UnitKind::number, axis.help, 0.0, nullptr, ""});
    if (takes(formula, order_parameter))
        own.numbers.push_back({order_parameter, UnitKind::energy, "Delta; without it that of the engine",
                               quiet_nan, not_negative, "must not be negative"});
    if (takes(formula, scattering_time))
        own.numbers.push_back({scattering_time, UnitKind::number,
                               "spin-orbit scattering time [ps], in SI units", quiet_nan, positive,
                               "must be above 0"});
    return own;
}

std::vector<OutputName> outputs_of(const Formula& formula) {
    std::vector<OutputName> names;
    for (const FormulaColumn& column : formula.columns) names.push_back({column.name, "", column.kind});
    return names;
}

bool takes_setting(const Formula& formula, const Setting& setting) {
    return decides_units(setting) || takes(formula, setting.name);
}

void check_inputs(const Formula& formula, std::span<const mirage_input> inputs) {
    const OwnInputs own = inputs_of(formula);
    for (const mirage_input& input : inputs) {
        if (!input.name) continue;  // what reads them says so
        const auto is_own = std::any_of(own.numbers.begin(), own.numbers.end(),
                                        [&](const NumberInput& n) { return same_name(n.name, input.name); });
        if (is_own) continue;
        if (input.name == pocket_input || !takes_setting(formula, find_input(input.name, own)))
            throw InputError(fmt::format("{}: formula {} has no such parameter", input.name, formula.name));
    }
}

LoopEnd compute_formula(const Formula& formula, const Call& call) {
    return each_group(blocks_of(call.request.rows), call.run, Counts::rows,
                      [&](std::size_t, const RowRange& rows) { compute_block(formula, call, rows); });
}

}  // namespace mirage

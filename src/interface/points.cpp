#include <algorithm>
#include <string_view>

#include "interface/calculation.hpp"
#include "mirage/gap/point.hpp"
#include "mirage/lines/critical_temperature.hpp"
#include "results/point_details.hpp"

namespace mirage {
namespace {

constexpr const char* critical_temperature = "critical_temperature";
constexpr std::string_view solutions = "solutions.", numerics = "numerics.";

struct PointOutputs {
    Wanted<PointState> state, numerics;
    Wanted<Solution> solutions;
    OutputColumn critical_temperature;
};

PointOutputs wanted_of(const Outputs& outputs) {
    return {outputs.of(point_quantities), outputs.of(numerics_quantities, numerics),
            outputs.of(solution_quantities, solutions), outputs.named(critical_temperature)};
}

/// The least that gives what is wanted.
Detail detail_of(const Wanted<PointState>& wanted) {
    const auto any = [&](std::initializer_list<std::string_view> names) {
        return std::any_of(wanted.begin(), wanted.end(), [&](const WantedQuantity<PointState>& w) {
            return std::find(names.begin(), names.end(), w.quantity->name) != names.end();
        });
    };
    const bool thermodynamics = any({"entropy", "specific_heat"}),
               stiffness = any({"stiffness_along", "stiffness_across"});
    if (thermodynamics) return stiffness ? Detail::all : Detail::thermodynamics;
    return stiffness ? Detail::stiffness : Detail::state;
}

void write_point(const PointOutputs& wanted, std::int64_t row, const PointState& state, const GridPoint& at) {
    write(wanted.state, row, state, at.unit);
    if (state.status != Status::failed) write(wanted.numerics, row, state, at.unit);
    for (std::size_t i = 0; i < state.solutions.size(); ++i)
        write(wanted.solutions, row, state.solutions[i], at.unit, static_cast<std::int64_t>(i));
    if (wanted.critical_temperature)
        wanted.critical_temperature.set(
            row, material_critical_temperature(at.parameters).value * at.unit.temperature);
}

LoopEnd compute_points(const Call& call) {
    const PointOutputs wanted = wanted_of(call.outputs);
    const Detail detail = detail_of(wanted.state);
    return call.each_row([&](std::int64_t i) {
        row_or_missing(
            i,
            [&](std::int64_t row) {
                const GridPoint at = point_of(call.request, row);
                write_point(wanted, row, solve_point(at.parameters, call.accuracy(), detail), at);
            },
            [&](std::int64_t row) { write_missing(wanted.state, row); });
    });
}

}  // namespace

Calculation points_calculation() {
    Calculation c{.name = "points",
                  .summary = "the stable state, and all solutions of the gap equation",
                  .outputs = {},
                  .compute = compute_points};
    add_names(c.outputs, point_quantities);
    c.outputs.push_back(
        {critical_temperature, "critical temperature of the material at B = 0", UnitKind::temperature});
    add_names(c.outputs, solution_quantities, std::string(solutions), Width::several);
    add_names(c.outputs, numerics_quantities, std::string(numerics));
    return c;
}

}  // namespace mirage

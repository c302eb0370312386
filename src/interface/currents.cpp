#include <cmath>

#include <fmt/format.h>

#include "input/input_error.hpp"
#include "interface/calculation.hpp"
#include "mirage/gap/supercurrent.hpp"
#include "mirage/model/domain.hpp"
#include "results/point_details.hpp"

namespace mirage {
namespace {

constexpr const char* sheet = "sheet_current";
constexpr const char* velocity = "fermi_velocity";
constexpr const char* density = "density_of_states";

struct CurrentOutputs {
    Wanted<MovingState> state;
    OutputColumn sheet, status, Q, end;
};

/// Throws InputError for what has no meaning here.
CurrentOutputs wanted_of(const Call& call) {
    const Configuration& c = call.request.configuration;
    const Outputs& o = call.outputs;
    if (asks_for_momentum(c))
        throw InputError(fmt::format(
            "momentum = {}: the momenta of a current are the input Q",
            c.momentum.values.empty() ? c.momentum.text : fmt::format("{}", c.momentum.values[0])));
    const bool film = call.request.number(velocity).values && call.request.number(density).values;
    if (o.named(sheet) && !film)
        throw InputError("sheet_current: a current in A/m needs fermi_velocity and density_of_states");
    if (film && c.units == Units::reduced)
        throw InputError(fmt::format("fermi_velocity = {}: a current in A/m needs si units (tc0)",
                                     call.request.number(velocity).at(0)));
    return {o.of(current_quantities), o.named(sheet), o.named("status"), o.named("Q"), o.named("end")};
}

void write_state(const CurrentOutputs& out, const Call& call, std::int64_t row, const MovingState& state,
                 const UnitSystem& unit) {
    out.status.set(row, static_cast<double>(state.status));
    if (state.status == Status::failed) return;
    write(out.state, row, state, unit);
    out.Q.set(row, state.Q * unit.energy);
    if (out.sheet)
        out.sheet.set(row, sheet_current(state.current * unit.energy, call.request.number(velocity).at(row),
                                         call.request.number(density).at(row)));
}

/// compute(row) for every row.
LoopEnd each_state(const Call& call, const CurrentOutputs& out,
                   const std::function<void(std::int64_t)>& compute) {
    return call.each_row([&](std::int64_t i) {
        row_or_missing(i, compute,
                       [&](std::int64_t row) { out.status.set(row, static_cast<double>(Status::failed)); });
    });
}

LoopEnd compute_current(const Call& call) {
    const CurrentOutputs out = wanted_of(call);
    return each_state(call, out, [&](std::int64_t row) {
        GridPoint at = point_of(call.request, row);
        at.parameters.Q = call.request.number("Q").at(row) / at.unit.energy;
        write_state(out, call, row, moving_state(at.parameters, call.accuracy()), at.unit);
    });
}

LoopEnd compute_depairing_current(const Call& call) {
    const CurrentOutputs out = wanted_of(call);
    return each_state(call, out, [&](std::int64_t row) {
        const GridPoint at = point_of(call.request, row);
        const DepairingCurrent found = depairing_current(at.parameters, call.accuracy());
        MovingState state = found.state;
        state.current = found.critical();
        write_state(out, call, row, state, at.unit);
        if (state.status != Status::failed) out.end.set(row, found.end * at.unit.energy);
    });
}

std::vector<NumberInput> film_inputs() {
    constexpr auto above_zero = [](double x) { return x > 0.0; };
    return {{velocity, UnitKind::number, "v_F of the valleys [km/s], si units", quiet_nan, above_zero,
             "must be above 0"},
            {density, UnitKind::number,
             "N0 of one spin, all valleys and pockets, per area [1/(eV nm^2)], si units", quiet_nan,
             above_zero, "must be above 0"}};
}

void add_outputs(std::vector<OutputName>& outputs) {
    add_names(outputs, current_quantities);
    outputs.push_back({sheet, "current of the film by its width, e v_F N0 J [A/m]"});
    outputs.push_back(status_of_state("how the current was computed"));
}

}  // namespace

Calculation current_calculation() {
    Calculation c{.name = "current",
                  .summary = "the current of pairs of a momentum Q",
                  .inputs = {film_inputs()},
                  .outputs = {},
                  .compute = compute_current};
    c.inputs.numbers.push_back({"Q", UnitKind::energy, "pair momentum v_F q/2", 0.0,
                                [](double x) { return std::fabs(x) <= domain::max_momentum; },
                                "at most 100 Delta0"});
    add_outputs(c.outputs);
    return c;
}

Calculation depairing_current_calculation() {
    Calculation c{.name = "depairing_current",
                  .summary = "the largest current over all momenta",
                  .inputs = {film_inputs()},
                  .outputs = {{"Q", "pair momentum of the largest current", UnitKind::energy},
                              {"end", "a momentum beyond which the state is normal", UnitKind::energy}},
                  .compute = compute_depairing_current};
    add_outputs(c.outputs);
    return c;
}

}  // namespace mirage

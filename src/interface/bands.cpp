#include "mirage/spectra/bands.hpp"

#include <array>
#include <string>

#include <fmt/format.h>

#include "input/input_error.hpp"
#include "input/suggestion.hpp"
#include "interface/calculation.hpp"
#include "interface/state_inputs.hpp"
#include "results/spectrum_quantities.hpp"

namespace mirage {
namespace {

std::string name_of_band(std::size_t i) { return fmt::format("energy_{}", i + 1); }

/// The number of the pocket that is asked for; -1: the valleys.
int pocket_number(const Configuration& c, const std::string& name) {
    std::vector<std::string> names{"valleys"};
    for (const PocketSettings& pocket : c.pockets) names.push_back(pocket.name);
    return name.empty() ? -1 : static_cast<int>(choice("of", name, names)) - 1;
}

void compute_group(const Call& call, const std::array<OutputColumn, 4>& out, int pocket,
                   const RowRange& rows) {
    const Request& request = call.request;
    const GridPoint at = point_of(request, rows.begin);
    const double e = at.unit.energy;
    const SpectrumState state = model_state(
        at.parameters, request.number("order_parameter").at(rows.begin) / e, call.accuracy().tolerance);
    const Wanted<SpectrumState> wanted = call.outputs.of(spectrum_state_quantities);
    for (std::int64_t row = rows.begin; row < rows.end; ++row) {
        call.outputs.named("status").set(row, static_cast<double>(state.status));
        if (state.status == Status::failed || (pocket >= 0 && !at.parameters.material)) continue;
        const double xi = request.number("xi").at(row) / e, phi = request.number("phi").at(row);
        const auto energies = pocket < 0 ? quasiparticle_energies(state.model, xi, phi)
                                         : pocket_energies(state.model, pocket, xi, phi);
        for (std::size_t i = 0; i < out.size(); ++i) out[i].set(row, energies[i] * e);
        write(wanted, row, state, at.unit);
    }
}

LoopEnd compute_bands(const Call& call) {
    check_order_parameter(call.request);
    std::array<OutputColumn, 4> out;
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = call.outputs.named(name_of_band(i));
    const int pocket = pocket_number(call.request.configuration, call.request.text("of"));
    return each_group(groups_of(call.request, {"order_parameter"}), call.run, Counts::rows,
                      [&](std::size_t, const RowRange& rows) {
                          row_or_missing(
                              rows.begin, [&](std::int64_t) { compute_group(call, out, pocket, rows); },
                              [&](std::int64_t) { mark_failed(call.outputs.named("status"), rows); });
                      });
}

}  // namespace

Calculation bands_calculation() {
    Calculation c{
        .name = "bands",
        .summary = "Bogoliubov quasiparticle energies; rows that differ in xi and phi alone share one state",
        .inputs = {{{"xi", UnitKind::energy,
                     "energy of the normal state without spin-orbit coupling and field", 0.0},
                    {"phi", UnitKind::number, "direction [rad]", 0.0},
                    order_parameter_input()},
                   {"of"}},
        .outputs = {},
        .compute = compute_bands};
    for (std::size_t i = 0; i < 4; ++i)
        c.outputs.push_back(
            {name_of_band(i), fmt::format("quasiparticle energy {} of valley K", i + 1), UnitKind::energy});
    for (const auto& q : spectrum_state_quantities)
        if (q.unit == UnitKind::energy) c.outputs.push_back({q.name, q.long_name, q.unit});
    c.outputs.push_back(status_of_state("how the state was computed"));
    return c;
}

}  // namespace mirage

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "input/input_error.hpp"
#include "interface/calculation.hpp"
#include "interface/state_inputs.hpp"
#include "mirage/spectra/material_spectrum.hpp"
#include "mirage/spectra/tunnelling.hpp"
#include "results/spectrum_quantities.hpp"

namespace mirage {
namespace {

constexpr std::string_view gap = "mirage.";

struct SpectrumOutputs {
    Wanted<SpectrumState> state;
    Wanted<RetardedAmplitudes> amplitudes, spin;
    Wanted<MeasuredMirageGap> measured;
    Wanted<MirageGap> clean;
    OutputColumn gap_edge, conductance, status;
    std::vector<OutputColumn> pockets;  ///< the valleys first
    bool any_pocket = false;

    bool any_amplitude() const { return !amplitudes.empty() || !spin.empty() || status || any_pocket; }
};

std::vector<std::string> pocket_columns(const Configuration& c) {
    std::vector<std::string> names;
    if (!c.pockets.empty()) names.emplace_back("dos_valleys");
    for (const PocketSettings& pocket : c.pockets) names.push_back("dos_" + pocket.name);
    return names;
}

SpectrumOutputs wanted_of(const Call& call) {
    const Outputs& o = call.outputs;
    SpectrumOutputs wanted{o.of(spectrum_state_quantities),
                           o.of(amplitude_quantities),
                           o.of(spin_quantities),
                           o.of(measured_gap_quantities, gap),
                           o.of(clean_gap_quantities, gap),
                           o.named("gap_edge"),
                           o.named("conductance"),
                           o.named("status"),
                           {}};
    for (const std::string& name : pocket_columns(call.request.configuration)) {
        wanted.pockets.push_back(o.named(name));
        if (wanted.pockets.back()) wanted.any_pocket = true;
    }
    return wanted;
}

/// What consecutive rows share.
struct SharedState {
    GridPoint at;
    SpectrumState state;
    double eta = 0.0;

    bool found() const { return state.status != Status::failed && has_spectrum(state.model); }
};

SharedState shared_state(const Call& call, std::int64_t row) {
    SharedState s{point_of(call.request, row), {}, 0.0};
    const double Delta = call.request.number("order_parameter").at(row);
    s.eta = broadening_of(call.request, row, s.at.unit);
    s.state = spectrum_state(s.at.parameters, Delta / s.at.unit.energy, call.accuracy().tolerance);
    return s;
}

/// What all rows of a group have alike.
void write_state(const SpectrumOutputs& out, const SharedState& s, const RowRange& rows) {
    if (!s.found()) return;
    const PairingModel& m = s.state.model;
    const double edge = out.gap_edge ? gap_edge(m) * s.at.unit.energy : 0.0;
    const MeasuredMirageGap measured =
        out.measured.empty() ? MeasuredMirageGap{} : mirage_gap_of_curve(m, s.eta);
    const MirageGap clean = out.clean.empty() ? MirageGap{} : mirage_gap_without_disorder(m);
    for (std::int64_t row = rows.begin; row < rows.end; ++row) {
        write(out.state, row, s.state, s.at.unit);
        write(out.measured, row, measured, s.at.unit);
        write(out.clean, row, clean, s.at.unit);
        out.gap_edge.set(row, edge);
    }
}

/// + 0.0 turns -0 into 0.
void write_amplitudes(const Wanted<RetardedAmplitudes>& wanted, std::int64_t row,
                      const RetardedAmplitudes& a) {
    for (const WantedQuantity<RetardedAmplitudes>& w : wanted) w.column.set(row, w.quantity->value(a) + 0.0);
}

void write_pockets(const SpectrumOutputs& out, std::int64_t row, const MaterialAmplitudes& a) {
    for (std::size_t i = 0; i < std::min(out.pockets.size(), a.pockets.size()); ++i)
        out.pockets[i].set(row, a.pockets[i].dos() + 0.0);
}

void write_amplitude_row(const SpectrumOutputs& out, std::int64_t row, const RetardedAmplitudes& a) {
    write_amplitudes(out.amplitudes, row, a);
    write_amplitudes(out.spin, row, a);
    out.status.set(row, static_cast<double>(a.status));
}

/// Rows of one state.
void compute_block(const Call& call, const SpectrumOutputs& out, const SharedState& s, const RowRange& rows) {
    std::vector<double> energies;
    for (std::int64_t row = rows.begin; row < rows.end; ++row)
        energies.push_back(call.request.number("energy").at(row) / s.at.unit.energy);
    const auto number = [&](std::int64_t row) { return static_cast<std::size_t>(row - rows.begin); };
    if (out.any_pocket) {
        const auto found = material_spectrum(s.state.model, s.eta, energies);
        for (std::int64_t row = rows.begin; row < rows.end; ++row) {
            write_amplitude_row(out, row, found[number(row)].total);
            write_pockets(out, row, found[number(row)]);
        }
    } else if (out.any_amplitude()) {
        const auto found = spectrum(s.state.model, s.eta, energies);
        for (std::int64_t row = rows.begin; row < rows.end; ++row)
            write_amplitude_row(out, row, found[number(row)]);
    }
    if (!out.conductance) return;
    const auto found = tunnelling_conductance(s.state.model, s.eta, s.at.parameters.T, energies);
    for (std::int64_t row = rows.begin; row < rows.end; ++row)
        out.conductance.set(row, found[number(row)] + 0.0);
}

/// Rows with their group. They are the same for any number of threads, and those of the program: the average
/// over directions is as fine as the worst energy of a block needs.
struct Block {
    std::size_t group = 0;
    RowRange rows;
};

std::vector<Block> blocks_of(const std::vector<RowRange>& groups) {
    constexpr std::int64_t size = 32;
    std::vector<Block> blocks;
    for (std::size_t i = 0; i < groups.size(); ++i)
        for (std::int64_t row = groups[i].begin; row < groups[i].end; row += size)
            blocks.push_back({i, {row, std::min(row + size, groups[i].end)}});
    return blocks;
}

LoopEnd compute_spectrum(const Call& call) {
    check_order_parameter(call.request);
    const SpectrumOutputs out = wanted_of(call);
    const std::vector<RowRange> groups = groups_of(call.request, {"eta", "order_parameter"});
    std::vector<SharedState> states(groups.size());
    const LoopEnd end =
        each_group(groups, call.run, Counts::nothing, [&](std::size_t i, const RowRange& rows) {
            states[i].state.status = Status::failed;
            row_or_missing(
                rows.begin,
                [&](std::int64_t row) {
                    SharedState s = shared_state(call, row);
                    write_state(out, s, rows);
                    states[i] = std::move(s);
                },
                [](std::int64_t) {});
        });
    if (end == LoopEnd::stopped) return end;
    const std::vector<Block> blocks = blocks_of(groups);
    std::vector<RowRange> ranges;
    for (const Block& block : blocks) ranges.push_back(block.rows);
    return each_group(ranges, call.run, Counts::rows, [&](std::size_t i, const RowRange& rows) {
        const SharedState& s = states[blocks[i].group];
        if (!s.found()) return mark_failed(out.status, rows);
        row_or_missing(
            rows.begin, [&](std::int64_t) { compute_block(call, out, s, rows); },
            [&](std::int64_t) { mark_failed(out.status, rows); });
    });
}

LoopEnd compute_energies(const Call& call) {
    check_order_parameter(call.request);
    const OutputColumn energy = call.outputs.named("energy");
    if (groups_of(call.request, {"eta", "order_parameter"}).size() > 1)
        throw InputError("energies: all rows are of one state, each input is one number");
    if (call.request.rows == 0) return LoopEnd::finished;
    const SharedState s = shared_state(call, 0);
    if (!s.found()) return LoopEnd::finished;
    const std::vector<double> found =
        adaptive_energies(s.state.model, s.eta, call.request.number("energy_error").at(0));
    const auto count = static_cast<std::int64_t>(found.size());
    if (count > call.request.rows)
        throw InputError(fmt::format("energies: {} rows, {} are needed", call.request.rows, count));
    for (std::int64_t row = 0; row < count; ++row)
        energy.set(row, found[static_cast<std::size_t>(row)] * s.at.unit.energy);
    return LoopEnd::finished;
}

NumberInput energy_input() {
    return {"energy",
            UnitKind::energy,
            "from the Fermi energy",
            0.0,
            [](double x) { return std::fabs(x) <= domain::max_energy; },
            "at most 10000 Delta0"};
}

NumberInput energy_error_input() {
    return {"energy_error",
            UnitKind::number,
            "largest error of straight lines between the energies",
            1e-3,
            [](double x) { return x >= 1e-6 && x <= 0.1; },
            "must be from 1e-6 to 0.1"};
}

std::vector<OutputName> pocket_outputs(const Configuration& c) {
    std::vector<OutputName> names;
    for (const std::string& name : pocket_columns(c))
        names.push_back(
            {.name = name,
             .long_name = "density of states of " + name.substr(4) + " in units of its normal state"});
    return names;
}

}  // namespace

Calculation spectrum_calculation() {
    Calculation c{.name = "spectrum",
                  .summary = "retarded amplitudes at an energy; rows that differ in it alone share one state",
                  .inputs = {{energy_input(), broadening_input(), order_parameter_input()}},
                  .outputs = {},
                  .compute = compute_spectrum,
                  .more_outputs = pocket_outputs};
    add_names(c.outputs, amplitude_quantities);
    add_names(c.outputs, spin_quantities);
    c.outputs.push_back({"conductance",
                         "dI/dV of a junction with a normal metal at the voltage energy/e, relative to the "
                         "normal state"});
    c.outputs.push_back(status_of_state("how the amplitudes were computed"));
    add_names(c.outputs, spectrum_state_quantities);
    c.outputs.push_back({"gap_edge", "lowest energy with states, without broadening", UnitKind::energy});
    add_names(c.outputs, measured_gap_quantities, std::string(gap));
    add_names(c.outputs, clean_gap_quantities, std::string(gap));
    return c;
}

Calculation energies_calculation() {
    return {.name = "energies",
            .summary = "energies that resolve the spectrum of one state",
            .inputs = {{broadening_input(), order_parameter_input(), energy_error_input()}},
            .outputs = {{"energy", "energy from the Fermi energy, NaN behind the last", UnitKind::energy}},
            .compute = compute_energies};
}

}  // namespace mirage

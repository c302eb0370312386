#include <algorithm>
#include <cmath>
#include <cstdio>

#include <fmt/format.h>

#include "command/commands.hpp"
#include "command/spectrum_text.hpp"
#include "grid/grid.hpp"
#include "input/arguments.hpp"
#include "input/check_output.hpp"
#include "input/input_error.hpp"
#include "input/threads.hpp"
#include "mirage/model/domain.hpp"
#include "mirage/numeric/constants.hpp"
#include "mirage/spectra/material_spectrum.hpp"
#include "mirage/spectra/tunnelling.hpp"
#include "results/output.hpp"
#include "results/printing.hpp"
#include "results/spectrum_quantities.hpp"
#include "spectra/spectrum_state.hpp"

namespace mirage {
namespace {

/// Applies f to blocks of the energies, shared among threads. Blocks are the same for any number of threads,
/// and so are bits.
template <class Value, class F>
std::vector<Value> in_blocks(const std::vector<double>& energies, int threads, F f) {
    constexpr std::size_t size = 32;
    const std::size_t blocks = (energies.size() + size - 1) / size;
    std::vector<Value> all(energies.size());
#pragma omp parallel for schedule(dynamic) num_threads(thread_count(threads))
    for (std::size_t block = 0; block < blocks; ++block) {
        const auto first = energies.begin() + static_cast<std::ptrdiff_t>(block * size);
        const std::size_t count = std::min(size, energies.size() - block * size);
        const std::vector<Value> part =
            f(std::vector<double>(first, first + static_cast<std::ptrdiff_t>(count)));
        std::copy(part.begin(), part.end(), all.begin() + static_cast<std::ptrdiff_t>(block * size));
    }
    return all;
}

/// Throws InputError where the equations at real energies are not those of the momentum.
void check_momentum(const PairingModel& m) {
    if (!has_spectrum(m))
        throw InputError(
            "momentum: at this angle to the field it turns the phases of valleys or pockets against that of "
            "the triplet channel, or there are too many pockets: such spectra are not computed");
}

/// At the order parameters of the stable state, or at the one that is given and without a triplet.
void set_state(PointSpectrum& s) {
    const SpectrumState state =
        spectrum_state(s.parameters, s.options.order_parameter / s.unit.energy, s.configuration.tolerance);
    s.model = state.model;
    s.zero_energy_dos = state.zero_energy_dos;
    check_momentum(s.model);
    if (state.status == Status::failed)
        throw std::runtime_error("the gap equation was not solved at this point");
}

std::vector<Column> columns_of(const Configuration& c, const SpectrumOptions& options) {
    const Units units = c.units;
    const Column energy = column("energy", UnitKind::energy, units);
    std::vector<Column> columns{energy};
    add_columns(columns, amplitude_quantities, units);
    if (options.spin) add_columns(columns, spin_quantities, units);
    if (options.conductance)
        columns.insert(columns.end(),
                       {{"voltage", units == Units::si ? "mV" : "Delta0/e"}, {"conductance", "1"}});
    if (!c.pockets.empty()) columns.push_back({"dos_valleys", "1"});
    for (const PocketSettings& pocket : c.pockets) columns.push_back({"dos_" + pocket.name, "1"});
    return columns;
}

Heading heading_of(const Configuration& c, const SpectrumOptions& options, const Arguments& arguments) {
    Heading heading{command_line("spectrum", arguments), c.units, parameters_of(c), columns_of(c, options)};
    const UnitSystem unit = unit_system(c);
    heading.parameters["eta"] = c.eta ? *c.eta : reduced_eta(c, unit) * unit.energy;
    if (!std::isnan(options.order_parameter))
        heading.parameters["order_parameter"] = options.order_parameter;
    else
        heading.parameters["tolerance"] = c.tolerance;
    if (c.energy.values.empty()) heading.parameters["energy_error"] = options.energy_error;
    return heading;
}

/// Density of states of the valleys and of every pocket, in units of its normal state; NaN where it has no
/// share.
std::vector<double> dos_of_pockets(const MaterialAmplitudes& amplitudes, std::size_t pockets) {
    std::vector<double> dos(pockets + 1, quiet_nan);
    for (std::size_t i = 0; i < std::min(dos.size(), amplitudes.pockets.size()); ++i)
        dos[i] = amplitudes.pockets[i].dos();
    return dos;
}

void add_pockets(PointSpectrum& s) {
    const Configuration& c = s.configuration;
    const auto found = in_blocks<MaterialAmplitudes>(
        s.energy, c.threads,
        [&](const std::vector<double>& part) { return material_spectrum(s.model, s.eta, part); });
    for (const MaterialAmplitudes& amplitudes : found) {
        s.amplitudes.push_back(amplitudes.total);
        s.pocket_dos.push_back(dos_of_pockets(amplitudes, c.pockets.size()));
    }
}

PointSpectrum compute(const Configuration& c, const SpectrumOptions& options, Heading heading) {
    const GridPoint at = single_grid_point(c);
    PointSpectrum s{std::move(heading),
                    c,
                    options,
                    at.parameters,
                    at.unit,
                    reduced_eta(c, at.unit),
                    {},
                    1.0,
                    {},
                    {},
                    {},
                    {}};
    set_state(s);
    for (const double energy : c.energy.values) s.energy.push_back(energy / s.unit.energy);
    if (s.energy.empty()) s.energy = adaptive_energies(s.model, s.eta, options.energy_error);
    if (c.pockets.empty())
        s.amplitudes = in_blocks<RetardedAmplitudes>(
            s.energy, c.threads,
            [&](const std::vector<double>& part) { return spectrum(s.model, s.eta, part); });
    else
        add_pockets(s);
    if (options.conductance)
        s.conductance = in_blocks<double>(s.energy, c.threads, [&](const std::vector<double>& part) {
            return tunnelling_conductance(s.model, s.eta, s.parameters.T, part);
        });
    return s;
}

bool small_error(double x) { return x >= 1e-6 && x <= 0.1; }

/// A table is about the gaps: what only curves have would be dropped.
void check_shown(const SpectrumOptions& options, Format format) {
    if (format != Format::table) return;
    if (options.spin) throw InputError("--spin: a table has no curves; give --format csv or json");
    if (options.conductance)
        throw InputError("--conductance: a table has no curves; give --format csv or json");
}

int run_spectrum(const Arguments& given) {
    Arguments arguments = given;
    const Format format = take_format(arguments, Format::csv);
    SpectrumOptions options;
    options.order_parameter = number_or_auto("--order-parameter", take_option(arguments, "order-parameter"));
    if (const auto text = take_option(arguments, "energy-error"); !text.empty())
        options.energy_error = number_where("--energy-error", text, small_error, "must be from 1e-6 to 0.1");
    const bool error_given = std::any_of(
        given.begin(), given.end(), [](const std::string& word) { return names(word, "--energy-error"); });
    options.spin = take_flag(arguments, "spin");
    options.conductance = take_flag(arguments, "conductance");
    check_shown(options, format);
    const Configuration configuration = read_configuration("", arguments, Scope::spectrum);
    print_notes(configuration);
    if (error_given && !configuration.energy.values.empty())
        throw InputError("--energy-error: is of --energy auto, the energies are given");
    if (options.order_parameter > domain::max_order_parameter * unit_system(configuration).energy)
        throw InputError(fmt::format("--order-parameter = {}: at most 10 Delta0", options.order_parameter));
    if (!std::isnan(options.order_parameter) && pair_momentum(configuration) == PairMomentum::best)
        throw InputError(fmt::format(
            "--order-parameter = {}: momentum = auto is of the stable state: give a number for it",
            options.order_parameter));
    if (!configuration.output.empty()) check_output("--output", configuration.output);
    const PointSpectrum s = compute(configuration, options, heading_of(configuration, options, given));
    write_text(configuration.output, text_of(s, format));
    std::size_t failed = 0, inaccurate = 0;
    for (const RetardedAmplitudes& a : s.amplitudes) {
        failed += a.status == Status::failed;
        inaccurate += a.status == Status::tolerance_not_met;
    }
    if (failed + inaccurate > 0)
        fmt::print(stderr, "mirage: of {} energies {} were not solved and {} missed the accuracy of 1e-9\n",
                   s.energy.size(), failed, inaccurate);
    return failed > 0 ? 1 : 0;
}

}  // namespace

Command spectrum_command() {
    Command command;
    command.name = "spectrum";
    command.summary = "retarded spectra at one point: density of states, pair amplitudes, gaps, tunnelling";
    command.usage = "[--energy AXIS|auto] [--name value ...] [--format csv|table|json]";
    command.description =
        "Retarded spectra at one point. --energy auto (the default) resolves edges and cusps by itself. "
        "table gives "
        "the gap edge and the mirage gap, json both. An energy that was not solved is nan, and the exit "
        "status 1.";
    command.results =
        "columns:\n"
        "  energy          from the Fermi energy\n"
        "  dos             density of states in units of the normal state\n"
        "  f0_re, f0_im    singlet amplitude\n"
        "  fx_re, fx_im    triplet amplitude along the field\n"
        "  ify_re, ify_im  i fy, the triplet amplitude of valley K; of opposite sign in K'\n"
        "with pockets, behind all others:\n"
        "  dos_valleys     density of states of the valleys alone\n"
        "  dos_NAME        that of each pocket, each in units of its normal state";
    command.examples = {
        "mirage spectrum --T 0.1 --B 2 --beta 7 --gamma 0.2 --energy -10:10:961 --eta 0.01",
        "mirage spectrum --tc0 3.0 --T 0.3 --B 15 --beta 3.2 --energy -5:5:1001   # K, tesla, meV"};
    command.settings = Scope::spectrum;
    command.options = {
        {"order-parameter", "auto|NUMBER",
         "auto, that of the stable state, or a value [energy] (default auto)"},
        {"energy-error", "NUMBER",
         "of straight lines between the energies of auto, 1e-6 to 0.1 (default 0.001)"},
        {"spin", "",
         "adds dos_along_field, dos_against_field: electrons with spin along and against the field"},
        {"conductance", "",
         "adds voltage, conductance: dI/dV of a junction with a normal metal, both at T, relative to the "
         "normal "
         "state, pockets by their tunnel-weight; the voltage is that of the energy of the row (si: mV; "
         "reduced: Delta0/e)"},
        format_option({"csv", "table", "json"}, "csv")};
    command.run = run_spectrum;
    return command;
}

}  // namespace mirage

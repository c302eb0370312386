#include <cmath>
#include <cstdio>

#include <fmt/format.h>

#include "command/commands.hpp"
#include "grid/grid.hpp"
#include "input/arguments.hpp"
#include "input/check_output.hpp"
#include "input/input_error.hpp"
#include "input/suggestion.hpp"
#include "mirage/model/domain.hpp"
#include "mirage/spectra/bands.hpp"
#include "results/number_table.hpp"
#include "spectra/spectrum_state.hpp"

namespace mirage {
namespace {

Axis default_axis(const PairingModel& m) {
    const double end = 1.5 * (std::hypot(m.beta, m.alpha) + m.B + m.Delta + 0.1);
    return parse_axis("--xi", fmt::format("{}:{}:401", -end, end));
}

Heading heading_of(const Configuration& c, double phi, double Delta, const Arguments& arguments) {
    Heading heading{command_line("bands", arguments), c.units, parameters_of(c), {}};
    heading.parameters["phi"] = phi;
    heading.parameters["order_parameter"] = Delta;
    for (const char* name : {"xi", "energy_1", "energy_2", "energy_3", "energy_4"})
        heading.columns.push_back(column(name, UnitKind::energy, c.units));
    return heading;
}

/// The number of the pocket that is asked for; -1: the valleys.
int pocket_number(const Configuration& c, const std::string& name) {
    std::vector<std::string> names{"valleys"};
    for (const PocketSettings& pocket : c.pockets) names.push_back(pocket.name);
    return name.empty() ? -1 : static_cast<int>(choice("--of", name, names)) - 1;
}

/// At the order parameters of the stable state, or at the one that is given and without a triplet.
PairingModel model_of(const Parameters& p, double Delta, double tolerance) {
    const SpectrumState state = model_state(p, Delta, tolerance);
    if (state.status == Status::failed)
        throw std::runtime_error("the gap equation was not solved at this point");
    return state.model;
}

/// Throws InputError where the momentum is to be found and there is no state to find it for.
void check_momentum(const Parameters& p, double Delta) {
    if (p.momentum == PairMomentum::best && !std::isnan(Delta))
        throw InputError(fmt::format(
            "--order-parameter = {}: momentum = auto is of the stable state: give a number for it", Delta));
}

int run_bands(const Arguments& given) {
    Arguments arguments = given;
    const Format format = take_format(arguments, Format::csv);
    const std::string xi = take_option(arguments, "xi"), phi_text = take_option(arguments, "phi"),
                      of = take_option(arguments, "of");
    const double Delta = number_or_auto("--order-parameter", take_option(arguments, "order-parameter"));
    const double phi = phi_text.empty() ? 0.0 : parse_number("--phi", phi_text);
    const Configuration c = read_configuration("", arguments);
    print_notes(c);
    const GridPoint at = single_grid_point(c);
    const Parameters& p = at.parameters;
    const double unit = at.unit.energy;
    if (Delta > domain::max_order_parameter * unit)
        throw InputError(fmt::format("--order-parameter = {}: at most 10 Delta0", Delta));
    check_momentum(p, Delta);
    Axis axis;
    if (!xi.empty()) axis = parse_axis("--xi", xi);
    if (!c.output.empty()) check_output("--output", c.output);

    const int pocket = pocket_number(c, of);
    if (pocket >= 0 && !p.material)
        throw InputError(fmt::format("--of = '{}': this pocket has no share of the density of states", of));
    const PairingModel model = model_of(p, Delta / unit, c.tolerance);
    const double scale = xi.empty() ? 1.0 : unit;
    if (xi.empty()) axis = default_axis(model);
    NumberTable table{heading_of(c, phi, model.Delta * unit, given), {}};
    if (pocket >= 0) table.heading.parameters["of"] = c.pockets[static_cast<std::size_t>(pocket)].name;
    for (const double value : axis.values) {
        table.rows.push_back({value / scale * unit});
        const auto energies = pocket < 0 ? quasiparticle_energies(model, value / scale, phi)
                                         : pocket_energies(model, pocket, value / scale, phi);
        for (const double energy : energies) table.rows.back().push_back(energy * unit);
    }
    write_text(c.output, text_of(table, format));
    return 0;
}

}  // namespace

Command bands_command() {
    Command command;
    command.name = "bands";
    command.summary = "Bogoliubov quasiparticle energies near a valley or in a pocket against xi";
    command.usage = "[--xi AXIS] [--name value ...] [--format csv|table|json]";
    command.description =
        "Bogoliubov quasiparticle energies near a valley. Without scattering: gamma counts only in the order "
        "parameter "
        "of auto.";
    command.results =
        "columns:\n"
        "  xi                    energy of the normal state without spin-orbit coupling and field\n"
        "  energy_1 to energy_4  ascending; of valley K, in K' the same at opposite k with the opposite sign";
    command.examples = {"mirage bands --T 0.1 --B 2 --beta 7 --xi -12:12:401",
                        "mirage bands --tc0 3.0 --T 0.3 --B 15 --beta 3.2 --xi -6:6:401   # K, tesla, meV"};
    command.settings = Scope::every;
    command.options = {
        {"xi", "AXIS",
         "energies of the normal state without spin-orbit coupling and field [energy] (default: 401 values "
         "up to 1.5 "
         "times sqrt(beta^2 + alpha^2) + B + Delta)"},
        {"phi", "NUMBER",
         "direction, g = (-alpha sin phi, alpha cos phi, +-beta), field along x [rad] (default 0)"},
        {"of", "NAME", "valleys, or the name of a pocket (default valleys)"},
        {"order-parameter", "auto|NUMBER",
         "auto, that of the stable state, or a value [energy] (default auto)"},
        format_option({"csv", "table", "json"}, "csv")};
    command.run = run_bands;
    return command;
}

}  // namespace mirage

#include <cstdio>

#include "command/commands.hpp"
#include "grid/grid.hpp"
#include "input/input_error.hpp"
#include "results/output.hpp"
#include "results/printing.hpp"

namespace mirage {
namespace {

const char* name_of(SolutionKind kind) {
    static constexpr const char* names[] = {"stable", "metastable", "unstable"};
    return names[static_cast<int>(kind)];
}

/// One solved point with what was asked, in the user's units.
struct Point {
    PointSettings settings;
    UnitSystem unit;
    PointState state;
    Heading heading;
};

Heading heading_of(const Configuration& c, const Arguments& arguments) {
    Heading heading{command_line("point", arguments), c.units, parameters_of(c), {}};
    heading.parameters["tolerance"] = c.tolerance;
    for (const Setting* setting : printed_settings(c.units))
        heading.columns.push_back(column(setting->variable(), setting->unit, c.units));
    add_columns(heading.columns, point_quantities, c.units);
    return heading;
}

Point solve(const Configuration& c, const Arguments& arguments) {
    const GridPoint at = single_grid_point(c);
    return {single_point(c), at.unit, solve_point(at.parameters, {c.tolerance}, Detail::thermodynamics),
            heading_of(c, arguments)};
}

std::string status_text(const PointState& state) {
    return meaning(point_quantities[quantity_index(point_quantities, "status")].meanings,
                   static_cast<int>(state.status));
}

std::string as_json(const Point& p) {
    Json json = json_head(p.heading);
    for (const Setting* setting : printed_settings(p.unit.units))
        json[setting->variable()] = p.settings.*(setting->value);
    add_json(json, point_quantities, p.state, p.unit);
    json["solutions"] = Json::array();
    for (const Solution& solution : p.state.solutions)
        json["solutions"].push_back({{"order_parameter", solution.order_parameter * p.unit.energy},
                                     {"free_energy", solution.free_energy * p.unit.free_energy()},
                                     {"kind", name_of(solution.kind)}});
    const Numerics& numerics = p.state.numerics;
    json["numerics"] = {{"residual", numerics.residual},
                        {"matsubara_nodes", numerics.matsubara_nodes},
                        {"directions", numerics.directions},
                        {"status", status_text(p.state)}};
    return json_text(json);
}

std::string as_csv(const Point& p) {
    std::string row;
    for (const Setting* setting : printed_settings(p.unit.units))
        row += fmt::format("{}{}", row.empty() ? "" : ",", p.settings.*(setting->value));
    return fmt::format("{}{}{}\n", csv_head(p.heading), row, csv_values(point_quantities, p.state, p.unit));
}

std::string table_line(const std::string& label, const std::string& symbol, double value, UnitKind unit,
                       Units units) {
    const std::string suffix = unit == UnitKind::number ? "" : fmt::format("  {}", unit_name(unit, units));
    return fmt::format("{:<24}{:<10}{:>20.12g}{}\n", label, symbol, value, suffix);
}

std::string solutions_table(const Point& p) {
    if (p.state.solutions.empty()) return {};
    const auto head = [&](const char* symbol, UnitKind unit) {
        return fmt::format("{} [{}]", symbol, unit_name(unit, p.unit.units));
    };
    std::string text = fmt::format("\nsolutions of the gap equation\n{:>20}{:>22}  kind\n",
                                   head("Delta", UnitKind::energy), head("dOmega", UnitKind::free_energy));
    for (const Solution& solution : p.state.solutions)
        text += fmt::format("{:>20.12g}{:>22.12g}  {}\n", solution.order_parameter * p.unit.energy,
                            solution.free_energy * p.unit.free_energy(), name_of(solution.kind));
    return text;
}

std::string as_table(const Point& p) {
    std::string text;
    for (const Setting* setting : printed_settings(p.unit.units))
        text += table_line(setting->label, setting->symbol, p.settings.*(setting->value), setting->unit,
                           p.unit.units);
    text += "\n";
    for (const Quantity<PointState>& q : point_quantities) {
        if (!*q.label) continue;
        const double value = q.value(p.state);
        text += q.storage == Storage::flag
                    ? fmt::format("{:<24}{:<10}{:>20}\n", q.label, q.symbol,
                                  meaning(q.meanings, static_cast<int>(value)))
                    : table_line(q.label, q.symbol, value * p.unit.factor(q.unit), q.unit, p.unit.units);
    }
    const Numerics& numerics = p.state.numerics;
    return text + solutions_table(p) +
           fmt::format("\n{} Matsubara nodes, {} directions, residual {:.1e}, {}\n", numerics.matsubara_nodes,
                       numerics.directions, numerics.residual, status_text(p.state));
}

int run_point(const Arguments& given) {
    Arguments arguments = given;
    const Format format = take_format(arguments, Format::table);
    const Configuration configuration = read_configuration("", arguments);
    print_notes(configuration);
    if (!configuration.output.empty()) check_output("--output", configuration.output);
    const Point point = solve(configuration, given);
    write_text(configuration.output, format == Format::json  ? as_json(point)
                                     : format == Format::csv ? as_csv(point)
                                                             : as_table(point));
    if (point.state.status == Status::tolerance_not_met)
        fmt::print(stderr, "mirage: the order parameter may be off by more than {} Delta0 at this point\n",
                   configuration.tolerance);
    return point.state.status == Status::failed ? 1 : 0;
}

}  // namespace

Command point_command() {
    Command command;
    command.name = "point";
    command.summary = "one point: every solution of the gap equation, the stable one, its phase";
    command.usage = "[--name value ...] [--format table|csv|json]";
    command.description =
        "Every solution of the gap equation at one point, the stable one and its phase. With si units: T in "
        "K, B in "
        "tesla, energies, magnetization/N0, entropy and specific heat/(N0 k_B) in meV, free energy/N0 in "
        "meV^2. csv "
        "has one row for the stable state. A point that missed its tolerance says so in `status`.";
    command.results = column_help(point_quantities);
    command.examples = {"mirage point --T 0.1 --B 2 --beta 7 --gamma 0.4",
                        "mirage point --tc0 3.0 --T 0.3 --B 20 --beta 4.1 --gamma 0.15   # K, tesla, meV"};
    command.settings = Scope::every;
    command.options = {format_option({"table", "csv", "json"}, "table")};
    command.run = run_point;
    return command;
}

}  // namespace mirage

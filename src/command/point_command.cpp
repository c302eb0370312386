#include <cmath>
#include <cstdio>

#include "command/commands.hpp"
#include "grid/grid.hpp"
#include "input/check_output.hpp"
#include "input/input_error.hpp"
#include "mirage/lines/critical_temperature.hpp"
#include "results/output.hpp"
#include "results/point_details.hpp"
#include "results/printing.hpp"

namespace mirage {
namespace {

std::string name_of(SolutionKind kind) {
    return meaning(solution_quantities[quantity_index(solution_quantities, "kind")].meanings,
                   static_cast<int>(kind));
}

/// One solved point with what was asked, in the user's units.
struct Point {
    Configuration configuration;
    PointSettings settings;
    UnitSystem unit;
    Parameters parameters;
    PointState state;
    LineQuantity critical_temperature;  ///< at B = 0 [Tc0]
    Heading heading;
};

Heading heading_of(const Configuration& c, const Arguments& arguments) {
    Heading heading{command_line("point", arguments), c.units, parameters_of(c), {}};
    heading.parameters["tolerance"] = c.tolerance;
    for (const Setting* setting : printed_settings(c))
        heading.columns.push_back(column(setting->variable(), setting->unit, c.units));
    add_columns(heading.columns, state_quantities, c.units);
    heading.columns.push_back(column("critical_temperature", UnitKind::temperature, c.units));
    add_columns(heading.columns, momentum_quantities, c.units);
    return heading;
}

Point solve(const Configuration& c, const Arguments& arguments) {
    const GridPoint at = single_grid_point(c);
    return {c,
            single_point(c),
            at.unit,
            at.parameters,
            solve_point(at.parameters, {c.tolerance}, Detail::all),
            material_critical_temperature(at.parameters),
            heading_of(c, arguments)};
}

std::string status_text(const PointState& state) {
    return meaning(point_quantities[quantity_index(point_quantities, "status")].meanings,
                   static_cast<int>(state.status));
}

double critical_temperature_of(const Point& p) { return p.critical_temperature.value * p.unit.temperature; }

Json pockets_json(const std::vector<PocketSettings>& pockets) {
    Json list = Json::array();
    for (const PocketSettings& pocket : pockets) {
        Json json{{"name", pocket.name}};
        for (const PocketKey& key : pocket_keys())
            if (key.value)
                json[key.variable()] = pocket.*(key.value);
            else
                json[key.variable()] = pocket_value(pocket, key);
        list.push_back(json);
    }
    return list;
}

std::string as_json(const Point& p) {
    Json json = json_head(p.heading);
    for (const Setting* setting : printed_settings(p.configuration))
        json[setting->variable()] = p.settings.*(setting->value);
    if (!p.configuration.pockets.empty()) json["pockets"] = pockets_json(p.configuration.pockets);
    add_json(json, point_quantities, p.state, p.unit);
    json["critical_temperature"] = critical_temperature_of(p);
    json["solutions"] = Json::array();
    for (const Solution& solution : p.state.solutions) {
        Json row;
        add_json(row, solution_quantities, solution, p.unit);
        json["solutions"].push_back(row);
    }
    add_json(json["numerics"], numerics_quantities, p.state, p.unit);
    json["numerics"]["status"] = status_text(p.state);
    return json_text(json);
}

std::string as_csv(const Point& p) {
    std::string row;
    for (const Setting* setting : printed_settings(p.configuration))
        row += fmt::format("{}{}", row.empty() ? "" : ",", p.settings.*(setting->value));
    return fmt::format("{}{}{},{:.15g}{}\n", csv_head(p.heading), row,
                       csv_values(state_quantities, p.state, p.unit), critical_temperature_of(p),
                       csv_values(momentum_quantities, p.state, p.unit));
}

std::string table_line(const std::string& label, const std::string& symbol, double value, UnitKind unit,
                       Units units) {
    const std::string suffix = unit == UnitKind::number ? "" : fmt::format("  {}", unit_name(unit, units));
    return fmt::format("{:<24}{:<10}{:>20.12g}{}\n", label, symbol, value, suffix);
}

bool has_triplet_channel(const Point& p) {
    return p.parameters.material && p.parameters.material->T_triplet > 0.0;
}

std::string solutions_table(const Point& p) {
    if (p.state.solutions.empty()) return {};
    const auto head = [&](const char* symbol, UnitKind unit) {
        return fmt::format("{} [{}]", symbol, unit_name(unit, p.unit.units));
    };
    const bool triplet = has_triplet_channel(p);
    std::string text = fmt::format("\nsolutions of the gap equation\n{:>20}{}{:>22}  kind\n",
                                   head("Delta", UnitKind::energy),
                                   triplet ? fmt::format("{:>20}", head("eta", UnitKind::energy)) : "",
                                   head("dOmega", UnitKind::free_energy));
    for (const Solution& solution : p.state.solutions)
        text += fmt::format(
            "{:>20.12g}{}{:>22.12g}  {}\n", solution.order_parameter * p.unit.energy,
            triplet ? fmt::format("{:>20.12g}", solution.triplet_order_parameter * p.unit.energy) : "",
            solution.free_energy * p.unit.free_energy(), name_of(solution.kind));
    return text;
}

/// "pocket G    share 0.4, beta 0.8 Delta0, form cos3phi, ..."
std::string pockets_table(const Point& p) {
    std::string text;
    for (const PocketSettings& pocket : p.configuration.pockets) {
        std::string values;
        for (const PocketKey& key : pocket_keys())
            values += fmt::format(
                "{}{} {}{}", values.empty() ? "" : ", ", key.name, pocket_value(pocket, key),
                key.unit == UnitKind::number ? "" : fmt::format(" {}", unit_name(key.unit, p.unit.units)));
        text += fmt::format("{:<24}{}\n", "pocket " + pocket.name, values);
    }
    return text;
}

std::string as_table(const Point& p) {
    std::string text;
    for (const Setting* setting : printed_settings(p.configuration))
        text += table_line(setting->label, setting->symbol, p.settings.*(setting->value), setting->unit,
                           p.unit.units);
    text += pockets_table(p) + "\n";
    for (const Quantity<PointState>& q : point_quantities) {
        if (!*q.label) continue;
        const double value = q.value(p.state);
        if (q.hides_zero && !(std::fabs(value) > 0.0)) continue;
        text += q.storage == Storage::flag
                    ? fmt::format("{:<24}{:<10}{:>20}\n", q.label, q.symbol,
                                  meaning(q.meanings, static_cast<int>(value)))
                    : table_line(q.label, q.symbol, value * p.unit.factor(q.unit), q.unit, p.unit.units);
    }
    if (p.parameters.material)
        text += table_line("critical temperature", "T_c(B = 0)", critical_temperature_of(p),
                           UnitKind::temperature, p.unit.units);
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
        "has one row for the stable state. A point that missed its tolerance says so in `status`.\n"
        "The state is uniform unless --momentum asks for pairs of momentum Q = v_F q/2: a number, or auto "
        "for "
        "that of the lowest free energy. It is one plane wave Delta exp(i q.r); a standing wave has the same "
        "line of second order and may lie lower below it. To leading order in 1/E_F Q and -Q are alike: no "
        "diode effect, no helical momentum. The stiffness, of uniform states, is null elsewhere.";
    command.results = column_help(point_quantities);
    command.examples = {"mirage point --T 0.1 --B 2 --beta 7 --gamma 0.4",
                        "mirage point --T 0.05 --B 4 --beta 7 --alpha 1 --momentum auto",
                        "mirage point --tc0 3.0 --T 0.3 --B 20 --beta 4.1 --gamma 0.15   # K, tesla, meV"};
    command.settings = Scope::every;
    command.options = {format_option({"table", "csv", "json"}, "table")};
    command.run = run_point;
    return command;
}

}  // namespace mirage

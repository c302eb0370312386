
#include <algorithm>
#include <cmath>
#include <cstdio>

#include <fmt/format.h>

#include "command/commands.hpp"
#include "grid/grid.hpp"
#include "input/arguments.hpp"
#include "input/check_output.hpp"
#include "input/input_error.hpp"
#include "input/limits.hpp"
#include "input/threads.hpp"
#include "mirage/gap/supercurrent.hpp"
#include "mirage/model/domain.hpp"
#include "results/number_table.hpp"
#include "results/point_details.hpp"
#include "results/printing.hpp"

namespace mirage {
namespace {

/// What makes a current of a film of J; NaN: not given.
struct Film {
    double fermi_velocity = quiet_nan;     ///< [km/s]
    double density_of_states = quiet_nan;  ///< of one spin [1/(eV nm^2)]

    bool is_given() const { return !std::isnan(fermi_velocity); }
};

/// One point, all its momenta.
struct Current {
    Configuration configuration;
    GridPoint at;
    Film film;
    DepairingCurrent depairing;
    std::vector<MovingState> states;
};

Film take_film(Arguments& arguments) {
    const std::string v_F = take_option(arguments, "fermi-velocity"),
                      N0 = take_option(arguments, "density-of-states");
    if (v_F.empty() != N0.empty())
        throw InputError(
            fmt::format("--{} = '{}': a current in A/m needs --fermi-velocity and "
                        "--density-of-states",
                        N0.empty() ? "fermi-velocity" : "density-of-states", N0.empty() ? v_F : N0));
    if (v_F.empty()) return {};
    constexpr const char* rule = "must be above 0";
    return {number_where("--fermi-velocity", v_F, positive, rule),
            number_where("--density-of-states", N0, positive, rule)};
}

/// Throws InputError for what has no meaning here.
void check_options(const Configuration& c, const Film& film) {
    if (asks_for_momentum(c))
        throw InputError(fmt::format("current: --momentum = '{}': the momenta of a current are --Q AXIS",
                                     c.momentum.text));
    if (film.is_given() && c.units == Units::reduced)
        throw InputError(fmt::format("--fermi-velocity = {}: a current in A/m needs si units (--tc0)",
                                     film.fermi_velocity));
}

Axis momenta_of(const std::string& text, const UnitSystem& unit) {
    Axis axis = parse_axis("--Q", text);
    constexpr double most = domain::max_momentum;
    for (const double Q : axis.values)
        if (std::fabs(Q) > most * unit.energy * (1.0 + slack))
            throw InputError(fmt::format("--Q = {}: at most {}", Q, limit(most, UnitKind::energy, unit)));
    return axis;
}

/// From rest to where superconductivity ends.
Axis default_momenta(const DepairingCurrent& depairing, const UnitSystem& unit) {
    const double end = depairing.end > 0.0 ? depairing.end : 1.0;
    return parse_axis("--Q", fmt::format("0:{:.6g}:61", end * unit.energy));
}

std::vector<MovingState> states_at(const Current& current, const std::vector<double>& momenta) {
    const Configuration& c = current.configuration;
    std::vector<MovingState> states(momenta.size());
#pragma omp parallel for schedule(dynamic) num_threads(thread_count(c.threads))
    for (std::size_t i = 0; i < momenta.size(); ++i) {
        Parameters p = current.at.parameters;
        p.Q = momenta[i] / current.at.unit.energy;
        states[i] = moving_state(p, {c.tolerance});
    }
    return states;
}

Heading heading_of(const Current& current, const Arguments& arguments) {
    const Configuration& c = current.configuration;
    Heading heading{command_line("current", arguments), c.units, parameters_of(c), {}};
    heading.parameters["tolerance"] = c.tolerance;
    heading.columns = {column("Q", UnitKind::energy, c.units)};
    add_columns(heading.columns, current_quantities, c.units);
    if (!current.film.is_given()) return heading;
    heading.parameters["fermi_velocity"] = current.film.fermi_velocity;
    heading.parameters["density_of_states"] = current.film.density_of_states;
    heading.columns.push_back({"sheet_current", "A/m"});
    return heading;
}

/// In the order of the columns, in the user's units.
std::vector<double> row_of(const MovingState& state, const Current& current) {
    const UnitSystem& unit = current.at.unit;
    std::vector<double> row{state.Q * unit.energy};
    for (const auto& q : current_quantities) row.push_back(q.value(state) * unit.factor(q.unit));
    if (current.film.is_given())
        row.push_back(sheet_current(state.current * unit.energy, current.film.fermi_velocity,
                                    current.film.density_of_states));
    return row;
}

/// The largest current with its state: the row where it flows, J as its modulus.
std::vector<double> depairing_row(const Current& current) {
    MovingState state = current.depairing.state;
    state.current = current.depairing.critical();
    return row_of(state, current);
}

std::string as_json(const NumberTable& table, const Current& current) {
    Json json = Json::parse(text_of(table, Format::json));
    const std::vector<double> row = depairing_row(current);
    for (std::size_t i = 0; i < row.size(); ++i) json["depairing"][table.heading.columns[i].name] = row[i];
    json["depairing"]["status"] = current.depairing.state.status == Status::failed ? "failed" : "converged";
    return json_text(json);
}

std::string depairing_text(const NumberTable& table, const Current& current) {
    const std::vector<double> row = depairing_row(current);
    std::string text;
    for (std::size_t i = 0; i < row.size(); ++i)
        text += fmt::format(" {}={:.12g}", table.heading.columns[i].name, row[i]);
    return text;
}

/// The comment stands before the names of the columns.
std::string as_csv(const NumberTable& table, const Current& current) {
    std::string text = text_of(table, Format::csv);
    text.insert(csv_head(table.heading).find("\n# columns") + 1,
                fmt::format("# depairing:{}\n", depairing_text(table, current)));
    return text;
}

std::string text_of(const NumberTable& table, const Current& current, Format format) {
    if (format == Format::json) return as_json(table, current);
    if (format == Format::csv) return as_csv(table, current);
    return fmt::format("{}\ndepairing:{}\n", text_of(table, format), depairing_text(table, current));
}

int exit_status(const Current& current) {
    const auto failed = std::count_if(current.states.begin(), current.states.end(),
                                      [](const MovingState& s) { return s.status == Status::failed; });
    if (failed > 0)
        fmt::print(stderr, "mirage: {} of {} momenta were not solved\n", failed, current.states.size());
    if (current.depairing.state.status == Status::failed)
        fmt::print(stderr, "mirage: the depairing current was not found\n");
    return failed > 0 || current.depairing.state.status == Status::failed ? 1 : 0;
}

int run_current(const Arguments& given) {
    Arguments arguments = given;
    const Format format = take_format(arguments, Format::csv);
    const std::string momenta = take_option(arguments, "Q");
    const Film film = take_film(arguments);
    const Configuration c = read_configuration("", arguments);
    print_notes(c);
    check_options(c, film);
    const GridPoint at = single_grid_point(c);
    const bool automatic = momenta.empty() || momenta == "auto";
    Axis axis = automatic ? Axis{} : momenta_of(momenta, at.unit);
    if (!c.output.empty()) check_output("--output", c.output);
    Current current{c, at, film, depairing_current(at.parameters, {c.tolerance}), {}};
    if (automatic) axis = default_momenta(current.depairing, at.unit);
    current.states = states_at(current, axis.values);
    NumberTable table{heading_of(current, given), {}};
    for (std::size_t i = 0; i < axis.values.size(); ++i) {
        table.rows.push_back(row_of(current.states[i], current));
        table.rows.back()[0] = axis.values[i];
    }
    write_text(c.output, text_of(table, current, format));
    return exit_status(current);
}

}  // namespace

Command current_command() {
    Command command;
    command.name = "current";
    command.summary =
        "supercurrent against the momentum of the pairs at one point, and the depairing current";
    command.usage = "[--Q AXIS|auto] [--name value ...] [--format csv|table|json]";
    command.description =
        "The current J(Q) = d(Omega/N0)/dQ of pairs with the momentum q, Q = v_F q/2, with the order "
        "parameter "
        "and the free energy of the stable state at each Q. The depairing current is the largest |J| over "
        "all Q, "
        "whatever --Q is: in json, below the table, and in a comment of csv. In a state whose own momentum "
        "is "
        "not zero J vanishes there and is negative below.\n"
        "One plane wave Delta exp(i q.r). To leading order in 1/E_F J(-Q) = -J(Q): no diode effect. "
        "With --fermi-velocity and --density-of-states in si units sheet_current is the current of the film "
        "by "
        "its width, e v_F N0 J.";
    command.results =
        "columns:\n"
        "  Q                pair momentum v_F q/2 [energy]\n"
        "  order_parameter  Delta of the stable state at this Q, 0 in the normal state [energy]\n"
        "  free_energy      (Omega_S - Omega_N)/N0 [free energy]\n"
        "  current          J = d(Omega/N0)/dQ [energy]\n"
        "  sheet_current    e v_F N0 J, where asked for [A/m]";
    command.examples = {"mirage current --T 0.1 --B 2 --beta 7 --gamma 0.2 --Q 0:1:51",
                        "mirage current --tc0 3.0 --T 0.5 --B 10 --beta 4.1 --fermi-velocity 100 "
                        "--density-of-states 8   # K, tesla, meV, A/m"};
    command.settings = Scope::every;
    command.options = {{.name = "Q",
                        .value = "AXIS|auto",
                        .help = "momenta [energy] (default auto: 61 from 0 to where superconductivity ends)",
                        .also = {"momenta", "q"}},
                       {.name = "fermi-velocity",
                        .value = "NUMBER",
                        .help = "v_F of the valleys [km/s]; si units",
                        .also = {"v-f", "vf", "velocity"}},
                       {.name = "density-of-states",
                        .value = "NUMBER",
                        .help = "N0 of one spin, all valleys and pockets, per area [1/(eV nm^2)]; si units",
                        .also = {"n0", "dos"}},
                       format_option({"csv", "table", "json"}, "csv")};
    command.run = run_current;
    return command;
}

}  // namespace mirage

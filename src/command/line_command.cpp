
#include <algorithm>
#include <cstdio>

#include <fmt/format.h>

#include "command/commands.hpp"
#include "command/line_text.hpp"
#include "command/temperatures_at_fields.hpp"
#include "grid/grid.hpp"
#include "input/arguments.hpp"
#include "input/check_output.hpp"
#include "input/configuration.hpp"
#include "input/input_error.hpp"
#include "input/threads.hpp"
#include "mirage/lines/critical_fields.hpp"
#include "mirage/lines/special_temperatures.hpp"
#include "mirage/model/domain.hpp"
#include "results/output.hpp"
#include "results/printing.hpp"

namespace mirage {
namespace {

/// The material without temperature and field. Throws InputError where a setting has several values.
GridPoint plane_of(Configuration c) {
    c.T = c.B = Axis{};
    GridPoint plane = single_grid_point(c);
    plane.parameters.T = 0.0;
    return plane;
}

/// What no row changes, and no columns yet.
Heading heading_of(const Configuration& c, const std::string& axis, const Arguments& arguments) {
    return {command_line("line", arguments), c.units, parameters_of(c, {axis, "B"}), {}};
}

Heading line_heading(const Configuration& c, const Setting& axis, const Arguments& arguments) {
    Heading heading = heading_of(c, axis.name, arguments);
    heading.columns = {column(axis.variable(), axis.unit, c.units)};
    add_columns(heading.columns, line_quantities, c.units);
    return heading;
}

const Setting& temperature_setting() {
    const auto& axes = axis_settings();
    return **std::find_if(axes.begin(), axes.end(),
                          [](const Setting* s) { return s->axis == &Configuration::T; });
}

/// The setting with several values, T where there is none. Throws InputError for a second one.
const Setting& axis_of_rows(const Configuration& c) {
    const Setting* axis = nullptr;
    for (const Setting* setting : axis_settings()) {
        if (setting->axis == &Configuration::B || (c.*(setting->axis)).values.size() < 2) continue;
        if (axis)
            throw InputError(fmt::format("--{} = '{}' and --{} = '{}': a line has one axis", axis->option,
                                         (c.*(axis->axis)).text, setting->option, (c.*(setting->axis)).text));
        axis = setting;
    }
    return axis ? *axis : temperature_setting();
}

std::vector<CriticalLineRow> compute_rows(const Configuration& c, const Setting& axis) {
    const std::vector<double>& values = (c.*(axis.axis)).values;
    const Grid grid = grid_of(c);
    std::vector<CriticalLineRow> rows(values.size());
#pragma omp parallel for schedule(dynamic) num_threads(thread_count(c.threads))
    for (std::size_t i = 0; i < values.size(); ++i) {
        const GridPoint line = grid_line(grid, static_cast<std::int64_t>(i));
        rows[i] = {values[i], critical_fields(line.parameters), line.unit};
    }
    return rows;
}

/// The special temperatures: slower than a few rows, so only where they are shown.
void add_temperatures(CriticalLine& line, const Parameters& parameters) {
    const Parameters plane = uniform(parameters);
    const double unit = line.unit.temperature;
    constexpr double lowest = domain::min_temperature;
    const SpecialTemperatures tricritical = tricritical_temperatures(plane, lowest),
                              ends = critical_point_temperatures(plane, lowest),
                              lifshitz = lifshitz_temperatures(parameters, lowest);
    for (const double T : tricritical.values) line.T_tricritical.push_back(T * unit);
    for (const double T : ends.values) line.T_critical_point.push_back(T * unit);
    line.status = worse(tricritical.status, ends.status);
    for (const double T : lifshitz.values) line.T_lifshitz.push_back(T * unit);
    line.status = worse(line.status, lifshitz.status);
    Parameters coldest = plane;
    coldest.T = line.rows.front().at / unit;
    if (coldest.T >= 0.9) return;
    const LineQuantity upturn = upturn_temperature(plane, coldest.T), slope = logarithmic_slope(coldest);
    line.T_upturn = upturn.value * unit;
    line.slope = slope.value;
    line.status = worse(line.status, worse(upturn.status, slope.status));
}

/// A note on standard error where no field ends superconductivity.
void note_endless(const std::vector<CriticalLineRow>& rows, const std::string& what) {
    const auto count = std::count_if(rows.begin(), rows.end(), [](const CriticalLineRow& row) {
        return row.fields.superconducting_beyond;
    });
    if (count > 0)
        fmt::print(stderr,
                   "mirage: note: superconducting at every field at {} of {} {}: the triplet channel "
                   "condenses alone, B_c2 is nan\n",
                   count, rows.size(), what);
}

/// 1 and a line on standard error where something did not converge.
int exit_status(std::ptrdiff_t failed, std::size_t rows, const std::string& what) {
    if (failed > 0) fmt::print(stderr, "mirage: {} of {} {} did not converge\n", failed, rows, what);
    return failed > 0 ? 1 : 0;
}

template <class Rows, class Status>
std::ptrdiff_t count_failed(const Rows& rows, Status status) {
    return std::count_if(rows.begin(), rows.end(),
                         [&](const auto& row) { return status(row) != LineStatus::converged; });
}

/// Whether a setting is among the words, in its short or its long form.
bool given_setting(const std::vector<std::string>& arguments, const std::string& option) {
    for (const std::string& word : arguments)
        for (const std::string& form : {"--" + option, "--grid." + option})
            if (names(word, form)) return true;
    return false;
}

/// A whole curve where no temperature is asked for: from 0.05 Tc0 to Tc0.
Axis default_temperatures(const Configuration& c) {
    const double unit = unit_system(c).temperature;
    return parse_axis("--T", fmt::format("{:.12g}:{}:20", 0.05 * unit, unit));
}

int run_line(const Arguments& given) {
    Arguments arguments = given;
    const Format format = take_format(arguments, Format::csv);
    const bool at_fields = given_setting(arguments, "B"), at_temperatures = given_setting(arguments, "T");
    if (at_fields && at_temperatures)
        throw InputError("line: give --T for B_c2(T) or --B for T_c(B), not both");
    Configuration c = read_configuration("", arguments);
    print_notes(c);
    const Setting& axis = axis_of_rows(c);
    const bool other_axis = axis.axis != &Configuration::T;
    if (at_fields && other_axis)
        throw InputError(fmt::format("line: --{} = '{}' gives B_c2 at one T, --B AXIS gives T_c(B): not both",
                                     axis.option, (c.*(axis.axis)).text));
    if (!at_fields && !at_temperatures && !other_axis) c.T = default_temperatures(c);
    if (!c.output.empty()) check_output("--output", c.output);
    if (at_fields) {
        Heading heading = heading_of(c, "T", given);
        heading.columns = columns_of_temperatures(c.units);
        const auto rows = temperatures_at_fields(plane_of(c), c.B.values);
        write_text(c.output, text_of(heading, rows, format));
        const auto failed = count_failed(rows, [](const TemperatureAtField& row) { return row.status; });
        return exit_status(failed, rows.size(), "fields");
    }
    std::vector<CriticalLineRow> rows = compute_rows(c, axis);
    CriticalLine line{line_heading(c, axis, given), &axis, rows.front().unit, std::move(rows), {}, {}, {}};
    if (format != Format::csv && !other_axis) add_temperatures(line, plane_of(c).parameters);
    write_text(c.output, text_of(line, format));
    if (line.status != LineStatus::converged)
        fmt::print(stderr, "mirage: tricritical and critical points or the upturn did not converge\n");
    const auto failed = count_failed(line.rows, [](const CriticalLineRow& row) { return row.fields.status; });
    const std::string what = other_axis ? "values of " + axis.name : "temperatures";
    note_endless(line.rows, what);
    return std::max(exit_status(failed, line.rows.size(), what),
                    line.status == LineStatus::converged ? 0 : 1);
}

}  // namespace

Command line_command() {
    Command command;
    command.name = "line";
    command.summary = "critical fields of one material against temperature, angle or any other setting";
    command.usage = "[--T AXIS|--B AXIS|--theta AXIS|...] [--name value ...] [--format csv|table|json]";
    command.description =
        "Critical fields against temperature; without --T from 0.05 Tc0 to Tc0. A field that does not exist "
        "is nan, an order that does not exist 0; status tells it from one that was not found. "
        "table "
        "and json add tricritical points, ends of jump lines and the upturn.\n"
        "The fields are those of uniform states. With --momentum VALUE they are those of pairs of that "
        "momentum Q "
        "= v_F "
        "q/2, B_supercooling the linear instability towards it. With --momentum auto B_c2 is the "
        "thermodynamic field "
        "with any momentum allowed, B_momentum the largest field of linear instability over all momenta, at "
        "Q_momentum, and B_momentum_onset where the stable state first has one. One plane wave: a standing "
        "wave has "
        "the same line of second order and may lie lower below it. Special temperatures stay those of "
        "uniform states; table and json add Lifshitz points, where the momentum starts from zero, and json "
        "the order of the onset.\n"
        "With --B AXIS instead of --T: the transition temperatures T_c(B), several where B_c2(T) is not "
        "monotonic.\n"
        "With several values of any other setting of the material (--theta 0:90:19, --gamma-magnetic "
        "0:0.2:21): "
        "the critical fields at these values and the one --T, that setting in the first column.";
    command.results = column_help(line_quantities);
    command.examples = {"mirage line --T 0.01:1:50 --beta 7 --gamma 0.4 --alpha 0.3",
                        "mirage line --theta 0:90:19 --T 0.5 --beta 7",
                        "mirage line --tc0 3.0 --T 0.05:3:60 --beta 4.1   # K, tesla, meV"};
    command.settings = Scope::every;
    for (const Setting* setting : axis_settings()) command.axes.push_back(setting->name);
    command.defaults = {{"T", "20 values from 0.05 Tc0 to Tc0"}, {"B", "none: B_c2(T)"}};
    command.options = {format_option({"csv", "table", "json"}, "csv")};
    command.run = run_line;
    return command;
}

}  // namespace mirage

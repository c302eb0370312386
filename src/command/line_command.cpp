#include <omp.h>

#include <algorithm>
#include <cmath>
#include <cstdio>

#include <fmt/format.h>

#include "command/commands.hpp"
#include "grid/grid.hpp"
#include "input/arguments.hpp"
#include "input/configuration.hpp"
#include "input/input_error.hpp"
#include "mirage/lines/critical_fields.hpp"
#include "mirage/lines/special_temperatures.hpp"
#include "mirage/model/domain.hpp"
#include "results/output.hpp"
#include "results/printing.hpp"

namespace mirage {
namespace {

/// One temperature, in the user's units, with its fields in Delta0.
struct Row {
    double T = 0.0;
    CriticalFields fields;
};

/// Everything that the command prints.
struct Line {
    Heading heading;
    UnitSystem unit;
    std::vector<Row> rows;
    std::vector<double> T_tricritical, T_critical_point;  ///< in the user's units
    double T_upturn = quiet_nan, slope = quiet_nan;
    LineStatus status = LineStatus::converged;  ///< of the special temperatures
};

std::string status_text(LineStatus status) {
    return meaning(line_quantities[quantity_index(line_quantities, "line_status")].meanings,
                   static_cast<int>(status));
}

/// The material without temperature and field. Throws InputError where a setting has several values.
GridPoint plane_of(Configuration c) {
    c.T = c.B = Axis{};
    GridPoint plane = single_grid_point(c);
    plane.parameters.T = 0.0;
    return plane;
}

/// The material is the same in all rows, which have the columns that follow.
Heading heading_of(const Configuration& c, const Arguments& arguments) {
    return {command_line("line", arguments), c.units, parameters_of(c, {"T", "B"}), {}};
}

Heading line_heading(const Configuration& c, const Arguments& arguments) {
    Heading heading = heading_of(c, arguments);
    heading.columns = {column("T", UnitKind::temperature, c.units)};
    add_columns(heading.columns, line_quantities, c.units);
    return heading;
}

std::vector<Row> compute_rows(const Configuration& c, const GridPoint& plane) {
    const auto& T = c.T.values;
    std::vector<Row> rows(T.size());
    const int threads = c.threads > 0 ? c.threads : omp_get_max_threads();
#pragma omp parallel for schedule(dynamic) num_threads(threads)
    for (std::size_t i = 0; i < T.size(); ++i) {
        Parameters p = plane.parameters;
        p.T = T[i] / plane.unit.temperature;
        rows[i] = {T[i], critical_fields(p)};
    }
    return rows;
}

/// The special temperatures: slower than a few rows, so only where they are shown.
void add_temperatures(Line& line, const Parameters& plane) {
    const double unit = line.unit.temperature;
    constexpr double lowest = domain::min_temperature;
    const SpecialTemperatures tricritical = tricritical_temperatures(plane, lowest),
                              ends = critical_point_temperatures(plane, lowest);
    for (const double T : tricritical.values) line.T_tricritical.push_back(T * unit);
    for (const double T : ends.values) line.T_critical_point.push_back(T * unit);
    line.status = worse(tricritical.status, ends.status);
    Parameters coldest = plane;
    coldest.T = line.rows.front().T / unit;
    if (coldest.T >= 0.9) return;
    const LineQuantity upturn = upturn_temperature(plane, coldest.T), slope = logarithmic_slope(coldest);
    line.T_upturn = upturn.value * unit;
    line.slope = slope.value;
    line.status = worse(line.status, worse(upturn.status, slope.status));
}

/// How far below B_c2 the gap closes, as a part of B_c2.
double collapse_window(const CriticalFields& f) { return (f.B_c2 - f.B_collapse) / f.B_c2; }

std::string as_csv(const Line& line) {
    std::string text = csv_head(line.heading);
    for (const auto& [T, fields] : line.rows)
        text += fmt::format("{}{}\n", T, csv_values(line_quantities, fields, line.unit));
    return text;
}

std::string as_json(const Line& line) {
    Json json = json_head(line.heading);
    json["rows"] = Json::array();
    for (const auto& [T, fields] : line.rows) {
        Json row;
        row["T"] = T;
        add_json(row, line_quantities, fields, line.unit);
        row["collapse_window"] = collapse_window(fields);
        json["rows"].push_back(row);
    }
    json["T_tricritical"] = line.T_tricritical;
    json["T_critical_point"] = line.T_critical_point;
    json["T_upturn"] = line.T_upturn;
    json["low_temperature_slope"] = line.slope;
    json["temperatures_status"] = status_text(line.status);
    return json_text(json);
}

/// Width of a column: its name and a blank, or what ten digits need.
template <class State>
std::size_t width_of(const Quantity<State>& q) {
    const std::size_t least = q.storage == Storage::number ? 14 : *q.meanings ? 15 : 7;
    return std::max(least, std::string_view(q.printed()).size() + 2);
}

std::string table_head(const UnitSystem& unit) {
    const char* T_unit = unit_name(UnitKind::temperature, unit.units);
    std::string names = fmt::format("{:>12}", "T"), units = fmt::format("{:>12}", T_unit);
    for (const auto& q : line_quantities) {
        names += fmt::format("{:>{}}", q.printed(), width_of(q));
        units += fmt::format("{:>{}}", q.unit == UnitKind::number ? "" : unit_name(q.unit, unit.units),
                             width_of(q));
    }
    return fmt::format("{}{:>9}\n{}{:>9}\n", names, "window", units, "%");
}

std::string table_row(const Row& row, const UnitSystem& unit) {
    std::string text = fmt::format("{:>12.6g}", row.T);
    for (const auto& q : line_quantities)
        text += q.storage == Storage::number
                    ? fmt::format("{:>{}.8g}", q.value(row.fields) * unit.factor(q.unit), width_of(q))
                    : fmt::format("{:>{}}", value_text(q, row.fields, unit), width_of(q));
    return text + fmt::format("{:>9.3g}\n", 100.0 * collapse_window(row.fields));
}

std::string as_table(const Line& line) {
    const char* T_unit = unit_name(UnitKind::temperature, line.unit.units);
    std::string text = table_head(line.unit);
    for (const Row& row : line.rows) text += table_row(row, line.unit);
    for (const double T : line.T_tricritical)
        text += fmt::format("tricritical point at {:.8g} {}\n", T, T_unit);
    for (const double T : line.T_critical_point)
        text += fmt::format("the jump of Delta ends in a critical point at {:.8g} {}\n", T, T_unit);
    if (std::isnan(line.T_upturn)) return text + "no upturn at the lowest temperature\n";
    return text + fmt::format("upturn below {:.6g} {}, d ln B_c2/d ln T = {:.4g} at the lowest temperature\n",
                              line.T_upturn, T_unit, line.slope);
}

/// The other way round: T_c at every field of the axis, one row for each temperature.
struct FieldRow {
    double B = 0.0;  ///< in the user's units, as T
    double T = quiet_nan;
    int order = 0;
    LineStatus status = LineStatus::converged;
};

std::vector<FieldRow> field_rows(const Configuration& c) {
    const GridPoint plane = plane_of(c);
    std::vector<double> fields = c.B.values;
    for (double& B : fields) B /= plane.unit.field;
    const std::vector<CriticalTemperatures> found = critical_temperatures(plane.parameters, fields);
    std::vector<FieldRow> rows;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const LineStatus status = found[i].status;
        for (const CriticalTemperature& T : found[i].values)
            rows.push_back({c.B.values[i], T.T * plane.unit.temperature, T.order, status});
        if (found[i].values.empty()) rows.push_back({c.B.values[i], quiet_nan, 0, status});
    }
    return rows;
}

Heading field_heading(const Configuration& c, const Arguments& arguments) {
    Heading heading = heading_of(c, arguments);
    heading.columns = {column("B", UnitKind::field, c.units),
                       column("T_c", UnitKind::temperature, c.units),
                       {"order", "1"},
                       {"status", "1"}};
    return heading;
}

std::string text_of(const Heading& heading, const std::vector<FieldRow>& rows, Format format) {
    Json json = json_head(heading);
    json["rows"] = Json::array();
    const std::vector<Column>& columns = heading.columns;
    std::string table =
                    fmt::format("{:>12}{:>14}{:>7}{:>15}\n{:>12}{:>14}\n", columns[0].name, columns[1].name,
                                columns[2].name, columns[3].name, columns[0].unit, columns[1].unit),
                csv = csv_head(heading);
    for (const FieldRow& row : rows) {
        const std::string status = status_text(row.status);
        table += fmt::format("{:>12.6g}{:>14.9g}{:>7}{:>15}\n", row.B, row.T, row.order, status);
        csv += fmt::format("{},{:.15g},{},{}\n", row.B, row.T, row.order, status);
        json["rows"].push_back({{"B", row.B}, {"T_c", row.T}, {"order", row.order}, {"status", status}});
    }
    return format == Format::json ? json_text(json) : format == Format::csv ? csv : table;
}

/// 1 and a line on standard error where something did not converge.
int exit_status(std::ptrdiff_t failed, std::size_t rows, const char* what) {
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
    if (!at_fields && !at_temperatures) c.T = default_temperatures(c);
    if (!c.output.empty()) check_output("--output", c.output);
    if (at_fields) {
        const std::vector<FieldRow> rows = field_rows(c);
        write_text(c.output, text_of(field_heading(c, given), rows, format));
        return exit_status(count_failed(rows, [](const FieldRow& row) { return row.status; }), rows.size(),
                           "fields");
    }
    const GridPoint plane = plane_of(c);
    Line line{line_heading(c, given), plane.unit, compute_rows(c, plane), {}, {}};
    if (format != Format::csv) add_temperatures(line, plane.parameters);
    write_text(c.output, format == Format::json  ? as_json(line)
                         : format == Format::csv ? as_csv(line)
                                                 : as_table(line));
    if (line.status != LineStatus::converged)
        fmt::print(stderr, "mirage: tricritical and critical points or the upturn did not converge\n");
    const auto failed = count_failed(line.rows, [](const Row& row) { return row.fields.status; });
    return std::max(exit_status(failed, line.rows.size(), "temperatures"),
                    line.status == LineStatus::converged ? 0 : 1);
}

}  // namespace

Command line_command() {
    Command command;
    command.name = "line";
    command.summary = "critical fields against temperature at one (gamma, alpha)";
    command.usage = "[--T AXIS|--B AXIS] [--name value ...] [--format csv|table|json]";
    command.description =
        "Critical fields against temperature at one (gamma, alpha); without --T from 0.05 Tc0 to Tc0. A "
        "field that "
        "does not exist is nan, an order that does not exist 0; status tells it from one that was not found. "
        "table "
        "and json add tricritical points, ends of jump lines and the upturn.\n"
        "With --B AXIS instead of --T: the transition temperatures T_c(B), several where B_c2(T) is not "
        "monotonic.";
    command.results = column_help(line_quantities);
    command.examples = {"mirage line --T 0.01:1:50 --beta 7 --gamma 0.4 --alpha 0.3",
                        "mirage line --tc0 3.0 --T 0.05:3:60 --beta 4.1   # K, tesla, meV"};
    command.settings = Scope::every;
    command.axes = {"T", "B"};
    command.defaults = {{"T", "20 values from 0.05 Tc0 to Tc0"}, {"B", "none: B_c2(T)"}};
    command.options = {format_option({"csv", "table", "json"}, "csv")};
    command.run = run_line;
    return command;
}

}  // namespace mirage

#include <omp.h>

#include <cmath>
#include <cstdio>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "command/commands.hpp"
#include "input/arguments.hpp"
#include "input/configuration.hpp"
#include "input/input_error.hpp"
#include "mirage/lines/critical_fields.hpp"
#include "mirage/lines/special_temperatures.hpp"
#include "results/output.hpp"

namespace mirage {
namespace {

constexpr const char* columns = "T,B_c2,order,B_supercooling,B_superheating,B_jump,B_collapse";

struct Row {
    double T = 0.0;
    CriticalFields fields;
};

/// Everything that the command prints, in the user's units.
struct Line {
    Configuration configuration;
    std::vector<Row> rows;
    std::vector<double> T_tricritical, T_critical_point;
    double T_upturn = 0.0, slope = 0.0;
};

Parameters plane_of(const Configuration& c) {
    return reduced_point(c, 0.0, 0.0, single_value("--gamma", c.gamma), single_value("--alpha", c.alpha));
}

CriticalFields in_units(CriticalFields fields, const UnitSystem& unit) {
    for (double* field :
         {&fields.B_c2, &fields.B_supercooling, &fields.B_superheating, &fields.B_jump, &fields.B_collapse})
        *field *= unit.field;
    return fields;
}

std::vector<Row> compute_rows(const Configuration& c) {
    const Parameters plane = plane_of(c);
    const UnitSystem unit = unit_system(c);
    const auto& T = c.T.values;
    std::vector<Row> rows(T.size());
    const int threads = c.threads > 0 ? c.threads : omp_get_max_threads();
#pragma omp parallel for schedule(dynamic) num_threads(threads)
    for (std::size_t i = 0; i < T.size(); ++i) {
        Parameters p = plane;
        p.T = T[i] / unit.temperature;
        rows[i] = {T[i], in_units(critical_fields(p), unit)};
    }
    return rows;
}

/// The special temperatures: slower than a few rows, so only where they are shown.
void add_temperatures(Line& line) {
    const Parameters plane = plane_of(line.configuration);
    const double unit = unit_system(line.configuration).temperature;
    constexpr double lowest = 1e-3;
    line.T_tricritical = tricritical_temperatures(plane, lowest).values;
    line.T_critical_point = critical_point_temperatures(plane, lowest).values;
    for (auto* temperatures : {&line.T_tricritical, &line.T_critical_point})
        for (double& T : *temperatures) T *= unit;
    Parameters coldest = plane;
    coldest.T = line.configuration.T.values.front() / unit;
    const bool below = coldest.T < 0.9;
    line.T_upturn = below ? upturn_temperature(plane, coldest.T).value * unit : std::nan("");
    line.slope = below ? logarithmic_slope(coldest).value : std::nan("");
}

std::string as_csv(const Line& line) {
    std::string text = fmt::format("{}\n", columns);
    for (const auto& [T, f] : line.rows)
        text += fmt::format("{},{:.15g},{},{:.15g},{:.15g},{:.15g},{:.15g}\n", T, f.B_c2, f.order,
                            f.B_supercooling, f.B_superheating, f.B_jump, f.B_collapse);
    return text;
}

std::string as_json(const Line& line) {
    using Json = nlohmann::ordered_json;
    Json json;
    json["rows"] = Json::array();
    for (const auto& [T, f] : line.rows) {
        Json row;
        row["T"] = T;
        row["B_c2"] = f.B_c2;
        row["order"] = f.order;
        row["B_supercooling"] = f.B_supercooling;
        row["B_superheating"] = f.B_superheating;
        row["B_jump"] = f.B_jump;
        row["B_collapse"] = f.B_collapse;
        row["collapse_window"] = (f.B_c2 - f.B_collapse) / f.B_c2;
        json["rows"].push_back(row);
    }
    json["T_tricritical"] = line.T_tricritical;
    json["T_critical_point"] = line.T_critical_point;
    json["T_upturn"] = line.T_upturn;
    json["low_temperature_slope"] = line.slope;
    return json.dump(2) + "\n";
}

std::string as_table(const Line& line) {
    const Units units = line.configuration.units;
    const char* T_unit = temperature_unit(units);
    const char* B_unit = field_unit(units);
    std::string text = fmt::format("{:>12}{:>14}{:>7}{:>16}{:>16}{:>14}{:>14}{:>9}\n", "T", "B_c2", "order",
                                   "B_supercooling", "B_superheating", "B_jump", "B_collapse", "window");
    text += fmt::format("{:>12}{:>14}{:>7}{:>16}{:>16}{:>14}{:>14}{:>9}\n", T_unit, B_unit, "", B_unit,
                        B_unit, B_unit, B_unit, "%");
    for (const auto& [T, f] : line.rows)
        text += fmt::format("{:>12.6g}{:>14.8g}{:>7}{:>16.8g}{:>16.8g}{:>14.8g}{:>14.8g}{:>9.3g}\n", T,
                            f.B_c2, f.order, f.B_supercooling, f.B_superheating, f.B_jump, f.B_collapse,
                            100.0 * (f.B_c2 - f.B_collapse) / f.B_c2);
    for (const double T : line.T_tricritical)
        text += fmt::format("tricritical point at {:.8g} {}\n", T, T_unit);
    for (const double T : line.T_critical_point)
        text += fmt::format("the jump of Delta ends in a critical point at {:.8g} {}\n", T, T_unit);
    if (std::isnan(line.T_upturn)) return text + "no upturn at the lowest temperature\n";
    return text + fmt::format("upturn below {:.6g} {}, d ln B_c2/d ln T = {:.4g} at the lowest temperature\n",
                              line.T_upturn, T_unit, line.slope);
}

/// The other way round: T_c at every field of the axis, one row for each temperature.
std::string temperatures(const Configuration& c, Format format) {
    const UnitSystem unit = unit_system(c);
    std::vector<double> fields = c.B.values;
    for (double& B : fields) B /= unit.field;
    const auto found = critical_temperatures(plane_of(c), fields);
    nlohmann::ordered_json json;
    json["rows"] = nlohmann::ordered_json::array();
    std::string text =
        format == Format::table ? fmt::format("{:>12}{:>14}{:>7}\n", "B", "T_c", "order") : "B,T_c,order\n";
    for (std::size_t i = 0; i < fields.size(); ++i) {
        std::vector<CriticalTemperature> rows = found[i].values;
        if (rows.empty()) rows.push_back({std::nan(""), 0});
        for (const CriticalTemperature& row : rows) {
            const double T = row.T * unit.temperature;
            if (format == Format::table)
                text += fmt::format("{:>12.6g}{:>14.9g}{:>7}\n", c.B.values[i], T, row.order);
            else
                text += fmt::format("{},{:.15g},{}\n", c.B.values[i], T, row.order);
            json["rows"].push_back({{"B", c.B.values[i]}, {"T_c", T}, {"order", row.order}});
        }
    }
    return format == Format::json ? json.dump(2) + "\n" : text;
}

/// Whether a setting is among the words, in its short or its long form.
bool given_setting(const std::vector<std::string>& arguments, const std::string& option) {
    for (const std::string& word : arguments)
        for (const std::string& form : {"--" + option, "--grid." + option})
            if (names(word, form)) return true;
    return false;
}

}  // namespace

int run_line(const std::vector<std::string>& given) {
    std::vector<std::string> arguments = given;
    if (take_help(arguments)) {
        std::fputs(help_text("mirage line --T AXIS [--name value ...] [--format csv|table|json]",
                             "Critical fields against temperature at one (gamma, alpha). A field that does "
                             "not exist is nan, an order\n"
                             "that does not exist 0. table and json add tricritical points, ends of jump "
                             "lines and the upturn.\n"
                             "With --B AXIS instead of --T: the transition temperatures T_c(B), several "
                             "where B_c2(T) is not monotonic.",
                             "mirage line --T 0.01:1:50 --beta 7 --gamma 0.4 --alpha 0.3")
                       .c_str(),
                   stdout);
        return 0;
    }
    const Format format = take_format(arguments, Format::csv);
    const bool at_fields = given_setting(arguments, "B");
    if (at_fields && given_setting(arguments, "T"))
        throw InputError("line: give --T for B_c2(T) or --B for T_c(B), not both");
    Line line;
    line.configuration = read_configuration("", arguments);
    const std::string output = line.configuration.output;
    if (!output.empty()) check_output("--output", output);
    if (at_fields) {
        write_text(output, temperatures(line.configuration, format));
        return 0;
    }
    line.rows = compute_rows(line.configuration);
    if (format != Format::csv) add_temperatures(line);
    write_text(output, format == Format::json  ? as_json(line)
                       : format == Format::csv ? as_csv(line)
                                               : as_table(line));
    return 0;
}

}  // namespace mirage

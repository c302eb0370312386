#include "command/line_text.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>

#include <fmt/format.h>

#include "input/configuration.hpp"
#include "results/printing.hpp"

namespace mirage {
namespace {

/// The special temperatures belong to lines over T.
bool has_temperatures(const CriticalLine& line) { return line.axis->axis == &Configuration::T; }

/// How far below B_c2 the gap closes, as a part of B_c2.
double collapse_window(const CriticalFields& f) { return (f.B_c2 - f.B_collapse) / f.B_c2; }

std::string as_csv(const CriticalLine& line) {
    std::string text = csv_head(line.heading);
    for (const auto& [at, fields, unit] : line.rows)
        text += fmt::format("{}{}\n", at, csv_values(line_quantities, fields, unit));
    return text;
}

std::string as_json(const CriticalLine& line) {
    Json json = json_head(line.heading);
    json["rows"] = Json::array();
    for (const auto& [at, fields, unit] : line.rows) {
        Json row;
        row[line.axis->variable()] = at;
        add_json(row, line_quantities, fields, unit);
        row["collapse_window"] = collapse_window(fields);
        row["superconducting_beyond"] = fields.superconducting_beyond;
        json["rows"].push_back(row);
    }
    if (!has_temperatures(line)) return json_text(json);
    json["T_tricritical"] = line.T_tricritical;
    json["T_critical_point"] = line.T_critical_point;
    json["T_lifshitz"] = line.T_lifshitz;
    json["T_upturn"] = line.T_upturn;
    json["low_temperature_slope"] = line.slope;
    json["temperatures_status"] = text_of(line.status);
    return json_text(json);
}

/// Width of a column: its name and a blank, or what ten digits need.
template <class State>
std::size_t width_of(const Quantity<State>& q) {
    const std::size_t least = q.storage == Storage::number ? 14 : *q.meanings ? 15 : 7;
    return std::max(least, std::string_view(q.printed()).size() + 2);
}

std::size_t axis_width(const Setting& axis) { return std::max<std::size_t>(12, axis.variable().size() + 2); }

std::string table_head(const Setting& axis, const UnitSystem& unit) {
    const std::string name = axis.variable();
    const std::size_t width = axis_width(axis);
    std::string names = fmt::format("{:>{}}", name, width),
                units = fmt::format(
                    "{:>{}}", axis.unit == UnitKind::number ? "" : unit_name(axis.unit, unit.units), width);
    for (const auto& q : line_quantities) {
        if (!q.is_column) continue;
        names += fmt::format("{:>{}}", q.printed(), width_of(q));
        units += fmt::format("{:>{}}", q.unit == UnitKind::number ? "" : unit_name(q.unit, unit.units),
                             width_of(q));
    }
    return fmt::format("{}{:>9}\n{}{:>9}\n", names, "window", units, "%");
}

std::string table_row(const CriticalLineRow& row, const Setting& axis) {
    const UnitSystem& unit = row.unit;
    std::string text = fmt::format("{:>{}.6g}", row.at, axis_width(axis));
    for (const auto& q : line_quantities) {
        if (!q.is_column) continue;
        text += q.storage == Storage::number
                    ? fmt::format("{:>{}.8g}", q.value(row.fields) * unit.factor(q.unit), width_of(q))
                    : fmt::format("{:>{}}", value_text(q, row.fields, unit), width_of(q));
    }
    return text + fmt::format("{:>9.3g}\n", 100.0 * collapse_window(row.fields));
}

std::string as_table(const CriticalLine& line) {
    const char* T_unit = unit_name(UnitKind::temperature, line.unit.units);
    std::string text = table_head(*line.axis, line.unit);
    for (const CriticalLineRow& row : line.rows) text += table_row(row, *line.axis);
    if (!has_temperatures(line)) return text;
    for (const double T : line.T_tricritical)
        text += fmt::format("tricritical point at {:.8g} {}\n", T, T_unit);
    for (const double T : line.T_critical_point)
        text += fmt::format("the jump of Delta ends in a critical point at {:.8g} {}\n", T, T_unit);
    for (const double T : line.T_lifshitz)
        text += fmt::format("the pair momentum starts from zero at {:.8g} {} (Lifshitz point)\n", T, T_unit);
    if (std::isnan(line.T_upturn)) return text + "no upturn at the lowest temperature\n";
    return text + fmt::format("upturn below {:.6g} {}, d ln B_c2/d ln T = {:.4g} at the lowest temperature\n",
                              line.T_upturn, T_unit, line.slope);
}

}  // namespace

std::string text_of(LineStatus status) {
    return meaning(line_quantities[quantity_index(line_quantities, "line_status")].meanings,
                   static_cast<int>(status));
}

std::string text_of(const CriticalLine& line, Format format) {
    if (format == Format::json) return as_json(line);
    return format == Format::csv ? as_csv(line) : as_table(line);
}

}  // namespace mirage

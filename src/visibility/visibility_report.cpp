#include "visibility/visibility_report.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "results/heading.hpp"
#include "results/printing.hpp"
#include "visibility/visibility_quantities.hpp"
#include "visibility/visibility_statement.hpp"

namespace mirage {
namespace {

/// Energies across the junction are voltages.
void name_voltages(std::vector<Column>& columns, Units units) {
    for (Column& c : columns)
        if (c.name.starts_with("V_") || c.name == "largest_lock_in")
            c.unit = units == Units::si ? "mV" : "Delta0/e";
}

Heading heading_of(const VisibilityRequest& request, const UnitSystem& unit, const std::string& command) {
    const Configuration& c = request.configuration;
    const Instrument& i = request.instrument;
    Heading heading{command, c.units, parameters_of(c, {"T", "B"}), {}};
    heading.parameters["noise"] = i.noise;
    heading.parameters["threshold"] = i.threshold;
    if (i.T_electrons > 0.0) heading.parameters["t_effective"] = i.T_electrons * unit.temperature;
    heading.parameters["lock_in"] = i.lock_in * unit.energy;
    heading.parameters["eta"] = i.eta * unit.energy;
    heading.parameters["tolerance"] = c.tolerance;
    heading.columns = {column("T", UnitKind::temperature, c.units), column("B", UnitKind::field, c.units)};
    add_columns(heading.columns, visibility_quantities, c.units);
    name_voltages(heading.columns, c.units);
    return heading;
}

/// T, B_c2, B_from, B_to in the user's units.
std::vector<std::pair<std::string, double>> fields_of(const VisibilityRow& row) {
    const VisibleFields& f = row.fields;
    const UnitSystem& unit = row.line.unit;
    return {{"T", f.T * unit.temperature},
            {"B_c2", f.B_c2 * unit.field},
            {"B_from", f.B_from * unit.field},
            {"B_to", f.B_to * unit.field}};
}

/// NaN where there is no dip.
double best_field(const VisibilityRow& row) {
    return row.fields.best.status == DipStatus::found ? row.fields.best.B * row.line.unit.field : quiet_nan;
}

Json temperature_json(const VisibilityRow& row) {
    Json json;
    for (const auto& [name, value] : fields_of(row)) json[name] = value;
    json["failed"] = row.fields.failed;
    json["B"] = best_field(row);
    add_json(json, visibility_quantities, row.fields.best, row.line.unit);
    return json;
}

Json row_json(const VisibilityPoint& point, double T, double B, const UnitSystem& unit) {
    Json json{{"T", T}, {"B", B}};
    add_json(json, visibility_quantities, point, unit);
    return json;
}

/// That of the deepest dip.
Json best_json(const std::vector<VisibilityRow>& rows) {
    const auto best = std::max_element(rows.begin(), rows.end(), [](const auto& a, const auto& b) {
        return a.fields.best.dip.depth < b.fields.best.dip.depth;
    });
    if (best->fields.best.status != DipStatus::found) return nullptr;
    return row_json(best->fields.best, best->fields.T * best->line.unit.temperature, best_field(*best),
                    best->line.unit);
}

std::string as_json(const VisibilityRequest& request, const std::vector<VisibilityRow>& rows,
                    const Heading& heading) {
    const Configuration& c = request.configuration;
    Json json = json_head(heading);
    json["rows"] = Json::array();
    json["temperatures"] = Json::array();
    for (std::size_t i = 0; i < rows.size(); ++i) {
        for (std::size_t k = 0; k < rows[i].points.size(); ++k)
            json["rows"].push_back(
                row_json(rows[i].points[k], c.T.values[i], c.B.values[k], rows[i].line.unit));
        json["temperatures"].push_back(temperature_json(rows[i]));
    }
    json["best"] = best_json(rows);
    json["statement"] = visibility_statement(rows, request.instrument);
    return json_text(json);
}

/// The comments stand before the names of the columns.
std::string comments_of(const std::vector<VisibilityRow>& rows, const Instrument& instrument) {
    std::string text = fmt::format("# statement: {}\n", visibility_statement(rows, instrument));
    for (const VisibilityRow& row : rows) {
        text += "# fields:";
        for (const auto& [name, value] : fields_of(row)) text += fmt::format(" {}={:.12g}", name, value);
        text += fmt::format(" B={:.12g} depth={:.12g}\n", best_field(row), row.fields.best.dip.depth);
    }
    return text;
}

std::string as_csv(const VisibilityRequest& request, const std::vector<VisibilityRow>& rows,
                   const Heading& heading) {
    const Configuration& c = request.configuration;
    std::string text = csv_head(heading);
    text.insert(text.find("\n# columns") + 1, comments_of(rows, request.instrument));
    for (std::size_t i = 0; i < rows.size(); ++i)
        for (std::size_t k = 0; k < rows[i].points.size(); ++k)
            text += fmt::format("{},{}{}\n", c.T.values[i], c.B.values[k],
                                csv_values(visibility_quantities, rows[i].points[k], rows[i].line.unit));
    return text;
}

/// What the table has of the best point.
constexpr const char* shown[] = {"depth",           "V_low",       "V_dip",   "V_high", "largest_temperature",
                                 "largest_lock_in", "largest_eta", "averages"};

std::string as_table(const VisibilityRequest& request, const std::vector<VisibilityRow>& rows,
                     const Heading& heading) {
    const Units units = request.configuration.units;
    std::vector<Column> columns{column("T", UnitKind::temperature, units)};
    for (const char* name : {"B_c2", "B_from", "B_to", "B"})
        columns.push_back(column(name, UnitKind::field, units));
    for (const char* name : shown)
        columns.push_back(*std::find_if(heading.columns.begin(), heading.columns.end(),
                                        [=](const Column& c) { return c.name == name; }));
    std::string names, kinds, body;
    const auto width = [](const Column& c) { return std::max<std::size_t>(11, c.name.size() + 2); };
    for (const Column& c : columns) {
        names += fmt::format("{:>{}}", c.name, width(c));
        kinds += fmt::format("{:>{}}", c.unit == "1" ? "" : c.unit, width(c));
    }
    for (const VisibilityRow& row : rows) {
        std::size_t place = 0;
        const auto add = [&](double value) {
            body += fmt::format("{:>{}.5g}", value, width(columns[place++]));
        };
        for (const auto& [name, value] : fields_of(row)) add(value);
        add(best_field(row));
        for (const char* name : shown) {
            const auto& q = visibility_quantities[quantity_index(visibility_quantities, name)];
            add(q.value(row.fields.best) * row.line.unit.factor(q.unit));
        }
        body += "\n";
    }
    return fmt::format("{}\n{}\n{}\n{}\n", names, kinds, body,
                       wrapped(visibility_statement(rows, request.instrument), 0, 110));
}

}  // namespace

std::string visibility_text(const VisibilityRequest& request, const std::vector<VisibilityRow>& rows,
                            const std::string& command) {
    const Heading heading = heading_of(request, rows.front().line.unit, command);
    return request.format == Format::json  ? as_json(request, rows, heading)
           : request.format == Format::csv ? as_csv(request, rows, heading)
                                           : as_table(request, rows, heading);
}

}  // namespace mirage

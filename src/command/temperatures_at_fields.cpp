#include "command/temperatures_at_fields.hpp"

#include <cstddef>

#include <fmt/format.h>

#include "command/line_text.hpp"
#include "mirage/lines/special_temperatures.hpp"

namespace mirage {

std::vector<TemperatureAtField> temperatures_at_fields(const GridPoint& material,
                                                       const std::vector<double>& fields) {
    std::vector<double> reduced = fields;
    for (double& B : reduced) B /= material.unit.field;
    const std::vector<CriticalTemperatures> found = critical_temperatures(material.parameters, reduced);
    std::vector<TemperatureAtField> rows;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const LineStatus status = found[i].status;
        for (const CriticalTemperature& T : found[i].values)
            rows.push_back({fields[i], T.T * material.unit.temperature, T.order, status});
        if (found[i].values.empty()) rows.push_back({fields[i], quiet_nan, 0, status});
    }
    return rows;
}

std::vector<Column> columns_of_temperatures(Units units) {
    return {column("B", UnitKind::field, units),
            column("T_c", UnitKind::temperature, units),
            {"order", "1"},
            {"status", "1"}};
}

std::string text_of(const Heading& heading, const std::vector<TemperatureAtField>& rows, Format format) {
    Json json = json_head(heading);
    json["rows"] = Json::array();
    const std::vector<Column>& columns = heading.columns;
    std::string table =
                    fmt::format("{:>12}{:>14}{:>7}{:>15}\n{:>12}{:>14}\n", columns[0].name, columns[1].name,
                                columns[2].name, columns[3].name, columns[0].unit, columns[1].unit),
                csv = csv_head(heading);
    for (const TemperatureAtField& row : rows) {
        const std::string status = text_of(row.status);
        table += fmt::format("{:>12.6g}{:>14.9g}{:>7}{:>15}\n", row.B, row.T, row.order, status);
        csv += fmt::format("{},{:.15g},{},{}\n", row.B, row.T, row.order, status);
        json["rows"].push_back({{"B", row.B}, {"T_c", row.T}, {"order", row.order}, {"status", status}});
    }
    return format == Format::json ? json_text(json) : format == Format::csv ? csv : table;
}

}  // namespace mirage

#include "results/number_table.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace mirage {
namespace {

std::string as_csv(const NumberTable& table) {
    std::string text = csv_head(table.heading);
    for (const std::vector<double>& row : table.rows) text += fmt::format("{:.15g}\n", fmt::join(row, ","));
    return text;
}

std::string as_json(const NumberTable& table) {
    Json json = json_head(table.heading);
    json["rows"] = Json::array();
    for (const std::vector<double>& values : table.rows) {
        Json row = Json::object();
        for (std::size_t i = 0; i < values.size(); ++i) row[table.heading.columns[i].name] = values[i];
        json["rows"].push_back(std::move(row));
    }
    return json_text(json);
}

std::string as_table(const NumberTable& table) {
    std::string names, units, rows;
    std::vector<std::size_t> widths;
    for (const Column& column : table.heading.columns) {
        widths.push_back(std::max<std::size_t>(15, column.name.size() + 2));
        names += fmt::format("{:>{}}", column.name, widths.back());
        units += fmt::format("{:>{}}", column.unit == "1" ? "" : column.unit, widths.back());
    }
    for (const std::vector<double>& row : table.rows) {
        for (std::size_t i = 0; i < row.size(); ++i) rows += fmt::format("{:>{}.8g}", row[i], widths[i]);
        rows += "\n";
    }
    return names + "\n" + units + "\n" + rows;
}

}  // namespace

std::string text_of(const NumberTable& table, Format format) {
    return format == Format::json ? as_json(table) : format == Format::csv ? as_csv(table) : as_table(table);
}

}  // namespace mirage

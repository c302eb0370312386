#include "file/summary_text.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include <fmt/format.h>

#include "input/settings.hpp"
#include "input/text.hpp"
#include "results/quantities.hpp"

namespace mirage {
namespace {

std::string attribute(const FileSummary& summary, const std::string& name) {
    for (const auto& [key, value] : summary.attributes)
        if (key == name) return printable(value);
    return {};
}

/// "2 ranks" of the attribute of that name.
std::string counted_attribute(const FileSummary& summary, const std::string& name, const char* what) {
    return counted(std::strtoull(attribute(summary, name).c_str(), nullptr, 10), what);
}

std::string program_text(const FileSummary& summary) {
    const std::string wall_time = attribute(summary, "wall_time"),
                      instruction_set = attribute(summary, "instruction_set");
    return fmt::format(
        "  mirage {} ({}), {}, {} x {}{}{}\n", attribute(summary, "program_version"),
        attribute(summary, "git_commit"), attribute(summary, "creation_time"),
        counted_attribute(summary, "ranks", "rank"), counted_attribute(summary, "threads", "thread"),
        wall_time.empty() ? "" : fmt::format(", {}", duration_text(std::strtod(wall_time.c_str(), nullptr))),
        instruction_set.empty() ? "" : fmt::format(", {}", instruction_set));
}

/// "0.1 meV", or "0 to 0.3 meV" of an axis.
std::string range_text(const Coordinate& c) {
    const std::string unit = c.units == "1" ? "" : fmt::format(" {}", printable(c.units));
    return c.values.size() == 1 ? fmt::format("{:.6g}{}", c.values.front(), unit)
                                : fmt::format("{:.6g} to {:.6g}{}", c.values.front(), c.values.back(), unit);
}

/// "beta 4.1 meV, gamma 0 to 0.3 meV, ..., Delta0 0.456 meV": whether they are axes or not.
std::string material_text(const FileSummary& summary) {
    std::string text;
    const auto add = [&text](const std::string& name, const std::string& value) {
        text += fmt::format("{}{} {}", text.empty() ? "" : ", ", name, value);
    };
    for (const Setting* setting : printed_settings(summary.units)) {
        if (setting->value == &PointSettings::T || setting->value == &PointSettings::B) continue;
        for (const Coordinate& c : summary.coordinates)
            if (c.name == setting->variable() && !std::isnan(c.values.front()))
                add(setting->symbol, range_text(c));
        for (const auto& [name, value] : summary.parameters)
            if (name == setting->variable())
                add(setting->symbol, range_text({name, unit_name(setting->unit, summary.units), {value}}));
    }
    for (const auto& [name, value] : summary.parameters)
        if (name == "Delta0")
            add(name, range_text({name, unit_name(UnitKind::energy, summary.units), {value}}));
    const std::string pockets = attribute(summary, "pockets");
    return fmt::format("  {} ({} units)\n{}", text, name_of(summary.units),
                       pockets.empty() ? "" : fmt::format("  pockets {}\n", pockets));
}

std::string coordinates_text(const FileSummary& summary) {
    std::string text;
    for (const Coordinate& c : summary.coordinates)
        text += fmt::format("  {:<15}{:>16}  {}\n", c.name, counted(c.values.size(), "value"), range_text(c));
    return text;
}

/// Quantities that most materials do not have, where they are 0 everywhere.
bool is_absent(const VariableSummary& v) {
    const auto hides_zero = [&](const auto& q) { return q.hides_zero && v.name == q.name; };
    return v.min == 0.0 && v.max == 0.0 &&
           (std::any_of(point_quantities.begin(), point_quantities.end(), hides_zero) ||
            std::any_of(line_quantities.begin(), line_quantities.end(), hides_zero));
}

std::string variables_text(const FileSummary& summary) {
    std::string text;
    for (const VariableSummary& v : summary.variables) {
        if (!v.flag_meanings.empty() || (v.total > 0 && v.missing == v.total) || is_absent(v)) continue;
        const std::string unit = v.units == "1" ? "" : printable(v.units),
                          missing = v.missing ? fmt::format("{} missing", v.missing) : "";
        text += fmt::format("  {:<20}{:>14.6g} to {:<14.6g}{:<10}{}\n", v.name, v.min, v.max, unit, missing);
    }
    return text;
}

/// How often each word of a flag occurs; any other value is that of a failure.
std::vector<std::pair<std::string, std::uint64_t>> counts_of(const VariableSummary& v) {
    std::vector<std::pair<std::string, std::uint64_t>> counts;
    for (int flag = 0; flag < 3; ++flag)
        if (const std::string word = printable(meaning(v.flag_meanings.c_str(), flag)); !word.empty())
            counts.emplace_back(word, v.counts[static_cast<std::size_t>(flag)]);
    if (v.counts[3] > 0) counts.emplace_back("failed", v.counts[3]);
    return counts;
}

std::string counts_text(const FileSummary& summary) {
    std::string text;
    for (const VariableSummary& v : summary.variables) {
        if (v.flag_meanings.empty()) continue;
        std::string line;
        for (auto& [word, count] : counts_of(v)) {
            std::string words = word;
            std::replace(words.begin(), words.end(), '_', ' ');
            line += fmt::format("{}{} {}", line.empty() ? "" : ", ", words, count);
        }
        text += fmt::format("{:<13} {}\n", v.name, line);
    }
    return text;
}

/// B_c2 at the lowest temperature, one row for each of the other axes' values.
std::string fields_text(const FileSummary& summary) {
    const std::size_t planes = summary.axes - 2;  // axes before T and B
    const Coordinate &T = summary.coordinates[planes], &B = summary.coordinates[planes + 1];
    std::size_t rows = 1;
    for (std::size_t i = 0; i < planes; ++i) rows *= summary.coordinates[i].values.size();
    if (summary.critical_field.size() != rows) return {};
    constexpr std::size_t max_rows = 12;
    std::string table = fmt::format("\nB_c2 at T = {:.6g} {}\n  ", T.values.front(), printable(T.units));
    for (std::size_t i = 0; i < planes; ++i)
        table += fmt::format("{:>{}}", summary.coordinates[i].name, i == 0 ? 10 : 12);
    table += fmt::format("{:>14}\n", "B");
    for (std::size_t row = 0; row < std::min(rows, max_rows); ++row) {
        std::string text;
        std::size_t index = row;
        for (std::size_t i = planes; i-- > 0;) {
            const std::vector<double>& values = summary.coordinates[i].values;
            text.insert(0, fmt::format("{:>{}.6g}", values[index % values.size()], i == 0 ? 10 : 12));
            index /= values.size();
        }
        table += fmt::format("  {}{:>14.6g} {}\n", text, summary.critical_field[row], printable(B.units));
    }
    if (rows > max_rows) table += fmt::format("  ... {} more\n", rows - max_rows);
    return table;
}

/// Ranges of a variable's values, or counts of its flags.
Json variable_json(const FileSummary& summary, const VariableSummary& v) {
    Json json;
    json["dims"] = Json::array();
    for (const std::size_t axis : v.axes) json["dims"].push_back(summary.coordinates[axis].name);
    json["units"] = v.units;
    json["long_name"] = v.long_name;
    if (v.flag_meanings.empty()) {
        json["min"] = std::isfinite(v.min) ? Json(v.min) : Json();
        json["max"] = std::isfinite(v.max) ? Json(v.max) : Json();
        json["missing"] = v.missing;
    }
    for (const auto& [word, count] : v.flag_meanings.empty() ? decltype(counts_of(v)){} : counts_of(v))
        json["counts"][word] = count;
    return json;
}

}  // namespace

Heading heading_of(const FileSummary& summary, const std::string& command) {
    Heading heading{command, summary.units, Json::object(), {}};
    for (const auto& [name, value] : summary.parameters) heading.parameters[name] = value;
    return heading;
}

std::string summary_text(const std::string& file, const FileSummary& summary) {
    return fmt::format("{0}\n{1}{2}\n{3}\n{4}\n{5}{6}\npictures: mirage plot {0}\n", printable(file),
                       program_text(summary), material_text(summary), coordinates_text(summary),
                       variables_text(summary), counts_text(summary), fields_text(summary));
}

std::string summary_json(const FileSummary& summary, const std::string& command) {
    Json json = json_head(heading_of(summary, command));
    for (const auto& [name, value] : summary.attributes) json["attributes"][name] = value;
    for (const Coordinate& c : summary.coordinates) {
        json["dimensions"][c.name] = c.values.size();
        json["coordinates"][c.name] = {{"units", c.units}, {"values", c.values}};
    }
    for (const VariableSummary& v : summary.variables) json["variables"][v.name] = variable_json(summary, v);
    return json_text(json);
}

}  // namespace mirage

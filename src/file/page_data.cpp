#include "file/page_data.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>

#include <fmt/format.h>

#include "file/file_part.hpp"
#include "file/packed_values.hpp"
#include "input/input_error.hpp"
#include "results/quantities.hpp"

namespace mirage {
namespace {

/// Without `<`, so that no text of a file ends the element that holds it.
std::string safe_json(const Json& json) {
    std::string text = json.dump(-1, ' ', false, Json::error_handler_t::replace), safe;
    safe.reserve(text.size());
    for (const char c : text)
        if (c == '<')
            safe += "\\u003c";
        else
            safe += c;
    return safe;
}

/// An axis of spectra without its suffix.
std::string grid_name(const std::string& name) { return name.substr(0, name.rfind(spectrum_suffix)); }

using Selection = std::vector<std::pair<std::string, double>>;

/// What of a selection concerns a variable.
Selection selection_of(const FileSummary& layout, const VariableSummary& variable,
                       const Selection& selected) {
    Selection own;
    for (const auto& choice : selected)
        if (std::any_of(variable.axes.begin(), variable.axes.end(), [&](std::size_t axis) {
                return grid_name(layout.coordinates[axis].name) == choice.first;
            }))
            own.push_back(choice);
    return own;
}

PackedType type_of(const FileSummary& layout, const VariableSummary& variable) {
    if (!variable.flag_meanings.empty()) return PackedType::i1;
    return variable.axes.size() < layout.axes ? PackedType::f8 : PackedType::f4;
}

Json flags_of(const VariableSummary& variable) {
    Json flags = Json::object();
    const char* meanings = variable.flag_meanings.c_str();
    flags["-1"] = meaning(meanings, -1);
    for (int flag = 0; !meaning(meanings, flag).empty(); ++flag)
        flags[std::to_string(flag)] = meaning(meanings, flag);
    return flags;
}

Json json_of(const std::string& file, const VariableSummary& variable, const FilePart& part,
             PackedType type) {
    std::vector<double> values;
    values.reserve(static_cast<std::size_t>(part.box.size()));
    stream_part(file, part, [&](const std::vector<std::vector<double>>& segment) {
        values.insert(values.end(), segment[0].begin(), segment[0].end());
    });
    const double missing = type == PackedType::i1 ? -1.0 : quiet_nan;
    for (double& value : values)
        if (value == variable.fill || (type == PackedType::i1 && !(std::fabs(value) < 100.0)))
            value = missing;
    Json json{{"name", variable.name}, {"units", variable.units}, {"long_name", variable.long_name}};
    json["dims"] = Json::array();
    for (const Coordinate& axis : part.axes) json["dims"].push_back(axis.name);
    if (type == PackedType::i1) json["flags"] = flags_of(variable);
    json["type"] = name_of(type);
    json["data"] = packed_values(type, values);
    return json;
}

Json head_of(const std::string& file, const FileSummary& layout, const Selection& selected) {
    Json json{{"format", 1},
              {"name", std::filesystem::path(file).filename().string()},
              {"units", layout.units == Units::si ? "si" : "reduced"}};
    json["attributes"] = Json::object();
    for (const auto& [name, value] : layout.attributes) json["attributes"][name] = value;
    json["parameters"] = Json::object();
    for (const auto& [name, value] : layout.parameters) json["parameters"][name] = value;
    json["axes"] = Json::array();
    for (Coordinate axis : layout.coordinates) {
        for (const auto& [name, value] : selected)
            if (grid_name(axis.name) == name) axis.values = {value};
        json["axes"].push_back(Json{{"name", axis.name}, {"units", axis.units}, {"values", axis.values}});
    }
    return json;
}

/// Whether the spectra of a file are at other values than those selected.
bool lies_elsewhere(const FileSummary& layout, const VariableSummary& variable, const Selection& selected) {
    constexpr double same = 1e-9;  // relative
    for (const std::size_t axis : variable.axes) {
        const Coordinate& own = layout.coordinates[axis];
        if (!own.name.ends_with(spectrum_suffix)) continue;
        for (const auto& [name, value] : selected)
            if (grid_name(own.name) == name &&
                std::none_of(own.values.begin(), own.values.end(), [&, value = value](double x) {
                    return std::fabs(x - value) <= same * std::fabs(value);
                }))
                return true;
    }
    return false;
}

void check_names(const FileSummary& layout, const Selection& selected) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < layout.axes; ++i) names.push_back(layout.coordinates[i].name);
    for (const auto& choice : selected)
        if (std::find(names.begin(), names.end(), choice.first) == names.end())
            throw InputError(fmt::format("--select '{}': no axis of the result; it has {}", choice.first,
                                         fmt::join(names, ", ")));
}

}  // namespace

void write_page_data(const std::string& file, const FileSummary& layout, const Selection& selected,
                     const Json& measurements, TextWriter& out, double most) {
    check_names(layout, selected);
    std::string head = safe_json(head_of(file, layout, selected));
    head.pop_back();
    out.add(head + ",\"variables\":[");
    Json missing = Json::array();
    double bytes = 0.0;
    const char* comma = "";
    for (const VariableSummary& variable : layout.variables) {
        if (lies_elsewhere(layout, variable, selected)) {
            missing.push_back({{"name", variable.name}, {"reason", "not stored at the values selected"}});
            continue;
        }
        const FilePart part = select_part(layout, {variable.name}, selection_of(layout, variable, selected));
        const PackedType type = type_of(layout, variable);
        const double size = part.box.size() * static_cast<double>(size_of(type));
        if (bytes + size > most) {
            missing.push_back(
                {{"name", variable.name},
                 {"reason", fmt::format("{:.3g} million values: too many for a page; --select fewer",
                                        part.box.size() / 1e6)}});
            continue;
        }
        bytes += size;
        out.add(comma);
        out.add(safe_json(json_of(file, variable, part, type)));
        comma = ",";
    }
    const Json tail{{"missing", missing}, {"measurements", measurements}};
    out.add("]," + safe_json(tail).substr(1));
}

}  // namespace mirage

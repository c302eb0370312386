#include "results/heading.hpp"

#include <algorithm>
#include <cctype>
#include <string_view>

#include <fmt/format.h>

#include "input/settings.hpp"
#include "input/text.hpp"
#include "mirage/version.hpp"

namespace mirage {
namespace {

constexpr std::size_t max_characters = 2000;  ///< of the command line, and of one parameter

bool is_control(char c) { return static_cast<unsigned char>(c) < 32 || c == 127; }

/// A word as a shell reads it: bare, in quotes, or as $'...' where control characters would break the line.
std::string quoted(const std::string& word) {
    constexpr std::string_view bare = "_-+=.,:/@%";
    const auto is_bare = [&](unsigned char c) {
        return std::isalnum(c) || bare.find(static_cast<char>(c)) != bare.npos;
    };
    if (!word.empty() && std::all_of(word.begin(), word.end(), is_bare)) return word;
    const bool control = std::any_of(word.begin(), word.end(), is_control);
    std::string text = control ? "$'" : "'";
    for (const char c : word) {
        if (is_control(c))
            text += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
        else if (control && (c == '\'' || c == '\\'))
            text += fmt::format("\\{}", c);
        else
            text += c == '\'' ? "'\\''" : std::string_view(&c, 1);
    }
    return fmt::format("{}'", text);
}

/// `name=value name=value`
std::string parameters_text(const Heading& heading) {
    std::string text = fmt::format("units={}", name_of(heading.units));
    for (const auto& [name, value] : heading.parameters.items())
        text += fmt::format(" {}={}", printable(name),
                            value.is_string() ? shortened(quoted(value.get<std::string>()), max_characters)
                            : value.is_number_float() ? fmt::format("{}", value.get<double>())
                                                      : value.dump());
    return text;
}

}  // namespace

Column column(const std::string& name, UnitKind kind, Units units) { return {name, unit_name(kind, units)}; }

std::string command_line(const std::string& command, const std::vector<std::string>& arguments) {
    std::string text = "mirage " + command;
    for (const std::string& word : arguments) {
        const std::size_t equals = word.starts_with("--") ? word.find('=') : word.npos;
        text += fmt::format(" {}", quoted(word.substr(0, equals)));
        if (equals != word.npos) text += fmt::format(" {}", quoted(word.substr(equals + 1)));
    }
    return shortened(text, max_characters);
}

std::string version_text() { return fmt::format("{} ({})", version, git_commit); }

const char* name_of(Units units) { return units == Units::si ? "si" : "reduced"; }

Json parameters_of(const Configuration& c, const std::vector<std::string>& rows) {
    Json parameters = Json::object();
    for (const Setting* setting : printed_settings(c)) {
        if (std::find(rows.begin(), rows.end(), setting->name) != rows.end()) continue;
        const Axis axis = axis_of(c, *setting);
        if (axis.text == "nan") continue;  // gamma, of which one part is an axis
        if (axis.values.size() == 1)
            parameters[setting->variable()] = axis.values.front();
        else
            parameters[setting->variable()] = axis.text;
    }
    if (pair_momentum(c) == PairMomentum::best) parameters["momentum"] = c.momentum.text;
    if (!c.pockets.empty()) parameters["pockets"] = pockets_text(c.pockets);
    return parameters;
}

std::string csv_head(const Heading& heading) {
    std::string columns, names;
    for (const Column& column : heading.columns) {
        columns += fmt::format("{}{} [{}]", columns.empty() ? "" : ", ", column.name, column.unit);
        names += fmt::format("{}{}", names.empty() ? "" : ",", column.name);
    }
    return fmt::format("# mirage {}\n# command: {}\n# parameters: {}\n# columns: {}\n{}\n", version_text(),
                       heading.command, parameters_text(heading), columns, names);
}

Json json_head(const Heading& heading) {
    Json json;
    json["command"] = heading.command;
    json["version"] = version_text();
    json["units"] = name_of(heading.units);
    json["parameters"] = heading.parameters;
    for (const Column& column : heading.columns) json["unit_of"][column.name] = column.unit;
    return json;
}

std::string json_text(const Json& json) {
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace mirage

#include "command/citation.hpp"

#include <algorithm>

#include "input/configuration.hpp"
#include "results/formula.hpp"
#include "results/references.hpp"

namespace mirage {
namespace {

/// A setting that brings a paper of its own.
struct Used {
    const char* option;
    Axis Configuration::*axis;
    const char* key;
};
constexpr Used used[] = {{"alpha", &Configuration::alpha, "harms2025"},
                         {"gamma-magnetic", &Configuration::gamma_magnetic, "abrikosov1961"},
                         {"t-triplet", &Configuration::t_triplet, "mockli2019"}};

bool is_not_zero(const Axis& axis) {
    return std::any_of(axis.values.begin(), axis.values.end(), [](double x) { return x != 0.0; });
}

/// The text that follows `--option` or `--section.option`.
std::string value_of(const Arguments& arguments, const std::string& option) {
    for (std::size_t i = 0; i < arguments.size(); ++i)
        for (const std::string& name : {"--" + option, "--material." + option, "--grid." + option}) {
            if (arguments[i] == name && i + 1 < arguments.size()) return arguments[i + 1];
            if (arguments[i].starts_with(name + "=")) return arguments[i].substr(name.size() + 1);
        }
    return {};
}

/// What the command line says, else what the deck says.
bool uses(const Arguments& arguments, const Configuration& deck, const Used& setting) {
    const std::string text = value_of(arguments, setting.option);
    return is_not_zero(text.empty() ? deck.*setting.axis : parse_axis(setting.option, text));
}

Configuration deck_of(const Command& command, const Arguments& arguments) {
    const bool given = command.name == "sweep" && !arguments.empty() && !arguments[0].starts_with("-");
    return given ? read_configuration(arguments[0], {}, Scope::sweep) : Configuration{};
}

}  // namespace

bool asks_for_citation(const Arguments& arguments) {
    return std::find(arguments.begin(), arguments.end(), "--cite") != arguments.end();
}

std::vector<std::string> citation_keys(const Command& command, const Arguments& arguments) {
    if (command.name == "formula")
        return arguments.empty() || arguments[0].starts_with("-")
                   ? std::vector<std::string>{}
                   : keys_of_formula(find_formula(arguments[0]).name);
    const bool fits_points = command.name == "fit" || command.name == "fit-sample";
    if (!command.settings && !fits_points && command.name != "fit-spectrum") return {};
    std::vector<std::string> keys{"tang2021"};
    if (fits_points) keys.emplace_back("zhang2021");
    const Configuration deck = deck_of(command, arguments);
    for (const Used& setting : used)
        if (uses(arguments, deck, setting)) keys.emplace_back(setting.key);
    return keys;
}

}  // namespace mirage

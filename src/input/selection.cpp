#include "input/selection.hpp"

#include <string_view>

#include <fmt/format.h>

#include "input/axis.hpp"
#include "input/input_error.hpp"
#include "input/text.hpp"

namespace mirage {

std::vector<std::pair<std::string, double>> selection_of(const std::string& text) {
    std::vector<std::pair<std::string, double>> selected;
    if (text.empty()) return selected;
    for (const std::string_view part : split(text, ',')) {
        const std::size_t equals = part.find('=');
        const std::string name(trimmed(part.substr(0, equals)));
        if (equals == part.npos || name.empty())
            throw InputError(fmt::format("--select '{}': name=value, comma list", text));
        for (const auto& other : selected)
            if (other.first == name) throw InputError(fmt::format("--select: {} is given twice", name));
        selected.emplace_back(name, parse_number("--select " + name, trimmed(part.substr(equals + 1))));
    }
    return selected;
}

}  // namespace mirage

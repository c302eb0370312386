#include "input/arguments.hpp"

#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include "input/axis.hpp"
#include "input/input_error.hpp"
#include "mirage/numeric/constants.hpp"

namespace mirage {

bool names(const std::string& word, const std::string& option) {
    return word == option || word.starts_with(option + "=");
}

std::string take_option(std::vector<std::string>& arguments, const std::string& name) {
    const std::string option = "--" + name;
    std::string value;
    for (std::size_t i = 0; i < arguments.size();) {
        if (!names(arguments[i], option)) {
            ++i;
            continue;
        }
        if (!value.empty()) throw InputError(fmt::format("{} is given twice", option));
        const bool joined = arguments[i] != option;
        if (joined) value = arguments[i].substr(option.size() + 1);
        if (!joined && i + 1 < arguments.size()) value = arguments[i + 1];
        if (value.empty()) throw InputError(fmt::format("{}: needs a value", option));
        const auto first = arguments.begin() + static_cast<std::ptrdiff_t>(i);
        arguments.erase(first, first + (joined ? 1 : 2));
    }
    return value;
}

bool take_flag(std::vector<std::string>& arguments, const std::string& name) {
    const auto found = std::find(arguments.begin(), arguments.end(), "--" + name);
    if (found == arguments.end()) return false;
    arguments.erase(found);
    return true;
}

double number_where(const std::string& option, const std::string& text, bool (*allowed)(double),
                    const char* rule) {
    const double value = parse_number(option, text);
    if (!allowed(value)) throw InputError(fmt::format("{} = '{}': {}", option, text, rule));
    return value;
}
bool positive(double x) { return x > 0.0; }
bool not_negative(double x) { return x >= 0.0; }

double number_or_auto(const std::string& option, const std::string& text) {
    if (text.empty() || text == "auto") return quiet_nan;
    return number_where(option, text, not_negative, "auto, or a number not negative");
}

}  // namespace mirage

#include "results/format.hpp"

#include "input/arguments.hpp"
#include "input/suggestion.hpp"

namespace mirage {

Format take_format(std::vector<std::string>& arguments, Format otherwise) {
    const std::string value = take_option(arguments, "format");
    if (value.empty()) return otherwise;
    return static_cast<Format>(choice("--format", value, {"table", "csv", "json"}));
}

}  // namespace mirage

#include "fit/reading.hpp"

#include <fmt/format.h>

#include "input/text.hpp"

namespace mirage {

CommandOption columns_option() {
    return {"columns", "T=3,B=5,sigma_B=6",
            "which columns are used, by number or name, perhaps with units: 'T[mK]=1,B[kOe]=2'"};
}

ReadingOptions take_reading_options(std::vector<std::string>& arguments) {
    ReadingOptions options;
    options.columns = take_option(arguments, "columns");
    std::vector<std::string> words = arguments;
    const auto values = [&](const char* name) {
        std::vector<double> numbers;
        const std::string text = take_option(words, name);
        if (text.empty()) return numbers;
        for (const std::string_view part : split(text, ','))
            numbers.push_back(
                number_where(fmt::format("--{}", name), std::string(part), positive, "must be above 0"));
        return numbers;
    };
    options.tc0 = values("tc0");
    if (const std::vector<double> g = values("g-factor"); !g.empty()) options.g_factor = g[0];
    return options;
}

}  // namespace mirage

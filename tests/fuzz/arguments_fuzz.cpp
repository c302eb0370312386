// Words of a command line, one a line: settings of one scope, then options of single commands.

#include "input/arguments.hpp"

#include <cmath>

#include "fuzz.hpp"
#include "input/configuration.hpp"

using namespace mirage_fuzz;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text = text_of(data, size);
    if (has_long_count(text)) return 0;
    std::vector<std::string> arguments(1);
    for (const char c : text) {
        if (c == '\n')
            arguments.emplace_back();
        else
            arguments.back() += c;
    }
    const auto scope = static_cast<mirage::Scope>(size % 3);
    accepted([&] {
        const auto given = mirage::read_configuration("", arguments, scope);
        require(mirage::to_deck(mirage::parse_deck(mirage::to_deck(given))) == mirage::to_deck(given));
    });
    accepted([&] {
        const std::size_t before = arguments.size();
        const std::string value = mirage::take_option(arguments, "format");
        const bool flag = mirage::take_flag(arguments, "spin");
        const std::size_t most = (value.empty() ? 0u : 2u) + (flag ? 1u : 0u);
        require(arguments.size() <= before && before - arguments.size() <= most);
        for (const std::string& word : arguments) require(!mirage::names(word, "--format"));
        const double number = mirage::number_or_auto("--format", value);
        require(std::isnan(number) || number >= 0.0);
    });
    return 0;
}

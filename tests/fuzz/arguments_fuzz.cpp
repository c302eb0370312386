// Words of a command line, one a line: settings of one scope, then options of single commands.

#include "input/arguments.hpp"

#include <cmath>

#include "fuzz.hpp"
#include "input/configuration.hpp"

using namespace mirage_fuzz;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text = text_of(data, size);
    if (has_long_count(text)) return 0;
    std::vector<std::string> words(1);
    for (const char c : text) {
        if (c == '\n')
            words.emplace_back();
        else
            words.back() += c;
    }
    const auto scope = static_cast<mirage::Scope>(size % 3);
    accepted([&] {
        const auto given = mirage::read_configuration("", words, scope);
        require(mirage::to_deck(mirage::parse_deck(mirage::to_deck(given))) == mirage::to_deck(given));
    });
    accepted([&] {
        const std::size_t before = words.size();
        const std::string value = mirage::take_option(words, "format");
        const bool flag = mirage::take_flag(words, "spin");
        const std::size_t most = (value.empty() ? 0u : 2u) + (flag ? 1u : 0u);
        require(words.size() <= before && before - words.size() <= most);
        for (const std::string& word : words) require(!mirage::names(word, "--format"));
        const double number = mirage::number_or_auto("--format", value);
        require(std::isnan(number) || number >= 0.0);
    });
    return 0;
}

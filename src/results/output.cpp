#include "results/output.hpp"

#include <cstdio>
#include <fstream>
#include <stdexcept>

#include <fmt/format.h>

#include "input/arguments.hpp"
#include "input/suggestion.hpp"

namespace mirage {

Format take_format(std::vector<std::string>& arguments, Format otherwise) {
    const std::string value = take_option(arguments, "format");
    if (value.empty()) return otherwise;
    return static_cast<Format>(choice("--format", value, {"table", "csv", "json"}));
}

void write_text(const std::string& file, const std::string& text) {
    if (file.empty()) {
        if (std::fputs(text.c_str(), stdout) < 0 || std::fflush(stdout) != 0)
            throw std::runtime_error("could not write to standard output");
        return;
    }
    std::ofstream out(file);
    out << text;
    out.close();
    if (!out) throw std::runtime_error(fmt::format("could not write '{}'", file));
}

}  // namespace mirage

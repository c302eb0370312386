#include "results/output.hpp"

#include <cstdio>
#include <fstream>
#include <map>
#include <stdexcept>

#include <fmt/format.h>

#include "input/arguments.hpp"
#include "input/input_error.hpp"

namespace mirage {

Format take_format(std::vector<std::string>& arguments, Format otherwise) {
    static const std::map<std::string, Format> formats{
        {"table", Format::table}, {"csv", Format::csv}, {"json", Format::json}};
    const std::string value = take_option(arguments, "format");
    if (value.empty()) return otherwise;
    const auto found = formats.find(value);
    if (found == formats.end())
        throw InputError(fmt::format("--format = '{}': allowed: table, csv, json", value));
    return found->second;
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

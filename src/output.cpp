#include "mirage/output.hpp"

#include <cstdio>
#include <fstream>
#include <map>
#include <stdexcept>

#include <fmt/format.h>

#include "mirage/input_error.hpp"

namespace mirage {

Format take_format(std::vector<std::string>& words, Format otherwise) {
    static const std::map<std::string, Format> formats{
        {"table", Format::table}, {"csv", Format::csv}, {"json", Format::json}};
    Format format = otherwise;
    bool seen = false;
    for (std::size_t i = 0; i < words.size();) {
        std::string value;
        std::size_t taken = 0;
        if (words[i].rfind("--format=", 0) == 0) {
            value = words[i].substr(9);
            taken = 1;
        } else if (words[i] == "--format") {
            if (i + 1 < words.size()) value = words[i + 1];
            taken = i + 1 < words.size() ? 2 : 1;
        }
        if (taken == 0) {
            ++i;
            continue;
        }
        if (seen) throw InputError("--format is given twice");
        if (formats.count(value) == 0) throw InputError(fmt::format("--format = '{}': allowed: table, csv, json", value));
        format = formats.at(value);
        seen = true;
        words.erase(words.begin() + static_cast<std::ptrdiff_t>(i), words.begin() + static_cast<std::ptrdiff_t>(i + taken));
    }
    return format;
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

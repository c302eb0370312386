#include "results/output.hpp"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <stdexcept>
#include <utility>

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

TextWriter::TextWriter(const std::string& file)
    : file_(file), out_(file.empty() ? stdout : std::fopen(file.c_str(), "wb")) {
    if (!out_) throw std::runtime_error(fmt::format("could not write '{}'", file_));
}

TextWriter::~TextWriter() {
    if (!out_ || out_ == stdout) return;
    std::fclose(out_);
    std::error_code ignored;
    if (std::filesystem::is_regular_file(std::filesystem::symlink_status(file_, ignored)))
        std::filesystem::remove(file_, ignored);
}

void TextWriter::add(std::string_view text) {
    if (std::fwrite(text.data(), 1, text.size(), out_) != text.size())
        throw std::runtime_error(file_.empty() ? "could not write to standard output"
                                               : fmt::format("could not write '{}'", file_));
}

void TextWriter::close() {
    std::FILE* const out = std::exchange(out_, nullptr);
    if ((out == stdout ? std::fflush(out) : std::fclose(out)) != 0)
        throw std::runtime_error(file_.empty() ? "could not write to standard output"
                                               : fmt::format("could not write '{}'", file_));
}

}  // namespace mirage

#include "results/output.hpp"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <utility>

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

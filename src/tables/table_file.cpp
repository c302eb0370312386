#include "tables/table_file.hpp"

#include <array>
#include <filesystem>
#include <fstream>
#include <iostream>

#include <fmt/format.h>

#include "input/input_error.hpp"

namespace mirage {

std::string file_bytes(const std::string& file) {
    std::error_code ignored;
    std::ifstream stream;
    if (!is_standard_input(file)) stream.open(file, std::ios::binary);
    if (!stream || std::filesystem::is_directory(file, ignored))
        throw InputError(fmt::format("cannot read the data '{}'", file));
    std::istream& in = is_standard_input(file) ? std::cin : stream;
    std::string bytes;
    std::array<char, 65536> block;
    while (in.read(block.data(), block.size()).gcount() > 0) {
        bytes.append(block.data(), static_cast<std::size_t>(in.gcount()));
        check_length(file, bytes.size());
    }
    return bytes;
}

Table read_table(const std::string& file) { return table_of(file, decoded_lines(file, file_bytes(file))); }

}  // namespace mirage

#include "table.hpp"

#include <fstream>
#include <sstream>
#include <stdexcept>

namespace mirage_test {

std::vector<std::string> split(const std::string& text, char separator) {
    std::vector<std::string> parts;
    std::istringstream stream(text);
    for (std::string part; std::getline(stream, part, separator);) parts.push_back(part);
    return parts;
}

std::vector<Row> read_table(const std::string& name) {
    std::ifstream file(MIRAGE_TEST_DATA "/" + name);
    if (!file) throw std::runtime_error("cannot read tests/data/" + name);
    std::string line;
    std::getline(file, line);
    std::vector<Row> rows;
    while (std::getline(file, line)) rows.push_back(split(line, ','));
    return rows;
}

}  // namespace mirage_test

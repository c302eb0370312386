#pragma once
// What a command prints as CSV.

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "program.hpp"
#include "table.hpp"

namespace mirage_test {

struct Csv {
    std::vector<std::string> comments;  ///< lines in front of the header, without "# "
    std::string header;
    std::vector<Row> cells;
    std::vector<std::vector<double>> rows;  ///< the same, NaN where there is a word

    std::string text(std::size_t row, const std::string& column) const {
        const Row names = split(header, ',');
        const auto at = std::find(names.begin(), names.end(), column);
        if (at == names.end()) throw std::runtime_error("no column " + column + " in " + header);
        return cells.at(row).at(static_cast<std::size_t>(at - names.begin()));
    }
    double number(std::size_t row, const std::string& column) const { return std::stod(text(row, column)); }
};

/// CSV without the comments in front, which name the command.
inline std::string without_comments(const std::string& text) {
    std::size_t begin = 0;
    while (text.compare(begin, 1, "#") == 0) begin = text.find('\n', begin) + 1;
    return text.substr(begin);
}

inline Csv parse_csv(const std::string& text) {
    std::istringstream lines(text);
    Csv csv;
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with("# ")) {
            EXPECT_EQ(csv.header, "") << "comments come first";
            csv.comments.push_back(line.substr(2));
            continue;
        }
        if (csv.header.empty()) {
            csv.header = line;
            continue;
        }
        csv.cells.push_back(split(line, ','));
        EXPECT_EQ(csv.cells.back().size(), split(csv.header, ',').size()) << line;
        csv.rows.emplace_back();
        for (const std::string& cell : csv.cells.back()) {
            char* end = nullptr;
            const double value = std::strtod(cell.c_str(), &end);
            csv.rows.back().push_back(*end ? std::nan("") : value);
        }
    }
    return csv;
}

/// Of a command that must succeed and say nothing else.
inline Csv csv_of(const std::string& arguments) {
    const Outcome run = mirage(arguments);
    EXPECT_EQ(run.status, 0) << run.err;
    EXPECT_EQ(run.err, "") << arguments;
    return parse_csv(run.out);
}

}  // namespace mirage_test
